package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"
)

// Large files are compared with their checksums after Open: damage in them is
// noticed while the index is searched, and from then on nothing is answered.
func TestDamageNoticedLater(t *testing.T) {
	x := buildAndOpen(t, manyDocuments(500))
	segment := filepath.Join(x.view.parts[0].path, storeName, segmentName)
	data, err := os.ReadFile(segment)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/3] ^= 1
	os.Remove(segment) // the open index keeps the old file
	if err := os.WriteFile(segment, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(x.dir, OpenOptions{}); !errors.Is(err, ErrDamaged) {
		t.Fatalf("opening with the contents compared: %v", err)
	}
	y, err := Open(x.dir, OpenOptions{check: 10})
	if errors.Is(err, ErrDamaged) {
		return // the change has hit what opening reads
	}
	if err != nil {
		t.Fatal(err)
	}
	defer y.Close()
	for {
		_, err := y.Search(context.Background(), Query{Text: "giếng nước"})
		if errors.Is(err, ErrDamaged) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	if _, err := y.Fork(); !errors.Is(err, ErrDamaged) {
		t.Errorf("Fork: %v", err)
	}
}

// An update opens its own part and no other, and a fork made before it goes on
// with what it had.
func TestUpdateSharesParts(t *testing.T) {
	x := buildAndOpen(t, manyDocuments(300))
	old, err := x.Fork()
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	before := x.view.parts[0].part
	d := Document{ID: "moi", Title: "về mở đường lên bản"}
	if err := x.Update(context.Background(), []Document{d}, []string{"d00007"}, "s2"); err != nil {
		t.Fatal(err)
	}
	if len(x.view.parts) != 2 || x.view.parts[0].part != before {
		t.Errorf("%d parts, the first opened again: %v", len(x.view.parts), x.view.parts[0].part != before)
	}
	if n := search(t, x, `"mở đường"`).Total; n != 1 {
		t.Errorf("new document: %d", n)
	}
	if n := search(t, x, `"số 7"`).Total; n != 0 {
		t.Errorf("removed document: %d", n)
	}
	if n := search(t, old, `"mở đường"`).Total; n != 0 {
		t.Errorf("the fork sees the update: %d", n)
	}
	if n := search(t, old, `"số 7"`).Total; n != 1 {
		t.Errorf("the fork has lost a document: %d", n)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	if n := search(t, x, "theo dõi").Total; n == 0 {
		t.Error("closing the fork has closed what is shared")
	}
}

func TestJoinable(t *testing.T) {
	part := func(documents, dead int) partInfo {
		return partInfo{Documents: documents, Units: documents, Dead: make([]string, dead)}
	}
	for _, c := range []struct {
		name  string
		parts []partInfo
		fresh int
		want  []bool
	}{
		{"a small update beside large parts", []partInfo{part(40000, 0), part(40000, 9)}, 2, []bool{false, false}},
		{"one as small", []partInfo{part(40000, 0), part(1, 0)}, 2, []bool{false, true}},
		{"one after the other", []partInfo{part(40000, 0), part(8, 0), part(4, 0), part(2, 0)}, 2, []bool{false, true, true, true}},
		{"a larger one stays", []partInfo{part(40000, 0), part(100, 0), part(2, 0)}, 2, []bool{false, false, true}},
		{"too many parts", []partInfo{part(90000, 0), part(9000, 0), part(900, 0), part(90, 0), part(80000, 0), part(30, 0)}, 2,
			[]bool{false, false, false, false, false, true}},
		{"mostly superseded", []partInfo{part(40000, 30000), part(40000, 0)}, 2, []bool{true, false}},
		{"wholly superseded", []partInfo{part(5, 5), part(40000, 0)}, 2, []bool{false, false}},
		{"small, half superseded", []partInfo{part(100, 60), part(40000, 0)}, 2, []bool{false, false}},
	} {
		if got := joinable(c.parts, c.fresh); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestManyUpdates makes many small changes and compares the index with one that
// is built of what they come to.
func TestManyUpdates(t *testing.T) {
	docs := manyDocuments(400)
	x := buildAndOpen(t, docs)
	byID := map[string]Document{}
	for _, d := range docs {
		byID[d.ID] = d
	}
	for i := range 30 {
		var changed []Document
		for j := range 1 + i%4 {
			d := docs[(i*37+j*11)%len(docs)]
			d.Title = fmt.Sprintf("về việc bàn giao lần %d", i)
			d.Fingerprint = fmt.Sprint(i)
			if _, ok := byID[d.ID]; ok || j > 0 {
				byID[d.ID] = d
				changed = append(changed, d)
			}
		}
		gone := docs[(i*53+5)%len(docs)].ID
		if slices.ContainsFunc(changed, func(d Document) bool { return d.ID == gone }) {
			gone = "is not there"
		}
		delete(byID, gone)
		if err := x.Update(context.Background(), changed, []string{gone}, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
		if n := len(x.view.parts); n > maxParts {
			t.Fatalf("%d parts", n)
		}
	}
	var left []Document
	for _, d := range byID {
		left = append(left, d)
	}
	slices.SortFunc(left, func(a, b Document) int { return cmp.Compare(a.ID, b.ID) })
	whole := buildAndOpen(t, left)
	got, err := x.Meta()
	want, err2 := whole.Meta()
	if err != nil || err2 != nil || !reflect.DeepEqual(got.Fingerprints, want.Fingerprints) || got.Units != want.Units {
		t.Errorf("%d documents, %d units, want %d, %d (%v %v)", got.Documents, got.Units, want.Documents, want.Units, err, err2)
	}
	// Superseded documents still count for how rare a word is, so scores differ a
	// little; what is found must not.
	for _, text := range []string{"bàn giao lần", "đường liên thôn", `"rừng phòng hộ"`, "tiet kiem"} {
		if a, b := search(t, x, text), search(t, whole, text); a.Total != b.Total || !reflect.DeepEqual(a.Facets, b.Facets) {
			t.Errorf("%s: %d documents, want %d", text, a.Total, b.Total)
		}
	}
	for _, d := range left {
		if got, err := x.Document(d.ID); err != nil || !reflect.DeepEqual(got, d) {
			t.Fatalf("%s: %+v, want %+v (%v)", d.ID, got, d, err)
		}
	}
}

// TestNarrow: to score only the documents that have all words finds what scoring
// everything finds.
func TestNarrow(t *testing.T) {
	x := buildAndOpen(t, append(manyDocuments(800), miniature()...))
	for _, text := range []string{
		"đường liên thôn", "kiem tra ho so", `"kho vũ khí" huyện`, "về việc bàn giao giếng nước", "thông báo công an",
		"UBND xã", "thế trận an ninh nhân dân", "Thông báo về việc theo dõi rừng", "không đâu có xyz", "xã xã xã", `"số 7"`, "kế hoạch diễn tập",
	} {
		var found [2]map[int32]float32
		for i, narrowing := range []bool{false, true} {
			s := x.view.session()
			req := parse(text)
			c, err := s.compile(&req, false)
			if err != nil {
				t.Fatal(err)
			}
			phrases, err := s.phraseRecords(c)
			if err != nil {
				t.Fatal(err)
			}
			finds, err := s.lookUp(context.Background(), c.clauses)
			if err != nil {
				t.Fatal(err)
			}
			var within *narrowed
			if narrowing {
				within = s.narrow(c, finds, phrases)
			}
			s.score(c.clauses, finds, within)
			if c.choose(s.tallies) {
				s.score(c.clauses, finds, within)
			}
			m := &matches{session: s, compiled: c, phrases: phrases}
			if m.gather() > someWords {
				m.least = inDocument
			}
			m.matcher = c.matcher()
			m.thin()
			found[i] = map[int32]float32{}
			for _, n := range m.documents {
				found[i][n] = m.states[n].score
			}
			s.close()
		}
		if !reflect.DeepEqual(found[0], found[1]) {
			t.Errorf("%s: %d documents without narrowing, %d with", text, len(found[0]), len(found[1]))
		}
	}
}
