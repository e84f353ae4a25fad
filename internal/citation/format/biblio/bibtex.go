package biblio

import "strings"

// BibTeX writes entries for biblatex: @legislation, whose corporate author
// stands in two pairs of braces so that no program takes it for a person.
func BibTeX(items []Item) string {
	var b strings.Builder
	names := keys(items)
	for i, it := range items {
		r := it.Record
		if i > 0 {
			b.WriteByte('\n')
		}
		kind := "legislation"
		if report(r) {
			kind = "report"
		}
		b.WriteString("@" + kind + "{" + names[i] + ",\n")
		field := func(name, value string) {
			if value = oneLine(value); value != "" {
				b.WriteString("  " + name + " = {" + texEscape(value) + "},\n")
			}
		}
		if issuer := oneLine(r.Issuer); issuer != "" {
			b.WriteString("  author = {{" + texEscape(issuer) + "}},\n")
		}
		field("title", title(r))
		field("shorttitle", short(r))
		field("type", r.Type)
		field("number", r.Label())
		field("date", r.Date.String())
		field("location", r.Place)
		field("note", it.Pinpoint)
		field("langid", "vietnamese")
		b.WriteString("}\n")
	}
	return b.String()
}

var texSpecial = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// texEscape writes what TeX would read as a command. Braces are escaped, so what
// stands in a field is balanced.
func texEscape(s string) string { return texSpecial.Replace(s) }
