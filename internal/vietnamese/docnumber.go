package vietnamese

import "strings"

// typeCodes are the letters of document types in symbols (66-QĐ/TW and
// HD 05-HD/VPTW of the Party; NĐ 30/2020/NĐ-CP, Phụ lục III; older State
// forms), in lower case. A number followed by one of these is a document
// number even where blanks stand around the separator.
var typeCodes = codeSet(`nq qđ qđi qyđ ct kl qc qyc tt hd tb tc bc kh ctr cl đa pa da ttr cv bb bs
	nđ l lct pl sl tttt ttlt nqlt ttlb tt-lb vbhn cđ tbkl gm ggt qh hp st sly lkg tgt cth ctrhđ cthđ cttg`)

// bodyCodes are letters of bodies that may follow in small letters or after
// blanks; any run of capitals will do elsewhere.
var bodyCodes = codeSet(`tw tư t.ư tu hu qu đu cb đh thu txu qutw vptw ubkttw btctw vptu ubkttu btctu ubnd hđnd
	cp ttg bca bqp bnv btc bct bgdđt byt btp bng bxd bkhcn ctn ubtvqh vpcp vpqh ubtvqh14 ubtvqh15 tandtc vksndtc hđtp nhnn ttcp ktnn`)

// notSymbols are units and currencies that follow a slash after a number.
var notSymbols = codeSet(`usd vnd vnđ eur kg km ha mw kw kwh gb tb mb đ gdp`)

func codeSet(list string) map[string]bool {
	ascii := strings.NewReplacer("đ", "d", "ư", "u")
	set := make(map[string]bool)
	for _, code := range strings.Fields(list) {
		set[code] = true
		set[ascii.Replace(code)] = true // typed without marks
	}
	return set
}

// documentNumber reads a document number at i:
//
//	number [/ year] symbol {separator symbol}
//
// with hyphen or slash as separator. White space around a separator is
// allowed where the symbol is a known code, a line end only after one.
func (t *Tokenizer) documentNumber(tok *Token) bool {
	s, a := t.norm, t.i
	num := digits(s, a)
	for num-a <= 3 && num+3 < len(s) && s[num] == '.' && digits(s, num+1) == num+4 { // 1.234/QĐ-UBND
		num += 4
	}
	if num-a > 9 || t.afterDigits(a) {
		return false
	}
	// A letter between number and separator: 15a/2020/TT-BTC.
	after := num
	if after+1 < len(s) && asciiLetter(s[after]) && (s[after+1] == '/' || s[after+1] == '-') {
		after++
	}
	n := docScan{s: s, at: after}
	sep, ok := n.separator()
	if !ok {
		return false
	}
	t.parts.begin()
	t.part(a, after, KindNumber)
	first := sep
	year := false
	if n.at < len(s) && digit(s[n.at]) {
		y := digits(s, n.at)
		if v := value(s[n.at:y]); y-n.at != 4 || v < 1945 || v > 2099 || sep.char != '/' {
			t.parts.drop()
			return false
		}
		year = true
		t.part(n.at, y, KindNumber)
		n.at = y
		if sep, ok = n.separator(); !ok {
			t.parts.drop()
			return false
		}
	}
	end := 0
	symbols := 0
	known := false // the first symbol is a type code
	second := byte(0)
	loose := false
	named := t.last == "số" // said to be a number, so that blanks matter less
	for {
		seg, ok := t.symbol(n.at, sep, symbols, year, named || known)
		if !ok {
			break
		}
		if symbols == 0 {
			known = seg.typeCode
		}
		if symbols == 1 {
			second = sep.char
		}
		loose = loose || seg.small || sep.blank
		t.partText(n.at, seg.end, KindSymbol, seg.text)
		end = seg.end
		symbols++
		n.at = seg.end
		if sep, ok = n.separator(); !ok || symbols == mostPieces {
			break
		}
		if sep.blank && (symbols > 1 || !known && !named) {
			break
		}
	}
	parts := t.parts.take()
	if symbols == 0 || !year && !acceptNumber(parts[1:], known, loose, named, first) {
		return false
	}
	t.last, t.caps = "", false
	t.emit(tok, a, end, KindDocumentNumber)
	tok.Parts = parts
	tok.Text = canonicalNumber(tok.Text, parts, year, first.char, second)
	return true
}

// afterDigits reports that the number at i is the tail of something else:
// mẫu 01-1/BK, biểu B4.6-BB, QCVN 01:2022/BQP.
func (t *Tokenizer) afterDigits(i int) bool {
	if i < 2 || !digit(t.norm[i-2]) {
		return false
	}
	switch t.norm[i-1] {
	case '.', '-', '/', ':':
		return true
	}
	return false
}

// acceptNumber decides between a document number and other things that look
// like one: fractions, quantities, ranges.
func acceptNumber(symbols []Token, known, loose, named bool, first separator) bool {
	if len(symbols) > 1 {
		return !loose || known || named
	}
	if loose && !named {
		return false
	}
	text := symbols[0].Text
	if known || first.char != '/' || len(text) < 2 || notSymbols[text] {
		return known
	}
	return bodyCodes[text] || !IsSyllable(text) // 23/CP, but not 3/KHU
}

// separator is a hyphen or slash with the white space around it.
type separator struct {
	char  byte
	blank bool // blanks on either side
	line  bool // a line ended after it
}

type docScan struct {
	s  string
	at int
}

