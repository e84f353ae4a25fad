package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"tracuu/internal/compare"
)

// apiComparison is the answer of GET /api/v1/compare. Offsets are runes of the text
// of their side.
type apiComparison struct {
	A       apiSide         `json:"a"`
	B       apiSide         `json:"b"`
	Unit    string          `json:"unit"`
	Same    int             `json:"same"`
	Changed int             `json:"changed"`
	Added   int             `json:"added"`
	Removed int             `json:"removed"`
	Rows    []apiCompareRow `json:"rows"`
}

type apiSide struct {
	ID      string `json:"id"`
	Version int    `json:"version,omitempty"`
	Name    string `json:"name"`
}

type apiCompareRow struct {
	Kind    string           `json:"kind"`
	Renamed bool             `json:"renamed,omitempty"`
	Moved   bool             `json:"moved,omitempty"`
	Coarse  bool             `json:"coarse,omitempty"`
	A       *apiComparePart  `json:"a,omitempty"`
	B       *apiComparePart  `json:"b,omitempty"`
	Words   []apiCompareWord `json:"words,omitempty"`
}

type apiComparePart struct {
	Anchor string `json:"anchor,omitempty"`
	Label  string `json:"label,omitempty"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

type apiCompareWord struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

var (
	compareKinds = map[compare.Kind]string{compare.Same: "same", compare.Changed: "changed", compare.Added: "added", compare.Removed: "removed"}
	compareOps   = map[compare.Op]string{compare.Keep: "keep", compare.Delete: "delete", compare.Insert: "insert"}
)

// apiCompare answers GET /api/v1/compare: two texts by id, "@2" behind the id for an
// earlier version.
func (s *Server) apiCompare(c *gin.Context) {
	var sides [2]side
	for i, name := range []string{"a", "b"} {
		asked := c.Query(name)
		if asked == "" {
			s.fail(c, *badParameter(name, "mã của một văn bản"))
			return
		}
		var err error
		if sides[i], err = s.sideByID(asked); err != nil {
			s.failErr(c, err)
			return
		}
	}
	a, b := &sides[0], &sides[1]
	if tooLong(a, b) {
		s.fail(c, tooLongProblem)
		return
	}
	r := s.runComparison(c, a, b)
	if r == nil {
		return
	}
	out := apiComparison{
		A: apiSide{a.ID, a.Version, a.Name}, B: apiSide{b.ID, b.Version, b.Name},
		Unit: string(r.Unit), Same: r.Same, Changed: r.Changed, Added: r.Added, Removed: r.Removed, Rows: []apiCompareRow{},
	}
	ra, rb := newRunes(a.text), newRunes(b.text)
	part := func(in runes, p *compare.Part) *apiComparePart {
		if p == nil {
			return nil
		}
		return &apiComparePart{Anchor: p.Anchor, Label: p.Label, Start: in.at(p.Start), End: in.at(p.End)}
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		made := apiCompareRow{Kind: compareKinds[row.Kind], Renamed: row.Renamed, Moved: row.Moved, Coarse: row.Coarse, A: part(ra, row.A), B: part(rb, row.B)}
		for _, u := range row.Runs {
			made.Words = append(made.Words, apiCompareWord{compareOps[u.Op], u.Text})
		}
		out.Rows = append(out.Rows, made)
	}
	writeJSON(c, http.StatusOK, out)
}
