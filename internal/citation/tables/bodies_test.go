package tables

import (
	"strings"
	"testing"

	"tracuu/internal/document"
)

func TestTablesLoad(t *testing.T) {
	if _, err := readBodies(bodiesTSV); err != nil {
		t.Fatal(err)
	}
	if _, err := readProvinces(provincesTSV); err != nil {
		t.Fatal(err)
	}
}

// Every row's example carries one of its codes, and every name of a row finds
// the row again, or one that signs with the same code.
func TestBodyRows(t *testing.T) {
	for _, b := range Bodies() {
		n, err := document.ParseNumber(b.Example)
		if err != nil && b.Level != "" {
			if !strings.Contains(b.Example, b.Codes[0]) {
				t.Errorf("%s: example %q has none of %v", b.ID, b.Example, b.Codes)
			}
		} else if !hasCode(n.Symbol, b.Codes) {
			t.Errorf("%s: example %q has none of %v", b.ID, b.Example, b.Codes)
		}
		for _, name := range append([]string{b.Name}, b.Variants...) {
			m, ok := BodyNamed(name)
			if !ok || m.Body != b {
				t.Errorf("%s: name %q finds %v", b.ID, name, m.Body)
			}
			m, ok = BodyNamed(strings.ToUpper(name))
			if !ok || m.Body != b {
				t.Errorf("%s: upper case of %q finds %v", b.ID, name, m.Body)
			}
		}
		for _, s := range b.Successors {
			if !Succeeds(BodyByID(s), b) || BodyByID(s) == b {
				t.Errorf("%s: successor %s is not linked", b.ID, s)
			}
		}
	}
}

func hasCode(symbol string, codes []string) bool {
	for _, c := range codes {
		if strings.Contains(strings.ToUpper(symbol), strings.ToUpper(c)) {
			return true
		}
	}
	return false
}

func TestBodyAt(t *testing.T) {
	for _, c := range []struct{ text, body, province, rest string }{
		{"Bộ Chính trị về một việc", "bo-chinh-tri", "", " về một việc"},
		{"bộ  Chính\ntrị", "bo-chinh-tri", "", ""},
		{"Ban Thường vụ Tỉnh uỷ Phú Thọ,", "ban-thuong-vu-tinh-uy", "phu-tho-2025", ","},
		{"BAN THƯỜNG VỤ TỈNH ỦY", "ban-thuong-vu-tinh-uy", "", ""},
		{"Thành ủy TP.HCM", "thanh-uy", "ho-chi-minh-2025", ""},
		{"Ban Thường vụ Thành ủy TP. Hồ Chí Minh", "ban-thuong-vu-thanh-uy", "ho-chi-minh-2025", ""},
		{"UBND tỉnh Khánh Hoà ban hành", "uy-ban-nhan-dan-tinh", "khanh-hoa-2025", " ban hành"},
		{"UBND TP. Đà Nẵng", "uy-ban-nhan-dan-thanh-pho", "da-nang-2025", ""},
		{"Chủ tịch UBND tỉnh Bà Rịa – Vũng Tàu", "uy-ban-nhan-dan-tinh", "ba-ria-vung-tau", ""},
		{"Bộ trưởng Bộ Lao động-Thương binh và Xã hội", "bo-lao-dong-thuong-binh-va-xa-hoi", "", ""},
		{"Bộ Giáo dục và Ðào tạo", "bo-giao-duc-va-dao-tao", "", ""},
		{"Bộ Văn hoá, Thể thao và Du lịch", "bo-van-hoa-the-thao-va-du-lich", "", ""},
		{"Toà án nhân dân tối cao", "toa-an-nhan-dan-toi-cao", "", ""},
		{"Ban Tuyên giáo và Dân vận Trung ương", "ban-tuyen-giao-va-dan-van-trung-uong", "", ""},
		{"Ban Bí thư Trung ương Đảng khóa XI", "ban-bi-thu", "", " khóa XI"},
		{"Quân ủy Trung ương", "quan-uy-trung-uong", "", ""},
		{"Quận ủy Ba Đình", "quan-uy", "", " Ba Đình"},
	} {
		m, ok := BodyAt(c.text, 0)
		if !ok {
			t.Errorf("%q: no body", c.text)
			continue
		}
		p := ""
		if m.Province != nil {
			p = m.Province.ID
		}
		if m.Body.ID != c.body || p != c.province || c.text[m.End:] != c.rest {
			t.Errorf("%q: %s, %q, rest %q", c.text, m.Body.ID, p, c.text[m.End:])
		}
	}
	for _, s := range []string{"", "Bộ Chính", "Bộ Chính trịnh", "Chính phủi", "ban thường", "Tỉnhủy"} {
		if m, ok := BodyAt(s, 0); ok {
			t.Errorf("%q: found %s", s, m.Body.ID)
		}
	}
}

