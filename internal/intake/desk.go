package intake

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"tracuu/internal/extract"
	"tracuu/internal/ingest"
)

// Errors of the desk, matched with errors.Is.
var (
	ErrNoJob = errors.New("không có đợt nhập này")
	ErrState = errors.New("đợt nhập không ở trạng thái làm được việc này")
	ErrBusy  = errors.New("đang nhận nhiều đợt tải lên cùng lúc")
	ErrQueue = errors.New("đã có quá nhiều đợt nhập đang chờ")
	ErrEmpty = errors.New("không có tệp nào")
	errAsked = errors.New("dừng theo yêu cầu")
)

// Options say how a desk works.
type Options struct {
	// Dir is the folder in which uploads wait, and reports are kept.
	Dir string
	// Import does the work; it is called for one job at a time.
	Import func(ctx context.Context, paths []string, opts ingest.Options) (ingest.Summary, error)
	// Base are the options of every import; what a job says of itself is added.
	Base   ingest.Options
	Limits Limits
	// Free gives the bytes that can still be written in a folder; nil asks the
	// system.
	Free func(dir string) (int64, error)
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Notice is told, in Vietnamese, of what went wrong beside the files.
	Notice func(string)
}

// Limits bound what is taken in. Zero values take the defaults given.
type Limits struct {
	File      int64 // bytes of a file; 512 MiB
	Archive   int64 // bytes of an archive; 2 GiB
	Upload    int64 // bytes of an upload; 4 GiB
	Files     int   // files of an upload; 2,000
	Reserve   int64 // bytes of the disk that stay free; 256 MiB
	Receiving int   // uploads at one time; 4
	Queue     int   // jobs that wait; 50
	Kept      int   // reports of jobs that have ended; 200
}

// WithDefaults gives the limits with what is zero filled in.
func (l Limits) WithDefaults() Limits { return l.withDefaults() }

func (l Limits) withDefaults() Limits {
	for _, d := range []struct {
		v *int64
		n int64
	}{{&l.File, 512 << 20}, {&l.Archive, 2 << 30}, {&l.Upload, 4 << 30}, {&l.Reserve, 256 << 20}} {
		if *d.v <= 0 {
			*d.v = d.n
		}
	}
	for _, d := range []struct {
		v *int
		n int
	}{{&l.Files, 2000}, {&l.Receiving, 4}, {&l.Queue, 50}, {&l.Kept, 200}} {
		if *d.v <= 0 {
			*d.v = d.n
		}
	}
	return l
}

// Desk takes files in. Its methods may be called from many goroutines.
type Desk struct {
	opts Options
	wake chan struct{} // a job is waiting

	mu        sync.Mutex // guards what follows, and the jobs
	jobs      map[string]*job
	order     []string // ids, oldest first
	queue     []string // ids of jobs that wait, next first
	receiving int
}

// Open opens the desk of a library and takes up what an earlier process left.
// Nothing is imported until Run.
func Open(opts Options) (*Desk, error) {
	opts.Limits = opts.Limits.withDefaults()
	if opts.Free == nil {
		opts.Free = freeSpace
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Notice == nil {
		opts.Notice = func(string) {}
	}
	d := &Desk{opts: opts, wake: make(chan struct{}, 1), jobs: map[string]*job{}}
	if err := os.MkdirAll(opts.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("mở nơi nhận tệp: %w", err)
	}
	if err := d.takeUp(); err != nil {
		return nil, fmt.Errorf("mở nơi nhận tệp: %w", err)
	}
	return d, nil
}

// takeUp reads the jobs that lie in the folder.
func (d *Desk) takeUp() error {
	entries, err := os.ReadDir(d.opts.Dir) // sorted: ids begin with their time
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(d.opts.Dir, e.Name())
		if isTemp(e.Name()) { // an upload that was not received to its end
			if err := os.RemoveAll(path); err != nil {
				return err
			}
			continue
		}
		if !e.IsDir() || !ValidID(e.Name()) {
			continue
		}
		r, err := readRecord(path)
		if err != nil {
			d.opts.Notice(fmt.Sprintf("Không đọc được đợt nhập %s: %v", path, err))
			continue
		}
		r.ID = e.Name()
		j := newJob(r)
		switch {
		case r.State.ended() || r.State == Stopped || r.State == Broken:
			if r.State.ended() {
				os.RemoveAll(filepath.Join(path, filesDir)) // killed before it came to that
			}
		case r.Source == Upload:
			j.State = Queued
			d.queue = append(d.queue, r.ID)
		default:
			j.State, j.Ended = Interrupted, d.opts.Now()
			j.Error = "chương trình đã dừng trong khi nhập; hãy chạy lại lệnh để làm tiếp"
			d.save(j)
		}
		d.jobs[r.ID] = j
		d.order = append(d.order, r.ID)
	}
	d.prune()
	d.signal()
	return nil
}

func (d *Desk) signal() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// Run works the jobs off until ctx ends.
func (d *Desk) Run(ctx context.Context) {
	for {
		j := d.next()
		if j == nil {
			select {
			case <-ctx.Done():
				return
			case <-d.wake:
			}
			continue
		}
		d.work(ctx, j)
		if ctx.Err() != nil {
			return
		}
	}
}

func (d *Desk) next() *job {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.queue) == 0 {
		return nil
	}
	j := d.jobs[d.queue[0]]
	d.queue = d.queue[1:]
	return j
}

