package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tracuu/corpus"
	"tracuu/internal/ingest"
)

// decree is a text that becomes a document without a doubt.
func decree(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: %d/2031/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2031\nNGHỊ ĐỊNH\nQuy định về bến đò số %d\n", n, n)
	fmt.Fprintf(&b, "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\nChính phủ ban hành Nghị định này.\nĐiều 1. Bến đò\n1. Bến đò số %d có một người chèo và %d chiếc áo phao.\n2. Mỗi chuyến chở không quá %d người.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực từ ngày ký.\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần Văn Thử\n", n, n+20, n+10)
	return b.String()
}

// place is a desk before a library.
type place struct {
	*testing.T
	dir    string // of the library
	corpus *corpus.Corpus
	desk   *Desk
	opts   Options
}

func importer(c *corpus.Corpus) func(context.Context, []string, ingest.Options) (ingest.Summary, error) {
	return func(ctx context.Context, paths []string, opts ingest.Options) (ingest.Summary, error) {
		im, err := ingest.New(c, opts)
		if err != nil {
			return ingest.Summary{}, err
		}
		defer im.Close()
		return im.Run(ctx, paths)
	}
}

func openPlace(t *testing.T, dir string, change func(*Options)) *place {
	t.Helper()
	c, err := corpus.CreateEmpty(dir, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	p := &place{T: t, dir: dir, corpus: c}
	p.opts = Options{Dir: filepath.Join(dir, "imports"), Import: importer(c), Notice: func(m string) { t.Log(m) }}
	p.opts.Base.Reading.NoPrograms = true
	if change != nil {
		change(&p.opts)
	}
	if p.desk, err = Open(p.opts); err != nil {
		t.Fatal(err)
	}
	return p
}

// run works the jobs off in the background until the end of the test.
func (p *place) run() {
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() { p.desk.Run(ctx) })
	p.Cleanup(func() { cancel(); group.Wait() })
}

type file struct{ name, content string }

func (p *place) send(files ...file) string {
	p.Helper()
	u, err := p.desk.Receive(0)
	if err != nil {
		p.Fatal(err)
	}
	for _, f := range files {
		if err := u.File(f.name, strings.NewReader(f.content)); err != nil {
			p.Fatal(err)
		}
	}
	id, err := u.Commit()
	if err != nil {
		p.Fatal(err)
	}
	return id
}

// wait gives a job when it is over, with its outcomes.
func (p *place) wait(id string) (Status, []ingest.Outcome) {
	p.Helper()
	var last Status
	var out []ingest.Outcome
	err := p.desk.Follow(p.Context(), id, time.Millisecond, func(s Status, more []ingest.Outcome) error {
		last, out = s, append(out, more...)
		return nil
	})
	if err != nil {
		p.Fatal(err)
	}
	return last, out
}

