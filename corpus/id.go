package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/document"
)

// maxID is the longest id in bytes. With the longest file name beside it a path
// inside the library stays far under the 260 characters of Windows.
const maxID = 100

var idShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Windows opens a device, not a file, for these names, with any extension.
var reservedName = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// ValidID reports whether s can be an id: lower-case ASCII letters and digits
// in groups joined by single hyphens, at most 100 bytes, and no name that
// Windows reserves. The error wraps [ErrBadID].
func ValidID(s string) error {
	switch {
	case len(s) > maxID:
		return fmt.Errorf("%q: %w: dài quá %d ký tự", s, ErrBadID, maxID)
	case !idShape.MatchString(s):
		return fmt.Errorf("%q: %w: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối", s, ErrBadID)
	case reservedName.MatchString(s):
		return fmt.Errorf("%q: %w: Windows dành riêng tên này", s, ErrBadID)
	}
	return nil
}

// NewID makes the id of a document from what identifies it:
//
//	chi-thi-23-ct-tu-phu-tho-2023   type, number and symbol, province, year
//	nghi-quyet-12-nq-tw-2022        a central body needs no place
//	nghi-dinh-30-2020-nd-cp         the number carries the year
//	luat-24-2018-qh14
//
// A document without a number takes the words of its title. The same record
// always gives the same id; two records can give the same one, which
// [Corpus.NewID] tells apart.
func NewID(rec document.Record) string {
	parts := []string{slug(rec.Type)}
	if label := slug(rec.Label()); label != "" {
		parts = append(parts, label)
	} else {
		parts = append(parts, cutSlug(slug(rec.Subject()), 60))
	}
	if body := rec.Number.Body(); localBody[strings.ToUpper(body)] {
		parts = append(parts, cutSlug(slug(placeOf(rec.Issuer)), 40))
	}
	if rec.Number.Year == "" && !rec.Date.IsZero() {
		parts = append(parts, strconv.Itoa(rec.Date.Year))
	}
	id := strings.Join(nonEmpty(parts), "-")
	if id == "" {
		id = "van-ban"
	}
	return safeID(id)
}

// NewID is [NewID] made unique in this library: where another document has or
// had the id, "-2", "-3" and so on is added.
func (c *Corpus) NewID(rec document.Record) string {
	cat := c.cat.Load()
	return uniqueID(NewID(rec), cat.taken)
}

func uniqueID(base string, taken func(string) bool) string {
	for n := 1; ; n++ {
		id := base
		if n > 1 {
			suffix := "-" + strconv.Itoa(n)
			id = cutSlug(base, maxID-len(suffix)) + suffix
		}
		if !taken(id) {
			return id
		}
	}
}

// localBody holds the codes that many bodies of one kind share, so that the
// number alone does not even name the province.
var localBody = map[string]bool{
	"TU": true, "HU": true, "QU": true, "THU": true, "TXU": true, "ĐU": true, "CB": true,
	"UBND": true, "CTUBND": true, "HĐND": true, "UBKTTU": true, "BTGTU": true, "BTCTU": true, "BDVTU": true, "VPTU": true,
}

var placeWords = regexp.MustCompile(`(?i)(?:tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|đảng bộ|chi bộ|ủy ban nhân dân|hội đồng nhân dân|UBND|HĐND)\s+(.+)$`)
var placeKind = regexp.MustCompile(`(?i)^(?:(?:tỉnh|thành phố|tp\.?|quận|huyện|thị xã|phường|xã|đặc khu)\s+)`)

// placeOf gives the place in the name of a local body: "Phú Thọ" of "Ban Thường
// vụ Tỉnh ủy Phú Thọ", "Hà Nội" of "UBND thành phố Hà Nội"; "" where there is
// none.
func placeOf(issuer string) string {
	m := placeWords.FindStringSubmatch(strings.ReplaceAll(norm.NFC.String(issuer), "uỷ", "ủy"))
	if m == nil {
		return ""
	}
	return placeKind.ReplaceAllString(m[1], "")
}

// slug writes s in lower-case ASCII letters and digits with single hyphens
// between, dropping Vietnamese marks.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == 'đ' || r == 'Đ' || r == 'ð' || r == 'Ð':
			r = 'd'
		case r < unicode.MaxASCII:
			r = unicode.ToLower(r)
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
	}
	return b.String()
}

// cutSlug shortens a slug to n bytes, between words where it can.
func cutSlug(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := s[:n]
	if s[n] != '-' {
		if i := strings.LastIndexByte(cut, '-'); i > 0 {
			cut = cut[:i]
		}
	}
	return strings.TrimRight(cut, "-")
}

// safeID brings a slug under the limits of [ValidID].
func safeID(s string) string {
	s = cutSlug(s, maxID)
	if reservedName.MatchString(s) {
		s += "-vb"
	}
	return s
}

func nonEmpty(parts []string) []string {
	out := parts[:0]
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}
