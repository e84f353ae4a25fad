package resolve

import "slices"

// What a program keeps of an analysis from one run to the next, so that it need
// not read every text again. It holds only as long as the rules that made it:
// who keeps it names the program with it.

// Kept is what [References] remember of one text: what it cites, and the keys
// under which its citations asked the catalogue.
type Kept struct {
	References []Reference
	Keys       []string
}

// Keep gives what is remembered of a text; false when nothing was entered. The
// slices are shared and must not be changed.
func (x *References) Keep(from string) (Kept, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	t := x.texts[from]
	if t == nil {
		return Kept{}, false
	}
	return Kept{t.refs, t.keys}, true
}

// Restore enters what [References.Keep] gave, in place of [References.Set]. It
// takes the slices over.
func (x *References) Restore(from string, k Kept) {
	x.put(from, &citingText{refs: k.References, keys: k.Keys})
}

// Keys gives the keys under which citations ask for the record of that id: the
// Keys of the [Change] that its removal would be. Nil for an unknown id.
func (c *Catalogue) Keys(id string) []string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if e := c.entry(id); e != nil {
		return e.askedBy()
	}
	return nil
}

// askedBy are the keys under which citations and search boxes ask for an entry.
func (e *entry) askedBy() []string {
	keys := slices.Clone(e.keys)
	for _, k := range plainKeys(e) {
		keys = append(keys, "~"+k)
	}
	return keys
}
