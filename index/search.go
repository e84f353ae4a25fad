package index

import (
	"context"
	"strings"
	"time"

	"tracuu/index/query"
	"tracuu/index/vi"
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
	if err := v.takeTurn(ctx); err != nil {
		return Results{}, err
	}
	defer v.giveTurn()
	defer v.noteDamage(&err)
	defer guard(&err, "searching")()
	if q.Parsed == nil {
		q.Parsed = query.Parse(q.Text, v.ownVocabulary())
	}
	req := readQuery(q.Parsed)
	res = Results{Query: q.Text, Parsed: q.Parsed, Page: max(q.Page, 1), PageSize: q.PageSize}
	if res.PageSize <= 0 {
		res.PageSize = 20
	}
	res.PageSize = min(res.PageSize, MaxPageSize)

	s := v.session()
	defer s.close()
	m, err := s.match(ctx, &req, &q)
	if err != nil {
		return Results{}, err
	}
	res.Reading, res.Limited = m.reading, req.limited
	if len(req.slots) == 0 && (len(q.Filters) > 0 || m.condition != nil) {
		m.all() // without words, filters alone choose
	}
	m.boost(q.DocBoost)
	m.standing, m.explain = q.Standing, q.Explain
	m.only(q.Only)
	m.facet(q.Filters, &res)
	res.Total = len(m.documents)
	from := len(m.documents)
	if res.Page-1 <= len(m.documents)/res.PageSize {
		from = min((res.Page-1)*res.PageSize, len(m.documents))
	}
	to := min(from+res.PageSize, len(m.documents))
	if err := m.rank(); err != nil {
		return Results{}, err
	}
	if len(req.slots) == 0 && q.Sort == ByRelevance {
		q.Sort = ByDateDesc // without words nothing is more relevant
	}
	m.order(q.Sort, to)
	for _, d := range m.shown(m.documents[from:to]) {
		hit, err := d.show(m.matcher)
		if err != nil {
			return Results{}, err
		}
		if q.Explain {
			if hit.Explanation, err = m.explanation(d); err != nil {
				return Results{}, err
			}
		}
		res.Hits = append(res.Hits, hit)
	}
	res.Took = time.Since(start).Nanoseconds()
	return res, nil
}

// recordMatch is a record that answers: a provision, or a document by its title.
type recordMatch struct {
	entry  *entry
	number int32 // of the document
	record uint32
	mask   uint64 // slots found in it, its title's included
	own    uint64 // without its title's
	level  int    // see below
	score  float64
	tokens []vi.Token // of its text, if it was read
}

// How well the words of a query are there.
const (
	someWords   = iota // not all in the document
	inDocument         // all in the document, not all in one provision
	inProvision        // all in the provision, with the title
)

// The ways a query is read that the reader must be told of.
const (
	readLoosely = "Không có văn bản nào có đủ các từ đúng dấu như đã gõ; đã tìm cả từ khác dấu."
	readSome    = "Không có văn bản nào có đủ các từ; xếp theo số từ khớp nhiều nhất."
)

// match finds the documents that answer: those that have all words, or if there
// are none, those with other marks, or if there are none, the most words. A
// question is answered by what has most of it at once.
func (s *session) match(ctx context.Context, req *request, q *Query) (*matches, error) {
	m := &matches{session: s, compiled: &compiled{request: req}}
	for _, loose := range []bool{false, true} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(req.slots) == 0 {
			var err error
			if m.condition, err = s.condition(m.compiled, q, false); err != nil {
				return nil, err
			}
			break
		}
		c, err := s.compile(req, loose)
		if err != nil {
			return nil, err
		}
		if m.condition, err = s.condition(c, q, loose); err != nil {
			return nil, err
		}
		phrases, err := s.phraseRecords(c)
		if err != nil {
			return nil, err
		}
		finds, err := s.lookUp(ctx, c.clauses)
		if err != nil {
			return nil, err
		}
		var within *narrowed
		if !req.question && !req.either {
			within = s.narrow(c, finds, phrases)
			if within != nil && m.condition != nil && !within.any(m.condition) {
				within = nil
			}
		}
		s.score(c.clauses, finds, within)
		if c.choose(s.tallies) {
			s.score(c.clauses, finds, within)
		}
		m.compiled, m.phrases = c, phrases
		complete := m.gather() > someWords
		if !loose && !complete && !(req.question && len(m.documents) > 0) {
			continue
		}
		switch {
		case len(m.documents) == 0:
		case !complete && !req.question:
			m.reading = readSome
		case loose:
			m.reading = readLoosely
		}
		if complete && !req.question {
			m.least = inDocument
		}
		break
	}
	m.reading = strings.TrimSpace(m.reading + " " + req.expanded())
	m.matcher = m.compiled.matcher()
	m.thin()
	return m, nil
}
