package servertest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"tracuu/internal/document"
	"tracuu/internal/extract"
	"tracuu/internal/ingest"
	"tracuu/internal/library"
)

// Decided is what a person decided in a review.
type Decided struct {
	What   string // "accept", "discard", "attach"
	ID     string
	Values map[string]string
	Target string
}

// Doubtful implements server.Library: the Reviews that wait, in their order.
func (l *Library) Doubtful() []library.Doubted {
	var out []library.Doubted
	for _, r := range l.Reviews {
		if r.Pending {
			out = append(out, library.Doubted{Entry: r.Entry, Since: r.Since, Doubts: r.Doubts})
		}
	}
	return out
}

// Review implements server.Library.
func (l *Library) Review(id string) (*library.Review, error) {
	for _, r := range l.Reviews {
		if r.Record.ID == id {
			return r, nil
		}
	}
	return nil, library.ErrNotFound
}

// Accept implements server.Library.
func (l *Library) Accept(_ context.Context, id, state string, values map[string]string) error {
	if values["secrecy"] != "" {
		return fmt.Errorf("%s: %w", values["secrecy"], ingest.ErrSecret)
	}
	return l.decide(id, state, Decided{What: "accept", ID: id, Values: values})
}

// Discard implements server.Library.
func (l *Library) Discard(_ context.Context, id, state string) error {
	return l.decide(id, state, Decided{What: "discard", ID: id})
}

// AttachTo implements server.Library.
func (l *Library) AttachTo(_ context.Context, id, state, target string) error {
	if _, err := l.Document(target); err != nil {
		return err
	}
	return l.decide(id, state, Decided{What: "attach", ID: id, Target: target})
}

func (l *Library) decide(id, state string, d Decided) error {
	r, err := l.Review(id)
	if err != nil {
		return err
	}
	if r.State != state {
		return library.ErrChanged
	}
	r.Pending = false
	l.Decisions = append(slices.Clone(l.Decisions), d)
	return nil
}

// ReviewID is the id of the document of AddReview.
const ReviewID = "quyet-dinh-19-qd-ubnd-2031"

// AddReview adds a document that waits for a person: a scan of two pages, of
// which some fields were read, one of them badly.
func (l *Library) AddReview() *library.Review {
	text := "ỦY BAN NHÂN DÂN\nXÃ VƯỜN SÔNG\nSố: l9/QĐ-UBND\nVườn Sông, ngày 07 tháng 5 năm 2031\nQUYẾT ĐỊNH\nVề việc phân công trực vườn cây ăn quả ven sông <mùa nước lớn>\n" +
		"Điều 1. Tổ trực gồm năm người.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\nCHỦ TỊCH\nTrần Văn Thử\n"
	second := strings.Index(text, "Điều 2.")
	rec := &document.Record{ID: ReviewID, Type: "Quyết định", Date: document.MustDate("2031-05-07"), Issuer: "Ủy ban nhân dân xã Vườn Sông",
		Title: "Về việc phân công trực vườn cây ăn quả ven sông <mùa nước lớn>", Signer: "Trần Văn Thử", Confidence: document.Low}
	rec.Number = document.Number{Symbol: "QĐ-UBND"}
	r := &library.Review{Entry: library.Entry{Record: rec, TextHeld: true}, Text: text, State: "1", Pending: true, File: "quyet-dinh-19.pdf", FilePages: 2}
	r.Pages = []extract.Page{{Number: 1, End: second, Source: extract.SourceOCR, Confidence: .86}, {Number: 2, Start: second, End: len(text), Source: extract.SourceOCR, Confidence: .91}}
	r.Since = time.Date(2031, 6, 1, 8, 30, 0, 0, time.UTC)
	at := func(name, value, words string, sure float64, rule, why string) {
		f := ingest.ReviewField{Name: name, Value: value, Known: words != "", Why: why}
		f.Read = document.Field{Value: value, Start: strings.Index(text, words), Confidence: sure, Rule: rule}
		if f.Read.End = f.Read.Start + len(words); words == "" {
			f.Read = document.Field{Start: -1, End: -1}
		} else if f.Page = 1; f.Read.Start >= second {
			f.Page = 2
		}
		r.Fields = append(r.Fields, f)
	}
	at("issuer", rec.Issuer, "ỦY BAN NHÂN DÂN\nXÃ VƯỜN SÔNG", .9, "dòng đầu bên trái", "")
	at("number", "", "", 0, "", "không đọc được số")
	at("year", "", "", 0, "", "")
	at("symbol", "QĐ-UBND", "Số: l9/QĐ-UBND", .6, "dòng “Số:”", "")
	at("place", "", "", 0, "", "")
	at("date", "2031-05-07", "Vườn Sông, ngày 07 tháng 5 năm 2031", .97, "dòng nơi và ngày", "")
	at("type", rec.Type, "QUYẾT ĐỊNH", .99, "dòng riêng, chữ hoa", "")
	at("title", rec.Title, rec.Title, .7, "đoạn sau tên loại", "trích yếu đọc với độ tin cậy 70%: đoạn sau tên loại")
	at("signer", rec.Signer, "Trần Văn Thử", .8, "dòng cuối", "")
	for _, name := range []string{"post", "effective", "scope", "secrecy", "urgency"} {
		at(name, "", "", 0, "", "")
	}
	r.Doubts = []ingest.Doubt{{Field: "text", Why: "số đọc từ ảnh chụp (OCR), chưa có dấu hiệu thứ hai xác nhận"}}
	l.Reviews = append(l.Reviews, r)
	l.Files[ReviewID] = Files{Original: library.Original{Name: r.File, Bytes: 51_300, Format: "PDF", Count: r.FilePages, State: "1"}}
	return r
}
