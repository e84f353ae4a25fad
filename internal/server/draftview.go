package server

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tracuu/internal/check"
	"tracuu/internal/library"
)

// draftResult is a report as the page shows it.
type draftResult struct {
	File     string // "" for pasted text
	Clean    bool   // nothing to mend and nothing to look at
	Headline string
	Summary  []string
	Notes    []string // about the file
	Groups   []findingGroup
	Left     []uncheckedView
	Blocks   []block
	Cited    []cited
	Loose    []loose
	Repairs  []repairView
	Fixed    string // the draft with the chosen repairs made
	Word     *wordLink
}

// wordLink is a Word file that the page itself carries.
type wordLink struct {
	Name, Words string
	URL         template.URL
}

type findingGroup struct {
	ID, Heading, Class string
	Items              []findingView
}

// findingView is a finding with its number, by which draft and list point at
// each other: "nx-3" in the list, "bt-3" in the draft.
type findingView struct {
	N               int
	Kind            string
	Place           string // the provision of the draft it stands in
	Around, Found   string // what the draft writes, with words before it where it is short
	Message         string
	Label, Expected string // what is offered in its place, and as what
	Diff            []diffWords
	Source          *source
	Grade           string
	Document        *entry
}

type diffWords struct {
	Text           string
	Added, Missing bool // only in the draft; only in the library
}

type uncheckedView struct {
	Reason string
	Places []anchorLabel
	More   int
}

type repairView struct {
	Value         string
	N             int
	Before, After string
	Around        string // words before it in the draft
	Chosen        bool
}

var kindWords = map[check.Kind]string{
	check.Existence: "Văn bản", check.Number: "Số", check.Type: "Loại văn bản", check.Symbol: "Ký hiệu", check.DateOfIssue: "Ngày ban hành",
	check.Term: "Khóa", check.Issuer: "Cơ quan ban hành", check.Title: "Trích yếu", check.Order: "Thứ tự số", check.Future: "Thời điểm",
	check.Pinpoint: "Điều, khoản", check.Quote: "Câu trích", check.State: "Hiệu lực", check.Form: "Cách viện dẫn",
	check.Consistency: "Thống nhất trong bản thảo", check.Ambiguous: "Chưa rõ văn bản nào",
}

// expectedWords say as what the expected words of a finding are shown, where they
// cannot be put in place as they stand.
var expectedWords = map[check.Kind]string{
	check.State: "Văn bản mới", check.Form: "Nên ghi", check.Consistency: "Chỗ trước ghi",
}

var severityGroups = []struct {
	severity           check.Severity
	id, heading, class string
}{
	{check.Error, "can-sua", "Cần sửa", "e"},
	{check.Warning, "nen-xem", "Nên xem", "w"},
	{check.Info, "de-biet", "Để biết", "i"},
}

// maxShown bounds the findings and the repairs of a page: beyond it nobody reads
// on, and the browser takes long.
const maxShown = 2000

func (s *Server) makeDraftResult(d *library.Document, r *check.Report, form *draftForm) *draftResult {
	out := &draftResult{Clean: r.Count(check.Error)+r.Count(check.Warning) == 0}
	known := map[string]*library.Entry{}
	lookup := func(id string) *library.Entry {
		if _, ok := known[id]; !ok {
			known[id] = nil
			if other, err := s.lib.Entry(id); err == nil {
				known[id] = &other
			}
		}
		return known[id]
	}
	out.Headline, out.Summary = draftSummary(d, r)
	view := viewReferences(d, lookup, false)
	out.Cited, out.Loose = view.cited, view.loose

	var marks []textMark
	diffed := map[int]bool{}
	shown := 0
	for _, g := range severityGroups {
		group := findingGroup{ID: g.id, Heading: g.heading, Class: g.class}
		for i := range r.Findings {
			if f := &r.Findings[i]; f.Severity == g.severity && shown < maxShown {
				shown++
				group.Items = append(group.Items, s.makeFinding(d, f, i+1, lookup, diffed))
				marks = append(marks, textMark{start: f.Start, end: f.End, n: i + 1, class: g.class})
			}
		}
		if len(group.Items) > 0 {
			out.Groups = append(out.Groups, group)
		}
	}
	if n := len(r.Findings); shown < n {
		out.Notes = append(out.Notes, "Chỉ nêu "+thousands(shown)+" nhận xét, các chỗ cần sửa trước; còn "+thousands(n-shown)+" nhận xét nữa. Hãy sửa rồi kiểm tra lại, hoặc tách bản thảo thành từng phần.")
	}
	w := newTextWriter(d, view.links, nil)
	w.pieces = overlay(w.text, w.pieces, marks)
	out.Blocks = w.blocks(d.Structure)
	out.Left = uncheckedViews(d, r, view.links)
	out.repair(d.Text, r, form)
	return out
}

