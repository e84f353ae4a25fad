package citation

// self settles what "Thông tư này" and the bare type word mean: the text itself,
// or the latest citation of that type nearby.
func (p *parser) self() {
	own := p.finder.Self.Type
	cites := p.out[p.first:]
	if own == "" {
		for i := range cites {
			if cites[i].Identity && p.wholeLine(i) {
				own = cites[i].Type
				break
			}
		}
	}
	headline := -1
	keep := 0
	remap := false
	for i := range cites {
		c := &cites[i]
		if c.Identity && c.Rule == "headline" {
			if !p.wholeLine(i) {
				c.Kind, c.Identity = "", false
				remap = true
				continue
			}
			headline = i
		}
		if c.Rule == bareSelf && (own == "" || c.Type != own) {
			c.Kind = "" // dropped below
			remap = true
			continue
		}
		if c.Kind == Self && c.Rule != bareSelf && !c.Identity && c.Type != own && p.pointsBack(i) {
			c.Kind, c.Confidence = Anaphora, 0.7
		}
		if p.identity(i, headline) {
			c.Identity = true
		}
		keep++
	}
	if remap {
		p.drop()
	}
}

// wholeLine reports that citation i with its title is a line of its own above the
// text, and not the beginning of a sentence.
func (p *parser) wholeLine(i int) bool {
	k := p.tokenAt(p.out[p.first+i].TitleEnd, p.places[i].end)
	return p.toks[k].flags&afterLine != 0 && p.toks[k].kind != kindEnd
}

// identity reports that citation i is the sentence that announces the text
// itself.
func (p *parser) identity(i, headline int) bool {
	c := &p.out[p.first+i]
	if c.Kind != Full || c.Lead == c.Start {
		return false
	}
	if s := &p.finder.Self; s.Number.Number != "" {
		return s.Number.Key() == c.Number.Key() && s.Type == c.Type
	}
	return headline >= 0 && i == headline+1 && p.out[p.first+headline].Type == c.Type
}

// pointsBack reports that "Nghị định này" (citation i) follows a citation of a
// Nghị định so closely that it means that one: it begins the next sentence, as
// news do. Legal texts speak of themselves.
func (p *parser) pointsBack(i int) bool {
	at := p.places[i].start
	if len(p.out[p.first+i].Provision) > 0 || !p.sentenceStart(at) && !p.draft(at) || p.toks[at].flags&afterLine != 0 || at > 0 && p.toks[at-1].id == pColon {
		return false
	}
	for k := i - 1; k >= 0 && at-p.places[k].end < 150; k-- {
		c := &p.out[p.first+k]
		if c.Type == p.out[p.first+i].Type {
			if c.Kind == Anaphora {
				return true
			}
			return c.Kind.NamesDocument() && p.sentencesBetween(p.places[k].end, at) <= 1
		}
	}
	return false
}

func (p *parser) sentencesBetween(i, j int) int {
	n := 0
	for ; i < j; i++ {
		if p.newParagraph(i) {
			return 9
		}
		if p.toks[i].id == pDot && p.toks[i+1].flags&afterSpace != 0 && p.toks[i+1].flags&capital != 0 {
			n++
		}
	}
	return n
}

// drop removes the citations without a kind and keeps the indexes right.
func (p *parser) drop() {
	cites := p.out[p.first:]
	to := make([]int, len(cites))
	n := 0
	for i := range cites {
		if cites[i].Kind == "" {
			to[i] = -1
			continue
		}
		to[i] = n
		cites[n], p.places[n] = cites[i], p.places[i]
		n++
	}
	for i := range cites[:n] {
		if a := cites[i].AliasOf; a >= 0 {
			cites[i].AliasOf = to[a]
		}
	}
	p.out = p.out[:p.first+n]
	p.places = p.places[:n]
}
