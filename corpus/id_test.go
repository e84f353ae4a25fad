package corpus

import (
	"errors"
	"strings"
	"testing"

	"tracuu/internal/document"
)

func TestNewID(t *testing.T) {
	num := func(s string) document.Number {
		n, err := document.ParseNumber(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, test := range []struct {
		name string
		rec  document.Record
		want string
	}{
		{"province in the issuer", document.Record{Type: "Chỉ thị", Number: num("23-CT/TU"), Date: document.MustDate("2023-12-26"), Issuer: "Ban Thường vụ Tỉnh ủy Phú Thọ"}, "chi-thi-23-ct-tu-phu-tho-2023"},
		{"older tone mark", document.Record{Type: "Chỉ thị", Number: num("23-CT/TU"), Date: document.MustDate("2023-12-26"), Issuer: "Tỉnh uỷ Phú Thọ"}, "chi-thi-23-ct-tu-phu-tho-2023"},
		{"city", document.Record{Type: "Quy định", Number: num("19-QĐi/TU"), Date: document.MustDate("2019"), Issuer: "Ban Thường vụ Thành ủy TP. Hồ Chí Minh"}, "quy-dinh-19-qdi-tu-ho-chi-minh-2019"},
		{"people's committee", document.Record{Type: "Quyết định", Number: num("543/QĐ-UBND"), Date: document.MustDate("2026-02-04"), Issuer: "Ủy ban nhân dân thành phố Hà Nội"}, "quyet-dinh-543-qd-ubnd-ha-noi-2026"},
		{"place unknown", document.Record{Type: "Quyết định", Number: num("543/QĐ-UBND"), Date: document.MustDate("2026-02-04")}, "quyet-dinh-543-qd-ubnd-2026"},
		{"central", document.Record{Type: "Nghị quyết", Number: num("12-NQ/TW"), Date: document.MustDate("2022-03-16"), Issuer: "Bộ Chính trị"}, "nghi-quyet-12-nq-tw-2022"},
		{"year in the number", document.Record{Type: "Nghị định", Number: num("30/2020/NĐ-CP"), Date: document.MustDate("2020-03-05")}, "nghi-dinh-30-2020-nd-cp"},
		{"assembly", document.Record{Type: "Luật", Number: num("24/2018/QH14"), Date: document.MustDate("2018-06-12")}, "luat-24-2018-qh14"},
		{"ministry", document.Record{Type: "Đề án", Number: num("03/ĐA-BCA"), Date: document.MustDate("2023-01-27"), Issuer: "Bộ Công an"}, "de-an-03-da-bca-2023"},
		{"no number", document.Record{Type: "Thông báo", Title: "về lịch tiếp công dân của Thường trực Hội đồng", Date: document.MustDate("2024-05")}, "thong-bao-ve-lich-tiep-cong-dan-cua-thuong-truc-hoi-dong-2024"},
		{"nothing", document.Record{}, "van-ban"},
		{"reserved by Windows", document.Record{Type: "Con"}, "con-vb"},
		{"other scripts", document.Record{Type: "文書", Number: document.Number{Number: "7"}}, "7"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := NewID(test.rec)
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if err := ValidID(got); err != nil {
				t.Error(err)
			}
		})
	}
	long := document.Record{Type: strings.Repeat("Văn bản ", 40), Number: num("1-CT/TU"), Issuer: "Tỉnh ủy " + strings.Repeat("Phú Thọ ", 30), Date: document.MustDate("2020")}
	for n := range 3 {
		taken := 0
		id := uniqueID(NewID(long), func(string) bool { taken++; return taken <= n*10 })
		if len(id) > maxID || ValidID(id) != nil {
			t.Errorf("%d bytes: %s", len(id), id)
		}
	}
}

func TestValidID(t *testing.T) {
	for _, bad := range []string{"", "A", "a b", "a--b", "-a", "a-", "a/b", "..", "a.b", "chỉ-thị", "con", "nul", "lpt1", "com9", strings.Repeat("a", 101)} {
		if err := ValidID(bad); !errors.Is(err, ErrBadID) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, good := range []string{"a", "con-1", "com10", "consul", strings.Repeat("a", 100)} {
		if err := ValidID(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}

func TestPortableName(t *testing.T) {
	for in, want := range map[string]string{
		"Chỉ thị số 23.PDF":        "chi-thi-so-23.pdf",
		`C:\Tài liệu\bản gốc.docx`: "ban-goc.docx",
		"../../etc/passwd":         "passwd",
		"NUL.pdf":                  "nul-vb.pdf",
		"":                         "ban-goc",
		"text.txt":                 "ban-goc-text.txt",
		"Document.YAML":            "ban-goc-document.yaml",
		"***.pdf":                  "ban-goc.pdf",
	} {
		if got := portableName(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
