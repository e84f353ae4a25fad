package extract

import (
	"encoding/xml"
	"io"
	"strconv"

	"tracuu/internal/extract/legacyfont"
	"tracuu/internal/vietnamese/legacy"
)

// styles are the paragraph styles as far as they say how text is read: its font
// and its place in a list.
type styles struct {
	byID map[string]*style
	base runProps // of the document's defaults
	norm string   // the default paragraph style
}

type style struct {
	based  string
	props  []xml.StartElement // of the run
	numID  string
	level  int
	hasLvl bool
}

func readStyles(p *pack, name string) (*styles, error) {
	s := &styles{byID: map[string]*style{}}
	rc, err := p.open(name)
	if rc == nil || err != nil {
		return s, err
	}
	defer rc.Close()
	x := newXML(rc)
	var cur *style
	inDefaults, inRun := false, false
	for {
		t, err := x.token()
		if err != nil {
			if err == io.EOF || p.ctx.Err() == nil && p.left > 0 {
				return s, nil // what was read of them
			}
			return s, err
		}
		switch e := t.(type) {
		case xml.EndElement:
			switch e.Name.Local {
			case "style":
				cur = nil
			case "docDefaults":
				inDefaults = false
			case "rPr":
				inRun = false
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "docDefaults":
				inDefaults = true
			case "style":
				cur = &style{}
				s.byID[attr(e, "styleId")] = cur
				if attr(e, "type") == "paragraph" && (attr(e, "default") == "1" || attr(e, "default") == "true") {
					s.norm = attr(e, "styleId")
				}
			case "basedOn":
				if cur != nil {
					cur.based = attr(e, "val")
				}
			case "numId":
				if cur != nil {
					cur.numID = attr(e, "val")
				}
			case "ilvl":
				if cur != nil {
					cur.level, _ = strconv.Atoi(attr(e, "val"))
					cur.hasLvl = true
				}
			case "rPr":
				inRun = true
			default:
				switch {
				case inRun && cur != nil:
					cur.props = append(cur.props, e.Copy())
				case inRun && inDefaults:
					s.property(e, &s.base)
				}
			}
		}
	}
}

// chain lists a style and those it is based on, the farthest first.
func (s *styles) chain(id string) []*style {
	var out []*style
	for n := 0; n < 32; n++ {
		st := s.byID[id]
		if st == nil {
			break
		}
		out = append([]*style{st}, out...)
		id = st.based
	}
	return out
}

// run gives the properties of text in a paragraph style.
func (s *styles) run(id string) runProps {
	if id == "" {
		id = s.norm
	}
	p := s.base
	for _, st := range s.chain(id) {
		for _, e := range st.props {
			s.property(e, &p)
		}
	}
	return p
}

// numbering gives the list of a paragraph style.
func (s *styles) numbering(id string, level int) (string, int) {
	chain := s.chain(id)
	for i := len(chain) - 1; i >= 0; i-- {
		if st := chain[i]; st.numID != "" {
			if level < 0 {
				level = st.level
			}
			return st.numID, level
		}
	}
	return "", level
}

// property applies one property of a run.
func (s *styles) property(e xml.StartElement, p *runProps) {
	v := attr(e, "val")
	switch e.Name.Local {
	case "rFonts":
		for _, k := range []string{"ascii", "hAnsi"} {
			if f := attr(e, k); f != "" {
				p.enc, p.capsFont = legacyfont.Encoding(f)
				if p.enc != legacy.Unicode {
					break
				}
			}
		}
	case "rStyle":
		for _, st := range s.chain(v) {
			for _, e := range st.props {
				if e.Name.Local != "rStyle" {
					s.property(e, p)
				}
			}
		}
	case "caps":
		p.caps = !off(v)
	case "vanish":
		p.hidden = !off(v)
	case "vertAlign":
		p.superscript = v == "superscript"
	}
}
