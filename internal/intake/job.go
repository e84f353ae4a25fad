package intake

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tracuu/internal/ingest"
)

// Layout of a job's folder.
const (
	recordName  = "job.json"
	reportName  = "outcomes.jsonl"
	filesDir    = "files"
	tempPrefix  = ".new-"
	keptNames   = 3        // of an upload, to know it by
	keptNotices = 20       // of a job
	maxLine     = 16 << 20 // of a report
)

func isTemp(name string) bool { return strings.HasPrefix(name, tempPrefix) }

// State says where a job is.
type State string

// The values of State.
const (
	Queued      State = "queued"
	Running     State = "running"
	Done        State = "done"
	Stopped     State = "stopped"     // a person stopped it; what was imported stays
	Broken      State = "broken"      // the library could not be written
	Interrupted State = "interrupted" // of a command: the process that served it ended
)

// ended reports a job of which nothing is left to do.
func (s State) ended() bool { return s == Done || s == Interrupted }

// Over reports that the job does nothing more by itself.
func (s State) Over() bool { return s != Queued && s != Running }

// Source says where a job came from.
type Source string

// The values of Source.
const (
	Upload  Source = "upload"
	Command Source = "command" // another process of this machine named paths
	Folder  Source = "folder"  // the folder that the server watches
)

// sent is a file of an upload that waits in the job's folder.
type sent struct {
	Name   string `json:"name"` // as it was sent
	Stored string `json:"stored"`
	Bytes  int64  `json:"bytes"`
}

// record is a job as it is on the disk.
type record struct {
	ID      string    `json:"id"`
	Source  Source    `json:"source"`
	State   State     `json:"state"`
	Created time.Time `json:"created"`
	Started time.Time `json:"started,omitzero"`
	Ended   time.Time `json:"ended,omitzero"`
	Count   int       `json:"count"` // files that were sent, or paths
	Bytes   int64     `json:"bytes"` // of them
	First   []string  `json:"first"` // names of some
	// Of an upload that has work left:
	Files   []sent           `json:"files,omitempty"`
	Refused []ingest.Outcome `json:"refused,omitempty"` // not taken in
	// Of a command:
	Paths []string          `json:"paths,omitempty"`
	Names map[string]string `json:"names,omitempty"`
	Again bool              `json:"again,omitempty"`
	NoOCR bool              `json:"no_ocr,omitempty"`
	Jobs  int               `json:"jobs,omitempty"`
	Look  bool              `json:"look,omitempty"`

	Summary ingest.Summary `json:"summary"`
	Error   string         `json:"error,omitempty"`
}

func readRecord(folder string) (record, error) {
	var r record
	b, err := os.ReadFile(filepath.Join(folder, recordName))
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(b, &r); err != nil {
		return r, err
	}
	for _, f := range r.Files { // the folder may have been written to by anybody
		if f.Stored == "" || strings.Trim(f.Stored, "0123456789") != "" {
			return r, errors.New("tên tệp không hợp lệ: " + f.Stored)
		}
	}
	return r, nil
}

func (r *record) write(folder string) error {
	b, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	tmp := filepath.Join(folder, tempPrefix+recordName)
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(tmp, filepath.Join(folder, recordName))
}

// job is a job with what is known of it while it runs.
type job struct {
	record
	progress ingest.Progress
	outcomes []ingest.Outcome
	notices  []string
	// reported says that the outcomes are in the report on the disk and no longer
	// in memory.
	reported bool
	cancel   context.CancelCauseFunc
	changed  chan struct{} // closed and replaced at every change
}

func newJob(r record) *job {
	return &job{record: r, changed: make(chan struct{}), reported: r.State.Over()}
}

// tell wakes those who follow the job.
func (j *job) tell() {
	if n := len(j.notices); n > keptNotices {
		j.notices = j.notices[n-keptNotices:]
	}
	close(j.changed)
	j.changed = make(chan struct{})
}

// report is the file of a job's outcomes, a JSON line each. A nil report, of a
// job whose folder cannot be written, takes nothing.
type report struct{ f *os.File }

func newReport(folder string) (*report, error) {
	f, err := os.Create(filepath.Join(folder, reportName))
	if err != nil {
		return nil, err
	}
	return &report{f}, nil
}

func (r *report) add(o ingest.Outcome) error {
	if r == nil {
		return nil
	}
	b, err := json.Marshal(o)
	if err != nil {
		return err
	}
	_, err = r.f.Write(append(b, '\n'))
	return err
}

func (r *report) close() error {
	if r == nil {
		return nil
	}
	return errors.Join(r.f.Sync(), r.f.Close())
}

// readReport reads the outcomes of a job.
func readReport(folder string) ([]ingest.Outcome, error) {
	f, err := os.Open(filepath.Join(folder, reportName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []ingest.Outcome
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		var o ingest.Outcome
		if json.Unmarshal(lines.Bytes(), &o) == nil { // the last one may be torn
			out = append(out, o)
		}
	}
	return out, lines.Err()
}
