package extract

import (
	"encoding/xml"
	"io"
)

// coreProperties reads what an office file says of itself.
func (j *job) coreProperties(p *pack, name string) error {
	rc, err := p.open(name)
	if rc == nil || err != nil {
		return nil // nothing is said
	}
	defer rc.Close()
	x := newXML(rc)
	for {
		t, err := x.token()
		if err == io.EOF || err != nil {
			return nil
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		key := map[string]string{"title": "title", "subject": "subject", "creator": "author", "initial-creator": "author",
			"created": "created", "creation-date": "created", "modified": "modified", "date": "modified", "generator": "producer"}[e.Name.Local]
		if key == "" {
			continue
		}
		s, err := chars(x)
		if len(s) < 4096 && s != "" && j.res.Meta[key] == "" {
			j.res.Meta[key] = s
		}
		if err != nil {
			return nil
		}
	}
}
