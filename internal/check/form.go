package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

var elementWords = map[string]string{
	"type": "tên loại", "number": "số, ký hiệu", "date": "ngày ban hành", "issuer": "cơ quan ban hành", "title": "trích yếu",
	"name": "tên văn bản", "year": "năm ban hành",
}

// form notes citations that are not written as the rules of the draft ask, and
// what every rule asks: the full form before the short one, a short name defined
// before it is used.
func (ck *checker) form() {
	first := map[string]int{}
	full := map[string]bool{}
	for i := range ck.d.Citations {
		c := &ck.d.Citations[i]
		if !c.Kind.NamesDocument() || c.Identity || ck.names(i) {
			continue
		}
		ck.alias(i)
		ck.dateStyle(i)
		ck.numberStyle(i)
		if c.Parent >= 0 || c.AliasOf >= 0 || c.Kind == citation.Plenum || ck.headline(i) {
			continue
		}
		key := ck.key(i)
		if key == "" {
			continue
		}
		if _, ok := first[key]; !ok {
			first[key] = i
			ck.firstMention(i)
		} else if ck.rep.Rules != nil && full[key] {
			ck.laterMention(i)
		}
		if isFull(c) {
			if j := first[key]; j != i && !full[key] && ck.rep.Rules == nil {
				f := &ck.d.Citations[j]
				ck.add(Finding{Kind: Form, Severity: Warning, Start: f.Start, End: f.End, Found: oneLine(ck.d.Text[f.Start:f.End]), Citation: j,
					Source: "quy tắc chung về viện dẫn lần đầu", Message: "Văn bản này được viện dẫn dạng ngắn ở đây, trước chỗ viện dẫn đầy đủ."})
			}
			full[key] = true
		}
	}
	ck.basisOrder()
	ck.rep.Findings = slices.DeleteFunc(ck.rep.Findings, func(f Finding) bool { return f.first && ck.aliasAt[f.Start] })
}

// headline reports a citation in the title of the draft itself, which names
// documents as it likes: the first mention is the one in the text.
func (ck *checker) headline(i int) bool {
	if ck.d.Structure == nil {
		return false
	}
	p := ck.d.Structure.At(ck.d.Citations[i].Start)
	return p != nil && p.Unit == document.Headline
}

// isFull reports a citation with enough to stand as the first.
func isFull(c *citation.Citation) bool {
	return c.Number.Number != "" && c.Symbol != "" && (!c.Date.IsZero() || c.TitleEnd > c.TitleStart)
}

func has(c *citation.Citation, element string) bool {
	switch element {
	case "type":
		return c.Type != "" && c.Kind != citation.Bare
	case "number":
		return c.Number.Number != "" && c.Symbol != ""
	case "date":
		return c.Date.Full()
	case "issuer":
		return c.Issuer != ""
	case "title":
		return c.TitleEnd > c.TitleStart || c.Name != ""
	case "name":
		return c.Name != "" || c.TitleEnd > c.TitleStart
	case "year":
		return c.Date.Year > 0 || c.Year != ""
	}
	return true
}

func (ck *checker) firstMention(i int) {
	c := &ck.d.Citations[i]
	set := ck.rep.Rules
	if set != nil {
		ck.abbreviated(i)
	}
	if set == nil || c.Group > 0 || c.Kind == citation.Bare {
		return // members of a list share what stands at its end; a bare number may follow its title
	}
	rule := set.Rules[cited(c)]
	if rule == nil || ck.amending(c) {
		return
	}
	var missing, more []string
	for _, e := range rule.First {
		if !has(c, e) && !(e == "title" && ck.titled[i]) {
			missing = append(missing, elementWords[e])
		}
	}
	for _, e := range rule.Without {
		if has(c, e) && !(e == "date" && !c.Date.Full()) {
			more = append(more, elementWords[e])
		}
	}
	name := oneLine(ck.d.Text[c.Start:c.End])
	if len(missing) > 0 {
		ck.add(Finding{Kind: Form, Severity: Warning, Start: c.Start, End: c.End, Found: name, Citation: i, Source: set.Source, first: true,
			Message: "Viện dẫn lần đầu chưa có " + strings.Join(missing, ", ") + " (" + set.Name + ")."})
	}
	if len(more) > 0 {
		ck.add(Finding{Kind: Form, Severity: Info, Start: c.Start, End: c.End, Found: name, Citation: i, Source: set.Source,
			Message: "Theo " + set.Name + ", viện dẫn này không cần ghi " + strings.Join(more, ", ") + "."})
	}
}

// amending reports a citation that only says by what the document before it was
// amended: "Luật … đã được sửa đổi, bổ sung một số điều theo Luật số …". Official
// texts name it by its number.
func (ck *checker) amending(c *citation.Citation) bool {
	before := strings.TrimRight(ck.d.Text[max(0, c.Start-120):c.Start], " ")
	k := strings.LastIndex(before, "sửa đổi")
	return k >= 0 && !strings.ContainsAny(before[k:], ".;\n") && (strings.HasSuffix(before, "theo") || strings.HasSuffix(before, "bởi") || strings.HasSuffix(before, "tại"))
}

