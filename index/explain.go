package index

import (
	"cmp"
	"slices"
	"strings"
)

// recordKey is a record of a view.
type recordKey struct {
	part   *part
	record uint32
}

// keptFeatures are what a record was weighed by.
type keptFeatures struct {
	features [featureCount]float64
	level    int
	base     float64
}

// keep remembers the features of the ranked records where an explanation is asked
// for.
// Mass is what featBase is a share of.
func (m *matches) keep(features [][featureCount]float64, mass float64) {
	if !m.explain {
		return
	}
	m.kept = make(map[recordKey]keptFeatures, len(features))
	for i := range m.ranked {
		r := &m.ranked[i]
		m.kept[recordKey{r.entry.part, r.record}] = keptFeatures{features[i], r.level, features[i][featBase] * mass}
	}
}

// featureWords say what the features are.
var featureWords = [featureCount]string{
	featBase:        "độ khớp của từ (BM25)",
	featWords:       "các từ của câu tìm có trong đoạn",
	featPairs:       "các cặp từ đứng liền nhau như trong câu tìm",
	featClause:      "dòng khớp nhất có nhiều từ",
	featClausePairs: "dòng khớp nhất có nhiều cặp từ liền nhau",
	featWindow:      "các từ đứng gần nhau",
	featTriples:     "ba từ liền nhau như trong câu tìm",
	featLongest:     "đoạn dài nhất trùng nguyên văn câu tìm",
	featRuns:        "các đoạn trùng nguyên văn câu tìm",
	featHeading:     "tên điều, mục nằm trong câu tìm",
	featHeadRun:     "câu tìm có một đoạn dài của tên điều, mục",
	featLabel:       "câu tìm nêu đúng điều, mục",
	featTitle:       "câu tìm nêu tên văn bản",
	featDefines:     "đoạn giải thích từ được hỏi",
	featLength:      "độ dài của đoạn",
	featDocument:    "các đoạn khác của văn bản cũng khớp",
	featEnded:       "văn bản không còn hiệu lực",
	featLevel:       "cấp của cơ quan ban hành",
	featRecent:      "văn bản mới",
}

// levelWords say how much of a query a place has.
var levelWords = map[int]string{
	inProvision: "đủ các từ trong một chỗ",
	inDocument:  "đủ các từ trong văn bản, ở nhiều chỗ",
	someWords:   "một số từ của câu tìm",
}

// explanation says why a document stands where it does, by the record that was
// judged best.
func (m *matches) explanation(d *docMatch) (*Explanation, error) {
	x := &Explanation{Place: "Tiêu đề", Boosted: m.boosts[d.number] > 0}
	var best *recordMatch
	if place := m.states[d.number].place; place > 0 {
		best = &m.ranked[place-1]
	} else if len(d.units) > 0 {
		best = &d.units[0]
	}
	if best == nil {
		x.Place, x.Level = "", "không so từ"
		return x, nil
	}
	if best.record != d.record {
		u, err := d.part.unit(best.record)
		if err != nil {
			return nil, err
		}
		x.Place = cmp.Or(u.Label, "Phần mở đầu")
	}
	x.Level = levelWords[best.level]
	if m.question {
		x.Level = "câu hỏi: xếp theo mức độ khớp chung"
	}
	var err error
	if x.Words, err = m.baseParts(d.part, best.record); err != nil {
		return nil, err
	}
	for _, w := range x.Words {
		x.Base += w.Score()
	}
	if k, ok := m.kept[recordKey{d.part, best.record}]; ok {
		x.reckoned = k.base
		for i, f := range k.features {
			if f != 0 {
				x.Features = append(x.Features, Share{featureWords[i], f, weights.feature[i]})
			}
			x.Score += f * weights.feature[i]
		}
		slices.SortStableFunc(x.Features, func(a, b Share) int { return cmp.Compare(b.Score(), a.Score()) })
	}
	return x, nil
}

// baseParts are what a record's base score is the sum of: a part for each clause
// found in it or in its document's title, the greatest first.
func (m *matches) baseParts(p *part, record uint32) ([]Share, error) {
	var l *lookup
	for _, k := range m.lookups {
		if k.part.part == p {
			l = k
		}
	}
	factor := 1.0
	if m.chosen[p.owner[record]] {
		factor = weights.chosen
	}
	var out []Share
	for i := range m.clauses {
		c := &m.clauses[i]
		for _, at := range []struct {
			record uint32
			weight float64
			where  string
		}{{record, 1, ""}, {p.title[record], weights.title, ", trong tiêu đề, số hiệu hoặc cơ quan"}} {
			if at.where != "" && at.record == record {
				continue
			}
			tf, err := l.frequency(c, at.record)
			if err != nil {
				return nil, err
			}
			if tf > 0 {
				value := tf * (weights.k1 + 1) / (tf + weights.k1)
				out = append(out, Share{m.clauseWords(c) + at.where, value, c.mass() * at.weight * factor})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Share) int { return cmp.Compare(b.Score(), a.Score()) })
	return out, nil
}

// mass is what a clause counts at most but for the saturation of its frequency.
func (c *clause) mass() float64 {
	m := c.idf * c.weight
	if c.pair {
		m *= weights.pair
	}
	if c.other {
		m *= weights.other
	}
	return m
}

// frequency is how often a record has a clause, in all readings and fields, as
// tally.add counts it.
func (l *lookup) frequency(c *clause, record uint32) (tf float64, err error) {
	lists, err := l.find(c, nil)
	if err != nil {
		return 0, err
	}
	for _, f := range lists {
		if f.records != nil {
			if f.records.Contains(record) {
				tf += f.weight
			}
			continue
		}
		if i, ok := slices.BinarySearch(f.list.records, record); ok {
			tf += f.weight * float64(f.list.frequencies[i]) * float64(l.part.norm[f.field][record])
		}
	}
	return tf, nil
}

// clauseWords names a clause by the words of the query that it stands for.
func (m *matches) clauseWords(c *clause) string {
	switch {
	case c.pair:
		return "“" + m.slots[c.a].text + " " + m.slots[c.b].text + "” liền nhau"
	case c.other && len(c.phrases) > 0:
		return "“" + strings.Join(c.phrases[0].terms, " ") + "” (cách gọi khác)"
	case c.other:
		return "“" + c.terms[0].term + "” (cách gọi khác)"
	}
	var words []string
	for i := range m.slots {
		if c.bits&(1<<i) != 0 {
			words = append(words, m.slots[i].text)
		}
	}
	return "“" + strings.Join(words, " ") + "”"
}
