package document

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a calendar date known to the year, the month or the day. Sources
// often give only "1/2012" or a bare year; what they do not give stays zero.
// The zero Date is unknown.
type Date struct {
	Year, Month, Day int
}

// ParseDate reads an ISO date of any precision: "2019", "2019-09",
// "2019-09-05". The empty string is the unknown date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 || (i > 0 && len(p) != 2) {
			return Date{}, fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
		}
		n[i] = v
	}
	d := Date{n[0], n[1], n[2]}
	if !d.valid() {
		return Date{}, fmt.Errorf("date %q is not in the calendar", s)
	}
	return d, nil
}

// MustDate is ParseDate for dates written in code; it panics on an error.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func (d Date) valid() bool {
	if d.Month == 0 {
		return d.Day == 0
	}
	if d.Month > 12 {
		return false
	}
	if d.Day == 0 {
		return true
	}
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.Day
}

// IsZero reports that nothing is known of the date.
func (d Date) IsZero() bool { return d.Year == 0 }

// Full reports that the date is known to the day.
func (d Date) Full() bool { return d.Day != 0 }

// String gives the ISO form as precise as the date is known: "2019-09-05",
// "2019-09", "2019", or "".
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Vietnamese gives the form of official texts: days under 10 and the months 1
// and 2 take a leading zero, other months do not ("05/9/2019", "22/01/2019";
// Nghị định 30/2020/NĐ-CP, Phụ lục I). Less precise dates are "9/2019" and
// "2019"; the unknown date is "".
func (d Date) Vietnamese() string {
	month := strconv.Itoa(d.Month)
	if d.Month == 1 || d.Month == 2 {
		month = "0" + month
	}
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return strconv.Itoa(d.Month) + "/" + strconv.Itoa(d.Year)
	}
	return fmt.Sprintf("%02d/%s/%d", d.Day, month, d.Year)
}

// Agrees reports that the two dates do not contradict each other: every part
// known on both sides is equal. An unknown date agrees with every date.
func (d Date) Agrees(e Date) bool {
	if d.Year == 0 || e.Year == 0 {
		return true
	}
	if d.Year != e.Year {
		return false
	}
	if d.Month == 0 || e.Month == 0 {
		return true
	}
	if d.Month != e.Month {
		return false
	}
	return d.Day == 0 || e.Day == 0 || d.Day == e.Day
}

// Before reports that d certainly lies before e, comparing only the parts that
// both dates know.
func (d Date) Before(e Date) bool {
	if d.Year == 0 || e.Year == 0 {
		return false
	}
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month == 0 || e.Month == 0 {
		return false
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day != 0 && e.Day != 0 && d.Day < e.Day
}

// Compare orders dates for lists: unknown first, then by year, month, day,
// a less precise date before the precise ones it contains.
func (d Date) Compare(e Date) int {
	for _, p := range [3][2]int{{d.Year, e.Year}, {d.Month, e.Month}, {d.Day, e.Day}} {
		if p[0] != p[1] {
			if p[0] < p[1] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
