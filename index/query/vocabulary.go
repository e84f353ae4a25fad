package query

import (
	"slices"
	"strings"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// Vocabulary is the values that filters can have: what they are called, and what
// they are for the caller. The zero value and nil know only those of toàn văn.
// It may be used by many goroutines once it is filled.
type Vocabulary struct {
	values map[Name]map[string][]string // by plain name
	names  map[Name][]string            // plain names with a space at both ends, for values found by a part
}

// Add enters a value of a field with the names it is typed by. The values of cơ
// quan are also found by some of the words of a name in a row.
func (v *Vocabulary) Add(f Name, value string, names ...string) {
	if v.values == nil {
		v.values, v.names = map[Name]map[string][]string{}, map[Name][]string{}
	}
	if v.values[f] == nil {
		v.values[f] = map[string][]string{}
	}
	for _, name := range names {
		key := plain(name)
		if key == "" {
			continue
		}
		have := v.values[f][key]
		if !slices.Contains(have, value) {
			v.values[f][key] = append(have, value)
		}
		if have == nil && f == Issuer {
			v.names[f] = append(v.names[f], " "+key+" ")
		}
	}
}

// plain is a name as words without marks.
func plain(s string) string { return strings.Join(plainWords(s), " ") }

func plainWords(s string) (words []string) {
	tokens := vi.Scan(s)
	for i := 0; i < len(tokens); i++ {
		words = append(words, vietnamese.Fold(tokens[i].Text))
		if tokens[i].Compound() {
			i += tokens[i].Span
		}
	}
	return words
}

// held are the values of toàn văn.
var held = map[string][]string{
	"co": {"true"}, "co toan van": {"true"}, "da co": {"true"}, "du": {"true"}, "true": {"true"},
	"khong": {"false"}, "chua": {"false"}, "chua co": {"false"}, "khong co": {"false"}, "chua co toan van": {"false"}, "false": {"false"},
}

// maxValueWords bounds the words of a value that are looked at.
const maxValueWords = 16

// match finds the longest head of words that names values of a field, and how
// many words it has.
func (v *Vocabulary) match(f Name, words []string) (values []string, n int) {
	for n = min(len(words), maxValueWords); n > 0; n-- {
		if values = v.find(f, strings.Join(words[:n], " ")); values != nil {
			return values, n
		}
	}
	return nil, 0
}

// matchList finds the longest list of values, with commas between, at the head of
// a text, of which the words and the bytes where they end are given: "nghị quyết,
// chỉ thị". It gives the bytes that the list takes.
func (v *Vocabulary) matchList(f Name, text string, words []string, endsAt []int) (values []string, end int) {
	for at := 0; at < len(words); {
		if at > 0 && !strings.HasPrefix(strings.TrimLeft(text[end:], " "), ",") {
			break
		}
		more, n := v.match(f, words[at:])
		if n == 0 {
			break
		}
		for _, m := range more {
			if !slices.Contains(values, m) {
				values = append(values, m)
			}
		}
		at += n
		end = endsAt[at-1]
	}
	return values, end
}

func (v *Vocabulary) find(f Name, key string) (values []string) {
	if f == Held {
		return held[key]
	}
	if v == nil {
		return nil
	}
	if values = v.values[f][key]; values != nil {
		return values
	}
	if f != Issuer || len(key) < 3 {
		return nil
	}
	for _, name := range v.names[f] {
		if strings.Contains(name, " "+key+" ") {
			for _, value := range v.values[f][strings.TrimSpace(name)] {
				if !slices.Contains(values, value) {
					values = append(values, value)
				}
			}
		}
	}
	return values
}
