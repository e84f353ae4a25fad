package vietnamese

// spelling is one entry of the table of all toneless syllables that the
// spelling allows: its packed letters, and what is known of
// them. Fewer than 4,000 of 8,192 places are taken.
//
//	bits 0–41   the packed letters, mark bits clear
//	bits 42–44  letter that bears the mark in the old placement
//	bits 45–47  the same in the new placement
//	bits 48–49  letters of the onset; for gì, whose i is in both, 2
//	bits 50–57  index of the rhyme
//	bits 58–63  tones it may have
type spelling uint64

const spellBits = 13

var (
	spellings  [1 << spellBits]spelling
	rhymeTexts []string
)

// maxSyllable is the number of letters of the longest syllable, nghiêng.
const maxSyllable = 7

func (e spelling) letters() uint64 { return uint64(e) & packedMask }
func (e spelling) oldMark() int    { return int(e >> 42 & 7) }
func (e spelling) newMark() int    { return int(e >> 45 & 7) }
func (e spelling) onset() int      { return int(e >> 48 & 3) }
func (e spelling) rhyme() string   { return rhymeTexts[e>>50&0xFF] }
func (e spelling) tones() tones    { return tones(e >> 58) }

func spellSlot(letters uint64) uint64 { return letters * 0x9E3779B97F4A7C15 >> (64 - spellBits) }

// findSpelling returns the entry of the packed letters, 0 if there is none.
func findSpelling(letters uint64) spelling {
	for slot := spellSlot(letters); ; slot = (slot + 1) % (1 << spellBits) {
		e := spellings[slot]
		if e == 0 || e.letters() == letters {
			return e
		}
	}
}

// addSpelling enters onset and rhyme unless their letters are there already:
// gia is gi and a, not g and ia.
func addSpelling(onset, rhyme string, flags rhymeFlag) {
	set := allTones
	if flags&stopFinal != 0 {
		set = stopTones
	}
	text := onset + rhyme
	if onset == "gi" && rhyme[0] == 'i' {
		text = "g" + rhyme
	}
	addEntry(onset, rhyme, text, set)
}

func addEntry(onset, rhyme, text string, set tones) {
	letters, n := packLetters(text)
	if findSpelling(letters) != 0 {
		return
	}
	_, inRhyme := packLetters(rhyme)
	_, inOnset := packLetters(onset)
	start := n - inRhyme
	slot := spellSlot(letters)
	for spellings[slot] != 0 {
		slot = (slot + 1) % (1 << spellBits)
	}
	spellings[slot] = spelling(letters) |
		spelling(start+markIndex(rhyme))<<42 |
		spelling(start+newMarkIndex(rhyme))<<45 |
		spelling(inOnset)<<48 |
		spelling(rhymeIndex(rhyme))<<50 |
		spelling(set)<<58
}

func rhymeIndex(rhyme string) int {
	for i := len(rhymeTexts) - 1; i >= 0; i-- { // mostly the last
		if rhymeTexts[i] == rhyme {
			return i
		}
	}
	rhymeTexts = append(rhymeTexts, rhyme)
	return len(rhymeTexts) - 1
}

func packLetters(s string) (letters uint64, n int) {
	for _, r := range s {
		letters = letters<<letterBits | uint64(letterOf(r).code())
		n++
	}
	return letters, n
}
