package intake

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tracuu/corpus"
)

const (
	childDir   = "TRACUU_TEST_DESK"
	childFirst = "TRACUU_TEST_DESK_FIRST"
)

// TestMain is the test binary, and the child that TestKill kills: a desk that is
// sent one upload after the other and says which it has promised to keep.
func TestMain(m *testing.M) {
	dir := os.Getenv(childDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	first, _ := strconv.Atoi(os.Getenv(childFirst))
	if err := serve(dir, first); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

func serve(dir string, first int) error {
	c, err := corpus.CreateEmpty(dir, corpus.Options{})
	if err != nil {
		return err
	}
	opts := Options{Dir: filepath.Join(dir, "imports"), Import: importer(c)}
	opts.Base.Reading.NoPrograms = true
	d, err := Open(opts)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	go d.Run(context.Background())
	for n := first; ; n += 3 {
		u, err := d.Receive(0)
		if err == ErrQueue {
			time.Sleep(time.Millisecond)
			n -= 3
			continue
		}
		if err != nil {
			return err
		}
		for i := n; i < n+3; i++ {
			if err := u.File(fmt.Sprintf("%d.txt", i), strings.NewReader(decree(i))); err != nil {
				return err
			}
		}
		if _, err := u.Commit(); err != nil {
			return err
		}
		fmt.Printf("kept %d\n", n)
	}
}

// TestKill kills the process again and again, at any moment, while uploads come
// in and are imported. What it said it keeps is in the library in the end, once.
func TestKill(t *testing.T) {
	rounds := 50
	if testing.Short() {
		rounds = 8
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	want := map[string]bool{}
	for round := range rounds {
		first := 1 + round*600 // the numbers of documents have five digits at most
		exe, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		c := exec.Command(exe)
		c.Env = append(os.Environ(), childDir+"="+dir, childFirst+"="+strconv.Itoa(first))
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		left := rnd.IntN(6)
		var kill *time.Timer
		for lines.Scan() {
			if n, ok := strings.CutPrefix(lines.Text(), "kept "); ok {
				k, _ := strconv.Atoi(n)
				for i := k; i < k+3; i++ {
					want[fmt.Sprintf("%d/2031/NĐ-CP", i)] = true
				}
			} else if lines.Text() != "ready" {
				t.Fatalf("the desk says %q", lines.Text())
			}
			if left--; left < 0 && kill == nil {
				kill = time.AfterFunc(time.Duration(rnd.IntN(9000))*time.Microsecond, func() { c.Process.Kill() })
			}
		}
		if err := c.Wait(); err == nil || c.ProcessState.ExitCode() > 0 {
			t.Fatalf("the desk ended by itself: %v", err)
		}
	}
	p := openPlace(t, dir, nil)
	p.run()
	for _, s := range p.desk.Jobs() {
		if s, out := p.wait(s.ID); s.State != Done || len(out) != 3 {
			t.Errorf("%s is %s with %d outcomes", s.ID, s.State, len(out))
		}
	}
	t.Logf("%d documents were promised, %d are there", len(want), p.corpus.Len())
	if len(want) < rounds {
		t.Errorf("only %d documents in %d rounds", len(want), rounds)
	}
	seen := map[string]bool{}
	for _, d := range p.corpus.Documents() {
		if seen[d.Label()] {
			t.Errorf("%s is there twice", d.Label())
		}
		seen[d.Label()] = true
	}
	for number := range want {
		if !seen[number] {
			t.Errorf("%s was lost", number)
		}
	}
	left, _ := filepath.Glob(filepath.Join(p.opts.Dir, "*", filesDir))
	temp, _ := filepath.Glob(filepath.Join(p.opts.Dir, tempPrefix+"*"))
	if len(left)+len(temp) > 0 {
		t.Errorf("%v %v were left", left, temp)
	}
	p.corpus.Verify(context.Background(), func(x corpus.Problem) { t.Error(x) })
}
