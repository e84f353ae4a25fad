package document

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

//go:embed names.txt
var namesFile string

// properNames finds, by the folded first word, the names that keep their
// capitals, as words, the longest first.
var properNames = readNames(namesFile)

func readNames(file string) map[string][][]string {
	m := map[string][][]string{}
	for l := range strings.Lines(file) {
		if l = strings.TrimSpace(l); l == "" || l[0] == '#' {
			continue
		}
		words := strings.Fields(l)
		first := nameKey(words[0])
		m[first] = append(m[first], words)
	}
	for _, names := range m {
		slices.SortStableFunc(names, func(a, b []string) int { return len(b) - len(a) })
	}
	return m
}

// wholeNames finds a name of the table by all its words, dashes aside.
var wholeNames = func() map[string]string {
	m := map[string]string{}
	for _, names := range properNames {
		for _, words := range names {
			name := strings.Join(words, " ")
			m[undashed(name)] = name
		}
	}
	return m
}()

func undashed(s string) string {
	words := strings.Fields(vietnamese.Lower(s))
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "-" || w == "–" }), " ")
}

// nameKey is the form in which two spellings of a word are equal: lower case,
// one tone placement, without the punctuation around it.
func nameKey(word string) string { return vietnamese.Lower(trimPunct(word)) }

const punctuation = `.,;:()"“”'‘’«»[]`

func trimPunct(s string) string { return strings.Trim(s, punctuation) }

// casing turns headings in capitals to sentence case with the capitals of
// names: those of the table, and those that the document itself shows where it
// writes the same words in small letters.
type casing struct{ text string }

// sentence writes a line in capitals in sentence case. Other lines stay as they
// are.
func (c casing) sentence(s string) string {
	if !upperCase(s) {
		return s
	}
	if own := c.ownWriting(s); own != "" {
		return capital(own)
	}
	return capital(lowerWithNames(s, false))
}

// body writes the name of a body: what follows a word like Tỉnh ủy, xã or
// trường is a name although no table knows it.
func (c casing) body(s string) string {
	if name := wholeNames[undashed(s)]; name != "" {
		return capital(name) // also where a line break swallowed the dash of "Lao động - Thương binh"
	}
	if !upperCase(s) {
		return s
	}
	if own := c.ownWriting(s); own != "" {
		return capital(own)
	}
	return capital(lowerWithNames(s, true))
}

// known reports that the whole of s is a name of the table.
func known(s string) bool { return wholeNames[undashed(s)] != "" }

