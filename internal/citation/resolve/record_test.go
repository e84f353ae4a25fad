package resolve

import (
	"testing"

	"tracuu/internal/citation"
)

func TestRecordFrom(t *testing.T) {
	for _, r := range []struct{ text, id, term, plenum, title string }{
		{"Nghị quyết số 12-NQ/TW, ngày 16/3/2022 của Bộ Chính trị khóa XIII.", "nghi-quyet-12-nq-tw-2022", "XIII", "", ""},
		{"Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.", "nghi-dinh-30-2020-nd-cp", "", "", "công tác văn thư"},
		{"Nghị quyết số 86-NQ/TU, ngày 15/3/2023 của Ban Thường vụ Tỉnh ủy Lào Cai.", "nghi-quyet-86-nq-tu-2023-lao-cai", "", "", ""},
		{"Luật Đất đai năm 2013 quy định.", "luat-dat-dai-2013", "", "", "Luật Đất đai"},
		{"Nghị quyết số 44-NQ/TW, ngày 24/11/2023 của Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII.", "nghi-quyet-44-nq-tw-2023", "XIII", "Hội nghị lần thứ 8", ""},
	} {
		cites := citation.Find(r.text)
		if len(cites) == 0 {
			t.Errorf("%q: no citation", r.text)
			continue
		}
		got := RecordFrom(cites[0])
		if got.ID != r.id || got.Term != r.term || got.Plenum != r.plenum || got.Title != r.title {
			t.Errorf("%q: %+v", r.text, got)
		}
		// What was made of a citation is what the citation resolves to.
		c := New(nil)
		c.Add(&got)
		res := c.Resolve(Citing{Text: r.text}, cites)
		if res[0].Document != got.ID && res[0].Outcome != Ambiguous {
			t.Errorf("%q: %+v", r.text, res[0])
		}
	}
	// A date that contradicts the number is not recorded.
	if got := RecordFrom(citation.Find("Luật số 24/2018/QH14 ngày 12/6/2016 của Quốc hội.")[0]); !got.Date.IsZero() {
		t.Errorf("date %s", got.Date)
	}
	if got := RecordFrom(citation.Citation{Kind: citation.Vague}); got.ID != "" {
		t.Errorf("a vague reference made %q", got.ID)
	}
}
