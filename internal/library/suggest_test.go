package library

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"tracuu/corpus"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// A query with the keys of a typing method in it is searched as it was meant.
func TestSearchReadsKeys(t *testing.T) {
	l := open(t)
	a, err := l.Search(context.Background(), Query{Text: "thees traanj an ninh nhaan daan"})
	if err != nil {
		t.Fatal(err)
	}
	if a.ReadAs != "thế trận an ninh nhân dân" || len(a.Hits) == 0 || a.Hits[0].Record.ID != directiveID || a.Suggestion != "" {
		t.Errorf("read as %q, suggestion %q, %d hits", a.ReadAs, a.Suggestion, len(a.Hits))
	}
	a, err = l.Search(context.Background(), Query{Text: "thees traanj an ninh nhaan daan", Verbatim: true})
	if err != nil {
		t.Fatal(err)
	}
	if a.ReadAs != "" || a.Suggestion != "thế trận an ninh nhân dân" {
		t.Errorf("as typed: read as %q, suggestion %q", a.ReadAs, a.Suggestion)
	}
}

func TestSearchSuggests(t *testing.T) {
	l := open(t)
	for query, want := range map[string]string{
		"thế trận an nnih nhân dân": "thế trận an ninh nhân dân",
		"thế trận an ninh nhân dân": "",
		"the tran an ninh nhan dan": "",
		"23-CT/TU":                  "",
	} {
		a, err := l.Search(context.Background(), Query{Text: query})
		if err != nil {
			t.Fatal(err)
		}
		if a.Suggestion != want || a.ReadAs != "" {
			t.Errorf("%q: suggestion %q, read as %q", query, a.Suggestion, a.ReadAs)
		}
	}
}

func TestNearNumbers(t *testing.T) {
	l := open(t)
	for _, tc := range []struct {
		query, id string // "" for none
	}{
		{"21-CT/TU", directiveID},
		{"chỉ thị 32-CT/TU", directiveID}, // changed round
		{"23 ct ty", directiveID},
		{"223CTTU", directiveID},
		{"23-CT/TU", ""},
		{"78-CT/TU", ""}, // two digits
		{"an ninh 2023", ""},
		{"2023", ""},
		{"", ""},
	} {
		a, err := l.Search(context.Background(), Query{Text: tc.query})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, e := range a.Near {
			found = found || e.Record.ID == tc.id
		}
		if tc.id == "" && len(a.Near) > 0 || tc.id != "" && !found {
			t.Errorf("%q: near %d documents, want %q among them", tc.query, len(a.Near), tc.id)
		}
		if len(a.Near) > maxNear {
			t.Errorf("%q: near %d documents", tc.query, len(a.Near))
		}
	}
}

func TestSuggest(t *testing.T) {
	l := open(t)
	for _, tc := range []struct{ typed, id, value string }{
		{"23-ct", directiveID, ""},
		{"23ct", directiveID, ""},
		{"chi thi 23", directiveID, ""},
		{"51-nq/tw", "nghi-quyet-51-nq-tw-2019", ""},
		{"chien luoc bao ve an ninh quoc g", "nghi-quyet-51-nq-tw-2019", ""},
		{"Chiến lược bảo vệ an ninh quốc gia", "nghi-quyet-51-nq-tw-2019", ""},
		{"bao ve chien luoc", "nghi-quyet-51-nq-tw-2019", ""}, // in any order
		{"chieens luwowcj bao veej", "nghi-quyet-51-nq-tw-2019", ""},
		{"nghị quy", "", "Nghị quyết"},
		{"bộ chính", "", "Bộ Chính trị"},
	} {
		found := false
		got := l.Suggest(tc.typed, 8)
		for _, s := range got {
			found = found || s.Record != nil && s.Record.ID == tc.id || tc.value != "" && s.Value.Value == tc.value
		}
		if !found || len(got) > 8 {
			t.Errorf("%q: %d offers, not %s%s", tc.typed, len(got), tc.id, tc.value)
		}
	}
	for _, typed := range []string{"", " ", "zzzz", "!!!", strings.Repeat("a ", 50), strings.Repeat("x", 10_000), "\xff\xfe"} {
		if got := l.Suggest(typed, 8); len(got) != 0 {
			t.Errorf("%.20q: %d offers", typed, len(got))
		}
	}
}