func zipOf(t *testing.T, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = io.WriteString(w, f.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestUpload(t *testing.T) {
	p := openPlace(t, t.TempDir(), nil)
	p.run()
	nfd := "Quye\u0302\u0301t đi\u0323nh.txt"
	id := p.send(file{"a.txt", decree(1)}, file{"hai\ndòng.txt", decree(2)}, file{nfd, decree(3)}, file{"../../../etc/x.txt", decree(4)},
		file{"ảnh.pdf", "\x89PNG\r\n\x1a\nrest"}, file{"rỗng.docx", ""},
		file{"gói.zip", zipOf(t, file{"b.txt", decree(5)}, file{"../trốn.txt", decree(6)}, file{"hỏng.docx", "PK"})})
	s, out := p.wait(id)
	if s.State != Done || s.Done != 9 || s.Count != 7 {
		t.Errorf("%+v", s)
	}
	want := []string{"a.txt added", "hai dòng.txt added", "Quyết định.txt added", "x.txt added", "ảnh.pdf failed", "rỗng.docx failed", "gói.zip!/b.txt added", "gói.zip!/../trốn.txt failed", "gói.zip!/hỏng.docx failed"}
	var got []string
	for _, o := range out {
		got = append(got, o.File+" "+string(o.Status))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(p.opts.Dir, id, filesDir)); !os.IsNotExist(err) {
		t.Error("the files still lie there")
	}
	again, err := p.desk.Outcomes(id, 7)
	if err != nil || len(again) != 2 || again[0].File != out[7].File {
		t.Errorf("%+v, %v", again, err)
	}
	// The report outlives the process.
	d, err := Open(p.opts)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := d.Job(id); err != nil || s.State != Done || s.Summary.Counts[ingest.Added] != 5 {
		t.Errorf("%+v, %v", s, err)
	}
	if again, err := d.Outcomes(id, 0); err != nil || len(again) != 9 {
		t.Errorf("%d outcomes, %v", len(again), err)
	}
}

// TestManyAtOnce sends three hundred files in one upload.
func TestManyAtOnce(t *testing.T) {
	p := openPlace(t, t.TempDir(), nil)
	p.run()
	var files []file
	for i := range 300 {
		files = append(files, file{fmt.Sprintf("%03d.txt", i), decree(i + 1)})
	}
	s, out := p.wait(p.send(files...))
	if s.State != Done || len(out) != 300 || s.Summary.Counts[ingest.Added] != 300 || p.corpus.Len() != 300 {
		t.Errorf("%+v, %d documents", s.Summary, p.corpus.Len())
	}
}

func TestLimits(t *testing.T) {
	large := strings.Repeat("x", 3000)
	for _, tc := range []struct {
		name   string
		limits Limits
		free   int64
		size   int64 // as announced
		files  []file
		want   any // a type of error, or the statuses in the report
	}{
		{"a file too large is passed over", Limits{File: 2000}, 1 << 30, 0, []file{{"lớn.txt", large}, {"a.txt", decree(1)}}, []ingest.Status{ingest.Failed, ingest.Added}},
		{"an archive may be larger", Limits{File: 100, Archive: 1 << 20}, 1 << 30, 0, []file{{"a.zip", zipOf(t, file{"a.txt", "Bến đò"})}}, []ingest.Status{ingest.Doubtful}},
		{"too many bytes", Limits{Upload: 4000}, 1 << 30, 0, []file{{"a", large}, {"b", large}}, new(*LimitError)},
		{"too many bytes, as announced", Limits{Upload: 4000}, 1 << 30, 5000, nil, new(*LimitError)},
		{"too many files", Limits{Files: 2}, 1 << 30, 0, []file{{"a", "1"}, {"b", "2"}, {"c", "3"}}, new(*LimitError)},
		{"no room", Limits{Reserve: 1000}, 1500, 300, nil, new(*DiskError)},
		{"no room at all", Limits{Reserve: 1000}, 500, 0, nil, new(*DiskError)},
		{"nothing sent", Limits{}, 1 << 30, 0, nil, ErrEmpty},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := openPlace(t, t.TempDir(), func(o *Options) {
				o.Limits = tc.limits
				o.Limits.Reserve = max(o.Limits.Reserve, 1)
				o.Free = func(string) (int64, error) { return tc.free, nil }
			})
			p.run()
			id, err := func() (string, error) {
				u, err := p.desk.Receive(tc.size)
				if err != nil {
					return "", err
				}
				defer u.Abort()
				for _, f := range tc.files {
					if err := u.File(f.name, strings.NewReader(f.content)); err != nil {
						return "", err
					}
				}
				return u.Commit()
			}()
			switch want := tc.want.(type) {
			case []ingest.Status:
				if err != nil {
					t.Fatal(err)
				}
				_, out := p.wait(id)
				var got []ingest.Status
				for _, o := range out {
					got = append(got, o.Status)
				}
				if !slices.Equal(got, want) {
					t.Errorf("%v, want %v", got, want)
				}
			case error:
				if !errors.Is(err, want) {
					t.Errorf("%v, want %v", err, want)
				}
			default:
				if !errors.As(err, want) {
					t.Errorf("%v, want %T", err, want)
				}
			}
			if err != nil {
				if left, _ := os.ReadDir(p.opts.Dir); len(left) > 0 || p.desk.receiving != 0 {
					t.Errorf("%v was left, %d are being received", left, p.desk.receiving)
				}
			}
		})
	}
}

