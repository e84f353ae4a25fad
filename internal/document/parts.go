package document

import (
	"regexp"
	"strings"
)

var (
	formLine = regexp.MustCompile(`^(?:Mẫu|MẪU|Biểu mẫu|BIỂU MẪU|Biểu|BIỂU)\s+(?:(?:số|SỐ)\s*:?\s*)?([\dIVX]{1,4}[\dA-Za-z./\-]*|\p{Lu}{1,3}\d[\p{L}\d./\-]*)\s*(?:[.:\-–]\s*(.*)|\s(\p{Lu}.*|\(.*))?$`)
	withLine = regexp.MustCompile(`^\(?(?:(?:Được )?[Bb]an hành |BAN HÀNH )?(?:[Kk]èm theo|KÈM THEO)\s`)
)

// attachments are the kinds of text that are issued with a decision or a
// circular and divided on their own.
var attachments = []string{"Quy chế", "Quy định", "Điều lệ", "Quy trình", "Nội quy", "Chương trình", "Kế hoạch", "Đề án", "Chiến lược", "Hướng dẫn", "Danh mục", "Quy chuẩn",
	"Định mức", "Quy hoạch", "Phương án", "Thể lệ", "Bảng", "Biểu", "Hệ thống", "Tiêu chuẩn", "Dự án", "Nghị định thư", "Hiệp định", "Quy tắc", "Bộ tiêu chí", "Bộ chỉ tiêu", "Tiêu chí"}

var attachmentsUpper = func() (out []string) {
	for _, w := range attachments {
		out = append(out, strings.ToUpper(w))
	}
	return out
}()

// formAt reads the sign of a form, behind the signature or in an appendix.
func (d *divider) formAt(i int) []string {
	t := d.lines[i].sign
	if !hasAny(t, "Mẫu ", "MẪU ", "Biểu ", "BIỂU ") || !d.signed && d.part() == nil {
		return nil
	}
	m := formLine.FindStringSubmatch(t)
	if m == nil || d.listed(i) {
		return nil
	}
	return m
}

// opensAt is opens for the line with index i, together with the divisions that
// show only in the lines around them: parts behind the signature, forms, and the
// signature itself.
func (d *divider) opensAt(i int) *Provision {
	l := d.lines[i]
	if l.sign == "" {
		return nil
	}
	if p := d.opensPart(i); p != nil {
		return p
	}
	if d.inForm() {
		if hasAny(l.sign, "Phụ lục", "PHỤ LỤC") {
			return d.opens(l)
		}
		return nil // a form is filled in, not cited by its own signs
	}
	if d.numbered && !d.closed && d.part() == nil && d.signature(i) {
		return &Provision{Unit: Closing, Start: l.start}
	}
	p := d.opens(l)
	if p == nil || p.Unit == Appendix || p.Unit == Closing {
		return p
	}
	restarts := p.Unit == Article && p.Number == "1" && d.articles[d.part()] > 0
	if d.inClosing() || restarts {
		// A text without a heading of its own begins behind the signature.
		if first := p.Number == "1" || p.Number == "I" || strings.EqualFold(p.Number, "thứ nhất"); !first || p.Unit == Clause || p.Unit == Point {
			return nil
		}
		d.open(&Provision{Unit: Attached, Start: p.Start})
	}
	return p
}

func (d *divider) inForm() bool {
	for _, p := range d.stack {
		if p.Unit == Form {
			return true
		}
	}
	return false
}

// opensPart reports the attached text or the form that line i opens.
func (d *divider) opensPart(i int) *Provision {
	l := d.lines[i]
	if m := d.formAt(i); m != nil {
		p := &Provision{Unit: Form, Start: l.start, Number: strings.TrimRight(m[1], ".-/"), Heading: m[2] + m[3]}
		if withLine.MatchString(p.Heading) {
			p.Heading = ""
		}
		return p
	}
	if !d.numbered || !(upperCase(l.sign) || len(l.sign) < 30) {
		return nil
	}
	for k, w := range attachments {
		up := attachmentsUpper[k]
		if !strings.HasPrefix(l.sign, up) && l.sign != w {
			continue
		}
		rest := strings.TrimSpace(l.sign[len(up):])
		for j := i + 1; j < len(d.lines) && j <= i+9; j++ {
			t := d.lines[j].sign
			switch {
			case withLine.MatchString(t):
				return &Provision{Unit: Attached, Start: l.start, Number: w, Heading: d.titleOfPart(rest, i+1, j)}
			case t == "", hasAny(t, "Điều ", "Chương ", "I.", "1."), len(t) > 400, isPost(t):
				return nil
			}
		}
	}
	return nil
}

