package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"tracuu/internal/extract"
)

// Limits bound what may be read. Zero values take the defaults given.
type Limits struct {
	File     int64 // bytes of one file; 512 MiB
	Members  int   // files of one archive; 10,000
	Unpacked int64 // bytes of an archive's files together; 8 GiB
	Ratio    int64 // unpacked to packed bytes beyond 1 MiB; 200
	InWork   int64 // bytes of the files that are in work at one time; 256 MiB
}

func (l Limits) withDefaults() Limits {
	for _, d := range []struct {
		v *int64
		n int64
	}{{&l.File, 512 << 20}, {&l.Unpacked, 8 << 30}, {&l.Ratio, 200}, {&l.InWork, 256 << 20}} {
		if *d.v <= 0 {
			*d.v = d.n
		}
	}
	if l.Members <= 0 {
		l.Members = 10_000
	}
	return l
}

// packing is a kind of file that holds files.
type packing uint8

const (
	notPacked packing = iota
	zipPacking
	tarPacking
	gzipPacking // a tar inside
	mailPacking // a message with its attachments
)

// packingOf tells the packing by a file's name.
func packingOf(name string) packing {
	low := strings.ToLower(name)
	switch {
	case strings.HasSuffix(low, ".zip"):
		return zipPacking
	case strings.HasSuffix(low, ".tar"):
		return tarPacking
	case strings.HasSuffix(low, ".tar.gz"), strings.HasSuffix(low, ".tgz"):
		return gzipPacking
	case strings.HasSuffix(low, ".eml"):
		return mailPacking
	}
	return notPacked
}

// packingIn tells the packing by content, for what has no name. An office file is
// a zip too, and no packing.
func packingIn(f io.ReaderAt, size int64) packing {
	head := make([]byte, min(size, 512))
	n, _ := f.ReadAt(head, 0)
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		if format, err := extract.Sniff(f, size, ""); err == nil && format == extract.Zip {
			return zipPacking
		}
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return gzipPacking
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return tarPacking
	default:
		if format, err := extract.Sniff(f, size, ""); err == nil && format == extract.EML {
			return mailPacking
		}
	}
	return notPacked
}

// member is one file of an archive. Either verdict says why it is not read, or
// open gives its bytes.
type member struct {
	name    string // inside the archive; of an archive in it behind "!/"
	size    int64  // as the archive claims
	verdict *Outcome
	open    func() (io.ReadCloser, error)
	// itself marks a message beside its attachments, cover that documents are among
	// those.
	itself, cover bool
}

// maxDepth is how many archives may lie in each other: a zip in a mail in a zip.
const maxDepth = 3

// walkPack walks through an archive and the archives in it.
type walkPack struct {
	ctx   context.Context
	guard *guard
	dir   string // for what is unpacked meanwhile
	visit func(member) error
}

// eachMember calls f for the files of an archive in order. An error says that
// the archive as a whole cannot be read, or not to its end; errNoAttachments
// that it is a message and nothing else.
func eachMember(ctx context.Context, src io.ReaderAt, size int64, kind packing, name string, limits Limits, dir string, f func(member) error) error {
	w := &walkPack{ctx, &guard{limits: limits, packed: size}, dir, f}
	return w.walk(kind, src, size, name, "", 1)
}

func (w *walkPack) walk(kind packing, src io.ReaderAt, size int64, name, prefix string, depth int) error {
	give := func(m member) error {
		kind := packingOf(m.name)
		m.name = prefix + m.name
		if m.verdict != nil || kind == notPacked || m.itself {
			return w.visit(m)
		}
		return w.inside(kind, m, depth)
	}
	switch kind {
	case zipPacking:
		return eachZip(w.ctx, src, size, w.guard, give)
	case mailPacking:
		return eachPart(w.ctx, src, size, name, w.guard, give)
	}
	return eachTar(w.ctx, io.NewSectionReader(src, 0, size), kind == gzipPacking, w.guard, give)
}

// inside walks through an archive that is a member of another.
func (w *walkPack) inside(kind packing, m member, depth int) error {
	fail := func(msg string) error {
		m.verdict = &Outcome{Status: Failed, Error: msg}
		return w.visit(m)
	}
	if depth >= maxDepth && kind != mailPacking {
		return fail("tệp nén lồng nhau quá sâu; hãy giải nén trước")
	}
	r, err := m.open()
	if err != nil {
		return fail(message(err))
	}
	f, err := unpack(r, m.name, w.guard.limits.File, w.dir)
	r.Close()
	if err != nil {
		if errors.As(err, new(limitError)) {
			return err
		}
		return fail(message(err))
	}
	defer f.close()
	if depth < maxDepth {
		err = w.walk(kind, f, f.Size, baseName(m.name), m.name+"!/", depth+1)
	} else {
		err = errNoAttachments // read as a message, its attachments named
	}
	switch {
	case err == nil, w.ctx.Err() != nil, errors.As(err, new(limitError)):
		return err
	case errors.Is(err, errNoAttachments):
		m.open = func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(f, 0, f.Size)), nil }
		return w.visit(m)
	}
	return fail("tệp nén không đọc được đến hết: " + message(err))
}

// limitError says that an archive holds more than it may; nothing further of it
// is read.
type limitError string

func (e limitError) Error() string { return string(e) }

// guard counts what an archive unpacks to.
type guard struct {
	limits   Limits
	packed   int64
	members  int
	unpacked int64
}

