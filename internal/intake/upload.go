package intake

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"tracuu/internal/ingest"
	"tracuu/internal/vietnamese"
)

// LimitError says that an upload is larger than allowed as a whole.
type LimitError struct {
	Files int   // the most files; 0 where it is the bytes that are too many
	Bytes int64 // the most bytes; 0 where it is the files
}

func (e *LimitError) Error() string {
	if e.Files > 0 {
		return fmt.Sprintf("quá %d tệp trong một lần tải lên", e.Files)
	}
	return fmt.Sprintf("quá %d MB trong một lần tải lên", e.Bytes>>20)
}

// DiskError says that the disk of the library has no room.
type DiskError struct {
	Free int64 // bytes, less what is kept in reserve; -1 where not known
	Need int64 // bytes; 0 where not known
}

func (e *DiskError) Error() string { return "ổ đĩa của thư viện không đủ chỗ" }

// Receiving is an upload on its way in. It is not safe for concurrent use.
type Receiving struct {
	d       *Desk
	id      string
	folder  string // under a temporary name
	record  record
	bytes   int64
	checked int64 // bytes at the last look at the disk
	ended   bool
}

// Receive begins to take in an upload that says to be of size bytes; 0 or less
// says nothing. The error is ErrBusy, ErrQueue, a *LimitError, a *DiskError, or
// that of the disk.
func (d *Desk) Receive(size int64) (*Receiving, error) {
	if size > d.opts.Limits.Upload {
		return nil, &LimitError{Bytes: d.opts.Limits.Upload}
	}
	if err := d.room(max(size, 0)); err != nil {
		return nil, err
	}
	d.mu.Lock()
	switch {
	case d.receiving >= d.opts.Limits.Receiving:
		d.mu.Unlock()
		return nil, ErrBusy
	case len(d.queue) >= d.opts.Limits.Queue:
		d.mu.Unlock()
		return nil, ErrQueue
	}
	d.receiving++
	d.mu.Unlock()
	now := d.opts.Now()
	id := newID(now)
	u := &Receiving{d: d, id: id, folder: filepath.Join(d.opts.Dir, tempPrefix+id), record: record{ID: id, Source: Upload, State: Queued, Created: now}}
	if err := os.MkdirAll(filepath.Join(u.folder, filesDir), 0o700); err != nil {
		u.Abort()
		return nil, d.diskError(err)
	}
	return u, nil
}

// room looks whether n bytes find room: a file lies here and, once it is
// imported, for a moment in its document's folder too.
func (d *Desk) room(n int64) error {
	free, err := d.opts.Free(d.opts.Dir)
	if err != nil {
		return nil // a file system that does not say: writing will tell
	}
	if free -= d.opts.Limits.Reserve; free < 2*n || free < 0 {
		return &DiskError{Free: max(free, 0), Need: 2 * n}
	}
	return nil
}

func (d *Desk) diskError(err error) error {
	if isFull(err) {
		return &DiskError{Free: -1}
	}
	return err
}

// lookEvery is how many bytes are written between two looks at the disk.
const lookEvery = 32 << 20

// File takes in one file. One that may not be taken in, by its size, is passed
// over and stands as failed in the report; the error says that the upload as a
// whole cannot go on: a *LimitError, a *DiskError, or that of r.
func (u *Receiving) File(name string, r io.Reader) error {
	l := u.d.opts.Limits
	if u.record.Count >= l.Files {
		return &LimitError{Files: l.Files}
	}
	name = showable(name)
	u.record.Count++
	if len(u.record.First) < keptNames {
		u.record.First = append(u.record.First, name)
	}
	stored := fmt.Sprintf("%05d", u.record.Count)
	path := filepath.Join(u.folder, filesDir, stored)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return u.d.diskError(err)
	}
	limit := l.File
	if archive(name) {
		limit = l.Archive
	}
	n, err := u.copy(f, r, limit)
	if err == nil && n <= limit {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(path)
		return u.d.diskError(err)
	}
	if n > limit {
		os.Remove(path)
		u.record.Refused = append(u.record.Refused, ingest.Outcome{File: name, Status: ingest.Failed,
			Error: fmt.Sprintf("tệp lớn hơn giới hạn %d MB; hãy tách nhỏ rồi nhập", limit>>20)})
		return nil
	}
	u.record.Files = append(u.record.Files, sent{name, stored, n})
	u.record.Bytes += n
	return nil
}

