package vietnamese

import "strings"

// address reads a web or mail address that begins with the ASCII letter at i.
func (t *Tokenizer) address(tok *Token) bool {
	s, a := t.norm, t.i
	end := a
	for end < len(s) && addressByte(s[end]) {
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

func addressByte(c byte) bool {
	return asciiLetter(c) || digit(c) || strings.IndexByte("-._~:/?#@!$&+;=%", c) >= 0
}

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
	for _, label := range strings.Split(s, ".") {
		if label == "" || label[0] == '-' || strings.ContainsAny(label, "_~:/?#@!$&+;=%") {
			return false
		}
	}
	switch strings.ToLower(s[k+1:]) {
	case "vn":
		return s[k+1:] == "vn" || s[:k] == strings.ToUpper(s[:k])
	case "com", "net", "org", "edu", "gov", "info", "int", "io", "biz", "asia", "eu", "uk", "jp", "cn", "us":
		return true
	}
	return false
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