// titleOfPart joins the heading of an attached text up to the line that says
// with what it was issued.
func (d *divider) titleOfPart(rest string, from, to int) string {
	parts := []string{}
	if rest != "" {
		parts = append(parts, rest)
	}
	for _, l := range d.lines[from:to] {
		if kindOf(l.sign) == otherCell {
			parts = append(parts, l.sign)
		}
	}
	return joinTitle(parts)
}

// listed reports that a line like "Mẫu số 02. Đơn khiếu nại" is an entry of a
// list of forms: the next line is one too, or it counts on from the one before.
func (d *divider) listed(i int) bool {
	number := func(j int) int {
		if j < 0 || j >= len(d.lines) {
			return -1
		}
		m := formLine.FindStringSubmatch(d.lines[j].sign)
		if m == nil {
			m = formLine.FindStringSubmatch(rowSign(d.lines[j].text))
		}
		if m == nil {
			return -1
		}
		return leadingInt(m[1])
	}
	before := number(i - 1)
	return number(i+1) >= 0 || before >= 0 && before < number(i)
}

// rowSign reads the first cell of a row of a table.
func rowSign(t string) string {
	first, _, row := strings.Cut(t, "\t")
	if !row {
		return ""
	}
	return first
}

// signature reports that the signature begins at line i: a mark like "TM.", or a
// post with a name soon under it.
func (d *divider) signature(i int) bool {
	t := d.lines[i].sign
	if !isPost(t) {
		return false
	}
	for j := i + 1; j < len(d.lines) && j <= i+7; j++ {
		u := d.lines[j].text
		switch {
		case nameLike(u):
			return true
		case hasAny(u, "Điều ", "Chương ", "1."):
			return false
		}
	}
	return false
}

// mostHeaderBytes bounds where a header and the title under it stand.
const mostHeaderBytes = 6 << 10

// header puts the header block and the title under it into a provision each, and
// returns the index of the first line behind them. Texts without the formulas of
// a header have none.
func (d *divider) header() int {
	head := d.text[:min(len(d.text), mostHeaderBytes)]
	if !strings.Contains(head, "CỘNG H") && !strings.Contains(head, "ĐẢNG CỘNG") && !strings.Contains(head, "\nSố") {
		return 0
	}
	rd := reader{text: d.text, casing: casing{}, fields: map[string]Field{}, certified: -1}
	if end := strings.LastIndexByte(head, '\n'); end > 0 && len(head) < len(d.text) {
		head = head[:end]
	}
	rd.lines = readHead(head, 0)
	if rd.newsRendering() || rd.continuation() {
		return 0
	}
	rd.header()
	if rd.typeLine < 0 {
		return 0
	}
	d.headerEnd = rd.lines[rd.typeLine].start
	d.titleEnd = max(rd.lines[rd.typeLine].end, rd.fields["title"].End)
	for _, l := range rd.lines[rd.typeLine:] {
		if l.start >= d.titleEnd && lineKind(l) != ruleCell {
			break
		}
		d.titleEnd = max(d.titleEnd, l.end) // the rule under the title belongs to it
	}
	i := d.block(0, d.headerEnd, Header, "phan-dau", "Phần đầu")
	return d.block(i, d.titleEnd, Headline, "tieu-de", "Tiêu đề")
}

// block makes one provision of the lines from i on that begin before end, and
// returns the index behind them.
func (d *divider) block(i, end int, u Unit, anchor, label string) int {
	from := i
	for i < len(d.lines) && d.lines[i].start < end {
		i++
	}
	if i > from {
		d.root.Children = append(d.root.Children, &Provision{Unit: u, Start: d.lines[from].start, End: d.lines[i-1].end, Anchor: d.anchor(anchor), Label: label, Parent: &d.root})
	}
	return i
}
