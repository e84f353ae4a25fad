package index

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// miniature is a small library of made-up documents.
func miniature() []Document {
	return []Document{
		{
			ID: "chi-thi-7-ct-tu-2021", Type: "Chỉ thị", Number: "7", Symbol: "CT/TU", Label: "07-CT/TU", Year: 2021,
			Date: "2021-05-04", Issuer: "Ban Thường vụ Tỉnh ủy Hà Giang", TextHeld: true, State: "unknown",
			Title: "về giữ gìn an ninh trên tuyến biên giới",
			Units: []Unit{
				{Anchor: "mo-dau", Text: "Từ nhiều năm nay các xã biên giới yên ổn; nhân dân tin vào chính quyền."},
				{Anchor: "mot-la", Label: "Một là", Text: "Một là, củng cố thế trận an ninh nhân dân ở từng thôn bản, gắn chặt với nền quốc phòng toàn dân."},
				{Anchor: "hai-la", Label: "Hai là", Text: "Hai là, giữ hoà bình, hữu nghị với nước láng giềng; làm thất bại mọi âm mưu “diễn biến hoà bình”."},
				{Anchor: "ba-la", Label: "Ba là", Text: "Ba là, lực lượng công an xã làm nòng cốt giữ an ninh, trật tự trên địa bàn thôn, bản."},
			},
		},
		{
			ID: "nghi-quyet-9-nq-tu-2019", Type: "Nghị quyết", Number: "9", Symbol: "NQ/TU", Label: "09-NQ/TU", Year: 2019,
			Date: "2019-02-11", Issuer: "Ban Chấp hành Đảng bộ tỉnh Hà Giang", Title: "về phát triển cây chè",
			TextHeld: true, State: "replaced",
			Units: []Unit{
				{Anchor: "i", Label: "I", Heading: "Mục tiêu", Text: "Diện tích chè đạt mười nghìn héc ta; nhân dân vùng chè có đời sống khá."},
				{Anchor: "ii", Label: "II", Heading: "Giải pháp", Text: "Trần nhà kho phải cao, thông thoáng; thế đất chọn nơi an toàn, không để ninh chè quá lửa."},
			},
		},
		{
			ID: "ke-hoach-3-kh-tu-2020", Type: "Kế hoạch", Number: "3", Symbol: "KH/TU", Label: "03-KH/TU", Year: 2020,
			Title: "về diễn tập khu vực phòng thủ",
		},
	}
}