// next counts a member and judges its name. The name is only shown and looked
// at for its ending, never written to, but one that climbs out of the archive
// is the mark of an archive made to harm.
func (g *guard) next(name string, size int64) (*Outcome, error) {
	if g.members++; g.members > g.limits.Members {
		return nil, limitError(fmt.Sprintf("tệp nén có quá %d tệp; hãy giải nén vào một thư mục rồi nhập thư mục ấy", g.limits.Members))
	}
	fail := func(msg string) (*Outcome, error) { return &Outcome{Status: Failed, Error: msg}, nil }
	switch {
	case climbs(name):
		return fail("đường dẫn trong tệp nén trỏ ra ngoài tệp nén; không mở")
	case otherArchive(name):
		return fail(otherArchiveNote)
	case size > g.limits.File:
		return fail(fmt.Sprintf("tệp vượt giới hạn %d MB", g.limits.File>>20))
	case !mayBeDocument(name):
		return &Outcome{Status: Skipped, Note: notDocument(name)}, nil
	}
	return nil, nil
}

// count adds unpacked bytes; it is what stops a bomb, whatever the archive
// claims of sizes.
func (g *guard) count(n int64) error {
	g.unpacked += n
	if g.unpacked > g.limits.Unpacked || g.unpacked > 64<<20 && g.unpacked/max(g.packed, 1) > g.limits.Ratio {
		return limitError(fmt.Sprintf("tệp nén bung ra quá lớn (hơn %d MB từ %d KB) nên có thể là bẫy", g.unpacked>>20, g.packed>>10))
	}
	return nil
}

func climbs(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	return path.IsAbs(name) || strings.Contains(name, "\x00") || len(name) > 1 && name[1] == ':' || name == ".." ||
		strings.HasPrefix(name, "../") || strings.HasSuffix(name, "/..") || strings.Contains(name, "/../")
}

func eachZip(ctx context.Context, src io.ReaderAt, size int64, g *guard, f func(member) error) error {
	z, err := zip.NewReader(src, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return err
	}
	for _, e := range z.File {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := zipName(e)
		if e.FileInfo().IsDir() || leftOut(name) {
			continue
		}
		m := member{name: name, size: int64(e.UncompressedSize64)}
		if m.verdict, err = g.next(name, m.size); err != nil {
			return err
		}
		switch {
		case m.verdict != nil:
		case e.Flags&1 != 0:
			m.verdict = &Outcome{Status: Failed, Error: "tệp trong tệp nén có mật khẩu; hãy giải nén bằng mật khẩu rồi nhập"}
		case e.Mode()&fs.ModeType != 0:
			m.verdict = &Outcome{Status: Skipped, Note: "không phải tệp thường"}
		case m.size < 0 || m.size > 1<<20 && m.size/max(int64(e.CompressedSize64), 1) > g.limits.Ratio:
			m.verdict = &Outcome{Status: Failed, Error: fmt.Sprintf("tệp nén quá chặt (hơn %d lần) nên có thể là bẫy; không mở", g.limits.Ratio)}
		}
		m.open = func() (io.ReadCloser, error) {
			r, err := e.Open()
			if err != nil {
				return nil, err
			}
			return counted{r, r, g}, nil
		}
		if err := f(m); err != nil {
			return err
		}
	}
	return nil
}

func eachTar(ctx context.Context, src io.Reader, zipped bool, g *guard, f func(member) error) error {
	if zipped {
		z, err := gzip.NewReader(src)
		if err != nil {
			return err
		}
		defer z.Close()
		src = z
	}
	// Everything that comes out is counted, skipped members too.
	t := tar.NewReader(counted{src, io.NopCloser(nil), g})
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			if errors.Is(err, io.ErrUnexpectedEOF) {
				err = fmt.Errorf("%w: %w", extract.ErrDamaged, err)
			}
			return err
		}
		name := readableName(h.Name)
		if h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader || leftOut(name) {
			continue
		}
		m := member{name: name, size: h.Size}
		if m.verdict, err = g.next(name, m.size); err != nil {
			return err
		}
		if m.verdict == nil && h.Typeflag != tar.TypeReg {
			m.verdict = &Outcome{Status: Skipped, Note: "không phải tệp thường"}
		}
		m.open = func() (io.ReadCloser, error) { return io.NopCloser(t), nil }
		if err := f(m); err != nil {
			return err
		}
	}
}

// leftOut reports names of which any folder is one that systems leave behind.
func leftOut(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if part != ".." && part != "." && ignored(part) {
			return true
		}
	}
	return false
}

// counted passes bytes on and counts them.
type counted struct {
	r io.Reader
	io.Closer
	g *guard
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if over := c.g.count(int64(n)); over != nil {
		return n, over
	}
	return n, err
}

// unpack writes a stream of at most limit bytes to a file in dir, where it can be
// read at any place.
func unpack(r io.Reader, name string, limit int64, dir string) (*File, error) {
	f, err := os.CreateTemp(dir, ".new-import-") // a name that opening the library clears away
	if err != nil {
		return nil, err
	}
	done := func() { f.Close(); os.Remove(f.Name()) }
	n, err := io.Copy(f, io.LimitReader(r, limit+1))
	if err == nil && n > limit {
		err = fmt.Errorf("%w: %d MB", extract.ErrTooLarge, limit>>20)
	}
	if err != nil {
		done()
		return nil, err
	}
	return &File{ReaderAt: f, Name: baseName(name), Path: f.Name(), Size: n, close: done}, nil
}
