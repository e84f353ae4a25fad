package words

// score sums the weights of a gap: e for joining it at all, t[k] to be added when the gap before is split (0)
// or joined (1). Splitting scores nothing.
func (f *features) score(w *[slots]int16) (split, joined int32) {
	var e int32
	for _, k := range f.gap {
		e += int32(w[k&noSlotMask])
	}
	split, joined = e, e
	for _, k := range f.join {
		split += int32(w[k&noSlotMask])
		joined += int32(w[(k^joinedBit)&noSlotMask])
	}
	return split, joined
}

const never = -1 << 40

// decode finds the best sequence of decisions and leaves it in q.gaps. q is prepared.
func (q *Sentence) decode(m *Model) {
	n := q.n()
	q.steps = resize(q.steps, n)
	var f features
	var best [2]int64 // of the decisions so far, by the last one
	best[1] = never
	syl := q.syl[padding:]
	for i := 0; i < n-1; i++ {
		var step uint8 // bit y: the best decision before, given decision y here
		next := best[0]
		if best[1] > next {
			next = best[1]
			step = 1
		}
		force := uint8(undecided)
		if len(q.forced) > 0 {
			force = q.forced[i]
		}
		joinScore := int64(never)
		if force != forceSplit && syl[i].shown && syl[i+1].shown {
			q.gapFeatures(i, &f)
			e0, e1 := f.score(&m.weights)
			x0, x1 := best[0]+int64(e0), best[1]+int64(e1)
			joinScore = x0
			if x1 > x0 {
				joinScore = x1
				step |= 2
			}
			if force == forceJoin {
				next = never
			}
		}
		q.steps[i] = step
		best[0], best[1] = next, joinScore
	}
	y := uint8(0)
	if best[1] > best[0] {
		y = 1
	}
	for i := n - 2; i >= 0; i-- {
		s := q.steps[i]
		q.steps[i] = y
		y = s >> y & 1
	}
	// The gaps between the tokens shown: a separator between two of them splits.
	last := -1
	for i := 0; i < n; i++ {
		if !syl[i].shown {
			continue
		}
		if last >= 0 {
			q.gaps = append(q.gaps, last == i-1 && q.steps[last] == 1)
		}
		last = i
	}
}
