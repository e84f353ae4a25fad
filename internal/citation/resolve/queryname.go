package resolve

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/vietnamese"
)

// Queries that name a document without a number: a plenum, a congress, a law.

// readPlenum reads "nghị quyết trung ương 8 khóa 13", "hội nghị trung ương 4
// khóa xi", "nqtw 8 khoa 13", "nghị quyết đại hội xiii".
func (q *query) readPlenum(ts []qtoken) bool {
	i, cue := 0, false
	eat := func(words ...string) bool {
		if i+len(words) > len(ts) {
			return false
		}
		for k, w := range words {
			if ts[i+k].folded != w {
				return false
			}
		}
		i += len(words)
		return true
	}
	if eat("nghi", "quyet") || eat("nq") || eat("ket", "luan") || eat("van", "kien") {
		cue = true
	}
	if eat("hoi", "nghi") {
		cue = true
	}
	switch {
	case eat("trung", "uong"), eat("tw"), eat("bchtw"), eat("ban", "chap", "hanh", "trung", "uong"):
	case eat("nqtw"):
		cue = true
	case eat("dai", "hoi"):
		eat("dai", "bieu", "toan", "quoc")
		eat("dang")
		q.congress, cue = true, true
	case cue && i >= 2 && (eat("lan", "thu") || eat("lan")): // hội nghị lần thứ tám …
	default:
		return false
	}
	_ = eat("lan", "thu") || eat("lan") || eat("thu")
	if i >= len(ts) {
		q.congress = false
		return false
	}
	n, used := ordinalAt(ts[i:])
	if used == 0 {
		q.congress = false
		return false
	}
	i += used
	if q.congress {
		q.term = n
	} else {
		q.plenum = n
		_ = eat("ban", "chap", "hanh", "trung", "uong") || eat("bchtw") || eat("bch", "tw") || eat("bch", "trung", "uong")
		eat("trung", "uong")
		eat("dang")
		if eat("khoa") {
			if t, used := ordinalAt(ts[i:]); used > 0 {
				q.term = t
				i += used
				cue = true
			}
		}
	}
	if !cue {
		q.plenum = 0
		return false
	}
	for ; i < len(ts); i++ {
		if w := ts[i].folded; !fillers[w] && w != "dang" {
			q.words = append(q.words, ts[i])
		}
	}
	return true
}

var plainOrdinals = map[string]int{
	"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}

func plainOrdinal(t qtoken) (int, bool) {
	if t.digits {
		n := atoi(t.folded)
		return n, n > 0 && n < 31
	}
	if n, ok := tables.ParseRoman(t.folded); ok {
		return n, true
	}
	n, ok := plainOrdinals[t.folded]
	return n, ok
}

// readName reads the name of a law with an optional year: "luật đất đai 2013",
// "blhs 2015". A number after the type word is not a name.
func (q *query) readName(ts []qtoken) bool {
	year := 0
	if n := len(ts); n > 1 && isYear(ts[n-1]) {
		year = atoi(ts[n-1].folded)
		ts = ts[:n-1]
		if n := len(ts); n > 1 && ts[n-1].folded == "nam" {
			ts = ts[:n-1]
		}
	}
	if len(ts) == 0 {
		return false
	}
	name := strings.Join(foldedOf(ts), " ")
	for abbr, full := range codeNames {
		if folded := vietnamese.Fold(abbr); name == folded {
			q.name, q.year = vietnamese.Fold(full), year
			return true
		}
	}
	for _, t := range [...]string{"bo luat", "luat", "phap lenh", "hien phap", "dieu le"} {
		if name == t && t != "hien phap" {
			return false
		}
		if name == t || strings.HasPrefix(name, t+" ") {
			if len(ts) > strings.Count(t, " ")+1 {
				if next := ts[strings.Count(t, " ")+1]; next.digits || next.folded == "so" {
					return false
				}
			}
			if name == "dieu le dang cong san viet nam" {
				name = "dieu le dang"
			}
			q.name, q.year = name, year
			if short, ok := strings.CutPrefix(name, t+" "); ok && !strings.Contains(short, " ") && len(short) <= 6 {
				q.initials, q.initialsType = short, typeOfName[t]
			}
			return true
		}
	}
	return false
}

// typeOfName are the types of documents that are called by name.
var typeOfName = map[string]string{"bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh"}