// draftSummary says in words what was checked, by what, and what came of it.
func draftSummary(d *library.Document, r *check.Report) (headline string, lines []string) {
	errors, warnings, infos := r.Count(check.Error), r.Count(check.Warning), r.Count(check.Info)
	var parts []string
	for _, p := range []struct {
		n     int
		words string
	}{{errors, " chỗ cần sửa"}, {warnings, " chỗ nên xem"}, {infos, " điều để biết"}} {
		if p.n > 0 {
			parts = append(parts, thousands(p.n)+p.words)
		}
	}
	switch {
	case r.Citations == 0:
		headline = "Không có viện dẫn nào để kiểm tra"
	case errors+warnings == 0:
		headline = "Không thấy chỗ nào cần sửa"
		if infos > 0 {
			headline += "; có " + parts[0]
		}
	default:
		headline = "Có " + strings.Join(parts, ", ")
	}
	if rec := d.Record; rec != nil && rec.Type != "" && (rec.Label() != "" || rec.Date.Full()) {
		line := "Bản thảo được hiểu là " + rec.Name()
		if rec.Date.Full() {
			line += " ngày " + rec.Date.Vietnamese()
		}
		if rec.Issuer != "" {
			line += " của " + rec.Issuer
		}
		lines = append(lines, line+".")
	}
	if r.Citations > 0 {
		lines = append(lines, "Đã đọc "+thousands(r.Citations)+" viện dẫn. Thư viện có thông tin về "+thousands(r.Recorded)+
			": các viện dẫn đó được đối chiếu loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu, hiệu lực; điều, khoản và câu trích được đối chiếu khi thư viện có toàn văn.")
	} else if len(r.Findings) > 0 {
		headline = "Có " + strings.Join(parts, ", ")
	}
	switch {
	case r.Rules != nil && d.Record != nil && d.Record.Date.Full():
		lines = append(lines, "Cách viện dẫn xét theo "+r.Rules.Name+"; hiệu lực xét vào ngày của bản thảo, "+r.Date.Vietnamese()+".")
	case r.Rules != nil:
		lines = append(lines, "Cách viện dẫn xét theo "+r.Rules.Name+"; bản thảo chưa ghi ngày nên hiệu lực xét vào ngày "+r.Date.Vietnamese()+".")
	default:
		lines = append(lines, "Chưa xét cách viện dẫn theo thể thức vì không rõ bản thảo thuộc loại nào; có thể chọn “Loại bản thảo” rồi kiểm tra lại. Hiệu lực xét vào ngày "+r.Date.Vietnamese()+".")
	}
	if n := len(r.Unchecked); n > 0 {
		lines = append(lines, thousands(n)+" điều không kiểm tra được, nêu ở cuối danh sách.")
	}
	return headline, lines
}

