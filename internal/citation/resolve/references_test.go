package resolve

import (
	"slices"
	"strings"
	"testing"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// shelf is a library of texts for the tests: it resolves again exactly what
// References names.
type shelf struct {
	c       *Catalogue
	x       *References
	records map[string]*document.Record
	texts   map[string]string
	again   []string // what was resolved again last
}

func newShelf(records ...*document.Record) *shelf {
	s := &shelf{c: New(records), x: NewReferences(), records: map[string]*document.Record{}, texts: map[string]string{}}
	for _, r := range records {
		s.records[r.ID] = r
	}
	return s
}

func (s *shelf) resolve(id string) {
	f := citation.Finder{Titles: s.c.Titles}
	if r := s.records[id]; r != nil {
		f.Self = *r
	}
	cites := f.Find(s.texts[id])
	doc := Citing{Record: s.records[id], Text: s.texts[id], Structure: document.Divide(s.texts[id])}
	s.x.Set(id, doc, cites, s.c.Resolve(doc, cites))
}

func (s *shelf) put(r *document.Record, text string) {
	s.records[r.ID] = r
	if text != "" {
		s.texts[r.ID] = text
		s.resolve(r.ID) // so that it is known to cite
	}
	s.changed(s.c.Replace(r))
}

func (s *shelf) changed(ch Change) {
	s.again = s.x.Affected(ch)
	for _, id := range s.again {
		s.resolve(id)
	}
}

func (s *shelf) to(id string) []string {
	var out []string
	for _, r := range s.x.Of(id) {
		to := r.To
		if to == "" {
			to = string(r.Outcome)
		}
		out = append(out, to)
	}
	return out
}

func TestAffected(t *testing.T) {
	s := newShelf()
	kh := func(id, date string) *document.Record {
		return rec(id, "Kế hoạch", strings.TrimPrefix(id, "kh")+"-KH/TU", date, "Ban Thường vụ Tỉnh ủy Phú Thọ", "")
	}
	s.put(kh("kh1", "2023-01-10"), "Thực hiện Nghị quyết số 30-NQ/TW, ngày 10/10/2022 của Bộ Chính trị.")
	s.put(kh("kh2", "2023-02-10"), "Thực hiện Nghị quyết số 030 - NQ/TƯ, ngày 10/10/2022. Nghị quyết 30 nêu rõ như vậy.")
	s.put(kh("kh3", "2023-03-10"), "Thực hiện Nghị quyết số 31-NQ/TW, ngày 05/11/2022 của Bộ Chính trị.")
	s.put(kh("kh4", "2023-04-10"), "Theo Luật Thủ đô năm 2012 và Nghị định số 30/2020/ND-CP.")
	if got := s.to("kh1"); !slices.Equal(got, []string{"unknown"}) {
		t.Fatalf("before: %v", got)
	}

	// A record of what was unknown: only its two citers are resolved again.
	s.put(rec("nq30", "Nghị quyết", "30-NQ/TW", "2022-10-10", "Bộ Chính trị (khóa XIII)", ""), "")
	if !slices.Equal(s.again, []string{"kh1", "kh2"}) {
		t.Errorf("after the record: %v resolved again", s.again)
	}
	if got := s.to("kh1"); !slices.Equal(got, []string{"nq30"}) {
		t.Errorf("kh1: %v", got)
	}
	if got := s.to("kh2"); !slices.Equal(got, []string{"nq30", "nq30"}) {
		t.Errorf("kh2: %v", got)
	}

	// By name, and by a number that was written without its marks.
	s.put(rec("luat-td", "Luật", "25/2012/QH13", "2012-11-21", "Quốc hội", "Luật Thủ đô"), "")
	if !slices.Equal(s.again, []string{"kh4"}) {
		t.Errorf("after the law: %v resolved again", s.again)
	}
	s.put(rec("nd30", "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", ""), "")
	if got := s.to("kh4"); !slices.Equal(got, []string{"luat-td", "malformed"}) {
		t.Errorf("kh4: %v", got)
	}

	// The record's date was wrong: its citers lose it; the number it gains counts too.
	moved := rec("nq30", "Nghị quyết", "31-NQ/TW", "2022-11-05", "Bộ Chính trị (khóa XIII)", "")
	s.put(moved, "")
	if !slices.Equal(s.again, []string{"kh1", "kh2", "kh3"}) {
		t.Errorf("after the change: %v resolved again", s.again)
	}
	if got := s.to("kh3"); !slices.Equal(got, []string{"nq30"}) {
		t.Errorf("kh3: %v", got)
	}
	if got := s.to("kh1"); !slices.Equal(got, []string{"unknown"}) {
		t.Errorf("kh1: %v", got)
	}

	s.changed(s.c.Remove("nq30"))
	if got := s.to("kh3"); !slices.Equal(got, []string{"unknown"}) || !slices.Equal(s.again, []string{"kh3"}) {
		t.Errorf("after removal kh3: %v, resolved again %v", got, s.again)
	}
	if s.c.Len() != 6 || s.c.LookUp("31-nq/tw") != nil {
		t.Errorf("%d records, %v", s.c.Len(), s.c.LookUp("31-nq/tw"))
	}
	s.x.Remove("kh4")
	if len(s.x.To("luat-td")) != 0 {
		t.Error("kh4 still cites")
	}
}

// A library that changes in many ways answers as one built at once.
func TestChangesEqualRebuild(t *testing.T) {
	records := library()
	c := New(records)
	for i, r := range records {
		if i%3 == 0 {
			c.Remove(r.ID)
		}
		if i%3 == 1 {
			other := *r
			other.Date, other.Title = document.Date{Year: 1999}, "về việc khác"
			c.Replace(&other)
		}
	}
	for i := len(records) - 1; i >= 0; i-- {
		c.Replace(records[i])
	}
	fresh := New(records)
	for _, s := range []string{
		"Nghị quyết số 12-NQ/TW, ngày 16/3/2022; Nghị quyết số 28-NQ/TW; Luật Đất đai; Nghị định 30/2020; Nghị quyết 51; Thông tư 64/2017.",
		"Nghị quyết Trung ương 6 khóa XII; Văn bản hợp nhất số 09/VBHN-BQP; Nghị quyết số 86-NQ/TU.",
	} {
		_, a := c.text(phuTho2023, s)
		_, b := fresh.text(phuTho2023, s)
		for i := range a {
			if a[i].Outcome != b[i].Outcome || a[i].Document != b[i].Document || len(a[i].Candidates) != len(b[i].Candidates) {
				t.Errorf("%q %d: %+v and %+v", s, i, a[i], b[i])
			}
		}
	}
	if len(c.byKey) != len(fresh.byKey) || len(c.plain) != len(fresh.plain) || len(c.series) != len(fresh.series) || c.Len() != fresh.Len() {
		t.Error("the indexes differ in size")
	}
}

func TestGraph(t *testing.T) {
	s := newShelf(
		rec("ct06", "Chỉ thị", "06-CT/TW", "2006-11-07", "Bộ Chính trị (khóa X)", ""),
		rec("ct03", "Chỉ thị", "03-CT/TW", "2011-05-14", "Bộ Chính trị (khóa XI)", ""),
		rec("ct05", "Chỉ thị", "05-CT/TW", "2016-05-15", "Bộ Chính trị (khóa XII)", ""),
	)
	kl := rec("kl01", "Kết luận", "01-KL/TW", "2021-05-18", "Bộ Chính trị (khóa XIII)", "về tiếp tục thực hiện Chỉ thị số 05-CT/TW")
	kl.Relations = []document.Relation{{Kind: document.Continues, Target: "ct05", Source: "trang công khai"}}
	s.put(kl, "Tiếp tục thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị. Chỉ thị số 05-CT/TW và Nghị định số 99/2019/NĐ-CP đã rõ.")
	c03 := rec("ct03", "Chỉ thị", "03-CT/TW", "2011-05-14", "Bộ Chính trị (khóa XI)", "")
	c03.Relations = []document.Relation{{Kind: document.Continues, Target: "ct06", Source: "trang công khai"}}
	s.put(c03, "")
	c05 := rec("ct05", "Chỉ thị", "05-CT/TW", "2016-05-15", "Bộ Chính trị (khóa XII)", "")
	c05.Relations = []document.Relation{{Kind: document.Replaces, Target: "ct03", Source: "trang công khai"}}
	s.put(c05, "")
	g := Graph{Catalogue: s.c, References: s.x, HasText: func(id string) bool { return id == "kl01" }}

	var chain []string
	for _, l := range g.Chain("ct03") {
		chain = append(chain, l.From+">"+l.To)
	}
	if want := []string{"ct03>ct06", "ct05>ct03", "kl01>ct05"}; !slices.Equal(chain, want) {
		t.Errorf("chain %v, want %v", chain, want)
	}
	cites := g.Cites("kl01")
	if len(cites) != 1 || cites[0].To != "ct05" || cites[0].Count != 2 || len(cites[0].Stated) != 1 || !slices.Contains(cites[0].Relations, document.Continues) {
		t.Errorf("cites %+v", cites)
	}
	if by := g.CitedBy("ct05"); len(by) != 1 || by[0].From != "kl01" || by[0].Count != 2 {
		t.Errorf("cited by %+v", by)
	}
	missing := g.Missing()
	if len(missing) != 2 || missing[0].Document != "ct05" || missing[0].Count != 2 || missing[1].Document != "" || missing[1].Label != "Nghị định 99/2019/NĐ-CP" {
		t.Errorf("missing %+v", missing)
	}
}
