package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

var errStop = errors.New("stopped here")

// stopAt fails the n-th change of files (from 0) and every one after it, as if
// the process had ended there. steps counts the changes asked for.
func stopAt(n int, err error) (fault func(op, path string) error, steps *int) {
	steps = new(int)
	return func(op, path string) error {
		*steps++
		if *steps > n {
			return err
		}
		return nil
	}, steps
}

// whole fails the test unless the library opens, holds only whole documents and
// has nothing left over.
func whole(t *testing.T, dir string) *Corpus {
	t.Helper()
	c, err := Open(dir, Options{})
	if err != nil {
		t.Fatalf("does not open: %v", err)
	}
	t.Cleanup(func() { c.Close() })
	for _, p := range c.Problems() {
		if p.Severity != Info {
			t.Fatalf("problem: %v", p)
		}
	}
	for _, p := range c.leftovers() {
		t.Fatalf("left over: %v", p)
	}
	return c
}

// TestEveryStep stops adding, replacing and removing at each single change of
// files, and looks at what the next opening finds: the old or the new.
func TestEveryStep(t *testing.T) {
	base := Draft{Record: record("01", "CT/TU", "2020-02-03", "bản cũ"), Text: "Chữ cũ\n"}
	ops := map[string]struct {
		do       func(c *Corpus, id string) error
		old, new string // what Text says before and after; "" for no document
	}{
		"replace": {func(c *Corpus, id string) error {
			d := base
			d.Record.ID, d.Record.Title, d.Text = id, "bản mới", "Chữ mới\n"
			_, err := c.Replace(d)
			return err
		}, "bản cũ Chữ cũ\n", "bản mới Chữ mới\n"},
		"remove": {func(c *Corpus, id string) error { return c.Remove(id) }, "bản cũ Chữ cũ\n", ""},
		"add": {func(c *Corpus, id string) error {
			_, err := c.Add(Draft{Record: record("02", "CT/TU", "2020-05-06", "thêm"), Text: "Thêm\n"})
			return err
		}, "bản cũ Chữ cũ\n", "bản cũ Chữ cũ\n"},
	}
	for name, op := range ops {
		t.Run(name, func(t *testing.T) {
			sawOld, sawNew := false, false
			for n := 0; ; n++ {
				dir := t.TempDir()
				c := mustOpen(t, dir, Options{})
				d, err := c.Add(base)
				if err != nil {
					t.Fatal(err)
				}
				put(t, filepath.Join(d.Folder, "phu-luc", "ghi-chu.txt"), "giữ lại")
				var steps *int
				c.disk.fault, steps = stopAt(n, errStop)
				err = op.do(c, d.ID)
				finished := *steps <= n
				if finished != (err == nil) {
					t.Fatalf("step %d: finished %v, error %v", n, finished, err)
				}
				c.Close()

				c = whole(t, dir)
				now := ""
				if d, err := c.Get(d.ID); err == nil {
					text, err := c.Text(d.ID)
					if err != nil {
						t.Fatal(err)
					}
					now = d.Title + " " + text
					if _, err := os.Stat(filepath.Join(d.Folder, "phu-luc", "ghi-chu.txt")); err != nil {
						t.Fatalf("step %d: %v", n, err)
					}
				} else if !errors.Is(err, ErrRemoved) {
					t.Fatalf("step %d: %v", n, err)
				}
				if now != op.old && now != op.new {
					t.Fatalf("step %d: %q is neither %q nor %q", n, now, op.old, op.new)
				}
				sawOld, sawNew = sawOld || now == op.old, sawNew || now == op.new
				if _, err := c.Add(Draft{Record: record("03", "CT/TU", "2020-07-08", "sau đó")}); err != nil {
					t.Fatalf("step %d: not writable afterwards: %v", n, err)
				}
				if finished {
					break
				}
			}
			if !sawOld || !sawNew {
				t.Fatalf("saw old %v, new %v", sawOld, sawNew)
			}
		})
	}
}

// TestDiskFull refuses every write from the n-th on, without ending the
// process: the document stays what it was, in memory too.
func TestDiskFull(t *testing.T) {
	full := fmt.Errorf("write: %w", syscall.ENOSPC)
	dir := t.TempDir()
	c := mustOpen(t, dir, Options{})
	d, err := c.Add(Draft{Record: record("01", "CT/TU", "2020-02-03", "bản cũ"), Text: "Chữ cũ\n"})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		writes := 0
		c.disk.fault = func(op, path string) error {
			if op == "write" || op == "mkdir" {
				if writes++; writes > n {
					return full
				}
			}
			return nil
		}
		rec := d.Record
		rec.Title = "bản mới"
		if _, err := c.Replace(Draft{Record: rec, Text: "Chữ mới\n"}); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("full at write %d: %v", n, err)
		}
		if _, err := c.Add(Draft{Record: record("02", "CT/TU", "2021-02-03", "khác"), Text: "x"}); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("full at write %d: %v", n, err)
		}
		if now, err := c.Get(d.ID); err != nil || now.Title != "bản cũ" || c.Len() != 1 {
			t.Fatalf("%+v %v", now, err)
		}
		if text, err := c.Text(d.ID); err != nil || text != "Chữ cũ\n" {
			t.Fatalf("%q %v", text, err)
		}
		if left := c.leftovers(); len(left) > 0 {
			t.Fatal(left)
		}
	}
}

