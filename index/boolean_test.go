package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tracuu/index/query"
)

// shelf is a library for filters, choices and exclusions: what each document has
// can be seen at a glance.
func shelf() []Document {
	doc := func(id, typ, label, date, issuer, title, state string, units ...string) Document {
		number, symbol, _ := strings.Cut(label, "-")
		if i := strings.LastIndexByte(label, '/'); strings.Count(label, "/") == 2 {
			number, symbol = label[:i], label[i+1:]
		}
		d := Document{ID: id, Type: typ, Label: label, Number: strings.TrimLeft(number, "0"), Symbol: symbol, Date: date, Issuer: issuer,
			Title: title, State: state, TextHeld: len(units) > 0}
		fmt.Sscanf(date, "%d", &d.Year)
		for i, u := range units {
			d.Units = append(d.Units, Unit{Anchor: fmt.Sprintf("d%d", i+1), Label: fmt.Sprintf("Điều %d", i+1), Text: u})
		}
		return d
	}
	return []Document{
		doc("a", "Chỉ thị", "07-CT/TU", "2021-05-04", "Tỉnh ủy Hà Giang", "về giữ rừng", "unknown",
			"Giữ rừng đầu nguồn, trồng cây gây rừng.", "Phòng cháy, chữa cháy ở thôn bản."),
		doc("b", "Nghị quyết", "09-NQ/TU", "2019-02", "Tỉnh ủy Hà Giang (khóa XVI)", "về cây chè", "replaced",
			"Trồng chè trên đất dốc.", "Rừng phòng hộ không được chặt."),
		doc("c", "Nghị quyết", "12-NQ/TW", "2022-03-16", "Bộ Chính trị (khóa XIII)", "về lực lượng kiểm lâm", "unknown",
			"Kiểm lâm giữ rừng; phòng cháy rừng là việc của toàn dân."),
		doc("d", "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "về công tác văn thư", "unknown",
			"Số và ký hiệu của văn bản.", "Con dấu và lưu trữ."),
		doc("e", "Nghị quyết", "12-NQ/TW", "2012", "Ban Chấp hành Trung ương", "về xây dựng Đảng", "unknown"),
	}
}

