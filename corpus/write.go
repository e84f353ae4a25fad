package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tracuu/internal/document"
)

// Draft is a document to be written.
type Draft struct {
	Record document.Record
	// Text is brought to canonical form; empty means that there is none (Add), or
	// that the text held stays (Replace).
	Text string
	// Original is the file the text was taken from, kept under the name
	// Record.Original made portable; nil for none (Add) or no change (Replace).
	Original io.Reader
}

// Add writes a new document. Without an id it is given one ([Corpus.NewID]);
// with one that is in use the error is ErrExists, with one that was removed
// ErrRemoved, with a malformed one ErrBadID.
func (c *Corpus) Add(d Draft) (*Document, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	if !c.Writable() {
		return nil, fmt.Errorf("thêm văn bản: %w", ErrReadOnly)
	}
	cat := c.cat.Load()
	id := d.Record.ID
	if id == "" {
		id = uniqueID(NewID(d.Record), cat.taken)
	}
	if err := ValidID(id); err != nil {
		return nil, err
	}
	if cat.removed[id] {
		return nil, fmt.Errorf("%s: %w", id, ErrRemoved)
	}
	folder := filepath.Join(c.dir, documentsDir, id)
	if _, err := os.Lstat(folder); err == nil || cat.taken(id) {
		return nil, fmt.Errorf("%s: %w", id, ErrExists)
	}
	d.Record.ID = id
	return c.put(d, folder, "")
}

// Replace writes a new state of a document under its id, which d.Record.ID must
// name. Text and original file stay where d has none, and so does everything
// else a person keeps in the folder. Comments in document.yaml are kept where
// their lines still exist. A bare text file becomes a folder.
func (c *Corpus) Replace(d Draft) (*Document, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	if !c.Writable() {
		return nil, fmt.Errorf("sửa văn bản: %w", ErrReadOnly)
	}
	was, err := c.Get(d.Record.ID)
	if err != nil {
		return nil, err
	}
	folder := was.Folder
	if strings.HasSuffix(folder, ".txt") && was.TextFile == folder {
		// A bare text file: a folder takes its place.
		if d.Text == "" {
			if d.Text, err = c.text(was.ID); err != nil {
				return nil, err
			}
		}
		doc, err := c.put(d, filepath.Join(c.dir, documentsDir, was.ID), "")
		if err != nil {
			return nil, err
		}
		return doc, c.disk.removeAll(folder)
	}
	return c.put(d, folder, folder)
}

// file is one file of a document's folder.
type file struct {
	name string
	data io.Reader
}

// put writes the draft into folder; old is the folder it replaces, "" for none.
func (c *Corpus) put(d Draft, folder, old string) (*Document, error) {
	id := d.Record.ID
	files, err := c.files(d, old)
	if err != nil {
		return nil, fmt.Errorf("ghi văn bản %s: %w", id, err)
	}
	if err := c.apply(change{id: id, files: files, folder: folder, old: old}); err != nil {
		return nil, err
	}
	return c.cat.Load().get(id), nil
}

// files makes the files of a draft.
func (c *Corpus) files(d Draft, old string) ([]file, error) {
	if len(d.Text) > maxText {
		return nil, tooLarge(textName, int64(len(d.Text)), maxText)
	}
	if d.Original != nil {
		d.Record.Original = portableName(d.Record.Original)
	}
	var oldYAML []byte
	if old != "" {
		b, err := readLimited(filepath.Join(old, recordName), maxRecord)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		oldYAML = b
	}
	record, err := encodeRecord(d.Record, oldYAML)
	if err != nil {
		return nil, err
	}
	if len(record) > maxRecord {
		return nil, tooLarge(recordName, int64(len(record)), maxRecord)
	}
	files := []file{{recordName, bytes.NewReader(record)}}
	if text := canonicalText(d.Text); text != "" {
		files = append(files, file{textName, strings.NewReader(text)})
	}
	if d.Original != nil {
		files = append(files, file{d.Record.Original, d.Original})
	}
	return files, nil
}

// change is one folder to be written.
type change struct {
	id     string
	files  []file
	folder string
	// old is the folder to be replaced, "" for none. What lies in it comes along,
	// except the names in drop.
	old  string
	drop []string
	// unsynced leaves it to the caller to sync the folder above, once for many.
	unsynced bool
}

// apply makes the change by way of a temporary sibling, and takes the document
// into the catalogue.
func (c *Corpus) apply(ch change) error {
	root, name := filepath.Split(ch.folder)
	tmp := filepath.Join(root, tempPrefix+name)
	if err := os.RemoveAll(tmp); err != nil {
		return fmt.Errorf("ghi văn bản %s: %w", ch.id, err)
	}
	err := c.build(ch, tmp)
	if err == nil {
		err = c.swap(ch, tmp)
	}
	if err != nil {
		os.RemoveAll(tmp)
		err = fmt.Errorf("ghi văn bản %s: %w", ch.id, err)
	}
	// Read also after a failure: a sync that fails comes when the new folder is
	// in place already.
	if got := c.loadUnit(unit{path: ch.folder, name: name, id: ch.id}); got.doc != nil {
		c.cat.Store(c.cat.Load().with(ch.id, got.doc, got.problems))
	} else if err == nil {
		err = fmt.Errorf("đọc lại văn bản vừa ghi %s: %v", ch.id, got.problems)
	}
	return err
}

// build writes the complete folder under its temporary name.
func (c *Corpus) build(ch change, tmp string) error {
	if err := c.disk.mkdir(tmp); err != nil {
		return err
	}
	for _, f := range ch.files {
		if err := c.disk.write(filepath.Join(tmp, f.name), f.data); err != nil {
			return err
		}
	}
	if ch.old != "" {
		if err := c.disk.carry(ch.old, tmp, ch.drop); err != nil {
			return err
		}
	}
	return c.disk.syncDir(tmp)
}