func (s *Server) makeFinding(d *library.Document, f *check.Finding, n int, lookup func(string) *library.Entry, diffed map[int]bool) findingView {
	v := findingView{N: n, Kind: kindWords[f.Kind], Message: f.Message, Found: shorten(strings.Join(strings.Fields(slice(d.Text, f.Start, f.End)), " "), 240)}
	if v.Kind == "" {
		v.Kind = string(f.Kind)
	}
	if strings.Count(v.Found, " ") < 2 {
		v.Around = before(d.Text, f.Start)
	}
	if d.Structure != nil {
		if p := d.Structure.At(f.Start); p != nil {
			v.Place = p.Label
		}
	}
	if f.Expected != "" && f.Kind != check.Order { // the day of a neighbour is nothing to copy
		v.Expected, v.Label = f.Expected, expectedWords[f.Kind]
		switch {
		case f.Sure:
			v.Label = "Sửa thành"
		case v.Label == "":
			v.Label = "Thư viện ghi"
		}
	}
	text, grade, _ := strings.Cut(f.Source, "; độ tin cậy")
	if text != "" {
		src := makeSource(text, s.nameOf)
		v.Source = &src
	}
	if grade != "" {
		v.Grade = "độ tin cậy" + grade
	}
	if f.Document == "" {
		return v
	}
	e := lookup(f.Document)
	if e == nil {
		return v
	}
	entry := makeEntry(e.Record, e.TextHeld, e.State)
	v.Document = &entry
	if c := f.Citation; f.Kind == check.Title && c >= 0 && c < len(d.References) && d.References[c].TitleEnd > d.References[c].TitleStart {
		// Both titles stand word by word under the first finding about them.
		v.Message, _, _ = strings.Cut(f.Message, " Trong thư viện, ")
		if diffed[c] {
			return v
		}
		diffed[c] = true
		r := &d.References[c]
		for _, w := range check.Compare(slice(d.Text, r.TitleStart, r.TitleEnd), e.Record.Title) {
			v.Diff = append(v.Diff, diffWords{w.Text, w.Only == check.OnlyDraft, w.Only == check.OnlyOfficial})
		}
	}
	return v
}

// slice is text[start:end], "" where that cannot be.
func slice(text string, start, end int) string {
	if start < 0 || start >= end || end > len(text) {
		return ""
	}
	return text[start:end]
}

// maxPlaces bounds the places that are named for one thing that was not checked.
const maxPlaces = 20

// uncheckedViews gathers what could not be checked by its reason.
func uncheckedViews(d *library.Document, r *check.Report, links []link) []uncheckedView {
	var out []uncheckedView
	at := map[string]int{}
	for _, u := range r.Unchecked {
		k, ok := at[u.Reason]
		if !ok {
			k = len(out)
			at[u.Reason] = k
			out = append(out, uncheckedView{Reason: u.Reason})
		}
		if u.Citation < 0 || u.Citation >= len(links) || links[u.Citation].href == "" {
			continue
		}
		if len(out[k].Places) == maxPlaces {
			out[k].More++
			continue
		}
		out[k].Places = append(out[k].Places, anchorLabel{Anchor: "c-" + strconv.Itoa(u.Citation), Text: shorten(strings.Join(strings.Fields(slice(d.Text, u.Start, u.End)), " "), 60)})
	}
	return out
}

// repair makes the repairs that are chosen, at first all.
func (v *draftResult) repair(text string, r *check.Report, form *draftForm) {
	var made []check.Repair
	repairs := r.Repairs()
	for _, x := range repairs[:min(len(repairs), maxShown)] {
		rv := repairView{Value: strconv.Itoa(x.Start) + "-" + strconv.Itoa(x.End), N: x.Finding + 1,
			Before: strings.Join(strings.Fields(text[x.Start:x.End]), " "), After: x.Text, Around: before(text, x.Start)}
		rv.Chosen = form.Ask != askRepair || slices.Contains(form.Chosen, rv.Value)
		if rv.Chosen {
			made = append(made, x)
		}
		v.Repairs = append(v.Repairs, rv)
	}
	if len(v.Repairs) > 0 {
		v.Fixed = check.Apply(text, made)
	}
}

// before is the few words that stand before an offset in its line.
func before(text string, at int) string {
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	words := strings.Fields(line)
	if n := len(words); n > 6 {
		return "… " + strings.Join(words[n-6:], " ")
	}
	return strings.Join(words, " ")
}
