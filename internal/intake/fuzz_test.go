package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzTakeUp opens a desk on what anybody may have written into its folder.
func FuzzTakeUp(f *testing.F) {
	f.Add([]byte(`{"id":"x","source":"upload","state":"running","count":1,"files":[{"name":"a","stored":"00001","bytes":3}]}`), []byte(`{"file":"a","status":"added"}`+"\n{"))
	f.Add([]byte(`{"state":"done","summary":{"counts":{"added":-5},"files":-1}}`), []byte("\n\n"))
	f.Add([]byte(`{"source":"upload","files":[{"stored":"../../../etc/passwd"}]}`), []byte("null"))
	f.Add([]byte(`{"source":"upload","files":[{"stored":".."}]}`), []byte("{}"))
	f.Add([]byte(`{"source":"command","state":"queued","paths":["/etc/passwd"]}`), []byte(`{"file":1}`))
	f.Fuzz(func(t *testing.T, record, report []byte) {
		dir := t.TempDir()
		const id = "20310101-000000-01234567"
		if err := os.MkdirAll(filepath.Join(dir, id, filesDir), 0o755); err != nil {
			t.Fatal(err)
		}
		for name, b := range map[string][]byte{recordName: record, reportName: report} {
			if err := os.WriteFile(filepath.Join(dir, id, name), b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		d, err := Open(Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Jobs() {
			if s.ID != id {
				t.Errorf("a job calls itself %q", s.ID)
			}
			s.Left(time.Now())
			if _, err := d.Outcomes(s.ID, 0); err != nil {
				t.Errorf("%s: %v", s.State, err)
			}
			// Paths are taken from whoever hands them over, never from the folder.
			if s.State == Queued && s.Source != Upload {
				t.Errorf("a job of %q is taken up", s.Source)
			}
			for _, f := range d.jobs[s.ID].Files {
				if strings.ContainsAny(f.Stored, `./\:`) || f.Stored == "" {
					t.Errorf("a file at %q", f.Stored)
				}
			}
		}
	})
}
