package format

import (
	"slices"
	"strings"
	"testing"

	"tracuu/internal/document"
)

func record(t testing.TB, typ, label, date, issuer, title string) *document.Record {
	t.Helper()
	r := &document.Record{Type: typ, Issuer: issuer, Title: title}
	if label != "" {
		n, err := document.ParseNumber(label)
		if err != nil {
			t.Fatal(err)
		}
		r.Number = n
	}
	if date != "" {
		r.Date = document.MustDate(date)
	}
	return r
}

// Every row of the table has a source and gives what its example says.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, u := range rules() {
		t.Run(u.set+" "+u.of, func(t *testing.T) {
			if u.source == "" || u.name == "" || seen[u.set+u.of] {
				t.Error("no source, no name, or a row twice")
			}
			seen[u.set+u.of] = true
			e := strings.Split(u.example, ";")
			if len(e) != 5 {
				t.Fatalf("example %q", u.example)
			}
			r := record(t, e[0], e[1], e[2], e[3], e[4])
			f, ok := FormBy(u.set, r)
			if !ok || kindOf(r) != u.of {
				t.Fatalf("the example is of another kind: %q", kindOf(r))
			}
			if in := slices.ContainsFunc(Forms(r), func(f Form) bool { return f.Set == u.set }); in != (u.until == "") {
				t.Errorf("offered for a new draft: %v, in force until %q", in, u.until)
			}
			if u.until != "" {
				document.MustDate(u.until)
			}
			if f.First != u.wantFirst || f.Later != u.wantLater || len(f.Unknown) > 0 {
				t.Errorf("first %q\n later %q\nunknown %q", f.First, f.Later, f.Unknown)
			}
			for _, form := range []string{u.first, u.later} {
				for part := range strings.SplitSeq(form, "|") {
					from, to := strings.IndexByte(part, '{'), strings.IndexByte(part, '}')
					if from < 0 || to < from || fields[part[from+1:to]] == "" {
						t.Errorf("part %q names no field", part)
					}
				}
			}
		})
	}
	if len(seen) < 19 {
		t.Errorf("%d rows", len(seen))
	}
}

func TestUnknown(t *testing.T) {
	party := func(r *document.Record) Form {
		for _, f := range Forms(r) {
			if f.Set == "dang" {
				return f
			}
		}
		return Form{}
	}
	for _, tt := range []struct {
		name         string
		r            *document.Record
		first, later string
		unknown      string
	}{
		{"no date", record(t, "Kết luận", "62-KL/TW", "", "Ban Bí thư", "về quản lý rừng"), "Kết luận số 62-KL/TW của Ban Bí thư về quản lý rừng", "Kết luận 62-KL/TW", "ngày ban hành"},
		{"only the year", record(t, "Kết luận", "62-KL/TW", "2023", "Ban Bí thư", "về quản lý rừng"), "Kết luận số 62-KL/TW của Ban Bí thư về quản lý rừng", "Kết luận 62-KL/TW", "ngày ban hành"},
		{"no title, no issuer", record(t, "Kết luận", "62-KL/TW", "2023-02-08", "", ""), "Kết luận số 62-KL/TW, ngày 08/02/2023", "Kết luận 62-KL/TW", "cơ quan ban hành, trích yếu"},
		{"no number", record(t, "Báo cáo", "", "2023-02-08", "Ban Bí thư", "Về quản lý rừng"), "Báo cáo, ngày 08/02/2023 của Ban Bí thư về quản lý rừng", "", "số, ký hiệu"},
		{"a law by its bare name", record(t, "Luật", "16/2017/QH14", "2017-11-15", "Quốc hội", "Lâm nghiệp"), "Luật Lâm nghiệp", "Luật Lâm nghiệp", ""},
		{"a law without its name", record(t, "Luật", "16/2017/QH14", "", "", ""), "", "", "tên"},
		{"a type alone", record(t, "Kết luận", "", "2023-02-08", "Ban Bí thư", ""), "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := party(tt.r)
			if f.First != tt.first || f.Later != tt.later || strings.Join(f.Unknown, ", ") != tt.unknown {
				t.Errorf("%q, %q, unknown %q", f.First, f.Later, f.Unknown)
			}
		})
	}
	// What only a description says is no title.
	r := record(t, "Kết luận", "62-KL/TW", "2023-02-08", "Ban Bí thư", "")
	r.Description = "chủ trương về rừng"
	if f := party(r); strings.Contains(f.First, "chủ trương") || !slices.Contains(f.Unknown, "trích yếu") {
		t.Errorf("%+v", f)
	}
}
