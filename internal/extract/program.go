package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// program finds a helper on the path; "" where it is not installed or not
// allowed.
func (j *job) program(name string) string {
	if j.opts.NoPrograms {
		return ""
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	return path
}

// tempFile writes the file into a directory of its own, for programs that want a
// name; done removes it. The name is ours, never the file's.
func (j *job) tempFile(ext string) (name string, done func(), err error) {
	dir, err := os.MkdirTemp("", "tracuu-")
	if err != nil {
		return "", nil, err
	}
	done = func() { os.RemoveAll(dir) }
	name = filepath.Join(dir, "in"+ext)
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = io.Copy(f, io.NewSectionReader(j.f, 0, j.size))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		done()
		return "", nil, err
	}
	return name, done, nil
}

// run runs a program and gives what it writes, to at most most bytes; more is an
// error. Its environment is ours with env added.
func (j *job) run(ctx context.Context, most int, limit time.Duration, env []string, stdin []byte, program string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), env...)
	if stdin != nil {
		cmd.Stdin = bytes.NewReader(stdin)
	}
	cmd.WaitDelay = 2 * time.Second
	out, errs := &boundedBuffer{most: most}, &boundedBuffer{most: 4096, cut: true}
	cmd.Stdout, cmd.Stderr = out, errs
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return out.b.Bytes(), fmt.Errorf("%w: %s", ErrTimeout, filepath.Base(program))
		}
		if out.full {
			return nil, fmt.Errorf("%w: %s writes more than %d bytes", ErrTooLarge, filepath.Base(program), most)
		}
		return out.b.Bytes(), fmt.Errorf("%s: %w: %s", filepath.Base(program), err, bytes.TrimSpace(errs.b.Bytes()))
	}
	return out.b.Bytes(), nil
}

// boundedBuffer takes no more than it may; what is over is an error, or is cut.
type boundedBuffer struct {
	b    bytes.Buffer
	most int
	cut  bool
	full bool
}

func (w *boundedBuffer) Write(p []byte) (int, error) {
	if left := w.most - w.b.Len(); len(p) > left {
		w.b.Write(p[:max(0, left)])
		w.full = true
		if w.cut {
			return len(p), nil
		}
		return 0, io.ErrShortWrite
	}
	return w.b.Write(p)
}
