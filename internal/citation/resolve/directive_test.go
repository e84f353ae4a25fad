package resolve

import (
	"os"
	"strings"
	"testing"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// TestDirective resolves the first document of the library: 16 mentions with a
// number name eleven documents, several of which share their number with others.
func TestDirective(t *testing.T) {
	raw, err := os.ReadFile(shared(t, "corpus", "23-CT-TU.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	records := tableRecords(t)
	var self *document.Record
	for _, r := range records {
		if r.Label() == "23-CT/TU" {
			self = r
		}
	}
	c := New(records)
	f := citation.Finder{Self: *self, Titles: c.Titles}
	cites := f.Find(text)
	structure := document.Divide(text)
	got := c.Resolve(Citing{Record: self, Text: text, Structure: structure, Explain: true}, cites)
	want := map[string]string{
		"12-NQ/TW": "2022-03-16", "86-NQ/TU": "2023-03-15", "03/ĐA-BCA": "2023-01-27", "44-NQ/TW": "2023-11-24",
		"51-NQ/TW": "2019-09-05", "15-KL/TW": "2021-09-30", "46-CT/TW": "2015-06-22", "44-KL/TW": "2019-01-22",
		"09-CT/TW": "2011-12-01", "25-CT/TU": "2022-06-03", "23-CT/TU": "2023-12-26",
	}
	numbered, named, selves := 0, map[string]bool{}, 0
	titleFindings := map[string]string{}
	for i, res := range got {
		cite := &cites[i]
		if testing.Verbose() {
			s, e := cite.Span()
			t.Logf("%q\n   %s %s %s %.2f %v %v rejected %v", text[s:e], res.Outcome, res.Document, res.Rule, res.Confidence, res.Why, res.Findings, res.Rejected)
		}
		switch {
		case cite.Number.Number != "":
			numbered++
			r := c.Record(res.Document)
			if res.Outcome != Resolved || r == nil || r.Date.String() != want[cite.Label()] || r.Label() != cite.Label() {
				t.Errorf("%s: %s %s by %s", cite.Label(), res.Outcome, res.Document, res.Rule)
				continue
			}
			named[res.Document] = true
			for _, f := range res.Findings {
				if f.Kind == FindTitle {
					titleFindings[cite.Label()] = f.Found
				}
				if f.Kind == FindOrder || f.Kind == FindIssuer || f.Kind == FindDate {
					t.Errorf("%s: finding %s", cite.Label(), f.Message)
				}
			}
			if len(res.Why) == 0 {
				t.Errorf("%s: no explanation", cite.Label())
			}
		case cite.Kind == citation.Self:
			if res.Document != self.ID {
				t.Errorf("self: %s %s", res.Outcome, res.Document)
			}
			selves++
		case cite.Kind == citation.Vague && res.Outcome != Vague,
			(cite.Kind == citation.Future || cite.Kind == citation.Term) && res.Outcome != None:
			t.Errorf("%s: %s", cite.Kind, res.Outcome)
		}
	}
	if numbered != 16 || len(named) != 11 || selves < 2 {
		t.Errorf("%d numbered citations of %d documents, %d references to itself", numbered, len(named), selves)
	}
	for _, n := range []string{"09-CT/TW", "44-KL/TW"} {
		if titleFindings[n] != "toàn dân" {
			t.Errorf("%s: the title lacks “toàn dân”, found %q", n, titleFindings[n])
		}
	}
	if len(titleFindings) != 2 {
		t.Errorf("title findings: %v", titleFindings)
	}
	for i, res := range got {
		if cites[i].Label() == "12-NQ/TW" && cites[i].Date.Full() {
			if len(res.Rejected) != 2 || !strings.Contains(strings.Join(res.Why, " "), "ba văn bản mang số 12-NQ/TW") {
				t.Errorf("12-NQ/TW: %v, rejected %v", res.Why, res.Rejected)
			}
		}
	}
}

// TestDirectiveWithoutOne takes each document out of the catalogue in turn: its
// mentions must then name nothing, whatever else bears its number, and all
// others stay as they were.
func TestDirectiveWithoutOne(t *testing.T) {
	raw, err := os.ReadFile(shared(t, "corpus", "23-CT-TU.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	c := New(tableRecords(t))
	var self *document.Record
	for _, r := range tableRecords(t) {
		if r.Label() == "23-CT/TU" {
			self = r
		}
	}
	f := citation.Finder{Self: *self}
	cites := f.Find(text)
	doc := Citing{Record: self, Text: text}
	full := c.Resolve(doc, cites)
	for _, r := range tableRecords(t) {
		if r.ID == self.ID {
			continue
		}
		c.Remove(r.ID)
		for i, res := range c.Resolve(doc, cites) {
			switch {
			case full[i].Document == r.ID && res.Outcome == Resolved:
				t.Errorf("without %s, %s names %s by %s", r.ID, cites[i].Label(), res.Document, res.Rule)
			case full[i].Document != r.ID && res.Document != full[i].Document:
				t.Errorf("without %s, %s becomes %q", r.ID, cites[i].Label(), res.Document)
			}
		}
		c.Add(r)
	}
}
