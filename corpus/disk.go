package corpus

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// disk is every change this package makes to files. Before each one it asks
// fault, which tests use to fail or stop the program at that very step.
type disk struct {
	fault func(op, path string) error
}

func (d disk) ask(op, path string) error {
	if d.fault == nil {
		return nil
	}
	return d.fault(op, path)
}

func (d disk) mkdir(path string) error {
	if err := d.ask("mkdir", path); err != nil {
		return err
	}
	return os.Mkdir(path, 0o755)
}

// write creates the file with the bytes of r and syncs it.
func (d disk) write(path string, r io.Reader) error {
	if err := d.ask("write", path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// writeAtomic replaces the file path by one with the given bytes.
func (d disk) writeAtomic(path string, b []byte) error {
	tmp := filepath.Join(filepath.Dir(path), tempPrefix+filepath.Base(path))
	if err := os.Remove(tmp); err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := d.write(tmp, bytes.NewReader(b)); err != nil {
		os.Remove(tmp)
		return err
	}
	if err := d.rename(tmp, path); err != nil {
		os.Remove(tmp)
		return err
	}
	return d.syncDir(filepath.Dir(path))
}

func (d disk) rename(from, to string) error {
	if err := d.ask("rename", to); err != nil {
		return err
	}
	return rename(from, to)
}

func (d disk) syncDir(path string) error {
	if err := d.ask("sync", path); err != nil {
		return err
	}
	return syncDir(path)
}

func (d disk) removeAll(path string) error {
	if err := d.ask("remove", path); err != nil {
		return err
	}
	return os.RemoveAll(path)
}

// carry brings what lies in the folder from, and is not yet in the folder to,
// over to it, except the names in drop: the files that a person keeps beside a document outlive a
// replacement. They are linked where the file system can, else copied.
func (d disk) carry(from, to string, drop []string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		src, dst := filepath.Join(from, e.Name()), filepath.Join(to, e.Name())
		if _, err := os.Lstat(dst); err == nil || slices.Contains(drop, e.Name()) {
			continue
		}
		if e.IsDir() {
			if err := d.mkdir(dst); err != nil {
				return err
			}
			if err := d.carry(src, dst, nil); err != nil {
				return err
			}
			continue
		}
		if err := d.carryFile(src, dst); err != nil {
			return fmt.Errorf("giữ lại tệp %s: %w", src, err)
		}
	}
	return nil
}

func (d disk) carryFile(src, dst string) error {
	if err := d.ask("link", dst); err != nil {
		return err
	}
	if os.Link(src, dst) == nil {
		return nil
	}
	f, err := os.Open(src)
	if err != nil {
		return err
	}
	defer f.Close()
	return d.write(dst, f)
}
