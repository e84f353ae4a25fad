package words

import (
	"errors"
	"math/rand/v2"
)

// Example is a sentence with its words known.
type Example struct {
	Tokens []string
	Join   []bool // len(Tokens)-1
}

// Options of Train.
type Options struct {
	Epochs int
	Seeds  int // runs with different orders of the examples; their averages are averaged
}

// Train learns a model with the embedded lexicon. Everything is counted in integers and every order is fixed, so the
// same examples give the same bytes on every machine.
func Train(examples []Example, o Options) (*Model, error) {
	lex := embeddedLexicon()
	qs := make([]*Sentence, len(examples))
	for i, e := range examples {
		if len(e.Tokens) == 0 || len(e.Join) != len(e.Tokens)-1 {
			return nil, errors.New("words: an example whose decisions do not fit its tokens")
		}
		q := new(Sentence)
		for _, t := range e.Tokens {
			q.Add(t)
		}
		q.prepare(lex)
		q.matches = nil
		qs[i] = q
	}
	total := make([]int64, slots)
	for seed := range o.Seeds {
		p := &perceptron{weights: make([]int32, slots), late: make([]int64, slots), time: 1}
		rng := rand.New(rand.NewPCG(uint64(seed), 23))
		order := rng.Perm(len(qs))
		for range o.Epochs {
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			for _, k := range order {
				p.learn(qs[k], examples[k].Join)
			}
		}
		for i, w := range p.weights {
			// The average is w - late/time; 1<<12 steps to the unit survive the division.
			total[i] += int64(w)<<12 - (p.late[i]<<12)/p.time
		}
	}
	m := &Model{lexicon: lexiconChecksum()}
	for i, t := range total {
		m.weights[i] = quantise(t, int64(o.Seeds))
	}
	return m, nil
}

// unit is a perceptron's step in the quantised weights.
const unit = 64

func quantise(sum, runs int64) int16 {
	v := sum * unit / (runs << 12)
	return int16(max(min(v, 32767), -32767))
}

// perceptron is the weights while they are learnt. late sums each change times the moment it was
// made, from which the average over all moments follows at the end.
type perceptron struct {
	weights []int32
	late    []int64
	time    int64
	feats   []features
	steps   []uint8
	best    []bool
}

// learn decides the gaps of q and, where that differs from want, moves the weights towards want.
func (p *perceptron) learn(q *Sentence, want []bool) {
	n := q.n()
	if n < 2 {
		return
	}
	p.feats = resize(p.feats, n-1)
	p.steps = resize(p.steps, n-1)
	p.best = resize(p.best, n-1)
	b0, b1 := int64(0), int64(never)
	for i := range p.feats {
		f := &p.feats[i]
		q.gapFeatures(i, f)
		var e, t0, t1 int64
		for _, k := range f.gap {
			e += int64(p.weights[k])
		}
		for _, k := range f.join {
			t0 += int64(p.weights[k])
			t1 += int64(p.weights[k^joinedBit])
		}
		var step uint8
		next := b0
		if b1 > next {
			next, step = b1, 1
		}
		x0, x1 := b0+e+t0, b1+e+t1
		if x1 > x0 {
			x0 = x1
			step |= 2
		}
		p.steps[i] = step
		b0, b1 = next, x0
	}
	y := uint8(0)
	if b1 > b0 {
		y = 1
	}
	wrong := false
	for i := n - 2; i >= 0; i-- {
		p.best[i] = y == 1
		wrong = wrong || p.best[i] != want[i]
		y = p.steps[i] >> y & 1
	}
	if wrong {
		p.move(want, 1)
		p.move(p.best, -1)
	}
	p.time++
}

// move adds v to the weights of every feature of the joins.
func (p *perceptron) move(joins []bool, v int32) {
	before := uint32(0)
	for i, y := range joins {
		if y {
			f := &p.feats[i]
			for _, k := range f.gap {
				p.add(k, v)
			}
			for _, k := range f.join {
				p.add(k^before, v)
			}
		}
		before = 0
		if y {
			before = joinedBit
		}
	}
}

func (p *perceptron) add(k uint32, v int32) {
	p.weights[k] += v
	p.late[k] += int64(v) * p.time
}
