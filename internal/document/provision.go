package document

import "strings"

// Unit is a kind of division of a text. The values are the words that
// citations use for them, in lower case.
type Unit string

// The divisions of Party and State documents (van bản của Đảng: HD 05-HD/VPTW;
// Nhà nước: NĐ 30/2020/NĐ-CP and NĐ 78/2025/NĐ-CP).
const (
	Header     Unit = "phần đầu"    // issuer, number, place and date above the title
	Headline   Unit = "tiêu đề"     // the title line above the text
	Identity   Unit = "câu công bố" // "Ngày …, … ban hành Chỉ thị số … về …"
	Preamble   Unit = "mở đầu"      // what stands before the first division
	LegalBasis Unit = "căn cứ"
	Part       Unit = "phần"
	Chapter    Unit = "chương"
	Section    Unit = "mục" // Mục of a State text; I, II of a Party text
	Subsection Unit = "tiểu mục"
	Article    Unit = "điều"
	Clause     Unit = "khoản" // 1. under an article, or 1. under a Party mục
	Point      Unit = "điểm"  // a) and, in older texts, what is under it
	Item       Unit = "tiết"
	Ordinal    Unit = "nội dung" // Một là … Tám là; Thứ nhất …
	Appendix   Unit = "phụ lục"
	Attached   Unit = "văn bản kèm theo" // Quy chế … ban hành kèm theo Quyết định; its articles start again at 1
	Form       Unit = "mẫu"              // a form to fill in, not divided further
	Closing    Unit = "kết thúc"
	Paragraph  Unit = "đoạn" // running text that has no division of its own
)

// Provision is one division of a document. Offsets are bytes of the document's
// text. A provision's own text runs from Start to the Start of its first child
// (or to End); End is where its last child ends, without the line break.
type Provision struct {
	Unit Unit `json:"unit"`
	// Number is what tells it from its siblings, as written: "5a" of Điều 5a,
	// "II" of Mục II, "đ" of điểm đ, "Năm" of Năm là. Empty for paragraphs.
	Number string `json:"number,omitempty"`
	// Anchor is unique in the document and stable while the text is: "mot-la",
	// "dieu-5-khoan-2-diem-a". ASCII letters, digits and hyphens.
	Anchor string `json:"anchor"`
	// Label is how a reader calls it: "Một là", "Điều 5", "Khoản 2 Điều 5".
	Label string `json:"label"`
	// Heading is its title, if it has one ("Phạm vi điều chỉnh").
	Heading string `json:"heading,omitempty"`
	// Addressee is the body the provision gives its task to, as written. Empty
	// when the text names none.
	Addressee string `json:"addressee,omitempty"`
	// AddresseeGeneral says that the provision names no body of its own and
	// speaks to the one that the whole list is addressed to.
	AddresseeGeneral bool         `json:"addressee_general,omitempty"`
	Start            int          `json:"start"`
	End              int          `json:"end"`
	Children         []*Provision `json:"children,omitempty"`
	Parent           *Provision   `json:"-"`
	// inArticle marks a section (I, II) of a plan that an article approves.
	inArticle bool
}

// Structure is the tree of provisions of one text, in text order.
type Structure struct {
	Provisions []*Provision `json:"provisions"`
	byAnchor   map[string]*Provision
}

// Step is one level of a pinpoint: "khoản" "2".
type Step struct {
	Unit  string `json:"unit"`
	Label string `json:"label"`
}

// Walk calls f for every provision in text order, parents before children, with
// its depth from 0; it stops when f returns false.
func (s *Structure) Walk(f func(p *Provision, depth int) bool) {
	var walk func(ps []*Provision, depth int) bool
	walk = func(ps []*Provision, depth int) bool {
		for _, p := range ps {
			if !f(p, depth) || !walk(p.Children, depth+1) {
				return false
			}
		}
		return true
	}
	walk(s.Provisions, 0)
}

// ByAnchor gives the provision with that anchor, or nil.
func (s *Structure) ByAnchor(anchor string) *Provision {
	if s.byAnchor == nil {
		return nil
	}
	return s.byAnchor[anchor]
}

