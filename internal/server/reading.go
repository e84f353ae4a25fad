package server

import (
	"strconv"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

// readingView says on a document's page what of it a machine read.
type readingView struct {
	Lead   string
	Review string // where it can be compared with its original; "" for nowhere
	Waits  bool
	Scan   string // what was recognised in pictures; "" for nothing
	Pages  []readingPage
}

type readingPage struct {
	Text, URL string
}

// makeReading gives nil for a document that people entered, and for one that a
// person has compared with its original and of which nothing was recognised.
func makeReading(d *library.Document, blocks []block) *readingView {
	r := d.Reading
	if r == nil || r.Accepted != "" && !r.Pending && len(r.Recognised) == 0 {
		return nil
	}
	out := &readingView{Lead: "Máy nhận dạng, cần đối chiếu bản gốc.", Review: reviewURL(d.Record.ID), Waits: r.Pending}
	if on, err := document.ParseDate(r.Accepted); err == nil && r.Accepted != "" && !r.Pending {
		out.Lead = "Thông tin văn bản đã được người đối chiếu với bản gốc ngày " + on.Vietnamese() + "."
	}
	if len(r.Recognised) == 0 {
		return out
	}
	sum := 0.0
	for _, p := range r.Recognised {
		sum += p.Confidence
		page := readingPage{Text: "trang " + strconv.Itoa(p.Number) + ": " + percent(p.Confidence)}
		for _, b := range blocks {
			if b.Anchor != "" && b.start >= p.Start {
				page.URL = "#" + b.Anchor
				break
			}
		}
		out.Pages = append(out.Pages, page)
	}
	what := "Chữ của " + thousands(len(r.Recognised)) + "/" + thousands(r.Pages) + " trang"
	if len(r.Recognised) == r.Pages {
		what = "Toàn văn"
	}
	out.Scan = what + " do máy nhận dạng từ ảnh chụp (OCR), có thể sai; độ tin cậy trung bình " + percent(sum/float64(len(r.Recognised)))
	return out
}

// percent writes a share; nothing that a machine read is called certain.
func percent(f float64) string { return strconv.Itoa(min(99, int(100*f+.5))) + "%" }