// ownWriting finds the words of s in the text in small letters and gives them as
// they stand there; "" where they stand nowhere, or only in capitals.
func (c casing) ownWriting(s string) string {
	const most = 48 << 10 // bytes; a heading that the text repeats is repeated early
	words := strings.Fields(s)
	if len(words) < 2 || len(s) > 600 {
		return ""
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	find, err := regexp.Compile(`(?i)` + strings.Join(words, `\s+`))
	if err != nil {
		return ""
	}
	text := c.text[:min(len(c.text), most)]
	for _, m := range find.FindAllStringIndex(text, 8) {
		found := strings.Join(strings.Fields(text[m[0]:m[1]]), " ")
		if mostlySmall(found) && !startsSentence(text, m[0]) {
			return found
		}
	}
	return ""
}

func mostlySmall(s string) bool {
	small, big := 0, 0
	for _, r := range s {
		if unicode.IsLower(r) {
			small++
		} else if unicode.IsUpper(r) {
			big++
		}
	}
	return small > 2*big
}

// startsSentence reports that the byte before at ends a sentence or a line, so
// that the capital there may be the sentence's.
func startsSentence(text string, at int) bool {
	before := strings.TrimRight(text[:at], " \t")
	return before == "" || strings.HasSuffix(before, ".") || strings.HasSuffix(before, "\n\n")
}

var (
	romanWord  = regexp.MustCompile(`^[IVXLC]+$`)
	beforeRoma = map[string]bool{"khóa": true, "thứ": true, "chương": true, "phần": true, "hạng": true, "loại": true, "nhóm": true, "cấp": true, "lục": true,
		"mục": true, "quý": true, "đoạn": true, "hội": true}
	// lawWords head the names of laws, whose first letter is a capital.
	lawWords   = map[string]bool{"luật": true, "pháp lệnh": true, "bộ luật": true}
	notLawName = map[string]bool{"sư": true, "pháp": true, "định": true, "này": true, "có": true, "được": true, "và": true, "của": true, "sửa": true}
	// placeWords stand before the name of a place or of an institution.
	placeWords = map[string]bool{"tỉnh": true, "huyện": true, "quận": true, "xã": true, "phường": true, "thôn": true, "bản": true, "ấp": true, "trấn": true,
		"khu": true, "phố": true, "ủy": true, "bộ": true, "thị": true}
)

// lowerWithNames lowers a line in capitals except for names, numbers of
// documents, abbreviations and Roman numerals. With places, the words after a
// word like "xã" are a name to the end.
func lowerWithNames(s string, places bool) string {
	words := strings.Fields(s)
	out := make([]string, 0, len(words))
	for i := 0; i < len(words); {
		if name := longestName(words[i:]); name != nil {
			for j, n := range name {
				out = append(out, withPunct(words[i+j], n))
			}
			i += len(name)
			if places && namesPlace(name) && i < len(words) && !lowerAfterHead[nameKey(words[i])] && longestName(words[i:]) == nil {
				for ; i < len(words); i++ {
					out = append(out, titled(words[i]))
				}
			}
			continue
		}
		w := words[i]
		low := strings.ToLower(w)
		prev := ""
		if len(out) > 0 {
			prev = strings.ToLower(trimPunct(out[len(out)-1]))
		}
		bare := trimPunct(w)
		switch {
		case strings.ContainsAny(w, "/0123456789"), !vietnamese.IsSyllable(strings.ToLower(bare)) && len(bare) > 1 && !strings.ContainsAny(bare, "-–"):
			out = append(out, w) // a number, an abbreviation
		case romanWord.MatchString(bare) && (beforeRoma[prev] || !vietnamese.IsSyllable(strings.ToLower(bare))):
			out = append(out, w)
		case lawWords[low] && i+1 < len(words) && !notLawName[strings.ToLower(trimPunct(words[i+1]))]:
			if prev == "bộ" {
				out[len(out)-1] = "Bộ"
				out = append(out, low)
			} else {
				out = append(out, capital(low))
			}
			if i+1 < len(words) && longestName(words[i+1:]) == nil {
				out = append(out, capital(strings.ToLower(words[i+1])))
				i++
			}
		case places && placeWords[prev] && !lowerAfterHead[low] && len(out) > 1:
			out = append(out, titled(w))
			for i+1 < len(words) {
				i++
				out = append(out, titled(words[i]))
			}
		case places && departments[prev] && low != "và" && low != "của":
			out = append(out, capital(low))
		default:
			out = append(out, low)
		}
		i++
	}
	return strings.Join(out, " ")
}

// departments are heads of names whose next word has a capital: Tổng cục Hậu cần.
var departments = map[string]bool{"cục": true, "vụ": true, "sở": true}

// numbered are the words of types before the number of a cited document.
var numbered = regexp.MustCompile(`(^|\s)(thông tư|nghị định|nghị quyết|quyết định|chỉ thị|kết luận|quy định|hướng dẫn|kế hoạch|pháp lệnh|luật|đề án)( liên tịch)? số `)

// citedTypes gives the types of cited documents in a title that stood in capitals
// theirs again: "Thông tư số 67/2019/TT-BCA".
func citedTypes(s string) string {
	return numbered.ReplaceAllStringFunc(s, func(m string) string {
		trimmed := strings.TrimLeft(m, " ")
		return m[:len(m)-len(trimmed)] + capital(trimmed)
	})
}

// ownPlaces gives the names of places that the header writes their capitals in a
// title that stood in capitals.
func ownPlaces(s string, names ...string) string {
	for _, n := range names {
		if len(strings.Fields(n)) < 2 { // a word alone may be a word
			continue
		}
		if find, err := regexp.Compile(`(^|[\s(])(?i:` + regexp.QuoteMeta(n) + `)($|[\s,.;)])`); err == nil {
			s = find.ReplaceAllString(s, "${1}"+strings.ReplaceAll(n, "$", "")+"${2}")
		}
	}
	return s
}

// lowerAfterHead are words after a head that are no names: Ủy ban nhân dân
// tỉnh, Đảng ủy xã.
var lowerAfterHead = map[string]bool{"tỉnh": true, "thành": true, "huyện": true, "quận": true, "xã": true, "phường": true, "thị": true, "đặc": true, "cơ": true,
	"các": true, "khối": true, "và": true, "của": true, "nhân": true, "trường": true, "công": true, "quân": true, "sở": true, "thôn": true, "ban": true, "tổ": true,
	"văn": true, "cục": true, "vụ": true, "bộ": true, "chi": true, "đảng": true, "khu": true, "trung": true, "viện": true}

// namesPlace reports a head whose next words are a place's own name.
func namesPlace(name []string) bool {
	last := strings.ToLower(name[len(name)-1])
	return last == "ủy" || placeWords[last] && last != "bộ"
}

func longestName(words []string) []string {
	for _, name := range properNames[nameKey(words[0])] {
		if len(name) > len(words) {
			continue
		}
		ok := true
		for j := 1; j < len(name) && ok; j++ {
			ok = nameKey(words[j]) == nameKey(name[j])
			if j < len(name)-1 && strings.HasSuffix(words[j], ",") != strings.HasSuffix(name[j], ",") {
				ok = false
			}
		}
		if ok {
			return name
		}
	}
	return nil
}

// withPunct gives word's letters as the name writes them, keeping its own tone
// placement and the punctuation around it.
func withPunct(word, name string) string {
	bare := trimPunct(word)
	if bare == "" {
		return word
	}
	i := strings.Index(word, bare)
	low := strings.ToLower(bare)
	switch first, _ := utf8.DecodeRuneInString(name); {
	case upperCase(name) && utf8.RuneCountInString(name) > 1:
		low = bare
	case unicode.IsUpper(first):
		low = capital(low)
	}
	return word[:i] + low + word[i+len(bare):]
}

func titled(w string) string {
	if strings.ContainsAny(w, "/0123456789") || romanWord.MatchString(w) && !vietnamese.IsSyllable(strings.ToLower(w)) {
		return w
	}
	return capital(strings.ToLower(w))
}

// capital makes the first letter of s a capital.
func capital(s string) string {
	for i, r := range s {
		if unicode.IsLetter(r) {
			return s[:i] + string(unicode.ToUpper(r)) + s[i+utf8.RuneLen(r):]
		}
		if unicode.IsDigit(r) {
			break
		}
	}
	return s
}
