package index

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tracuu/index/vi"
)

// Similar is a document whose title speaks of the same as another's.
type Similar struct {
	ID string
	// Score is the part of both titles that they share, from 0 to 1, each pair of
	// words counting the more the fewer titles have it.
	Score float64
	// Words are the longest pieces of the title that both have, as the document
	// that was asked for writes them.
	Words []string
}

// What makes titles similar. Two words in a row are shared by chance.
const (
	leastShared  = .3 // Score
	leastRun     = 3  // words in a row
	commonPair   = 4  // a pair that one title in so many has says nothing
	similarPool  = 60 // documents whose titles are compared
	maxRuns      = 2  // pieces named
	maxTitlePair = 60 // pairs of a title that are looked up
)

// Similar gives at most n documents whose titles share words in a row with that
// of a document, the most similar first. It looks the title's pairs of
// neighbours up in the index; texts are not compared.
func (x *Index) Similar(id string, n int) (out []Similar, err error) {
	v, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer v.release()
	defer guard(&err, "comparing")()
	own := v.byID[id]
	if own == nil || own.Title == "" {
		return nil, nil
	}
	s := v.session()
	defer s.close()
	weight, total := map[string]float64{}, 0.0
	score := map[int32]float64{}
	for _, pair := range titlePairs(own.Title) {
		if _, done := weight[pair]; done || len(weight) == maxTitlePair {
			continue
		}
		found, w, err := s.titlesWith(pair)
		if err != nil {
			return nil, err
		}
		weight[pair] = w
		total += w
		for _, d := range found {
			score[d] += w
		}
	}
	delete(score, int32(own.number))
	if total == 0 {
		return nil, nil
	}
	pool := make([]int32, 0, len(score))
	for d := range score {
		pool = append(pool, d)
	}
	for _, d := range largest(pool, similarPool, func(a, b int32) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b))
	}) {
		e := v.documents[d]
		if one := compareTitles(own.Title, e.Title, weight, total); one.Score >= leastShared && len(one.Words) > 0 {
			one.ID = e.ID
			out = append(out, one)
		}
	}
	slices.SortStableFunc(out, func(a, b Similar) int { return cmp.Compare(b.Score, a.Score) })
	return out[:min(n, len(out))], nil
}

// titlesWith gives the documents that have a pair in their titles, and what it
// says: nothing where one title in a few has it.
func (s *session) titlesWith(pair string) (documents []int32, weight float64, err error) {
	count := 0
	for _, l := range s.lookups {
		list, err := l.postings(inTitle, pair)
		if err != nil {
			return nil, 0, err
		}
		if list != nil {
			count += int(list.Count())
		}
	}
	all := len(s.view.documents)
	if count < 1 || count > 3 && count > all/commonPair {
		return nil, 0, nil
	}
	weight = math.Log(1 + float64(all)/float64(count))
	if count > maxSharing {
		return nil, weight, nil
	}
	for _, l := range s.lookups {
		list, err := l.postings(inTitle, pair)
		if err != nil || list == nil {
			if err != nil {
				return nil, 0, err
			}
			continue
		}
		it := list.Iterator(false, false, false, nil)
		for {
			p, err := it.Next()
			if err != nil {
				return nil, 0, err
			}
			if p == nil {
				break
			}
			if d := l.part.number[p.Number()]; d >= 0 {
				documents = append(documents, d)
			}
		}
	}
	return documents, weight, nil
}

// maxSharing bounds the titles with a pair that are gathered for it: what more
// share is no sign of a likeness by itself.
const maxSharing = 5000

func titlePairs(title string) (pairs []string) {
	tokens := vi.Scan(title)
	vi.Pairs(tokens, func(a, b int) { pairs = append(pairs, tokens[a].Text+" "+tokens[b].Text) })
	return pairs
}

// compareTitles finds what two titles share: own's pairs have the weights given,
// together total. Pairs that only other has count as much as own's do on average.
func compareTitles(own, other string, weight map[string]float64, total float64) (s Similar) {
	theirs := map[string]bool{}
	for _, p := range titlePairs(other) {
		theirs[p] = true
	}
	mean := total / float64(max(len(weight), 1))
	shared, size := 0.0, 0.0
	for p := range theirs {
		if w, ok := weight[p]; ok {
			shared += w
			size += w
		} else {
			size += mean
		}
	}
	s.Score = shared / math.Sqrt(total*max(size, 1e-9))
	tokens := slices.DeleteFunc(vi.Scan(own), func(t vi.Token) bool { return t.Compound() })
	type run struct {
		from, to int // tokens, both inclusive
		weight   float64
	}
	var runs []run
	for i := 0; i+1 < len(tokens); {
		j, w := i, 0.0
		for j+1 < len(tokens) && theirs[tokens[j].Text+" "+tokens[j+1].Text] {
			w += weight[tokens[j].Text+" "+tokens[j+1].Text]
			j++
		}
		if j == i {
			i++
			continue
		}
		from, to := i, j
		for from <= to && linking[tokens[from].Text] {
			from++
		}
		for to >= from && linking[tokens[to].Text] {
			to--
		}
		if to-from+1 >= leastRun && w > 0 {
			runs = append(runs, run{from, to, w})
		}
		i = j
	}
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Compare(b.weight, a.weight) })
	for _, r := range runs[:min(len(runs), maxRuns)] {
		s.Words = append(s.Words, strings.Join(strings.Fields(own[tokens[r.from].Start:tokens[r.to].End]), " "))
	}
	return s
}

// linking are words that a piece of a title neither begins nor ends with.
var linking = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields("về và của các những trong ngoài việc một số cho để với tại do theo từ đến là được trên") {
		set[w] = true
	}
	return set
}()
