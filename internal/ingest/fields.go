package ingest

import (
	"fmt"
	"slices"
	"strings"

	"tracuu/internal/document"
)

// field is one field of a record that can be read from a text or corrected by a
// person, by its name in document.yaml.
type field struct {
	name string
	get  func(*document.Record) string
	set  func(*document.Record, string)
}

func text(name string, at func(*document.Record) *string) field {
	return field{name, func(r *document.Record) string { return *at(r) }, func(r *document.Record, v string) { *at(r) = v }}
}

func date(name string, at func(*document.Record) *document.Date) field {
	return field{name, func(r *document.Record) string { return at(r).String() }, func(r *document.Record, v string) {
		if d, err := document.ParseDate(v); err == nil {
			*at(r) = d
		}
	}}
}

var fields = []field{
	text("type", func(r *document.Record) *string { return &r.Type }),
	text("number", func(r *document.Record) *string { return &r.Number.Number }),
	text("year", func(r *document.Record) *string { return &r.Year }),
	text("symbol", func(r *document.Record) *string { return &r.Symbol }),
	date("date", func(r *document.Record) *document.Date { return &r.Date }),
	text("issuer", func(r *document.Record) *string { return &r.Issuer }),
	text("term", func(r *document.Record) *string { return &r.Term }),
	text("plenum", func(r *document.Record) *string { return &r.Plenum }),
	text("title", func(r *document.Record) *string { return &r.Title }),
	text("signer", func(r *document.Record) *string { return &r.Signer }),
	text("post", func(r *document.Record) *string { return &r.Post }),
	text("place", func(r *document.Record) *string { return &r.Place }),
	text("scope", func(r *document.Record) *string { return &r.Scope }),
	date("effective", func(r *document.Record) *document.Date { return &r.Effective }),
	text("secrecy", func(r *document.Record) *string { return &r.Secrecy }),
	text("urgency", func(r *document.Record) *string { return &r.Urgency }),
	text("consolidates", func(r *document.Record) *string { return &r.Consolidates }),
	text("attached_to", func(r *document.Record) *string { return &r.AttachedTo }),
}

// core are the fields without which a document cannot be told from others.
var core = []struct{ name, vietnamese string }{
	{"type", "loại văn bản"}, {"number", "số"}, {"symbol", "ký hiệu"}, {"date", "ngày ban hành"}, {"issuer", "cơ quan ban hành"}, {"title", "trích yếu"},
}

// noType is the type of a document whose own word for it was not found.
const noType = "Tài liệu"

// doubtsOf lists what a person should compare with the document: core fields
// that were not found, or by a rule that is often wrong.
func doubtsOf(read map[string]document.Field) []Doubt {
	var out []Doubt
	for _, c := range core {
		f, ok := read[c.name]
		switch {
		case !ok || f.Value == "":
			out = append(out, Doubt{Field: c.name, Why: "không đọc được " + c.vietnamese})
		case f.Confidence < document.Doubtful:
			out = append(out, Doubt{Field: c.name, Value: f.Value, Why: fmt.Sprintf("%s đọc với độ tin cậy %.0f%%: %s", c.vietnamese, 100*f.Confidence, f.Rule)})
		}
	}
	return out
}

// undecided leaves out the doubts that a person has settled by a correction.
func undecided(doubts []Doubt, r *document.Record) []Doubt {
	return slices.DeleteFunc(slices.Clone(doubts), func(d Doubt) bool {
		return slices.ContainsFunc(r.Corrections, func(c document.Correction) bool { return c.Field == d.Field && decides(c) })
	})
}

// merge brings what a file says of itself into a record. What stands in the
// record stays, with two exceptions: a value that the machine itself read from
// an earlier file (before) gives way to the new reading, and a date known to the
// year or month is made precise. Of a record that a person has accepted only
// fields that are empty, and without which it is known all the same, are filled.
// Corrections by a person go over everything.
func merge(held *document.Record, read *document.Record, before map[string]document.Field) document.Record {
	r := *held
	accepted := Reviewed(held) != ""
	numbered := func(x *document.Record) string { return x.Label() }
	machineNumber := numbered(held) == "" || before != nil && before["number"].Value == held.Number.Number && before["symbol"].Value == held.Symbol
	for _, f := range fields {
		now, new := f.get(&r), f.get(read)
		if new == "" || new == now || accepted && (now != "" || f.name == "year" || isCore(f.name)) {
			continue
		}
		switch f.name {
		case "number", "year", "symbol": // a number is one thing: all of it or nothing
			if machineNumber && numbered(read) != "" {
				f.set(&r, new)
			}
		case "date", "effective":
			was, _ := document.ParseDate(now)
			is, _ := document.ParseDate(new)
			if now == "" || before[f.name].Value == now || was.Agrees(is) && len(new) > len(now) {
				f.set(&r, new)
			}
		default:
			if now == "" || before[f.name].Value == now {
				f.set(&r, new)
			}
		}
	}
	if len(r.Recipients) == 0 {
		r.Recipients = read.Recipients
	}
	if r.Title != "" && strings.HasPrefix(r.Description, fileDescription) {
		r.Description = ""
	}
	correct(&r)
	return r
}

// correct applies a person's corrections of fields.
func correct(r *document.Record) {
	for _, c := range r.Corrections {
		if !decides(c) {
			continue
		}
		for _, f := range fields {
			if f.name == c.Field {
				f.set(r, c.Value)
			}
		}
	}
}

// decides reports a correction that says what a field is, or that it is empty.
func decides(c document.Correction) bool { return c.Value != "" || c.Note == leftBlank }

func isCore(name string) bool {
	for _, c := range core {
		if c.name == name {
			return true
		}
	}
	return false
}
