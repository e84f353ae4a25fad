package check_test

import (
	"strings"
	"testing"

	"tracuu/internal/check"
)

// TestRepairs makes all the sure repairs of drafts and checks them again: no
// error that could be mended is left, and nothing was mended twice.
func TestRepairs(t *testing.T) {
	lib, _ := open(t)
	directive, err := lib.Document("chi-thi-23-ct-tu-phu-tho-2023")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, text string
		has        []string // in what comes of it
	}{
		{"the directive: a title inside a title", directive.Text, []string{"phong trào toàn dân bảo vệ an ninh Tổ quốc"}},
		{"several of one citation", "Học Nghị quyết số 51 -NQ/TW, ngày 5/09/2019 của Ban Bí thư về Chiến lược bảo vệ an ninh trật tự quốc gia.",
			[]string{"Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Bộ Chính trị về Chiến lược bảo vệ an ninh quốc gia"}},
		{"figures exchanged", "Học Nghị quyết số 75-NQ/TW, ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia.", []string{"số 57-NQ/TW"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, r := judge(t, tt.text, check.Options{})
			made := r.Repairs()
			for i, x := range made {
				if f := r.Findings[x.Finding]; !f.Sure || f.Expected != x.Text {
					t.Errorf("%+v", f)
				}
				if i > 0 && made[i-1].End > x.Start {
					t.Errorf("%v overlaps %v", made[i-1], x)
				}
			}
			sure := 0
			for _, f := range r.Findings {
				if f.Sure {
					sure++
				}
			}
			if sure != len(made) || sure == 0 {
				t.Errorf("%d sure findings, %d repairs", sure, len(made))
			}
			fixed := check.Apply(tt.text, made)
			for _, w := range tt.has {
				if !strings.Contains(fixed, w) {
					t.Errorf("no %q in %q", w, fixed)
				}
			}
			if strings.Contains(fixed, "toàn dân toàn dân") {
				t.Error("mended twice")
			}
			_, again := judge(t, fixed, check.Options{})
			for _, f := range again.Findings {
				if f.Sure {
					t.Errorf("left after the repairs: %s at %q", f.Message, fixed[f.Start:f.End])
				}
			}
		})
	}
}

func TestApply(t *testing.T) {
	for _, tt := range []struct {
		name    string
		repairs []check.Repair
		want    string
	}{
		{"none", nil, "một hai ba"},
		{"two", []check.Repair{{Start: 0, End: 5, Text: "1"}, {Start: 10, End: 12, Text: "3"}}, "1 hai 3"},
		{"side by side", []check.Repair{{Start: 0, End: 5, Text: "a"}, {Start: 5, End: 6, Text: "-"}}, "a-hai ba"},
		{"what overlaps or lies outside is left out", []check.Repair{{Start: 0, End: 5, Text: "a"}, {Start: 3, End: 6, Text: "b"}, {Start: 9, End: 99, Text: "c"}}, "a hai ba"},
	} {
		if got := check.Apply("một hai ba", tt.repairs); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
