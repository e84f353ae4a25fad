package citation

// aliases reads the brackets behind citations: "(sau đây gọi tắt là …)", or a
// short form of the same number.
func (p *parser) aliases() {
	for n := range p.places {
		c := &p.out[p.first+n]
		if !c.Kind.NamesDocument() {
			continue
		}
		// Outer titles end before the bracket too, so look behind the title.
		i := p.places[n].end
		if c.TitleEnd > c.End {
			i = p.tokenAt(c.TitleEnd, i)
		}
		if p.toks[i].id != pOpen {
			continue
		}
		j := i + 1
		cue := false
		if v, e := aliasCues.at(p.toks, j); v >= 0 {
			j, cue = e, true
		}
		if id := p.toks[j].id; id == pQuote || id == pOpenQuote {
			j++
		}
		m := n + 1
		for m < len(p.places) && p.places[m].start < j {
			m++
		}
		if m < len(p.places) && p.places[m].start == j && p.out[p.first+m].Number.Number != "" {
			inner := &p.out[p.first+m]
			end := p.places[m].end
			if id := p.toks[end].id; id == pQuote || id == pCloseQuote {
				end++
			}
			if p.toks[end].id == pClose && inner.Number.Bare() == c.Number.Bare() && (inner.Symbol == "" || inner.Symbol == c.Symbol) && (cue || inner.Type == c.Type) && inner.AliasOf < 0 {
				inner.AliasOf = n
				inner.Rule = "alias in brackets"
				c.AliasDef = p.slice(p.places[m].start, p.places[m].end)
			}
			continue
		}
		if !cue {
			continue
		}
		for e := j; e < j+40 && p.toks[e].kind != kindEnd; e++ {
			if id := p.toks[e].id; id == pClose || id == pQuote || id == pCloseQuote {
				c.AliasDef = p.slice(j, e)
				break
			}
		}
	}
}

// tokenAt gives the first token from i on that begins at or behind the byte.
func (p *parser) tokenAt(at, i int) int {
	for p.toks[i].kind != kindEnd && int(p.toks[i].start) < at {
		i++
	}
	return i
}
