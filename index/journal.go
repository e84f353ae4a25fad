package index

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// buildingName is the folder of a build under way: segments with their tables,
// and a journal of those that are finished. A build that is killed leaves it,
// and the next goes on with what the journal names.
const (
	buildingName = "building"
	journalName  = "journal"
)

// journalHead is the first line of a journal: segments of other versions are of
// no use.
type journalHead struct {
	Schema   int    `json:"schema"`
	Analyzer string `json:"analyzer"`
}

// journalLine tells of a segment that is on disk as a whole.
type journalLine struct {
	Name      string   `json:"name"`
	Documents int      `json:"documents"`
	Records   int      `json:"records"`
	Segment   fileInfo `json:"segment"`
	Table     fileInfo `json:"table"`
}

// journal is the journal of a build, open for writing.
type journal struct {
	dir  string
	f    *os.File
	next int // the number of the next segment
}

// openJournal opens the journal below dir, the folder of an index, and gives the
// segments that an earlier build has finished. What is cut short or damaged is
// passed over.
func openJournal(dir string) (*journal, []*source, error) {
	j := &journal{dir: filepath.Join(dir, buildingName)}
	sources, end, ok := j.read()
	if !ok {
		sources, end = nil, 0
		if err := os.RemoveAll(j.dir); err != nil {
			return nil, nil, err
		}
	}
	if err := os.MkdirAll(j.dir, 0o755); err != nil {
		return nil, nil, err
	}
	f, err := os.OpenFile(filepath.Join(j.dir, journalName), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, nil, err
	}
	j.f = f
	if err = f.Truncate(end); err == nil {
		_, err = f.Seek(end, 0)
	}
	if err == nil && end == 0 {
		err = j.append(journalHead{schemaVersion, analyzerVersion()})
	}
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return j, sources, nil
}

// read reads the journal that is there: the segments whose files are as it says,
// and where its last whole line ends. It is not ok if it is of no use.
func (j *journal) read() (sources []*source, end int64, ok bool) {
	f, err := os.Open(filepath.Join(j.dir, journalName))
	if err != nil {
		return nil, 0, false
	}
	defer f.Close()
	lines := bufio.NewReader(f)
	for n := 0; ; n++ {
		line, err := lines.ReadString('\n')
		if err != nil {
			return sources, end, n > 0
		}
		if n == 0 {
			var h journalHead
			if json.Unmarshal([]byte(line), &h) != nil || h != (journalHead{schemaVersion, analyzerVersion()}) {
				return nil, 0, false
			}
			end += int64(len(line))
			continue
		}
		var l journalLine
		if json.Unmarshal([]byte(line), &l) != nil || strings.ContainsAny(l.Name, `/\.`) {
			return sources, end, true
		}
		end += int64(len(line))
		j.next = n
		s := l.source(j.dir)
		if sum, err := sumFile(s.segment); err != nil || sum != l.Segment {
			continue
		}
		if r, err := s.read(); err != nil || r.documents != l.Documents || r.records != l.Records {
			continue
		}
		sources = append(sources, s)
	}
}

func (l *journalLine) source(dir string) *source {
	path := filepath.Join(dir, l.Name)
	return &source{segment: path + ".zap", table: path + ".table", segmentInfo: l.Segment, tableInfo: l.Table,
		documents: l.Documents, records: l.Records, owned: true}
}

// segmentFileName is the name, without its ending, of a build's n-th segment.
func segmentFileName(n int) string { return fmt.Sprintf("segment-%06d", n) }

// append writes a line that is durable when append returns.
func (j *journal) append(line any) error {
	data, err := json.Marshal(line)
	if err != nil {
		return err
	}
	if _, err := j.f.Write(append(data, '\n')); err != nil {
		return err
	}
	return j.f.Sync()
}

// close closes the journal and leaves it, with its segments, for the next build.
func (j *journal) close() { j.f.Close() }

// remove closes the journal and removes the folder.
func (j *journal) remove() {
	j.f.Close()
	os.RemoveAll(j.dir)
}
