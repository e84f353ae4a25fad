package library

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/internal/ingest"
)

// TestReview imports a paper that says little of itself, and decides about it as
// a person would.
func TestReview(t *testing.T) {
	ctx := t.Context()
	l, err := Open(ctx, Options{Dir: filepath.Join(t.TempDir(), "library")})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if n := len(l.Doubtful()); n != 0 {
		t.Fatalf("%d documents of the default collection are to be reviewed", n)
	}
	files := t.TempDir()
	var ids []string
	put := func(name, text string) string {
		t.Helper()
		if err := os.WriteFile(filepath.Join(files, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var id string
		if _, err := l.Import(ctx, []string{filepath.Join(files, name)}, ingest.Options{Outcome: func(o ingest.Outcome) { id = o.ID }}); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
		return id
	}
	one := put("a.txt", "Về việc phân công trực vườn cây ăn quả ven sông trong mùa nước lớn\nTổ trực gồm năm người, mỗi người một đèn.\n")
	two := put("b.txt", "Danh sách dụng cụ làm vườn cần mua thêm trong quý ba năm nay của tổ trực\nHai mươi cái cuốc, ba mươi cái xẻng.\n")
	waiting := l.Doubtful()
	if len(waiting) != 2 || waiting[0].Since.IsZero() || len(waiting[0].Doubts) == 0 {
		t.Fatalf("%+v", waiting)
	}
	r, err := l.Review(one)
	if err != nil || !r.Pending || r.File == "" || !strings.Contains(r.Text, "Tổ trực") {
		t.Fatalf("%+v, %v", r, err)
	}
	if _, err := l.Review(directiveID); !errors.Is(err, ErrNotFound) {
		t.Errorf("a record that was not imported: %v", err)
	}
	if err := l.Accept(ctx, one, "an earlier state", nil); !errors.Is(err, ErrChanged) {
		t.Errorf("%v", err)
	}
	if err := l.Accept(ctx, one, r.State, map[string]string{"type": "Kế hoạch", "number": "77", "symbol": "KH-UBND", "date": "2031-05-04"}); err != nil {
		t.Fatal(err)
	}
	if a, err := l.Search(ctx, Query{Text: "77/KH-UBND"}); err != nil || len(a.Direct) != 1 || a.Direct[0].Record.ID != one {
		t.Errorf("the accepted number is not found: %+v, %v", a.Direct, err)
	}
	d, err := l.Document(one)
	if err != nil || d.Reading == nil || d.Reading.Accepted == "" || d.Reading.Pending {
		t.Errorf("%+v, %v", d.Reading, err)
	}
	if waiting = l.Doubtful(); len(waiting) != 1 || waiting[0].Record.ID != two {
		t.Fatalf("%+v", waiting)
	}
	// The other one belongs to the first.
	if r, err = l.Review(two); err != nil {
		t.Fatal(err)
	}
	if err := l.AttachTo(ctx, two, r.State, "khong-co"); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
	if err := l.AttachTo(ctx, two, r.State, one); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Document(two); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
	// What is thrown out is gone, and its id with it.
	three := put("c.txt", "Bản vẽ tay của ai đó về cái cổng vườn, không rõ của ai và để làm gì cả\n")
	if r, err = l.Review(three); err != nil {
		t.Fatal(err)
	}
	if err := l.Discard(ctx, three, r.State); err != nil {
		t.Fatal(err)
	}
	if again := put("d.txt", "Bản vẽ tay của ai đó về cái cổng vườn, không rõ của ai và để làm gì cả\n"); again != "" || len(l.Doubtful()) != 0 {
		t.Errorf("it came back as %q, %d wait", again, len(l.Doubtful()))
	}
	if _, err := l.Original(one); err != nil {
		t.Error(err)
	}
	if _, err := l.PageImage(ctx, one, 1, 300); !errors.Is(err, ErrNoPages) {
		t.Errorf("a picture of a text file: %v", err)
	}
}
