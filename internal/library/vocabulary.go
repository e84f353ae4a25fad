package library

import (
	"strings"

	"tracuu/index/query"
	"tracuu/internal/citation/tables"
	"tracuu/internal/vietnamese"
)

// stateNames are what the filter trạng thái calls the states. Sources say what
// ended or changed a document, never that one is in force: "còn hiệu lực" finds
// those of which a source says that they go on, whole or in part.
var stateNames = map[Status][]string{
	StatusUnknown:  {"chưa rõ", "chưa rõ hiệu lực", "không rõ"},
	StatusReplaced: {"thay thế", "được thay thế", "bị thay thế", "đã thay thế", "hết hiệu lực", "hết"},
	StatusRepealed: {"bãi bỏ", "bị bãi bỏ", "đã bãi bỏ", "hết hiệu lực", "hết"},
	StatusAmended:  {"sửa đổi", "được sửa đổi", "sửa đổi bổ sung", "được sửa đổi bổ sung", inForce, "còn"},
	StatusPartly:   {"một phần", "hết hiệu lực một phần", inForce, "còn"},
	StatusOngoing:  {"tiếp tục", "tiếp tục thực hiện", "được tiếp tục thực hiện", inForce, "còn"},
}

const inForce = "còn hiệu lực"

// makeVocabulary lists the values that filters can have: all types that there
// are, the issuers of the library, the states.
func (v *view) makeVocabulary() *query.Vocabulary {
	out := new(query.Vocabulary)
	for _, t := range tables.Types() {
		if t.Strength == tables.NoType {
			continue
		}
		out.Add(query.Type, t.Name, t.Name)
		out.Add(query.Type, t.Name, t.Variants...)
		out.Add(query.Type, t.Name, t.Abbreviations...)
		if len(t.Letters) > 0 { // of a Quy định too they are QĐ
			out.Add(query.Type, t.Name, t.Letters[0])
		}
	}
	seen, issuers := map[string]bool{}, map[string]bool{}
	for _, id := range v.ids {
		n := v.docs[id]
		if !seen[n.Type] {
			seen[n.Type] = true
			out.Add(query.Type, n.Type, n.Type) // it may be one that the table does not have
		}
		if n.Issuer != "" && !issuers[n.Issuer] {
			issuers[n.Issuer] = true
			out.Add(query.Issuer, n.Issuer, issuerNames(n.Issuer)...)
		}
	}
	for s, names := range stateNames {
		out.Add(query.State, string(s), names...)
	}
	return out
}

// issuerNames are what an issuer is called: as it is written, without its term
// and meeting, and by the other names of the body.
func issuerNames(issuer string) []string {
	bare, _, _ := strings.Cut(issuer, "(")
	if i := strings.LastIndex(bare, " khóa "); i > 0 {
		bare = bare[:i]
	}
	bare = strings.TrimSpace(bare)
	names := []string{issuer, bare}
	folded := vietnamese.Fold(bare)
	if b, end, ok := tables.PlainBodyAt(folded, 0); ok && end == len(folded) {
		names = append(names, b.Name)
		names = append(names, b.Variants...)
	}
	if rest, ok := strings.CutPrefix(bare, "UBND"); ok {
		names = append(names, "Ủy ban nhân dân"+rest)
	}
	if rest, ok := strings.CutPrefix(bare, "Ủy ban nhân dân"); ok {
		names = append(names, "UBND"+rest)
	}
	return names
}
