package server

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"tracuu/internal/library"
	"tracuu/internal/server/servertest"
)

// oneDocument is a library that has what it was given and nothing else.
type oneDocument struct {
	Library // nil: the rest is not asked
	d       *library.Document
}

func (l oneDocument) Document(id string) (*library.Document, error) {
	if id != l.d.Record.ID {
		return nil, library.ErrNotFound
	}
	return l.d, nil
}
func (l oneDocument) Entry(id string) (library.Entry, error) {
	d, err := l.Document(id)
	if err != nil {
		return library.Entry{}, err
	}
	return d.Entry, nil
}
func (oneDocument) Original(string) (library.Original, error) {
	return library.Original{}, library.ErrNoOriginal
}
func (oneDocument) Versions(string) ([]library.Version, error) { return nil, nil }
func (oneDocument) Related(string, int) ([]library.Related, error) {
	return nil, nil
}
func (oneDocument) Problems() []library.Problem { return nil }
func (oneDocument) Writable() bool              { return true }

func benchmarkPage(b *testing.B, lib Library, path string) {
	b.Helper()
	s, err := New(lib, Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		b.Fatal(err)
	}
	h := s.Handler()
	b.ReportAllocs()
	for b.Loop() {
		req := httptest.NewRequest(http.MethodGet, path, nil)
		req.Header.Set("Accept-Encoding", "gzip")
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, req)
		if rec.Code != http.StatusOK {
			b.Fatalf("status %d", rec.Code)
		}
		b.ReportMetric(float64(rec.Body.Len()), "sent-bytes")
	}
}

// BenchmarkBigLaw: a law of 1 MB with 2,000 citations is to take at most 150 ms.
func BenchmarkBigLaw(b *testing.B) {
	d := bigLaw(1<<20, 2000)
	if len(d.References) != 2000 {
		b.Fatalf("%d references", len(d.References))
	}
	b.SetBytes(int64(len(d.Text)))
	benchmarkPage(b, oneDocument{d: d}, "/van-ban/luat-lon")
}

// BenchmarkBigLawRead is BenchmarkBigLaw with a library behind it that reads the
// text, finds its citations and resolves them.
func BenchmarkBigLawRead(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "library")
	if err := os.MkdirAll(filepath.Join(dir, "documents"), 0o755); err != nil {
		b.Fatal(err)
	}
	text := bigLaw(1<<20, 2000).Text
	if err := os.WriteFile(filepath.Join(dir, "documents", "luat-lon.txt"), []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
	lib, err := library.Open(b.Context(), library.Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	defer lib.Close()
	if d, err := lib.Document("luat-lon"); err != nil || len(d.References) < 2000 {
		b.Fatalf("%d references, %v", len(d.References), err)
	}
	b.SetBytes(int64(len(text)))
	benchmarkPage(b, lib, "/van-ban/luat-lon")
}

// BenchmarkDirective: the page of the default collection's directive is to take
// at most 10 ms.
func BenchmarkDirective(b *testing.B) {
	lib, err := library.Open(b.Context(), library.Options{Dir: filepath.Join(b.TempDir(), "library")})
	if err != nil {
		b.Fatal(err)
	}
	defer lib.Close()
	benchmarkPage(b, lib, "/van-ban/chi-thi-23-ct-tu-phu-tho-2023")
}

func BenchmarkSearchPage(b *testing.B) {
	lib, err := library.Open(b.Context(), library.Options{Dir: filepath.Join(b.TempDir(), "library")})
	if err != nil {
		b.Fatal(err)
	}
	defer lib.Close()
	benchmarkPage(b, lib, "/tim?q=the+tran+an+ninh")
}

// oneMap is a library that knows what lies around one document.
type oneMap struct {
	oneDocument
	a library.Around
}

func (l oneMap) Around(string, library.AroundQuery) (library.Around, error) { return l.a, nil }

// BenchmarkMap draws a document with 520 around it: in groups, and one by one.
func BenchmarkMap(b *testing.B) {
	lib := servertest.Crowded(520)
	a, err := lib.Around(servertest.Busy, library.AroundQuery{Depth: 1})
	if err != nil || len(a.Nodes) != 520 {
		b.Fatalf("%d neighbours, %v", len(a.Nodes), err)
	}
	one := oneMap{oneDocument{d: lib.Docs[0]}, a}
	for name, q := range map[string]string{"grouped": "", "open": "?mo=tat-ca"} {
		b.Run(name, func(b *testing.B) { benchmarkPage(b, one, "/van-ban/"+servertest.Busy+"/so-do"+q) })
	}
	b.Run("svg", func(b *testing.B) { benchmarkPage(b, one, "/van-ban/"+servertest.Busy+"/so-do.svg") })
}
