package servertest

import (
	"fmt"
	"strings"
	"time"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// The ids of the sample's documents.
const (
	Directive  = "chi-thi-07-ct-tu-2024"    // text held, cites in every way
	Resolution = "nghi-quyet-31-nq-tw-2022" // record only
	Conclusion = "ket-luan-62-kl-tw-2023"   // record only
	Older      = "chi-thi-40-ct-tw-2014"    // record only, continued by Conclusion
	Decision   = "quyet-dinh-105-2023-qd-ttg"
	TwinA      = "nghi-quyet-88-nq-tw-2005"
	TwinB      = "nghi-quyet-88-nq-tw-2019" // replaced by Resolution
	Hostile    = "thong-tri-99-tt-tu-2024"  // full of markup
)

const directiveText = `Chỉ thị của Ban Thường vụ Tỉnh ủy về tăng cường bảo vệ rừng đầu nguồn
Ngày 05/9/2024, Ban Thường vụ Tỉnh ủy ban hành Chỉ thị số 07-CT/TU về tăng cường bảo vệ rừng đầu nguồn trên địa bàn tỉnh.
Thời gian qua, công tác giữ rừng ở các xã vùng cao đã có chuyển biến; độ che phủ được nâng lên, nhiều hộ sống được bằng nghề rừng. Tuy vậy, việc phát rẫy ở nơi giáp ranh chưa được ngăn chặn kịp thời.
Để thực hiện Nghị quyết số 31-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương về nông nghiệp, nông dân và nông thôn miền núi (Nghị quyết số 31-NQ/TW); Quyết định số 105/2023/QĐ-TTg, ngày 11/8/2023 của Thủ tướng Chính phủ về khoán bảo vệ rừng, Ban Thường vụ Tỉnh ủy yêu cầu:
Một là, các cấp ủy tổ chức quán triệt Kết luận số 62-KL/TW, ngày 08/02/2023 của Ban Bí thư tiếp tục thực hiện Chỉ thị số 40-CT/TW, ngày 22/11/2014 của Bộ Chính trị về quản lý rừng; Nghị quyết số 88-NQ/TW về kinh tế rừng; các văn bản của Ban Thường vụ Tỉnh ủy về quản lý đất rừng. Mỗi chi bộ thôn, bản chọn một việc cụ thể để làm ngay trong quý.
Hai là, Ban cán sự đảng Ủy ban nhân dân tỉnh lãnh đạo rà soát ranh giới ba loại rừng, thực hiện nghiêm Chỉ thị số 555-CT/TU và khoản 2 Điều 3 Quyết định số 105/2023/QĐ-TTg; khắc phục thiếu sót nêu tại Nghị quyết số l9-NQ/TU.
Ba là, Đảng ủy Kiểm lâm chủ trì theo dõi, đôn đốc, định kỳ báo cáo kết quả thực hiện. Người dân khi thấy khói hoặc lửa, dù ở rẫy của mình hay của người, cần báo ngay cho trạm gần nhất.
Chỉ thị này được phổ biến đến chi bộ.`

const decisionText = `Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quyết định này quy định việc khoán bảo vệ rừng cho hộ gia đình, nhóm hộ và cộng đồng dân cư.
Điều 2. Đối tượng áp dụng
1. Hộ gia đình, nhóm hộ cư trú tại xã có rừng.
2. Cơ quan, tổ chức có liên quan đến việc khoán:
a) ban quản lý rừng;
b) Ủy ban nhân dân cấp xã.
Chương II
KHOÁN BẢO VỆ RỪNG
Điều 3. Hạn mức khoán
1. Mỗi hộ nhận khoán không quá 30 héc-ta.
2. Nơi có ít hộ, hạn mức có thể tăng nhưng không quá một lần rưỡi mức nêu tại khoản 1 Điều này.`

const hostileText = `Thông tri <script>document.title="bị chèn"</script> & <img src=x onerror="document.title='bị chèn'">
Một là, các đơn vị xem Nghị quyết số 31-NQ/TW "><script>document.title="bị chèn"</script> và làm theo.`

// Sample is a library of eight documents.
func Sample() *Library {
	l := sample()
	l.Files = sampleFiles(l)
	return l
}

func sample() *Library {
	rec := func(id, typ, label, date, issuer, title string) *document.Record {
		n, err := document.ParseNumber(label)
		if err != nil {
			panic(err)
		}
		return &document.Record{ID: id, Type: typ, Number: n, Date: document.MustDate(date), Issuer: issuer, Title: title,
			Confidence: document.Medium, Provenance: []document.Provenance{{Source: "https://vi-du.example.vn/van-ban/" + id, Fields: []string{"number", "date", "title"}}}}
	}
	directive := rec(Directive, "Chỉ thị", "07-CT/TU", "2024-09-05", "Ban Thường vụ Tỉnh ủy Ví Dụ", "về tăng cường bảo vệ rừng đầu nguồn trên địa bàn tỉnh")
	directive.Scope, directive.Place, directive.Confidence = "phổ biến đến chi bộ", "Ví Dụ", document.High
	resolution := rec(Resolution, "Nghị quyết", "31-NQ/TW", "2022-06-16", "Ban Chấp hành Trung ương", "về nông nghiệp, nông dân và nông thôn miền núi")
	conclusion := rec(Conclusion, "Kết luận", "62-KL/TW", "2023-02-08", "Ban Bí thư", "tiếp tục thực hiện Chỉ thị số 40-CT/TW về quản lý rừng")
	older := rec(Older, "Chỉ thị", "40-CT/TW", "2014-11-22", "Bộ Chính trị", "về quản lý rừng")
	decision := rec(Decision, "Quyết định", "105/2023/QĐ-TTg", "2023-08-11", "Thủ tướng Chính phủ", "về khoán bảo vệ rừng")
	twinA := rec(TwinA, "Nghị quyết", "88-NQ/TW", "2005-07-20", "Bộ Chính trị", "về kinh tế trang trại")
	twinB := rec(TwinB, "Nghị quyết", "88-NQ/TW", "2019-09-05", "Bộ Chính trị", "")
	twinB.Description = "chủ trương về kinh tế rừng"
	twinB.Confidence = document.Low
	hostile := rec(Hostile, "Thông tri", "99-TT/TU", "2024-01-01", `Ban <b>"Dân vận"</b>`, `<script>document.title="bị chèn"</script> tiêu đề`)
	hostile.Provenance = []document.Provenance{{Source: "javascript:alert(1)"}, {Source: `https://vi-du.example.vn/"><script>`}}

	unknown := library.State{Status: library.StatusUnknown}
	stated := func(kind document.RelationKind, target string) *document.Relation {
		return &document.Relation{Kind: kind, Target: target, Source: "https://bao.example.vn/tin/rung", Confidence: document.Medium, Note: "nguồn chỉ nói thay thế, không nêu ngày"}
	}
	ongoing := library.State{Status: library.StatusOngoing, By: []library.Link{{Kind: document.Continues, Record: conclusion, State: unknown, Stated: stated(document.Continues, Older)}}}
	replaced := library.State{Status: library.StatusReplaced, By: []library.Link{{Kind: document.Replaces, Record: resolution, State: unknown, Stated: stated(document.Replaces, TwinB)}}}
	entry := func(r *document.Record, st library.State, held bool) library.Entry {
		return library.Entry{Record: r, State: st, TextHeld: held}
	}
	byID := map[string]*library.Document{}
	var docs []*library.Document
	for _, e := range []library.Entry{
		entry(directive, unknown, true), entry(resolution, unknown, false), entry(conclusion, unknown, false), entry(older, ongoing, false),
		entry(decision, unknown, true), entry(twinA, unknown, false), entry(twinB, replaced, false), entry(hostile, unknown, true),
	} {
		d := &library.Document{Entry: e}
		byID[e.Record.ID] = d
		docs = append(docs, d)
	}
	byID[Decision].Text, byID[Decision].Structure = decisionText, document.Divide(decisionText)
	byID[Directive].Text, byID[Directive].Structure = directiveText, document.Divide(directiveText)
	byID[Hostile].Text, byID[Hostile].Structure = hostileText, document.Divide(hostileText)

	c := citer{doc: byID[Directive], all: byID}
	c.add("Chỉ thị của Ban Thường vụ Tỉnh ủy", 1, ref{kind: citation.Self, to: Directive, identity: true})
	c.add("Chỉ thị số 07-CT/TU", 1, ref{kind: citation.Full, to: Directive, identity: true})
	c.add("Nghị quyết số 31-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương", 1, ref{kind: citation.Full, to: Resolution, title: "nông nghiệp, nông dân và nông thôn miền núi"})
	c.add("Nghị quyết số 31-NQ/TW)", 1, ref{kind: citation.Full, to: Resolution, trim: 1, aliasOf: 2})
	c.add("Quyết định số 105/2023/QĐ-TTg, ngày 11/8/2023 của Thủ tướng Chính phủ", 1, ref{kind: citation.Full, to: Decision, title: "khoán bảo vệ rừng"})
	c.add("Kết luận số 62-KL/TW, ngày 08/02/2023 của Ban Bí thư", 1, ref{kind: citation.Full, to: Conclusion,
		title: "tiếp tục thực hiện Chỉ thị số 40-CT/TW, ngày 22/11/2014 của Bộ Chính trị về quản lý rừng"})
	c.add("Chỉ thị số 40-CT/TW, ngày 22/11/2014 của Bộ Chính trị", 1, ref{kind: citation.Full, to: Older, title: "quản lý rừng", parent: 5})
	c.add("Nghị quyết số 88-NQ/TW", 1, ref{kind: citation.Full, outcome: resolve.Ambiguous, candidates: []string{TwinB, TwinA}, title: "kinh tế rừng"})
	c.add("các văn bản của Ban Thường vụ Tỉnh ủy", 1, ref{kind: citation.Vague, outcome: resolve.Vague, title: "quản lý đất rừng"})
	c.add("Chỉ thị số 555-CT/TU", 1, ref{kind: citation.Full, outcome: resolve.Unknown, number: "555-CT/TU"})
	c.add("khoản 2 Điều 3 Quyết định số 105/2023/QĐ-TTg", 1, ref{kind: citation.Full, to: Decision, anchor: "dieu-3-khoan-2"})
	c.add("Nghị quyết số l9-NQ/TU", 1, ref{kind: citation.Full, outcome: resolve.Malformed, repair: "19-NQ/TU"})
	c.add("Chỉ thị này", 1, ref{kind: citation.Self, to: Directive})

	h := citer{doc: byID[Hostile], all: byID}
	h.add("Nghị quyết số 31-NQ/TW", 1, ref{kind: citation.Full, to: Resolution})

	link(docs)
	byID[Conclusion].Acting = []library.Link{{Kind: document.Continues, Record: older, State: ongoing, Stated: stated(document.Continues, Older)}}
	byID[Older].Passive = ongoing.By
	// A line of three, told by a page and by a text of the library.
	chain := []library.Step{
		{Entry: byID[Older].Entry},
		{Entry: byID[Resolution].Entry, Links: []library.ChainLink{{Kind: document.Amends, To: older, Source: Directive}}},
		{Entry: byID[Conclusion].Entry, Links: []library.ChainLink{{Kind: document.Continues, To: older, Source: "https://bao.example.vn/tin/rung"}}},
	}
	for _, id := range []string{Older, Resolution, Conclusion} {
		byID[id].Chain = chain
	}
	byID[TwinB].Passive = replaced.By
	byID[TwinA].SameNumber = []library.Entry{byID[TwinB].Entry}
	byID[TwinB].SameNumber = []library.Entry{byID[TwinA].Entry}
	for i, d := range docs { // the first of them came last
		d.Changed = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC).Add(-time.Duration(i) * 24 * time.Hour)
	}
	return &Library{Docs: docs}
}

