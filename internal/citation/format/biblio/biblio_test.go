package biblio

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tracuu/internal/document"
)

func record(id, typ, label, date, issuer, title string) *document.Record {
	r := &document.Record{ID: id, Type: typ, Issuer: issuer, Title: title, Date: document.MustDate(date)}
	r.Number, _ = document.ParseNumber(label)
	return r
}

var samples = []Item{
	{Record: record("nghi-quyet-31-nq-tw-2022", "Nghị quyết", "31-NQ/TW", "2022-06-16", "Bộ Chính trị", "Về kinh tế rừng & đồi {trọc} 100% \\ $5 #1 _x ~y ^z")},
	{Record: record("luat-16-2017-qh14", "Luật", "16/2017/QH14", "2017-11-15", "Quốc hội", "Luật Lâm nghiệp"), Anchor: "dieu-5-khoan-2", Pinpoint: "khoản 2 Điều 5"},
	{Record: record("ket-luan-62-kl-tw", "Kết luận", "62-KL/TW", "", "", "")},
	{Record: record("bao-cao-5-bc-ubnd-2023-05", "Báo cáo", "5/BC-UBND", "2023-05", "Ủy ban nhân dân tỉnh Ví Dụ, Sở Tài chính", "kết quả\nquý I\r\nTY  - HACK @x{y}")},
	{Record: record("luat-16-2017-qh14", "Luật", "16/2017/QH14", "2017", "Quốc hội", "Lâm nghiệp"), Anchor: "dieu-5-khoan-2", Pinpoint: "khoản 2 Điều 5"},
}

// parseBibTeX reads entries strictly: every field braced and balanced, every
// special sign escaped. It undoes the escapes.
func parseBibTeX(t testing.TB, s string) []map[string]string {
	t.Helper()
	var out []map[string]string
	head := regexp.MustCompile(`^@([a-z]+)\{([a-z0-9.-]+),$`)
	line := regexp.MustCompile(`^  ([a-z]+) = \{(.*)\},$`)
	var entry map[string]string
	for n, l := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		switch {
		case entry == nil && l == "":
		case entry == nil:
			m := head.FindStringSubmatch(l)
			if m == nil {
				t.Fatalf("line %d is no head: %q", n+1, l)
			}
			entry = map[string]string{"@": m[1], "key": m[2]}
		case l == "}":
			out = append(out, entry)
			entry = nil
		default:
			m := line.FindStringSubmatch(l)
			if m == nil {
				t.Fatalf("line %d is no field: %q", n+1, l)
			}
			if _, twice := entry[m[1]]; twice {
				t.Fatalf("field %s twice", m[1])
			}
			entry[m[1]] = plain(t, m[2])
		}
	}
	if entry != nil {
		t.Fatal("the last entry does not end")
	}
	return out
}

