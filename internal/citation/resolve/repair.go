package resolve

import (
	"strings"
	"unicode/utf8"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
	"tracuu/internal/vietnamese"
)

// malformed keeps a damaged number as it is, with the documents that the likely
// repair would name. It never links.
func (r *run) malformed(i int, f *facts) {
	c := f.c
	res := Resolution{Outcome: Malformed, Antecedent: -1, Rule: "damaged-number", Repair: c.Repair, Confidence: .5}
	if n, err := document.ParseNumber(c.Repair); err == nil {
		mended := *c
		mended.Number, mended.Repair = n, ""
		var g facts
		r.readFacts(&g, &mended)
		for _, k := range r.candidates(&g) {
			if k.reject == fits {
				res.Candidates = append(res.Candidates, Candidate{Document: k.e.rec.ID, Score: share(k.score - 1)})
			}
		}
	}
	if r.doc.Explain {
		r.explain(f, nil, &res)
	}
	r.out[i] = res
}

// nearMiss looks for records whose number is the cited one but for marks (NĐ
// written ND) or letters that scanners confuse with digits. A symbol whose
// letters and body are both known is taken at its word instead: ĐA and DA are
// two types.
func (r *run) nearMiss(i int, f *facts) bool {
	c := f.c
	if knownSymbol(f) {
		return false
	}
	r.key = appendPlainKey(r.key[:0], c.Number)
	slots := r.c.plain[string(r.key)]
	if len(slots) == 0 {
		return false
	}
	r.ks = r.ks[:0]
	for _, s := range slots {
		k := r.judge(f, s, r.c.entries[s])
		if k.reject == fits {
			r.ks = append(r.ks, k)
		}
	}
	if len(r.ks) == 0 {
		return false
	}
	if r.lostSign(i, f) {
		return true
	}
	sortCandidates(r.ks)
	res := Resolution{Outcome: Malformed, Antecedent: -1, Rule: "near-miss", Repair: r.ks[0].e.rec.Label(), Confidence: .5}
	for j := range r.ks {
		res.Candidates = append(res.Candidates, Candidate{Document: r.ks[j].e.rec.ID, Score: share(r.ks[j].score - 1)})
	}
	if r.doc.Explain {
		r.explain(f, r.ks, &res)
	}
	r.out[i] = res
	return true
}

// lostSign decides among the near misses as for any number when the cited symbol
// has just their letters, and lacks a sign between them: NĐCP, as line breaks
// and forms leave it. The difference is kept as a finding.
func (r *run) lostSign(i int, f *facts) bool {
	kept := r.ks[:0]
	letters := bareSymbol(f.c.Symbol)
	for _, k := range r.ks {
		if bareSymbol(k.e.rec.Symbol) == letters {
			kept = append(kept, k)
		}
	}
	if len(kept) == 0 {
		return false
	}
	known := kept[0].e.rec
	res := r.decide(f, kept)
	res.Findings = append(res.Findings, Finding{Kind: FindSymbol, Expected: known.Label(), Found: f.c.Label(),
		Message: "Số, ký hiệu viết “" + f.c.Label() + "”, đúng thể thức là “" + known.Label() + "”."})
	res.Confidence *= .9
	if f.c.Confidence > 0 {
		res.Confidence *= f.c.Confidence
	}
	if r.doc.Explain {
		r.explain(f, kept, &res)
	}
	r.out[i] = res
	return true
}

// bareSymbol is a symbol without separators, Đ kept apart from D.
func bareSymbol(s string) string {
	return strings.Map(lettersOnly, strings.ToUpper(document.NormalSymbol(s)))
}

// knownSymbol reports a symbol whose type letters and body code are both in the
// tables.
func knownSymbol(f *facts) bool {
	letters := f.c.Letters()
	if letters == "" {
		return len(tables.BodiesByCode(trimDigits(f.c.Symbol), "")) > 0
	}
	if !knownLetters[letters] {
		return false
	}
	body := bodyCode(f.c.Number)
	for body != "" {
		part, rest := body, ""
		for j := 0; j < len(body); j++ {
			if body[j] == '-' {
				part, rest = body[:j], body[j+1:]
				break
			}
		}
		if len(tables.BodiesByCode(trimDigits(part), "")) > 0 {
			return true
		}
		body = rest
	}
	return false
}

var knownLetters = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range tables.Types() {
		for _, l := range t.Letters {
			m[l] = true
		}
	}
	return m
}()

func trimDigits(s string) string {
	for len(s) > 0 && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' {
		s = s[:len(s)-1]
	}
	return s
}

// appendPlainKey appends a number key without marks and separators, in which
// letters and digits that look alike are one.
func appendPlainKey(dst []byte, n document.Number) []byte {
	for _, r := range n.Bare() {
		dst = append(dst, alikeDigit(r))
	}
	dst = append(dst, '|')
	dst = append(dst, n.Year...)
	dst = append(dst, '|')
	return appendPlainSymbol(dst, n.Symbol)
}

func appendPlainSymbol(dst []byte, symbol string) []byte {
	for _, r := range vietnamese.Fold(symbol) {
		switch {
		case r == 'q' || r == '0':
			dst = append(dst, 'o')
		case r == 'l' || r == '1' || r == 'i':
			dst = append(dst, 'i')
		case r == '5':
			dst = append(dst, 's')
		case r == '8':
			dst = append(dst, 'b')
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			dst = append(dst, byte(r))
		case r >= utf8.RuneSelf:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

func alikeDigit(r rune) byte {
	switch r {
	case 'o', 'O', 'Q':
		return '0'
	case 'l', 'I', 'i', '|':
		return '1'
	case 's', 'S':
		return '5'
	case 'B':
		return '8'
	}
	if r < utf8.RuneSelf {
		return byte(lowerRune(r))
	}
	return '?'
}

// plainKeys are the keys under which a search box finds the record: with and
// without the year.
func plainKeys(e *entry) []string {
	n := e.rec.Number
	if n.Number == "" {
		var keys []string
		for _, name := range lawNames(e.rec) {
			keys = append(keys, "l"+vietnamese.Fold(name))
		}
		return keys
	}
	keys := []string{string(appendPlainKey(nil, n))}
	if n.Year != "" {
		m := n
		m.Year = ""
		keys = append(keys, string(appendPlainKey(nil, m)))
		m = n
		m.Symbol = ""
		keys = append(keys, string(appendPlainKey(nil, m)))
	}
	m := document.Number{Number: n.Number}
	keys = append(keys, string(appendPlainKey(nil, m)))
	for _, name := range lawNames(e.rec) {
		keys = append(keys, "l"+vietnamese.Fold(name))
	}
	if p := e.issuer; p.plenum > 0 || p.congress {
		keys = append(keys, plenumKey(p, e.term))
	}
	return keys
}
