package vietnamese

import "strings"

// longestAddress bounds, in bytes, what is looked at from each place that
// might begin an address.
const longestAddress = 512

// address reads a web or mail address that begins with the ASCII letter at i.
func (t *Tokenizer) address(tok *Token) bool {
	s, a := t.norm, t.i
	end := a
	for limit := min(len(s), a+longestAddress); end < limit && addressBytes[s[end]]; {
		end++
	}
	// A sentence may end right after the address.
	for end > a && strings.IndexByte(".,;:!?)'\"-_", s[end-1]) >= 0 {
		end--
	}
	text := s[a:end]
	if scheme := strings.Index(text, "://"); scheme > 0 {
		if len(text) > scheme+3 && schemeName(text[:scheme]) {
			t.labels(tok, a, end, KindURL)
			return true
		}
		return false
	}
	host := text
	if k := strings.IndexAny(host, "/?#"); k >= 0 {
		host = host[:k]
	}
	if k := strings.IndexByte(host, '@'); k > 0 {
		if domain(host[k+1:]) && strings.IndexByte(host[k+1:], '@') < 0 {
			t.labels(tok, a, a+len(host), KindEmail)
			return true
		}
		return false
	}
	if k := strings.IndexByte(host, ':'); k > 0 && digits(host, k+1) == len(host) {
		host = host[:k]
	}
	if domain(host) {
		t.labels(tok, a, end, KindURL)
		return true
	}
	return false
}

// addressBytes are the bytes that an address may hold.
var addressBytes = func() (set [256]bool) {
	for c := range set {
		set[c] = asciiLetter(byte(c)) || digit(byte(c))
	}
	for _, c := range []byte("-._~:/?#@!$&+;=%") {
		set[c] = true
	}
	return set
}()

func schemeName(s string) bool {
	return strings.EqualFold(s, "http") || strings.EqualFold(s, "https") || strings.EqualFold(s, "ftp")
}

// domain reports whether s is a host name under a top-level domain that
// Vietnamese texts name; any run of letters with dots would take in words
// whose blank after the full stop is missing.
func domain(s string) bool {
	k := strings.LastIndexByte(s, '.')
	if k <= 0 || k+1 == len(s) {
		return false
	}
	switch top := s[k+1:]; strings.ToLower(top) {
	case "vn":
		if top != "vn" && s != strings.ToUpper(s) {
			return false
		}
	case "com", "net", "org", "edu", "gov", "info", "int", "io", "biz", "asia", "eu", "uk", "jp", "cn", "us":
	default:
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || label[0] == '-' || strings.ContainsAny(label, "_~:/?#@!$&+;=%") {
			return false
		}
	}
	return true
}

// labels emits the address with its runs of letters and digits as parts.
func (t *Tokenizer) labels(tok *Token, a, b int, kind Kind) {
	t.last, t.caps = "", false
	t.parts.begin()
	s := t.norm
	for i := a; i < b; {
		j := i
		for j < b && (asciiLetter(s[j]) || digit(s[j])) {
			j++
		}
		if j == i {
			i++
			continue
		}
		kind := KindWord
		if digits(s, i) >= j {
			kind = KindNumber
		}
		t.part(i, j, kind)
		i = j
	}
	t.emit(tok, a, b, kind)
	tok.Parts = t.parts.take()
}
