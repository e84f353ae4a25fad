package check

import (
	"regexp"
	"strconv"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// The number of a plenum and of a term, as citations write them: "Hội nghị lần
// thứ tám", "Trung ương 8", "TW4"; "khóa XIII". The number is the group.
var (
	plenumNumber = regexp.MustCompile(`(?i)(?:hội nghị(?: (?:ban chấp hành )?trung ương(?: đảng)?)?(?: lần thứ)?|trung ương(?: lần thứ)?|TW|T\.?Ư)\s*(\d{1,2}|[IVX]+|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai| ba| bốn| lăm)?)(?:$|[^\pL\d])`)
	termNumber   = regexp.MustCompile(`(?i)kh(?:óa|oá|o\x{301}a|oa\x{301})\s+(\d{1,2}|[IVX]+)(?:$|[^\pL\d])`)
)

// session notes a plenum or a term (khóa) other than the record's. It reports
// whether the term was judged.
func (ck *checker) session(i int, rec *document.Record) bool {
	c := &ck.d.Citations[i]
	start, end := c.Start, c.End
	if at := strings.Index(ck.d.Text[end:min(len(ck.d.Text), end+200)], c.Issuer); at >= 0 && c.Issuer != "" && !strings.Contains(ck.d.Text[start:end], c.Issuer) {
		end += at + len(c.Issuer) // it stands behind the title
	}
	if n, known := numberIn(plenumNumber, rec.Plenum), rec.Plenum != ""; known && n.value > 0 {
		if have := numberAt(plenumNumber, ck.d.Text, start, end); have.value > 0 && have.value != n.value {
			ck.sessionDiffers(i, rec, have, n, rec.Plenum, plenumWords(have))
		}
	}
	have := numberAt(termNumber, ck.d.Text, start, end)
	term, ok := tables.ParseRoman(rec.Term)
	if !ok || have.value == 0 {
		return false
	}
	if have.value != term {
		ck.sessionDiffers(i, rec, have, ordinal{value: term, words: rec.Term}, "khóa "+rec.Term, "khóa")
	}
	return true
}

func (ck *checker) sessionDiffers(i int, rec *document.Record, have, want ordinal, known, what string) {
	ck.add(Finding{Kind: Term, Severity: graver(rec), Start: have.start, End: have.end, Found: have.words, Expected: want.like(have), Sure: true,
		Document: rec.ID, Source: source(rec), Citation: i,
		Message: "Trong thư viện, " + rec.Name() + " là của " + known + "; bản thảo ghi " + quoted(what+" "+have.words) + "."})
}

// plenumWords is what stands before the number of a plenum in a message.
func plenumWords(o ordinal) string {
	if _, roman := tables.ParseRoman(o.words); roman || number(o.words) > 0 {
		return "Hội nghị Trung ương"
	}
	return "Hội nghị lần thứ"
}

// ordinal is a number of a plenum or term, with its words and their bytes.
type ordinal struct {
	value      int
	words      string
	start, end int
}

func numberIn(re *regexp.Regexp, s string) ordinal { return numberAt(re, s, 0, len(s)) }

func numberAt(re *regexp.Regexp, text string, start, end int) ordinal {
	m := re.FindStringSubmatchIndex(text[start:end])
	if m == nil {
		return ordinal{}
	}
	o := ordinal{start: start + m[2], end: start + m[3]}
	o.words = text[o.start:o.end]
	if n, _, ok := tables.OrdinalAt(o.words, 0); ok {
		o.value = n
	}
	return o
}

var ordinalWords = []string{"", "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai", "mười ba", "mười bốn", "mười lăm"}

// like writes the number in the notation of another.
func (o ordinal) like(other ordinal) string {
	switch _, roman := tables.ParseRoman(other.words); {
	case number(other.words) > 0:
		return strconv.Itoa(o.value)
	case roman:
		return tables.Roman(o.value)
	case o.value < len(ordinalWords):
		return ordinalWords[o.value]
	}
	return strconv.Itoa(o.value)
}

// maxAnaphoras bounds the references to something above that are looked at, each
// against all the text before it.
const maxAnaphoras = 100

// anaphora notes "Nghị quyết nêu trên" where nothing of that type stands above.
func (ck *checker) anaphora(i int) {
	c, res := &ck.d.Citations[i], &ck.d.Resolutions[i]
	if c.Kind != citation.Anaphora || res.Outcome != resolve.Unknown || len(c.Provision) > 0 || c.Type == "" {
		return
	}
	if ck.anaphoras++; ck.anaphoras > maxAnaphoras {
		return
	}
	if strings.Contains(tables.Fold(ck.d.Text[:c.Start]), tables.Fold(c.Type)) {
		return // named there, although not as a citation
	}
	words := oneLine(ck.d.Text[c.Start:c.End])
	ck.add(Finding{Kind: Form, Severity: Warning, Start: c.Start, End: c.End, Found: words, Citation: i, Source: "chính bản thảo",
		Message: "Bản thảo viết " + quoted(words) + ", nhưng phía trên không có " + c.Type + " nào được nêu."})
}
