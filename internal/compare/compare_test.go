package compare

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tracuu/internal/document"
)

func textOf(s string) Text { return Text{s, document.Divide(s)} }

// show writes a comparison on lines, as a person would.
func show(r *Result) string {
	var b strings.Builder
	label := func(p *Part) string {
		if p.Label == "" {
			return "–"
		}
		return p.Label
	}
	for _, row := range r.Rows {
		switch {
		case row.Kind == Removed:
			fmt.Fprintf(&b, "- %s", label(row.A))
		case row.Kind == Added:
			fmt.Fprintf(&b, "+ %s", label(row.B))
		case row.Kind == Same && !row.Renamed && !row.Moved:
			continue
		default:
			sign := map[Kind]string{Same: "=", Changed: "~"}[row.Kind]
			fmt.Fprintf(&b, "%s %s", sign, label(row.B))
			if row.Renamed {
				fmt.Fprintf(&b, " (%s)", label(row.A))
			}
			if row.Moved {
				b.WriteString(" moved")
			}
		}
		for _, u := range row.Runs {
			switch u.Op {
			case Delete:
				fmt.Fprintf(&b, " [-%s]", strings.TrimSpace(u.Text))
			case Insert:
				fmt.Fprintf(&b, " [+%s]", strings.TrimSpace(u.Text))
			}
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%s: %d same, %d changed, %d added, %d removed", r.Unit, r.Same, r.Changed, r.Added, r.Removed)
	return b.String()
}

const base = `Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc mượn sách của thư viện xã.
Điều 2. Người mượn
1. Người có thẻ được mượn ba cuốn trong mười ngày.
2. Người chưa có thẻ được đọc tại chỗ.
Điều 3. Bảo quản
1. Không viết, vẽ lên trang sách đã mượn.
2. Làm mất sách thì đền bằng cuốn cùng tên.
a) Sách quý đền theo giá do hội đồng định;
b) Sách thường đền theo giá bìa.`

func TestCompare(t *testing.T) {
	replace := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(base) }
	for _, tc := range []struct{ name, b, want string }{
		{"the same", base, "điều: 3 same, 0 changed, 0 added, 0 removed"},
		{"other space and line ends only", strings.ReplaceAll(base, "mười ngày", "mười  ngày"), "điều: 3 same, 0 changed, 0 added, 0 removed"},
		{"words changed", replace("ba cuốn trong mười ngày", "năm cuốn trong mười lăm ngày"),
			"~ Khoản 1 Điều 2 [-ba] [+năm] [+lăm]\nđiều: 2 same, 1 changed, 0 added, 0 removed"},
		{"an article added between", replace("Điều 3. Bảo quản", "Điều 3. Giờ mở cửa\nThư viện mở cửa buổi chiều các ngày trong tuần.\nĐiều 4. Bảo quản"),
			"+ Điều 3\n= Điều 4 (Điều 3)\n= Khoản 1 Điều 4 (Khoản 1 Điều 3)\n= Khoản 2 Điều 4 (Khoản 2 Điều 3)\n= Điểm a khoản 2 Điều 4 (Điểm a khoản 2 Điều 3)\n= Điểm b khoản 2 Điều 4 (Điểm b khoản 2 Điều 3)\nđiều: 3 same, 0 changed, 1 added, 0 removed"},
		{"a clause removed", replace("2. Người chưa có thẻ được đọc tại chỗ.\n", ""),
			"- Khoản 2 Điều 2\nđiều: 2 same, 1 changed, 0 added, 0 removed"},
		{"an article removed", replace("Điều 2. Người mượn\n1. Người có thẻ được mượn ba cuốn trong mười ngày.\n2. Người chưa có thẻ được đọc tại chỗ.\n", ""),
			"- Điều 2\n- Khoản 1 Điều 2\n- Khoản 2 Điều 2\nđiều: 2 same, 0 changed, 0 added, 1 removed"},
		{"two clauses change places", replace("1. Không viết, vẽ lên trang sách đã mượn.\n2. Làm mất", "1. Làm mất", "cuốn cùng tên.\n", "cuốn cùng tên.\n",
			"b) Sách thường đền theo giá bìa.", "b) Sách thường đền theo giá bìa.\n2. Không viết, vẽ lên trang sách đã mượn."),
			"= Khoản 2 Điều 3 (Khoản 1 Điều 3) moved"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := show(Compare(textOf(base), textOf(tc.b)))
			if tc.name == "two clauses change places" { // which of the two moved is not told by the texts
				if !strings.Contains(got, "moved") || !strings.HasSuffix(got, "0 added, 0 removed") {
					t.Errorf("got\n%s", got)
				}
				return
			}
			if got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
	t.Run("points of a directive", func(t *testing.T) {
		a := "Một là, trồng cây ven đường trong mùa mưa.\nHai là, tưới cây mỗi tuần hai lần."
		b := "Một là, trồng cây ven đường trong mùa mưa.\nHai là, tưới cây mỗi tuần ba lần.\nBa là, báo cáo kết quả trước ngày 15 hằng tháng."
		want := "~ Hai là [-hai] [+ba]\n+ Ba là\nnội dung: 1 same, 1 changed, 1 added, 0 removed"
		if got := show(Compare(textOf(a), textOf(b))); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
	t.Run("paragraphs", func(t *testing.T) {
		got := show(Compare(textOf("Thôn họp tối thứ hai hằng tuần."), textOf("Thôn họp tối thứ ba hằng tuần.\nMọi nhà cử một người dự.")))
		if !strings.Contains(got, "[-hai] [+ba]") || !strings.HasSuffix(got, "1 added, 0 removed") {
			t.Error(got)
		}
	})
	t.Run("nothing on one side", func(t *testing.T) {
		if got := Compare(textOf(""), textOf(base)); got.Added != 3 || got.Same+got.Changed+got.Removed != 0 {
			t.Error(show(got))
		}
		if got := Compare(textOf(base), Text{}); got.Removed != 3 || len(got.Rows) == 0 {
			t.Error(show(got))
		}
	})
}

// whole checks that the rows hold both texts, every word once and in no wrong row.
func whole(t *testing.T, a, b Text) *Result {
	t.Helper()
	r := Compare(a, b)
	seen := [2]map[int]bool{{}, {}}
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, row := range r.Rows {
		for side, p := range []*Part{row.A, row.B} {
			if p == nil {
				continue
			}
			if seen[side][p.Start] && p.End > p.Start {
				t.Fatalf("a part stands twice: %+v", p)
			}
			seen[side][p.Start] = true
		}
		if (row.Kind == Added) != (row.A == nil) || (row.Kind == Removed) != (row.B == nil) {
			t.Fatalf("row %+v", row)
		}
		if row.Kind != Changed {
			continue
		}
		var was, is string
		for _, u := range row.Runs {
			switch u.Op {
			case Keep:
				was += u.Was
			case Delete:
				was += u.Text
			}
			if u.Op != Delete {
				is += u.Text
			}
		}
		if squeeze(was) != squeeze(a.Text[row.A.body:row.A.End]) || squeeze(is) != squeeze(b.Text[row.B.body:row.B.End]) {
			t.Fatalf("the runs say %q → %q, the texts %q → %q", was, is, a.Text[row.A.body:row.A.End], b.Text[row.B.body:row.B.End])
		}
	}
	for side, text := range []Text{a, b} {
		n := len(newDictionary().parts(text))
		if len(seen[side]) != n {
			t.Fatalf("side %d: %d of %d parts have a row", side, len(seen[side]), n)
		}
	}
	return r
}

// law writes a text of about n bytes, with changes in some of its clauses.
func law(n int, seed uint64, change float64) string {
	rng, fixed := rand.New(rand.NewPCG(seed, 1)), rand.New(rand.NewPCG(7, 7))
	nouns := strings.Fields("cơ quan tổ chức cá nhân người dân thôn bản xã huyện tỉnh rừng ruộng sông đường cầu chợ trường trạm thẻ sách hồ sơ đơn giấy phép lệ phí thời hạn mức phạt")
	var b strings.Builder
	for art := 1; b.Len() < n; art++ {
		fmt.Fprintf(&b, "Điều %d. Về việc thứ %d\n", art, art)
		for cl := 1; cl <= 5; cl++ {
			fmt.Fprintf(&b, "%d. ", cl)
			for range 40 {
				w := nouns[fixed.IntN(len(nouns))]
				if rng.Float64() < change {
					w = nouns[rng.IntN(len(nouns))]
				}
				b.WriteString(w + " ")
			}
			b.WriteString("theo quy định.\n")
		}
	}
	return b.String()
}

// TestBounds compares what costs most: long texts that share much, little, and one
// word only. The work is counted in steps, not in seconds.
func TestBounds(t *testing.T) {
	size := 1 << 20
	if testing.Short() {
		size = 1 << 17
	}
	for _, tc := range []struct {
		name string
		a, b string
	}{
		{"a word in fifty changed", law(size, 1, 0), law(size, 2, .02)},
		{"every second word changed", law(size, 1, 0), law(size, 2, .5)},
		{"nothing in common", law(size, 1, 0), strings.ReplaceAll(law(size, 3, 1), " ", " x ")},
		{"one word", strings.Repeat("an ", size/3), strings.Repeat("an an\n", size/6)},
		{"one long line each", strings.ReplaceAll(law(size, 1, 0), "\n", " "), strings.ReplaceAll(law(size, 2, .3), "\n", " ")},
		{"lines of one word", strings.Repeat("an\nninh\n", size/9), strings.Repeat("ninh\nan\nx\n", size/11)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			whole(t, textOf(tc.a), textOf(tc.b))
		})
	}
}

// FuzzCompare compares any two texts.
func FuzzCompare(f *testing.F) {
	f.Add(base, strings.ReplaceAll(base, "sách", "báo"))
	f.Add("a\n\n\tb", "\xff\xfe a b")
	f.Add("Điều 1. x\nĐiều 1. x", "Điều 1.\nĐiều 2. x\n1. x")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 1<<14 {
			return
		}
		whole(t, textOf(a), textOf(b))
	})
}

func BenchmarkLaw(b *testing.B) {
	for _, change := range []float64{.02, .5} {
		b.Run(fmt.Sprint(change), func(b *testing.B) {
			x, y := textOf(law(1<<20, 1, 0)), textOf(law(1<<20, 2, change))
			b.ReportAllocs()
			for b.Loop() {
				Compare(x, y)
			}
		})
	}
}
