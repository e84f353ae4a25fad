package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// pinpoint notes a provision that the held text does not have.
func (ck *checker) pinpoint(i int) {
	c, res := &ck.d.Citations[i], &ck.d.Resolutions[i]
	if len(c.Provision) == 0 {
		return
	}
	own := res.Outcome == resolve.Internal || res.Outcome == resolve.Resolved && ck.self(res.Document)
	if res.Missing != nil && own {
		ck.ownArticle(i)
		return
	}
	if res.Missing != nil && res.Document != "" && res.Missing.Label != "này" {
		if rec := ck.k.Record(res.Document); rec != nil {
			ck.add(Finding{Kind: Pinpoint, Severity: Error, Start: c.Start, End: c.End, Found: step(*res.Missing), Document: rec.ID, Source: "toàn văn trong thư viện", Citation: i,
				Message: "Toàn văn " + rec.Name() + " trong thư viện không có " + step(*res.Missing) + "."})
		}
		return
	}
	if !own && c.Kind.NamesDocument() && ck.lib != nil {
		if rec := ck.of[i]; rec != nil {
			if _, _, ok := ck.lib.Text(rec.ID); !ok {
				ck.skip(Pinpoint, i, "Thư viện chưa có toàn văn "+rec.Name()+" nên chưa kiểm tra được "+steps(c.Provision)+".")
			}
		}
	}
}

// ownArticle notes an article of the draft itself that is not there. Only a draft
// whose articles are all read, from 1 on, is judged: an excerpt has others.
func (ck *checker) ownArticle(i int) {
	c, missing := &ck.d.Citations[i], ck.d.Resolutions[i].Missing
	n := number(missing.Label)
	if ck.d.Structure == nil || n <= 0 || !strings.EqualFold(missing.Unit, string(document.Article)) || ck.namedInArticle(i) {
		return
	}
	last, whole := 0, true
	ck.d.Structure.Walk(func(p *document.Provision, _ int) bool {
		if p.Unit == document.Article {
			k := number(p.Number)
			whole = whole && k == last+1
			last = k
		}
		return whole
	})
	if !whole || last < 3 || n <= last {
		return
	}
	ck.add(Finding{Kind: Pinpoint, Severity: Warning, Start: c.Start, End: c.End, Found: step(*missing), Source: "chính bản thảo", Citation: i,
		Message: "Bản thảo có Điều 1 đến Điều " + strconv.Itoa(last) + "; không có " + step(*missing) + "."})
}

// namedInArticle reports that the article which citation i stands in names another
// document before it, whose articles it may list: "quy định chi tiết một số điều
// của Luật …, bao gồm: 1. Khoản 8 Điều 33".
func (ck *checker) namedInArticle(i int) bool {
	p := ck.d.Structure.At(ck.d.Citations[i].Start)
	for p != nil && p.Unit != document.Article {
		p = p.Parent
	}
	if p == nil {
		return false
	}
	for j := i - 1; j >= 0 && ck.d.Citations[j].Start >= p.Start; j-- {
		if ck.d.Citations[j].Kind.NamesDocument() && !ck.names(j) {
			return true
		}
	}
	return false
}

func step(s document.Step) string {
	if strings.EqualFold(s.Unit, string(document.Article)) {
		return "Điều " + s.Label
	}
	if s.Unit == string(document.Ordinal) && !strings.Contains(s.Label, " ") {
		return s.Label + " là" // Một là … Tám là
	}
	return s.Unit + " " + s.Label
}

func steps(ss []document.Step) string {
	var parts []string
	for _, s := range ss {
		parts = append(parts, step(s))
	}
	return strings.Join(parts, " ")
}

// What is taken for a quotation of the provision that is cited before it.
const (
	minQuote = 5    // words; shorter ones are names and slogans
	quoteGap = 160  // bytes between the citation and the opening quote
	maxQuote = 4000 // bytes of the quotation
)

// quotes compares the words in quotation marks behind a citation with the text
// that is cited, word for word but for letter case, spacing and punctuation.
func (ck *checker) quotes() {
	for i := range ck.d.Citations {
		c := &ck.d.Citations[i]
		rec := ck.of[i]
		if r := &ck.d.Resolutions[i]; rec == nil && r.Outcome == resolve.Resolved && !ck.self(r.Document) {
			rec = ck.k.Record(r.Document)
		}
		if rec == nil || ck.lib == nil || c.Parent >= 0 {
			continue
		}
		start, end, ok := ck.quoteAfter(i)
		if !ok {
			continue
		}
		said := words(strings.NewReplacer("(", " ", ")", " ").Replace(ck.d.Text[start:end]), start)
		if len(said) < minQuote || ck.isTitle(said, rec) {
			continue
		}
		text, s, held := ck.lib.Text(rec.ID)
		if !held {
			ck.skip(Quote, i, "Thư viện chưa có toàn văn "+rec.Name()+" nên chưa đối chiếu được câu trích trong ngoặc kép.")
			continue
		}
		ck.compareQuote(i, rec, said, text, s)
	}
}

// quoteAfter gives the inside of the quotation marks that follow citation i in
// its paragraph, before any other citation.
func (ck *checker) quoteAfter(i int) (start, end int, ok bool) {
	text := ck.d.Text
	_, from := ck.d.Citations[i].Span()
	to := min(len(text), from+quoteGap)
	for j := i + 1; j < len(ck.d.Citations); j++ {
		if s, _ := ck.d.Citations[j].Span(); s >= from {
			to = min(to, s)
			break
		}
	}
	if n := strings.IndexByte(text[from:max(from, to)], '\n'); n >= 0 {
		to = from + n
	}
	if to <= from {
		return 0, 0, false
	}
	open := strings.Index(text[from:to], "“")
	if open < 0 {
		return 0, 0, false
	}
	gap := text[from : from+open]
	// Only words that announce a quotation, or a colon, make it one.
	if !strings.Contains(gap, ":") && !announces(gap) {
		return 0, 0, false
	}
	start = from + open + len("“")
	n := strings.Index(text[start:min(len(text), start+maxQuote)], "”")
	if n < 0 || strings.Contains(text[start:start+n], "\n") {
		return 0, 0, false
	}
	return start, start + n, true
}

