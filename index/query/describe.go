package query

import (
	"strings"
)

// Describe says in Vietnamese how the query was read, "" for ordinary words: those
// need no telling.
func (q *Query) Describe() string {
	if q.Plain || q.Root == nil {
		return ""
	}
	of := []Node{q.Root}
	if a, ok := q.Root.(And); ok {
		of = a.Of
	}
	var has, hasNot, filters []string
	for _, n := range of {
		switch n := n.(type) {
		case Field:
			filters = append(filters, n.Words())
		case Not:
			if _, ok := n.Of.(Field); ok {
				filters = append(filters, Chip(n))
			} else {
				hasNot = append(hasNot, words(n.Of, false))
			}
		default:
			has = append(has, words(n, false))
		}
	}
	var out []string
	if len(has) > 0 {
		out = append(out, "có "+strings.Join(has, " và "))
	}
	if len(hasNot) > 0 {
		out = append(out, "không có "+strings.Join(hasNot, ", không có "))
	}
	out = append(out, filters...)
	return "Tìm văn bản " + strings.Join(out, "; ") + "."
}

// Chip says what a filter or exclusion does, as on a chip: "loại Chỉ thị", "không
// có cụm “kinh tế”".
func Chip(n Node) string {
	if not, ok := n.(Not); ok {
		if f, ok := not.Of.(Field); ok {
			return "không phải " + f.Words()
		}
	}
	return words(n, false)
}

// words says what a node wants; inner that it is a part of an alternative or
// of several things.
func words(n Node, inner bool) string {
	switch n := n.(type) {
	case Words:
		return "“" + n.Text + "”"
	case Phrase:
		if n.Prefix {
			return "cụm bắt đầu bằng “" + n.Text + "”"
		}
		return "cụm “" + n.Text + "”"
	case Prefix:
		return "từ bắt đầu bằng “" + n.Text + "”"
	case Field:
		return n.Words()
	case Not:
		return "không có " + words(n.Of, true)
	case Or:
		return several(n.Of, " hoặc ", inner)
	case And:
		return several(n.Of, " và ", inner)
	}
	return ""
}

func several(of []Node, between string, brackets bool) string {
	var parts []string
	for _, c := range of {
		parts = append(parts, words(c, true))
	}
	out := strings.Join(parts, between)
	if brackets {
		return "(" + out + ")"
	}
	return out
}

// Words says what a filter lets through, as on a chip: "loại Chỉ thị".
func (f Field) Words() string {
	switch f.Name {
	case Type:
		if n := len(f.Values); n > 0 && n <= 3 {
			return "loại " + strings.Join(f.Values, " hoặc ")
		}
	case Year, Date:
		from, to, ok := strings.Cut(f.Value, "..")
		switch {
		case !ok:
		case from == "":
			return "đến " + string(f.Name) + " " + to
		case to == "":
			return "từ " + string(f.Name) + " " + from
		default:
			return string(f.Name) + " " + from + " đến " + to
		}
	case Held:
		if len(f.Values) > 0 && f.Values[0] == "true" {
			return "có toàn văn"
		}
		return "chưa có toàn văn"
	case Title:
		if f.Exact {
			return "tiêu đề có cụm “" + f.Value + "”"
		}
		return "tiêu đề có “" + f.Value + "”"
	case Issuer:
		return "cơ quan ban hành “" + f.Value + "”"
	case Cites:
		return "có viện dẫn “" + f.Value + "”"
	}
	return string(f.Name) + " " + f.Value
}