// At gives the innermost provision that holds the byte offset, or nil.
func (s *Structure) At(offset int) *Provision {
	ps := s.Provisions
	var found *Provision
	for len(ps) > 0 {
		lo, hi := 0, len(ps)
		for lo < hi { // the last provision that starts at or before offset
			mid := (lo + hi) / 2
			if ps[mid].Start <= offset {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo == 0 || offset >= ps[lo-1].End {
			break
		}
		found = ps[lo-1]
		ps = found.Children
	}
	return found
}

// Has reports whether the text has any division that citations can name
// (articles, points, ordinals, Party sections), as opposed to paragraphs only.
func (s *Structure) Has() bool {
	has := false
	s.Walk(func(p *Provision, _ int) bool {
		has = p.Number != ""
		return !has
	})
	return has
}

// Own is the byte range of the provision's own text, without its children.
func (p *Provision) Own() (start, end int) {
	if len(p.Children) > 0 {
		return p.Start, p.Children[0].Start
	}
	return p.Start, p.End
}

// Find follows a pinpoint, whose steps may stand in either order (điểm a khoản
// 2 Điều 5; Điều 5, khoản 2, điểm a). A step may skip levels: "khoản 2 Điều 5"
// does not name the chapter. It returns the provision and ok; otherwise the
// deepest provision reached (nil if none) and the first step that does not
// exist in it.
func (s *Structure) Find(steps []Step) (p *Provision, missing Step, ok bool) {
	if len(steps) == 0 {
		return nil, Step{}, false
	}
	ordered := steps
	if rank(steps[0].Unit) > rank(steps[len(steps)-1].Unit) || len(steps) > 1 && s.attached(steps[len(steps)-1]) {
		ordered = make([]Step, len(steps))
		for i, st := range steps {
			ordered[len(steps)-1-i] = st
		}
	}
	return follow(s.Provisions, ordered)
}

// FindNear is Find for a pinpoint that stands at a byte offset of the text:
// inside an attached text or an appendix, "khoản 2 Điều 5" and "Điều 5 Quy chế
// này" mean its own articles, and only then those of the whole.
func (s *Structure) FindNear(offset int, steps []Step) (p *Provision, missing Step, ok bool) {
	for q := s.At(offset); q != nil; q = q.Parent {
		if q.Unit == Attached || q.Unit == Appendix {
			own := steps
			if n := len(steps); n > 1 && namesPart(q, steps[n-1]) {
				own = steps[:n-1]
			}
			if p, missing, ok = (&Structure{Provisions: q.Children}).Find(own); ok {
				return p, missing, true
			}
			break
		}
	}
	return s.Find(steps)
}

func (s *Structure) attached(st Step) bool {
	for _, p := range s.Provisions {
		if namesPart(p, st) {
			return true
		}
	}
	return false
}

// namesPart reports a step that names an attached text by its kind: "Quy chế".
func namesPart(p *Provision, st Step) bool {
	return p.Unit == Attached && strings.EqualFold(p.Number, strings.TrimSpace(st.Unit+" "+st.Label))
}

func follow(scope []*Provision, steps []Step) (p *Provision, missing Step, ok bool) {
	for _, st := range steps {
		next := findStep(scope, st, true)
		if next == nil {
			next = findStep(scope, st, false)
		}
		if next == nil {
			return p, st, false
		}
		p, scope = next, next.Children
	}
	return p, Step{}, true
}

// findStep looks for one step breadth first, so that "khoản 2" means the
// nearest level that has clauses. With body, texts attached and appendices are
// left out: "Điều 5" alone is that of the document itself.
func findStep(scope []*Provision, st Step, body bool) *Provision {
	unit, label := strings.ToLower(st.Unit), strings.ToLower(strings.TrimSuffix(strings.TrimSpace(st.Label), "."))
	for len(scope) > 0 {
		var below []*Provision
		for _, p := range scope {
			if p.Number != "" && sameUnit(p.Unit, unit) && strings.ToLower(p.Number) == label || namesPart(p, st) {
				return p
			}
			if body && (p.Unit == Attached || p.Unit == Appendix || p.Unit == Form) {
				continue
			}
			below = append(below, p.Children...)
		}
		scope = below
	}
	return nil
}

// sameUnit lets a step name a unit by the words that Party and State texts use
// for it: a Party "điểm 2" and "mục 2" name what a State text calls khoản.
func sameUnit(have Unit, want string) bool {
	if string(have) == want {
		return true
	}
	switch have {
	case Clause:
		return want == "điểm" || want == "mục" || want == "tiểu mục"
	case Section:
		return want == "phần"
	case Part:
		return want == "mục"
	case Item:
		return want == "điểm"
	}
	return false
}

// rank orders units from large to small, to see in which order a pinpoint is
// written.
func rank(unit string) int {
	switch Unit(strings.ToLower(unit)) {
	case Appendix, Attached, Form:
		return 0
	case Part:
		return 1
	case Chapter:
		return 2
	case Section:
		return 3
	case Subsection:
		return 4
	case Article:
		return 5
	case Ordinal:
		return 5
	case Clause:
		return 6
	case Point:
		return 7
	case Item:
		return 8
	}
	return 9
}
