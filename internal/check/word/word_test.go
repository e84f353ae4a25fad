package word

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/extract"
)

const (
	wordNS    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	mainType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	typesPart = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="` + mainType + `"/></Types>`
	rootRels  = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

var someTime = time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)

// file packs a document with the body and further parts, as pairs of name and
// content.
func file(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	return pack(t, append([]string{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<w:document ` + wordNS + ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:z9="urn:khac" mc:Ignorable="z9"><w:body>` + body + `<w:sectPr/></w:body></w:document>`}, parts...)...)
}

func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	all := append([]string{"[Content_Types].xml", typesPart, "_rels/.rels", rootRels}, parts...)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(all); i += 2 {
		if slices.Contains(all[i+2:], all[i]) && all[i] != all[i+1] && i < 4 {
			continue // a later part takes its place
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: all[i], Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(all[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unpack(t testing.TB, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		c, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		rc.Close()
		out[f.Name] = string(c)
	}
	return out
}

func read(t testing.TB, b []byte) Text {
	t.Helper()
	r, err := extract.Extract(context.Background(), "a.docx", bytes.NewReader(b), int64(len(b)), extract.Options{Origins: true, NoPrograms: true})
	if err != nil {
		t.Fatal(err)
	}
	return Text{r.Text, r.Origins, r.Parts}
}

// noteOn makes a note on the first place of some words.
func noteOn(t testing.TB, text, words, replacement string) Note {
	t.Helper()
	at := strings.Index(text, words)
	if at < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return Note{Start: at, End: at + len(words), Lines: []string{"Xem lại: " + words, "Nguồn: sổ tay."}, Replace: replacement != "", Replacement: replacement}
}

var (
	ourIns  = regexp.MustCompile(`(?s)<(\w+:)?ins [^>]*author="tracuu"[^>]*>.*?</(\w+:)?ins>`)
	ourDel  = regexp.MustCompile(`(?s)<(?:\w+:)?del [^>]*author="tracuu"[^>]*>(.*?)</(?:\w+:)?del>`)
	delText = regexp.MustCompile(`(</?(?:\w+:)?)delText`)
	marks   = regexp.MustCompile(`<(\w+:)?commentRange(Start|End) [^>]*/>|<(\w+:)?r><(\w+:)?commentReference [^>]*/></(\w+:)?r>`)
)

// rejected takes our changes and comments out of a part again.
func rejected(s string) string {
	s = ourDel.ReplaceAllStringFunc(ourIns.ReplaceAllString(s, ""), func(m string) string {
		return delText.ReplaceAllString(ourDel.FindStringSubmatch(m)[1], "${1}t")
	})
	return marks.ReplaceAllString(s, "")
}

// annotated puts the notes into a file and checks what holds for every file: the
// parts are well-formed, others than those that must change are as they were, the
// text with the changes rejected is the old one, and every comment is marked once.
func annotated(t testing.TB, b []byte, notes []Note) (map[string]string, Done) {
	t.Helper()
	was := read(t, b)
	out, done, err := Annotate(b, was, notes, Options{Author: "tracuu", Date: someTime})
	if err != nil {
		t.Fatal(err)
	}
	old, parts := unpack(t, b), unpack(t, out)
	if done.Comments != len(notes) {
		t.Errorf("%d comments of %d notes", done.Comments, len(notes))
	}
	back := []string{}
	for name, s := range parts {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			wellFormed(t, name, s)
		}
		switch name {
		case "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml":
		case "word/document.xml", "word/footnotes.xml", "word/endnotes.xml":
			back = append(back, name, rejected(s))
			continue
		default:
			if s != old[name] {
				t.Errorf("%s was changed", name)
			}
		}
		if name != "word/comments.xml" {
			back = append(back, name, s)
		}
	}
	for name := range old {
		if _, ok := parts[name]; !ok {
			t.Errorf("%s is gone", name)
		}
	}
	if again := read(t, packExactly(t, back)); again.Text != was.Text {
		t.Errorf("rejected, the text is\n%s\nwas\n%s", again.Text, was.Text)
	}
	document := parts["word/document.xml"]
	marked := map[string]int{}
	for _, m := range regexp.MustCompile(`(commentRangeStart|commentRangeEnd|commentReference)[^>]* (?:\w+:)?id="(\d+)"`).FindAllStringSubmatch(document, -1) {
		marked[m[1]+m[2]]++
	}
	for _, m := range regexp.MustCompile(`comment [^>]*?id="(\d+)"[^>]*author="tracuu"`).FindAllStringSubmatch(parts["word/comments.xml"], -1) {
		for _, mark := range []string{"commentRangeStart", "commentRangeEnd", "commentReference"} {
			if n := marked[mark+m[1]]; n != 1 {
				t.Errorf("%s of comment %s: %d times", mark, m[1], n)
			}
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`<(?:\w+:)?(?:ins|del) [^>]*?id="(\d+)"[^>]*author="tracuu"`).FindAllStringSubmatch(document+parts["word/footnotes.xml"], -1) {
		if ids[m[1]] {
			t.Errorf("two changes have the id %s", m[1])
		}
		ids[m[1]] = true
	}
	return parts, done
}

func packExactly(t testing.TB, parts []string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, _ := z.Create(parts[i])
		_, _ = w.Write([]byte(parts[i+1]))
	}
	_ = z.Close()
	return b.Bytes()
}

func wellFormed(t testing.TB, name, s string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, s)
		}
	}
}

func run(props, text string) string {
	return `<w:r>` + props + `<w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func para(s string) string { return `<w:p>` + s + `</w:p>` }

const bold = `<w:rPr><w:b/></w:rPr>`

func TestAnnotate(t *testing.T) {
	field := func(code, text string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
			run("", text) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	box := func(s string) string { return `<w:txbxContent>` + para(run("", s)) + `</w:txbxContent>` }
	for _, tt := range []struct {
		name, body   string
		words, with  string   // what is replaced by what
		changes      int      // that are made
		want         []string // pieces of the document that comes back
		accepted     string   // a piece of its text with the changes accepted
		commentsOnly bool
	}{
		{name: "inside a run", body: para(run(bold, "Ngày 18/4/2014 họp.")), words: "18/4/2014", with: "19/4/2014", changes: 1, accepted: "Ngày 19/4/2014 họp.",
			want: []string{run(bold, "Ngày ") + `<w:commentRangeStart`, `<w:del w:id="2" w:author="tracuu" w:date="2026-11-29T08:00:00Z"><w:r>` + bold + `<w:delText xml:space="preserve">18/4/2014</w:delText></w:r></w:del>`,
				`<w:ins w:id="3" w:author="tracuu" w:date="2026-11-29T08:00:00Z"><w:r>` + bold + `<w:t xml:space="preserve">19/4/2014</w:t></w:r></w:ins><w:commentRangeEnd`}},
		{name: "a whole run", body: para(`<w:r w:rsidR="00AB"><w:t>xã</w:t></w:r>`), words: "xã", with: "phường", changes: 1, accepted: "phường",
			want: []string{`<w:r w:rsidR="00AB"><w:delText xml:space="preserve">xã</w:delText></w:r></w:del>`, `<w:r w:rsidR="00AB"><w:t xml:space="preserve">phường</w:t></w:r></w:ins>`}},
		{name: "over runs of other looks", body: para(run("", "Số 1") + run(bold, "2-NQ") + run("<w:rPr><w:i/></w:rPr>", "/TW của")), words: "12-NQ/TW", with: "21-NQ/TW", changes: 1, accepted: "Số 21-NQ/TW của",
			want: []string{`<w:r>` + bold + `<w:delText xml:space="preserve">2-NQ</w:delText></w:r></w:del>`, `<w:ins w:id="5" w:author="tracuu" w:date="2026-11-29T08:00:00Z"><w:r><w:t xml:space="preserve">21-NQ/TW</w:t></w:r></w:ins>`, run("<w:rPr><w:i/></w:rPr>", " của")}},
		{name: "words at the ends stay", body: para(run("", "về công tác dân quân")), words: "công tác dân quân", with: "công tác của dân quân", changes: 1, accepted: "về công tác của dân quân"},
		{name: "a word is added behind", body: para(run(bold, "phong trào bảo vệ")), words: "trào", with: "trào toàn dân", changes: 1, accepted: "phong trào toàn dân bảo vệ",
			want: []string{`<w:commentRangeStart w:id="1"/>` + run(bold, "trào") + `<w:ins w:id="2" w:author="tracuu" w:date="2026-11-29T08:00:00Z">` + run(bold, " toàn dân") + `</w:ins><w:commentRangeEnd`}},
		{name: "a word is added before", body: para(run("", "Luật Đất đai")), words: "Đất đai", with: "mới Đất đai", changes: 1, accepted: "Luật mới Đất đai",
			want: []string{`<w:commentRangeStart w:id="1"/><w:ins w:id="2" w:author="tracuu" w:date="2026-11-29T08:00:00Z">` + run("", "mới ") + `</w:ins>` + run("", "Đất đai")}},
		{name: "a word is taken away", body: para(run("", "bạo lực trong gia đình")), words: "lực trong", with: "lực", changes: 1, accepted: "bạo lực gia đình",
			want: []string{`<w:delText xml:space="preserve"> trong</w:delText>`}},
		{name: "a word is taken away before", body: para(run("", "các tổ dân phố")), words: "tổ dân", with: "dân", changes: 1, accepted: "các dân phố",
			want: []string{`<w:delText xml:space="preserve">tổ </w:delText>`}},
		{name: "decomposed letters", body: para(run("", norm.NFD.String("Họp ở xã Thái, ngày 3/2/2020."))), words: "xã Thái", with: "phường Thái", changes: 1, accepted: "Họp ở phường Thái, ngày"},
		{name: "no spaces were kept", body: para(`<w:r><w:t>Họp ngày 3/2/2020.</w:t></w:r>`), words: "3/2/2020", with: "03/02/2020", changes: 1, accepted: "Họp ngày 03/02/2020.",
			want: []string{`<w:t xml:space="preserve">Họp ngày </w:t>`}},
		{name: "an entity", body: para(run("", "A&amp;B &lt;3 ngày")), words: "A&B <3", with: "A & B <5", changes: 1, accepted: "A & B <5 ngày", want: []string{"A &amp; B &lt;5", "A&amp;B &lt;3"}},
		{name: "in a link", body: para(`<w:hyperlink w:anchor="a">` + run("", "Luật Đất 2024") + `</w:hyperlink>`), words: "Đất", with: "Đất đai", changes: 1, accepted: "Luật Đất đai 2024", want: []string{`<w:hyperlink w:anchor="a"><w:r>`}},
		{name: "half in a link", body: para(run("", "Luật ") + `<w:hyperlink w:anchor="a">` + run("", "Đất") + `</w:hyperlink>`), words: "Luật Đất", with: "Bộ luật Đất đai"},
		{name: "the result of a field", body: para(field("REF so \\h", "số 7")), words: "số 7", with: "số 8"},
		{name: "the words of a link field", body: para(field(` HYPERLINK "x" `, "số 7")), words: "số 7", with: "số 8", changes: 1, accepted: "số 8"},
		{name: "a simple field", body: para(`<w:fldSimple w:instr="PAGE">` + run("", "trang 5") + `</w:fldSimple>`), words: "trang 5", with: "trang 6"},
		{name: "a tab between", body: para(`<w:r><w:t>số</w:t><w:tab/><w:t>9 hết</w:t></w:r>`), words: "số\t9", with: "số 10", want: []string{`<w:t>số</w:t><w:tab/>`}},
		{name: "before a tab", body: para(`<w:r><w:rPr/><w:t>số</w:t><w:tab/><w:t>9 hết</w:t></w:r>`), words: "9", with: "10", changes: 1, accepted: "số\t10 hết"},
		{name: "marks that show nothing between", body: para(run("", "ngày 1") + `<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="900" w:name="b"/>` + run("", "2/5") + `<w:bookmarkEnd w:id="900"/>`), words: "12/5", with: "13/5", changes: 1, accepted: "ngày 13/5"},
		{name: "what another inserted", body: para(run("", "Theo ") + `<w:ins w:id="7" w:author="Lan" w:date="2026-01-01T00:00:00Z">` + run("", "số 4") + `</w:ins>`), words: "số 4", with: "số 5"},
		{name: "beside what another deleted", body: para(run("", "Theo số 4") + `<w:del w:id="41" w:author="Lan"><w:r><w:delText>cũ</w:delText></w:r></w:del>` + run("", "5 mới")), words: "số 45", with: "số 46", changes: 1, accepted: "Theo số 46 mới", want: []string{`w:id="43"`}},
		{name: "over paragraphs", body: para(run("", "dòng trên")) + para(run("", "dòng dưới")), words: "trên\ndòng dưới", with: "x"},
		{name: "a cell of a table", body: `<w:tbl><w:tr><w:tc>` + para(run("", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) + `</w:tc><w:tc>` + para(run("", "số 3")) + `</w:tc></w:tr></w:tbl>`, words: "số 3", with: "số 4", changes: 1, accepted: "số 4"},
		{name: "a number of a list", body: `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>` + run("", "Căn cứ") + `</w:p>`, words: "Điều 1. Căn", with: "Điều 2. Căn", want: []string{`</w:pPr><w:commentRangeStart`}, commentsOnly: true},
		{name: "a text box, twice in the file", body: para(`<w:r><mc:AlternateContent><mc:Choice Requires="wps">` + box("khung số 1") + `</mc:Choice><mc:Fallback>` + box("khung số 1") + `</mc:Fallback></mc:AlternateContent></w:r>` + run("", "ngoài")), words: "số 1", with: "số 2", want: []string{`<w:p><w:commentRangeStart`}},
		{name: "unknown markup around", body: para(`<z9:la chua="1">` + run("", "lạ") + `</z9:la>` + run("", " số 6")), words: "số 6", with: "số 7", changes: 1, accepted: "số 7", want: []string{`<z9:la chua="1">`}},
		{name: "capitals that are shown", body: para(run("<w:rPr><w:caps/></w:rPr>", "thôn đông")), words: "THÔN", with: "XÓM"},
		{name: "a content control", body: `<w:sdt><w:sdtContent>` + para(`<w:sdt><w:sdtPr/><w:sdtContent>`+run("", "số 8")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, words: "số 8", with: "số 9", changes: 1, accepted: "số 9"},
		{name: "a namespace of its own prefix", body: `<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:r><x:t>số 20</x:t></x:r></x:p>`, words: "20", with: "21", changes: 1, accepted: "số 21", want: []string{`<x:del x:id=`}},
		{name: "a prefix that the run declares", body: `<w:p><x:r xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:t>số 20 x</x:t></x:r></w:p>`, words: "20", with: "21", changes: 1, accepted: "số 21 x", want: []string{`<w:del w:id=`}},
		{name: "no prefix", body: `<p xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><r><t>số 20</t></r></p>`, words: "20", with: "21", changes: 1, accepted: "số 21", want: []string{`<del xmlns:w="http`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := file(t, tt.body, "word/numbering.xml", `<w:numbering `+wordNS+`><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)
			parts, done := annotated(t, b, []Note{noteOn(t, read(t, b).Text, tt.words, tt.with)})
			if done.Changes != tt.changes {
				t.Errorf("%d changes, want %d", done.Changes, tt.changes)
			}
			document := parts["word/document.xml"]
			for _, w := range tt.want {
				if !strings.Contains(document, w) {
					t.Errorf("no %s in\n%s", w, document)
				}
			}
			if tt.changes == 0 && (strings.Contains(document, `:del w:id`) && !strings.Contains(tt.body, ":del ") || ourIns.MatchString(document)) {
				t.Errorf("a change in\n%s", document)
			}
			if tt.accepted != "" {
				var all []string
				for name, s := range parts {
					all = append(all, name, s)
				}
				if got := read(t, packExactly(t, all)).Text; !strings.Contains(got, tt.accepted) {
					t.Errorf("accepted, the text is %q", got)
				}
			}
		})
	}
}

// TestParts has comments, relations and types in the forms that files have.
func TestParts(t *testing.T) {
	body := para(run("", "Họp số 1 xong."))
	const rels = "word/_rels/document.xml.rels"
	link := func(target string) string {
		return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdNhanXet" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="` + target + `"/></Relationships>`
	}
	comment := `<w:comments ` + wordNS + ` xmlns:z="urn:z"><w:comment w:id="11" w:author="Lan"><w:p/></w:comment><z:la/></w:comments>`
	for _, tt := range []struct {
		name  string
		parts []string
		in    string   // the part that holds the comments
		want  []string // pieces of it
	}{
		{"none", nil, "word/comments.xml", []string{`<w:comment w:id="1" w:author="tracuu"`, "Xem lại: số 1", "Nguồn: sổ tay."}},
		{"some", []string{rels, link("comments.xml"), "word/comments.xml", comment}, "word/comments.xml", []string{`<w:comment w:id="11" w:author="Lan"><w:p/></w:comment><z:la/><w:comment w:id="12" w:author="tracuu"`}},
		{"elsewhere", []string{rels, link("/khac/nhanxet.xml"), "khac/nhanxet.xml", comment}, "khac/nhanxet.xml", []string{`<w:comment w:id="12" w:author="tracuu"`}},
		{"an empty root", []string{rels, link("comments.xml"), "word/comments.xml", `<w:comments ` + wordNS + `/>`}, "word/comments.xml", []string{`<w:comment w:id="1" w:author="tracuu"`, `</w:comments>`}},
		{"an empty list of relations", []string{rels, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`}, "word/comments.xml", []string{`"tracuu"`}},
		{"another prefix", []string{rels, link("comments.xml"), "word/comments.xml", `<k:comments xmlns:k="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></k:comments>`}, "word/comments.xml", []string{`<k:comment k:id="1" k:author="tracuu"`}},
		{"a part of that name that is another's", []string{"word/comments.xml", `<khac/>`}, "word/comments1.xml", []string{`"tracuu"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := file(t, body, tt.parts...)
			was := read(t, b)
			out, done, err := Annotate(b, was, []Note{noteOn(t, was.Text, "số 1", "số 2")}, Options{"tracuu", someTime})
			if err != nil || done.Comments != 1 || done.Changes != 1 {
				t.Fatal(done, err)
			}
			parts := unpack(t, out)
			for _, w := range tt.want {
				if !strings.Contains(parts[tt.in], w) {
					t.Errorf("no %s in %s", w, parts[tt.in])
				}
			}
			wellFormed(t, tt.in, parts[tt.in])
			if tt.in == "word/comments.xml" && len(tt.parts) < 3 {
				if !strings.Contains(parts[rels], `Target="comments.xml"`) || !strings.Contains(parts["[Content_Types].xml"], `PartName="/word/comments.xml"`) {
					t.Errorf("not named in\n%s\n%s", parts[rels], parts["[Content_Types].xml"])
				}
			}
		})
	}
}

// TestNotes has findings in footnotes: the change is made there, the comment
// stands at the sign.
func TestNotes(t *testing.T) {
	b := file(t, para(run("", "Chi đúng việc.")+`<w:r><w:footnoteReference w:id="2"/></w:r>`),
		"word/footnotes.xml", `<w:footnotes `+wordNS+`><w:footnote w:id="2">`+para(run("", "Theo quy chế số 5."))+`</w:footnote></w:footnotes>`)
	parts, done := annotated(t, b, []Note{noteOn(t, read(t, b).Text, "số 5", "số 6")})
	if done.Changes != 1 || !strings.Contains(parts["word/footnotes.xml"], `số 5</w:delText>`) && !strings.Contains(parts["word/footnotes.xml"], `>5</w:delText>`) {
		t.Errorf("%+v\n%s", done, parts["word/footnotes.xml"])
	}
	if strings.Contains(parts["word/footnotes.xml"], "comment") || !strings.Contains(parts["word/document.xml"], `<w:commentRangeStart w:id="1"/><w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeEnd`) {
		t.Error(parts["word/document.xml"])
	}
}

// TestMany puts notes over each other: all are comments, and of replacements
// that overlap the first is made.
func TestMany(t *testing.T) {
	b := file(t, para(run("", "Theo Nghị quyết số 4")+run(bold, "5-NQ/TU ngày 3/2/2020 của Tỉnh ủy"))+para(run("", "Hết.")))
	text := read(t, b).Text
	notes := []Note{
		noteOn(t, text, "Nghị quyết số 45-NQ/TU ngày 3/2/2020 của Tỉnh ủy", ""),
		noteOn(t, text, "45-NQ/TU", "54-NQ/TU"),
		noteOn(t, text, "5-NQ/TU ngày", "6-NQ/TU, ngày"),
		noteOn(t, text, "3/2/2020", "03/02/2020"),
		noteOn(t, text, "3/2/2020", ""),
		noteOn(t, text, "Hết", ""),
		{Start: len(text) + 5, End: len(text) + 9, Lines: []string{"ở ngoài"}},
		{Start: 0, End: 0, Lines: []string{"không có chỗ"}},
	}
	parts, done := annotated(t, b, notes)
	if done.Changes != 2 {
		t.Errorf("%d changes", done.Changes)
	}
	if got := strings.Count(parts["word/document.xml"], "commentReference"); got != len(notes) {
		t.Errorf("%d signs of comments\n%s", got, parts["word/document.xml"])
	}
}

func TestRefused(t *testing.T) {
	good := file(t, para(run("", "Họp số 1 xong.")))
	was := read(t, good)
	notes := []Note{noteOn(t, was.Text, "số 1", "số 2")}
	doc := func(s string) []byte { return pack(t, "word/document.xml", s) }
	for _, tt := range []struct {
		name string
		file []byte
		read Text
		want error
	}{
		{"no zip", []byte("PK khong phai"), was, ErrDamaged},
		{"the places of another file", file(t, ""), was, nil},
		{"no such part", good, Text{was.Text, was.Origins, []string{"word/khac.xml"}}, ErrDamaged},
		{"no part", good, Text{Text: was.Text}, ErrDamaged},
		{"another encoding", doc(`<?xml version="1.0" encoding="windows-1258"?><w:document ` + wordNS + `/>`), was, ErrDamaged},
		{"not UTF-8", doc("<w:document " + wordNS + ">\xff</w:document>"), was, ErrDamaged},
		{"a document type", doc(`<!DOCTYPE d [<!ENTITY x "y">]><w:document ` + wordNS + `/>`), was, ErrDamaged},
		{"cut short", doc(`<w:document ` + wordNS + `><w:body><w:p>`), was, ErrDamaged},
		{"tags crossed", doc(`<w:document ` + wordNS + `><w:body></w:document></w:body>`), was, ErrDamaged},
		{"deep", doc(`<w:document ` + wordNS + `>` + strings.Repeat("<a>", 9000) + strings.Repeat("</a>", 9000) + `</w:document>`), was, ErrTooLarge},
		{"a bomb", doc(`<w:document ` + wordNS + `>` + strings.Repeat(" ", maxPart+10) + `</w:document>`), was, ErrTooLarge},
		{"places that cannot be", good, Text{was.Text, []extract.Origin{{Start: 0, End: 400, From: -7, To: 1 << 30, Exact: true}}, was.Parts}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, _, err := Annotate(tt.file, tt.read, notes, Options{"tracuu", someTime})
			if tt.want == nil {
				if err == nil {
					wellFormed(t, "document", unpack(t, out)["word/document.xml"])
				}
				return
			}
			if !errors.Is(err, tt.want) || out != nil {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

// TestRealFiles marks every seventh word of the word-processor files of the
// shared data, and every second of these is replaced.
func TestRealFiles(t *testing.T) {
	names, _ := filepath.Glob("../../../../shared/data/files/*.docx")
	if len(names) == 0 {
		t.Skip("no ../shared/data/files: left out")
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			was := read(t, b)
			var notes []Note
			n := 0
			for _, m := range regexp.MustCompile(`\S+( \S+)?`).FindAllStringIndex(was.Text, -1) {
				if n++; n%7 == 0 && len(notes) < 1500 {
					notes = append(notes, Note{Start: m[0], End: m[1], Lines: []string{"Nhận xét"}, Replace: n%2 == 0, Replacement: "chữ mới"})
				}
			}
			_, done := annotated(t, b, notes)
			t.Logf("%+v of %d", done, len(notes))
			if done.Changes == 0 && !strings.Contains(name, "vni") {
				t.Error("no change was made")
			}
		})
	}
}

// FuzzAnnotate looks for a body and a place that break the file.
func FuzzAnnotate(f *testing.F) {
	f.Add(para(run(bold, "Ngày 18/4/2014 họp.")), 6, 15)
	f.Add(para(run("", "A&amp;B")+`<w:ins w:id="3"><w:r><w:t>c</w:t><w:tab/></w:r></w:ins>`)+`<w:tbl><w:tr><w:tc><w:p><w:r><w:t/><w:t>d e</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, 0, 5)
	f.Add(`<w:p><w:r><w:t>a</w:t><w:br/><w:t> b</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>c</w:t></w:r></w:p></w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>`, 2, 5)
	f.Fuzz(func(t *testing.T, body string, start, end int) {
		b := file(t, body)
		r, err := extract.Extract(context.Background(), "a.docx", bytes.NewReader(b), int64(len(b)), extract.Options{Origins: true, NoPrograms: true})
		if err != nil {
			return
		}
		was := Text{r.Text, r.Origins, r.Parts}
		out, _, err := Annotate(b, was, []Note{{Start: start, End: end, Lines: []string{"a\x01<b>"}, Replace: true, Replacement: "moi & <moi>"}}, Options{"tracuu", someTime})
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) {
				t.Fatal(err)
			}
			return
		}
		parts := unpack(t, out)
		wellFormed(t, "document", parts["word/document.xml"])
		if strings.Contains(body, "tracuu") || strings.Contains(body, "comment") || strings.Contains(body, "delText") {
			return
		}
		var back []string
		for name, s := range parts {
			if name == "word/document.xml" {
				s = rejected(s)
			}
			back = append(back, name, s)
		}
		if again := read(t, packExactly(t, back)).Text; again != was.Text {
			t.Fatalf("rejected, the text is %q, was %q\n%s", again, was.Text, parts["word/document.xml"])
		}
	})
}