func TestOneCodeThreeIssuers(t *testing.T) {
	ids := map[string]bool{}
	for _, b := range BodiesByCode("TW", Party) {
		ids[b.ID] = true
	}
	for _, id := range []string{"ban-chap-hanh-trung-uong", "bo-chinh-tri", "ban-bi-thu"} {
		if !ids[id] {
			t.Errorf("TW lacks %s", id)
		}
	}
	if !SameIssuerCode(BodyByID("bo-chinh-tri"), BodyByID("ban-chap-hanh-trung-uong")) {
		t.Error("the Political Bureau and the Central Committee sign with one code")
	}
	if SameIssuerCode(BodyByID("bo-tai-chinh"), BodyByID("ban-to-chuc-tinh-uy")) {
		t.Error("BTC is two bodies")
	}
	if SameIssuerCode(BodyByID("quan-uy-trung-uong"), BodyByID("quan-uy")) {
		t.Error("QU is two bodies")
	}
}

func TestProvinceAt(t *testing.T) {
	for _, c := range []struct{ name, date, want string }{
		{"Phú Thọ", "2023-12-26", "phu-tho"},
		{"Phú Thọ", "2025-09-30", "phu-tho-2025"},
		{"Vĩnh Phúc", "2023-12-26", "vinh-phuc"},
		{"Vĩnh Phúc", "2026-01-01", ""},
		{"Hà Nội", "2026-01-01", "ha-noi"},
		{"Thừa Thiên - Huế", "2020", "thua-thien-hue"},
		{"Khánh Hoà", "2024", "khanh-hoa"},
		{"Đắc Lắc", "", "dak-lak-2025"},
	} {
		got := ""
		if p := ProvinceAt(c.name, document.MustDate(c.date)); p != nil {
			got = p.ID
		}
		if got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.name, c.date, got, c.want)
		}
	}
	before, after := 0, 0
	for _, p := range Provinces() {
		if p.Period.Holds(document.MustDate("2025-06-30")) {
			before++
		}
		if p.Period.Holds(document.MustDate("2025-07-01")) {
			after++
		}
	}
	if before != 63 || after != 34 {
		t.Errorf("%d provinces before the mergers and %d after, want 63 and 34", before, after)
	}
}

func TestFold(t *testing.T) {
	for _, c := range [][2]string{
		{"Uỷ ban", "ủy ban"}, {"hoà", "hòa"}, {"khoá XIII", "khóa xiii"}, {"quý", "quý"}, {"hoàn", "hoàn"},
		{"toàn", "toàn"}, {"Lao động – Thương binh", "lao động-thương binh"}, {"  a \n b ", "a b"}, {"Ðảng", "đảng"},
		{"thuỷ", "thủy"}, {"khoẻ", "khỏe"}, {"", ""},
	} {
		if got := Fold(c[0]); got != c[1] {
			t.Errorf("Fold(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func FuzzBodyAt(f *testing.F) {
	f.Add("Ban Thường vụ Tỉnh ủy Phú Thọ", 0)
	f.Add("TP. \u00a0-–- hồ\xff", 3)
	f.Fuzz(func(t *testing.T, s string, i int) {
		if i < 0 || i > len(s) {
			return
		}
		if m, ok := BodyAt(s, i); ok && (m.End <= i || m.End > len(s)) {
			t.Fatalf("end %d of %q from %d", m.End, s, i)
		}
		Fold(s)
	})
}
