package server

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

// apiGraph is a document with those around it.
type apiGraph struct {
	Document apiEntry       `json:"document"`
	Depth    int            `json:"depth"`
	Nodes    []apiGraphNode `json:"nodes"`
	Edges    []apiGraphEdge `json:"edges"`
	Omitted  int            `json:"omitted"`
}

type apiGraphNode struct {
	apiEntry
	Depth int          `json:"depth"`
	Side  library.Side `json:"side"`
}

// apiGraphEdge says what one document does to another, and who says so.
type apiGraphEdge struct {
	From   string                `json:"from"`
	To     string                `json:"to"`
	Kind   document.RelationKind `json:"kind"`
	Partly bool                  `json:"partly,omitempty"`
	Said   []apiSaid             `json:"said"`
	Stated []apiStated           `json:"stated"`
}

type apiSaid struct {
	Document string `json:"document"` // whose text says it
	apiPlace
	URL string `json:"url"`
}

type apiStated struct {
	Source string              `json:"source"`
	Grade  document.Confidence `json:"confidence,omitempty"`
	Partly bool                `json:"partly,omitempty"`
	Note   string              `json:"note,omitempty"`
}

// apiGraph answers GET /api/v1/documents/{id}/graph.
func (s *Server) apiGraph(c *gin.Context) {
	values := c.Request.URL.Query()
	depth, bad := intParameter(values, "depth", 1, 1, maxMapDepth)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	q := library.AroundQuery{Depth: depth, Side: library.Side(values.Get("side"))}
	if q.Side != "" && q.Side != library.Bases && q.Side != library.Users {
		s.fail(c, *badParameter("side", "bases hoặc users"))
		return
	}
	for _, k := range values["kind"] {
		kind := document.RelationKind(k)
		if !slices.ContainsFunc(families, func(f family) bool { return slices.Contains(f.kinds, kind) }) {
			s.fail(c, *badParameter("kind", "một loại liên hệ"))
			return
		}
		q.Kinds = append(q.Kinds, kind)
	}
	a, err := s.lib.Around(c.Param("id"), q)
	if err != nil {
		s.failErr(c, err)
		return
	}
	writeJSON(c, http.StatusOK, makeAPIGraph(a, depth))
}

func makeAPIGraph(a library.Around, depth int) apiGraph {
	out := apiGraph{Document: makeAPIEntry(a.Centre.Record, a.Centre.TextHeld, a.Centre.State), Depth: depth, Nodes: []apiGraphNode{}, Edges: []apiGraphEdge{}, Omitted: a.Omitted}
	for _, n := range a.Nodes {
		out.Nodes = append(out.Nodes, apiGraphNode{makeAPIEntry(n.Record, n.TextHeld, n.State), n.Depth, n.Side})
	}
	for _, e := range a.Edges {
		edge := apiGraphEdge{From: e.From, To: e.To, Kind: e.Kind, Partly: e.Partly, Said: []apiSaid{}, Stated: []apiStated{}}
		for _, p := range e.Said {
			edge.Said = append(edge.Said, apiSaid{p.In.ID, apiPlace{Anchor: p.Anchor, Label: p.Label, Quote: p.Quote, Citation: p.Citation}, saidURL(p)})
		}
		for _, st := range e.Stated {
			edge.Stated = append(edge.Stated, apiStated{st.Source, st.Confidence, st.Partly, st.Note})
		}
		out.Edges = append(out.Edges, edge)
	}
	return out
}
