package main

import (
	"bytes"
	"fmt"
	"strings"

	"tracuu/internal/vietnamese/words"
)

// tally counts words as ../shared/tools/score_words.py does: a word is right when both its ends are.
type tally struct{ right, gold, found int }

func (t tally) f1() float64 { return 2 * float64(t.right) / float64(t.gold+t.found) }

func (t tally) String() string {
	return fmt.Sprintf("P %.4f R %.4f F1 %.4f (%d words)",
		float64(t.right)/float64(t.found), float64(t.right)/float64(t.gold), t.f1(), t.gold)
}

func (t *tally) add(o tally) {
	t.right += o.right
	t.gold += o.gold
	t.found += o.found
}

func evaluate(s *words.Segmenter, set []words.Example, log *errorLog) tally {
	var t tally
	var got []bool
	for _, e := range set {
		got = s.SegmentTokens(got[:0], e.Tokens)
		goldFrom, from := 0, 0
		for i := range e.Tokens {
			last := i == len(e.Tokens)-1
			goldEnd := last || !e.Join[i]
			end := last || !got[i]
			if goldEnd {
				t.gold++
			}
			if end {
				t.found++
			}
			if goldEnd && end && goldFrom == from {
				t.right++
			}
			if goldEnd {
				goldFrom = i + 1
			}
			if end {
				from = i + 1
			}
		}
		if log != nil {
			log.errors(s, e, got)
		}
	}
	return t
}

// errorLog keeps the stretches between common boundaries where the decisions differ: gold, found, context.
type errorLog struct {
	lines bytes.Buffer
	kinds kinds
}

func (l *errorLog) errors(s *words.Segmenter, e words.Example, got []bool) {
	from, same := 0, true
	for i := range e.Tokens {
		last := i == len(e.Tokens)-1
		goldEnd, end := last || !e.Join[i], last || !got[i]
		same = same && goldEnd == end
		if !goldEnd || !end {
			continue
		}
		if !same {
			l.kinds.add(s, e, from, i+1, got)
			fmt.Fprintf(&l.lines, "%s\t%s\t%s | %s\n", joined(e.Tokens[from:i+1], e.Join[from:]), joined(e.Tokens[from:i+1], got[from:]),
				strings.Join(e.Tokens[max(from-2, 0):from], " "), strings.Join(e.Tokens[i+1:min(i+3, len(e.Tokens))], " "))
		}
		from, same = i+1, true
	}
}

func joined(toks []string, gaps []bool) string {
	var b strings.Builder
	for i, t := range toks {
		if i > 0 {
			if gaps[i-1] {
				b.WriteByte('_')
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t)
	}
	return b.String()
}

// crossValidate trains on all but one part of the gold sentences, measures on that part, for each part. A part is
// made of five stretches of neighbouring sentences, for neighbours come from one article.
func (s *sets) crossValidate(parts int, log *errorLog) error {
	gold := s.gold()
	var all, law tally
	for k := range parts {
		var in, out []words.Example
		for i, e := range gold {
			if i*parts*5/len(gold)%parts == k {
				out = append(out, e)
			} else {
				in = append(in, e)
			}
		}
		m, err := words.Train(s.examples(in), recipe)
		if err != nil {
			return err
		}
		seg := words.New(m)
		t := evaluate(seg, out, log)
		l := evaluate(seg, s.silverHeld, nil)
		fmt.Printf("part %d: gold %v, law held out %.4f\n", k+1, t, l.f1())
		all.add(t)
		law.add(l)
	}
	fmt.Printf("all:    gold %v, law held out %.4f\n", all, law.f1())
	return nil
}