// copy writes r to f as far as limit, and reads on to its end.
func (u *Receiving) copy(f *os.File, r io.Reader, limit int64) (n int64, err error) {
	buf := make([]byte, 256<<10)
	for {
		k, rerr := r.Read(buf)
		if u.bytes += int64(k); u.bytes > u.d.opts.Limits.Upload {
			return n, &LimitError{Bytes: u.d.opts.Limits.Upload}
		}
		if n += int64(k); n <= limit && k > 0 {
			if u.bytes-u.checked >= lookEvery {
				u.checked = u.bytes
				if err := u.d.room(0); err != nil {
					return n, err
				}
			}
			if _, err := f.Write(buf[:k]); err != nil {
				return n, err
			}
		}
		if rerr == io.EOF {
			return n, nil
		}
		if rerr != nil {
			return n, rerr
		}
	}
}

// Commit makes a job of what was received. From its return on nothing of it is
// lost, however the process ends. The error is ErrEmpty, or that of the disk.
func (u *Receiving) Commit() (string, error) {
	if u.record.Count == 0 {
		u.Abort()
		return "", ErrEmpty
	}
	if err := u.commit(); err != nil {
		u.Abort()
		return "", u.d.diskError(err)
	}
	d := u.d
	d.mu.Lock()
	defer d.mu.Unlock()
	u.end()
	d.jobs[u.id] = newJob(u.record)
	d.order = append(d.order, u.id)
	d.queue = append(d.queue, u.id)
	d.signal()
	return u.id, nil
}

func (u *Receiving) commit() error {
	if err := u.record.write(u.folder); err != nil {
		return err
	}
	for _, dir := range []string{filepath.Join(u.folder, filesDir), u.folder} {
		if err := syncDir(dir); err != nil {
			return err
		}
	}
	if err := rename(u.folder, u.d.folder(u.id)); err != nil {
		return err
	}
	return syncDir(u.d.opts.Dir)
}

// Abort drops what was received. After Commit, or a second time, it does nothing.
func (u *Receiving) Abort() {
	u.d.mu.Lock()
	ended := u.ended
	u.end()
	u.d.mu.Unlock()
	if !ended {
		os.RemoveAll(u.folder)
	}
}

// end must be called with the desk's lock.
func (u *Receiving) end() {
	if !u.ended {
		u.ended = true
		u.d.receiving--
	}
}

// archive reports a name that may be as large as an archive.
func archive(name string) bool {
	low := strings.ToLower(name)
	for _, ext := range []string{".zip", ".tar", ".tar.gz", ".tgz"} {
		if strings.HasSuffix(low, ext) {
			return true
		}
	}
	return false
}

// showable is a name that was sent, on one line, composed, and without folders.
func showable(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return ' '
		}
		return r
	}, vietnamese.Clean(name))
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Join(strings.Fields(name), " ")
	const most = 200
	if r := []rune(name); len(r) > most {
		name = string(r[:most/2]) + "…" + string(r[len(r)-most/2:]) // the ending says what it is
	}
	if name == "" {
		return "(không tên)"
	}
	return name
}

// Request names paths of this machine that are to be imported.
type Request struct {
	Source Source            `json:"source"`
	Paths  []string          `json:"paths"`
	Names  map[string]string `json:"names,omitempty"` // see ingest.Options
	Again  bool              `json:"again,omitempty"`
	NoOCR  bool              `json:"no_ocr,omitempty"`
	Jobs   int               `json:"jobs,omitempty"`
	// Look says that it is a look at a folder that is watched: a job of which
	// nothing comes is not kept.
	Look bool `json:"look,omitempty"`
}

// Submit makes a job of paths. Whoever may call it may have this process read any
// file that it can read.
func (d *Desk) Submit(r Request) (string, error) {
	if len(r.Paths) == 0 {
		return "", ErrEmpty
	}
	now := d.opts.Now()
	j := newJob(record{ID: newID(now), Source: r.Source, State: Queued, Created: now, Count: len(r.Paths), First: r.Paths[:min(keptNames, len(r.Paths))],
		Paths: r.Paths, Names: r.Names, Again: r.Again, NoOCR: r.NoOCR, Jobs: r.Jobs, Look: r.Look})
	j.First = append([]string(nil), j.First...)
	for i, p := range j.First {
		if n := r.Names[p]; n != "" {
			j.First[i] = n
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.queue) >= d.opts.Limits.Queue {
		return "", ErrQueue
	}
	if err := os.MkdirAll(d.folder(j.ID), 0o755); err != nil {
		return "", d.diskError(err)
	}
	d.save(j)
	d.jobs[j.ID] = j
	d.order = append(d.order, j.ID)
	d.queue = append(d.queue, j.ID)
	d.signal()
	return j.ID, nil
}
