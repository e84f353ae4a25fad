package index

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// lexicon is the words of a view as a guess at a misspelling needs them: how
// many records have each, and which are near to a word that none has. Codes are
// not in it: a number that differs in one digit is another number.
type lexicon struct {
	count  map[string]float64
	total  float64
	forms  []form // sorted by text
	byFold map[string]int
}

// form is a folded form with the words that fold to it, the most frequent first.
type form struct {
	text    string
	letters uint32 // a bit for each of a to z that it has
	terms   []reading
}

// lexiconOf keeps the lexicon of one view, made when it is first asked for.
type lexiconOf struct {
	once sync.Once
	list *lexicon
}

func (v *view) lexicon() *lexicon {
	v.words.once.Do(func() { v.words.list = v.buildLexicon() })
	return v.words.list
}

func (v *view) buildLexicon() *lexicon {
	x := &lexicon{count: map[string]float64{}, byFold: map[string]int{}}
	for _, p := range v.parts {
		for _, t := range p.terms {
			if len(t.term) <= maxWordBytes {
				x.count[t.term] += float64(t.count)
			}
		}
	}
	for term, n := range x.count {
		x.total += n
		folded := vietnamese.Fold(term)
		i, ok := x.byFold[folded]
		if !ok {
			i = len(x.forms)
			x.byFold[folded] = i
			x.forms = append(x.forms, form{text: folded, letters: lettersOf(folded)})
		}
		x.forms[i].terms = append(x.forms[i].terms, reading{term, n})
	}
	for i := range x.forms {
		slices.SortFunc(x.forms[i].terms, func(a, b reading) int {
			return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.term, b.term))
		})
	}
	slices.SortFunc(x.forms, func(a, b form) int { return cmp.Compare(a.text, b.text) })
	for i := range x.forms {
		x.byFold[x.forms[i].text] = i
	}
	return x
}

// maxWordBytes bounds the words that can be suggested; longer ones are not
// words but what an extraction has glued together.
const maxWordBytes = 32

// share is the part of all occurrences that are the word's. One that none has
// counts as a tenth of one.
func (x *lexicon) share(term string) float64 {
	return max(x.count[term], .1) / max(x.total, 1)
}

// readings are the words that fold to a form.
func (x *lexicon) readings(folded string) []reading {
	if i, ok := x.byFold[folded]; ok {
		return x.forms[i].terms
	}
	return nil
}

// near calls yield with the forms that are at most the given number of edits
// from a folded word: letters dropped, added, changed, or two that changed
// places.
func (x *lexicon) near(folded string, most int, yield func(*form)) {
	letters, n := lettersOf(folded), utf8.RuneCountInString(folded)
	var d edits
	for i := range x.forms {
		f := &x.forms[i]
		// An edit changes at most two letters of the set and one of the length.
		if bits.OnesCount32(letters^f.letters) > 2*most || len(f.text) > len(folded)+most || len(f.text) < n-most {
			continue
		}
		if d.between(folded, f.text, most) <= most {
			yield(f)
		}
	}
}

func lettersOf(folded string) (set uint32) {
	for i := range len(folded) {
		if c := folded[i] - 'a'; c < 26 {
			set |= 1 << c
		}
	}
	return set
}

// edits counts the edits between folded words, keeping its rows from one to the
// next.
type edits struct{ rows [3][]int }

// between gives the number of edits, or more than most as soon as it is known to
// be.
func (d *edits) between(a, b string, most int) int {
	for i := range d.rows {
		d.rows[i] = slices.Grow(d.rows[i][:0], len(b)+1)[:len(b)+1]
	}
	before, last, row := d.rows[0], d.rows[1], d.rows[2]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// slip is how unlikely a typist is to make typed of meant, as the negative
// logarithm of a chance, from 0 for the same word. The figures are of the right
// order, not measured: a wrong or missing tone is likelier than a key beside the
// right one, and that than any other letter.
func slip(typed, meant string) float64 {
	if typed == meant {
		return 0
	}
	a, toneA := untoned(typed)
	b, toneB := untoned(meant)
	cost := 2.5
	switch {
	case toneA == toneB:
	case toneA == vietnamese.Ngang, isHoiNga(toneA) && isHoiNga(toneB):
		cost += .8
	default:
		cost += 1.5
	}
	return cost + slipOfLetters(a, b)
}

func isHoiNga(t vietnamese.Tone) bool { return t == vietnamese.Hoi || t == vietnamese.Nga }

func slipOfLetters(a, b []rune) float64 {
	rows := [3][]float64{make([]float64, len(b)+1), make([]float64, len(b)+1), make([]float64, len(b)+1)}
	before, last, row := rows[0], rows[1], rows[2]
	for j := 1; j <= len(b); j++ {
		last[j] = last[j-1] + dropped(b, j-1)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = last[0] + added(a, i-1)
		for j := 1; j <= len(b); j++ {
			v := last[j-1] + changed(a[i-1], b[j-1])
			v = math.Min(v, last[j]+added(a, i-1))
			v = math.Min(v, row[j-1]+dropped(b, j-1))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] && a[i-1] != a[i-2] {
				v = math.Min(v, before[j-2]+2)
			}
			row[j] = v
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// added is the cost of the letter i of a that should not be there, less for one
// that was struck twice; dropped that of one that is missing.
func added(a []rune, i int) float64 {
	if i > 0 && a[i] == a[i-1] {
		return 1.5
	}
	if i > 0 && beside(a[i], a[i-1]) || i+1 < len(a) && beside(a[i], a[i+1]) {
		return 2
	}
	return 3
}

func dropped(b []rune, i int) float64 { return 2.5 }

func changed(typed, meant rune) float64 {
	if typed == meant {
		return 0
	}
	x, y := plainLetter(typed), plainLetter(meant)
	switch {
	case x == y && typed == x: // the mark is missing
		return .8
	case x == y:
		return 1.2
	case x == 'i' && y == 'y', x == 'y' && y == 'i', x == 's' && y == 'x', x == 'x' && y == 's', x == 'l' && y == 'n', x == 'n' && y == 'l':
		return 1.5 // said alike
	case beside(typed, meant):
		return 2
	}
	return 4
}

// keyboard is the letters by their places, each row half a key to the right of
// the one above, so that the keys beside are those at most one place away.
var keyboard = [3]string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

var besideKeys = func() (set [26]uint32) {
	type place struct{ x, y float64 }
	at := map[byte]place{}
	for y, row := range keyboard {
		for x := range len(row) {
			at[row[x]] = place{float64(x) + .5*float64(y), float64(y)}
		}
	}
	for a, p := range at {
		for b, q := range at {
			if a != b && math.Abs(p.x-q.x) <= 1 && math.Abs(p.y-q.y) <= 1 {
				set[a-'a'] |= 1 << (b - 'a')
			}
		}
	}
	return set
}()

// beside tells whether two letters are neighbours on the keyboard.
func beside(a, b rune) bool {
	x, y := plainLetter(a), plainLetter(b)
	return x >= 'a' && x <= 'z' && y >= 'a' && y <= 'z' && besideKeys[x-'a']>>(y-'a')&1 != 0
}

func plainLetter(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	f, _ := utf8.DecodeRuneInString(vietnamese.Fold(string(r)))
	return f
}

// untoned takes the tone off a word: the mark may stand over another letter
// without being another.
func untoned(word string) (letters []rune, tone vietnamese.Tone) {
	for _, r := range word {
		if r >= utf8.RuneSelf {
			if base, t := vietnamese.SplitTone(r); t != vietnamese.Ngang {
				r, tone = base, t
			}
		}
		letters = append(letters, r)
	}
	return letters, tone
}
