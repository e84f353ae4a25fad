package legacy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// candidates of bytes that were read as Latin-1, in the order of how common
// they are in archives: a later one must be better to win. TCVN5712 is not
// among them: apart from its capitals it is TCVN3, and those stand where
// Windows has its quotes.
var candidates = [...]Encoding{TCVN3, VNI, VISCII, Windows1258}

// What it takes to call a text legacy. A word with marks is broken if it is
// no syllable as it stands, and fixed if it then is one in the candidate.
const (
	sampleBytes   = 1 << 15 // look at no more than this
	wellShare     = 0.9     // of words that are syllables as they stand: look no further
	leastShare    = 0.75    // of words with marks that are syllables in the candidate
	leastFixed    = 0.75    // of broken words that are fixed
	mostLost      = 0.25    // syllables lost for each word fixed
	leastWords    = 2       // different words fixed
	leastEvidence = 3       // of them, counting words with signs inside thrice
	leastCodes    = 3       // different characters beyond ASCII in them, or a sign: på, så, nå have one
	manyPlain     = 8       // from so many ASCII words on,
	leastPlain    = 0.4     // this share must be syllables, too
)

// Detect names the encoding of b from its bytes alone. The confidence is the
// share of words with marks that are Vietnamese syllables in that encoding,
// less what a small number of them leaves open; for bytes without Vietnamese
// it is 0. Valid UTF-8 is Unicode, whatever it may spell, unless it is ASCII
// that reads as VIQR.
func Detect(b []byte) (Encoding, float64) {
	if len(b) > sampleBytes {
		b = b[:sampleBytes]
		for k := 0; k < utf8.UTFMax && len(b) > 0; k++ { // a rune cut in two
			if r, size := utf8.DecodeLastRune(b); r != utf8.RuneError || size > 1 {
				break
			}
			b = b[:len(b)-1]
		}
	}
	if utf8.Valid(b) {
		if asciiOnly(string(b)) {
			return detectVIQR(string(b))
		}
		words, valid := unicodeWords(string(b))
		if words == 0 {
			return Unicode, 0
		}
		return Unicode, confidence(valid, words)
	}
	return DetectText(string(windows1252(b)))
}

// DetectText names the encoding behind a text whose bytes were read as
// Latin-1 or Windows-1252, or Unicode if the text is well as it is. The
// confidence is that of Detect.
func DetectText(s string) (Encoding, float64) {
	if len(s) > sampleBytes {
		s = strings.ToValidUTF8(s[:sampleBytes], "")
	}
	if asciiOnly(s) {
		return detectVIQR(s)
	}
	words, valid := unicodeWords(s)
	best, bestShare, sure := Unicode, 0.0, 0.0
	if words > 0 {
		sure = confidence(valid, words)
	}
	if words > 0 && float64(valid) > wellShare*float64(words) {
		return best, sure
	}
	plain, plainValid := plainWords(s)
	if plain >= manyPlain && float64(plainValid) < leastPlain*float64(plain) {
		return best, sure
	}
	for _, enc := range candidates {
		t := weigh(enc, s)
		if share := t.share(); t.convincing() && share > bestShare {
			best, bestShare, sure = enc, share, confidence(t.valid, t.words)
		}
	}
	return best, sure
}

// confidence is the share of valid words, drawn towards 0 where there are
// few.
func confidence(valid, words int) float64 { return float64(valid) / (float64(words) + 1) }

// unicodeWords counts the words with letters beyond ASCII, or with signs
// inside that are letters in TCVN3, and those of them that are syllables.
func unicodeWords(s string) (words, valid int) {
	eachWord(s, func(r rune) bool { return unicode.IsMark(r) || codeRune(TCVN3, r) }, func(w string) {
		w = bare(w)
		if utf8.RuneCountInString(w) < 2 && !asciiOrLetter(w) {
			return
		}
		words++
		if vietnameseWord(vietnamese.Normalize(w)) {
			valid++
		}
	})
	return words, valid
}

// plainWords counts the ASCII words of two letters and more, and those that
// are syllables. Text in a legacy encoding is full of them: theo, cho, nam.
func plainWords(s string) (words, valid int) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r < utf8.RuneSelf && !asciiLetter(r) }) {
		if len(w) < 2 || !asciiOnly(w) {
			continue
		}
		words++
		if vietnamese.IsSyllable(w) {
			valid++
		}
	}
	return words, valid
}

// eachWord calls f for the runs of letters that are not all ASCII.
func eachWord(s string, letter func(r rune) bool, f func(w string)) {
	start, plain := -1, true
	for i, r := range s {
		in := r < utf8.RuneSelf && asciiLetter(r) || r >= utf8.RuneSelf && letter(r)
		if in {
			if start < 0 {
				start, plain = i, true
			}
			plain = plain && r < utf8.RuneSelf
			continue
		}
		if start >= 0 && !plain {
			f(s[start:i])
		}
		start = -1
	}
	if start >= 0 && !plain {
		f(s[start:])
	}
}

func asciiLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// vietnameseWord reports a syllable, or an abbreviation in capitals such as
// NĐ and HĐND.
func vietnameseWord(w string) bool {
	if vietnamese.IsSyllable(w) {
		return true
	}
	if !strings.ContainsRune(w, 'Đ') || len(w) > 16 {
		return false
	}
	n := 0
	for _, r := range w {
		if r != 'Đ' && r != 'Ư' && (r < 'A' || r > 'Z') {
			return false
		}
		n++
	}
	return n > 1
}

// tally is what one candidate makes of a text.
type tally struct {
	words  int // runs with something beyond ASCII
	valid  int // of them, syllables in the candidate
	broken int // no syllables as they stand
	fixed  int // of the broken, syllables in the candidate
	lost   int // syllables as they stand, but not in the candidate

	distinct int // different fixed ones, up to 16
	evidence int // distinct, words with signs inside counted thrice
	codes    int // different characters beyond ASCII in the distinct ones, up to 8
}

func (t tally) share() float64 {
	if t.words == 0 {
		return 0
	}
	return float64(t.valid) / float64(t.words)
}

// better reports whether the words as a whole are better off.
func (t tally) better() bool {
	return t.share() >= leastShare && float64(t.fixed) >= leastFixed*float64(t.broken) &&
		t.fixed > 0 && float64(t.lost) <= mostLost*float64(t.fixed)
}

// convincing reports whether there also is enough to go by.
func (t tally) convincing() bool {
	return t.better() && t.distinct >= leastWords && t.evidence >= leastEvidence &&
		(t.codes >= leastCodes || t.evidence > t.distinct)
}

func weigh(enc Encoding, s string) tally {
	var t tally
	var seen [16]string
	var codes [8]rune
	eachWord(s, func(r rune) bool { return codeRune(enc, r) }, func(w string) {
		if utf8.RuneCountInString(w) < 2 && !asciiOrLetter(w) {
			return // a sign by itself: ©, §, °
		}
		t.words++
		asIs := vietnameseWord(vietnamese.Normalize(bare(w)))
		d, ok := decodeWord(enc, w)
		ok = ok && vietnameseWord(vietnamese.Normalize(d))
		if ok {
			t.valid++
		}
		if asIs {
			if !ok {
				t.lost++
			}
			return
		}
		t.broken++
		if !ok {
			return
		}
		t.fixed++
		if t.distinct == len(seen) || slices.Contains(seen[:t.distinct], d) {
			return
		}
		seen[t.distinct] = d
		t.distinct++
		t.evidence++
		if !asciiOrLetter(w) {
			t.evidence += 2
		}
		for _, r := range w {
			if r >= utf8.RuneSelf && t.codes < len(codes) && !slices.Contains(codes[:t.codes], r) {
				codes[t.codes] = r
				t.codes++
			}
		}
	})
	return t
}

// bare takes off what stands around words in Unicode text: «trích», tên®.
func bare(w string) string {
	return strings.TrimRight(strings.TrimLeft(w, "«"), "»®°·²³")
}

func asciiOrLetter(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) || r == 'µ' || r == 'ª' || r == 'º' {
			return false
		}
	}
	return true
}

// codeRune reports whether a rune beyond ASCII may stand for a letter of the
// encoding, or is a letter that spoils it.
func codeRune(enc Encoding, r rune) bool {
	c, ok := latinByte(r)
	if !ok {
		return unicode.IsLetter(r) || unicode.IsMark(r)
	}
	switch enc {
	case TCVN3, VISCII:
		return codepages[enc].decode[c] != 0 || unicode.IsLetter(r)
	case Windows1258:
		return c >= 0xC0 && c != 0xD7 && c != 0xF7
	}
	return unicode.IsLetter(r)
}

// decodeWord decodes one run; false if it holds what the encoding does not
// have.
func decodeWord(enc Encoding, w string) (string, bool) {
	b := make([]byte, 0, len(w))
	for _, r := range w {
		c, ok := latinByte(r)
		if !ok {
			return "", false
		}
		b = append(b, c)
	}
	return Decode(enc, b), true
}

// detectVIQR tells ASCII text with marks from ASCII text. Only the marks that
// no other writing puts inside words count as signs of VIQR; the tones look
// like the end of a sentence.
func detectVIQR(s string) (Encoding, float64) {
	words, valid, marked := 0, 0, 0
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		return r <= ' ' || strings.ContainsRune(`,;:!"/-_[]{}<>=|0123456789`, r)
	}) {
		w = strings.Trim(w, ")\\")
		if strings.IndexFunc(w, asciiLetter) < 0 {
			continue
		}
		words++
		d := decodeVIQR(w)
		if !vietnamese.IsSyllable(vietnamese.Normalize(d)) {
			d = decodeVIQR(strings.TrimRight(w, ".?'"))
		}
		if vietnamese.IsSyllable(vietnamese.Normalize(d)) {
			valid++
			if shaped(w) {
				marked++
			}
		}
	}
	if words == 0 || marked < leastWords || marked*6 < words || float64(valid) < leastShare*float64(words) {
		return Unicode, 0
	}
	return VIQR, confidence(valid, words)
}

// shaped reports a word with ^, ( or + after a vowel that takes it, or dd.
func shaped(w string) bool {
	for i := 1; i < len(w); i++ {
		if viqrShaped(w[i-1], w[i]) || w[i]|0x20 == 'd' && w[i-1]|0x20 == 'd' {
			return true
		}
	}
	return false
}
