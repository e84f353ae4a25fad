package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"tracuu/internal/document"
)

// recordFault is what is wrong with a document.yaml, and where.
type recordFault struct {
	line int
	msg  string
}

func (f *recordFault) Error() string { return f.msg }

// decodeRecord reads a document.yaml. It is strict: an unknown key, a key given
// twice or a value of the wrong kind is a *recordFault with its line. The tree
// is returned to find the lines of single values.
func decodeRecord(b []byte) (rec document.Record, file *ast.File, err error) {
	text, _, err := decodeText(b) // Notepad's marks, line ends and UTF-16 are no fault
	if err != nil {
		var fault *textFault
		errors.As(err, &fault)
		return rec, nil, &recordFault{fault.line, fault.msg}
	}
	b = []byte(text)
	if unreasonable(b) {
		return rec, nil, &recordFault{1, "YAML lồng nhau quá sâu hoặc có quá nhiều mục; tệp này không phải bản ghi văn bản"}
	}
	defer func() {
		if p := recover(); p != nil { // the parser's own fault: still only this file
			err = &recordFault{1, fmt.Sprintf("không đọc được YAML: %v", p)}
		}
	}()
	file, err = parser.ParseBytes(b, parser.ParseComments)
	if err != nil {
		return rec, nil, yamlFault(err)
	}
	if len(file.Docs) > 1 {
		line := 1
		if s := file.Docs[1].Start; s != nil {
			line = s.Position.Line
		}
		return rec, nil, &recordFault{line, "chỉ được có một bản ghi trong một tệp; bỏ dòng “---” và phần sau nó"}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return rec, nil, &recordFault{1, "tệp rỗng; cần ít nhất dòng “type:” (loại văn bản)"}
	}
	ast.Walk(plainStrings{}, file.Docs[0].Body)
	if err = yaml.NodeToValue(file.Docs[0].Body, &rec, yaml.Strict()); err != nil {
		var ye yaml.Error
		if errors.As(err, &ye) {
			return rec, file, yamlFault(err)
		}
		return rec, file, &recordFault{badDateLine(file), err.Error() + "; ngày ghi dạng 2023-12-26, 2023-12 hoặc 2023"}
	}
	return rec, file, nil
}

// unreasonable reports bytes on which the YAML parser would take more than
// moments: it recurses into nesting, and its time grows with the square of the
// items in brackets and of anchors and tags. A record has four levels, and no
// need for the rest.
func unreasonable(b []byte) bool {
	const maxDepth, maxItems, maxMarks = 50, 10_000, 1000
	depth, items, marks := 0, 0, 0
	before := byte('\n')
	for _, c := range b {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case ',':
			if depth > 0 {
				items++
			}
		case '&', '!', '*':
			if before == ' ' || before == '\n' || before == '-' {
				marks++
			}
		}
		before = c
		if depth > maxDepth || items > maxItems || marks > maxMarks {
			return true
		}
	}
	for line := range bytes.Lines(b) {
		indent := 0
		for indent+1 < len(line) && (line[indent] == ' ' || line[indent+1] == ' ' && (line[indent] == '-' || line[indent] == '?')) {
			indent++
		}
		if indent > 2*maxDepth {
			return true
		}
	}
	return false
}

// plainStrings keeps numbers as they are written: "number: 03" means the text
// 03, which YAML would read as the number 3.
type plainStrings struct{}

func (p plainStrings) Visit(n ast.Node) ast.Visitor {
	kv, ok := n.(*ast.MappingValueNode)
	if !ok || kv.Key.String() == "nth" {
		return p
	}
	switch kv.Value.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		t := kv.Value.GetToken()
		kv.Value = ast.String(token.New(t.Value, t.Origin, t.Position))
	}
	return p
}

var (
	unknownField = regexp.MustCompile(`^unknown field "(.*)"`)
	twiceDefined = regexp.MustCompile(`^mapping key "(.*)" already defined at \[(\d+):`)
)

// yamlFault says a YAML error in Vietnamese, with its line. What the parser
// says beyond the two frequent cases is kept in its own words.
func yamlFault(err error) *recordFault {
	line, msg := 1, err.Error()
	var ye yaml.Error
	if errors.As(err, &ye) {
		msg = ye.GetMessage()
		if t := ye.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
	}
	if m := unknownField.FindStringSubmatch(msg); m != nil {
		if near := nearestField(m[1]); near != "" {
			return &recordFault{line, fmt.Sprintf("không có trường nào tên “%s”; có phải “%s”?", m[1], near)}
		}
		return &recordFault{line, fmt.Sprintf("không có trường nào tên “%s”; các trường: %s", m[1], strings.Join(recordFields, ", "))}
	}
	if m := twiceDefined.FindStringSubmatch(msg); m != nil {
		return &recordFault{line, fmt.Sprintf("trường “%s” ghi hai lần (lần đầu ở dòng %s); bỏ bớt một", m[1], m[2])}
	}
	return &recordFault{line, "YAML sai cú pháp hoặc sai kiểu: " + msg}
}

