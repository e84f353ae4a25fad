package server

import (
	"strings"
	"testing"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/server/servertest"
)

// TestShownIsBounded has more findings than a page shows: the gravest are shown.
func TestShownIsBounded(t *testing.T) {
	s := &Server{lib: servertest.Sample()}
	d := &library.Document{Entry: library.Entry{Record: &document.Record{}}, Text: strings.Repeat("một ", 6000)}
	var r check.Report
	for i := range 3 * maxShown / 2 {
		f := check.Finding{Kind: check.Form, Severity: check.Info, Start: 5 * i, End: 5*i + 4, Message: "x", Source: "y", Expected: "hai", Sure: true, Citation: -1}
		if i%2 == 1 {
			f.Severity = check.Error
		}
		r.Findings = append(r.Findings, f)
	}
	v := s.makeDraftResult(d, &r, &draftForm{})
	n := map[string]int{}
	for _, g := range v.Groups {
		n[g.ID] = len(g.Items)
	}
	if n["can-sua"] != 3*maxShown/4 || n["can-sua"]+n["de-biet"] != maxShown || len(v.Repairs) != maxShown || len(v.Notes) != 1 {
		t.Errorf("%v, %d repairs, notes %q", n, len(v.Repairs), v.Notes)
	}
}

// TestFindingView says what is offered for a finding, and where from.
func TestFindingView(t *testing.T) {
	s := &Server{lib: servertest.Sample()}
	d := &library.Document{Entry: library.Entry{Record: &document.Record{}}, Text: "Học tập Nghị quyết số 12 ngày 3/2/2020 của xã."}
	at := strings.Index(d.Text, "3/2/2020")
	for _, tt := range []struct {
		name         string
		f            check.Finding
		label, grade string
		source, href string
		around       string
	}{
		{"a sure repair", check.Finding{Kind: check.DateOfIssue, Start: at, End: at + 8, Expected: "04/02/2020", Sure: true, Source: "https://vi-du.vn/a; độ tin cậy cao"}, "Sửa thành", "độ tin cậy cao", "vi-du.vn/a", "https://vi-du.vn/a", "… tập Nghị quyết số 12 ngày"},
		{"what the record has", check.Finding{Kind: check.Issuer, Start: at, End: at + 8, Expected: "Huyện ủy", Source: "sổ tay"}, "Thư viện ghi", "", "sổ tay", "", "… tập Nghị quyết số 12 ngày"},
		{"the new document", check.Finding{Kind: check.State, Start: 0, End: len(d.Text), Expected: "22-NQ/TW", Source: "sổ tay"}, "Văn bản mới", "", "sổ tay", "", ""},
		{"a neighbour's day is not offered", check.Finding{Kind: check.Order, Start: 0, End: len(d.Text), Expected: "01/01/2020", Source: "sổ tay"}, "", "", "sổ tay", "", ""},
		{"a kind of its own name", check.Finding{Kind: "khac", Start: 0, End: len(d.Text)}, "", "", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := s.makeFinding(d, &tt.f, 1, func(string) *library.Entry { return nil }, map[int]bool{})
			var src source
			if v.Source != nil {
				src = *v.Source
			}
			if v.Label != tt.label || v.Grade != tt.grade || src.Text != tt.source || src.Href != tt.href || v.Kind == "" || v.Around != tt.around {
				t.Errorf("%+v from %+v", v, src)
			}
		})
	}
}
