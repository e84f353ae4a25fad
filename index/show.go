package index

// show makes the hit of a document, reading only the provisions it shows.
func (d *docMatch) show(mk *matcher) (Hit, error) {
	h := Hit{ID: d.ID, Score: d.score, Document: d.Document}
	h.TitleSegments = segments(d.Title, mk.find(d.Title), 0, len(d.Title))
	for _, u := range d.units[:min(len(d.units), MaxPoints)] {
		unit, err := d.part.unit(u.record)
		if err != nil {
			return h, err
		}
		text, tokens := unit.Text, u.tokens
		if text == "" {
			text, tokens = unit.Heading, nil
		}
		h.Points = append(h.Points, Point{
			Anchor: unit.Anchor, Label: unit.Label, Heading: unit.Heading, Score: u.score,
			Snippet: mk.snippet(text, tokens),
		})
	}
	return h, nil
}