// recordFields are the keys of a record, in the order of writing.
var recordFields = []string{"id", "type", "number", "year", "symbol", "date", "issuer", "term", "plenum", "title",
	"description", "signer", "post", "place", "scope", "effective", "secrecy", "urgency", "recipients", "consolidates", "attached_to", "provenance", "confidence", "notes", "relations", "corrections", "original"}

// innerFields are the keys inside provenance, relations and corrections.
var innerFields = []string{"source", "fields", "note", "kind", "target", "partly", "field", "quote", "nth", "value"}

// nearestField gives the key that a mistyped one probably means: the one at most
// two letters away, "" where there is none.
func nearestField(s string) string {
	best, least := "", 3
	for _, f := range slices.Concat(recordFields, innerFields) {
		if d := distance(strings.ToLower(s), f); d < least && d < len(f)-1 {
			best, least = f, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or change to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// badDateLine finds the line of the first date that is none; the decoder does
// not say.
func badDateLine(file *ast.File) int {
	line := 1
	found := false
	for _, n := range ast.FilterFile(ast.MappingValueType, file) {
		kv := n.(*ast.MappingValueNode)
		if found || kv.Key.String() != "date" && kv.Key.String() != "effective" {
			continue
		}
		if _, err := document.ParseDate(kv.Value.GetToken().Value); err != nil {
			line, found = kv.Value.GetToken().Position.Line, true
		}
	}
	return line
}

// lineOf gives the line of the value at a YAML path ("$.relations[1].target"),
// or 1.
func lineOf(file *ast.File, path string) int {
	if file == nil {
		return 0
	}
	p, err := yaml.PathString(path)
	if err != nil {
		return 1
	}
	n, err := p.FilterFile(file)
	if err != nil || n == nil || n.GetToken() == nil {
		return 1
	}
	return n.GetToken().Position.Line
}

// encodeRecord writes a record as YAML. Comments of the earlier form, old (nil
// for none), are kept where their lines still exist.
func encodeRecord(rec document.Record, old []byte) ([]byte, error) {
	opts := []yaml.EncodeOption{yaml.Indent(2), yaml.IndentSequence(true)}
	if bytes.IndexByte(old, '#') >= 0 {
		comments := yaml.CommentMap{}
		var was document.Record
		if yaml.UnmarshalWithOptions(old, &was, yaml.CommentToMap(comments)) == nil && len(comments) > 0 {
			if b, err := yaml.MarshalWithOptions(&rec, append(opts, yaml.WithComment(comments))...); err == nil && reads(b, rec) {
				return b, nil
			}
		}
	}
	b, err := yaml.MarshalWithOptions(&rec, opts...)
	if err != nil {
		return nil, fmt.Errorf("ghi bản ghi %s: %w", rec.ID, err)
	}
	if !reads(b, rec) {
		return nil, fmt.Errorf("ghi bản ghi %s: có ký tự không ghi được bằng YAML", rec.ID)
	}
	return b, nil
}

// reads reports that b reads back as rec: what was written is the truth from
// then on, so it is proved before it is kept.
func reads(b []byte, rec document.Record) bool {
	back, _, err := decodeRecord(b)
	return err == nil && equalRecords(back, rec)
}

// equalRecords compares two records; an empty list is as good as none.
func equalRecords(a, b document.Record) bool {
	return reflect.DeepEqual(tidy(a), tidy(b))
}

func tidy(r document.Record) document.Record {
	if len(r.Provenance) == 0 {
		r.Provenance = nil
	}
	r.Provenance = slices.Clone(r.Provenance)
	for i := range r.Provenance {
		if len(r.Provenance[i].Fields) == 0 {
			r.Provenance[i].Fields = nil
		}
	}
	if len(r.Notes) == 0 {
		r.Notes = nil
	}
	if len(r.Relations) == 0 {
		r.Relations = nil
	}
	if len(r.Corrections) == 0 {
		r.Corrections = nil
	}
	return r
}
