package server

import "html/template"

// placeRun is a stretch of a list of places: one where a reader can choose, which
// the template shows, or any number of others, already written. A long law has
// thousands of those, and the template engine takes half a second over a hundred
// thousand of its actions.
type placeRun struct {
	Place *place
	HTML  template.HTML
}

func makeRuns(places []place) []placeRun {
	var out []placeRun
	w := htmlWriter{}
	flush := func() {
		if w.Len() > 0 {
			out = append(out, placeRun{HTML: template.HTML(w.String())})
			w.Reset()
		}
	}
	for i := range places {
		if p := &places[i]; p.ByHand || p.Choice != nil {
			flush()
			out = append(out, placeRun{Place: p})
		} else {
			w.place(p)
		}
	}
	flush()
	return out
}

func (w *htmlWriter) place(p *place) {
	w.raw(`<li id="`)
	w.raw(p.ID)
	w.raw(`">`)
	if p.Label != nil {
		w.raw(`<a href="#`)
		w.text(p.Label.Anchor)
		w.raw(`">`)
		w.text(p.Label.Text)
		w.raw("</a>: ")
	}
	w.raw("<q>")
	w.text(p.Quote)
	w.raw("</q>")
	if p.Note != "" {
		w.raw(`<span class="pnote">`)
		w.text(p.Note)
		w.raw("</span>")
	}
	w.clause(p.Clause)
	w.why(p.Why)
	w.raw("</li>")
}

// clause writes the very words that a citation points to.
func (w *htmlWriter) clause(c *clause) {
	if c == nil {
		return
	}
	w.raw(`<a class="clause" href="`)
	w.text(c.URL)
	w.raw(`"><span>Chỗ được viện dẫn:</span> `)
	w.text(c.Text)
	w.raw("</a>")
}

func (w *htmlWriter) why(reasons []string) {
	if len(reasons) == 0 {
		return
	}
	w.raw(`<details class="why"><summary>Vì sao liên kết này?</summary><ul>`)
	for _, r := range reasons {
		w.raw("<li>")
		w.text(r)
		w.raw("</li>")
	}
	w.raw("</ul></details>")
}
