package ingest

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tracuu/corpus"
)

const childDir = "TRACUU_TEST_IMPORT"

// TestMain is the test binary, and the child that TestKill kills.
func TestMain(m *testing.M) {
	dir := os.Getenv(childDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	c, err := corpus.CreateEmpty(filepath.Join(dir, "library"), corpus.Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	opts := Options{Outcome: func(o Outcome) { fmt.Println(o.Status, o.File) }}
	opts.Reading.NoPrograms = true
	im, err := New(c, opts)
	if err == nil {
		_, err = im.Run(context.Background(), []string{filepath.Join(dir, "files")})
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

// TestKill kills an import again and again, at any moment, while files keep
// coming: single ones, second texts, copies, an archive. In the end every
// document is there, whole, and once.
func TestKill(t *testing.T) {
	rounds := 50
	if testing.Short() {
		rounds = 6
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	p := newPlace(t)
	p.corpus.Close()
	dir := filepath.Dir(p.dir)

	want := map[string]string{} // number → a word that only its last text has
	n, killed := 0, 0
	add := func() {
		for range 4 {
			n++
			number := fmt.Sprintf("%d/2031/NĐ-CP", n)
			p.write(fmt.Sprintf("r%03d-a.txt", n), decree(number, "2031-03-05", gardens, articles...))
			want[number] = "cuốn sổ"
			switch n % 4 {
			case 0: // another text of it
				word := fmt.Sprintf("cuốn lịch số %d", n)
				p.write(fmt.Sprintf("r%03d-b.txt", n), strings.ReplaceAll(decree(number, "2031-03-05", gardens, articles...), "cuốn sổ", word))
				want[number] = word
			case 1: // a copy
				p.write(fmt.Sprintf("copies/r%03d.txt", n), decree(number, "2031-03-05", gardens, articles...))
			case 2: // another format
				p.write(fmt.Sprintf("r%03d.html", n), "<html><body><p>"+strings.ReplaceAll(decree(number, "2031-03-05", gardens, articles...), "\n", "</p><p>")+"</p></body></html>")
			case 3:
				n++
				number := fmt.Sprintf("%d/2031/NĐ-CP", n)
				p.write(fmt.Sprintf("r%03d.zip", n), zipOf(t, packed{"a.txt", decree(number, "2031-03-06", gardens, articles...)}))
				want[number] = "cuốn sổ"
			}
		}
	}
	for range rounds {
		add()
		files := rnd.IntN(16) - 4 // below 0: while it starts
		if run(t, dir, files, time.Duration(rnd.IntN(6000))*time.Microsecond) {
			killed++
		}
	}
	t.Logf("%d documents, %d of %d runs killed at work", len(want), killed, rounds)
	if killed < rounds/4 {
		t.Errorf("only %d of %d runs were killed before their end", killed, rounds)
	}
	run(t, dir, 1<<30, 0)

	p.open()
	if p.corpus.Len() != len(want) {
		t.Errorf("%d documents, want %d", p.corpus.Len(), len(want))
	}
	for _, d := range p.corpus.Documents() {
		word, ok := want[d.Label()]
		delete(want, d.Label())
		if !ok {
			t.Errorf("%s is there twice, or should not be", d.Label())
		} else if !strings.Contains(p.text(d.ID), word) {
			t.Errorf("%s has not its last text", d.ID)
		}
		if d.OriginalFile() == "" || len(ReadDetails(d.Folder).Files) == 0 {
			t.Errorf("%s is without original or details", d.ID)
		}
		files, _ := os.ReadDir(d.Folder)
		for _, f := range files {
			if strings.HasPrefix(f.Name(), ".new-") {
				t.Errorf("%s: %s was left", d.ID, f.Name())
			}
		}
	}
	for number := range want {
		t.Errorf("%s was lost", number)
	}
	p.corpus.Verify(context.Background(), func(x corpus.Problem) { t.Error(x) })
	for _, o := range p.run() {
		if o.Status != Skipped {
			t.Errorf("the next run: %+v", o)
		}
	}
	if p.reads.Load() > 0 {
		t.Errorf("the next run read %d files", p.reads.Load())
	}
}

// run starts the child, waits until it has reported so many new files and kills
// it after a further while. It reports whether it was killed.
func run(t *testing.T, dir string, files int, after time.Duration) bool {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Env = append(os.Environ(), childDir+"="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	var said []string
	var kill *time.Timer
	if files < 0 {
		kill = time.AfterFunc(4*after, func() { c.Process.Kill() })
	}
	for lines.Scan() {
		said = append(said, lines.Text())
		// Files of earlier rounds are passed over in no time.
		if strings.HasPrefix(lines.Text(), string(Skipped)) {
			continue
		}
		if files--; files < 0 && kill == nil {
			kill = time.AfterFunc(after, func() { c.Process.Kill() })
		}
	}
	err = c.Wait()
	if kill != nil {
		kill.Stop()
	}
	if err != nil && c.ProcessState.ExitCode() > 0 {
		t.Fatalf("the import failed: %v\n%s", err, strings.Join(said, "\n"))
	}
	return err != nil
}
