package vietnamese

import "strings"

// The rhyme system of the standard language: every rhyme that a syllable may
// have, in spelling, and what may stand before it. Sources: Đoàn Thiện Thuật,
// Ngữ âm tiếng Việt (1977); Hoàng Phê (ed.), Từ điển vần (1996); loan rhymes
// (oong, ooc, uyn, uyp) as those dictionaries admit them.

// rhymeFlag says where a rhyme may stand.
type rhymeFlag uint8

const (
	stopFinal rhymeFlag = 1 << iota // ends in p, t, c, ch: tones sắc and nặng only
	glide                           // begins with the glide written o or u: oa, oe, uê, uy, uâ, uơ
	zeroOnly                        // spelled so without an onset only: yên (but tiên)
	needOnset                       // spelled so with an onset only: tiên (but yên)
	loneY                           // y for i, which only some onsets take
)

// rhymes by flags common to a line. The letter that bears the tone follows
// from the letters (markIndex).
var rhymes = []struct {
	flags rhymeFlag
	list  string
}{
	{0, "a e ê i o ô ơ u ư"},
	{loneY, "y"},
	{0, "ai ay ây ao au âu eo êu iu oi ôi ơi ui ưi ưu ia ua ưa uôi ươi ươu"},
	{needOnset, "iêu iêm iên iêng"},
	{zeroOnly, "yêu yêm yên yêng"},
	{0, "am ăm âm em êm im om ôm ơm um ưm uôm ươm"},
	{0, "an ăn ân en ên in on ôn ơn un ưn uôn ươn"},
	{0, "ang ăng âng eng ong oong ông ung ưng uông ương"},
	{0, "anh ênh inh"},
	{glide, "oa oe uê uơ uy oai oay uây oao oeo uêu uya uyu"},
	{glide, "oam oăm oan oăn uân oen uyn uyên"},
	{glide, "oang oăng uâng oanh uênh uynh"},
	{stopFinal, "ap ăp âp ep êp ip op ôp ơp up ươp"},
	{stopFinal, "at ăt ât et êt it ot ôt ơt ut ưt uôt ươt"},
	{stopFinal, "ac ăc âc ec oc ooc ôc uc ưc uôc ươc"},
	{stopFinal, "ach êch ich"},
	{stopFinal | needOnset, "iêp iêt iêc"},
	{stopFinal | zeroOnly, "yêt"},
	{stopFinal | glide, "oap oăp oat oăt uât oet uyt uyêt uyp"},
	{stopFinal | glide, "oac oăc oach uêch uych"},
}

// quRhymes lists what may follow qu, whose u is the glide, so that the rhyme
// is what is left; ôc gives quốc.
const quRhymes = "a ai ay ây ao au am an ăn ân ang ăng âng anh ăm e eo en eng em ê êu ên ênh y ynh yên yu ya i inh iu ơ ơn ơi" +
	" at ăt ât ap ăp ac ăc ach et êt êch yt yêt ych it ich ôc"

// giRhymes lists the rhymes whose i is the i of gi as well: gì, gìn, giêng,
// giết. Before other rhymes the i belongs to the onset alone: gia, giờ.
const giRhymes = "i in it iêm iên iêng iêu iêc iêt iêp"

// onsets in the order of Vietnamese dictionaries; "" is none.
var onsets = []string{"", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
	"nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"}

// loneYOnsets take y for i: kỹ, lý, but not by or ngy.
const loneYOnsets = " h k l m n s t v d r th "

// labialGlides are the only syllables with a labial and a glide, all of them
// loans.
const labialGlides = " boa buyt buyp moay phuy poa puy voan voa vuy "

// irregular are official place names that keep a spelling of their own, with
// the tones they have: Bắc Kạn, Đắk (Đăk) Lắk, Đắk Nông, Mê Kông, Krông.
var irregular = []struct {
	onset, rhyme string
	tones        tones
}{
	{"k", "an", only(Nang)},
	{"đ", "ăk", only(Ngang) | only(Sac)},
	{"l", "ăk", only(Ngang) | only(Sac)},
	{"k", "ông", only(Ngang)},
	{"kr", "ông", only(Ngang)},
}

// tones is a set of tones.
type tones uint8

func only(t Tone) tones             { return 1 << t }
func (set tones) holds(t Tone) bool { return set>>t&1 != 0 }

const (
	allTones  tones = 1<<6 - 1
	stopTones       = 1<<Sac | 1<<Nang
)

func initSyllables() {
	for _, text := range strings.Fields(giRhymes) {
		addSpelling("gi", text, flagsOf(text))
	}
	for _, text := range strings.Fields(quRhymes) {
		addSpelling("qu", text, flagsOf(text))
	}
	for _, line := range rhymes {
		for _, text := range strings.Fields(line.list) {
			for _, onset := range onsets {
				if allowed(onset, text, line.flags) {
					addSpelling(onset, text, line.flags)
				}
			}
		}
	}
	for _, name := range irregular {
		addEntry(name.onset, name.rhyme, name.onset+name.rhyme, name.tones)
	}
}

// flagsOf finds the stop-final rhymes of lists that carry no flags.
func flagsOf(rhyme string) rhymeFlag {
	switch rhyme[len(rhyme)-1] {
	case 'p', 't', 'c':
		return stopFinal
	case 'h':
		if strings.HasSuffix(rhyme, "ch") {
			return stopFinal
		}
	}
	return 0
}

// allowed is the spelling rules of onset and rhyme.
func allowed(onset, rhyme string, flags rhymeFlag) bool {
	if onset == "" {
		return flags&needOnset == 0
	}
	if flags&zeroOnly != 0 {
		return false
	}
	if flags&loneY != 0 && !strings.Contains(loneYOnsets, " "+onset+" ") {
		return false
	}
	front := strings.HasPrefix(rhyme, "e") || strings.HasPrefix(rhyme, "ê") ||
		strings.HasPrefix(rhyme, "i") || strings.HasPrefix(rhyme, "y")
	switch onset {
	case "qu":
		return false // quRhymes is the whole list
	case "c", "g", "ng":
		return !front && !(onset == "c" && flags&glide != 0) // qua, not coa
	case "k", "gh", "ngh":
		return front
	case "gi":
		return !strings.HasPrefix(rhyme, "i") && flags&(glide|loneY) == 0
	case "b", "m", "p", "ph", "v":
		return flags&glide == 0 || strings.Contains(labialGlides, " "+onset+rhyme+" ")
	}
	return true
}

// markIndex is the letter of a rhyme (0 the first) that bears the tone mark
// in the old placement, the one this package writes: hòa, thủy, but hoàn,
// thuyền, khuỷu.
func markIndex(rhyme string) int {
	best, vowels, n := -1, 0, 0
	for _, r := range rhyme {
		code := letterOf(r).code()
		n++
		if !vowelCode[code] {
			continue
		}
		// A vowel with a mark of its own bears the tone; of ươ the second.
		switch code {
		case codeABrv, codeACirc, codeECirc, codeOCirc, codeOHorn:
			best = vowels
		case codeUHorn:
			if best < 0 {
				best = vowels
			}
		}
		vowels++
	}
	switch {
	case best >= 0:
		return best
	case vowels >= 3, vowels == 2 && n > 2: // oai, uyu; oan, uyn, oong
		return 1
	}
	return 0
}

// newMarkIndex is the bearing letter in the new placement, which differs in
// the open rhymes oa, oe, uy only: hoà, khoẻ, thuỷ.
func newMarkIndex(rhyme string) int {
	switch rhyme {
	case "oa", "oe", "uy":
		return 1
	}
	return markIndex(rhyme)
}
