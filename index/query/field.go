package query

import (
	"strings"

	"tracuu/internal/vietnamese"
)

// Name is a field that a filter looks at.
type Name string

// The fields.
const (
	Type   Name = "loại"
	Issuer Name = "cơ quan"
	Number Name = "số"
	Year   Name = "năm"
	Date   Name = "ngày"
	State  Name = "trạng thái"
	Cites  Name = "viện dẫn"
	Title  Name = "tiêu đề"
	Held   Name = "toàn văn"
)

// fields are the names that a field can be typed by, beside its own; all are
// also taken without marks, in one word, and with hyphens.
var fields = map[Name][]string{
	Type:   {"loại văn bản"}, // not thể loại: "trạng thái:thay thế loại:…" has it without marks
	Issuer: {"cơ quan ban hành", "nơi ban hành", "ban hành bởi"},
	Number: {"số hiệu", "số ký hiệu", "ký hiệu", "sh"},
	Year:   {"năm ban hành"},
	Date:   {"ngày ban hành"},
	State:  {"hiệu lực", "tình trạng"},
	Cites:  {"dẫn chiếu", "trích dẫn"},
	Title:  {"trích yếu", "tên văn bản"},
	Held:   {"có toàn văn"},
}

// byName finds a field by a name, with all its marks or without any.
var byName = func() map[string]Name {
	m := map[string]Name{}
	for f, names := range fields {
		for _, n := range append(names, string(f)) {
			for _, n := range []string{vietnamese.Lower(n), vietnamese.Fold(n)} {
				m[n] = f
				m[strings.ReplaceAll(n, " ", "")] = f
			}
		}
	}
	return m
}()

// Field is a filter.
type Field struct {
	Name Name
	// Value is as typed, without quotation marks; of a year or date in the form
	// that String gives.
	Value string
	// Values are what the vocabulary has for the value (loại, cơ quan, trạng thái,
	// toàn văn): a document passes that has one of them. None: nothing passes.
	Values []string
	// From and To are the first and last day of a year or date, in ISO form; "" is
	// without end.
	From, To string
	// Exact says that a title's words were typed in quotation marks: they stand in
	// a row.
	Exact bool
}

func (f Field) String() string {
	if f.Name == Year || f.Name == Date {
		return string(f.Name) + ":" + f.Value
	}
	if f.Name == Title && !f.Exact {
		return string(f.Name) + ":(" + f.Value + ")"
	}
	return string(f.Name) + `:"` + f.Value + `"`
}
