package words

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// Model is the weights of the features.
type Model struct {
	weights [slots]int16
	lexicon uint32 // checksum of the lexicon it was trained with
}

const modelMagic = "tracuu words 1\n"

// ErrModel is wrapped by every error of ParseModel.
var ErrModel = errors.New("not a model of this program")

// AppendBinary writes the model: magic, lexicon checksum, number of weights that are not 0, then for each the distance from
// the slot before and the weight as varints, and a CRC-32 of it all.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	start := len(b)
	b = append(b, modelMagic...)
	b = append(b, slotBits)
	b = binary.LittleEndian.AppendUint32(b, m.lexicon)
	n := uint64(0)
	for _, w := range m.weights {
		if w != 0 {
			n++
		}
	}
	b = binary.AppendUvarint(b, n)
	last := -1
	for i, w := range m.weights {
		if w != 0 {
			b = binary.AppendUvarint(b, uint64(i-last))
			b = binary.AppendVarint(b, int64(w))
			last = i
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b[start:])), nil
}

// ParseModel reads what AppendBinary wrote.
func ParseModel(b []byte) (*Model, error) {
	fail := func(what string) (*Model, error) { return nil, fmt.Errorf("%w: %s", ErrModel, what) }
	if len(b) < len(modelMagic)+9 || string(b[:len(modelMagic)]) != modelMagic {
		return fail("unknown beginning")
	}
	body := b[:len(b)-4]
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return fail("checksum differs")
	}
	p := body[len(modelMagic):]
	if p[0] != slotBits {
		return fail("other table size")
	}
	m := &Model{lexicon: binary.LittleEndian.Uint32(p[1:])}
	p = p[5:]
	n, k := binary.Uvarint(p)
	if k <= 0 || n > slots {
		return fail("number of weights")
	}
	p = p[k:]
	i := -1
	for ; n > 0; n-- {
		step, k := binary.Uvarint(p)
		if k <= 0 || step == 0 || step > uint64(slots-1-i) {
			return fail("slot out of range")
		}
		w, k2 := binary.Varint(p[k:])
		if k2 <= 0 || w != int64(int16(w)) {
			return fail("weight out of range")
		}
		i += int(step)
		m.weights[i] = int16(w)
		p = p[k+k2:]
	}
	if len(p) != 0 {
		return fail("bytes after the last weight")
	}
	return m, nil
}

// Size tells the number of weights that are not 0 and of slots.
func (m *Model) Size() (weights, of int) {
	for _, w := range m.weights {
		if w != 0 {
			weights++
		}
	}
	return weights, slots
}