// ref is what the sample says of a citation.
type ref struct {
	kind       citation.Kind
	outcome    resolve.Outcome // Resolved when empty
	to, anchor string
	title      string // after " về " or directly
	trim       int    // bytes of the quote to leave off at its end
	aliasOf    int
	parent     int
	identity   bool
	candidates []string
	number     string
	repair     string
}

type citer struct {
	doc *library.Document
	all map[string]*library.Document
}

// add puts a citation at the nth occurrence of quote.
func (c *citer) add(quote string, nth int, r ref) {
	d := c.doc
	start, from := -1, 0
	for range nth {
		i := strings.Index(d.Text[from:], quote)
		if i < 0 {
			panic(fmt.Sprintf("servertest: %q is not in the text", quote))
		}
		start = from + i
		from = start + len(quote)
	}
	end := start + len(quote) - r.trim
	out := library.Reference{Citation: citation.Citation{Start: start, End: end, Lead: start, Kind: r.kind, AliasOf: -1, Parent: -1, Identity: r.identity, Confidence: 1}}
	if r.aliasOf > 0 {
		out.AliasOf = r.aliasOf
	}
	if r.parent > 0 {
		out.Parent = r.parent
	}
	if r.number != "" {
		out.Number, _ = document.ParseNumber(r.number)
	}
	if r.title != "" {
		if i := strings.Index(d.Text[end:], r.title); i >= 0 {
			out.Title, out.TitleStart, out.TitleEnd = r.title, end+i, end+i+len(r.title)
		}
	}
	out.Resolution = resolve.Resolution{Outcome: r.outcome, Document: r.to, Anchor: r.anchor, Antecedent: -1, Rule: "sample", Confidence: 1, Repair: r.repair}
	if r.outcome == "" {
		out.Resolution.Outcome = resolve.Resolved
		t := c.all[r.to]
		out.Target, out.TargetHeld, out.TargetState = t.Record, t.TextHeld, t.State
		if p := t.Structure; r.anchor != "" && p != nil && p.ByAnchor(r.anchor) != nil {
			out.Clause = t.Text[p.ByAnchor(r.anchor).Start:p.ByAnchor(r.anchor).End]
		}
		out.Resolution.Why = []string{"Loại và số, ký hiệu trùng với " + t.Record.Name() + ".", "Ngày ban hành " + t.Record.Date.Vietnamese() + " không trái với chỗ viện dẫn."}
	}
	for _, id := range r.candidates {
		out.Resolution.Candidates = append(out.Resolution.Candidates, resolve.Candidate{Document: id, Score: .5, Why: "cùng số, ký hiệu; chỗ viện dẫn không ghi ngày"})
	}
	out.Provision, out.Nth = d.Structure.At(start), 1
	for _, r := range d.References {
		if d.Text[r.Start:r.End] == d.Text[start:end] {
			out.Nth++
		}
	}
	d.References = append(d.References, out)
}

