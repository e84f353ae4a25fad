package check

// Words is a stretch of two writings that are compared word by word: what only
// the draft has, what only the other has, or both.
type Words struct {
	Text string
	Only Side
}

// Side says which of two writings has some words.
type Side int8

// The sides.
const (
	Both Side = iota
	OnlyDraft
	OnlyOfficial
)

// Compare aligns a cited title with the official one, word by word and in the
// order of the official. Words are the same that differ in letter case, tone
// placement or spacing; both are then shown as the draft has them. What the
// draft goes on with behind the title is left out, and so are the linking words
// before titles and what is no difference in them (see titleWords).
func Compare(cited, official string) []Words {
	t := compareTitles(titleWords(cited, 0), titleWords(official, 0))
	if len(t.cited) == 0 || len(t.official) == 0 {
		return nil
	}
	var out []Words
	add := func(text string, only Side) {
		if text = oneLine(text); text != "" {
			out = append(out, Words{text, only})
		}
	}
	i := 0
	for _, ch := range t.changes {
		if ch.i > i {
			add(cited[t.cited[i].start:t.cited[ch.i-1].end], Both)
		}
		if ch.i < ch.j && !(ch.k == ch.l && ch.j == len(t.cited) && ch.l == len(t.official)) {
			add(cited[t.cited[ch.i].start:t.cited[ch.j-1].end], OnlyDraft)
		}
		if ch.k < ch.l {
			add(official[t.official[ch.k].start:t.official[ch.l-1].end], OnlyOfficial)
		}
		i = ch.j
	}
	if i < len(t.cited) {
		add(cited[t.cited[i].start:t.cited[len(t.cited)-1].end], Both)
	}
	return out
}
