package server

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/gin-contrib/gzip"
	"github.com/gin-contrib/requestid"
	"github.com/gin-gonic/gin"

	"tracuu/internal/citation/format/biblio"
	"tracuu/internal/draft"
	"tracuu/internal/intake"
	"tracuu/web"
)

// Limits of one request. The URL limit leaves room for a query of a thousand
// letters, each three bytes, each byte percent-encoded.
const (
	maxURL        = 16 << 10  // bytes of path and query
	maxHeader     = 256 << 10 // bytes; above maxURL so that a long query gets our page
	searchTimeout = 15 * time.Second
	stopTimeout   = 5 * time.Second
)

// Options are what the person who starts the server decides.
type Options struct {
	// Address is the host and port that the server listens on. On a loopback
	// address the server answers only to localhost, loopback addresses and Hosts.
	Address string
	// Hosts are further names under which the server may be addressed, without
	// port. On other than loopback addresses any name is answered unless Hosts is
	// set.
	Hosts []string
	// Log receives a line a request (method, path, status, time, id; never the
	// query, which is the reader's own) and the causes of internal errors. Nil
	// keeps requests quiet and errors on slog's default logger.
	Log *slog.Logger
	// Desk is where files are handed in to be imported; nil takes none.
	Desk *intake.Desk
	// Drafts reads the files of drafts that are sent to be checked. Nil reads them
	// in this process.
	Drafts DraftReader
}

// Name is what the server calls itself in the Server header, by which another
// start of the program knows that the port is its own.
const Name = "tracuu"

// Server serves one library.
type Server struct {
	lib    Library
	hosts  []string // nil answers to any name
	pages  map[string]*template.Template
	log    *slog.Logger
	access bool
	desk   *intake.Desk // nil takes nothing in
	limits intake.Limits
	drafts DraftReader

	comparing chan struct{} // a place for each comparison under way
}

// New prepares a server. It fails only when the embedded templates do.
func New(lib Library, opts Options) (*Server, error) {
	pages, err := web.Pages(template.FuncMap{"upper": upperFirst})
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	s := &Server{
		lib: lib, hosts: allowedHosts(opts), pages: pages, log: opts.Log, access: opts.Log != nil,
		desk: opts.Desk, limits: intake.Limits{}.WithDefaults(), drafts: opts.Drafts, comparing: make(chan struct{}, comparing),
	}
	if s.desk != nil {
		s.limits = s.desk.Limits()
	}
	if s.drafts == nil {
		s.drafts = draft.ForServer("")
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	return s, nil
}

func init() { gin.SetMode(gin.ReleaseMode) }

// Handler gives the routes with everything that surrounds them.
func (s *Server) Handler() http.Handler {
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.ForwardedByClientIP = false
	r.Use(
		ownRequestID,
		requestid.New(),
		s.accessLog,
		// Mostly one machine or one office: a third of the time of the default level
		// for a law of a megabyte, and a page of 160 kB instead of 115.
		gzip.Gzip(gzip.BestSpeed, gzip.WithExcludedExtensions([]string{".woff2"}),
			gzip.WithExcludedPathsRegexs([]string{"/ban-goc/(tep|trang/)"})),
		s.recovery, // inside gzip, whose writer must still be open for the error page
		securityHeaders,
		s.checkHost,
		s.limitURL,
	)
	r.NoRoute(s.notFound)
	r.NoMethod(s.methodNotAllowed)

	both := func(path string, h gin.HandlerFunc) { r.GET(path, h); r.HEAD(path, h) }
	both("/", s.home)
	both("/tim", s.search)
	both("/van-ban", s.list)
	both("/van-ban/:id", s.document)
	both("/van-ban/:id/ban-goc", s.original)
	both("/van-ban/:id/ban-goc/tep", s.originalFile)
	both("/van-ban/:id/ban-goc/trang/:n", s.pageImage)
	both("/so-sanh", s.compare)
	r.POST("/van-ban/:id/vien-dan", s.choose)
	both("/van-ban/:id/vien-dan", func(c *gin.Context) { // an answer of choose, opened again by its address
		c.Redirect(http.StatusSeeOther, documentURL(c.Param("id"), ""))
	})
	both("/van-ban/:id/so-do", s.showMap)
	both("/van-ban/:id/so-do.svg", s.mapSVG)
	both("/gio", s.showBasket)
	r.POST("/gio", s.changeBasket)
	both("/gio.txt", s.basketText(false))
	both("/gio.docx", s.basketText(true))
	for _, f := range biblio.Formats {
		both("/gio."+f.Extension, s.basketFile(f))
		both("/van-ban/:id/trich-dan."+f.Extension, s.citeFile(f))
		both("/van-ban/:id/vien-dan."+f.Extension, s.citedFile(f))
	}
	both("/tim.atom", s.searchFeed)
	both("/tim/goi-y", s.browserSuggest)
	both("/tim/da-luu", s.saved)
	both("/van-ban.atom", s.listFeed)
	both("/opensearch.xml", s.openSearch)
	both("/thieu", s.missing)
	both("/thieu.csv", s.missingCSV)
	both("/nhap", s.imports)
	r.POST("/nhap", s.upload)
	both("/nhap/dot/:id", s.importJob)
	both("/nhap/dot/:id/bao-cao.csv", s.importReport(".csv"))
	both("/nhap/dot/:id/bao-cao.json", s.importReport(".json"))
	r.POST("/nhap/dot/:id/dung", s.importAction((*intake.Desk).Stop, jobURL))
	r.POST("/nhap/dot/:id/tiep", s.importAction((*intake.Desk).Continue, jobURL))
	r.POST("/nhap/dot/:id/bo", s.importAction((*intake.Desk).Forget, func(string) string { return importsURL }))
	both("/nhap/duyet", s.reviews)
	both("/nhap/duyet/:id", s.review)
	r.POST("/nhap/duyet/:id", s.decideReview)
	both("/kiem-tra", s.draftForm)
	r.POST("/kiem-tra", s.draftCheck)
	both("/tro-giup", s.help)
	both("/trang-thai", s.status)
	both("/healthz", s.health)
	both("/tep/:version/*file", s.static)
	both("/favicon.ico", func(c *gin.Context) { c.Redirect(http.StatusMovedPermanently, web.URL("favicon.svg")) })

	both("/api/openapi.json", s.openAPI)
	both("/api/v1/search", s.apiSearch)
	both("/api/v1/suggest", s.apiSuggest)
	r.POST("/api/v1/added", s.apiAdded)
	both("/api/v1/compare", s.apiCompare)
	both("/api/v1/documents", s.apiList)
	both("/api/v1/documents/:id", s.apiDocument)
	both("/api/v1/documents/:id/references", s.apiReferences)
	both("/api/v1/documents/:id/related", s.apiRelated)
	both("/api/v1/documents/:id/graph", s.apiGraph)
	both("/api/v1/missing", s.apiMissing)
	both("/api/v1/imports", s.apiImports)
	r.POST("/api/v1/imports", s.apiUpload)
	both("/api/v1/imports/:id", s.apiImportJob)
	r.POST("/api/v1/cite", s.apiCite)
	r.POST("/api/v1/check", s.apiCheckDraft)

	return withController(http.NewCrossOriginProtection().Handler(r))
}

// Serve answers on the listener until ctx is done, then lets requests under way
// finish for a few seconds. It returns nil after such a stop.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve on %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := srv.Shutdown(stop); err != nil {
		_ = srv.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// isAPI tells whether an error is to be answered in JSON.
func isAPI(c *gin.Context) bool { return strings.HasPrefix(c.Request.URL.Path, "/api/") }