// TestRelated relates documents of the shipped collection. What the page names
// anyway is not among them.
func TestRelated(t *testing.T) {
	l := open(t)
	related, err := l.Related(directiveID, 6)
	if err != nil {
		t.Fatal(err)
	}
	d, err := l.Document(directiveID)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{directiveID: true}
	for _, links := range [][]Link{d.Cited, d.CitedAt, d.Acting, d.Passive} {
		for _, k := range links {
			named[k.Record.ID] = true
		}
	}
	for _, r := range related {
		if named[r.Record.ID] {
			t.Errorf("%s is named on the page", r.Record.ID)
		}
		if r.CitesSame == 0 && r.CitedTogether == 0 && len(r.Subject) == 0 {
			t.Errorf("%s is related for no reason", r.Record.ID)
		}
	}
	if got, err := l.Related("khong-co", 6); got != nil || err != nil {
		t.Errorf("related to nothing: %v, %v", got, err)
	}
}

// TestRelatedByCitations makes documents that cite one another.
func TestRelatedByCitations(t *testing.T) {
	dir := t.TempDir()
	c, err := corpus.CreateEmpty(dir, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	add := func(number, text string) string {
		n, err := document.ParseNumber(number)
		if err != nil {
			t.Fatal(err)
		}
		d, err := c.Add(corpus.Draft{Text: text, Record: document.Record{Type: "Chỉ thị", Number: n, Issuer: "Ban Bí thư",
			Date: document.MustDate("2020-05-01"), Title: "về mục " + number}})
		if err != nil {
			t.Fatal(err)
		}
		return d.ID
	}
	a, b := add("1-CT/TW", ""), add("2-CT/TW", "")
	add("3-CT/TW", "")
	x := add("11-CT/TW", "Thực hiện Chỉ thị số 1-CT/TW và Chỉ thị số 2-CT/TW của Ban Bí thư.")
	y := add("12-CT/TW", "Theo Chỉ thị số 1-CT/TW, Chỉ thị số 2-CT/TW của Ban Bí thư, yêu cầu các cấp.")
	add("13-CT/TW", "Theo Chỉ thị số 3-CT/TW của Ban Bí thư.")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := Open(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	related, err := l.Related(x, 6)
	if err != nil {
		t.Fatal(err)
	}
	if len(related) != 1 || related[0].Record.ID != y || related[0].CitesSame != 2 {
		t.Errorf("related to %s: %+v", x, related)
	}
	related, err = l.Related(a, 6)
	if err != nil {
		t.Fatal(err)
	}
	if len(related) != 1 || related[0].Record.ID != b || related[0].CitedTogether != 2 {
		t.Errorf("related to %s: %+v", a, related)
	}
}

func TestRecentAndAdded(t *testing.T) {
	l := open(t)
	ctx := context.Background()
	past, future := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	all, err := l.Recent(ctx, Query{}, 10)
	if err != nil || len(all) != 10 {
		t.Fatalf("%d newest, %v", len(all), err)
	}
	for i := range all[1:] {
		if all[i].Changed.Before(all[i+1].Changed) {
			t.Errorf("%s stands before %s", all[i].Record.ID, all[i+1].Record.ID)
		}
	}
	if none, err := l.Recent(ctx, Query{Since: future}, 10); err != nil || len(none) != 0 {
		t.Errorf("%d from the future, %v", len(none), err)
	}
	hits, err := l.Recent(ctx, Query{Text: "thế trận an ninh nhân dân"}, 10)
	if err != nil || len(hits) == 0 {
		t.Fatalf("%d hits, %v", len(hits), err)
	}
	counts, err := l.Added(ctx, []Query{
		{Text: "thế trận an ninh nhân dân", Since: past},
		{Text: "thế trận an ninh nhân dân", Since: future},
		{Since: past},
		{Filters: map[string][]string{"type": {"Chỉ thị"}}, Since: past},
	})
	if err != nil {
		t.Fatal(err)
	}
	directives := len(l.List(Filter{Type: "Chỉ thị"}).Entries)
	if counts[0] == 0 || counts[1] != 0 || counts[2] != l.Len() || counts[3] != directives {
		t.Errorf("counts %v, want some, 0, %d, %d", counts, l.Len(), directives)
	}
	if got := len(l.List(Filter{Since: future}).Entries); got != 0 {
		t.Errorf("a list from the future has %d", got)
	}
}

// BenchmarkSuggest asks a catalogue of 78,000 titles at every key of a query.
func BenchmarkSuggest(b *testing.B) {
	l := &Library{view: catalogueOf(78_000)}
	heap := func() float64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / (1 << 20)
	}
	before := heap()
	l.view.titles()
	kept := heap() - before
	for _, typed := range []string{"v", "về", "về q", "quy định về quản lý n", "nghị định 15", "12-nq", "quan ly tai nguyen rung", "zzz"} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				l.Suggest(typed, 8)
			}
		})
	}
	b.Run("listing", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			l.view.titlesOf()
		}
		b.ReportMetric(kept, "MB-kept")
	})
}

