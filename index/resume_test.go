package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// manyDocuments makes n documents of made-up sentences, each with its
// fingerprint, the same at every call.
func manyDocuments(n int) []Document {
	subjects := []string{"xã", "huyện", "chi bộ", "công an", "ban quản lý", "hợp tác xã", "nhà trường", "trạm y tế"}
	verbs := []string{"kiểm tra", "báo cáo", "sửa chữa", "mở rộng", "bàn giao", "theo dõi"}
	objects := []string{"hồ sơ đất đai", "đường liên thôn", "kho vũ khí", "sổ tiết kiệm", "giếng nước", "rừng phòng hộ", "danh sách hộ nghèo"}
	random := rand.New(rand.NewPCG(7, 7))
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	docs := make([]Document, n)
	for i := range docs {
		text := fmt.Sprintf("%s %s %s số %d.", pick(subjects), pick(verbs), pick(objects), i)
		docs[i] = Document{ID: fmt.Sprintf("d%05d", i), Type: "Thông báo", Number: fmt.Sprint(i % 50), Year: 2000 + i%20, TextHeld: true,
			Title: "về việc " + pick(verbs) + " " + pick(objects), Fingerprint: text, Units: []Unit{{Anchor: "a", Label: "1", Text: text}}}
	}
	return docs
}

// answers are what an index says to some queries.
func answers(t *testing.T, x *Index) []Results {
	t.Helper()
	var all []Results
	for _, text := range []string{"đường liên thôn", "kiem tra ho so dat dai", `"kho vũ khí số"`, "sổ tiết kiệm 4321", "giếng nước rừng phòng hộ", "theo dõi"} {
		for page := 1; page <= 2; page++ {
			res, err := x.Search(context.Background(), Query{Text: text, Page: page})
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			res.Took = 0
			all = append(all, res)
		}
	}
	return all
}

func openAt(t *testing.T, dir, state string) *Index {
	t.Helper()
	x, err := Open(dir, OpenOptions{CorpusState: state})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// journalLines counts the segments that a build has finished.
func journalLines(dir string) int {
	data, _ := os.ReadFile(filepath.Join(dir, buildingName, journalName))
	return max(0, bytes.Count(data, []byte("\n"))-1)
}

// until gives the first n documents and then fails.
func until(docs []Document, n int, failure error) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, d := range docs[:n] {
			if !yield(d, nil) {
				return
			}
		}
		yield(Document{}, failure)
	}
}

