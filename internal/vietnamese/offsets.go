package vietnamese

import "sort"

// Offsets maps byte offsets of a normalized string back to the string it was
// made from. The zero Offsets is the identity.
type Offsets struct {
	spans []span // by norm, rising; none: identity
}

// span says that from norm on, offsets run in step with orig, but never past
// the orig of the next span.
type span struct{ norm, orig int }

// Original returns the byte offset in the original of byte offset i of the
// normalized string. It never falls as i rises; len(norm) maps to the length
// of the original. At the first byte of a rune it is the first byte of what
// the rune was made from; inside a rune it is somewhere in that.
func (o Offsets) Original(i int) int {
	if len(o.spans) == 0 {
		return i
	}
	k := sort.Search(len(o.spans), func(k int) bool { return o.spans[k].norm > i }) - 1
	return o.at(k, i)
}

// at maps i, which lies in span k (-1 before the first).
func (o Offsets) at(k, i int) int {
	at := i
	if k >= 0 {
		at = o.spans[k].orig + i - o.spans[k].norm
	}
	if k+1 < len(o.spans) && at > o.spans[k+1].orig {
		return o.spans[k+1].orig
	}
	return at
}

// Identity reports whether every offset maps to itself.
func (o Offsets) Identity() bool { return len(o.spans) == 0 }

// add notes that norm offset n stands for original offset at.
func (o *Offsets) add(n, at int) {
	if k := len(o.spans) - 1; k >= 0 {
		last := &o.spans[k]
		if n-last.norm == at-last.orig {
			return
		}
		if n == last.norm {
			last.orig = at
			return
		}
	} else if n == at {
		return
	}
	o.spans = append(o.spans, span{n, at})
}

// cursor maps rising offsets without searching: spans[:cursor] start at or
// before the last offset asked for.
type cursor int

func (c *cursor) original(o *Offsets, i int) int {
	if len(o.spans) == 0 {
		return i
	}
	return c.find(o, i)
}

func (c *cursor) find(o *Offsets, i int) int {
	spans := o.spans
	k := int(*c)
	for k < len(spans) && spans[k].norm <= i {
		k++
	}
	for k > 0 && spans[k-1].norm > i {
		k--
	}
	*c = cursor(k)
	return o.at(k-1, i)
}
