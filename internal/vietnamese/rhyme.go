package vietnamese

// The rhyme system of the standard language: every rhyme that a syllable may
// have, in spelling. Sources: Đoàn Thiện Thuật, Ngữ âm tiếng Việt (1977);
// Hoàng Phê (ed.), Từ điển vần (1996); loan rhymes (oong, ooc, uyn, uyp) as
// these dictionaries admit them.

// rhymeFlag says where a rhyme may stand.
type rhymeFlag uint8

const (
	stopFinal rhymeFlag = 1 << iota // ends in p, t, c, ch: tones sắc and nặng only
	glide                           // begins with the glide written o or u: oa, oe, uê, uy, uâ, uơ…
	zeroOnly                        // spelled so without an onset only: yên (but tiên)
	needOnset                       // spelled so with an onset only: tiên (but yên)
	yRhyme                          // the lone y, which only some onsets take
	afterQ                          // written after q only, whose u is the glide: queo, quau
)

// rhymes by flags common to a line. The tone-bearing letter follows from the
// letters (toneIndex) and needs no table.
var rhymes = []struct {
	flags rhymeFlag
	list  string
}{
	{0, "a e ê i o ô ơ u ư"},
	{yRhyme, "y"},
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

// afterQu lists what may follow "qu": there the u is the glide itself, so the
// rhyme is what is left. "ôc" gives quốc.
const afterQu = "a ai ay ây ao au am an ăn ân ang ăng âng anh ăm e eo en eng em ê êu ên ênh y ynh yên yn yu ya i in inh iu it ich ơ ơn ơi" +
	" at ăt ât ap ăp ac ăc ach et êt êch yt yêt ych ôc et ep"

// maxSyllable is the number of letters of the longest syllable, "nghiêng".
const maxSyllable = 7

type rhyme struct {
	key   uint32 // letter codes, five bits each, first letter highest
	flags rhymeFlag
	qu    bool // may follow qu
	plain bool // may follow the other onsets
	tone  uint8
	text  string
}

const rhymeSlots = 1 << 9

var rhymeTable [rhymeSlots]rhyme

func rhymeSlot(key uint32) uint32 { return key * 0x9E3779B1 >> (32 - 9) }

// findRhyme returns the entry of the letters packed in key, or nil.
func findRhyme(key uint32) *rhyme {
	for slot := rhymeSlot(key); ; slot = (slot + 1) % rhymeSlots {
		r := &rhymeTable[slot]
		if r.key == key {
			return r
		}
		if r.key == 0 {
			return nil
		}
	}
}

func packLetters(s string) (key uint32, n int) {
	for _, r := range s {
		key = key<<5 | letterOf(r).code()
		n++
	}
	return key, n
}

func addRhyme(text string) *rhyme {
	key, _ := packLetters(text)
	if r := findRhyme(key); r != nil {
		return r
	}
	slot := rhymeSlot(key)
	for rhymeTable[slot].key != 0 {
		slot = (slot + 1) % rhymeSlots
	}
	rhymeTable[slot] = rhyme{key: key, text: text, tone: uint8(toneIndex(key))}
	return &rhymeTable[slot]
}

// toneIndex is the letter of a rhyme (0 the first) that bears the mark in the
// old placement, the one this package writes: hòa, thủy, but hoàn, thuyền,
// khuỷu.
func toneIndex(key uint32) int {
	var codes [maxSyllable]uint32
	n := 0
	for k := key; k != 0; k >>= 5 {
		n++
	}
	for i := n - 1; i >= 0; i-- {
		codes[i] = key & codeMask
		key >>= 5
	}
	// A vowel with a mark of its own bears the tone; of ươ the second.
	best, vowels := -1, 0
	for i, c := range codes[:n] {
		if !vowelCode[c] {
			break
		}
		vowels++
		switch c {
		case codeABrv, codeACirc, codeECirc, codeOCirc, codeOHorn:
			best = i
		case codeUHorn:
			if best < 0 {
				best = i
			}
		}
	}
	switch {
	case best >= 0:
		return best
	case vowels >= 3: // oai, oeo, uyu, uya
		return 1
	case vowels == 2 && n > 2: // closed: oan, uyn, oong
		return 1
	}
	return 0
}

// newToneIndex is the bearing letter in the new placement, which differs in
// the open rhymes oa, oe, uy only: hoà, khoẻ, thuỷ.
func (r *rhyme) newToneIndex() int {
	switch r.text {
	case "oa", "oe", "uy":
		return 1
	}
	return int(r.tone)
}

func initRhymes() {
	for _, line := range rhymes {
		for _, text := range fields(line.list) {
			r := addRhyme(text)
			r.flags |= line.flags
			r.plain = true
		}
	}
	for _, text := range fields(afterQu) {
		r := addRhyme(text)
		r.qu = true
		switch text[len(text)-1] {
		case 't', 'p', 'c':
			r.flags |= stopFinal
		}
		if len(text) > 2 && text[len(text)-2:] == "ch" {
			r.flags |= stopFinal
		}
	}
	for _, text := range fields(onsetList) {
		key, _ := packLetters(text)
		onsetSet[key] = onsetKind(text)
	}
}

func fields(s string) []string {
	var out []string
	start := -1
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != ' ' {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			out = append(out, s[start:i])
			start = -1
		}
	}
	return out
}

const onsetList = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"

// onset classes by spelling rule.
type onset uint8

const (
	noOnset     onset = iota
	anyOnset          // no spelling rule
	backOnset         // c, g, ng: not before e ê i y
	frontOnset        // k, gh, ngh: only before e ê i y
	quOnset           // qu
	giOnset           // gi
	labialOnset       // b m p ph v: hardly ever before a glide
)

var onsetSet [1 << 15]onset

func onsetKind(text string) onset {
	switch text {
	case "c", "g", "ng":
		return backOnset
	case "k", "gh", "ngh":
		return frontOnset
	case "qu":
		return quOnset
	case "gi":
		return giOnset
	case "b", "m", "p", "ph", "v":
		return labialOnset
	}
	return anyOnset
}