// TestResume: a build that has stopped is gone on with, and the index is that of
// an undisturbed build of the documents as they are then.
func TestResume(t *testing.T) {
	docs := manyDocuments(3500)
	failure := errors.New("the disk has gone")
	for _, c := range []struct {
		name   string
		change func(docs []Document) []Document
		damage func(building string) error
	}{
		{"as it was", nil, nil},
		{"a document changed, one removed, one added", func(docs []Document) []Document {
			docs[10].Units = []Unit{{Anchor: "b", Text: "Đường liên thôn đã xong, giếng nước chưa."}}
			docs[10].Fingerprint = "changed"
			docs[700] = Document{ID: "x", Title: "về sổ tiết kiệm", Fingerprint: "x"}
			return docs
		}, nil},
		{"no fingerprints", func(docs []Document) []Document {
			for i := range docs {
				docs[i].Fingerprint = ""
			}
			return docs
		}, nil},
		{"journal cut short", nil, func(building string) error {
			path := filepath.Join(building, journalName)
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(path, data[:len(data)-7], 0o600)
		}},
		{"journal of another version", nil, func(building string) error {
			path := filepath.Join(building, journalName)
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(path, bytes.Replace(data, []byte(`"analyzer":"`), []byte(`"analyzer":"old`), 1), 0o600)
		}},
		{"segments damaged", nil, func(building string) error {
			for _, kind := range []string{"*.zap", "*.table"} {
				files, err := filepath.Glob(filepath.Join(building, kind))
				if err != nil || len(files) == 0 {
					return fmt.Errorf("no %s: %v", kind, err)
				}
				data, err := os.ReadFile(files[0])
				if err != nil {
					return err
				}
				data[len(data)/2] ^= 0x55
				if err := os.WriteFile(files[0], data, 0o600); err != nil {
					return err
				}
			}
			return nil
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := Build(context.Background(), dir, until(docs, 3000, failure), BuildOptions{}); !errors.Is(err, failure) {
				t.Fatalf("the first build: %v", err)
			}
			if n := journalLines(dir); n < 2 {
				t.Fatalf("%d finished segments", n)
			}
			if c.damage != nil {
				if err := c.damage(filepath.Join(dir, buildingName)); err != nil {
					t.Fatal(err)
				}
			}
			now := manyDocuments(3500)
			if c.change != nil {
				now = c.change(now)
			}
			if err := Build(context.Background(), dir, all(now), BuildOptions{CorpusState: "s"}); err != nil {
				t.Fatal(err)
			}
			if entries, err := os.ReadDir(dir); err != nil || len(entries) != 3 {
				t.Errorf("left behind: %v", entries)
			}
			whole := t.TempDir()
			if err := Build(context.Background(), whole, all(now), BuildOptions{CorpusState: "s"}); err != nil {
				t.Fatal(err)
			}
			x, y := openAt(t, dir, "s"), openAt(t, whole, "s")
			if got, want := answers(t, x), answers(t, y); !reflect.DeepEqual(got, want) {
				t.Errorf("answers differ:\n%+v\n%+v", got[0], want[0])
			}
			got, err := x.Meta()
			want, err2 := y.Meta()
			if err != nil || err2 != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("meta differs: %v %v", err, err2)
			}
			if err := x.Verify(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A build that goes on does not analyse again what is finished.
func TestResumeSparesWork(t *testing.T) {
	docs := manyDocuments(2500)
	dir := t.TempDir()
	failure := errors.New("stopped")
	if err := Build(context.Background(), dir, until(docs, 2500, failure), BuildOptions{}); !errors.Is(err, failure) {
		t.Fatal(err)
	}
	j, sources, err := openJournal(dir)
	if err != nil {
		t.Fatal(err)
	}
	before := j.next
	j.close()
	held := 0
	for _, s := range sources {
		held += s.documents
	}
	if held < 2000 {
		t.Fatalf("only %d documents are finished", held)
	}
	// Now all that is left fits one segment.
	if err := Build(context.Background(), dir, until(docs, 2500, failure), BuildOptions{}); !errors.Is(err, failure) {
		t.Fatal(err)
	}
	if n := journalLines(dir); n != before {
		t.Errorf("%d segments, %d before", n, before)
	}
}

// TestResumeKilled kills a building process at random moments until it has got to
// the end.
func TestResumeKilled(t *testing.T) {
	const size = 6000
	if dir := os.Getenv("INDEX_BUILD_ONCE"); dir != "" {
		if err := Build(context.Background(), dir, all(manyDocuments(size)), BuildOptions{CorpusState: "s"}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if testing.Short() {
		t.Skip("short")
	}
	dir := t.TempDir()
	kills, most := 0, 0
	for round := 0; ; round++ {
		cmd := exec.Command(os.Args[0], "-test.run=^TestResumeKilled$")
		cmd.Env = append(os.Environ(), "INDEX_BUILD_ONCE="+dir)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		// It is killed some time after it has finished one segment more.
		before := journalLines(dir)
		most = max(most, before)
		var err error
		for killed, ended := false, false; !ended; {
			select {
			case err = <-done:
				ended = true
			case <-time.After(time.Millisecond):
				if !killed && kills < 6 && journalLines(dir) > before {
					time.Sleep(time.Duration(rand.IntN(40)) * time.Millisecond)
					killed = true
					kills++
					cmd.Process.Kill()
				}
			}
		}
		if err == nil {
			break
		}
		if round > 40 {
			t.Fatalf("no end after %d rounds: %v", round, err)
		}
	}
	t.Logf("killed %d times, with up to %d finished segments", kills, most)
	if kills == 0 || most == 0 {
		t.Errorf("killed %d times, with up to %d finished segments: nothing was shown", kills, most)
	}
	whole := t.TempDir()
	if err := Build(context.Background(), whole, all(manyDocuments(size)), BuildOptions{CorpusState: "s"}); err != nil {
		t.Fatal(err)
	}
	x := openAt(t, dir, "s")
	if got, want := answers(t, x), answers(t, openAt(t, whole, "s")); !reflect.DeepEqual(got, want) {
		t.Errorf("answers differ:\n%+v\n%+v", got[0], want[0])
	}
	if err := x.Verify(); err != nil {
		t.Error(err)
	}
}