// BenchmarkRelated relates the directive's documents.
func BenchmarkRelated(b *testing.B) {
	l := open(b)
	for b.Loop() {
		if _, err := l.Related(directiveID, 6); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzSuggest(f *testing.F) {
	for _, s := range []string{"nghị định 15", "12-nq", "quan ly t", "\xff", "302020ndcp", "đ", "1 2 3 4 5 6 7 8 9 10 11 12 13"} {
		f.Add(s)
	}
	l := &Library{view: catalogueOf(300)}
	f.Fuzz(func(t *testing.T, typed string) {
		seen := map[string]bool{}
		for _, s := range l.Suggest(typed, 8) {
			if s.Kind != SuggestDocument {
				continue
			}
			if seen[s.Record.ID] {
				t.Errorf("%q: %s twice", typed, s.Record.ID)
			}
			seen[s.Record.ID] = true
		}
		if near := l.view.near(typed); len(near) > maxNear {
			t.Errorf("%q: %d near numbers", typed, len(near))
		}
	})
}

// catalogueOf makes a view of records with titles of a dozen words out of a few
// thousand, as often as words are in titles.
func catalogueOf(n int) *view {
	subjects := strings.Fields("quản lý tài nguyên rừng đất đai khoáng sản biển đảo giáo dục đào tạo y tế dân số lao động tiền lương bảo hiểm xã hội thuế hải quan kho bạc ngân sách đầu tư công xây dựng nhà ở giao thông vận tải thủy lợi nông nghiệp công thương điện lực viễn thông báo chí xuất bản văn hóa du lịch thể thao khoa học công nghệ sở hữu trí tuệ an ninh quốc phòng biên giới tư pháp thi hành án công chứng hộ tịch quốc tịch")
	types := []string{"Nghị định", "Thông tư", "Quyết định", "Nghị quyết", "Chỉ thị"}
	codes := []string{"NĐ-CP", "TT-BTC", "QĐ-TTg", "NQ/TW", "CT/TU"}
	v := &view{docs: map[string]*node{}}
	var records []*document.Record
	for i := range n {
		var title []string
		title = append(title, "về")
		for k := range 12 {
			title = append(title, subjects[(i*7+k*k*3+i/97*k)%len(subjects)])
		}
		title = append(title, fmt.Sprintf("từ%d", i%5000))
		num, err := document.ParseNumber(fmt.Sprintf("%d-%s", i%400+1, codes[i%5]))
		if err != nil {
			num = document.Number{Number: fmt.Sprint(i%400 + 1), Symbol: codes[i%5]}
		}
		d := &corpus.Document{Record: document.Record{
			ID: fmt.Sprintf("d-%d", i), Type: types[i%5], Number: num, Issuer: "Cơ quan số " + fmt.Sprint(i%300),
			Date: document.Date{Year: 1990 + i%36, Month: 1 + i%12, Day: 1 + i%28}, Title: strings.Join(title, " "),
		}}
		records = append(records, &d.Record)
		v.ids = append(v.ids, d.ID)
		v.docs[d.ID] = &node{Document: d}
	}
	v.knowledge = &knowledge{catalogue: resolve.New(records), references: resolve.NewReferences()}
	v.titles, v.numbers = sync.OnceValue(v.titlesOf), sync.OnceValue(v.numbersOf)
	return v
}

// A feed has what its search has, filters in the query's language included.
func TestRecentReadsTheLanguage(t *testing.T) {
	l := open(t)
	for _, query := range []string{"viện dẫn:51-NQ/TW", "loại:\"chỉ thị\" an ninh", "nghij quyeets"} {
		a, err := l.Search(context.Background(), Query{Text: query, PageSize: 100})
		if err != nil {
			t.Fatal(err)
		}
		hits, err := l.Recent(context.Background(), Query{Text: query}, 100)
		if err != nil {
			t.Fatal(err)
		}
		want, got := map[string]bool{}, map[string]bool{}
		for _, h := range append(a.Direct, a.Hits...) {
			want[h.Record.ID] = true
		}
		for _, h := range hits {
			got[h.Record.ID] = true
		}
		if len(want) == 0 || !maps.Equal(want, got) {
			t.Errorf("%s: the search has %v, the feed %v", query, want, got)
		}
	}
}
