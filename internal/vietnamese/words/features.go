package words

// The features of a gap, between the syllables b and c of the window … z a | b · c | d e:
//
//	identity   a, b, c, d; ab, bc, cd, ac, bd; abc, bcd
//	shape      bc, abc, bcd, abcd, zabcde; bc with each of a, b, c, d and with b and c
//	lexicon    the entries that cover the gap, by length and place; the entries beside it; whether the
//	           longest match from the left and from the right join it; each with identity and shape
//	join       whether the gap before is joined, alone, with b, c, bc, shape
//
// Each is hashed to a slot of one table of weights. Different features that meet in a slot share its weight,
// in training as in use, so training works around it: 2^18 slots lose nothing against 2^22.
const (
	slotBits   = 18
	slots      = 1 << slotBits
	gapFeats   = 33
	joinFeats  = 5
	padding    = 3
	joinedBit  = 1 // a join feature's slot with this bit flipped is the one for "joined before"
	noSlotMask = slots - 1
)

// features holds the slots of one gap.
type features struct {
	gap  [gapFeats]uint32
	join [joinFeats]uint32 // for "split before"; ^joinedBit for "joined before"
}

func slot(template, v uint64) uint32 {
	h := (v ^ template*prime1) * prime3
	return uint32(h >> (64 - slotBits))
}

func pair(x, y uint64) uint64 { return (x*prime1 ^ y) * prime2 }

// gapFeatures fills f for the gap between tokens i and i+1 of q, counted without padding.
func (q *Sentence) gapFeatures(i int, f *features) {
	w := q.syl[i+padding-2 : i+padding+4 : i+padding+4]
	a, b, c, d := w[1].id, w[2].id, w[3].id, w[4].id
	bc := pair(b, c)
	ab := pair(a, b)
	cd := pair(c, d)
	g := &f.gap
	g[0] = slot(1, a)
	g[1] = slot(2, b)
	g[2] = slot(3, c)
	g[3] = slot(4, d)
	g[4] = slot(5, ab)
	g[5] = slot(6, bc)
	g[6] = slot(7, cd)
	g[7] = slot(8, pair(a, c))
	g[8] = slot(9, pair(b, d))
	g[9] = slot(10, pair(ab, c))
	g[10] = slot(11, pair(bc, d))

	s0, s1, s2, s3, s4, s5 := uint64(w[0].class), uint64(w[1].class), uint64(w[2].class),
		uint64(w[3].class), uint64(w[4].class), uint64(w[5].class)
	sbc := s2<<4 | s3
	sabcd := s1<<12 | sbc<<4 | s4
	g[11] = slot(20, sbc)
	g[12] = slot(21, s1<<8|sbc)
	g[13] = slot(22, sbc<<4|s4)
	g[14] = slot(23, sabcd)
	g[15] = slot(24, s0<<20|sabcd<<4|s5)
	g[16] = slot(25, pair(b, sbc))
	g[17] = slot(26, pair(c, sbc))
	g[18] = slot(27, pair(a, sbc))
	g[19] = slot(28, pair(d, sbc))
	g[20] = slot(29, pair(bc, sbc))

	cover, beside := q.cover(i)
	two := cover & 7
	three := cover >> 3 & 3
	longest := uint64(q.forward[i]) | uint64(q.backward[i])<<1
	g[21] = slot(40, two)
	g[22] = slot(41, cover&31)
	g[23] = slot(42, cover)
	g[24] = slot(43, cover<<8|beside)
	g[25] = slot(44, longest)
	g[26] = slot(45, cover<<2|longest)
	g[27] = slot(46, cover<<8|sbc)
	g[28] = slot(47, pair(b, cover))
	g[29] = slot(48, pair(c, cover))
	g[30] = slot(49, (cover<<2|longest)<<16|sabcd)
	g[31] = slot(50, pair(a, two<<2|three))
	g[32] = slot(51, pair(d, two<<2|three))

	j := &f.join
	j[0] = slot(61, 0) &^ joinedBit
	j[1] = slot(62, b) &^ joinedBit
	j[2] = slot(63, c) &^ joinedBit
	j[3] = slot(64, bc) &^ joinedBit
	j[4] = slot(65, sbc) &^ joinedBit
}

// cover tells which entries span the gap after token i, one bit a length and place, and which lie beside it.
func (q *Sentence) cover(i int) (cover, beside uint64) {
	m := q.entries
	at := func(k, n int) uint64 { return uint64(m[k+padding]>>n) & 1 }
	cover = at(i, 2) | at(i-1, 2)<<1 | at(i+1, 2)<<2 | // the neighbours' pairs compete with this one
		at(i-1, 3)<<3 | at(i, 3)<<4 |
		at(i-2, 4)<<5 | at(i-1, 4)<<6 | at(i, 4)<<7
	var long uint64
	for n := 5; n <= maxEntry; n++ {
		for k := max(i-n+2, 0); k <= i; k++ {
			long |= at(k, n)
		}
	}
	cover |= long << 8
	beside = at(i-2, 3) | at(i+1, 3)<<1 | at(i-2, 2)<<2 | at(i+2, 2)<<3
	return cover, beside
}

// longestMatches marks the gaps that greedy longest matching joins, from the left and from the right.
func (q *Sentence) longestMatches() {
	n := q.n()
	m := q.entries[padding:]
	clear(q.forward)
	clear(q.backward)
	for i := 0; i < n; {
		l := longest(m[i])
		for k := i; k < i+l-1; k++ {
			q.forward[k] = 1
		}
		i += l
	}
	for j := n; j > 0; {
		l := 1
		for k := min(maxEntry, j); k > 1; k-- {
			if m[j-k]>>k&1 != 0 {
				l = k
				break
			}
		}
		for k := j - l; k < j-1; k++ {
			q.backward[k] = 1
		}
		j -= l
	}
}