// TestKilled ends a child process with SIGKILL at random moments: during the
// first start, and while it replaces one document again and again.
func TestKilled(t *testing.T) {
	if os.Getenv("CORPUS_CHILD") != "" {
		child()
		return
	}
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	start := func(t *testing.T, dir, what string) (*exec.Cmd, *bufio.Reader) {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), "CORPUS_CHILD="+what, "CORPUS_DIR="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd, bufio.NewReader(out)
	}
	t.Run("first start", func(t *testing.T) {
		unfinished := 0
		for range rounds {
			dir := filepath.Join(t.TempDir(), "library")
			cmd, out := start(t, dir, "create")
			out.ReadString('\n')
			time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
			cmd.Process.Kill()
			cmd.Wait()
			if _, err := os.Stat(filepath.Join(dir, documentsDir)); err == nil {
				if n, _ := os.ReadDir(filepath.Join(dir, documentsDir)); len(n) > 0 && len(n) < 100 {
					unfinished++
				}
			}
			c, err := Create(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			all, _ := shippedDocuments()
			if c.Len() != len(all) || len(c.Problems()) > 0 || len(c.leftovers()) > 0 {
				t.Fatalf("%d of %d documents, %v", c.Len(), len(all), c.Problems())
			}
			if in := c.Installed(); in.Kept > 0 || in.Updated > 0 {
				t.Fatalf("%+v", in)
			}
			c.Close()
		}
		t.Logf("killed in the middle %d times of %d", unfinished, rounds)
	})
	t.Run("replace", func(t *testing.T) {
		dir := t.TempDir()
		c := mustOpen(t, dir, Options{})
		d, err := c.Add(Draft{Record: record("01", "CT/TU", "2020-02-03", "lần 0"), Text: strings.Repeat("lần 0\n", 5000)})
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
		for range rounds {
			cmd, out := start(t, dir, "replace "+d.ID)
			out.ReadString('\n') // has the lock
			time.Sleep(time.Duration(rand.IntN(30)) * time.Millisecond)
			cmd.Process.Kill()
			cmd.Wait()
			c := whole(t, dir)
			got, err := c.Get(d.ID)
			if err != nil {
				t.Fatal(err)
			}
			text, err := c.Text(d.ID)
			if err != nil || text != strings.Repeat(got.Title+"\n", 5000) {
				t.Fatalf("%q: text of another state, or half: %d bytes, %v", got.Title, len(text), err)
			}
			c.Close()
		}
	})
}

// child is the process that is killed.
func child() {
	dir, what := os.Getenv("CORPUS_DIR"), strings.Fields(os.Getenv("CORPUS_CHILD"))
	switch what[0] {
	case "create":
		fmt.Println("started")
		Create(dir, Options{})
	case "hold", "replace":
		c, err := Open(dir, Options{})
		if err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		fmt.Println("started")
		if what[0] == "hold" {
			time.Sleep(time.Minute)
		}
		d, _ := c.Get(what[1])
		for n := 1; ; n++ {
			rec := d.Record
			rec.Title = fmt.Sprintf("lần %d-%d", os.Getpid(), n)
			if _, err := c.Replace(Draft{Record: rec, Text: strings.Repeat(rec.Title+"\n", 5000)}); err != nil {
				fmt.Println(err)
				os.Exit(3)
			}
		}
	}
}

// TestTwoProcesses: the second one to write is refused and told who holds the
// library; reading goes on; the lock ends with its process.
func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	c := mustOpen(t, dir, Options{})
	d, err := c.Add(Draft{Record: record("01", "CT/TU", "2020-02-03", "thử"), Text: "Chữ\n"})
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), "CORPUS_CHILD=hold", "CORPUS_DIR="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "started\n" {
		t.Fatalf("%q %v", line, err)
	}

	_, err = Open(dir, Options{})
	var locked *LockedError
	if !errors.Is(err, ErrLocked) || !errors.As(err, &locked) {
		t.Fatalf("second writer: %v", err)
	}
	if locked.PID != cmd.Process.Pid || !strings.Contains(err.Error(), fmt.Sprint(cmd.Process.Pid)) {
		t.Fatalf("holder %d, want %d: %v", locked.PID, cmd.Process.Pid, err)
	}
	r, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if text, err := r.Text(d.ID); err != nil || text != "Chữ\n" {
		t.Fatalf("%q %v", text, err)
	}
	if _, err := r.Add(Draft{Record: record("02", "CT/TU", "2020-02-03", "thử")}); !errors.Is(err, ErrReadOnly) {
		t.Fatalf("writing without the lock: %v", err)
	}
	cmd.Process.Kill()
	cmd.Wait()
	whole(t, dir)
}
