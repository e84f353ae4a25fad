package corpus

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tracuu/internal/document"
)

// unit is one entry of the documents folder that should be a document.
type unit struct {
	path string // where it is
	name string // what it is called (differs from path only during a replacement)
	id   string
	bare bool // a text file, not a folder
}

// loaded is what reading one unit gave.
type loaded struct {
	doc      *Document // nil where it cannot be served
	gone     bool      // removed while the folder was read
	problems []Problem
}

// load reads the whole documents folder. An error means that nothing can be
// read; what is wrong with single documents is in the catalogue. Documents of
// known whose files are as they were are taken from there.
func (c *Corpus) load(known map[string]*Document) (*catalogue, error) {
	units, problems, err := c.units()
	if err != nil {
		return nil, fmt.Errorf("đọc thư viện %s: %w", c.dir, err)
	}
	removed, err := readRemoved(filepath.Join(c.dir, removedName))
	if err != nil {
		return nil, err
	}
	results := make([]loaded, len(units))
	var reused atomic.Int64
	c.each(len(units), func(i int) {
		u := units[i]
		if d := known[u.path]; d != nil && d.ID == u.id && d.seen.still(u.stamps()) {
			results[i] = loaded{doc: d}
			reused.Add(1)
			return
		}
		results[i] = c.loadSteady(u)
	})

	cat := &catalogue{damaged: map[string]bool{}, removed: removed, found: problems, fromCache: int(reused.Load())}
	for i, r := range results {
		cat.found = append(cat.found, r.problems...)
		if r.gone {
			continue
		}
		if r.doc == nil {
			cat.damaged[units[i].id] = true
			continue
		}
		cat.docs = append(cat.docs, r.doc)
	}
	sort.Slice(cat.docs, func(i, j int) bool { return cat.docs[i].ID < cat.docs[j].ID })
	return cat, nil
}

// each calls f(0) … f(n-1) on all processors and reports progress.
func (c *Corpus) each(n int, f func(int)) {
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		next int
		done int
	)
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= n {
					return
				}
				f(i)
				if c.opts.Progress != nil {
					mu.Lock()
					done++
					c.opts.Progress(done, n)
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
}

