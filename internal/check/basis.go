package check

import (
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
)

// rank orders the legal basis from high to low: the Constitution, laws,
// ordinances, resolutions of the Assembly, decrees, decisions of the Prime
// Minister, circulars. 0 is not ranked.
func rank(c *citation.Citation) int {
	switch t := tables.Fold(c.Type); {
	case t == "hiến pháp":
		return 1
	case t == "luật", t == "bộ luật":
		return 2
	case t == "nghị quyết" && strings.HasPrefix(c.Symbol, "QH"):
		return 2
	case t == "pháp lệnh", t == "nghị quyết" && strings.HasPrefix(c.Symbol, "UBTVQH"):
		return 3
	case t == "nghị định", t == "nghị quyết" && strings.HasSuffix(c.Symbol, "-CP"):
		return 4
	case t == "quyết định" && strings.HasSuffix(c.Symbol, "-TTg"):
		return 5
	case strings.HasPrefix(t, "thông tư"):
		return 6
	}
	return 0
}

// basisOrder notes lines of a "Căn cứ" list that stand above one of higher
// force: laws before decrees, decrees before circulars.
func (ck *checker) basisOrder() {
	set := ck.rep.Rules
	if set == nil || set.Family == Party {
		return
	}
	text := ck.d.Text
	last, lastLine := -1, -1
	for i := range ck.d.Citations {
		c := &ck.d.Citations[i]
		if !c.Kind.NamesDocument() || c.Parent >= 0 {
			continue
		}
		from := max(0, c.Start-400) // a line that names its document later than that is no line of a list
		line := from + strings.LastIndexByte(text[from:c.Start], '\n') + 1
		if from > 0 && line == from || line == lastLine || !strings.HasPrefix(strings.TrimSpace(text[line:]), "Căn cứ") {
			continue
		}
		lastLine = line
		if rank(c) == 0 {
			continue
		}
		if last >= 0 && rank(c) < rank(&ck.d.Citations[last]) {
			ck.add(Finding{Kind: Form, Severity: Info, Start: c.Start, End: c.End, Found: oneLine(text[c.Start:c.End]), Citation: i, Source: set.Source,
				Message: "Trong danh sách căn cứ, " + ck.d.Citations[i].Type + " đứng sau " + ck.d.Citations[last].Type + "; thường xếp theo hiệu lực pháp lý từ cao xuống thấp."})
			continue
		}
		last = i
	}
}