// link derives who cites whom from the references.
func link(docs []*library.Document) {
	for _, d := range docs {
		at := map[string]int{}
		for i, r := range d.References {
			if r.Target == nil || r.Target.ID == d.Record.ID {
				continue
			}
			k, ok := at[r.Target.ID]
			if !ok {
				k = len(d.Cited)
				at[r.Target.ID] = k
				d.Cited = append(d.Cited, library.Link{Kind: document.Cites, Record: r.Target, TextHeld: r.TargetHeld, State: r.TargetState})
			}
			p := library.Place{Quote: d.Text[r.Start:r.End], Citation: i, Before: before(d.Text, r.Start), After: after(d.Text, r.End), Target: r.Resolution.Anchor}
			if r.Provision != nil {
				p.Anchor, p.Label = r.Provision.Anchor, r.Provision.Label
			}
			d.Cited[k].Places = append(d.Cited[k].Places, p)
		}
	}
	for _, d := range docs {
		for _, other := range docs {
			for _, l := range other.Cited {
				if l.Record.ID == d.Record.ID {
					d.CitedAt = append(d.CitedAt, library.Link{Kind: document.Cites, Record: other.Record, TextHeld: other.TextHeld, State: other.State, Places: l.Places})
				}
			}
		}
		d.Entry.Cites, d.Entry.CitedBy = len(d.Cited), len(d.CitedAt)
	}
}

func before(text string, at int) string {
	words := strings.Fields(text[strings.LastIndexByte(text[:at], '\n')+1 : at])
	if len(words) > 8 {
		words = append([]string{"…"}, words[len(words)-8:]...)
	}
	return strings.Join(words, " ") + " "
}

func after(text string, at int) string {
	line, _, _ := strings.Cut(text[at:], "\n")
	words := strings.Fields(line)
	if len(words) > 8 {
		words = append(words[:8:8], "…")
	}
	return " " + strings.Join(words, " ")
}
