package ingest

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tracuu/internal/fetch"
)

// item is one thing to be looked at: a file, an archive, standard input, or a
// path that came to nothing.
type item struct {
	name    string // as reported: the path as it was found
	key     string // in the ledger; "" for standard input and addresses
	path    string // on disk; "" for standard input and files of archives
	size    int64
	time    int64 // of the last change, nanoseconds since 1970
	packing packing
	address bool // name is a web address
	asked   bool // named by the user, not found in a folder
	// verdict is set where nothing is to be read.
	verdict *Outcome
	// cover marks a message whose attachments are files of their own.
	cover bool
}

// walker lists what the paths hold, folders in order of their names.
type walker struct {
	ctx   context.Context
	items []item
	skip  fs.FileInfo // the library's own folder
	seen  map[string]bool
	names map[string]string // see Options.Names
}

// list finds the files under the paths. The library's own folder is left out.
func list(ctx context.Context, paths []string, library string, names map[string]string) ([]item, error) {
	w := &walker{ctx: ctx, seen: map[string]bool{}, names: names}
	w.skip, _ = os.Stat(library)
	for _, p := range paths {
		if err := w.add(p); err != nil {
			return nil, err
		}
	}
	return w.items, nil
}

func (w *walker) fail(name, msg string) {
	w.items = append(w.items, item{name: name, verdict: &Outcome{File: name, Status: Failed, Error: msg}})
}

func (w *walker) pass(name, note string) {
	w.items = append(w.items, item{name: name, verdict: &Outcome{File: name, Status: Skipped, Note: note}})
}

// add takes a path that the user named.
func (w *walker) add(p string) error {
	if p == "-" {
		w.items = append(w.items, item{name: "-", asked: true})
		return nil
	}
	if fetch.IsAddress(p) {
		w.items = append(w.items, item{name: p, address: true, asked: true})
		return nil
	}
	fi, err := os.Stat(p)
	switch {
	case err != nil:
		if n := w.names[p]; n != "" {
			p = n
		}
		w.fail(p, message(err))
	case fi.IsDir():
		return w.folder(p, fi)
	default:
		w.file(p, fi, true)
	}
	return w.ctx.Err()
}

// folder walks a folder. Links to folders are not followed, so there are no
// circles.
func (w *walker) folder(dir string, fi fs.FileInfo) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if w.skip != nil && os.SameFile(fi, w.skip) {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.fail(dir, message(err))
	}
	for _, e := range entries { // ReadDir sorts
		if ignored(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		fi, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist): // gone meanwhile, or a link to nothing
		case err != nil:
			w.fail(path, message(err))
		case !fi.IsDir():
			w.file(path, fi, false)
		case e.Type()&fs.ModeSymlink == 0:
			if err := w.folder(path, fi); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *walker) file(path string, fi fs.FileInfo, asked bool) {
	key := ledgerKey(path)
	if w.seen[key] {
		return
	}
	w.seen[key] = true
	name := path
	if n := w.names[path]; n != "" {
		name = n
	}
	switch {
	case !fi.Mode().IsRegular():
		w.pass(name, "không phải tệp thường")
	case !asked && !mayBeDocument(name):
		note := notDocument(name)
		if !sheet(name) {
			note += "; muốn nhập thì ghi rõ tên tệp trong lệnh"
		}
		w.pass(name, note)
	case sheet(name):
		w.fail(name, notDocument(name))
	default:
		w.items = append(w.items, item{name: name, key: key, path: path, size: fi.Size(), time: fi.ModTime().UnixNano(), packing: packingOf(name), asked: asked})
	}
}

// ignored names what systems and programs leave in folders.
func ignored(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

// otherFiles are the endings of files that lie in offices' folders and are no
// documents: what is not named here is opened and judged by its content.
var otherFiles = strings.Fields(`.json .jsonl .tsv .csv .xml .yaml .yml .ini .cfg .log .db .sqlite .bak .tmp .part .crdownload
	.exe .dll .msi .bat .cmd .ps1 .sh .js .css .py .go .java .class .so .lnk .url .iso .apk .ttf .otf
	.mp3 .wav .mp4 .avi .mov .mkv .xls .xlsx .xlsm .ods .ppt .pptx .odp .mdb .accdb .psd .svg .ico .dwg .p7s .sig .sha256 .md5`)

func mayBeDocument(path string) bool {
	return !slices.Contains(otherFiles, strings.ToLower(filepath.Ext(path)))
}

// sheet reports spreadsheets and slides.
func sheet(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xls", ".xlsx", ".xlsm", ".ods", ".ppt", ".pptx", ".odp":
		return true
	}
	return false
}

// notDocument says what a file of another kind is.
func notDocument(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	if sheet(name) {
		return "bảng tính hoặc bản trình chiếu (" + ext + ") không đọc được; nếu là văn bản thì mở tệp, lưu thành PDF rồi nhập"
	}
	return "không phải loại tệp văn bản (" + ext + ")"
}

const otherArchiveNote = "chưa mở được loại tệp nén này (rar, 7z, …); hãy giải nén vào một thư mục rồi nhập thư mục ấy, hoặc nén lại thành zip (các loại mở được: zip, tar, tar.gz)"

// otherArchive names the packings that are not read.
func otherArchive(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".rar", ".7z", ".gz", ".bz2", ".xz", ".zst", ".cab":
		return packingOf(name) == notPacked
	}
	return false
}

// File is a file that is open for reading: one of the disk, or one of an archive
// or of standard input that lies on the disk meanwhile.
type File struct {
	io.ReaderAt
	Name  string // its own name, without folders
	Path  string // where it lies
	Size  int64  // bytes
	close func()
	page  *fetch.Page // where it was fetched; nil for files of the disk
}

// openFile opens a file of the disk, which is known as name.
func openFile(path, name string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	fi, err := f.Stat()
	if err == nil && !fi.Mode().IsRegular() {
		err = fs.ErrInvalid
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &File{ReaderAt: f, Name: baseName(name), Path: path, Size: fi.Size(), close: func() { f.Close() }}, nil
}

// Clock gives the time, so that tests have their own.
type Clock func() time.Time
