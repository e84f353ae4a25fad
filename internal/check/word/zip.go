package word

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// What a file may hold.
const (
	maxPart  = 64 << 20
	maxParts = 20_000
)

// zipFile is the packed file with the parts that take the place of others.
type zipFile struct {
	z        *zip.Reader
	replaced map[string][]byte
	added    []string // names of parts that are new, in order
}

func openZip(b []byte) (*zipFile, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("%w: %d parts", ErrTooLarge, len(z.File))
	}
	return &zipFile{z: z, replaced: map[string][]byte{}}, nil
}

func partName(f *zip.File) string { return strings.ReplaceAll(f.Name, "\\", "/") }

func (z *zipFile) find(name string) *zip.File {
	for _, f := range z.z.File {
		if partName(f) == name {
			return f
		}
	}
	return nil
}

// has reports a part whose name begins so.
func (z *zipFile) has(prefix string) bool {
	for _, f := range z.z.File {
		if strings.HasPrefix(partName(f), prefix) {
			return true
		}
	}
	return false
}

// read unpacks a part.
func (z *zipFile) read(name string) ([]byte, error) {
	f := z.find(name)
	if f == nil {
		return nil, fmt.Errorf("%w: no %s", ErrDamaged, name)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrDamaged, name, err)
	}
	defer rc.Close()
	b, err := io.ReadAll(io.LimitReader(rc, maxPart+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %v", ErrDamaged, name, err)
	case len(b) > maxPart:
		return nil, fmt.Errorf("%w: %s", ErrTooLarge, name)
	}
	return b, nil
}

// set gives a part new content.
func (z *zipFile) set(name string, b []byte) {
	if z.find(name) == nil && z.replaced[name] == nil {
		z.added = append(z.added, name)
	}
	z.replaced[name] = b
}

// pack writes the file: every part that was not set is copied as it is packed.
func (z *zipFile) pack() ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	seen := map[string]bool{}
	for _, f := range z.z.File {
		name := partName(f)
		content, ok := z.replaced[name]
		if !ok || seen[name] {
			if err := w.Copy(f); err != nil {
				return nil, fmt.Errorf("%w: %s: %v", ErrDamaged, f.Name, err)
			}
			continue
		}
		seen[name] = true
		if err := put(w, &zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified}, content); err != nil {
			return nil, err
		}
	}
	for _, name := range z.added {
		if err := put(w, &zip.FileHeader{Name: name, Method: zip.Deflate}, z.replaced[name]); err != nil {
			return nil, err
		}
	}
	if err := w.SetComment(z.z.Comment); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func put(w *zip.Writer, h *zip.FileHeader, content []byte) error {
	out, err := w.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = out.Write(content)
	return err
}
