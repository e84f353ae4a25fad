package library

import (
	"strings"

	"tracuu/internal/document"
	"tracuu/internal/vietnamese"
	"tracuu/internal/vietnamese/keys"
)

// Suggestion is something that the beginning of a query may become.
type Suggestion struct {
	// Kind is one of the kinds below.
	Kind string
	// Record is the document of a SuggestDocument, else nil.
	Record   *document.Record
	TextHeld bool
	// Value is the type or issuer, with the number of its documents.
	Value
}

// The kinds of suggestions.
const (
	SuggestDocument = "document"
	SuggestType     = "type"
	SuggestIssuer   = "issuer"
)

// Bounds of what is read of a query that is being typed, and of what it is
// offered besides documents.
const (
	maxTyped        = 200 // bytes
	maxValueOffers  = 2
	maxDirectOffers = 3
)

// Suggest gives at most n things that a query which is being typed may be going
// to: documents by number in any spelling or by words of the title, types and
// issuers. It reads memory only.
func (l *Library) Suggest(typed string, n int) []Suggestion {
	v := l.current()
	if len(typed) > maxTyped || strings.TrimSpace(typed) == "" || n <= 0 {
		return nil
	}
	x := v.titles()
	offers := v.named(typed, min(n, maxDirectOffers))
	offers = append(offers, x.find(typed, n)...)
	if len(offers) == 0 {
		if read := withoutKeys(typed); read != typed {
			typed = read
			offers = x.find(typed, n)
		}
	}
	out := append(offeredValues(SuggestType, x.types, typed), offeredValues(SuggestIssuer, x.issuers, typed)...)
	// A type or an issuer stands first where that is what was typed, and leaves
	// room for documents.
	out = out[:min(len(out), n/2)]
	seen := map[string]bool{}
	for _, o := range offers {
		if len(out) < n && !seen[o.ID] {
			seen[o.ID] = true
			out = append(out, Suggestion{Kind: SuggestDocument, Record: &o.Record, TextHeld: o.HasText()})
		}
	}
	return out
}

// named are the documents that a text names by number or name.
func (v *view) named(text string, n int) (out []offer) {
	for _, h := range v.catalogue.LookUp(text) {
		if d := v.docs[h.Document]; d != nil && len(out) < n {
			out = append(out, offer{node: d})
		}
	}
	return out
}

// offeredValues are the values that have a word beginning with what was typed,
// those that are most of the library first.
func offeredValues(kind string, values []Value, typed string) (out []Suggestion) {
	asked := strings.Join(appendWords(nil, vietnamese.Fold(typed)), " ")
	if len([]rune(asked)) < 2 {
		return nil
	}
	for _, v := range values {
		if len(out) < maxValueOffers && strings.HasPrefix(vietnamese.Fold(v.Value), asked) {
			out = append(out, Suggestion{Kind: kind, Value: v})
		}
	}
	return out
}

// withoutKeys reads the words that have keys of Telex or VNI left in them.
func withoutKeys(typed string) string {
	words := strings.Fields(typed)
	changed := false
	for i, w := range words {
		if s, _, ok := keys.Decode(w); ok {
			words[i], changed = s, true
		}
	}
	if !changed {
		return typed
	}
	return strings.Join(words, " ")
}