// listing is what lies in a folder. One pass over a folder can miss an entry
// that is renamed meanwhile, under its old name and its new: what either of two
// passes finds is there, or was a moment ago.
func listing(dir string) ([]os.DirEntry, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	again, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	known := make(map[string]bool, len(entries))
	for _, e := range entries {
		known[e.Name()] = true
	}
	for _, e := range again {
		if !known[e.Name()] {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// units lists what lies in the documents folder. Where two entries claim one
// id, folders go before files and the other is a problem.
func (c *Corpus) units() ([]unit, []Problem, error) {
	root := filepath.Join(c.dir, documentsDir)
	entries, err := listing(root)
	if err != nil {
		return nil, nil, err
	}
	var folders, files []unit
	var problems []Problem
	present := map[string]bool{}
	for _, e := range entries {
		present[e.Name()] = true
	}
	for _, e := range entries {
		name, path := e.Name(), filepath.Join(root, e.Name())
		if was, ok := strings.CutPrefix(name, oldPrefix); ok && !present[was] {
			// Another process is between the two renames of a replacement: the old
			// folder is still the document.
			folders = append(folders, unit{path: path, name: was})
			continue
		}
		if skipName(name) {
			continue
		}
		fi, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) && e.IsDir():
			folders = append(folders, unit{path: path, name: name}) // being replaced, or removed: reading it will tell
		case err != nil:
			if !errors.Is(err, fs.ErrNotExist) {
				problems = append(problems, Problem{File: path, Severity: Error, Message: "không đọc được: " + err.Error()})
			}
		case fi.IsDir():
			folders = append(folders, unit{path: path, name: name})
		case strings.EqualFold(filepath.Ext(name), ".txt") && fi.Mode().IsRegular():
			files = append(files, unit{path: path, name: strings.TrimSuffix(name, filepath.Ext(name)), bare: true})
		default:
			problems = append(problems, Problem{File: path, Severity: Warning,
				Message: "tệp này chưa thuộc văn bản nào; hãy nhập bằng lệnh “tracuu import”, hoặc để vào thư mục của một văn bản"})
		}
	}
	claimed := map[string]string{}
	var units []unit
	for _, u := range append(folders, files...) {
		u.id = safeID(slug(u.name))
		if u.id == "" {
			problems = append(problems, Problem{File: u.path, Severity: Error,
				Message: "tên không có chữ hay số nào để làm mã văn bản; hãy đổi tên"})
			continue
		}
		if first, ok := claimed[u.id]; ok {
			msg := fmt.Sprintf("cùng mã “%s” với %s; hãy đổi tên một trong hai", u.id, first)
			if u.bare {
				msg = fmt.Sprintf("cùng mã “%s” với %s; nếu đây là toàn văn của văn bản đó, hãy chuyển vào thư mục ấy và đổi tên thành %s", u.id, first, textName)
			}
			problems = append(problems, Problem{File: u.path, Severity: Error, Document: u.id, Message: msg})
			continue
		}
		claimed[u.id] = u.path
		units = append(units, u)
	}
	return units, problems, nil
}

// paths gives the record's and the text's file; the record's is "" for a bare
// text.
func (u unit) paths() (record, text string) {
	if u.bare {
		return "", u.path
	}
	return filepath.Join(u.path, recordName), filepath.Join(u.path, textName)
}

func (u unit) stamps() (record, text stamp) {
	recordPath, textPath := u.paths()
	record = stamp{Size: -1}
	if recordPath != "" {
		record = stampOf(recordPath)
	}
	return record, stampOf(textPath)
}

// loadSteady reads one document as it was at one moment: where another process
// replaces the folder meanwhile, which moves it aside and puts the new one in
// its place, the record of one and the text of the other must not be taken for
// one document, nor the moment between for a document without text.
func (c *Corpus) loadSteady(u unit) loaded {
	const tries = 50
	for try := 1; ; try++ {
		before, berr := os.Stat(u.path)
		record, text := u.stamps()
		out := c.loadUnit(u)
		after, aerr := os.Stat(u.path)
		r, t := u.stamps()
		if berr == nil && aerr == nil && os.SameFile(before, after) && r == record && t == text || try == tries {
			if errors.Is(aerr, fs.ErrNotExist) {
				return loaded{gone: true}
			}
			return out
		}
		// A folder read under the name it was moved aside to is gone once the new
		// one is in place.
		if place := filepath.Join(c.dir, documentsDir, u.name); !u.bare && aerr != nil && u.path != place {
			u.path = place
		}
		time.Sleep(time.Millisecond)
	}
}

// loadUnit reads one document.
func (c *Corpus) loadUnit(u unit) (out loaded) {
	recordPath, textPath := u.paths()
	was := seen{At: time.Now().UnixNano()}
	was.Record, was.Text = u.stamps() // before reading: a change meanwhile shows later
	fault := func(file string, err error) {
		p := Problem{File: file, Severity: Error, Document: u.id, Message: err.Error()}
		var rf *recordFault
		var tf *textFault
		switch {
		case errors.As(err, &rf):
			p.Line, p.Message = rf.line, rf.msg+". Văn bản này tạm chưa hiện trong thư viện cho đến khi sửa tệp"
		case errors.As(err, &tf):
			p.Line = tf.line
		case errors.Is(err, ErrTooLarge):
			p.Message = strings.TrimPrefix(err.Error(), file+": ") + "; tệp bị bỏ qua"
		default:
			p.Message = "không đọc được tệp: " + err.Error()
		}
		out.problems = append(out.problems, p)
	}

	yamlBytes, yerr := []byte(nil), fs.ErrNotExist
	if recordPath != "" {
		yamlBytes, yerr = readLimited(recordPath, maxRecord)
	}
	textBytes, terr := readLimited(textPath, maxText)
	haveYAML, haveText := !errors.Is(yerr, fs.ErrNotExist), !errors.Is(terr, fs.ErrNotExist)
	if haveYAML && yerr != nil {
		fault(recordPath, yerr)
		return out
	}
	if !haveYAML && !haveText {
		out.problems = append(out.problems, Problem{File: u.path, Severity: Warning, Document: u.id,
			Message: fmt.Sprintf("thư mục không có %s hay %s nên chưa phải là văn bản; hãy thêm một trong hai, hoặc nhập tệp gốc bằng lệnh “tracuu import”", recordName, textName)})
		return out
	}

	d := &Document{Folder: u.path}
	var text, odd string
	if haveText && terr == nil {
		text, odd, terr = decodeText(textBytes)
	}
	if haveText && terr != nil {
		fault(textPath, terr)
	}
	if haveText && terr == nil {
		d.TextFile, d.TextBytes = textPath, int64(len(textBytes))
		if odd != "" {
			out.problems = append(out.problems, Problem{File: textPath, Severity: Info, Document: u.id,
				Message: "tệp có " + odd + "; thư viện vẫn đọc đúng và không sửa tệp"})
		}
	}

	if haveYAML {
		rec, tree, err := decodeRecord(yamlBytes)
		if err != nil {
			fault(recordPath, err)
			return out
		}
		d.Record = rec
		out.problems = append(out.problems, checkRecord(&d.Record, u, recordPath, tree)...)
	} else {
		if terr != nil {
			return out
		}
		d.Record = c.recognise(text, u)
		d.Guessed = true
	}
	d.ID = u.id
	d.Fingerprint = fingerprint(yamlBytes, textBytes, d.TextFile != "")
	was.flawed = len(out.problems) > 0
	d.seen = was
	out.doc = d
	return out
}

// writeSized feeds a hash with b so that the border between two parts counts.
func writeSized(h interface{ Write([]byte) (int, error) }, b []byte) {
	fmt.Fprintf(h, "%d\n", len(b))
	h.Write(b)
}

// recognise makes the record of a text that has none.
func (c *Corpus) recognise(text string, u unit) (rec document.Record) {
	note := "Máy nhận dạng từ toàn văn, chưa được người đối chiếu."
	func() {
		defer func() {
			if recover() != nil { // one odd text must not close the library
				rec = document.Record{}
			}
		}()
		if c.opts.Recognise != nil {
			rec = c.opts.Recognise(text)
		}
	}()
	if rec.Subject() == "" && rec.IsZero() {
		rec.Description = "Tệp " + u.name
		note = "Chưa nhận dạng được số, ký hiệu hay trích yếu; đang gọi theo tên tệp."
	}
	rec.Provenance = append(rec.Provenance, document.Provenance{Source: "toàn văn trong thư viện", Note: note})
	if rec.Confidence == "" {
		rec.Confidence = document.Low
	}
	return rec
}

// readRemoved reads the ids that were removed: a line an id, the first field.
func readRemoved(path string) (map[string]bool, error) {
	ids := map[string]bool{}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return ids, nil
	}
	if err != nil {
		return nil, fmt.Errorf("đọc danh sách văn bản đã xóa: %w", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(b))
	for lines.Scan() {
		if f := strings.Fields(lines.Text()); len(f) > 0 && !strings.HasPrefix(f[0], "#") {
			ids[f[0]] = true
		}
	}
	return ids, nil
}

// state is a hash of every document's id and fingerprint.
func (k *catalogue) state() string {
	k.once.state.Do(func() {
		h := sha256.New()
		for _, d := range k.docs {
			fmt.Fprintf(h, "%s %s\n", d.ID, d.Fingerprint)
		}
		k.stateValue = hex.EncodeToString(h.Sum(nil)[:16])
	})
	return k.stateValue
}

// problems is what reading found, and relations to documents that are not there.
func (k *catalogue) problems() []Problem {
	k.once.problems.Do(func() {
		list := append([]Problem(nil), k.found...)
		for _, d := range k.docs {
			for i, r := range d.Relations {
				if r.Target == d.ID || k.get(r.Target) != nil || k.damaged[r.Target] {
					continue
				}
				file := filepath.Join(d.Folder, recordName)
				msg := fmt.Sprintf("quan hệ trỏ tới văn bản “%s” không có trong thư viện; hãy sửa mã hoặc thêm văn bản ấy", r.Target)
				if k.removed[r.Target] {
					msg = fmt.Sprintf("quan hệ trỏ tới văn bản “%s” đã bị xóa khỏi thư viện", r.Target)
				}
				list = append(list, Problem{File: file, Line: recordLine(file, fmt.Sprintf("$.relations[%d].target", i)),
					Severity: Warning, Document: d.ID, Message: msg})
			}
		}
		sortProblems(list)
		k.problemsList = list
	})
	return k.problemsList
}

// recordLine reads a record once more only to say where in it something stands.
func recordLine(file, at string) int {
	b, err := readLimited(file, maxRecord)
	if err != nil {
		return 0
	}
	_, tree, _ := decodeRecord(b)
	return lineOf(tree, at)
}
