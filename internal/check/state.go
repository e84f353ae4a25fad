package check

import (
	"strconv"
	"strings"

	"tracuu/internal/document"
)

// acts says in Vietnamese what one document does to another, passive.
var acts = map[document.RelationKind]string{
	document.Replaces: "được thay thế bởi",
	document.Repeals:  "bị bãi bỏ bởi",
	document.Amends:   "được sửa đổi, bổ sung bởi",
	document.Corrects: "được đính chính bởi",
	document.Suspends: "bị ngưng hiệu lực bởi",
}

var grades = map[document.Confidence]string{document.High: "cao", document.Medium: "trung bình", document.Low: "thấp"}

// state notes, once a document, what has become of it by the date of the draft.
func (ck *checker) state(i int, rec *document.Record) {
	c := &ck.d.Citations[i]
	if ck.tried[rec.ID] || ck.lib == nil {
		return
	}
	ck.tried[rec.ID] = true
	about := ck.lib.Acts(rec.ID)
	if len(about) == 0 {
		ck.noState = append(ck.noState, i)
		return
	}
	switch c.Relation {
	case document.Replaces, document.Repeals, document.Amends, document.Reviews, document.Corrects:
		return // the draft speaks of its end itself
	}
	for _, a := range about {
		words := acts[a.Kind]
		if words == "" || a.By == nil || ck.self(a.By.ID) {
			continue
		}
		on := a.Date
		if on.IsZero() {
			on = a.By.Date
		}
		ended := (a.Kind == document.Replaces || a.Kind == document.Repeals) && !a.Partly
		f := Finding{Kind: State, Severity: Info, Start: c.Start, End: c.End, Document: rec.ID, Found: rec.Label(), Citation: i, Source: a.Source}
		if g := grades[a.Confidence]; g != "" {
			f.Source = strings.TrimPrefix(a.Source+"; độ tin cậy "+g, "; ")
		}
		f.Message = rec.Name()
		if !rec.Date.IsZero() {
			f.Message += " ngày " + rec.Date.Vietnamese()
		}
		f.Message += " " + words + " " + describe(a.By)
		if a.Partly {
			f.Message += " (một phần)"
		}
		switch {
		case ended && !on.IsZero() && (ck.rep.Date.IsZero() || !ck.rep.Date.Before(on)):
			f.Severity, f.Expected = Warning, a.By.Label()
		case ended && ck.rep.Date.Before(on):
			f.Message += ", sau ngày của bản thảo (" + ck.rep.Date.Vietnamese() + ")"
		}
		f.Message += "."
		if a.Confidence == document.Low {
			f.Message += " Thông tin này mới có một nguồn."
		}
		ck.add(f)
	}
}

// unknownState says once for how many documents nothing is known of their force.
func (ck *checker) unknownState() {
	if len(ck.noState) > 0 {
		ck.skip(State, ck.noState[0], "Thư viện không có thông tin về hiệu lực của "+strconv.Itoa(len(ck.noState))+" văn bản được viện dẫn.")
	}
}
