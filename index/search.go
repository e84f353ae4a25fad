package index

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
)

// Search answers a query. Whatever the text, it takes bounded time; limits that
// cut the query are named in the results. The only errors are those of a
// damaged or closed index and of ctx.
func (x *Index) Search(ctx context.Context, q Query) (res Results, err error) {
	start := time.Now()
	v, err := x.acquire()
	if err != nil {
		return Results{}, err
	}
	defer v.release()
	defer recoverAs(&err, "searching")
	if err := ctx.Err(); err != nil {
		return Results{}, err
	}
	req := parse(q.Text)
	res = Results{Query: q.Text, Limited: req.limited, Page: max(q.Page, 1), PageSize: q.PageSize}
	if res.PageSize <= 0 {
		res.PageSize = 20
	}
	res.PageSize = min(res.PageSize, MaxPageSize)

	m, err := v.match(ctx, &req, q)
	if err != nil {
		return Results{}, err
	}
	res.Reading = m.reading
	docs := v.facet(m.docs, q.Filters, &res)
	sortMatches(docs, q.Sort)
	res.Total = len(docs)
	from := min((res.Page-1)*res.PageSize, len(docs))
	if res.Page > len(docs)/res.PageSize+1 {
		from = len(docs)
	}
	for _, d := range docs[from:min(from+res.PageSize, len(docs))] {
		hit, err := d.show(&m)
		if err != nil {
			return Results{}, err
		}
		res.Hits = append(res.Hits, hit)
	}
	res.Took = time.Since(start).Nanoseconds()
	return res, nil
}

// docMatch is a document that answers, with its provisions that do.
type docMatch struct {
	*entry
	score float64
	mask  uint64 // slots found anywhere in the document
	whole bool   // one provision, with the title, has all
	units []unitMatch
}

type unitMatch struct {
	record uint32
	score  float64
	mask   uint64
}

// matches is the outcome of matching.
type matches struct {
	request *request
	terms   map[string]int // term → slot, for marking
	reading string
	docs    []*docMatch
}

// match finds the documents that answer.
func (v *view) match(ctx context.Context, req *request, q Query) (matches, error) {
	m := matches{request: req}
	all, err := v.readings()
	if err != nil {
		return m, err
	}
	full := uint64(1)<<len(req.slots) - 1
	for _, loose := range []bool{false, true} {
		clauses, readings := req.clauses(all, loose)
		phrases, err := v.phraseRecords(req.phrases, readings)
		if err != nil {
			return m, err
		}
		tallies, err := v.collect(clauses)
		if err != nil {
			return m, err
		}
		m.terms = slotTerms(clauses)
		docs := group(tallies, phrases)
		complete := slices.DeleteFunc(slices.Clone(docs), func(d *docMatch) bool { return d.mask != full })
		if len(complete) > 0 {
			m.docs = complete
			if loose {
				m.reading = "Không có văn bản nào có đủ các từ đúng dấu như đã gõ; đã tìm cả từ khác dấu."
			}
			break
		}
		m.docs = docs // for a query with phrases: those that have them
		if loose && len(docs) > 0 && len(req.phrases) == 0 {
			best := 0
			for _, d := range docs {
				best = max(best, bits.OnesCount64(d.mask))
			}
			m.docs = slices.DeleteFunc(docs, func(d *docMatch) bool { return bits.OnesCount64(d.mask)*3 < best*2 })
			m.reading = "Không có văn bản nào có đủ các từ; xếp theo số từ khớp nhiều nhất."
		}
	}
	m.docs = v.boost(m.docs, q.DocBoost)
	return m, nil
}

// slotTerms maps every reading to its slot.
func slotTerms(clauses []clause) map[string]int {
	terms := map[string]int{}
	for _, c := range clauses {
		if c.pair {
			continue
		}
		for _, t := range c.terms {
			if _, ok := terms[t.term]; !ok {
				terms[t.term] = bits.TrailingZeros64(c.bits)
			}
		}
	}
	return terms
}

// group gathers scored records by document.
// With phrases, only what has them all is taken.
func group(tallies []*tally, phrases []*roaring.Bitmap) []*docMatch {
	var docs []*docMatch
	for ti, t := range tallies {
		byEntry := map[*entry]*docMatch{}
		for _, n := range t.touched {
			e := t.part.owner[n]
			if e.number < 0 || phrases != nil && !phrases[ti].Contains(n) && !phrases[ti].Contains(e.record) {
				continue
			}
			d := byEntry[e]
			if d == nil {
				d = &docMatch{entry: e}
				byEntry[e] = d
				docs = append(docs, d)
			}
			d.mask |= t.mask[n]
			if n != e.record {
				d.units = append(d.units, unitMatch{n, float64(t.score[n]), t.mask[n]})
			}
		}
		for e, d := range byEntry {
			title, titleMask := float64(t.score[e.record])*weights.title, t.mask[e.record]
			d.score = title
			for i := range d.units {
				u := &d.units[i]
				u.mask |= titleMask
				covered := float64(bits.OnesCount64(u.mask)) / float64(max(bits.OnesCount64(d.mask), 1))
				u.score *= covered
			}
			slices.SortFunc(d.units, func(a, b unitMatch) int {
				return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(t.part.ordinal[a.record], t.part.ordinal[b.record]))
			})
			for i, u := range d.units {
				if i == 0 {
					d.score += u.score
				} else {
					d.score += u.score * weights.otherUnits / float64(i)
				}
			}
		}
	}
	return docs
}

// boost applies what the caller knows better.
func (v *view) boost(docs []*docMatch, boosts map[string]float64) []*docMatch {
	if len(boosts) == 0 {
		return docs
	}
	seen := map[string]bool{}
	for _, d := range docs {
		if f, ok := boosts[d.ID]; ok {
			d.score *= f
			seen[d.ID] = true
		}
	}
	for id, f := range boosts {
		if e := v.byID[id]; e != nil && f > 1 && !seen[id] {
			docs = append(docs, &docMatch{entry: e, score: f})
		}
	}
	return docs
}

func sortMatches(docs []*docMatch, by Sort) {
	slices.SortFunc(docs, func(a, b *docMatch) int {
		c := 0
		switch by {
		case ByDateDesc:
			c = cmp.Compare(b.Date, a.Date)
		case ByDateAsc:
			c = compareKnownFirst(a.Date, b.Date)
		case ByNumber:
			c = cmp.Or(compareNumbers(a.Number, b.Number), cmp.Compare(a.Symbol, b.Symbol))
		}
		return cmp.Or(c, cmp.Compare(b.score, a.score), cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID))
	})
}

// compareKnownFirst orders dates upwards with unknown ones last.
func compareKnownFirst(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// compareNumbers orders document numbers by value ("9" before "12", "12" before
// "12a"), those without a number last.
func compareNumbers(a, b string) int {
	x, y := leading(a), leading(b)
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
}

func leading(s string) int {
	n, i := 0, 0
	for i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == 0 {
		return 1 << 30
	}
	return n
}
