package ingest

import (
	"slices"
	"strings"

	"tracuu/internal/document"
	"tracuu/internal/vietnamese"
)

// agreement says how a record stands to what a file says of itself.
type agreement int

const (
	other agreement = iota // another document: something contradicts
	maybe                  // nothing contradicts, and too little is known to be sure
	same                   // the same document
)

// compare decides whether a record of the same number (or, without a number, of
// the same type and title) is the document that the file holds. It is the same
// only where type, date and issuer say so: a number alone names many documents
// (12-NQ/TW names three resolutions), and a text under the wrong record is worse
// than a document kept twice. The reason is Vietnamese.
func compare(held, got *document.Record) (agreement, string) {
	if held.Type != "" && got.Type != "" && vietnamese.Fold(held.Type) != vietnamese.Fold(got.Type) {
		if dated(held, got) && compareIssuers(held, got) == agree {
			return maybe, "cùng số, ngày và cơ quan nhưng khác loại (" + held.Type + ")"
		}
		return other, "khác loại văn bản"
	}
	if !held.Date.Agrees(got.Date) {
		return other, "khác ngày ban hành (" + held.Date.Vietnamese() + ")"
	}
	if held.Term != "" && got.Term != "" && held.Term != got.Term {
		return other, "khác khóa (" + held.Term + ")"
	}
	issuer := compareIssuers(held, got)
	if issuer == conflict {
		if dated(held, got) && held.Date.Full() && got.Date.Full() && !local(got.Number) {
			return maybe, "cùng số và ngày nhưng khác cơ quan ban hành (" + held.Issuer + ")"
		}
		return other, "khác cơ quan ban hành (" + held.Issuer + ")"
	}
	// The number of a State document carries its year, which counts as a date.
	if !dated(held, got) && (got.Number.Year == "" || got.Number.Number == "") {
		return maybe, "cùng số nhưng chưa rõ ngày ban hành"
	}
	if issuer == unsaid && local(got.Number) {
		return maybe, "cùng số và ngày nhưng chưa rõ của địa phương nào"
	}
	if got.Type == "" || held.Type == "" {
		return maybe, "cùng số nhưng chưa rõ loại văn bản"
	}
	return same, "cùng loại, số, ký hiệu, ngày và cơ quan ban hành"
}

// dated reports that both dates are known, so that their agreeing says something.
func dated(a, b *document.Record) bool {
	return !a.Date.IsZero() && !b.Date.IsZero() && a.Date.Agrees(b.Date)
}

type issuerAgreement int

const (
	conflict issuerAgreement = iota
	unsaid                   // one of them says nothing, or less
	agree
)

func compareIssuers(a, b *document.Record) issuerAgreement {
	x, y := issuerOf(a.Issuer), issuerOf(b.Issuer)
	switch {
	case x.name == "" || y.name == "":
		return unsaid
	case x.name == y.name:
		if x.organ != "" && y.organ != "" && x.organ != y.organ {
			return conflict
		}
		return agree
	case strings.HasPrefix(x.name, y.name+" "), strings.HasPrefix(y.name, x.name+" "):
		// "Tỉnh ủy" says less than "Tỉnh ủy Phú Thọ". Chính phủ and the Prime
		// Minister differ at the front, so they are not taken for one another.
		return unsaid
	}
	return conflict
}

// issuerName is an issuer without what is written or left out at will.
type issuerName struct {
	name  string // folded words
	organ string // of a committee: "ban thuong vu", "ban chap hanh"
}

var organs = []string{"ban thuong vu", "ban chap hanh"}

func issuerOf(s string) issuerName {
	words := strings.FieldsFunc(vietnamese.Fold(vietnamese.Normalize(s)), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	kept := words[:0:0]
	for i := 0; i < len(words); i++ {
		switch next := strings.Join(words[i:min(i+2, len(words))], " "); {
		case next == "thanh pho" && i > 0:
			i++
		case words[i] == "tinh" && i > 0 && next != "tinh uy":
		default:
			kept = append(kept, words[i])
		}
	}
	f := strings.Join(kept, " ")
	if i := strings.Index(f, " khoa "); i > 0 {
		f = f[:i]
	}
	for _, tail := range []string{" dang cong san viet nam", " cua dang", " dang"} {
		f = strings.TrimSuffix(f, tail)
	}
	f = strings.TrimPrefix(f, "bo truong ")
	n := issuerName{name: f}
	for _, o := range organs {
		if rest, ok := strings.CutPrefix(f, o+" "); ok && rest != "trung uong" {
			n.name, n.organ = rest, o
			// The committee of a province is called by the province's Party body:
			// "Ban Thường vụ Tỉnh ủy" and "Tỉnh ủy" head the same papers.
			break
		}
	}
	return n
}

// local reports a symbol that the bodies of many places share, so that the
// number does not even name the province.
func local(n document.Number) bool {
	body := strings.ToUpper(n.Body())
	return slices.Contains([]string{"TU", "HU", "QU", "THU", "TXU", "ĐU", "CB", "UBND", "HĐND", "UBKTTU", "BTGTU", "BTCTU", "BDVTU", "VPTU", "BTGDVTU", "CTUBND"}, body)
}
