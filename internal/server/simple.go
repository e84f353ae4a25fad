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
	Rows             []problemRow
}

// problemRow is a problem of the library's files with its grade in words.
type problemRow struct {
	library.Problem
	Grade string
}

var gradeWords = map[string]string{"info": "Thông tin", "warning": "Cần xem", "error": "Lỗi"}

// toLookAt counts the problems that want a person's look; the others only inform.
func toLookAt(ps []library.Problem) int {
	n := 0
	for _, p := range ps {
		if p.Severity != "info" {
			n++
		}
	}
	return n
}

// status answers /trang-thai: what could not be read, file and line, in words.
func (s *Server) status(c *gin.Context) {
	held := true
	l := s.lib.List(library.Filter{Held: &held})
	content := statusContent{Total: thousands(l.Total), HeldWords: heldWords(l.Held)}
	for _, p := range s.lib.Problems() {
		row := problemRow{p, gradeWords[string(p.Severity)]}
		if row.Grade == "" {
			row.Grade = gradeWords["warning"]
		}
		content.Rows = append(content.Rows, row)
	}
	s.render(c, http.StatusOK, page{Title: "Tình trạng thư viện · Tra cứu văn bản", Kind: "status", Content: content})
}

// health answers /healthz for whatever watches the program: 200 while it serves,
// with the number of things in the library that want a look.
func (s *Server) health(c *gin.Context) {
	writeJSON(c, http.StatusOK, map[string]any{"status": "ok", "problems": toLookAt(s.lib.Problems())})
}
