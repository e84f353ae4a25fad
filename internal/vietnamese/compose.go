package vietnamese

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// composeUnits brings units into NFC, after putting the marks of Vietnamese
// vowels into the order that composes: first the mark that makes the letter
// (circumflex, breve, horn), then the tone.
//
// The result takes the place of the units.
func composeUnits(units []unit) []unit {
	out := units[:0]
	for i := 0; i < len(units); {
		j := i + 1
		for j < len(units) && continues(units[j].r) {
			j++
		}
		cluster := units[i:j]
		if len(cluster) == 1 && classOf(cluster[0].r) != other {
			out = append(out, cluster[0])
		} else if l, ok := vietnameseCluster(cluster); ok {
			out = append(out, unit{l.rune(), cluster[0].at})
		} else {
			composed := composeCluster(cluster)
			if len(out)+len(composed) > j { // would run into what is not read yet
				units = append([]unit(nil), units[j:]...)
				j = 0
			}
			out = append(out, composed...)
		}
		i = j
	}
	return out
}

// continues reports whether r may compose with or reorder against what stands
// before it.
func continues(r rune) bool {
	if classOf(r) != other {
		return false
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	return !norm.NFC.Properties(b[:n]).BoundaryBefore()
}

// composeCluster is the cluster in NFC.
func composeCluster(cluster []unit) []unit {
	var text []byte
	for _, u := range cluster {
		text = utf8.AppendRune(text, u.r)
	}
	out := make([]unit, 0, len(cluster))
	for _, r := range string(norm.NFC.Bytes(text)) {
		out = append(out, unit{r, cluster[min(len(out), len(cluster)-1)].at})
	}
	return out
}

// vietnameseCluster reads a vowel and its marks, in any order, as one letter.
func vietnameseCluster(cluster []unit) (letter, bool) {
	l := letterOf(cluster[0].r)
	if !l.vowel() {
		return 0, false
	}
	code, tone := l.code(), l.tone()
	for _, u := range cluster[1:] {
		if t := toneOfMark(u.r); t != Ngang {
			if tone != Ngang {
				return 0, false
			}
			tone = t
			continue
		}
		code = markedVowel(code, u.r)
		if code == 0 {
			return 0, false
		}
	}
	return letter(code) | letter(tone)<<toneShift | l&upperBit, true
}

func toneOfMark(r rune) Tone {
	switch r {
	case 0x300, 0x340:
		return Huyen
	case 0x309:
		return Hoi
	case 0x303:
		return Nga
	case 0x301, 0x341:
		return Sac
	case 0x323:
		return Nang
	}
	return Ngang
}

// markedVowel is the letter that a combining circumflex, breve or horn makes
// of a plain vowel, 0 if none.
func markedVowel(code uint32, mark rune) uint32 {
	switch {
	case mark == 0x302 && code == codeA:
		return codeACirc
	case mark == 0x302 && code == codeE:
		return codeECirc
	case mark == 0x302 && code == codeO:
		return codeOCirc
	case mark == 0x306 && code == codeA:
		return codeABrv
	case mark == 0x31B && code == codeO:
		return codeOHorn
	case mark == 0x31B && code == codeU:
		return codeUHorn
	}
	return 0
}
