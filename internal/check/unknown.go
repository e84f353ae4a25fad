package check

import (
	"strconv"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// numbered reports that the library knows a document of that number and symbol.
func (ck *checker) numbered(n document.Number) bool { return len(ck.sameNumber(n)) > 0 }

func (ck *checker) sameNumber(n document.Number) []*document.Record {
	var out []*document.Record
	for _, r := range ck.k.bySymbol[symbolKey(n)] {
		if n.Symbol != "" && sameSymbol(n, r.Number) && n.Year == r.Year && !ck.self(r.ID) {
			out = append(out, r)
		}
	}
	return out
}

// malformed notes a number that is no number, with its likely repair.
func (ck *checker) malformed(i int) {
	c, res := &ck.d.Citations[i], &ck.d.Resolutions[i]
	repair := res.Repair
	if repair == "" {
		repair = c.Repair
	}
	f := Finding{Kind: Existence, Severity: Warning, Start: c.Start, End: c.End, Expected: repair, Found: c.Label(), Citation: i,
		Message: "Số, ký hiệu " + quoted(c.Label()) + " viết không đúng dạng.", Source: "bảng ký hiệu của chương trình"}
	if s, e, ok := labelSpan(ck.d.Text, c); ok {
		f.Start, f.End = s, e
	}
	if repair != "" {
		f.Message = "Số, ký hiệu " + quoted(c.Label()) + " viết không đúng dạng; có thể là " + quoted(repair) + "."
	}
	if len(res.Candidates) > 0 {
		f.Document = res.Candidates[0].Document
		if rec := ck.k.Record(f.Document); rec != nil {
			f.Source = source(rec)
			f.Message += " Thư viện có " + rec.Name() + "."
		}
	}
	ck.add(f)
}

// unknown says what is known of a citation that no record is of.
func (ck *checker) unknown(i int, t title) {
	c := &ck.d.Citations[i]
	before := len(ck.rep.Findings)
	ck.impossible(i)
	ck.letters(i)
	if len(ck.rep.Findings) == before {
		ck.rivals(i, t)
	}
	judged := len(ck.rep.Findings) > before
	ck.term(i)
	ck.order(i)
	if judged {
		return
	}
	res := &ck.d.Resolutions[i]
	name := oneLine(ck.d.Text[c.Start:c.End])
	if res.Outcome == resolve.Ambiguous && len(res.Candidates) > 0 {
		var names []string
		for _, k := range res.Candidates[:min(len(res.Candidates), 5)] {
			if rec := ck.k.Record(k.Document); rec != nil {
				names = append(names, describe(rec))
			}
		}
		if len(names) == 1 {
			ck.add(Finding{Kind: Ambiguous, Severity: Info, Start: c.Start, End: c.End, Citation: i, Source: "danh mục của thư viện", Document: res.Candidates[0].Document,
				Message: "Có thể là " + names[0] + "; viện dẫn chưa ghi đủ để chắc là văn bản đó."})
			return
		}
		ck.add(Finding{Kind: Ambiguous, Severity: Info, Start: c.Start, End: c.End, Citation: i, Source: "danh mục của thư viện",
			Message: quoted(name) + " chưa đủ để biết là văn bản nào; thư viện có: " + strings.Join(names, "; ") + "."})
		return
	}
	if key := ck.key(i); key != "" {
		if ck.unheard[key] {
			return // said where it was first named
		}
		ck.unheard[key] = true
	}
	ck.add(Finding{Kind: Existence, Severity: Info, Start: c.Start, End: c.End, Citation: i, Source: "danh mục của thư viện",
		Message: "Thư viện chưa có bản ghi nào về " + quoted(name) + "; điều này không có nghĩa là văn bản không tồn tại."})
	ck.skip(Existence, i, "Thư viện chưa có bản ghi của văn bản này nên chưa đối chiếu được số, ngày, cơ quan ban hành và trích yếu.")
}

func describe(r *document.Record) string {
	s := r.Name()
	if !r.Date.IsZero() {
		s += " ngày " + r.Date.Vietnamese()
	}
	return s
}

// impossible notes numbers that no document can bear.
func (ck *checker) impossible(i int) {
	c := &ck.d.Citations[i]
	note := func(message string) {
		s, e, ok := labelSpan(ck.d.Text, c)
		if !ok {
			s, e = c.Start, c.End
		}
		ck.add(Finding{Kind: Existence, Severity: Error, Start: s, End: e, Found: c.Label(), Message: message, Citation: i,
			Source: "cách đánh số văn bản (Luật Ban hành văn bản quy phạm pháp luật; NĐ 30/2020/NĐ-CP; HD 36-HD/VPTW)"})
	}
	if c.Number.Number != "" && strings.Trim(c.Number.Number, "0") == "" {
		note("Số " + quoted(c.Label()) + " không thể có: số văn bản bắt đầu từ 01.")
	}
	year := number(c.Year)
	if year <= 0 {
		return
	}
	if now := ck.rep.Date; !now.IsZero() && year > now.Year {
		note("Số " + quoted(c.Label()) + " ghi năm " + c.Year + ", sau ngày của bản thảo (" + now.Vietnamese() + ").")
	}
	if !c.Date.IsZero() && c.Date.Year != year {
		s, e, _, ok := dateSpan(ck.d.Text, c)
		if !ok {
			s, e = c.Start, c.End
		}
		ck.add(Finding{Kind: DateOfIssue, Severity: Error, Start: s, End: e, Found: c.Date.Vietnamese(), Citation: i, Source: "chính bản thảo",
			Message: "Số, ký hiệu ghi năm " + c.Year + ", ngày ban hành ghi trong bản thảo là " + c.Date.Vietnamese() + "."})
	}
	body := c.Body()
	if k := strings.LastIndex(body, "QH"); k >= 0 {
		if n := number(body[k+2:]); n > 0 {
			if t := tables.TermNumbered(tables.AssemblyTerms, n); t != nil && !t.CanHold(document.Date{Year: year}) {
				note("Số " + quoted(c.Label()) + " ghi Quốc hội khóa " + t.Roman() + ", nhưng năm " + c.Year + " không thuộc khóa đó.")
			}
		}
	}
}

// letters notes a type word whose letters are not those of the symbol.
func (ck *checker) letters(i int) {
	c := &ck.d.Citations[i]
	letters := c.Letters()
	if letters == "" || c.Kind != citation.Full || strings.ContainsAny(letters, "0123456789") {
		return
	}
	var own *tables.Type
	var others []string
	for _, t := range tables.Types() {
		if tables.Fold(t.Name) == tables.Fold(c.Type) {
			own = &t
		} else if len(t.Letters) > 0 && t.HasLetters(letters) && t.Strength != tables.NoType {
			others = append(others, t.Name)
		}
	}
	if own == nil || len(own.Letters) == 0 || own.HasLetters(letters) {
		if own == nil || letters != "QyĐ" || own.Name != "Quyết định" {
			ck.programme(i)
			return
		}
	}
	if len(others) == 0 {
		return
	}
	rec := ck.of[i]
	s := Warning
	source := "bảng ký hiệu văn bản (QĐ 399-QĐ/TW; HD 05-HD/VPTW; NĐ 30/2020/NĐ-CP, Phụ lục III)"
	message := "Ký hiệu " + quoted(letters) + " thường của " + strings.Join(others[:min(3, len(others))], ", ") + "; bản thảo ghi " + quoted(c.Type) + "."
	id := ""
	if rec != nil && rec.Letters() == letters && compareTypes(c.Type, rec.Type) == same {
		s, id = Info, rec.ID // the document itself is so numbered
		message += " Bản ghi trong thư viện cũng mang số " + rec.Label() + "."
	}
	start, end, ok := labelSpan(ck.d.Text, c)
	if !ok {
		start, end = c.Start, c.End
	}
	kind := Type
	if rec != nil {
		kind = Symbol
	}
	ck.add(Finding{Kind: kind, Severity: s, Start: start, End: end, Expected: strings.Join(own.Letters, ", "), Found: letters, Message: message,
		Document: id, Source: source, Citation: i})
}

// programme notes CT in the number of a programme, for which the guidance has
// CTr: CT is that of a directive, and runs in another series.
func (ck *checker) programme(i int) {
	c := &ck.d.Citations[i]
	if ck.tried[c.Label()] || c.Letters() != "CT" || !strings.HasPrefix(tables.Fold(c.Type), "chương trình") {
		return
	}
	ck.tried[c.Label()] = true // once for a number
	f := Finding{Kind: Symbol, Severity: Warning, Start: c.Start, End: c.End, Expected: strings.Replace(c.Label(), "CT", "CTr", 1), Found: c.Label(), Citation: i,
		Message: "Ký hiệu của Chương trình theo hướng dẫn là “CTr”; “CT” là của Chỉ thị. Bản thảo ghi " + quoted(c.Label()) + ".",
		Source:  "HD 36-HD/VPTW, HD 05-HD/VPTW"}
	if s, e, ok := labelSpan(ck.d.Text, c); ok {
		f.Start, f.End = s, e
	}
	if rec := ck.of[i]; rec != nil && rec.Letters() == "CT" {
		f.Severity, f.Document = Info, rec.ID
		f.Message += " Bản ghi trong thư viện cũng mang số " + rec.Label() + "."
	}
	ck.add(f)
}

// rivals speaks of the records that bear the cited number and do not fit, and
// of those that share the cited title.
func (ck *checker) rivals(i int, t title) {
	c := &ck.d.Citations[i]
	known := ck.sameNumber(c.Number)
	if len(known) > 0 && !c.Date.IsZero() {
		if rec := ck.sameSeries(c, t, known); rec != nil {
			ck.of[i] = rec
			ck.rep.Recorded++
			ck.dateDiffers(i, rec, Warning)
			m := ck.compare(c, t, rec)
			if m.title == differs {
				ck.titleDiffers(i, &m)
			}
			return
		}
		var names []string
		for _, r := range known {
			names = append(names, describe(r))
		}
		// Numbers restart with every term: that another document bears the number is
		// no more than a hint, unless the library knows several of it.
		many, s := "một văn bản mang số này", Info
		if len(known) > 1 {
			many, s = strconv.Itoa(len(known))+" văn bản mang số này", Warning
		}
		ck.add(Finding{Kind: Existence, Severity: s, Start: c.Start, End: c.End, Found: c.Label(), Citation: i, Source: source(known[0]), Document: known[0].ID,
			Message: "Thư viện biết " + many + " (" + strings.Join(names, "; ") + "); không có văn bản nào ban hành ngày " + c.Date.Vietnamese() + "."})
		return
	}
	for _, rec := range known { // one number, no date, another type or title
		if compareTypes(c.Type, rec.Type) == near && len(known) == 1 {
			m := ck.compare(c, t, rec)
			ck.facts(i, &m)
			return
		}
	}
	if len(known) == 0 && c.Number.Number != "" && !t.loose && len(t.words) >= 4 {
		ck.similar(i, t.words)
	}
}

// sameSeries gives the only record of the number whose term or year is that of
// the cited date, since no second document can bear the number there; or one
// whose date is that date but for a slip of the pen.
func (ck *checker) sameSeries(c *citation.Citation, t title, known []*document.Record) *document.Record {
	var found *document.Record
	for _, r := range known {
		m := ck.compare(c, t, r)
		if m.typ == differs {
			continue
		}
		in := r.Date.Year == c.Date.Year
		if c.Body() == "TW" {
			a, b := tables.TermOn(tables.CentralTerms, c.Date), tables.TermOn(tables.CentralTerms, r.Date)
			in = a != nil && a == b && !nearEdge(a, c.Date)
		}
		if in || m.title != differs && slip(c.Date, r.Date) {
			if found != nil {
				return nil
			}
			found = r
		}
	}
	return found
}

// nearEdge reports a date within two months of the beginning or end of a term:
// the tables do not know the day to which the old series ran.
func nearEdge(t *tables.Term, d document.Date) bool {
	for _, e := range []document.Date{t.Period.From, t.Period.Until} {
		if !e.IsZero() && max(days(e)-days(d), days(d)-days(e)) < 62 {
			return true
		}
	}
	return false
}

// slip reports dates that differ as slips of the pen do: day and month
// exchanged, or one of day, month and year different.
func slip(a, b document.Date) bool {
	if !a.Full() || !b.Full() {
		return false
	}
	if a.Year == b.Year && a.Day == b.Month && a.Month == b.Day {
		return true
	}
	n := 0
	for _, eq := range []bool{a.Year == b.Year, a.Month == b.Month, a.Day == b.Day} {
		if eq {
			n++
		}
	}
	return n == 2
}

// similar names the documents of the cited type whose titles have the cited
// words, when the number is known by nothing.
func (ck *checker) similar(i int, title []word) {
	c := &ck.d.Citations[i]
	var found []*document.Record
	for _, r := range ck.k.near(c, title) {
		if ck.self(r.ID) || compareTypes(c.Type, r.Type) == differs || r.Title == "" {
			continue
		}
		if t := compareTitles(title, ck.k.titles[r]); t.common >= 4 && t.common*10 >= len(title)*9 {
			found = append(found, r)
		}
	}
	if len(found) == 0 {
		return
	}
	var names []string
	for _, r := range found[:min(3, len(found))] {
		names = append(names, describe(r)+" "+quoted(r.Title))
	}
	ck.add(Finding{Kind: Existence, Severity: Info, Start: c.Start, End: c.End, Found: c.Label(), Document: found[0].ID, Source: source(found[0]), Citation: i,
		Message: "Thư viện không ghi nhận văn bản nào mang số " + c.Label() + "; về cùng nội dung có " + strings.Join(names, "; ") + "."})
}