func idsOf(res Results) string {
	var ids []string
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

func TestLanguage(t *testing.T) {
	x := buildAndOpen(t, shelf())
	for _, tt := range []struct{ text, want string }{
		{"giữ rừng", "a c"},
		{"rừng -cháy", "b"},
		{"rung -chay", "b"},
		{`rừng -"phòng cháy rừng"`, "a b"},
		{"rừng -chữa cháy", "b c"},
		{"rừng -loại:nghị quyết", "a"},
		{"-rừng", "d e"},
		{"-rừng -văn thư", "e"},
		{"rừng -(chè | kiểm lâm)", "a"},
		{"rừng -(cây cháy)", "b c"}, // both words, anywhere in the document

		{"chè hoặc văn thư", "b d"},
		{"che | van thu", "b d"},
		{"chè | “con dấu”", "b d"},
		{"rừng (chè | cháy)", "a b c"},
		{"(trồng chè) | (kiểm lâm)", "b c"},
		{"(rừng -chè) | văn thư", "a c d"},
		{"không-có-từ-này | chè", "b"},
		{"khongcotunay | chungcotunay", ""},
		{"loại:nghị định | năm:2012", "d e"},
		{"văn thư | năm:2012", "d e"},
		{"năm:2019..2020 chè hoặc văn thư hoặc kiểm lâm", "b d"},

		{"kiể*", "c"},
		{"kiem l*", "c"},
		{`"kiểm l*"`, "c"},
		{"rừng -kiể*", "a b"},
		{"30/2020*", "d"},
		{"zzz*", ""},

		{"loại:nghị quyết", "b c e"},
		{"loai:nghi quyet rung", "b c"},
		{"loại:tờ trình rừng", ""},
		{"cơ quan:hà giang", "a b"},
		{"cơ quan:\"tỉnh ủy hà giang\" chè", "b"},
		{"số:12-NQ/TW", "c e"},
		{"số:12 năm:2022", "c"},
		{"số:12nqtw", "c e"},
		{"số:7", "a"},
		{"ký hiệu:NQ/TW", "c e"},
		{"số:30/2020", "d"},
		{"số:30/202", ""},
		{"năm:2020..2021", "a d"},
		{"năm:..2019", "b e"},
		{"năm:2022..", "c"},
		{"ngày:05/03/2020", "d"},
		{"ngày:02/2019..06/2020", "b d"},
		{"ngày:15/02/2019..2020", "d"}, // of b only the month is known
		{"ngày:2012..2019", "b e"},
		{"trạng thái:replaced", "b"},
		{"toàn văn:không", "e"},
		{"toàn văn:có rừng", "a b c"},
		{"tiêu đề:rừng", "a"},
		{"tiêu đề:lực lượng lâm", "c"},
		{`tiêu đề:"lực lượng lâm"`, ""},
		{"tiêu đề:nghị quyết", ""}, // that is its type, not its title
		{"viện dẫn:51-NQ/TW", "b d"},
		{"viện dẫn:51-NQ/TW -chè", "d"},
		{"viện dẫn:99-NQ/TW", ""},

		{"  (rừng) ", "a b c"},
		{"| rừng | ", "a b c"},
		{"rừng năm:nay", "a b c"},
		{"-", ""}, {"| |", ""}, {"-()", ""},
	} {
		res, err := x.Search(context.Background(), Query{Text: tt.text, Cites: map[string][]string{"51-NQ/TW": {"b", "d", "gone"}}})
		if err != nil {
			t.Fatalf("%q: %v", tt.text, err)
		}
		if got := idsOf(res); got != tt.want || res.Total != len(strings.Fields(tt.want)) {
			t.Errorf("%q: %q (%d documents), want %q; read as %s: %s", tt.text, got, res.Total, tt.want, res.Parsed.Root, res.Reading)
		}
	}
}

// TestLanguageRanks: what has all of the alternatives, in one place, goes first,
// and what matched is marked.
func TestLanguageRanks(t *testing.T) {
	x := buildAndOpen(t, shelf())
	res := search(t, x, "phòng cháy | kiểm lâm")
	if len(res.Hits) != 2 || res.Hits[0].ID != "c" || res.Hits[1].ID != "a" {
		t.Fatalf("%+v", res.Hits)
	}
	if got := marked(res.Hits[0].Points[0].Snippet); !strings.Contains(got, "[Kiểm lâm]") || !strings.Contains(got, "[phòng cháy]") {
		t.Errorf("marked %s", got)
	}
	res = search(t, x, "ki* năm:2022")
	if got := marked(res.Hits[0].Points[0].Snippet); !strings.Contains(got, "[Kiểm]") {
		t.Errorf("marked %s", got)
	}
	res = search(t, x, "giữ rừng -chè")
	if len(res.Hits) == 0 || len(res.Hits[0].Points) == 0 || !strings.Contains(marked(res.Hits[0].Points[0].Snippet), "[Giữ rừng]") {
		t.Errorf("%+v", res.Hits)
	}
}

// TestTypedAndClicked: filters that are typed and those that are clicked narrow
// together, and the counts of the facets are of what is left.
func TestTypedAndClicked(t *testing.T) {
	x := buildAndOpen(t, shelf())
	res, err := x.Search(context.Background(), Query{Text: "loại:nghị quyết rừng", Filters: map[string][]string{FacetYear: {"2019"}}})
	if err != nil || idsOf(res) != "b" {
		t.Fatalf("%q, %v", idsOf(res), err)
	}
	for _, c := range res.Facets[FacetYear] { // the year's own filter does not count, the typed one does
		if c.Count != 1 || c.Value == "2021" {
			t.Errorf("years %v", res.Facets[FacetYear])
		}
	}
	res, err = x.Search(context.Background(), Query{Text: "loại:nghị quyết -chè", DocBoost: map[string]float64{"a": 1000, "c": 900}})
	if err != nil || idsOf(res) != "c e" || res.Hits[0].ID != "c" {
		t.Errorf("boosted: %q, %v", idsOf(res), err)
	}
}

// TestPrefixMachine holds which terms a prefix begins.
func TestPrefixMachine(t *testing.T) {
	for _, tt := range []struct {
		prefix, yes, no string
	}{
		{"nghi", "nghi nghị nghiệp nghĩa", "ngh ngi xnghi"},
		{"nghị", "nghị", "nghi nghĩ nghiệp"},
		{"đâ", "đâu đấu đẩy", "dấu đau dâ"},
		{"da", "da đa đã dân đảng đất", "d ba"},
		{"đa", "đa đã đảng", "da đân"},
		{"12-nq", "12-nq 12-nq/tw", "12 12-ct/tw"},
	} {
		m := newPrefixMachine(tt.prefix)
		run := func(term string) bool {
			at := m.Start()
			for i := range len(term) {
				if at = m.Accept(at, term[i]); !m.CanMatch(at) {
					return false
				}
			}
			return m.IsMatch(at)
		}
		for _, term := range strings.Fields(tt.yes) {
			if !run(term) {
				t.Errorf("%q does not begin %q", tt.prefix, term)
			}
		}
		for _, term := range strings.Fields(tt.no) {
			if run(term) {
				t.Errorf("%q begins %q", tt.prefix, term)
			}
		}
		if run(tt.prefix + " x") {
			t.Errorf("%q begins a pair", tt.prefix)
		}
	}
}

// TestExpansionIsBounded: a prefix stands for a limited number of words, and the
// answer says so.
func TestExpansionIsBounded(t *testing.T) {
	var words []string
	for i := range 300 {
		words = append(words, fmt.Sprintf("qx%c%c", 'a'+i%26, 'a'+i/26))
	}
	x := buildAndOpen(t, []Document{{ID: "a", Units: []Unit{{Text: strings.Join(words, " ")}}}})
	res := search(t, x, "qx*")
	if res.Total != 1 || !strings.Contains(res.Limited, "qx*") {
		t.Errorf("%d documents, limited %q", res.Total, res.Limited)
	}
	if res := search(t, x, "qxa*"); res.Total != 1 || res.Limited != "" {
		t.Errorf("%d documents, limited %q", res.Total, res.Limited)
	}
}

// TestQuestionsStayQuestions: what is asked in plain language is read as before,
// whatever signs it has.
func TestQuestionsStayQuestions(t *testing.T) {
	for _, text := range []string{
		"Kiểm lâm hoặc công an xã xử lý việc phá rừng như thế nào?",
		"Thế nào là rừng phòng hộ (rừng đầu nguồn) -khu bảo tồn?",
		"số: và ký hiệu của văn bản gồm những gì",
		"cơ quan, tổ chức hoặc cá nhân giữ rừng thì được hưởng chính sách",
		`"trồng cây" gây rừng`, "12 -NQ/TW", "giữ rừng",
	} {
		got, want := readQuery(query.Parse(text, nil)), parse(text)
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("%q:\n got %+v\nwant %+v", text, got, want)
		}
	}
}