// plain undoes the escapes of a field, and fails on what TeX would read as more
// than letters. Outer braces stay.
func plain(t testing.TB, s string) string {
	t.Helper()
	var b strings.Builder
	depth := 0
	for len(s) > 0 {
		taken := false
		for esc, r := range map[string]string{`\textbackslash{}`: `\`, `\textasciitilde{}`: "~", `\textasciicircum{}`: "^", `\{`: "(", `\}`: ")", `\&`: "&", `\%`: "%", `\$`: "$", `\#`: "#", `\_`: "_"} {
			if strings.HasPrefix(s, esc) {
				b.WriteString(r)
				s, taken = s[len(esc):], true
				break
			}
		}
		if taken {
			continue
		}
		switch c := s[0]; {
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth < 0 {
				t.Fatalf("unbalanced: %q", s)
			}
		case strings.IndexByte(`\%$#&_~^`, c) >= 0:
			t.Fatalf("not escaped: %q", s)
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	if depth != 0 {
		t.Fatal("unbalanced")
	}
	return b.String()
}

func TestBibTeX(t *testing.T) {
	es := parseBibTeX(t, BibTeX(samples))
	if len(es) != len(samples) {
		t.Fatalf("%d entries", len(es))
	}
	for i, want := range []map[string]string{
		{"@": "legislation", "key": "nghi-quyet-31-nq-tw-2022", "author": "{Bộ Chính trị}", "title": "Nghị quyết về kinh tế rừng & đồi (trọc) 100% \\ $5 #1 _x ~y ^z",
			"shorttitle": "Nghị quyết 31-NQ/TW", "type": "Nghị quyết", "number": "31-NQ/TW", "date": "2022-06-16", "langid": "vietnamese"},
		{"@": "legislation", "key": "luat-16-2017-qh14.dieu-5-khoan-2", "author": "{Quốc hội}", "title": "Luật Lâm nghiệp", "shorttitle": "Luật 16/2017/QH14", "type": "Luật",
			"number": "16/2017/QH14", "date": "2017-11-15", "note": "khoản 2 Điều 5", "langid": "vietnamese"},
		{"@": "legislation", "key": "ket-luan-62-kl-tw", "title": "Kết luận 62-KL/TW", "type": "Kết luận", "number": "62-KL/TW", "langid": "vietnamese"},
		{"@": "report", "key": "bao-cao-5-bc-ubnd-2023-05", "author": "{Ủy ban nhân dân tỉnh Ví Dụ, Sở Tài chính}", "title": "Báo cáo kết quả quý I TY - HACK @x(y)",
			"shorttitle": "Báo cáo 5/BC-UBND", "type": "Báo cáo", "number": "5/BC-UBND", "date": "2023-05", "langid": "vietnamese"},
	} {
		for k, v := range want {
			if es[i][k] != v {
				t.Errorf("entry %d, %s: %q, want %q", i, k, es[i][k], v)
			}
		}
		if len(es[i]) != len(want) {
			t.Errorf("entry %d says more than is known: %v", i, es[i])
		}
	}
	if es[4]["key"] == es[1]["key"] || es[4]["title"] != "Luật Lâm nghiệp" {
		t.Errorf("a second entry: %v", es[4])
	}
}

func TestCSL(t *testing.T) {
	var got []map[string]any
	if err := json.Unmarshal([]byte(CSL(samples)), &got); err != nil || len(got) != len(samples) {
		t.Fatalf("%d items, %v", len(got), err)
	}
	allowed := strings.Fields("id type title title-short author authority genre number section issued publisher-place language")
	ids := map[any]bool{}
	for i, c := range got {
		for k, v := range c {
			if !slices.Contains(allowed, k) || v == "" {
				t.Errorf("item %d: %s %v", i, k, v)
			}
		}
		if ids[c["id"]] {
			t.Errorf("id %v twice", c["id"])
		}
		ids[c["id"]] = true
	}
	for i, want := range []string{"[map[date-parts:[[2022 6 16]]]]", "[map[date-parts:[[2017 11 15]]]]", "[<nil>]", "[map[date-parts:[[2023 5]]]]", "[map[date-parts:[[2017]]]]"} {
		if s := fmt.Sprint([]any{got[i]["issued"]}); s != want {
			t.Errorf("item %d issued %s", i, s)
		}
	}
	if got[0]["type"] != "legislation" || got[3]["type"] != "report" || got[1]["section"] != "khoản 2 Điều 5" || fmt.Sprint(got[0]["author"]) != "[map[literal:Bộ Chính trị]]" || got[2]["author"] != nil {
		t.Errorf("%v\n%v\n%v", got[0], got[1], got[2])
	}
	if s := CSL(nil); s != "[]\n" {
		t.Errorf("of nothing: %q", s)
	}
}

// parseRIS reads records strictly: a tag a line, TY first, ER last.
func parseRIS(t testing.TB, s string) []map[string]string {
	t.Helper()
	var out []map[string]string
	var rec map[string]string
	line := regexp.MustCompile(`^([A-Z][A-Z0-9])  - (.*)$`)
	for n, l := range strings.Split(s, "\r\n") {
		if l == "" && rec == nil {
			continue
		}
		m := line.FindStringSubmatch(l)
		switch {
		case m == nil || strings.ContainsAny(l, "\r\n"):
			t.Fatalf("line %d: %q", n+1, l)
		case m[1] == "TY" && rec == nil:
			rec = map[string]string{"TY": m[2]}
		case rec == nil || m[1] == "TY":
			t.Fatalf("line %d stands outside a record: %q", n+1, l)
		case m[1] == "ER":
			out = append(out, rec)
			rec = nil
		default:
			if _, twice := rec[m[1]]; twice || m[2] == "" {
				t.Fatalf("line %d: %q", n+1, l)
			}
			rec[m[1]] = m[2]
		}
	}
	if rec != nil {
		t.Fatal("the last record does not end")
	}
	return out
}

func TestRIS(t *testing.T) {
	got := parseRIS(t, RIS(samples))
	if len(got) != len(samples) {
		t.Fatalf("%d records", len(got))
	}
	if r := got[1]; r["TY"] != "STAT" || r["AU"] != "Quốc hội" || r["TI"] != "Luật Lâm nghiệp" || r["M1"] != "16/2017/QH14" || r["DA"] != "2017/11/15/" || r["PY"] != "2017" || r["SE"] != "khoản 2 Điều 5" {
		t.Errorf("%v", r)
	}
	if r := got[2]; len(r) != 6 { // TY ID TI M3 M1 LA
		t.Errorf("says more than is known: %v", r)
	}
	if r := got[3]; r["TY"] != "RPRT" || r["DA"] != "2023/05//" || strings.Contains(r["AU"], ",") || r["TI"] != "Báo cáo kết quả quý I TY - HACK @x{y}" {
		t.Errorf("%v", r)
	}
}

// FuzzFormats holds the three writers to their grammars whatever a record says.
func FuzzFormats(f *testing.F) {
	f.Add("Nghị quyết", "về rừng", "Bộ Chính trị", "khoản 2")
	f.Add("@", "}\n{", "\\", "ER  - ")
	f.Add("Về", "Về ", "\xff,", "\u2028")
	f.Fuzz(func(t *testing.T, typ, title, issuer, pin string) {
		it := Item{Record: &document.Record{ID: "a", Type: typ, Title: title, Issuer: issuer}, Pinpoint: pin, Anchor: pin}
		items := []Item{it, it, samples[0]}
		if n := len(parseBibTeX(t, BibTeX(items))); n != 3 {
			t.Errorf("%d BibTeX entries", n)
		}
		if n := len(parseRIS(t, RIS(items))); n != 3 {
			t.Errorf("%d RIS records", n)
		}
		var got []map[string]any
		if err := json.Unmarshal([]byte(CSL(items)), &got); err != nil || len(got) != 3 {
			t.Errorf("CSL: %d, %v", len(got), err)
		}
	})
}
