package resolve

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// issuer is an issuer phrase taken apart.
type issuer struct {
	body     *tables.Body
	province string // folded name of the province, "" when not named
	place    string // folded words after the body for lower levels: the commune
	term     int    // khóa, 0 when not named
	plenum   int    // hội nghị lần thứ …, 0 when not named
	congress bool   // Đại hội
	joint    bool   // more than one body
}

// parseIssuer reads phrases such as "Bộ Chính trị (khóa XIII)", "Ban Thường vụ
// Tỉnh ủy Phú Thọ", "Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa
// XIII", "Ban Chấp hành Trung ương (Hội nghị lần thứ tư, khóa XI)", "Trung ương
// 4 khóa XII", "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng".
func parseIssuer(s string) issuer {
	var p issuer
	if s == "" {
		return p
	}
	for i := 0; i < len(s); {
		if !wordStart(s, i) {
			i++
			continue
		}
		switch {
		case hasWord(s, i, "hội nghị"):
			j := i + wordLen(s, i, "hội nghị")
			// "Hội nghị lần thứ tám", "Hội nghị Trung ương 8"
			if n, e, ok := ordinalAfter(s, j); ok {
				p.plenum = n
				i = e
				continue
			}
			i = j
			continue
		case hasWord(s, i, "đại hội"):
			p.congress = true
			j := i + wordLen(s, i, "đại hội")
			if n, e, ok := congressOrdinal(s, j); ok {
				p.term = n
				i = e
				continue
			}
		case hasWord(s, i, "khóa"):
			if n, e, ok := tables.TermAt(s, i); ok {
				p.term = n
				i = e
				continue
			}
		}
		if m, ok := tables.BodyAt(s, i); ok {
			end := m.End
			if p.body == nil {
				p.body = m.Body
				if m.Province != nil {
					p.province = tables.Fold(m.Province.Name)
				} else if m.Body.Level == "huyện" || m.Body.Level == "xã" {
					p.place = lowerPlace(s[end:])
				}
				// "Trung ương 4", "TW4 khóa XI"
				if m.Body.ID == "ban-chap-hanh-trung-uong" && p.plenum == 0 {
					if n, e, ok := tables.OrdinalAt(s, skipBlank(s, end)); ok {
						p.plenum, end = n, e
					}
				}
			} else if m.Body != p.body && m.Body.ID != "dai-hoi-dang" && !tables.SameIssuerCode(m.Body, p.body) {
				p.joint = true
			}
			i = end
			continue
		}
		if n, e, ok := gluedPlenum(s, i); ok && p.body == nil {
			p.body, p.plenum, i = tables.BodyByID("ban-chap-hanh-trung-uong"), n, e
			continue
		}
		i = wordEnd(s, i)
	}
	if p.body == nil && p.plenum > 0 { // "Hội nghị Trung ương 6"
		p.body = tables.BodyByID("ban-chap-hanh-trung-uong")
	}
	if p.province == "" {
		p.province = provinceIn(s)
	}
	return p
}

// ordinalAfter reads "lần thứ tám", "Trung ương 8", "TW 8", "8" after "Hội nghị".
func ordinalAfter(s string, i int) (int, int, bool) {
	i = skipBlank(s, i)
	if n, e, ok := tables.OrdinalAt(s, i); ok {
		return n, e, true
	}
	if m, ok := tables.BodyAt(s, i); ok && m.Body.ID == "ban-chap-hanh-trung-uong" {
		return tables.OrdinalAt(s, skipBlank(s, m.End))
	}
	return gluedPlenum(s, i)
}

// gluedPlenum reads "TW4" and "TƯ4".
func gluedPlenum(s string, i int) (int, int, bool) {
	for _, w := range [...]string{"TW", "TƯ", "T.Ư"} {
		if strings.HasPrefix(s[i:], w) {
			return tables.OrdinalAt(s, skipBlank(s, i+len(w)))
		}
	}
	return 0, i, false
}

// congressOrdinal reads the number of a congress after "Đại hội": "XIII", "đại
// biểu toàn quốc lần thứ XIII", "Đảng bộ tỉnh lần thứ XIX", "Đảng lần thứ XIV".
func congressOrdinal(s string, i int) (int, int, bool) {
	for n := 0; n < 10 && i < len(s); n++ {
		i = skipBlank(s, i)
		if v, e, ok := tables.OrdinalAt(s, i); ok {
			return v, e, true
		}
		j := wordEnd(s, i)
		if j == i {
			break
		}
		i = j
	}
	return 0, i, false
}

// provinceIn finds the first province named after "tỉnh", "thành phố", "Tỉnh
// ủy", "Thành ủy" or "TP." in a phrase or a title. It gives the folded name, or
// "".
func provinceIn(s string) string {
	for i := 0; i < len(s); {
		if !wordStart(s, i) {
			i++
			continue
		}
		for _, lead := range [...]string{"tỉnh ủy", "thành ủy", "tỉnh", "thành phố", "tp."} {
			if !hasWord(s, i, lead) {
				continue
			}
			if p, _, ok := tables.ProvincePrefix(s, skipBlank(s, i+wordLen(s, i, lead))); ok {
				return tables.Fold(p.Name)
			}
			break
		}
		i = wordEnd(s, i)
	}
	return ""
}

// lowerPlace is the folded name after a district's or commune's body.
func lowerPlace(s string) string {
	if i := strings.IndexAny(s, ",;("); i >= 0 {
		s = s[:i]
	}
	f := tables.Fold(s)
	for _, w := range [...]string{"huyện ", "quận ", "thị xã ", "xã ", "phường ", "thị trấn ", "đặc khu "} {
		f = strings.TrimPrefix(f, w)
	}
	return f
}

// issuerOf is the issuer of a record with what its other fields say of it.
func issuerOf(r *document.Record) issuer {
	p := parseIssuer(r.Issuer)
	if r.Term != "" {
		if n, ok := tables.ParseRoman(r.Term); ok {
			p.term = n
		}
	}
	if r.Plenum != "" {
		if q := parseIssuer(r.Plenum); q.plenum > 0 || q.congress {
			p.plenum, p.congress = q.plenum, q.congress
			if p.term == 0 {
				p.term = q.term
			}
		}
	}
	if p.province == "" && (p.body == nil || p.body.Local()) {
		p.province = provinceIn(r.Title)
	}
	return p
}