// TestPagesAreStable: pages of any order and query follow one another without a
// gap, documents that tie in order of their ids, however the index was built.
func TestPagesAreStable(t *testing.T) {
	var docs []Document
	for i := range 130 {
		docs = append(docs, Document{ID: fmt.Sprintf("d%03d", i), Type: "Thông báo", Number: fmt.Sprint(i % 3), Year: 2020, Date: "2020-01-01",
			Title: "về lịch họp", Units: []Unit{{Anchor: "a", Text: "Họp tại xã vào sáng thứ hai."}}})
	}
	backwards := slices.Clone(docs)
	slices.Reverse(backwards)
	one, other := buildAndOpen(t, docs), buildAndOpen(t, backwards)
	for _, text := range []string{"họp sáng", "họp | sáng", "loại:thông báo", "họ* -chiều", "họp tại xã vào sáng thứ hai hàng tuần là gì?"} {
		for _, by := range []Sort{ByRelevance, ByDateDesc, ByDateAsc, ByNumber} {
			var pages [2][]string
			for i, x := range []*Index{one, other} {
				for page := 1; page <= 8; page++ {
					res, err := x.Search(context.Background(), Query{Text: text, Sort: by, Page: page, PageSize: 17})
					if err != nil || res.Total != len(docs) {
						t.Fatalf("%q: %d documents, %v", text, res.Total, err)
					}
					for _, h := range res.Hits {
						pages[i] = append(pages[i], h.ID)
					}
				}
			}
			if !slices.Equal(pages[0], pages[1]) {
				t.Errorf("%q by %q: the order depends on how the index was built", text, by)
			}
			if by != ByNumber && !slices.IsSorted(pages[0]) || len(pages[0]) != len(docs) {
				t.Errorf("%q by %q: %d documents, ties not in order of ids: %v", text, by, len(pages[0]), pages[0])
			}
		}
	}
}
