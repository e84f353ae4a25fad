package server

import (
	"net/url"
	"testing"
	"unicode/utf8"

	"tracuu/internal/document"
)

func TestReadDate(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"", ""}, {"26/12/2023", "2023-12-26"}, {"6/1/2023", "2023-01-06"}, {"26.12.2023", "2023-12-26"}, {"2023-12-26", "2023-12-26"},
		{"12/2023", "2023-12"}, {"2023", "2023"}, {"29/02/2024", "2024-02-29"}, {"29/02/2023", "!"}, {"31/4/2023", "!"}, {"26/12/23", "!"},
		{"13/2023", "!"}, {"0/1/2023", "!"}, {"1/2/3/2023", "!"}, {"ngày 26", "!"}, {"-", "!"}, {"99999999999999999999", "!"},
	} {
		d, why := readDate(tc.in)
		if got := d.String(); why != "" && tc.want != "!" || why == "" && got != tc.want {
			t.Errorf("%q: %q %s, want %q", tc.in, got, why, tc.want)
		}
	}
}

func TestReadNumber(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want document.Number
		bad  bool
	}{
		{"", document.Number{}, false},
		{"12/2023/NĐ-CP", document.Number{Number: "12", Year: "2023", Symbol: "NĐ-CP"}, false},
		{"Số: 23-CT/TU", document.Number{Number: "23", Symbol: "CT/TU"}, false},
		{"45", document.Number{Number: "45"}, false},
		{"QĐ-UBND", document.Number{Symbol: "QĐ-UBND"}, false},
		{"số mười", document.Number{}, true},
		{"12 và 13", document.Number{}, true},
	} {
		n, why := readNumber(tc.in)
		if (why != "") != tc.bad || why == "" && n != tc.want {
			t.Errorf("%q: %+v %s", tc.in, n, why)
		}
	}
}

// FuzzReadReview holds every form to giving values that a record can keep, or
// words about what is wrong.
func FuzzReadReview(f *testing.F) {
	f.Add("12/2023/NĐ-CP", "26/12/2023", "Quyết định")
	f.Add("/-", "31/02/2026", "")
	f.Add("\xff-\xff/", "2023-1-1", "\x00")
	f.Fuzz(func(t *testing.T, number, date, typ string) {
		values, wrong := readReview(url.Values{"number": {number}, "date": {date}, "type": {typ}})
		if d, ok := values["date"]; ok {
			if _, err := document.ParseDate(d); err != nil {
				t.Errorf("date %q became %q", date, d)
			}
		}
		for name, why := range wrong {
			if why == "" || utf8.ValidString(number+date+typ) && !utf8.ValidString(why) {
				t.Errorf("%s: %q", name, why)
			}
		}
		for _, name := range []string{"number", "date", "type"} {
			if _, ok := values[name]; !ok && wrong[name] == "" {
				t.Errorf("%s was dropped without a word", name)
			}
		}
	})
}
