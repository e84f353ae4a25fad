package server

import "tracuu/internal/library"

// chainStep is a document of a chain as its page shows it.
type chainStep struct {
	entry
	Present bool // the document of the page
	Links   []chainLink
}

type chainLink struct {
	Words, Name, URL string
	Source           *source
}

// makeChain puts the chain through the document into words, oldest first.
func (s *Server) makeChain(d *library.Document) []chainStep {
	var out []chainStep
	for _, st := range d.Chain {
		step := chainStep{entry: makeEntry(st.Record, st.TextHeld, st.State), Present: st.Record.ID == d.Record.ID}
		for _, l := range st.Links {
			link := chainLink{Words: relationWord(l.Kind, false, false), Name: l.To.Name(), URL: documentURL(l.To.ID, "")}
			if l.Source != "" {
				src := makeSource(l.Source, s.nameOf)
				link.Source = &src
			}
			step.Links = append(step.Links, link)
		}
		out = append(out, step)
	}
	return out
}
