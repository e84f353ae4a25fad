package extract

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// lists renders the numbers that a word processor shows before paragraphs; they
// are not in the text, and they are the structure of a legal document.
type lists struct {
	abstract map[string]*[listLevels]listLevel
	nums     map[string]*list
	counts   map[string]*[listLevels]int // by abstract list: lists of one kind count on
}

const listLevels = 9

type listLevel struct {
	format string // decimal, lowerLetter, upperRoman, bullet, …
	text   string // "%1.", "Điều %1."
	start  int
	legal  bool // numbers of other levels as decimals
	set    bool
}

type list struct {
	abstract string
	override [listLevels]*listLevel
	restart  [listLevels]int // start of this list, -1 where it counts on
	begun    bool
}

func readLists(p *pack, name string, s *styles) (*lists, error) {
	l := &lists{abstract: map[string]*[listLevels]listLevel{}, nums: map[string]*list{}, counts: map[string]*[listLevels]int{}}
	rc, err := p.open(name)
	if rc == nil || err != nil {
		return l, err
	}
	defer rc.Close()
	x := newXML(rc)
	var levels *[listLevels]listLevel
	var lvl *listLevel
	var num *list
	at := 0
	links := map[string]string{} // style that a list takes its levels from, by list
	named := map[string]string{} // list that defines a style
	cur := ""
	for {
		t, err := x.token()
		if err != nil {
			for id, style := range links {
				if from := l.abstract[named[style]]; from != nil && l.abstract[id] != nil && !l.abstract[id][0].set {
					*l.abstract[id] = *from
				}
			}
			if err == io.EOF || p.ctx.Err() == nil && p.left > 0 {
				return l, nil
			}
			return l, err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			if end, ok := t.(xml.EndElement); ok && end.Name.Local == "lvl" {
				lvl = nil
			}
			continue
		}
		v := attr(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			cur = attr(e, "abstractNumId")
			levels, num = &[listLevels]listLevel{}, nil
			l.abstract[cur] = levels
		case "numStyleLink":
			links[cur] = v
		case "styleLink":
			named[v] = cur
		case "num":
			num, levels = &list{restart: [listLevels]int{-1, -1, -1, -1, -1, -1, -1, -1, -1}}, nil
			l.nums[attr(e, "numId")] = num
		case "abstractNumId":
			if num != nil {
				num.abstract = v
			}
		case "lvl", "lvlOverride":
			at, _ = strconv.Atoi(attr(e, "ilvl"))
			if at < 0 || at >= listLevels {
				at = 0
			}
			if e.Name.Local == "lvlOverride" {
				continue
			}
			lvl = &listLevel{start: 1, set: true}
			switch {
			case num != nil:
				num.override[at] = lvl
			case levels != nil:
				lvl = &levels[at]
				*lvl = listLevel{start: 1, set: true}
			}
		case "startOverride":
			if num != nil {
				num.restart[at], _ = strconv.Atoi(v)
			}
		case "start":
			if lvl != nil {
				lvl.start, _ = strconv.Atoi(v)
			}
		case "numFmt":
			if lvl != nil {
				lvl.format = v
			}
		case "lvlText":
			if lvl != nil {
				lvl.text = v
			}
		case "isLgl":
			if lvl != nil {
				lvl.legal = !off(v)
			}
		}
	}
}

func (l *lists) level(n *list, i int) listLevel {
	if n.override[i] != nil {
		return *n.override[i]
	}
	if a := l.abstract[n.abstract]; a != nil {
		return a[i]
	}
	return listLevel{}
}

// label counts a paragraph of a list and gives what stands before it; "" where
// nothing does. Empty paragraphs are not counted.
func (l *lists) label(numID string, level int, counts bool) string {
	n := l.nums[numID]
	if n == nil || level >= listLevels || !counts {
		return ""
	}
	lvl := l.level(n, level)
	if !lvl.set {
		return ""
	}
	c := l.counts[n.abstract]
	if c == nil {
		c = &[listLevels]int{}
		for i := range c {
			c[i] = l.level(n, i).start - 1
		}
		l.counts[n.abstract] = c
	}
	if !n.begun {
		n.begun = true
		for i, r := range n.restart {
			if r >= 0 {
				c[i] = r - 1
			}
		}
	}
	c[level]++
	for i := level + 1; i < listLevels; i++ {
		c[i] = l.level(n, i).start - 1
	}
	switch lvl.format {
	case "none":
		return ""
	case "bullet":
		return bulletSign(lvl.text)
	}
	out := lvl.text
	for i := range listLevels {
		k := "%" + strconv.Itoa(i+1)
		if !strings.Contains(out, k) {
			continue
		}
		f := l.level(n, i).format
		if lvl.legal && i < level {
			f = "decimal"
		}
		v := c[i]
		if i > level || v < l.level(n, i).start {
			v = l.level(n, i).start
		}
		out = strings.ReplaceAll(out, k, ordinal(v, f))
	}
	return strings.TrimSpace(out)
}

// bulletSign is the sign of a bullet as far as text has it.
func bulletSign(s string) string {
	for _, r := range s {
		switch {
		case r == '-' || r == '–' || r == '+' || r == '*' || r == '•' || r == '○' || r == '■':
			return string(r)
		case r >= 0xF000 && r <= 0xF0FF || r == '·' || r == '§' || r == 'Ø' || r == 'o' || r == 'q' || r == 'v' || r == 'ü':
			return "•" // of a symbol font
		}
	}
	return s
}

// ordinal writes a number in a format of lists.
func ordinal(n int, format string) string {
	switch format {
	case "lowerLetter", "upperLetter":
		if n < 1 {
			return strconv.Itoa(n)
		}
		s := strings.Repeat(string(rune('a'+(n-1)%26)), min((n-1)/26+1, 8))
		if format == "upperLetter" {
			return strings.ToUpper(s)
		}
		return s
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}