func (n *docScan) separator() (separator, bool) {
	i := n.at
	for i < len(n.s) && n.s[i] == ' ' && i-n.at < 2 {
		i++
	}
	if i >= len(n.s) || n.s[i] != '-' && n.s[i] != '/' {
		return separator{}, false
	}
	sep := separator{char: n.s[i], blank: i > n.at}
	i++
	from := i
	for i < len(n.s) && (n.s[i] == ' ' || n.s[i] == '\n') && i-from < 4 {
		if n.s[i] == '\n' {
			if sep.line {
				return separator{}, false
			}
			sep.line = true
		}
		i++
	}
	if i > from && !sep.line {
		sep.blank = true
	}
	n.at = i
	return sep, true
}

// segment is one symbol of a document number.
type segment struct {
	end      int
	text     string
	typeCode bool
	small    bool // in small letters
}

// symbol reads the symbol at i, the k-th of its number.
//
// named says that white space before it is nothing to worry about.
func (t *Tokenizer) symbol(i int, sep separator, k int, year, named bool) (segment, bool) {
	s := t.norm
	var w wordScan
	scanWord(s, i, &w)
	if w.n == 0 || w.n > 24 {
		return segment{}, false
	}
	end := w.end
	upper, low := w.upper, w.lower
	// T.Ư and T.W: dots inside a symbol.
	for end+1 < len(s) && s[end] == '.' && w.n == 1 && w.upper == 1 {
		var next wordScan
		scanWord(s, end+1, &next)
		if next.upper == 0 || next.lower > 0 || next.marked {
			break
		}
		end = next.end
		upper += next.upper
		w.n = next.n
	}
	// NN&PTNT
	for end+1 < len(s) && s[end] == '&' {
		var next wordScan
		scanWord(s, end+1, &next)
		if next.upper == 0 || next.marked {
			break
		}
		end = next.end
		upper += next.upper
		low += next.lower
	}
	if w.marked || w.lower > 3 { // "CPngày": the blank is missing
		end = capitalsBefore(s, i)
		upper, low = w.upper, 0
	}
	if end == i {
		return segment{}, false
	}
	letters := t.text(i, end)
	end = digits(s, end) // QH14, BCĐ35
	if end < len(s) && wordByte(s[end]) && !(w.marked || w.lower > 3) {
		if end2 := symbolTail(s, end); end2 > end {
			end = end2
		} else if r, _ := decode(s, end); wordRune(r) {
			return segment{}, false
		}
	}
	text := t.text(i, end)
	seg := segment{end: end, text: symbolText(text)}
	seg.typeCode = typeCodes[letters]
	code := seg.typeCode || bodyCodes[letters]
	switch {
	case upper == 0:
		if !code || k == 0 && !seg.typeCode && !year {
			return segment{}, false
		}
		seg.small = true
	case !code && (upper < 2 && low > 0 || low > 3 || low > upper):
		return segment{}, false
	}
	if sep.blank && !code && (!named || upper < 2) {
		return segment{}, false
	}
	if sep.line && !code && (upper < 2 || k == 0) {
		return segment{}, false
	}
	return seg, true
}

// capitalsBefore is the end of the two capitals or more at i that stand right
// before a marked syllable in small letters; i if that is not so.
func capitalsBefore(s string, i int) int {
	j := i
	for n := 0; j < len(s); n++ {
		r, size := decode(s, j)
		if l := letterOf(r); l == 0 || !l.upper() || l.tone() != Ngang {
			var rest wordScan
			scanWord(s, j, &rest)
			if n >= 2 && rest.upper == 0 && rest.marked && rest.syllable() {
				return j
			}
			break
		}
		j += size
	}
	return i
}

// symbolTail reads capitals after digits inside a symbol, as in X03B.
func symbolTail(s string, i int) int {
	for i < len(s) && (s[i] >= 'A' && s[i] <= 'Z' || digit(s[i])) {
		i++
	}
	return i
}

// symbolText is the canonical text of a symbol: no dots, tw for TƯ.
func symbolText(text string) string {
	if strings.IndexByte(text, '.') >= 0 {
		return undotted(text)
	}
	return central(text)
}

// partText is part with a text of its own.
func (t *Tokenizer) partText(a, b int, kind Kind, text string) {
	t.parts.add(Token{Start: t.offset(a), End: t.offset(b), Kind: kind, Text: text})
}

// canonicalNumber joins the parts with the separators of their family:
// number/year/type-body for numbers with a year, number-type/body for the
// Party, number/type-body for the State. It returns text itself if that is
// canonical already.
func canonicalNumber(text string, parts []Token, year bool, first, second byte) string {
	var buf [96]byte
	out := append(buf[:0], parts[0].Text...)
	k := 1
	party := false
	if year {
		out = append(append(out, '/'), parts[1].Text...)
		k = 2
	} else {
		party = len(parts) > 2 && partyBody(parts[2].Text) || first == '-' && second != '-'
	}
	for n, p := range parts[k:] {
		sep := byte('-')
		if n == 0 && !party || n == 1 && party {
			sep = '/'
		}
		out = append(append(out, sep), p.Text...)
	}
	if string(out) == text {
		return text
	}
	return string(out)
}

// partyBody reports codes of Party bodies: TW, TU, ĐU and the codes that end
// so (VPTW, BTCTU).
func partyBody(code string) bool {
	switch code {
	case "cb", "đh", "hu", "qu", "đu", "thu", "txu":
		return true
	}
	return strings.HasSuffix(code, "tw") || strings.HasSuffix(code, "tu")
}

// DocumentNumber returns the pieces of a document number: the number, the
// year ("" if it has none) and the symbols after them. For other tokens all
// are empty.
func (t Token) DocumentNumber() (number, year string, symbols []Token) {
	if t.Kind != KindDocumentNumber || len(t.Parts) < 2 {
		return "", "", nil
	}
	if t.Parts[1].Kind == KindNumber {
		return t.Parts[0].Text, t.Parts[1].Text, t.Parts[2:]
	}
	return t.Parts[0].Text, "", t.Parts[1:]
}
