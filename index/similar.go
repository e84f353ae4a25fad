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
	defer v.noteDamage(&err)
	defer guard(&err, "comparing")()
	number := v.numberOf(id)
	if number < 0 || v.documents[number].Title == "" {
		return nil, nil
	}
	own := v.documents[number]
	s := v.session()
	defer s.close()
	weight, total := map[string]float64{}, 0.0
	score := map[int32]float64{}
	said := map[string]bool{} // of a document apart from its title
	for _, pair := range slices.Concat(titlePairs(own.Type), titlePairs(own.Issuer)) {
		said[pair] = true
	}
	for _, pair := range titlePairs(own.Title) {
		if _, done := weight[pair]; done || said[pair] || len(weight) == maxTitlePair {
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
	delete(score, number)
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
	lists := make([]*postings, len(s.lookups))
	for i, l := range s.lookups {
		if lists[i], err = l.postings(inTitle, pair); err != nil {
			return nil, 0, err
		}
		if lists[i] != nil {
			count += len(lists[i].records)
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
	for i, l := range s.lookups {
		if lists[i] == nil {
			continue
		}
		for _, record := range lists[i].records {
			if d := l.part.number[record]; d >= 0 {
				documents = append(documents, d)
			}
		}
	}
	return documents, weight, nil
}

// maxSharing bounds the titles with a pair that are gathered for it: what more
// share is no sign of a likeness by itself.
const maxSharing = 5000

// titlePairs are the neighbours in a title that say what it is about: not those
// of a formula, nor numbers and dates.
func titlePairs(title string) (pairs []string) {
	tokens := vi.Scan(title)
	formula := formulaOf(tokens)
	vi.Pairs(tokens, func(a, b int) {
		if !tokens[a].Code() && !tokens[b].Code() && !formula[a] && !formula[b] {
			pairs = append(pairs, tokens[a].Text+" "+tokens[b].Text)
		}
	})
	return pairs
}

// formulaOf tells which tokens of a title belong to a formula.
func formulaOf(tokens []vi.Token) []bool {
	of := make([]bool, len(tokens))
	for i := 0; i < len(tokens); {
		longest := 0
		for _, words := range formulas[tokens[i].Text] {
			k := 0
			for k < len(words) && i+k < len(tokens) && tokens[i+k].Text == words[k] {
				k++
			}
			if k == len(words) {
				longest = max(longest, k)
			}
		}
		for k := range longest {
			of[i+k] = true
		}
		i += max(longest, 1)
	}
	return of
}

// formulas are what titles say of any matter, by their first word.
var formulas = func() map[string][][]string {
	set := map[string][][]string{}
	acts := []string{"nghị định", "thông tư", "thông tư liên tịch", "luật", "quyết định", "nghị quyết", "bộ luật", "quy định", "pháp lệnh", "chỉ thị", "kết luận"}
	list := []string{
		"bãi bỏ một số văn bản quy phạm pháp luật do", "bãi bỏ văn bản quy phạm pháp luật do", "danh mục văn bản quy phạm pháp luật", "bãi bỏ một phần", "bãi bỏ toàn bộ",
		"quy định chi tiết một số điều và biện pháp tổ chức thi hành", "quy định chi tiết một số điều và biện pháp thi hành", "quy định chi tiết một số điều và biện pháp để tổ chức hướng dẫn thi hành",
		"quy định chi tiết và biện pháp thi hành", "quy định chi tiết và hướng dẫn thi hành", "quy định chi tiết một số điều", "quy định chi tiết thi hành", "quy định chi tiết", "biện pháp thi hành",
		"hướng dẫn thi hành", "hướng dẫn thực hiện", "hướng dẫn một số nội dung thực hiện", "tổ chức thực hiện", "tiếp tục thực hiện", "về việc ban hành", "về việc công bố", "ban hành kèm theo",
		"của chính phủ", "của chính phủ quy định", "của chính phủ về", "của thủ tướng chính phủ", "của thủ tướng chính phủ về", "của bộ trưởng bộ", "do bộ trưởng bộ", "của ban chấp hành trung ương đảng", "của ban chấp hành trung ương", "của bộ chính trị",
		"của ban bí thư", "của quốc hội", "của ủy ban thường vụ quốc hội", "bộ trưởng bộ", "trên địa bàn tỉnh", "trên địa bàn",
		"tăng cường sự lãnh đạo của đảng", "tăng cường sự lãnh đạo của đảng đối với", "tăng cường sự lãnh đạo của đảng đối với công tác", "tiếp tục đẩy mạnh", "tiếp tục đẩy mạnh thực hiện", "thực hiện có hiệu quả", "trong tình hình mới", "trong giai đoạn hiện nay",
	}
	for _, a := range acts {
		list = append(list, "sửa đổi bổ sung một số điều của "+a, "sửa đổi bổ sung một số điều của các "+a, "một số điều của "+a, "thực hiện "+a, "thi hành "+a, "hướng dẫn thi hành một số điều của "+a)
	}
	list = append(list, "sửa đổi bổ sung một số điều", "sửa đổi bổ sung", "một số điều của")
	for _, f := range list {
		words := vi.Terms(f)
		set[words[0]] = append(set[words[0]], words)
	}
	return set
}()

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
			w += weight[tokens[j].Text+" "+tokens[j+1].Text] // theirs has no formula
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
	for _, r := range runs {
		words := strings.Join(strings.Fields(own[tokens[r.from].Start:tokens[r.to].End]), " ")
		if len(s.Words) < maxRuns && !slices.ContainsFunc(s.Words, func(w string) bool { return strings.Contains(w, words) }) {
			s.Words = append(s.Words, words)
		}
	}
	return s
}

// linking are words that a piece of a title neither begins nor ends with.
var linking = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields("về và của các những trong ngoài việc một số cho để với tại do theo từ đến là được trên đối thuộc") {
		set[w] = true
	}
	return set
}()
