package words

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a user lexicon.
const (
	MaxUserEntries   = 100_000
	MaxUserBytes     = 8 << 20
	MaxUserSyllables = maxEntry
)

// A LexiconError tells what is wrong with a line of a user lexicon.
type LexiconError struct {
	Line   int // 1 is the first
	Reason LexiconReason
}

// LexiconReason is why a line of a user lexicon was refused.
type LexiconReason string

const (
	ReasonEncoding  LexiconReason = "not UTF-8"
	ReasonControl   LexiconReason = "control character"
	ReasonLetters   LexiconReason = "no letter"
	ReasonSyllables LexiconReason = "fewer than 2 or more than 7 syllables"
	ReasonEntries   LexiconReason = "more than 100000 entries"
	ReasonBytes     LexiconReason = "more than 8 MB"
	ReasonLine      LexiconReason = "line longer than 64 KB"
)

func (e *LexiconError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// WithLexicon is s with a user's lexicon: a headword a line, two to seven syllables separated by spaces; an empty line and what
// follows a # are left out. An entry is always one word where it occurs: of entries that overlap the one that starts
// first wins, and of those the longest. It replaces the user lexicon that s had. A bad line is a
// *LexiconError with its number, and nothing is taken from the file.
func (s *Segmenter) WithLexicon(r io.Reader) (*Segmenter, error) {
	sc := bufio.NewScanner(r)
	var terms []string
	sequences := 0
	line, size := 0, 0
	for sc.Scan() {
		line++
		size += len(sc.Bytes()) + 1
		if size > MaxUserBytes {
			return nil, &LexiconError{line, ReasonBytes}
		}
		text := sc.Text()
		if line == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		text, _, _ = strings.Cut(text, "#")
		if !utf8.ValidString(text) {
			return nil, &LexiconError{line, ReasonEncoding}
		}
		f := strings.Fields(text)
		if len(f) == 0 {
			continue
		}
		term := strings.Join(f, " ")
		switch {
		case strings.ContainsFunc(term, unicode.IsControl):
			return nil, &LexiconError{line, ReasonControl}
		case !strings.ContainsFunc(term, unicode.IsLetter):
			return nil, &LexiconError{line, ReasonLetters}
		case len(f) < 2 || len(f) > MaxUserSyllables:
			return nil, &LexiconError{line, ReasonSyllables}
		case len(terms) == MaxUserEntries:
			return nil, &LexiconError{line, ReasonEntries}
		}
		terms = append(terms, term)
		sequences += len(f)
	}
	if err := sc.Err(); err == bufio.ErrTooLong {
		return nil, &LexiconError{line + 1, ReasonLine}
	} else if err != nil {
		return nil, fmt.Errorf("reading the lexicon after line %d: %w", line, err)
	}
	user := newLexicon(sequences)
	for _, t := range terms {
		user.add(t, markHeadword)
	}
	c := *s
	c.user = user
	return &c, nil
}

// What the user's lexicon says of a gap.
const (
	undecided = iota
	forceJoin
	forceSplit
)

// force finds the user's entries and fixes the gaps inside and on both sides of them. q is prepared.
func (q *Sentence) force(user *lexicon) {
	n := q.n()
	q.forced = resize(q.forced, n)
	clear(q.forced)
	user.match(q.syl[padding:padding+n], q.matches)
	for i := 0; i < n; {
		l := longest(q.matches[i].headword)
		if l > 1 {
			if i > 0 {
				q.forced[i-1] = forceSplit
			}
			for k := i; k < i+l-1; k++ {
				q.forced[k] = forceJoin
			}
			q.forced[i+l-1] = forceSplit
		}
		i += l
	}
}
