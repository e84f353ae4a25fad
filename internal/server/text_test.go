package server

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/vietnamese/find"
)

func reference(start, end, titleStart, titleEnd int) library.Reference {
	return library.Reference{Citation: citation.Citation{Start: start, End: end, TitleStart: titleStart, TitleEnd: titleEnd, Parent: -1, AliasOf: -1}}
}

func TestCut(t *testing.T) {
	all := func(int) bool { return true }
	for _, tc := range []struct {
		name string
		refs []library.Reference
		want string // start-end:link/title
	}{
		{"none", nil, ""},
		{"one", []library.Reference{reference(2, 5, 0, 0)}, "2-5:0/-1"},
		{"with title", []library.Reference{reference(2, 5, 6, 9)}, "2-5:0/-1 6-9:-1/0"},
		{"one in the title of another", []library.Reference{reference(0, 4, 4, 20), reference(8, 12, 12, 18)},
			"0-4:0/-1 4-8:-1/0 8-12:1/0 12-18:-1/1 18-20:-1/0"},
		{"one inside the other", []library.Reference{reference(0, 20, 0, 0), reference(5, 9, 0, 0)}, "0-5:0/-1 5-9:1/-1 9-20:0/-1"},
		{"overlapping", []library.Reference{reference(0, 10, 0, 0), reference(6, 14, 0, 0)}, "0-6:0/-1 6-14:1/-1"},
		{"same place twice", []library.Reference{reference(3, 6, 0, 0), reference(3, 6, 0, 0)}, "3-6:1/-1"},
		{"impossible offsets", []library.Reference{reference(-3, 6, 5, 2), reference(8, 200, 9, 9)}, ""},
	} {
		var got []string
		for _, p := range cut(tc.refs, 30, all) {
			got = append(got, fmt.Sprintf("%d-%d:%d/%d", p.start, p.end, p.link, p.title))
		}
		if s := strings.Join(got, " "); s != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, s, tc.want)
		}
	}
}

// visible is what a reader sees of HTML: its text without tags and without the
// numbers of findings, a line for every paragraph and heading.
func visible(t testing.TB, s string) string {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	open, number := 0, false
	for {
		switch z.Next() {
		case html.ErrorToken:
			if open != 0 {
				t.Errorf("%d links left open in %q", open, s)
			}
			return b.String()
		case html.TextToken:
			if !number {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			name, more := z.TagName()
			switch string(name) {
			case "a":
				if more {
					_, class, _ := z.TagAttr()
					number = strings.HasPrefix(string(class), "fn ")
				}
				if open++; open > 1 {
					t.Errorf("link inside a link: %q", s)
				}
			case "p", "br", "b", "span", "h3", "h4", "h5", "h6", "mark", "div", "table", "tr", "td", "th":
			default:
				t.Errorf("element <%s> from the text: %q", name, s)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" {
				open--
				number = false
			}
		}
	}
}

// FuzzText lays citations and provisions at any offsets on any text: what is
// shown must be the text, whole and in order, in sound HTML, with no element of
// its own.
func FuzzText(f *testing.F) {
	f.Add("Một là, thực hiện Nghị quyết số 12-NQ/TW.\nHai là, báo cáo.", uint64(1))
	f.Add("Stt\tTên\n1\tMột <b>\nhai\n3\tBa\tBốn\n____\nxong", uint64(3))
	f.Add("<a href=x>\"'&</a>\x00\n\n \t\nĐiều 1. Phạm vi\n1. x", uint64(7))
	f.Add("Chương I\nQUY ĐỊNH\nĐiều 1. A\nb\xff\xfec", uint64(42))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if len(text) > 4096 {
			return
		}
		rng := rand.New(rand.NewPCG(seed, 1))
		at := func() int { return rng.IntN(len(text)+3) - 1 }
		d := &library.Document{Entry: library.Entry{Record: &document.Record{ID: "x"}, TextHeld: true}, Text: text, Structure: document.Divide(text)}
		var links []link
		for range rng.IntN(6) {
			d.References = append(d.References, reference(at(), at(), at(), at()))
			links = append(links, link{href: `/van-ban/"><script>`, class: "held", card: true, n: 1})
		}
		if rng.IntN(3) == 0 { // a structure that does not belong to the text
			d.Structure = &document.Structure{Provisions: []*document.Provision{
				{Unit: document.Article, Number: "1", Label: "Điều 1", Heading: "x", Anchor: "a", Start: at(), End: at()},
				{Unit: document.Ordinal, Number: "Một", Label: "Một là", Anchor: "b", Start: at(), End: at()},
			}}
		}
		var marks []textMark
		for n := range rng.IntN(5) {
			marks = append(marks, textMark{start: at(), end: at(), n: n + 1, class: []string{"e", "w", "i"}[n%3]})
		}
		var hits []find.Hit
		if rng.IntN(2) == 0 {
			words := strings.Fields(text)
			if len(words) > 0 {
				hits, _ = find.Parse(words[rng.IntN(len(words))]).Find(text, 50)
			}
		}
		w := newTextWriter(d, links, hits)
		w.pieces = overlay(text, w.pieces, marks)
		var shown, all []string
		for _, b := range w.blocks(d.Structure) {
			shown = append(shown, visible(t, string(b.HTML)))
			all = append(all, string(b.HTML))
		}
		for _, m := range trimMarks(text, marks) {
			if n := strings.Count(strings.Join(all, ""), fmt.Sprintf(`id="bt-%d"`, m.n)); n != 1 && utf8.ValidString(text) {
				t.Errorf("number %d of %+v is there %d times in %q", m.n, m, n, all)
			}
		}
		squeeze := func(s string) string {
			s = strings.NewReplacer("\x00", "\uFFFD", "\r", "").Replace(s)
			return strings.Map(func(r rune) rune {
				if r == ' ' || r == '\t' || r == '\n' {
					return -1
				}
				return r
			}, s)
		}
		if got, want := squeeze(strings.Join(shown, "")), squeeze(html.UnescapeString(html.EscapeString(text))); got != want {
			t.Errorf("shown %q, text %q", got, want)
		}
	})
}

