package server

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/web"
)

// The types of our own files are fixed here: what the machine's tables say of
// .js or .woff2 differs, and the pages forbid guessing.
var staticTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
}

// static serves an embedded file. Under the current version it may be kept for
// good; a page from before an upgrade asks for another version and gets the
// present file, not to be kept.
func (s *Server) static(c *gin.Context) {
	name := strings.TrimPrefix(path.Clean(c.Param("file")), "/")
	b, err := fs.ReadFile(web.Static(), name)
	if err != nil {
		s.notFound(c)
		return
	}
	kind := staticTypes[path.Ext(name)]
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	cache := "no-cache"
	if c.Param("version") == web.Version() {
		cache = "public, max-age=31536000, immutable"
	}
	c.Header("Cache-Control", cache)
	c.Data(http.StatusOK, kind, b)
}
