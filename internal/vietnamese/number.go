package vietnamese

// number reads the token that begins with the digit at i.
func (t *Tokenizer) number(tok *Token) {
	s, a := t.norm, t.i
	j := digits(s, a)
	if j == len(s) || s[j] == ' ' && (j+1 == len(s) || s[j+1] != '-' && s[j+1] != '/') {
		t.last, t.caps = "", false
		t.emit(tok, a, j, KindNumber)
		return
	}
	if t.documentNumber(tok) {
		return
	}
	t.last, t.caps = "", false
	if t.date(tok) || t.dotted(tok) {
		return
	}
	// A single letter after the digits belongs to the number: Điều 5a, 4G.
	var w wordScan
	scanWord(s, j, &w)
	if w.n == 1 && !w.marked && (w.end == len(s) || !digit(s[w.end])) {
		t.parts.begin()
		t.part(a, j, KindNumber)
		t.part(j, w.end, KindWord)
		t.emit(tok, a, w.end, KindNumber)
		tok.Parts = t.parts.take()
		return
	}
	t.emit(tok, a, j, KindNumber)
}

func digits(s string, i int) int {
	for i < len(s) && digit(s[i]) {
		i++
	}
	return i
}

// value reads at most nine digits.
func value(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 9; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// date reads day, month and year of four digits with one separator.
func (t *Tokenizer) date(tok *Token) bool {
	s, a := t.norm, t.i
	d := digits(s, a)
	if d-a > 2 || d == len(s) || s[d] != '/' && s[d] != '-' && s[d] != '.' {
		return false
	}
	m := digits(s, d+1)
	if m == d+1 || m-d > 3 || m == len(s) || s[m] != s[d] {
		return false
	}
	y := digits(s, m+1)
	if y-m != 5 {
		return false
	}
	day, month, year := value(s[a:d]), value(s[d+1:m]), value(s[m+1:y])
	if day < 1 || day > 31 || month < 1 || month > 12 || year < 1000 || year > 2999 {
		return false
	}
	if y+1 < len(s) && (s[y] == s[d] || s[y] == '/') && digit(s[y+1]) {
		return false
	}
	t.parts.begin()
	t.part(a, d, KindNumber)
	t.part(d+1, m, KindNumber)
	t.part(m+1, y, KindNumber)
	t.emit(tok, a, y, KindDate)
	tok.Parts = t.parts.take()
	return true
}

// dotted reads numbers with dots and commas inside: 1.000.000 and 3,5 are
// decimals, 3.2.1 and 0210.3846.647 are numbers of several parts.
func (t *Tokenizer) dotted(tok *Token) bool {
	s, a := t.norm, t.i
	first := digits(s, a)
	if first+1 >= len(s) || s[first] != '.' && s[first] != ',' || !digit(s[first+1]) {
		return false
	}
	sep := s[first]
	if sep == ',' && a > 1 && s[a-1] == ',' && digit(s[a-2]) {
		return false // the rest of a list
	}
	end := first
	groups, thousands := 0, first-a <= 3 && s[a] != '0'
	for end+1 < len(s) && s[end] == sep && digit(s[end+1]) {
		next := digits(s, end+1)
		if next-end != 4 {
			thousands = false
		}
		end = next
		groups++
	}
	if groups > 1 && sep == ',' && !thousands {
		return false // a list: 1,2,3
	}
	kind := KindDecimal
	if groups > 1 && !thousands {
		kind = KindNumber
	}
	if thousands && end+1 < len(s) && (s[end] == '.' || s[end] == ',') && s[end] != sep && digit(s[end+1]) {
		end = digits(s, end+1) // 1.234.567,89
	}
	t.parts.begin()
	for from := a; from < end; {
		next := digits(s, from)
		t.part(from, next, KindNumber)
		from = next + 1
	}
	t.emit(tok, a, end, kind)
	tok.Parts = t.parts.take()
	return true
}