func TestRunes(t *testing.T) {
	text := strings.Repeat("Điều khoản ", 60)
	r := newRunes(text)
	n := 0
	for i := range text {
		if got := r.at(i); got != n {
			t.Fatalf("byte %d: %d runes, want %d", i, got, n)
		}
		n++
	}
	if r.at(len(text)) != n || r.at(len(text)+9) != n || r.at(-1) != 0 || newRunes("").at(0) != 0 {
		t.Error("the ends")
	}
}

func TestWords(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1.000", 78202: "78.202", 1234567: "1.234.567", -1500: "-1.500"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %q, want %q", n, got, want)
		}
	}
	if got := shorten("một hai ba bốn", 9); got != "một hai…" {
		t.Errorf("%q", got)
	}
	for in, want := range map[string]source{
		"https://www.vi-du.vn/a/b?x=1": {"https://www.vi-du.vn/a/b?x=1", "vi-du.vn/a/b"},
		"javascript:alert(1)":          {"", "javascript:alert(1)"},
		"data:text/html,x":             {"", "data:text/html,x"},
		"//vi-du.vn/a":                 {"", "//vi-du.vn/a"},
		"nguồn công khai thứ cấp":      {"", "nguồn công khai thứ cấp"},
		"chi-thi-1":                    {"/van-ban/chi-thi-1", "Chỉ thị 1"},
	} {
		got := makeSource(in, func(id string) string {
			if id == "chi-thi-1" {
				return "Chỉ thị 1"
			}
			return ""
		})
		if got != want {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
}

func TestHead(t *testing.T) {
	rec := func(date, label, place string) *document.Record {
		n, err := document.ParseNumber(label)
		if err != nil {
			t.Fatal(err)
		}
		return &document.Record{Date: document.MustDate(date), Number: n, Place: place}
	}
	for _, tc := range []struct {
		r     *document.Record
		date  string
		motto int
	}{
		{rec("2019-09-05", "51-NQ/TW", "Hà Nội"), "Hà Nội, ngày 05 tháng 9 năm 2019", 1},
		{rec("2019-01-22", "44-KL/TW", ""), "Ngày 22 tháng 01 năm 2019", 1},
		{rec("2020-03-05", "30/2020/NĐ-CP", "Hà Nội"), "Hà Nội, ngày 05 tháng 3 năm 2020", 2},
		{rec("2012-01", "12-NQ/TW", ""), "Tháng 01 năm 2012", 1},
		{rec("1960", "12-NQ/TW", ""), "Năm 1960", 0},
	} {
		if got := placeDate(tc.r); got != tc.date {
			t.Errorf("%q, want %q", got, tc.date)
		}
		if got := motto(tc.r); len(got) != tc.motto {
			t.Errorf("%s: %q", tc.r.Label(), got)
		}
	}
}

func TestContents(t *testing.T) {
	var law strings.Builder
	for a := range 200 {
		fmt.Fprintf(&law, "Điều %d. Việc thứ %d\n1. Khoản một.\n2. Khoản hai.\n", a+1, a+1)
	}
	text := strings.TrimSpace(law.String())
	toc := makeContents(document.Divide(text), text)
	if len(toc) != 200 {
		t.Fatalf("%d lines for 200 articles", len(toc))
	}
	if toc[4].Label != "Điều 5" || toc[4].Text != "Việc thứ 5" {
		t.Errorf("%+v", toc[4])
	}
	party := "I- Tình hình\n1. Việc đã làm\nNói về việc đã làm.\n2. Việc chưa làm\nNói về việc chưa làm.\nII- Nhiệm vụ\n1. Việc một.\n2. Việc hai."
	var labels []string
	for _, e := range makeContents(document.Divide(party), party) {
		labels = append(labels, e.Label)
	}
	if len(labels) != 6 {
		t.Errorf("a Party text's contents: %q", labels)
	}
}

// bigLaw is a law of about size bytes with n citations, every fifth of them to
// one of 50 held documents, the others to provisions of its own or to records.
func bigLaw(size, n int) *library.Document {
	var b strings.Builder
	type spot struct{ start, end int }
	var spots []spot
	for art := 1; b.Len() < size; art++ {
		fmt.Fprintf(&b, "Điều %d. Quy định về việc thứ %d\n", art, art)
		for cl := 1; cl <= 4; cl++ {
			fmt.Fprintf(&b, "%d. Cơ quan có thẩm quyền căn cứ tình hình thực tế của địa phương, tổ chức thực hiện theo ", cl)
			if len(spots) < n {
				start := b.Len()
				fmt.Fprintf(&b, "Nghị định số %d/2020/NĐ-CP", len(spots)%400+1)
				spots = append(spots, spot{start, b.Len()})
			}
			b.WriteString(" và các quy định khác có liên quan, bảo đảm công khai, minh bạch, đúng đối tượng, đúng thời hạn; định kỳ hằng năm báo cáo cơ quan cấp trên kết quả thực hiện, những khó khăn, vướng mắc và kiến nghị, đề xuất để xem xét, giải quyết theo quy định của pháp luật hiện hành.\n")
		}
	}
	text := strings.TrimSpace(b.String())
	d := &library.Document{Entry: library.Entry{Record: &document.Record{ID: "luat-lon", Type: "Luật", Title: "Luật rất dài"}, TextHeld: true}, Text: text, Structure: document.Divide(text)}
	at := map[int]int{}
	for i, s := range spots {
		k := i % 400
		r := reference(s.start, s.end, 0, 0)
		rec := &document.Record{ID: fmt.Sprintf("nghi-dinh-%d-2020-nd-cp", k+1), Type: "Nghị định", Number: document.Number{Number: fmt.Sprint(k + 1), Year: "2020", Symbol: "NĐ-CP"},
			Date: document.MustDate("2020-03-05"), Issuer: "Chính phủ", Title: "quy định chi tiết một số điều"}
		r.Kind, r.Target, r.TargetHeld = citation.Full, rec, i%5 == 0
		r.Resolution = resolve.Resolution{Outcome: resolve.Resolved, Document: rec.ID, Why: []string{"Số, ký hiệu trùng với Nghị định " + rec.Label() + ".", "Không có văn bản nào khác cùng số."}}
		r.Provision = d.Structure.At(s.start)
		d.References = append(d.References, r)
		if _, ok := at[k]; !ok {
			at[k] = len(d.Cited)
			d.Cited = append(d.Cited, library.Link{Kind: document.Cites, Record: rec, TextHeld: r.TargetHeld})
		}
	}
	return d
}