// failing gives some bytes and then an error.
type failing struct {
	n   int
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	if f.n <= 0 {
		return 0, f.err
	}
	n := min(f.n, len(p))
	f.n -= n
	return n, nil
}

func TestBrokenUploadLeavesNothing(t *testing.T) {
	for _, err := range []error{io.ErrUnexpectedEOF, syscall.ECONNRESET} {
		p := openPlace(t, t.TempDir(), nil)
		u, rerr := p.desk.Receive(0)
		if rerr != nil {
			t.Fatal(rerr)
		}
		if got := u.File("a.pdf", &failing{1 << 20, err}); !errors.Is(got, err) {
			t.Errorf("%v, want %v", got, err)
		}
		u.Abort()
		if left, _ := os.ReadDir(p.opts.Dir); len(left) > 0 {
			t.Errorf("%v was left", left)
		}
	}
}

func TestOneAtATime(t *testing.T) {
	began, free := make(chan string), make(chan bool)
	p := openPlace(t, t.TempDir(), func(o *Options) {
		do := o.Import
		o.Limits.Queue, o.Limits.Receiving = 2, 2
		o.Import = func(ctx context.Context, paths []string, opts ingest.Options) (ingest.Summary, error) {
			began <- opts.Names[paths[0]]
			select {
			case <-free:
			case <-ctx.Done():
				return ingest.Summary{}, ctx.Err()
			}
			return do(ctx, paths, opts)
		}
	})
	p.run()
	one := p.send(file{"1.txt", decree(1)})
	if got := <-began; got != "1.txt" {
		t.Fatal(got)
	}
	two, three := p.send(file{"2.txt", decree(2)}), p.send(file{"3.txt", decree(3)})
	if s, _ := p.desk.Job(three); s.State != Queued || s.Ahead != 2 {
		t.Errorf("%+v", s)
	}
	if _, err := p.desk.Receive(0); !errors.Is(err, ErrQueue) {
		t.Errorf("%v", err)
	}
	if err := p.desk.Forget(one); !errors.Is(err, ErrState) {
		t.Errorf("a job under way is forgotten: %v", err)
	}
	if err := p.desk.Stop(two); err != nil { // while it waits
		t.Fatal(err)
	}
	if err := p.desk.Stop(one); err != nil { // while it runs
		t.Fatal(err)
	}
	if s, _ := p.wait(one); s.State != Stopped {
		t.Errorf("%+v", s)
	}
	if got := <-began; got != "3.txt" {
		t.Errorf("%s after the stopped one", got)
	}
	free <- true
	if s, _ := p.wait(three); s.State != Done {
		t.Errorf("%+v", s)
	}
	if err := p.desk.Continue(one); err != nil {
		t.Fatal(err)
	}
	<-began
	free <- true
	if s, out := p.wait(one); s.State != Done || len(out) != 1 || out[0].Status != ingest.Added {
		t.Errorf("%+v %+v", s, out)
	}
	if err := p.desk.Forget(two); err != nil {
		t.Fatal(err)
	}
	if _, err := p.desk.Job(two); !errors.Is(err, ErrNoJob) {
		t.Errorf("%v", err)
	}
	u, err := p.desk.Receive(0)
	if err != nil {
		t.Fatal(err)
	}
	v, err := p.desk.Receive(0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.desk.Receive(0); !errors.Is(err, ErrBusy) {
		t.Errorf("a third upload at one time: %v", err)
	}
	u.Abort()
	v.Abort()
	v.Abort()
	if p.desk.receiving != 0 {
		t.Errorf("%d are being received", p.desk.receiving)
	}
}

func TestSubmit(t *testing.T) {
	p := openPlace(t, t.TempDir(), nil)
	p.run()
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(decree(1)), 0o600); err != nil {
		t.Fatal(err)
	}
	id, err := p.desk.Submit(Request{Source: Command, Paths: []string{path}})
	if err != nil {
		t.Fatal(err)
	}
	if s, out := p.wait(id); s.State != Done || len(out) != 1 || out[0].File != path || out[0].Status != ingest.Added {
		t.Errorf("%+v %+v", s, out)
	}
	// A look at which nothing is new is not worth a line in the list.
	look := func() (string, []ingest.Outcome) {
		id, err := p.desk.Submit(Request{Source: Folder, Paths: []string{filepath.Dir(path)}, Look: true})
		if err != nil {
			t.Fatal(err)
		}
		_, out := p.wait(id)
		return id, out
	}
	id, out := look()
	if _, err := p.desk.Job(id); !errors.Is(err, ErrNoJob) || len(out) != 1 || !out[0].Unchanged {
		t.Errorf("%v, %+v", err, out)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "b.txt"), []byte(decree(2)), 0o600); err != nil {
		t.Fatal(err)
	}
	id, out = look()
	if _, err := p.desk.Job(id); err != nil || len(out) != 2 {
		t.Errorf("%v, %+v", err, out)
	}
	if _, err := p.desk.Submit(Request{}); !errors.Is(err, ErrEmpty) {
		t.Errorf("%v", err)
	}
}

