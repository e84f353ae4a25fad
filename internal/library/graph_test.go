package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// put writes a text file into the library's folder and takes it in.
func put(t *testing.T, l *Library, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(l.Dir(), "documents", name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// What texts cite and the library lacks stands in the ledger, with the places;
// a document leaves it when its text comes.
func TestMissing(t *testing.T) {
	l := open(t)
	put(t, l, "bao-cao.txt", "Thực hiện Chỉ thị số 777-CT/TW, ngày 05/5/2025 của Ban Bí thư về trồng tre và Nghị quyết số 12-NQ/TW, ngày 16/3/2022 của Bộ Chính trị.\n1. Kết quả thực hiện Chỉ thị số 777-CT/TW còn thấp.")
	all, total := l.Missing(1, 100)
	if total != len(all) {
		t.Fatalf("%d of %d on the first page", len(all), total)
	}
	find := func(label string) *Wanted {
		for i := range all {
			if all[i].Label == label {
				return &all[i]
			}
		}
		t.Fatalf("%s is not missed among %d", label, total)
		return nil
	}
	// Known: the record is there, cited by the directive at three places and by the report.
	known := find("Nghị quyết 12-NQ/TW")
	if known.Record == nil || known.Record.ID != "nghi-quyet-12-nq-tw-2022" || known.Documents != 2 || known.Count != 4 || known.TextHeld {
		t.Errorf("12-NQ/TW: %+v", known)
	}
	if all[0].Label != known.Label {
		t.Errorf("first is %s, with %d documents; the most cited is %s", all[0].Label, all[0].Documents, known.Label)
	}
	places := 0
	for _, by := range known.By {
		places += len(by.Places)
		for _, p := range by.Places {
			if p.Quote == "" {
				t.Errorf("a place of %s without its words", by.Record.ID)
			}
		}
	}
	if places != 4 {
		t.Errorf("%d places, want 4", places)
	}
	// Unknown: the mention without date belongs to the one with.
	unknown := find("Chỉ thị 777-CT/TW")
	if unknown.Record != nil || unknown.Count != 2 || unknown.Documents != 1 || unknown.Date.String() != "2025-05-05" {
		t.Errorf("777-CT/TW: %+v", unknown)
	}
	if len(unknown.By) != 1 || len(unknown.By[0].Places) != 2 || !strings.Contains(unknown.By[0].Places[0].After, "về trồng tre") {
		t.Errorf("places of 777-CT/TW: %+v", unknown.By)
	}
	if n := slices.IndexFunc(all, func(w Wanted) bool { return w.Record != nil && w.Record.ID == directiveID }); n >= 0 {
		t.Error("the directive is held and yet missed")
	}
	// A page of it.
	second, n := l.Missing(2, 1)
	if n != total || len(second) != 1 || second[0].Label != all[1].Label {
		t.Errorf("page 2 of one each: %+v of %d", second, n)
	}
	if beyond, _ := l.Missing(total+1, 1); len(beyond) != 0 {
		t.Errorf("beyond the end: %+v", beyond)
	}
	// The text saved under the record's folder keeps the id and ends the lack.
	put(t, l, filepath.Join("nghi-quyet-12-nq-tw-2022", "text.txt"), "Một là, trồng cây ven đường.")
	all, _ = l.Missing(1, 100)
	if slices.ContainsFunc(all, func(w Wanted) bool { return w.Record != nil && w.Record.ID == "nghi-quyet-12-nq-tw-2022" }) {
		t.Error("12-NQ/TW is still missed with its text there")
	}
	if d, err := l.Document("nghi-quyet-12-nq-tw-2022"); err != nil || !d.TextHeld || d.Record.Title == "" {
		t.Errorf("with its text: %+v, %v", d, err)
	}
}

// The line of the directives on following the example of the late president, in
// the order of time, each link from the later document to an earlier one.
func TestChain(t *testing.T) {
	l := open(t)
	d, err := l.Document("chi-thi-05-ct-tw-2016")
	if err != nil {
		t.Fatal(err)
	}
	var ids, links []string
	for _, s := range d.Chain {
		ids = append(ids, s.Record.ID)
		for _, k := range s.Links {
			links = append(links, s.Record.ID+" "+string(k.Kind)+" "+k.To.ID)
			if k.Source == "" {
				t.Errorf("%s %s %s has no source", s.Record.ID, k.Kind, k.To.ID)
			}
			if s.Record.Date.Before(k.To.Date) {
				t.Errorf("%s acts on the later %s", s.Record.ID, k.To.ID)
			}
		}
	}
	last := -1
	for _, id := range []string{"chi-thi-06-ct-tw-2006", "chi-thi-03-ct-tw-2011", "chi-thi-05-ct-tw-2016", "ket-luan-01-kl-tw-2021", "chi-thi-07-ct-tw-2026"} {
		at := slices.Index(ids, id)
		if at <= last {
			t.Errorf("%s stands at %d after %d in %v", id, at, last, ids)
		}
		last = at
	}
	t.Log(ids, links)
	if !slices.Contains(links, "ket-luan-01-kl-tw-2021 continues chi-thi-05-ct-tw-2016") {
		t.Errorf("links %v", links)
	}
	if d, err := l.Document("luat-12-2012-qh13"); err != nil || len(d.Chain) > 0 {
		t.Errorf("a document without a line: %d, %v", len(d.Chain), err)
	}
}

func TestEntry(t *testing.T) {
	l := open(t)
	d, err := l.Document(directiveID)
	if err != nil {
		t.Fatal(err)
	}
	e, err := l.Entry(directiveID)
	if err != nil || e.Record != d.Record || e.TextHeld != d.TextHeld || e.Cites != d.Cites || e.CitedBy != d.CitedBy {
		t.Errorf("%+v, %v; want %+v", e, err, d.Entry)
	}
	if _, err := l.Entry("khong-co"); !errors.Is(err, ErrNotFound) {
		t.Errorf("error %v", err)
	}
}

// outcomes says what became of each citation of 12-NQ/TW in the text.
func outcomes(t *testing.T, l *Library, id string) (out []string) {
	t.Helper()
	d, err := l.Document(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range d.References {
		if r.Label() == "12-NQ/TW" {
			s := string(r.Resolution.Outcome) + " " + r.Resolution.Document
			if r.Choice != nil {
				s += " chosen"
			}
			out = append(out, s)
		}
	}
	return out
}

// A person's choice among candidates holds at once, for one place or for all,
// outlives the program and another reading of the text, and can be taken back.
func TestCorrect(t *testing.T) {
	l := open(t)
	ctx := context.Background()
	const id, quote = "ghi-chep", "Nghị quyết số 12-NQ/TW"
	put(t, l, id+".txt", "Học tập "+quote+" trong quý I.\nKiểm tra việc học tập "+quote+" trong quý II.")
	check := func(l *Library, first, second string) {
		t.Helper()
		got := outcomes(t, l, id)
		if len(got) != 2 || strings.TrimSpace(got[0]) != first || strings.TrimSpace(got[1]) != second {
			t.Errorf("outcomes %q, want %q and %q", got, first, second)
		}
	}
	check(l, "ambiguous", "ambiguous")
	correct := func(nth int, target string, want error) {
		t.Helper()
		if err := l.Correct(ctx, id, quote, nth, target); !errors.Is(err, want) {
			t.Fatalf("nth %d, %q: error %v, want %v", nth, target, err, want)
		}
	}
	correct(2, "nghi-quyet-12-nq-tw-2017", nil)
	// The other mention, with nothing of its own to go by, means the same document.
	check(l, "resolved nghi-quyet-12-nq-tw-2017", "resolved nghi-quyet-12-nq-tw-2017 chosen")
	correct(0, "nghi-quyet-12-nq-tw-2012", nil)
	check(l, "resolved nghi-quyet-12-nq-tw-2012 chosen", "resolved nghi-quyet-12-nq-tw-2017 chosen")
	correct(2, "nghi-quyet-12-nq-tw-2022", nil) // a second thought takes the place of the first
	check(l, "resolved nghi-quyet-12-nq-tw-2012 chosen", "resolved nghi-quyet-12-nq-tw-2022 chosen")
	if d, _ := l.Document("nghi-quyet-12-nq-tw-2012"); len(d.CitedAt) != 1 || d.CitedAt[0].Record.ID != id {
		t.Errorf("the chosen document is cited at %+v", d.CitedAt)
	}
	// The bare text has become a folder whose record keeps the decisions.
	b, err := os.ReadFile(filepath.Join(l.Dir(), "documents", id, "document.yaml"))
	if err != nil || !strings.Contains(string(b), "nghi-quyet-12-nq-tw-2022") {
		t.Fatalf("document.yaml: %s, %v", b, err)
	}
	// Another reading of the text, with a line before, leaves them in force.
	put(t, l, filepath.Join(id, "text.txt"), "Ghi chép cuộc họp.\nHọc tập "+quote+" trong quý I.\nKiểm tra việc học tập "+quote+" trong quý II.")
	check(l, "resolved nghi-quyet-12-nq-tw-2012 chosen", "resolved nghi-quyet-12-nq-tw-2022 chosen")

	correct(3, "nghi-quyet-12-nq-tw-2022", ErrNoCitation)
	correct(0, "khong-co", ErrNotFound)
	if err := l.Correct(ctx, id, "trong quý I", 1, "nghi-quyet-12-nq-tw-2022"); !errors.Is(err, ErrNoCitation) {
		t.Errorf("words that are no citation: %v", err)
	}
	if err := l.Correct(ctx, "khong-co", quote, 1, "nghi-quyet-12-nq-tw-2022"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a text that is not there: %v", err)
	}

	reader, err := Open(ctx, Options{Dir: l.Dir(), ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Correct(ctx, id, quote, 1, "nghi-quyet-12-nq-tw-2022"); !errors.Is(err, ErrReadOnly) || reader.Writable() || !l.Writable() {
		t.Errorf("beside a writer: %v", err)
	}
	check(reader, "resolved nghi-quyet-12-nq-tw-2012 chosen", "resolved nghi-quyet-12-nq-tw-2022 chosen")
	reader.Close()

	correct(2, "", nil)
	check(l, "resolved nghi-quyet-12-nq-tw-2012 chosen", "resolved nghi-quyet-12-nq-tw-2012 chosen")
	correct(0, "", nil)
	check(l, "ambiguous", "ambiguous")
	correct(0, "", ErrNoCitation)
	if d, err := l.Document(id); err != nil || len(d.Record.Corrections) != 0 {
		t.Errorf("after all is taken back: %+v, %v", d.Record, err)
	}
}