// swap puts the finished folder tmp in place. Stopped anywhere, it leaves what
// recover completes: the old folder is set aside only when tmp is whole.
func (c *Corpus) swap(ch change, tmp string) error {
	root, name := filepath.Split(ch.folder)
	aside := filepath.Join(root, oldPrefix+name)
	if ch.old != "" {
		if err := c.disk.syncDir(root); err != nil {
			return err
		}
		if err := c.disk.rename(ch.old, aside); err != nil {
			return err
		}
	}
	if err := c.disk.rename(tmp, ch.folder); err != nil {
		if ch.old != "" {
			if back := rename(aside, ch.old); back != nil {
				return errors.Join(err, back)
			}
		}
		return err
	}
	if !ch.unsynced || ch.old != "" {
		if err := c.disk.syncDir(root); err != nil {
			return err
		}
	}
	if ch.old != "" {
		return c.disk.removeAll(aside)
	}
	return nil
}

// Remove deletes a document with all its files. Its id is noted in removed.txt
// and never given again.
func (c *Corpus) Remove(id string) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	if !c.Writable() {
		return fmt.Errorf("xóa văn bản: %w", ErrReadOnly)
	}
	d, err := c.Get(id)
	if err != nil {
		return err
	}
	root, _ := filepath.Split(d.Folder)
	going := filepath.Join(root, goingPrefix+id)
	if err := c.disk.rename(d.Folder, going); err != nil {
		return fmt.Errorf("xóa văn bản %s: %w", id, err)
	}
	// From here the document is gone; recover finishes the rest.
	cat := c.cat.Load().with(id, nil, nil)
	cat.removed = maps.Clone(cat.removed)
	cat.removed[id] = true
	c.cat.Store(cat)
	if err := c.disk.syncDir(root); err != nil {
		return fmt.Errorf("xóa văn bản %s: %w", id, err)
	}
	if err := c.bury(cat.removed); err != nil {
		return fmt.Errorf("xóa văn bản %s: %w", id, err)
	}
	return c.disk.removeAll(going)
}

// bury writes the list of removed ids.
func (c *Corpus) bury(removed map[string]bool) error {
	var b strings.Builder
	b.WriteString("# Mã của các văn bản đã xóa, mỗi dòng một mã; các mã này không được dùng lại.\n")
	for _, id := range slices.Sorted(maps.Keys(removed)) {
		b.WriteString(id + "\n")
	}
	return c.disk.writeAtomic(filepath.Join(c.dir, removedName), []byte(b.String()))
}

// recover finishes or undoes what an interrupted process left in the folder.
// The lock must be held.
func (c *Corpus) recover() error {
	root := filepath.Join(c.dir, documentsDir)
	entries, err := os.ReadDir(root)
	if err != nil {
		return fmt.Errorf("mở thư viện %s: %w", c.dir, err)
	}
	var gone []string
	for _, e := range entries {
		path := filepath.Join(root, e.Name())
		var err error
		if name, ok := strings.CutPrefix(e.Name(), oldPrefix); ok {
			err = c.finishSwap(path, filepath.Join(root, name), filepath.Join(root, tempPrefix+name))
		} else if id, ok := strings.CutPrefix(e.Name(), goingPrefix); ok {
			gone = append(gone, id)
		}
		if err != nil {
			return fmt.Errorf("hoàn tất việc ghi dở %s: %w", path, err)
		}
	}
	if len(gone) > 0 {
		removed, err := readRemoved(filepath.Join(c.dir, removedName))
		if err != nil {
			return err
		}
		for _, id := range gone {
			removed[id] = true
		}
		if err := c.bury(removed); err != nil {
			return fmt.Errorf("hoàn tất việc xóa dở: %w", err)
		}
		for _, id := range gone {
			if err := c.disk.removeAll(filepath.Join(root, goingPrefix+id)); err != nil {
				return fmt.Errorf("hoàn tất việc xóa dở %s: %w", id, err)
			}
		}
	}
	// What is left under a temporary name was never finished.
	for _, dir := range []string{root, c.dir} {
		left, err := os.ReadDir(dir)
		if err != nil {
			return fmt.Errorf("mở thư viện %s: %w", c.dir, err)
		}
		for _, e := range left {
			if !strings.HasPrefix(e.Name(), tempPrefix) {
				continue
			}
			path := filepath.Join(dir, e.Name())
			if err := c.disk.removeAll(path); err != nil {
				return fmt.Errorf("dọn việc ghi dở %s: %w", path, err)
			}
		}
	}
	return nil
}

// finishSwap completes a replacement that was stopped between its renames.
func (c *Corpus) finishSwap(aside, folder, tmp string) error {
	if _, err := os.Lstat(folder); err == nil {
		return c.disk.removeAll(aside)
	}
	// The old folder is set aside only after the new one is whole.
	if _, err := os.Lstat(tmp); err == nil {
		if err := c.disk.rename(tmp, folder); err != nil {
			return err
		}
		return c.disk.removeAll(aside)
	}
	return c.disk.rename(aside, folder)
}

// portableName makes the name of an original file safe on every system:
// "Chỉ thị 23.PDF" is kept as "chi-thi-23.pdf".
func portableName(name string) string {
	name = filepath.Base(filepath.ToSlash(strings.ReplaceAll(name, `\`, "/")))
	ext := filepath.Ext(name)
	base := safeID(cutSlug(slug(strings.TrimSuffix(name, ext)), 80))
	if base == "" {
		base = "ban-goc"
	}
	if e := slug(ext); e != "" {
		base += "." + cutSlug(e, 10)
	}
	if base == textName || base == recordName {
		base = "ban-goc-" + base
	}
	return base
}
