package check

import (
	"strings"

	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// facts notes where a citation and the record it is of state different things.
func (ck *checker) facts(i int, m *match) {
	c, rec := &ck.d.Citations[i], m.rec
	text := ck.d.Text
	note := func(k Kind, s Severity, start, end int, expected, found, message string, sure bool) {
		ck.add(Finding{Kind: k, Severity: s, Start: start, End: end, Expected: expected, Found: found, Sure: sure,
			Message: message, Document: rec.ID, Source: source(rec), Citation: i})
	}
	at := func(start, end int, ok bool) (int, int, bool) {
		if !ok {
			return c.Start, c.End, false
		}
		return start, end, true
	}
	if m.typ == near || m.typ == differs {
		start, end, sure := at(findWords(text, c.Start, c.End, c.Type))
		s := graver(rec)
		if m.typ == near {
			s = Warning
		}
		note(Type, s, start, end, rec.Type, c.Type,
			"Trong thư viện, "+rec.Label()+" là "+quoted(rec.Type)+"; bản thảo ghi "+quoted(c.Type)+".", sure)
	}
	switch {
	case m.number == differs:
		start, end, sure := at(labelSpan(text, c))
		by := "trích yếu này"
		if m.title != same && m.title != near {
			by = "ngày ban hành này"
		} else if m.date == same {
			by = "trích yếu và ngày ban hành này"
		}
		message := "Trong thư viện, " + by + " là của " + rec.Name() + "; bản thảo ghi " + quoted(c.Label()) + "."
		if !ck.numbered(c.Number) {
			message += " Thư viện không ghi nhận văn bản nào mang số " + c.Label() + "."
		}
		s := graver(rec)
		if m.date != same {
			// A regulation that is issued anew keeps its title: the earlier one may be meant.
			s, sure = Warning, false
		}
		note(Number, s, start, end, rec.Label(), c.Label(), message, sure)
	case m.symbol == differs || m.symbol == near:
		start, end, sure := at(labelSpan(text, c))
		s := graver(rec)
		if m.symbol == near {
			s = Warning
		}
		note(Symbol, s, start, end, rec.Label(), c.Label(),
			"Trong thư viện, văn bản này mang số, ký hiệu "+quoted(rec.Label())+"; bản thảo ghi "+quoted(c.Label())+".", sure)
	}
	if m.date == differs {
		ck.dateDiffers(i, rec, graver(rec))
	} else if c.Year != "" && !c.Date.IsZero() && c.Year != document.Date.String(document.Date{Year: c.Date.Year}) {
		start, end, _, ok := dateSpan(text, c)
		start, end, _ = at(start, end, ok)
		note(DateOfIssue, Error, start, end, "", c.Date.Vietnamese(),
			"Số, ký hiệu ghi năm "+c.Year+", ngày ban hành ghi trong bản thảo là "+c.Date.Vietnamese()+".", false)
	}
	if m.issuer == differs || m.issuer == near && !strings.Contains(c.Issuer, "ội nghị") {
		start, end, sure := at(findWords(text, c.Lead, max(c.End, c.TitleEnd), c.Issuer))
		s := graver(rec)
		if m.issuer == near {
			s, sure = Warning, false
			if ck.body(rec.Issuer).Body.ID == "ban-chap-hanh-trung-uong" && rec.Plenum == "" {
				s = Info // registers name the Central Committee for all who sign TW
			}
		}
		note(Issuer, s, start, end, rec.Issuer, c.Issuer,
			"Trong thư viện, "+rec.Name()+" do "+quoted(rec.Issuer)+" ban hành; bản thảo ghi "+quoted(c.Issuer)+".", sure)
	}
	ck.titleDiffers(i, m)
}

// dateDiffers notes a date other than the record's.
func (ck *checker) dateDiffers(i int, rec *document.Record, s Severity) {
	c := &ck.d.Citations[i]
	start, end, spelled, ok := dateSpan(ck.d.Text, c)
	if !ok {
		start, end = c.Start, c.End
	}
	if c.Year != "" && number(c.Year) != c.Date.Year {
		s = Error // the draft contradicts itself, whatever the record's worth
	}
	message := "Trong thư viện, " + rec.Name() + " ban hành ngày " + rec.Date.Vietnamese() + "; bản thảo ghi ngày " + c.Date.Vietnamese() + "."
	if c.Date.Full() && c.Date.Day == rec.Date.Month && c.Date.Month == rec.Date.Day && c.Date.Year == rec.Date.Year {
		message += " Ngày và tháng có thể đã đổi chỗ cho nhau."
	}
	ck.add(Finding{Kind: DateOfIssue, Severity: s, Start: start, End: end, Expected: writeDate(rec.Date, spelled), Found: c.Date.Vietnamese(),
		Message: message, Document: rec.ID, Source: source(rec), Citation: i, Sure: ok && s == Error && c.Date.Full() && rec.Date.Full()})
}

// titleDiffers notes each place where the words of the title differ.
func (ck *checker) titleDiffers(i int, m *match) {
	rec, t := m.rec, &m.titles
	if m.title == unsaid || m.title == same && len(t.changes) == 0 {
		return
	}
	f := Finding{Kind: Title, Severity: graver(rec), Document: rec.ID, Source: source(rec), Citation: i}
	cited := ck.d.Text[t.cited[0].start:t.cited[len(t.cited)-1].end]
	states := "Trong thư viện, " + rec.Label() + " có trích yếu " + quoted(rec.Title) + "; bản thảo ghi " + quoted(cited) + "."
	if rec.Number.IsZero() {
		states = "Trong thư viện, văn bản này có tên " + quoted(rec.Title) + "; bản thảo ghi " + quoted(cited) + "."
	}
	if m.title == differs {
		f.Start, f.End, f.Expected, f.Found, f.Message = t.cited[0].start, t.cited[len(t.cited)-1].end, rec.Title, oneLine(cited), states
		ck.add(f)
		return
	}
	for _, ch := range t.changes {
		if ch.k == len(t.official) && ch.j == len(t.cited) {
			continue // the text goes on behind the title
		}
		tail := ch.l == len(t.official) && ch.j == len(t.cited) // of both
		if tail && ch.i == ch.j && ch.l-ch.k > 3 {
			ck.add(Finding{Kind: Title, Severity: Info, Start: t.cited[0].start, End: t.cited[ch.j-1].end, Expected: rec.Title, Found: oneLine(cited),
				Message: "Bản thảo rút gọn trích yếu của " + rec.Name() + ", đầy đủ là " + quoted(rec.Title) + ".", Document: rec.ID, Source: source(rec), Citation: i})
			continue
		}
		g := f
		if ch.k == ch.l && ck.insideNested(i, t.cited[ch.i].start, t.cited[ch.j-1].end) {
			g.Severity = Info // more about a document named in the title than the title says
		}
		to := ch.j
		if tail && ch.j-ch.i > ch.l-ch.k+2 { // the text goes on where a last word was changed
			to = ch.i + ch.l - ch.k
		}
		g.place(ck.d.Text, rec.Title, t, ch.i, to, ch.k, ch.l)
		g.Message = g.Message + " " + states
		ck.add(g)
	}
}

// place puts a finding on the words i to j of the cited title, which stand for
// the words k to l of the official one. What is only missing or only too much is
// shown with the word before it (or behind), so that there is something to see
// and the replacement can be put in place as it is.
func (f *Finding) place(text, official string, t *compared, i, j, k, l int) {
	missing, added := "", ""
	if k < l {
		missing = oneLine(official[t.official[k].start:t.official[l-1].end])
	}
	if i < j {
		added = oneLine(text[t.cited[i].start:t.cited[j-1].end])
	}
	switch {
	case missing == "":
		f.Message = "Trích yếu thừa " + quoted(added) + "."
	case added == "":
		f.Message = "Trích yếu thiếu " + quoted(missing) + "."
	default:
		f.Message = "Trích yếu ghi " + quoted(added) + " thay cho " + quoted(missing) + "."
	}
	if i == j || k == l {
		if i > 0 && k > 0 {
			i, k = i-1, k-1
		} else if j < len(t.cited) && l < len(t.official) {
			j, l = j+1, l+1
		}
	}
	if i < j {
		f.Start, f.End = t.cited[i].start, t.cited[j-1].end
		f.Found = text[f.Start:f.End]
	} else {
		f.Start, f.End = t.cited[0].start, t.cited[len(t.cited)-1].end
		f.Found = text[f.Start:f.End]
		f.Expected = official
		return
	}
	if k < l {
		f.Expected = oneLine(official[t.official[k].start:t.official[l-1].end])
	}
	f.Sure = f.Expected != "" && f.Severity == Error
}

// insideNested reports that the bytes lie in the body of a citation that stands
// in the title of citation i.
func (ck *checker) insideNested(i, start, end int) bool {
	for j := i + 1; j < len(ck.d.Citations) && ck.d.Citations[j].Start <= end; j++ {
		if n := &ck.d.Citations[j]; n.Parent == i && n.Start <= start && end <= n.End {
			return true
		}
	}
	return false
}

// term notes a date outside the term that the citation names, as the resolver
// found it.
func (ck *checker) term(i int) {
	for _, f := range ck.d.Resolutions[i].Findings {
		if f.Kind == resolve.FindTerm {
			ck.add(Finding{Kind: Term, Severity: Warning, Start: ck.d.Citations[i].Start, End: ck.d.Citations[i].End, Message: f.Message,
				Expected: f.Expected, Found: f.Found, Source: "bảng nhiệm kỳ của chương trình", Citation: i})
		}
	}
}

// future notes a document issued after the draft.
func (ck *checker) future(i int, rec *document.Record) {
	if !ck.dated.Before(rec.Date) {
		return
	}
	c := &ck.d.Citations[i]
	ck.add(Finding{Kind: Future, Severity: Warning, Start: c.Start, End: c.End, Document: rec.ID, Source: source(rec), Citation: i,
		Found: rec.Date.Vietnamese(), Message: rec.Name() + " ban hành ngày " + rec.Date.Vietnamese() + ", sau ngày của bản thảo (" + ck.dated.Vietnamese() + ")."})
}
