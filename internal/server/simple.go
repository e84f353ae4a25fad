package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

// help answers /tro-giup.
func (s *Server) help(c *gin.Context) {
	s.render(c, http.StatusOK, page{Title: "Trợ giúp · Tra cứu văn bản", Kind: "help"})
}

type statusContent struct {
	Total, HeldWords string
	Rows             []library.Problem
}

// status answers /trang-thai: what could not be read, file and line, in words.
func (s *Server) status(c *gin.Context) {
	held := true
	l := s.lib.List(library.Filter{Held: &held})
	s.render(c, http.StatusOK, page{Title: "Tình trạng thư viện · Tra cứu văn bản", Kind: "status", Content: statusContent{
		Total: thousands(l.Total), HeldWords: heldWords(l.Held), Rows: s.lib.Problems(),
	}})
}

// health answers /healthz for whatever watches the program: 200 while it serves,
// with the number of things in the library that want a look.
func (s *Server) health(c *gin.Context) {
	writeJSON(c, http.StatusOK, map[string]any{"status": "ok", "problems": len(s.lib.Problems())})
}
