package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestSearchLanguage(t *testing.T) {
	lib := newLibrary(t)
	search := func(args ...string) (out, errw string, code int) {
		return tracuu(t, append([]string{"search", "--library", lib}, args...)...)
	}
	search("an ninh") // makes the library
	for _, tt := range []struct {
		name      string
		args      []string
		out, errw string // pieces
		code      int
	}{
		{"a typed filter", []string{"an ninh loại:luật"}, "luat-24-2018-qh14", "loại Luật", exitOK},
		{"a filter as a flag", []string{"--loai", "luat", "an", "ninh"}, "luat-24-2018-qh14", "loại Luật", exitOK},
		{"a filter alone", []string{"--nam", "2023..", "--loai", "quy định"}, "144-QĐ/TW", "từ năm 2023", exitOK},
		{"who cites", []string{"--vien-dan", "12-NQ/TW ngày 16/3/2022"}, "chi-thi-23-ct-tu-phu-tho-2023", "", exitOK},
		{"an exclusion", []string{`an ninh -"trật tự" loại:chỉ thị`}, "chi-thi-09-ct-tw-2011", "không có cụm “trật tự”", exitOK},
		{"a mistake, and where", []string{`an ninh "mạng`}, "luat-24-2018-qh14", "(ở chữ thứ 9: \")", exitOK},
		{"a value that does not exist", []string{"--loai", "tờ trình", "an ninh"}, "Không tìm thấy", "Thư viện không có loại nào là “tờ trình”", exitFindings},
		{"an exclusion without quotation marks", []string{"an", "ninh", "-kinh"}, "", "để loại trừ một từ", exitUsage},
		{"an order that is none", []string{"--sort", "xa", "an ninh"}, "", "moi-nhat", exitUsage},
		{"page 0", []string{"--page", "0", "an ninh"}, "", "--page", exitUsage},
		{"two forms", []string{"--csv", "--json", "an ninh"}, "", "--csv", exitUsage},
		{"nothing", nil, "", "cần từ để tìm", exitUsage},
		{"why", []string{"--explain", "--page-size", "1", "thế trận"}, "điểm xếp hạng", "", exitOK},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, errw, code := search(tt.args...)
			if code != tt.code || !strings.Contains(out, tt.out) || !strings.Contains(errw, tt.errw) {
				t.Errorf("exit %d\n%s\n%s", code, out, errw)
			}
			if strings.Contains(out, "\x1b") {
				t.Error("colours beside a terminal")
			}
		})
	}
	t.Run("orders", func(t *testing.T) {
		first := map[string]string{}
		for _, by := range []string{"moi-nhat", "cu-nhat", "so"} {
			out, _, _ := search("--sort", by, "--json", "loại:chỉ thị")
			var a struct {
				Results []struct{ Date, Number string }
			}
			if err := json.Unmarshal([]byte(out), &a); err != nil || len(a.Results) < 3 {
				t.Fatal(err, out)
			}
			first[by] = a.Results[0].Date
			if by == "so" {
				first[by] = a.Results[0].Number
			}
		}
		if first["moi-nhat"] <= first["cu-nhat"] || first["so"] != "03" && first["so"] != "3" {
			t.Errorf("%v", first)
		}
	})
	t.Run("json", func(t *testing.T) {
		out, _, _ := search("--json", "--explain", `thế trận -bia năm:2023`)
		var a struct {
			Reading string
			Typed   []struct{ Text, Rest string }
			Results []struct {
				Explanation struct {
					Score    float64
					Features []struct{ Score float64 }
				}
			}
		}
		if err := json.Unmarshal([]byte(out), &a); err != nil {
			t.Fatal(err)
		}
		if len(a.Typed) != 2 || a.Typed[0].Rest != "thế trận năm:2023" || a.Reading == "" || len(a.Results) == 0 || len(a.Results[0].Explanation.Features) == 0 {
			t.Errorf("%+v", a)
		}
	})
	t.Run("csv", func(t *testing.T) {
		out, _, code := search("--csv", "an ninh loại:luật")
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\ufeff"))).ReadAll()
		if err != nil || code != exitOK || len(rows) < 2 || rows[1][1] != "24/2018/QH14" || len(rows[1]) != len(csvColumns) || !strings.HasPrefix(out, "\ufeff") {
			t.Errorf("exit %d, %v, %q", code, err, rows)
		}
	})
}

func TestCellIsNoFormula(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "@x": "'@x", "-5": "'-5", "+a": "'+a", "về": "về", "": ""} {
		if got := cell(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

// TestTerminal runs the program in a terminal of its own: there it has colours,
// unless NO_COLOR is set, and the pager that PAGER names.
func TestTerminal(t *testing.T) {
	script, err := exec.LookPath("script")
	if err != nil {
		t.Skip("no script(1) to make a terminal with")
	}
	lib := newLibrary(t)
	tracuu(t, "search", "--library", lib, "an ninh")
	run := func(env ...string) string {
		c := exec.Command(script, "-qec", binary+" search --library "+lib+" 'thế trận'", "/dev/null")
		c.Env = append(os.Environ(), append([]string{"TERM=xterm"}, env...)...)
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return string(out)
	}
	if out := run("PAGER=sed s/^/trang>/"); !strings.Contains(out, "trang>") || !strings.Contains(out, "\x1b[1;33mthế trận") {
		t.Errorf("with a pager: %q", out)
	}
	if out := run("PAGER=", "NO_COLOR=1"); strings.Contains(out, "\x1b[") || !strings.Contains(out, "thế trận") {
		t.Errorf("without colours: %q", out)
	}
	if out := run("PAGER=khong-co-chuong-trinh-nay"); !strings.Contains(out, "\x1b[1;33mthế trận") {
		t.Errorf("with a pager that does not exist: %q", out)
	}
}