func announces(gap string) bool {
	for _, w := range []string{"quy định", "nêu", "ghi", "xác định", "khẳng định", "chỉ rõ", "nhấn mạnh", "yêu cầu", "viết", "chỉ đạo"} {
		if strings.Contains(gap, w) {
			return true
		}
	}
	return false
}

func (ck *checker) isTitle(said []word, rec *document.Record) bool {
	t := compareTitles(said, titleWords(rec.Title, 0))
	return len(t.official) > 0 && t.likeness() >= .9
}

func (ck *checker) compareQuote(i int, rec *document.Record, said []word, text string, s *document.Structure) {
	whole, ok := ck.held[rec.ID]
	if !ok {
		whole = words(strings.NewReplacer("(", " ", ")", " ").Replace(text), 0)
		ck.held[rec.ID] = whole
	}
	at, cut := 0, len(whole)
	where := rec.Name()
	if a := ck.d.Resolutions[i].Anchor; a != "" && s != nil {
		if p := s.ByAnchor(a); p != nil {
			where = p.Label + " của " + rec.Name()
			for at < len(whole) && whole[at].start < p.Start {
				at++
			}
			for cut > at && whole[cut-1].start >= p.End {
				cut--
			}
		}
	}
	f := Finding{Kind: Quote, Severity: Error, Start: said[0].start, End: said[len(said)-1].end, Document: rec.ID,
		Source: "toàn văn trong thư viện", Citation: i}
	f.Found = oneLine(ck.d.Text[f.Start:f.End])
	if _, ok := stands(said, whole[at:cut]); ok {
		return
	}
	if k, ok := stands(said, whole); ok {
		f.Severity = Warning
		f.Message = "Câu trích không nằm ở " + where
		if s != nil {
			if p := s.At(whole[k].start); p != nil {
				f.Message += "; câu này ở " + p.Label
			}
		}
		f.Message += "."
		ck.add(f)
		return
	}
	part, elsewhere := closest(said, whole[at:cut]), ""
	if t := compareTitles(said, part); (len(part) == 0 || t.likeness() < .7) && (at > 0 || cut < len(whole)) {
		if other := closest(said, whole); len(other) > 0 && s != nil {
			if t := compareTitles(said, other); t.likeness() >= .7 {
				if p := s.At(other[0].start); p != nil {
					elsewhere = "; câu gần như vậy ở " + p.Label + ": " + quoted(text[other[0].start:other[len(other)-1].end])
				}
			}
		}
	}
	if t := compareTitles(said, part); len(part) > 0 && t.likeness() >= .7 {
		f.Expected = oneLine(text[part[0].start:part[len(part)-1].end])
		f.Message = "Câu trích không đúng nguyên văn " + where + "; toàn văn trong thư viện ghi " + quoted(f.Expected) + "."
		f.Sure = utf8.RuneCountInString(f.Expected) < 2000
	} else {
		f.Severity = Warning
		f.Message = "Không thấy câu trích này trong toàn văn " + where + " mà thư viện giữ" + elsewhere + "."
	}
	ck.add(f)
}

// stands finds the words in a row.
func stands(said, in []word) (at int, ok bool) {
next:
	for k := 0; k+len(said) <= len(in); k++ {
		for j := range said {
			if in[k+j].folded != said[j].folded {
				continue next
			}
		}
		return k, true
	}
	return 0, false
}

// closest gives the stretch of a text that shares most words with the quotation:
// it begins and ends at words that stand near both ends of it.
func closest(said, in []word) []word {
	n := len(said)
	count := map[string]int{}
	for _, w := range said {
		count[w.folded]++
	}
	best, bestAt, have := 0, -1, 0
	seen := map[string]int{}
	for k := range in {
		if w := in[k].folded; count[w] > 0 {
			if seen[w]++; seen[w] <= count[w] {
				have++
			}
		}
		if k >= n {
			if w := in[k-n].folded; count[w] > 0 {
				if seen[w]--; seen[w] < count[w] {
					have--
				}
			}
		}
		if have > best {
			best, bestAt = have, max(0, k-n+1)
		}
	}
	if bestAt < 0 {
		return nil
	}
	from, to := max(0, bestAt-4), min(len(in), bestAt+n+4)
	for from < to && in[from].folded != said[0].folded {
		from++
	}
	if from == to {
		from = bestAt
	}
	end := to
	for end > from && in[end-1].folded != said[n-1].folded {
		end--
	}
	if end == from {
		end = min(to, from+n)
	}
	return in[from:end]
}

// key names the document of citation i within the draft: its record, or its
// number or name as written.
func (ck *checker) key(i int) string {
	if rec := ck.of[i]; rec != nil {
		return rec.ID
	}
	c := &ck.d.Citations[i]
	switch {
	case c.Kind == citation.Short || c.Number.Number == "" && c.Name == "":
		return ""
	case c.Number.Number == "":
		if number, ok := ck.numberOf[strings.ToLower(c.Type+"|"+c.Name)]; ok {
			return number // it was named with its number above
		}
		return strings.ToLower(c.Type + "||" + c.Name)
	}
	key := strings.ToLower(c.Type + "|" + resolve.NumberKey(c.Number))
	if c.Name != "" {
		ck.numberOf[strings.ToLower(c.Type+"|"+c.Name)] = key
	}
	return key
}
