package handover

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tracuu/internal/ingest"
	"tracuu/internal/intake"
)

// desk opens a desk whose imports report the paths as added, or wait for their end
// where a path says so.
func desk(t *testing.T, dir string) *intake.Desk {
	t.Helper()
	d, err := intake.Open(intake.Options{Dir: filepath.Join(dir, "imports"), Import: func(ctx context.Context, paths []string, o ingest.Options) (ingest.Summary, error) {
		sum := ingest.Summary{Counts: map[ingest.Status]int{}}
		for i, p := range paths {
			if strings.HasSuffix(p, "wait") {
				<-ctx.Done()
				return sum, ctx.Err()
			}
			if strings.HasSuffix(p, "broken") {
				return sum, errors.New("ổ đĩa hỏng")
			}
			name := p
			if n := o.Names[p]; n != "" {
				name = n
			}
			o.Progress(ingest.Progress{Done: i, Total: len(paths), Current: name})
			o.Outcome(ingest.Outcome{File: name, Status: ingest.Added})
			sum = sum.Plus(ingest.Summary{Files: 1, Counts: map[ingest.Status]int{ingest.Added: 1}})
		}
		return sum, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func start(t *testing.T, dir string) (d *intake.Desk, stop func()) {
	t.Helper()
	d = desk(t, dir)
	ctx, cancel := context.WithCancel(context.Background())
	wait, err := Serve(ctx, dir, d)
	if err != nil {
		t.Fatal(err)
	}
	ran := make(chan struct{})
	go func() {
		defer close(ran)
		d.Run(ctx)
	}()
	stop = func() { cancel(); wait(); <-ran }
	t.Cleanup(stop)
	return d, stop
}

func abs(t *testing.T, name string) string {
	t.Helper()
	p, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestImport(t *testing.T) {
	dir := t.TempDir()
	start(t, dir)
	one, two := abs(t, "một.pdf"), abs(t, "hai.pdf")
	var said []string
	sum, err := Import(t.Context(), dir, intake.Request{Paths: []string{one, two}, Names: map[string]string{two: "stdin"}}, Listener{
		Outcome: func(o ingest.Outcome) { said = append(said, o.File) },
	})
	if err != nil || sum.Files != 2 || sum.Counts[ingest.Added] != 2 || !slices.Equal(said, []string{one, "stdin"}) {
		t.Errorf("%+v %v %q", sum, err, said)
	}
	if _, err := Import(t.Context(), dir, intake.Request{Paths: []string{abs(t, "broken")}}, Listener{}); err == nil || !strings.Contains(err.Error(), "ổ đĩa hỏng") {
		t.Errorf("%v", err)
	}
	if _, err := Import(t.Context(), dir, intake.Request{Paths: []string{"relative"}}, Listener{}); err == nil || errors.Is(err, ErrNobody) {
		t.Errorf("a relative path: %v", err)
	}
}

// TestOnlyWithToken asks as a web page, or another user of the machine, could.
func TestOnlyWithToken(t *testing.T) {
	dir := t.TempDir()
	d, stop := start(t, dir)
	b, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	var p place
	if err := json.Unmarshal(b, &p); err != nil {
		t.Fatal(err)
	}
	if fi, err := os.Stat(filepath.Join(dir, FileName)); runtime.GOOS != "windows" && (err != nil || fi.Mode().Perm() != 0o600) {
		t.Errorf("%v %v", fi.Mode(), err)
	}
	for _, token := range []string{"", "Bearer", "Bearer ", "Bearer " + p.Token[:63], "Bearer " + p.Token + "0"} {
		req, _ := http.NewRequest(http.MethodPost, "http://"+p.Address+path, strings.NewReader(`{"paths":["`+filepath.ToSlash(abs(t, "x"))+`"]}`))
		req.Header.Set("Authorization", token)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusForbidden {
			t.Errorf("with %q: %d", token, resp.StatusCode)
		}
	}
	if n := len(d.Jobs()); n > 0 {
		t.Errorf("%d jobs were made", n)
	}
	stop()
	if _, err := os.Stat(filepath.Join(dir, FileName)); !os.IsNotExist(err) {
		t.Errorf("the file is left: %v", err)
	}
}

func TestNobody(t *testing.T) {
	dir := t.TempDir()
	q := intake.Request{Paths: []string{abs(t, "x")}}
	if _, err := Import(t.Context(), dir, q, Listener{}); !errors.Is(err, ErrNobody) {
		t.Errorf("without a file: %v", err)
	}
	left := place{Address: "127.0.0.1:1", Token: "x"} // of a process that was killed
	if err := left.write(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Import(t.Context(), dir, q, Listener{}); !errors.Is(err, ErrNobody) {
		t.Errorf("with a file that was left: %v", err)
	}
	left.Address = "192.0.2.1:80"
	if err := left.write(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Import(t.Context(), dir, q, Listener{}); err == nil || errors.Is(err, ErrNobody) {
		t.Errorf("an address elsewhere: %v", err)
	}
}

// TestHangingUpStops ends the command in the middle, and then the server.
func TestHangingUpStops(t *testing.T) {
	dir := t.TempDir()
	d, stop := start(t, dir)
	q := intake.Request{Paths: []string{abs(t, "wait")}}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Import(ctx, dir, q, Listener{Progress: func(ingest.Progress) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	id := d.Jobs()[0].ID
	if err := d.Follow(t.Context(), id, time.Millisecond, func(s intake.Status, _ []ingest.Outcome) error {
		if s.State.Over() && s.State != intake.Stopped {
			t.Errorf("%s", s.State)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	_, err = Import(t.Context(), dir, q, Listener{Progress: func(ingest.Progress) { go stop() }})
	if err == nil || errors.Is(err, ErrNobody) {
		t.Errorf("the server stopped: %v", err)
	}
}