// work does one job. Where ctx ends meanwhile, an upload stays as it is on the
// disk and is taken up at the next start.
func (d *Desk) work(ctx context.Context, j *job) {
	run, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	paths, opts := d.begin(j, cancel)
	report, err := newReport(d.folder(j.ID))
	unkept := err
	tell := func(o ingest.Outcome) {
		if err := report.add(o); err != nil && unkept == nil {
			unkept = err
		}
		d.change(j, func() { j.outcomes = append(j.outcomes, o) })
	}
	for _, o := range j.Refused {
		tell(o)
	}
	opts.Outcome = tell
	opts.Progress = func(p ingest.Progress) { d.change(j, func() { j.progress = p }) }
	opts.Notice = func(m string) {
		d.opts.Notice(m)
		d.change(j, func() { j.notices = append(j.notices, m) })
	}
	sum, err := d.opts.Import(run, paths, opts)
	if cerr := report.close(); cerr != nil && unkept == nil {
		unkept = cerr
	}
	if unkept != nil {
		d.opts.Notice(fmt.Sprintf("Không ghi được báo cáo của đợt nhập %s: %v", j.ID, unkept))
	}
	kept := unkept == nil
	switch asked := context.Cause(run) == errAsked; {
	case err == nil:
		d.end(j, Done, kept, sum, "")
	case asked:
		d.end(j, Stopped, kept, sum, "")
	case ctx.Err() == nil:
		d.end(j, Broken, kept, sum, err.Error())
	case j.Source != Upload:
		// The process ends, and whoever waits for a command's job is told. An upload
		// stays on the disk as it is.
		d.end(j, Interrupted, kept, sum, "chương trình đang mở thư viện đã dừng; hãy chạy lại lệnh để làm tiếp")
	}
}

// begin marks a job as under way and says what is to be imported.
func (d *Desk) begin(j *job, cancel context.CancelCauseFunc) ([]string, ingest.Options) {
	d.mu.Lock()
	defer d.mu.Unlock()
	j.State, j.Started, j.Error = Running, d.opts.Now(), ""
	j.reported = false
	j.cancel, j.outcomes, j.notices, j.progress = cancel, nil, nil, ingest.Progress{Total: len(j.Files)}
	d.save(j)
	j.tell()
	opts := d.opts.Base
	opts.Again = j.Again
	if j.Jobs > 0 {
		opts.Jobs = j.Jobs
	}
	if j.NoOCR {
		opts.Reading.OCR = extract.OCRNever
	}
	paths := j.Paths
	opts.Names = j.Names
	if j.Source == Upload {
		paths, opts.Names = nil, map[string]string{}
		for _, f := range j.Files {
			path := filepath.Join(d.folder(j.ID), filesDir, f.Stored)
			paths = append(paths, path)
			opts.Names[path] = f.Name
		}
		opts.Resume = true // these paths are nobody's but this job's
	}
	return paths, opts
}

// end closes a job; kept says that its outcomes are in the report on the disk.
func (d *Desk) end(j *job, s State, kept bool, sum ingest.Summary, why string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	j.State, j.Ended, j.Error, j.cancel = s, d.opts.Now(), why, nil
	sum.Interrupted = s != Done
	for _, o := range j.Refused {
		sum = sum.Plus(ingest.Summary{Files: 1, Counts: map[ingest.Status]int{o.Status: 1}})
	}
	j.Summary = sum
	if s.ended() {
		j.Files, j.Refused, j.Names = nil, nil, nil
	}
	d.save(j)
	if s.ended() {
		os.RemoveAll(filepath.Join(d.folder(j.ID), filesDir))
	}
	idle := j.Look && s == Done && !slices.ContainsFunc(j.outcomes, func(o ingest.Outcome) bool { return !o.Unchanged && o.Status != ingest.Skipped })
	switch {
	case idle: // those who follow it have it still
		d.forget(j.ID)
	case kept:
		j.outcomes, j.reported = nil, true
	}
	j.tell()
	d.prune()
}

// prune forgets the oldest jobs that have ended, beyond those that are kept.
func (d *Desk) prune() {
	ended := 0
	for _, id := range slices.Backward(d.order) {
		if !d.jobs[id].State.ended() {
			continue
		}
		if ended++; ended > d.opts.Limits.Kept {
			d.forget(id)
		}
	}
}

func (d *Desk) forget(id string) {
	os.RemoveAll(d.folder(id))
	delete(d.jobs, id)
	d.order = slices.DeleteFunc(slices.Clone(d.order), func(o string) bool { return o == id })
}

func (d *Desk) change(j *job, f func()) {
	d.mu.Lock()
	f()
	j.tell()
	d.mu.Unlock()
}

// save writes a job to the disk. That it fails is worth a word: the work itself
// is not lost by it.
func (d *Desk) save(j *job) {
	if err := j.record.write(d.folder(j.ID)); err != nil {
		d.opts.Notice(fmt.Sprintf("Không ghi được đợt nhập %s: %v", j.ID, err))
	}
}

func (d *Desk) folder(id string) string { return filepath.Join(d.opts.Dir, id) }

// newID is a name that nobody can guess and that sorts by time.
func newID(now time.Time) string {
	var b [4]byte
	rand.Read(b[:])
	return now.UTC().Format("20060102-150405") + "-" + hex.EncodeToString(b[:])
}

// ValidID reports whether s has the shape of a job's id.
func ValidID(s string) bool {
	if len(s) != len("20060102-150405-01234567") {
		return false
	}
	for i, c := range []byte(s) {
		switch {
		case i == 8 || i == 15:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (i < 16 || c < 'a' || c > 'f'):
			return false
		}
	}
	return true
}

// Limits gives the limits of what is taken in.
func (d *Desk) Limits() Limits { return d.opts.Limits }
