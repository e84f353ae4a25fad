package vietnamese

// partList gathers the parts of compound tokens in blocks, so that a token
// costs no allocation of its own. Parts handed out are never written again.
type partList struct {
	block []Token
	open  int // block[open:] are the parts of the token under way
}

func (l *partList) begin() { l.open = len(l.block) }

func (l *partList) add(t Token) {
	if len(l.block) == cap(l.block) {
		block := make([]Token, 0, max(32, min(4096, 2*cap(l.block))))
		l.block = append(block, l.block[l.open:]...)
		l.open = 0
	}
	l.block = append(l.block, t)
}

// count is the number of parts since begin.
func (l *partList) count() int { return len(l.block) - l.open }

// take returns the parts since begin.
func (l *partList) take() []Token {
	parts := l.block[l.open:len(l.block):len(l.block)]
	l.open = len(l.block)
	return parts
}

// drop forgets the parts since begin.
func (l *partList) drop() { l.block = l.block[:l.open] }
