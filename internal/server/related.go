package server

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

// maxRelated bounds the list at the foot of a document's page.
const maxRelated = 6

// related is a related document with the reasons in words.
type related struct {
	entry
	Reasons string
}

// makeRelated gives nothing where the library cannot tell: the page does without.
func (s *Server) makeRelated(id string) []related {
	found, err := s.lib.Related(id, maxRelated)
	if err != nil {
		s.log.Error("related", "id", id, "cause", err)
		return nil
	}
	out := make([]related, 0, len(found))
	for _, r := range found {
		out = append(out, related{makeEntry(r.Record, r.TextHeld, r.State), relatedWords(r)})
	}
	return out
}

func relatedWords(r library.Related) string {
	var why []string
	if r.CitesSame > 0 {
		why = append(why, "cùng viện dẫn "+thousands(r.CitesSame)+" văn bản")
	}
	if r.CitedTogether > 0 {
		why = append(why, "cùng được "+thousands(r.CitedTogether)+" văn bản viện dẫn")
	}
	if len(r.Subject) > 0 {
		why = append(why, "trích yếu cùng nói về “"+strings.Join(r.Subject, "”, “")+"”")
	}
	return upperFirst(strings.Join(why, "; "))
}

type apiRelatedDocument struct {
	Document      apiEntry `json:"document"`
	CitesSame     int      `json:"cites_same"`
	CitedTogether int      `json:"cited_together"`
	Subject       []string `json:"subject"`
}

// apiRelated answers GET /api/v1/documents/{id}/related.
func (s *Server) apiRelated(c *gin.Context) {
	id := c.Param("id")
	if _, err := s.lib.Entry(id); err != nil {
		s.failErr(c, err)
		return
	}
	found, err := s.lib.Related(id, maxRelated)
	if err != nil {
		s.failErr(c, err)
		return
	}
	out := make([]apiRelatedDocument, 0, len(found))
	for _, r := range found {
		out = append(out, apiRelatedDocument{makeAPIEntry(r.Record, r.TextHeld, r.State), r.CitesSame, r.CitedTogether, append([]string{}, r.Subject...)})
	}
	writeJSON(c, http.StatusOK, map[string]any{"id": id, "related": out})
}
