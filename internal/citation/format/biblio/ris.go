package biblio

import (
	"fmt"
	"strings"
)

// RIS writes a record of type STAT, or RPRT for reports. Lines end with CR LF,
// as the format's own description has them.
func RIS(items []Item) string {
	var b strings.Builder
	names := keys(items)
	for i, it := range items {
		r := it.Record
		tag := func(name, value string) {
			if value = oneLine(value); value != "" {
				b.WriteString(name + "  - " + value + "\r\n")
			}
		}
		kind := "STAT"
		if report(r) {
			kind = "RPRT"
		}
		tag("TY", kind)
		tag("ID", names[i])
		tag("AU", strings.ReplaceAll(r.Issuer, ",", " -")) // a comma would part a family name from a given one
		tag("TI", title(r))
		tag("ST", short(r))
		tag("M3", r.Type)
		tag("M1", r.Label())
		if d := r.Date; d.Year != 0 {
			tag("PY", fmt.Sprintf("%04d", d.Year))
			switch {
			case d.Day != 0:
				tag("DA", fmt.Sprintf("%04d/%02d/%02d/", d.Year, d.Month, d.Day))
			case d.Month != 0:
				tag("DA", fmt.Sprintf("%04d/%02d//", d.Year, d.Month))
			}
		}
		tag("CY", r.Place)
		tag("SE", it.Pinpoint)
		tag("LA", "vi")
		b.WriteString("ER  - \r\n\r\n")
	}
	return b.String()
}