func all(docs []Document) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func buildAndOpen(t testing.TB, docs []Document) *Index {
	t.Helper()
	dir := t.TempDir()
	if err := Build(context.Background(), dir, all(docs), BuildOptions{CorpusState: "s1"}); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir, OpenOptions{CorpusState: "s1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func search(t testing.TB, x *Index, text string) Results {
	t.Helper()
	res, err := x.Search(context.Background(), Query{Text: text})
	if err != nil {
		t.Fatalf("search %q: %v", text, err)
	}
	return res
}

// marked joins segments with the matches in brackets.
func marked(segments []Segment) string {
	var b strings.Builder
	for _, s := range segments {
		if s.Match {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestSearchMiniature(t *testing.T) {
	x := buildAndOpen(t, miniature())
	for _, c := range []struct{ query, id, anchor, mark string }{
		{"the tran an ninh nhan dan", "chi-thi-7-ct-tu-2021", "mot-la", "[thế trận an ninh nhân dân]"},
		{"thế trận", "chi-thi-7-ct-tu-2021", "mot-la", "[thế trận]"},
		{"hoà bình", "chi-thi-7-ct-tu-2021", "hai-la", "[hoà bình]"},
		{"hòa bình", "chi-thi-7-ct-tu-2021", "hai-la", "[hoà bình]"},
		{"HOÀ BÌNH", "chi-thi-7-ct-tu-2021", "hai-la", "[hoà bình]"},
		{"dien bien hoa binh", "chi-thi-7-ct-tu-2021", "hai-la", "[diễn biến hoà bình]"},
		{"luc luong cong an", "chi-thi-7-ct-tu-2021", "ba-la", "[lực lượng công an]"},
		{"giải pháp", "nghi-quyet-9-nq-tu-2019", "ii", ""},
		{"phong thu", "ke-hoach-3-kh-tu-2020", "", ""},
	} {
		res := search(t, x, c.query)
		if len(res.Hits) == 0 || res.Hits[0].ID != c.id {
			t.Errorf("%q: %d hits, want first %s: %+v", c.query, len(res.Hits), c.id, res.Hits)
			continue
		}
		if c.anchor == "" {
			continue
		}
		if len(res.Hits[0].Points) == 0 || res.Hits[0].Points[0].Anchor != c.anchor {
			t.Errorf("%q: points %+v, want %s", c.query, res.Hits[0].Points, c.anchor)
			continue
		}
		if got := marked(res.Hits[0].Points[0].Snippet); !strings.Contains(got, c.mark) {
			t.Errorf("%q: snippet %s, want %s", c.query, got, c.mark)
		}
	}
}

// TestMarks holds what is marked in a text as it is written, whatever was typed.
func TestMarks(t *testing.T) {
	docs := []Document{{ID: "d", Title: "về phòng ngừa tội phạm", Units: []Unit{
		{Anchor: "1", Text: "Giữ vững an ninh, trật tự; khoẻ mạnh và thuỷ chung."},
		{Anchor: "2", Text: "Bảo đảm ANTT trên địa bàn; cán bộ KT-XH của UBND xã."},
		{Anchor: "3", Text: "Thực hiện Nghị quyết số 12 - NQ / TW và Đề án 03/ĐA-BCA."},
		{Anchor: "4", Text: "Vợ chồng xin ly hôn; nhân dân sống ở bản có lí lịch rõ."},
		{Anchor: "5", Text: "an toàn là bạn; an ninh là trên hết"},
	}}}
	x := buildAndOpen(t, docs)
	for _, c := range []struct{ query, anchor, want string }{
		{"an ninh trật tự", "1", "[an ninh, trật tự]"},
		{"an ninh trat tu", "1", "[an ninh, trật tự]"},
		{"an ninh trật tự", "2", "Bảo đảm [ANTT] trên"},
		{"an ninh trat tu", "2", "Bảo đảm [ANTT] trên"},
		{"uy ban nhan dan", "2", "của [UBND] xã"},
		{"ANTT", "1", "vững [an ninh, trật tự];"},
		{"antt", "2", "[ANTT] trên"},
		{"KHỎE MẠNH", "1", "[khoẻ mạnh]"},
		{"thuy\u0309 chung", "1", "[thuỷ chung]"},
		{"thủy chung", "1", "[thuỷ chung]"},
		{"12-NQ/TW", "3", "số [12 - NQ / TW] và"},
		{"12 nq tw", "3", "số [12 - NQ / TW] và"},
		{"03/ĐA-BCA", "3", "[03/ĐA-BCA]"},
		{"kinh tế - xã hội", "2", "[KT-XH]"},
		{"UBND", "2", "của [UBND] xã"},
		{"uỷ ban nhân dân", "2", "của [UBND] xã"},
		{"ly dị", "4", "xin [ly hôn];"},
		{"lý lịch", "4", "có [lí lịch] rõ"},
		{"nhân dan", "4", "[nhân dân]"},
		{"an ninh", "5", "an toàn là bạn; [an ninh] là"},
		{"`an ninh`", "5", "an toàn là bạn; [an ninh] là"},
	} {
		res := search(t, x, strings.ReplaceAll(c.query, "`", `"`))
		if len(res.Hits) == 0 {
			t.Errorf("%q: nothing found", c.query)
			continue
		}
		got := ""
		for _, p := range res.Hits[0].Points {
			if p.Anchor == c.anchor {
				got = marked(p.Snippet)
			}
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%q: point %s %q, want %q (%d points)", c.query, c.anchor, got, c.want, len(res.Hits[0].Points))
		}
	}
	for _, query := range []string{`"trật an"`, `"an ninh là bạn"`, `"12-QĐ/TW"`, `"03/DA-BCA"`} {
		if n := search(t, x, query).Total; n != 0 {
			t.Errorf("%s is found in %d documents", query, n)
		}
	}
}

// Marks that were typed are meant: they come first, and without a match the
// reader is told.
func TestExactMarksFirst(t *testing.T) {
	x := buildAndOpen(t, []Document{
		{ID: "ban", Title: "một", Units: []Unit{{Anchor: "a", Text: "Bán đấu giá tài sản công."}}},
		{ID: "bản", Title: "hai", Units: []Unit{{Anchor: "a", Text: "Trưởng bản họp dân, bàn việc làng."}}},
	})
	if res := search(t, x, "bản"); res.Total != 1 || res.Hits[0].ID != "bản" {
		t.Errorf("bản: %+v", res.Hits)
	}
	if res := search(t, x, "ban"); res.Total != 2 {
		t.Errorf("ban: %d documents", res.Total)
	}
	res := search(t, x, "bạn đấu giá")
	if res.Total != 1 || res.Hits[0].ID != "ban" || !strings.Contains(res.Reading, "dấu") {
		t.Errorf("bạn đấu giá: %d, %q", res.Total, res.Reading)
	}
	res = search(t, x, "đấu giá vũ trụ")
	if res.Total == 0 || res.Reading != readSome {
		t.Errorf("words that are nowhere together: %d, %q", res.Total, res.Reading)
	}
}

// TestWeakPoints: a provision with one word of four is no point beside one that
// has all.
func TestWeakPoints(t *testing.T) {
	x := buildAndOpen(t, miniature())
	res := search(t, x, "dien bien hoa binh")
	if n := len(res.Hits[0].Points); n != 1 {
		t.Errorf("%d points: %+v", n, res.Hits[0].Points)
	}
}

func TestMissing(t *testing.T) {
	if _, err := Open(t.TempDir(), OpenOptions{}); !errors.Is(err, ErrMissing) {
		t.Errorf("Open of an empty directory: %v", err)
	}
}

// shared finds a file of the material kept beside the repository.
func shared(t testing.TB, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		p := filepath.Join(dir, "shared", path)
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	t.Skipf("shared/%s is not here", path)
	return ""
}

// directive reads the library's first document, a unit a paragraph.
func directive(t testing.TB) Document {
	data, err := os.ReadFile(shared(t, "corpus/23-CT-TU.txt"))
	if err != nil {
		t.Fatal(err)
	}
	d := Document{ID: "chi-thi-23-ct-tu-2023", Type: "Chỉ thị", Number: "23", Symbol: "CT/TU", Label: "23-CT/TU", Year: 2023, TextHeld: true}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if i == 0 {
			d.Title = line
			continue
		}
		label, _, ok := strings.Cut(line, ",")
		if !ok || !strings.HasSuffix(label, " là") {
			label = ""
		}
		d.Units = append(d.Units, Unit{Anchor: label, Label: label, Text: line})
	}
	return d
}

func TestSearchDirective(t *testing.T) {
	x := buildAndOpen(t, append(miniature()[1:], directive(t)))
	for _, c := range []struct{ query, mark string }{
		{"the tran an ninh nhan dan", "hế trận an ninh nhân dân]"},
		{"thế trận", "hế trận]"},
		{"hoà bình", "[hòa bình]"},
		{"dien bien hoa binh", "[diễn biến hòa bình]"},
		{"ANTT trên địa bàn", "[an ninh, trật tự trên địa bàn]"},
		{"luc luong cong an", "ực lượng Công an]"},
	} {
		res := search(t, x, c.query)
		if len(res.Hits) == 0 || res.Hits[0].ID != "chi-thi-23-ct-tu-2023" || len(res.Hits[0].Points) == 0 {
			t.Errorf("%q: %+v", c.query, res.Hits)
			continue
		}
		p := res.Hits[0].Points[0]
		t.Logf("%q: %s: %s (%s)", c.query, p.Label, marked(p.Snippet), res.Reading)
		if got := marked(p.Snippet); !strings.Contains(got, c.mark) {
			t.Errorf("%q: snippet %s, want %s", c.query, got, c.mark)
		}
	}
}
