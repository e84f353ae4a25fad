package document

import (
	"strings"
)

// Field is what was read of one field of a document, and where.
type Field struct {
	// Value is the field in the words of document.yaml: dates in ISO form.
	Value string `json:"value"`
	// Start and End are bytes of the text; both are -1 where the value was
	// inferred from others and stands nowhere.
	Start int `json:"start"`
	End   int `json:"end"`
	// Confidence is how far the rule is to be trusted, from 0 to 1, lowered where
	// two fields contradict each other; under [Doubtful] a person should look.
	Confidence float64 `json:"confidence"`
	// Rule says in Vietnamese by what the value was recognised.
	Rule string `json:"rule"`
}

// Doubtful is the confidence under which a field should be seen by a person.
const Doubtful = 0.75

// Recognition is what a text says of itself.
type Recognition struct {
	// Record has no ID. What the text does not say is empty in it.
	Record Record
	// Fields are keyed by the names of document.yaml: type, number, year, symbol,
	// date, issuer, title, signer, post, place, scope, effective, secrecy,
	// urgency, recipients, consolidates, attached_to, term, plenum.
	Fields map[string]Field
	// Basis are the lines of the legal basis ("Căn cứ …"), in order.
	Basis []Field
}

// Recognise is [Identify] for those who need the record and the names of its
// fields alone.
func Recognise(text string) (Record, []string) {
	r := Identify(text)
	var fields []string
	for _, name := range fieldNames {
		if _, ok := r.Fields[name]; ok {
			fields = append(fields, name)
		}
	}
	return r.Record, fields
}

var fieldNames = []string{"type", "number", "year", "symbol", "date", "issuer", "term", "plenum", "title", "signer", "post", "place", "scope",
	"effective", "secrecy", "urgency", "recipients", "consolidates", "attached_to"}

// Identify reads the identity of a document from its own text: the header block
// of Party and State documents (Hướng dẫn 05-HD/VPTW; Nghị định
// 30/2020/NĐ-CP, Phụ lục I; Nghị định 78/2025/NĐ-CP), the certification of a
// consolidated text (Pháp lệnh 01/2012/UBTVQH13), or the identity sentence of a
// news rendering ("Ngày …, … ban hành Chỉ thị số … về …"), and what stands
// around the signature. What the text does not say stays empty: a number left
// open is no number, a citation is not the document's own.
//
// The text is canonical (NFC, LF), lines joined to paragraphs or not, the
// columns of the header side by side or one after the other.
func Identify(text string) Recognition {
	rd := reader{text: text, casing: casing{text}, fields: map[string]Field{}, certified: -1}
	rd.mayConsolidate = strings.Contains(text, "VĂN BẢN HỢP NHẤT") || strings.Contains(text, "VBHN-") || strings.Contains(text, "sung bởi:")
	rd.lines = readHead(text, 0)
	if !rd.newsRendering() && !rd.continuation() {
		rd.header()
	}
	rd.consolidated()
	rd.marks()
	rd.signature()
	rd.issuing()
	rd.clauses()
	rd.crossCheck()
	return Recognition{Record: rd.record(), Fields: rd.fields, Basis: rd.basis()}
}

// reader is one reading of one text. Its stages fill fields; a later stage may
// use what an earlier one found.
type reader struct {
	text   string
	casing casing
	lines  []headLine
	fields map[string]Field

	num        Number
	date       Date
	recipients []string

	// typeLine and bodyLine are indexes of lines: the line of the type, and the
	// first line that is neither header nor title. -1 and len(lines) if unknown.
	typeLine, bodyLine int
	// party reports the Party's header or signature.
	party bool
	// committee is the body of a Party header, in capitals; signedFor the body
	// after "T/M".
	committee, signedFor cell
	above                []cell // what stands in the header beside the formulas
	// mayConsolidate reports words of consolidated texts anywhere, gazetteSays the
	// gazette's heading over one; certified is the offset of the certification, 0
	// for a consolidated text without one, -1 for other documents.
	mayConsolidate, gazetteSays bool
	certified                   int
	// signedAt is the offset of the signature block, -1 if there is none.
	signedAt, signedEnd int
}

func (rd *reader) set(name, value string, start, end int, confidence float64, rule string) {
	if value = strings.TrimSpace(unmixed(value)); value == "" {
		return
	}
	rd.fields[name] = Field{value, start, end, confidence, rule}
}

func (rd *reader) value(name string) string { return rd.fields[name].Value }

func (rd *reader) record() Record {
	r := Record{
		Type: rd.value("type"), Issuer: rd.value("issuer"), Term: rd.value("term"), Plenum: rd.value("plenum"), Title: rd.value("title"),
		Signer: rd.value("signer"), Post: rd.value("post"), Place: rd.value("place"), Scope: rd.value("scope"),
		Secrecy: rd.value("secrecy"), Urgency: rd.value("urgency"), Consolidates: rd.value("consolidates"), AttachedTo: rd.value("attached_to"),
		Recipients: rd.recipients, Date: rd.date,
	}
	r.Number = Number{Number: rd.value("number"), Year: rd.value("year"), Symbol: rd.value("symbol")}
	r.Effective, _ = ParseDate(rd.value("effective"))
	return r
}

func (rd *reader) setNumber(c cell, n Number, confidence float64, rule string) {
	rd.num = n
	for name, v := range map[string]string{"number": n.Number, "year": n.Year, "symbol": n.Symbol} {
		delete(rd.fields, name)
		rd.set(name, v, c.start, c.end, confidence, rule)
	}
}

func (rd *reader) setDate(c cell, place string, d Date, confidence float64, rule string) {
	rd.set("place", place, c.start, c.end, confidence, rule)
	if !d.IsZero() {
		rd.date = d
		rd.set("date", d.String(), c.start, c.end, confidence, rule)
	}
}

// crossCheck lowers the confidence of fields that contradict each other: the
// letters of the symbol and the type, the year in the number and the date, the
// day of signing and the day in force.
func (rd *reader) crossCheck() {
	doubt := func(names ...string) {
		for _, name := range names {
			if f, ok := rd.fields[name]; ok {
				f.Confidence = min(f.Confidence, 0.6)
				rd.fields[name] = f
			}
		}
	}
	if t := typeOfLetters[rd.num.Letters()]; t != "" && rd.value("type") != "" && !strings.HasPrefix(rd.value("type"), t) {
		doubt("type", "number", "symbol")
	}
	if y := rd.value("year"); y != "" && !rd.date.IsZero() && leadingInt(y) != rd.date.Year {
		doubt("number", "year", "date")
	}
	if d, err := ParseDate(rd.value("effective")); err == nil && d.Before(rd.date) && rd.date.Year-d.Year > 1 {
		doubt("effective", "date")
	}
}
