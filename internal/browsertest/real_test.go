package browsertest

import (
	"testing"

	"tracuu/internal/library"
)

// directive is the page of the default collection's directive.
const directive = "/van-ban/chi-thi-23-ct-tu-phu-tho-2023"

// openReal opens a new library with the default collection, as the first start
// of the program makes it.
func openReal(t *testing.T) *library.Library {
	t.Helper()
	if chromium() == "" {
		skip(t, "no Chromium: the browser tests are left out")
	}
	l, err := library.Open(t.Context(), library.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}
