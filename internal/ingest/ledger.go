package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// LedgerName is the file of a library that remembers which files were imported,
// so that an unchanged file costs a look at its size and time. It may be
// deleted: the documents themselves say which files they come from.
const LedgerName = "imported.jsonl"

// entry is one file as it was when it was imported.
type entry struct {
	Path    string `json:"path"` // absolute; a file of an archive after "!/"
	Size    int64  `json:"size"`
	Time    int64  `json:"time"` // of its last change, nanoseconds since 1970
	SHA     string `json:"sha256,omitempty"`
	TextSHA string `json:"text,omitempty"` // of the letters of the text
	// Tools is what the program could use then. What failed or waits is tried
	// again when that has changed.
	Tools   string  `json:"tools,omitempty"`
	Outcome Outcome `json:"outcome"`
	// Members are the keys of the files of an archive that was read to its end.
	Members []string `json:"members,omitempty"`
}

// ledger is a file of lines that only grows; the last line about a path counts.
// A line that was torn by a crash is passed over.
type ledger struct {
	path    string
	f       *os.File
	mu      sync.Mutex // guards entries; one goroutine writes, another asks
	entries map[string]*entry
	lines   int
}

// openLedger reads the ledger in dir and opens it for writing at its end.
func openLedger(dir string) (*ledger, error) {
	l := &ledger{path: filepath.Join(dir, LedgerName), entries: map[string]*entry{}}
	whole, err := l.read()
	if err != nil {
		return nil, fmt.Errorf("đọc %s: %w", l.path, err)
	}
	if l.lines > 2*len(l.entries)+1000 {
		if err := l.compact(); err != nil {
			return nil, fmt.Errorf("ghi %s: %w", l.path, err)
		}
		whole = true
	}
	l.f, err = os.OpenFile(l.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err == nil && !whole {
		_, err = l.f.WriteString("\n")
	}
	if err != nil {
		return nil, fmt.Errorf("ghi %s: %w", l.path, err)
	}
	return l, nil
}

// read takes in the lines; whole is false where the last one has no end.
func (l *ledger) read() (whole bool, err error) {
	f, err := os.Open(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<16)
	whole = true
	for {
		line, err := r.ReadBytes('\n')
		if len(line) > 0 {
			whole = line[len(line)-1] == '\n'
			l.lines++
			var e entry
			if json.Unmarshal(bytes.TrimSpace(line), &e) == nil && e.Path != "" {
				l.entries[e.Path] = &e
			}
		}
		if err == io.EOF {
			return whole, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// compact writes the ledger anew with one line a path.
func (l *ledger) compact() error {
	tmp := filepath.Join(filepath.Dir(l.path), ".new-"+LedgerName) // a name that opening the library clears away
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for _, e := range l.entries {
		b, err := json.Marshal(e)
		if err != nil {
			continue
		}
		w.Write(append(b, '\n'))
	}
	if err := errors.Join(w.Flush(), f.Sync(), f.Close()); err != nil {
		os.Remove(tmp)
		return err
	}
	l.lines = len(l.entries)
	return os.Rename(tmp, l.path)
}

// get gives the entry of a file that is as it was, or nil.
func (l *ledger) get(key string, size, mtime int64) *entry {
	if e := l.last(key); e != nil && e.Size == size && e.Time == mtime {
		return e
	}
	return nil
}

// last gives the last entry about a path, or nil.
func (l *ledger) last(key string) *entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.entries[key]
}

// put notes a file. One write call a line: lines of a killed process are whole
// or, at worst, the last one is torn. It is not synced; after a power cut the
// provenance of the documents says what is missing here.
func (l *ledger) put(e *entry) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := l.f.Write(append(b, '\n')); err != nil {
		return fmt.Errorf("ghi %s: %w", l.path, err)
	}
	l.mu.Lock()
	l.entries[e.Path] = e
	l.mu.Unlock()
	l.lines++
	return nil
}

func (l *ledger) close() error { return l.f.Close() }

// ledgerKey is the absolute path, in a form that JSON gives back as it is.
func ledgerKey(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if !utf8.ValidString(path) {
		return fmt.Sprintf("%q", path)
	}
	return strings.Clone(path)
}

// discardedKey is the key of files that a person has thrown out.
func discardedKey(sha string) string { return "discarded:" + sha }

// noteDiscarded enters that a person has thrown these files out. It may be called
// while an importer has the ledger open: both append whole lines.
func noteDiscarded(dir string, shas []string, now time.Time) error {
	path := filepath.Join(dir, LedgerName)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return fmt.Errorf("ghi %s: %w", path, err)
	}
	var b bytes.Buffer
	b.WriteByte('\n') // the last line may have been torn
	for _, sha := range shas {
		line, err := json.Marshal(entry{Path: discardedKey(sha), SHA: sha, Outcome: Outcome{
			Status: Skipped, Note: "người duyệt đã bỏ tệp này khỏi thư viện ngày " + now.Format("02/01/2006") + "; muốn nhập lại thì chạy lệnh nhập với --again"}})
		if err != nil {
			f.Close()
			return err
		}
		b.Write(append(line, '\n'))
	}
	_, err = f.Write(b.Bytes())
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("ghi %s: %w", path, err)
	}
	return nil
}