func TestKeptReports(t *testing.T) {
	p := openPlace(t, t.TempDir(), func(o *Options) { o.Limits.Kept = 3 })
	p.run()
	var ids []string
	for i := range 5 {
		ids = append(ids, p.send(file{"a.txt", decree(i)}))
		p.wait(ids[i])
	}
	jobs := p.desk.Jobs()
	if len(jobs) != 3 || jobs[0].ID != ids[4] {
		t.Errorf("%d jobs are listed", len(jobs))
	}
	left, _ := os.ReadDir(p.opts.Dir)
	if len(left) != 3 {
		t.Errorf("%v", left)
	}
}

func TestBrokenLibrary(t *testing.T) {
	broken := errors.New("ghi thư viện: hỏng")
	p := openPlace(t, t.TempDir(), func(o *Options) {
		o.Import = func(context.Context, []string, ingest.Options) (ingest.Summary, error) {
			return ingest.Summary{}, broken
		}
	})
	p.run()
	id := p.send(file{"a.txt", decree(1)})
	if s, _ := p.wait(id); s.State != Broken || s.Error != broken.Error() {
		t.Errorf("%+v", s)
	}
	if _, err := os.Stat(filepath.Join(p.opts.Dir, id, filesDir, "00001")); err != nil {
		t.Errorf("the file is gone: %v", err)
	}
}

func TestValidID(t *testing.T) {
	if id := newID(time.Now()); !ValidID(id) {
		t.Errorf("%s is not valid", id)
	}
	for _, s := range []string{"", "..", "20310101-000000-0123456/", "20310101-000000-0123456G", "2031010a-000000-01234567"} {
		if ValidID(s) {
			t.Errorf("%q is valid", s)
		}
	}
}

func TestSystemSaysFreeSpace(t *testing.T) {
	if n, err := freeSpace(t.TempDir()); err != nil || n <= 0 {
		t.Errorf("%d, %v", n, err)
	}
	if !isFull(fmt.Errorf("ghi: %w", &os.PathError{Op: "write", Err: syscall.ENOSPC})) || isFull(io.EOF) {
		t.Error("a full disk is not told from others")
	}
}