func (ck *checker) laterMention(i int) {
	c := &ck.d.Citations[i]
	set := ck.rep.Rules
	rule := set.Rules[cited(c)]
	if rule == nil || len(c.Provision) > 0 {
		return
	}
	var more []string
	for _, e := range []string{"date", "issuer", "title"} {
		if has(c, e) && !slices.Contains(rule.Later, e) && !(e == "title" && slices.Contains(rule.Later, "name")) {
			more = append(more, elementWords[e])
		}
	}
	if len(more) == 0 {
		return
	}
	expected := strings.TrimSpace(c.Type + " " + c.Label())
	if set.Family != Party && c.Label() != "" {
		expected = strings.TrimSpace(c.Type + " số " + c.Label())
	}
	if isLaw(tables.Fold(c.Type)) {
		expected = ""
	}
	ck.add(Finding{Kind: Form, Severity: Info, Start: c.Start, End: max(c.End, c.TitleEnd), Found: oneLine(ck.d.Text[c.Start:c.End]), Expected: expected, Citation: i,
		Source: set.Source, Message: "Văn bản này đã được viện dẫn đầy đủ ở trên; từ lần sau không cần ghi lại " + strings.Join(more, ", ") + " (" + set.Name + ")."})
}

// abbreviated notes a body that is not written in full where it is first cited.
func (ck *checker) abbreviated(i int) {
	c := &ck.d.Citations[i]
	for _, w := range strings.FieldsFunc(c.Issuer, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' }) {
		w = strings.Trim(w, ".")
		upper := 0
		for _, r := range w {
			if unicode.IsUpper(r) {
				upper++
			}
		}
		if upper < 2 || upper*2 <= utf8.RuneCountInString(w) {
			continue
		}
		if _, roman := tables.ParseRoman(w); roman || w == "TP" {
			continue
		}
		start, end, ok := findWords(ck.d.Text, c.Lead, max(c.End, c.TitleEnd), c.Issuer)
		if !ok {
			start, end = c.Start, c.End
		}
		f := Finding{Kind: Form, Severity: Warning, Start: start, End: end, Found: c.Issuer, Citation: i,
			Source: "NĐ 30/2020/NĐ-CP, Phụ lục I; HD 05-HD/VPTW: tên cơ quan ghi đầy đủ khi viện dẫn lần đầu"}
		if b := ck.body(c.Issuer); b.Body != nil && !b.joint {
			f.Expected = b.Name
		}
		f.Message = "Tên cơ quan ban hành được viết tắt (" + quoted(c.Issuer) + ") ở lần viện dẫn đầu tiên."
		ck.add(f)
		return
	}
}

// maxAliases bounds the short names of a draft that are looked for before their
// definition, each in the whole text.
const maxAliases = 200

// alias notes a short name that stands in the draft before the bracket that
// defines it.
func (ck *checker) alias(i int) {
	c := &ck.d.Citations[i]
	name := strings.TrimSpace(c.AliasDef)
	if name == "" || !strings.ContainsAny(name, "0123456789") && strings.Count(name, " ") < 2 {
		return
	}
	if ck.aliases++; ck.aliases > maxAliases {
		return
	}
	before := ck.d.Text[:c.Start]
	for at := 0; ; {
		k := strings.Index(before[at:], name)
		if k < 0 {
			return
		}
		k += at
		at = k + len(name)
		if next, _ := utf8.DecodeRuneInString(ck.d.Text[at:]); unicode.IsLetter(next) || unicode.IsDigit(next) || next == '-' || next == '/' {
			continue
		}
		if prev, _ := utf8.DecodeLastRuneInString(ck.d.Text[:k]); unicode.IsLetter(prev) || unicode.IsDigit(prev) {
			continue
		}
		ck.aliasAt[k] = true
		ck.add(Finding{Kind: Form, Severity: Warning, Start: k, End: at, Found: name, Citation: i, Source: "quy tắc chung về viết tắt: ghi đầy đủ ở lần đầu",
			Message: "Tên gọi tắt " + quoted(name) + " được dùng ở đây, trước chỗ định nghĩa."})
		return
	}
}

// dateStyle notes a date whose zeros are not those of official texts.
func (ck *checker) dateStyle(i int) {
	c := &ck.d.Citations[i]
	if !c.Date.Full() {
		return
	}
	start, end, spelled, ok := dateSpan(ck.d.Text, c)
	if !ok {
		return
	}
	want, have := writeDate(c.Date, spelled), oneLine(ck.d.Text[start:end])
	if have == want || spelled && strings.ReplaceAll(have, ",", "") == want {
		return
	}
	ck.add(Finding{Kind: Form, Severity: Info, Start: start, End: end, Found: have, Expected: want, Sure: true, Citation: i,
		Source: "NĐ 30/2020/NĐ-CP, Phụ lục I; HD 05-HD/VPTW: ngày dưới 10 và tháng 1, 2 có số 0 đứng trước", Message: "Ngày ghi " + quoted(have) + "; cách ghi theo thể thức là " + quoted(want) + "."})
}

// numberStyle notes spaces and signs in a number that are not its own.
func (ck *checker) numberStyle(i int) {
	c := &ck.d.Citations[i]
	start, end, ok := labelSpan(ck.d.Text, c)
	if !ok || c.Symbol == "" {
		return
	}
	have := ck.d.Text[start:end]
	want := c.Label()
	if rec := ck.of[i]; rec != nil && sameSymbol(rec.Number, c.Number) && rec.Bare() == c.Bare() {
		want = rec.Label()
		if strings.HasPrefix(c.Number.Number, "0") != strings.HasPrefix(rec.Number.Number, "0") {
			want = c.Number.Number + strings.TrimPrefix(want, rec.Number.Number)
		}
	}
	if have == want {
		return
	}
	ck.add(Finding{Kind: Form, Severity: Info, Start: start, End: end, Found: oneLine(have), Expected: want, Sure: true, Citation: i,
		Source: "NĐ 30/2020/NĐ-CP, Phụ lục I; HD 36-HD/VPTW, II.1.3", Message: "Số, ký hiệu ghi " + quoted(have) + "; cách ghi theo thể thức là " + quoted(want) + "."})
}
