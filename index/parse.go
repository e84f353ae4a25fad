package index

import (
	"strings"
	"unicode/utf8"

	"tracuu/index/query"
	"tracuu/index/vi"
)

// maxSlots bounds the distinct words of a query, which are bits of a uint64. What
// goes beyond is left out, and Results.Limited says so.
const maxSlots = 60

// slot is one distinct syllable, number or code of a query.
type slot struct {
	text   string // matching form
	folded string
	marked bool // typed with marks, or a code: means what it says
	prefix bool // words that begin so are meant too
	// count is how often the query has it.
	count int
	// parts are those of a compound code.
	parts []string
	// expansions are what an abbreviation stands for.
	expansions []vi.Reading
}

// request is a query as it was read.
type request struct {
	slots []slot
	// sequence is the query in its order, as indices of slots.
	sequence []int
	// phrases are the quoted parts, as indices of slots.
	phrases [][]int
	// others are other ways to say some neighbours in the query.
	others []other
	// question says that the query is a sentence, not a list of words that are
	// all wanted.
	question bool
	limited  string

	// tree is the query where it is more than words, else nil; bySlot finds the
	// slots of its words. Either says that words are wanted only by some of its
	// alternatives: then the tree says which documents answer.
	tree   query.Node
	bySlot map[string]int
	either bool
}

// other is an abbreviation or a synonym of neighbours in the query.
type other struct {
	terms  []string
	weight float64
	slots  []int
}

// parse reads a query. It never fails: what cannot be read is left out.
func parse(text string) request {
	var r request
	text = quotes.Replace(text)
	parts := strings.Split(text, `"`)
	bySlot := map[string]int{}
	asks := false
	for i, part := range parts {
		tokens := vi.Scan(part)
		if len(parts) == 1 {
			tokens, asks = query.WithoutAsking(part, tokens)
		}
		run := r.read(part, tokens, bySlot)
		r.sequence = append(r.sequence, run...)
		// The last part of an even number follows a quotation mark that is never
		// closed: it is read as words.
		if quoted := i%2 == 1 && i < len(parts)-1; quoted && len(run) > 0 {
			r.phrases = append(r.phrases, run)
		}
	}
	r.question = len(r.phrases) == 0 && (asks || len(r.sequence) >= query.SentenceWords)
	r.unmarkKept()
	r.findOthers()
	return r
}

// unmarkKept looks for a query that has lost its marks but kept its đ. Its đ
// are then no sign that marks were typed. Short queries are taken at their word:
// đi and đa are syllables.
func (r *request) unmarkKept() {
	if len(r.slots) < 4 {
		return
	}
	kept := false
	for i := range r.slots {
		s := &r.slots[i]
		if s.parts == nil && s.text != query.FoldMarks(s.text) {
			return
		}
		kept = kept || strings.HasPrefix(s.text, "đ")
	}
	for i := range r.slots {
		if s := &r.slots[i]; kept && s.marked && s.text == query.FoldMarks(s.text) && s.folded != s.text {
			s.marked = false
		}
	}
}

// read reads a part of the query into slots and gives their indices.
func (r *request) read(part string, tokens []vi.Token, bySlot map[string]int) (run []int) {
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		n, ok := bySlot[t.Text]
		if !ok {
			if len(r.slots) == maxSlots {
				r.limited = limitedWords
				return run
			}
			n = len(r.slots)
			bySlot[t.Text] = n
			s := slot{text: t.Text, folded: t.Folded(), expansions: vi.Expand(*t, part[t.Start:t.End])}
			s.marked = t.Code() || s.folded != s.text
			if t.Compound() {
				for j := i + 1; j <= i+t.Span && j < len(tokens); j++ {
					s.parts = append(s.parts, tokens[j].Text)
				}
			}
			r.slots = append(r.slots, s)
		}
		r.slots[n].count++
		run = append(run, n)
		if t.Compound() {
			i += t.Span // its parts
		}
	}
	return run
}

// findOthers looks for words of the query that have an abbreviation or a
// synonym.
func (r *request) findOthers() {
	words := make([]vi.Word, len(r.sequence))
	for i, s := range r.sequence {
		words[i] = vi.Word{Text: r.slots[s].text, Marked: r.slots[s].marked}
	}
	seen := map[string]bool{}
	add := func(at, n int, readings []vi.Reading) {
		for _, o := range readings {
			key := strings.Join(o.Terms, " ")
			if !seen[key] && len(r.others) < maxOthers {
				seen[key] = true
				r.others = append(r.others, other{o.Terms, o.Weight, r.sequence[at : at+n]})
			}
		}
	}
	for i := range words {
		readings, n := vi.Abbreviate(words[i:])
		for _, a := range readings {
			// Two letters stand for too many things to be looked for.
			if utf8.RuneCountInString(a.Terms[0]) > 2 {
				add(i, n, []vi.Reading{a})
			}
		}
	}
	for i := 0; i < len(words); {
		readings, n := vi.Synonyms(words[i:])
		add(i, n, readings)
		i += max(n, 1)
	}
}

// expanded says in Vietnamese how the abbreviations of the query were read.
func (r *request) expanded() string {
	var out []string
	for _, s := range r.slots {
		if len(s.expansions) == 0 {
			continue
		}
		var readings []string
		for _, e := range s.expansions {
			readings = append(readings, "“"+strings.Join(e.Terms, " ")+"”")
		}
		out = append(out, "“"+strings.ToUpper(s.text)+"” là "+strings.Join(readings, " hoặc "))
	}
	if len(out) == 0 {
		return ""
	}
	return "Hiểu " + strings.Join(out, ", ") + "."
}

// maxOthers bounds the other ways that are looked up for one query.
const maxOthers = 40

// quotes makes every pair of quotation marks the plain one. Single quotes are
// left alone: they are apostrophes.
var quotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "＂", `"`)
