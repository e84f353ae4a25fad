package library

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestFilters: what filters let through in the default collection, and what is
// said of them.
func TestFilters(t *testing.T) {
	l := open(t)
	ask := func(text string) Answer {
		t.Helper()
		a, err := l.Search(context.Background(), Query{Text: text, PageSize: 100})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, tt := range []struct {
		text   string
		passes func(Hit) bool
		least  int
		note   string
	}{
		{"loại:nq an ninh", func(h Hit) bool { return h.Record.Type == "Nghị quyết" }, 3, ""},
		{"loai:qd", func(h Hit) bool { return strings.HasPrefix(h.Record.Type, "Qu") }, 20, ""},
		{"-loại:luật năm:2018", func(h Hit) bool { return h.Record.Type != "Luật" && h.Record.Date.Year == 2018 }, 5, ""},
		{"cơ quan:bct", func(h Hit) bool { return strings.HasPrefix(h.Record.Issuer, "Bộ Chính trị") }, 20, ""},
		{"cơ quan:quốc hội", func(h Hit) bool { return strings.HasPrefix(h.Record.Issuer, "Quốc hội") }, 10, ""},
		{"cơ quan:ủy ban nhân dân", func(h Hit) bool {
			return strings.HasPrefix(h.Record.Issuer, "UBND") || strings.HasPrefix(h.Record.Issuer, "Ủy ban nhân dân")
		}, 1, ""},
		{"cơ quan:phú thọ", func(h Hit) bool { return strings.Contains(h.Record.Issuer, "Phú Thọ") }, 3, ""},
		{"trạng thái:được thay thế", func(h Hit) bool { return h.State.Status == StatusReplaced }, 1, ""},
		{"trạng thái:hết hiệu lực", func(h Hit) bool { return h.State.Status == StatusReplaced || h.State.Status == StatusRepealed }, 1, ""},
		{"trạng thái:còn hiệu lực", func(h Hit) bool { return h.State.Status != StatusUnknown && h.State.Status != StatusReplaced }, 1, "chưa rõ hiệu lực không tính"},
		{"toàn văn:có", func(h Hit) bool { return h.TextHeld }, 1, ""},
		{"viện dẫn:kết luận 15 ban bí thư", func(h Hit) bool { return h.Record.ID == directiveID }, 1, ""},
		{"viện dẫn:12-NQ/TW", func(h Hit) bool { return h.Record.ID == directiveID }, 1, "là 3 văn bản"},
		{"12-NQ/TW năm:2017", func(h Hit) bool { return h.Record.Date.Year == 2017 }, 1, ""},
		{"tiêu đề:(thể thức văn bản)", func(h Hit) bool { return strings.Contains(h.Record.Title, "thể thức") }, 4, ""},
	} {
		a := ask(tt.text)
		if len(a.Direct) > 0 || len(a.Hits) < tt.least {
			t.Errorf("%q: %d named, %d hits; %s", tt.text, len(a.Direct), len(a.Hits), a.Reading)
		}
		for _, h := range a.Hits {
			if !tt.passes(h) {
				t.Errorf("%q lets %s through", tt.text, h.Record.ID)
			}
		}
		said := slices.ContainsFunc(a.Notes, func(n Note) bool { return strings.Contains(n.Text, tt.note) })
		if tt.note != "" && !said || tt.note == "" && len(a.Notes) > 0 {
			t.Errorf("%q: notes %+v", tt.text, a.Notes)
		}
	}
	for _, tt := range []struct{ text, note string }{
		{"loại:thông tư an ninh", "không có loại nào là “thông tư”"},
		{`cơ quan:"sở nội vụ"`, "không có cơ quan nào là “sở nội vụ”"},
		{"viện dẫn:999-NQ/TW", "không có văn bản “999-NQ/TW”"},
	} {
		a := ask(tt.text)
		if a.Total != 0 || len(a.Notes) != 1 || !strings.Contains(a.Notes[0].Text, tt.note) || a.Notes[0].Start != 0 {
			t.Errorf("%q: %d documents, notes %+v", tt.text, a.Total, a.Notes)
		}
	}
	// A heading copied from a paper is no filter.
	if a := ask("Số: 23-CT/TU"); !a.DirectOnly || len(a.Typed) != 0 {
		t.Errorf("%+v", a)
	}
	// Each alternative may name its documents.
	a := ask("nghị quyết 51 năm 2019 | chỉ thị 46 năm 2015 | 23-CT/TU")
	first := []string{}
	for _, h := range a.Hits[:min(3, len(a.Hits))] {
		first = append(first, h.Record.ID)
	}
	if slices.Sort(first); strings.Join(first, " ") != "chi-thi-23-ct-tu-phu-tho-2023 chi-thi-46-ct-tw-2015 nghi-quyet-51-nq-tw-2019" {
		t.Errorf("first %q", first)
	}
	// What the words name goes first among what the filters leave.
	if a := ask("nghị quyết 51 an ninh loại:nghị quyết năm:2000.."); len(a.Hits) == 0 || a.Hits[0].Record.ID != "nghi-quyet-51-nq-tw-2019" {
		t.Errorf("%+v", a.Hits)
	}
}

// TestStandingDecides: of two documents with one title the one in force goes
// before the one that it took the place of.
func TestStandingDecides(t *testing.T) {
	l := open(t)
	a, err := l.Search(context.Background(), Query{Text: "thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng", Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, h := range a.Hits {
		at[h.Record.ID] = i
	}
	in, out := at["quy-dinh-399-qd-tw-2026"], at["quy-dinh-66-qd-tw-2017"]
	if len(a.Hits) < 2 || in >= out {
		t.Errorf("399-QĐ/TW at %d, 66-QĐ/TW at %d", in, out)
	}
	if x := a.Hits[0].Explanation; x == nil || len(x.Features) == 0 {
		t.Errorf("no explanation: %+v", x)
	}
}
