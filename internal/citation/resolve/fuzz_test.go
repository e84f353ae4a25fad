package resolve

import (
	"testing"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// FuzzResolve gives the resolver any citations: found in any text, and then with
// offsets, indexes, numbers and words spoilt.
func FuzzResolve(f *testing.F) {
	f.Add("Nghị quyết số 12-NQ/TW, ngày 16/3/2022 của Bộ Chính trị (Nghị quyết 12); khoản 2 Điều này; Chỉ thị này", []byte{1, 2, 3})
	f.Add(decree, []byte{255, 0, 7, 9, 200, 13})
	f.Add("Nghị quyết Trung ương 8 khóa XIII, Luật Đất đai năm 2013 (sau đây gọi là Luật Đất đai), mục II.3 Kết luận số 44-KL/TW", []byte("ÁĐ\xff"))
	held := document.Divide(decree)
	c := New(library(), WithStructures(func(string) *document.Structure { return held }))
	f.Fuzz(func(t *testing.T, text string, noise []byte) {
		if len(text) > 1<<14 {
			return
		}
		cites := citation.Find(text)
		check(t, c, text, cites)
		for i := range cites {
			if len(noise) == 0 {
				break
			}
			b := int(noise[i%len(noise)])
			x := &cites[i]
			switch b % 12 {
			case 0:
				x.Start, x.End = -b, len(text)+b
			case 1:
				x.AliasOf, x.Parent = b, i+1
			case 2:
				x.Number.Number = string(noise)
			case 3:
				x.Symbol = string(noise)
			case 4:
				x.Issuer = string(noise)
			case 5:
				x.Type = string(noise)
			case 6:
				x.Kind = []citation.Kind{citation.Short, citation.Named, citation.Plenum, citation.Anaphora, citation.Self, "?"}[b%6]
			case 7:
				x.Provision = []document.Step{{Unit: string(noise), Label: "này"}, {}, {Unit: "mục", Label: "II."}, {Unit: "khoản", Label: "1"}}
			case 8:
				x.Date = document.Date{Year: b, Month: b % 20, Day: b % 40}
			case 9:
				x.Repair, x.Name = string(noise), string(noise)
			case 10:
				x.AliasDef = string(noise)
			case 11:
				x.Start, x.End = x.End, x.Start
			}
		}
		check(t, c, text, cites)
	})
}

func check(t *testing.T, c *Catalogue, text string, cites []citation.Citation) {
	t.Helper()
	self := c.Record("ct23-phutho")
	for _, doc := range []Citing{
		{Text: text},
		{Text: text, Record: self, Structure: document.Divide(text), Explain: true,
			Corrections: []document.Correction{{Field: "citation", Quote: text, Target: "nd30"}}},
	} {
		res := c.Resolve(doc, cites)
		if len(res) != len(cites) {
			t.Fatalf("%d resolutions of %d citations", len(res), len(cites))
		}
		for i, r := range res {
			if r.Outcome == "" || r.Rule == "" || r.Antecedent < -1 || r.Antecedent >= len(cites) || r.Confidence < 0 || r.Confidence > 1 {
				t.Fatalf("citation %d %+v: %+v", i, cites[i], r)
			}
			if (r.Outcome == Resolved) && c.Record(r.Document) == nil {
				t.Fatalf("citation %d resolved to %q", i, r.Document)
			}
			if (r.Outcome == Ambiguous) != (len(r.Candidates) > 0) && r.Outcome != Malformed {
				t.Fatalf("citation %d: %s with %d candidates", i, r.Outcome, len(r.Candidates))
			}
			if r.Outcome == Resolved && doc.Record != nil && !r.unsaidDate(c, doc.Record) {
				t.Fatalf("citation %d resolved to the later %s", i, r.Document)
			}
		}
		x := NewReferences()
		x.Set("x", doc, cites, res)
		g := Graph{Catalogue: c, References: x}
		g.Cites("x")
		g.Missing()
		g.Chain("x")
		for i := range cites {
			RecordFrom(cites[i])
		}
	}
}

// unsaidDate reports that the document is not certainly later than the citing.
func (r *Resolution) unsaidDate(c *Catalogue, citing *document.Record) bool {
	return r.Rule == "correction" || !citing.Date.Before(c.Record(r.Document).Date)
}
