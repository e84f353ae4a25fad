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
	req := parse(q.Text)
	res = Results{Query: q.Text, Limited: req.limited, Page: max(q.Page, 1), PageSize: q.PageSize}
	if res.PageSize <= 0 {
		res.PageSize = 20
	}
	res.PageSize = min(res.PageSize, MaxPageSize)

	m, err := v.session().match(ctx, &req)
	if err != nil {
		return Results{}, err
	}
	res.Reading = m.reading
	docs := v.boost(m.group(), q.DocBoost)
	docs = v.facet(docs, q.Filters, &res)
	sortDocuments(docs, q.Sort)
	res.Total = len(docs)
	from := len(docs)
	if res.Page-1 <= len(docs)/res.PageSize {
		from = min((res.Page-1)*res.PageSize, len(docs))
	}
	for _, d := range docs[from:min(from+res.PageSize, len(docs))] {
		hit, err := d.show(m.matcher)
		if err != nil {
			return Results{}, err
		}
		res.Hits = append(res.Hits, hit)
	}
	res.Took = time.Since(start).Nanoseconds()
	return res, nil
}

// recordMatch is a record that answers: a provision, or a document by its title.
type recordMatch struct {
	entry  *entry
	record uint32
	mask   uint64 // slots found in it, its title's included
	level  int    // see below
	ranked bool   // weighed by its features, not by its base alone
	score  float64
}

// How well the words of a query are there.
const (
	someWords   = iota // not all in the document
	inDocument         // all in the document, not all in one provision
	inProvision        // all in the provision, with the title
)

// matches is the outcome of matching, the best record first.
type matches struct {
	matcher *matcher
	reading string
	records []recordMatch
}

// The ways a query is read that the reader must be told of.
const (
	readLoosely = "Không có văn bản nào có đủ các từ đúng dấu như đã gõ; đã tìm cả từ khác dấu."
	readSome    = "Không có văn bản nào có đủ các từ; xếp theo số từ khớp nhiều nhất."
)

// match finds the records that answer: those that have all words, or if there
// are none, those with other marks, or if there are none, the most words. A
// question, and only it, is answered by what has most of it at once.
func (s *session) match(ctx context.Context, req *request) (*matches, error) {
	if len(req.slots) == 0 {
		return &matches{matcher: (&compiled{request: req}).matcher()}, ctx.Err()
	}
	var best *matches
	for _, loose := range []bool{false, true} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c, err := s.compile(req, loose)
		if err != nil {
			return nil, err
		}
		phrases, err := s.phraseRecords(c)
		if err != nil {
			return nil, err
		}
		tallies, err := s.collect(c.clauses)
		if err != nil {
			return nil, err
		}
		if c.choose(tallies) {
			if tallies, err = s.collect(c.clauses); err != nil {
				return nil, err
			}
		}
		records := s.records(c, tallies, phrases)
		best = &matches{matcher: c.matcher(), records: records}
		complete := len(records) > 0 && records[0].level > someWords
		if complete || req.question && len(records) > 0 {
			if loose {
				best.reading = readLoosely
			}
			if complete && !req.question {
				best.records = slices.DeleteFunc(records, func(r recordMatch) bool { return r.level == someWords })
			}
		} else if !loose {
			continue
		} else if len(records) > 0 {
			best.reading = readSome
		}
		if !complete {
			best.keepMost()
		}
		return best, s.rank(c, best)
	}
	return best, nil
}

// records gathers what was found, by level and base score. With phrases, only
// what has them all.
func (s *session) records(c *compiled, tallies []*tally, phrases []*roaring.Bitmap) []recordMatch {
	full := uint64(1)<<len(c.slots) - 1
	var out []recordMatch
	for ti, t := range tallies {
		whole := make([]uint64, len(t.part.documents)) // slots found in each document
		for _, n := range t.touched {
			whole[t.part.owner[n].place] |= t.mask[n]
		}
		for _, n := range t.touched {
			e := t.part.owner[n]
			if e.number < 0 || phrases != nil && !phrases[ti].Contains(n) && !phrases[ti].Contains(e.record) {
				continue
			}
			r := recordMatch{entry: e, record: n, mask: t.mask[n], score: float64(t.score[n])}
			if n != e.record {
				r.mask |= t.mask[e.record]
				r.score += weights.title * float64(t.score[e.record])
			}
			if c.chosen[e] {
				r.score *= weights.chosen
			}
			switch {
			case r.mask == full:
				r.level = inProvision
			case whole[e.place] == full:
				r.level = inDocument
			}
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b recordMatch) int { return compareRecords(&a, &b, c.question) })
	return out
}

// compareRecords orders records, the better first; the last resort is the order
// of IDs and of provisions, so that pages are stable.
func compareRecords(a, b *recordMatch, question bool) int {
	if !question && a.level != b.level {
		return cmp.Compare(b.level, a.level)
	}
	if a.ranked != b.ranked {
		if a.ranked {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.entry.number, b.entry.number),
		cmp.Compare(a.ordinal(), b.ordinal()))
}

func (r *recordMatch) ordinal() int32 { return r.entry.part.ordinal[r.record] }

// keepMost drops records that have less than two thirds of the words that the
// best has, but for the best candidates by score: a question's words are not all
// of one importance.
func (m *matches) keepMost() {
	most := 0
	for i := range m.records {
		most = max(most, bits.OnesCount64(m.records[i].mask))
	}
	n := min(candidates, len(m.records))
	rest := slices.DeleteFunc(m.records[n:], func(r recordMatch) bool { return bits.OnesCount64(r.mask)*3 < most*2 })
	m.records = m.records[:n+len(rest)]
}

// rank weighs the best records by their features.
func (s *session) rank(c *compiled, m *matches) error {
	r := newRanker(c)
	n := min(candidates, len(m.records))
	features := make([][featureCount]float64, n)
	documents := map[*entry][]float64{}
	for i := range n {
		k := &m.records[i]
		var err error
		if features[i], err = r.features(k.entry.part, k.record, k.score); err != nil {
			return err
		}
		if d := documents[k.entry]; len(d) < 3 {
			documents[k.entry] = append(d, features[i][featBase])
		}
	}
	for i := range n {
		k := &m.records[i]
		for _, base := range documents[k.entry] {
			features[i][featDocument] += base / 3
		}
		k.ranked, k.score = true, 0
		for j, f := range features[i] {
			k.score += f * weights.feature[j]
		}
	}
	if traceFeatures != nil {
		traceFeatures(m.records[:n], features)
	}
	slices.SortFunc(m.records, func(a, b recordMatch) int { return compareRecords(&a, &b, c.question) })
	return nil
}

// traceFeatures, if set, is shown what rank sees. The weights are fitted with
// it.
var traceFeatures func(records []recordMatch, features [][featureCount]float64)

// docMatch is a document that answers, with the records of its provisions that
// do, the best first.
type docMatch struct {
	*entry
	score float64
	boost float64 // 0 for none
	order int     // place by relevance
	units []recordMatch
}

// group gathers records by document, in the order of their best records.
func (m *matches) group() []*docMatch {
	var docs []*docMatch
	byEntry := map[*entry]*docMatch{}
	for i := range m.records {
		r := &m.records[i]
		d := byEntry[r.entry]
		if d == nil {
			d = &docMatch{entry: r.entry, score: r.score}
			byEntry[r.entry] = d
			docs = append(docs, d)
		}
		if r.record != r.entry.record && len(d.units) < MaxPoints {
			d.units = append(d.units, *r)
		}
	}
	for i, d := range docs {
		d.order = i
	}
	return docs
}
