package extract

import (
	"context"
	"errors"
	"testing"
	"time"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// check wants of every reading, whatever the bytes: a verdict of a known
// category, or canonical text with pages inside it.
func check(t *testing.T, name string, b []byte) {
	start := time.Now()
	r, err := extractBytes(t, name, b, func(o *Options) {
		o.Time, o.MaxText, o.MaxUnpacked = 10*time.Second, 8<<20, 32<<20
	})
	if took := time.Since(start); took > 2*time.Minute {
		t.Fatalf("took %v", took)
	}
	if err != nil {
		for _, known := range []error{ErrEncrypted, ErrDamaged, ErrEmpty, ErrUnsupported, ErrTooLarge, ErrTimeout, ErrWrongType, context.DeadlineExceeded} {
			if errors.Is(err, known) {
				return
			}
		}
		t.Fatalf("an error without category: %v", err)
	}
	if !utf8.ValidString(r.Text) || vietnamese.Clean(r.Text) != r.Text {
		t.Fatalf("text that is not canonical: %q", r.Text)
	}
	last := 0
	for _, p := range r.Pages {
		if p.Start < last || p.End < p.Start || p.End > len(r.Text) {
			t.Fatalf("pages %+v of %d bytes", r.Pages, len(r.Text))
		}
		last = p.Start
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(directive().Bytes())
	f.Fuzz(func(t *testing.T, b []byte) { check(t, "a.pdf", b) })
}

// FuzzContent fuzzes what stands on a page, which the table of objects keeps from
// FuzzPDF.
func FuzzContent(f *testing.F) {
	f.Add("BT /F1 14 Tf 1 0 0 1 85 700 Tm [<0041> -300 <0042>] TJ ET 10 10 100 .5 re f BI /W 1 ID \x00 EI /X Do")
	f.Fuzz(func(t *testing.T, ops string) {
		p := directive()
		p.Pages[0].Raw(ops)
		check(t, "a.pdf", p.Bytes())
	})
}

func FuzzDOCX(f *testing.F) {
	f.Add(item("1", "0", "Phạm vi")+item("1", "1", "Thôn"), numbering)
	f.Add(`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "")
	f.Fuzz(func(t *testing.T, body, lists string) { check(t, "a.docx", docxOf(body, "word/numbering.xml", lists)) })
}

func FuzzODT(f *testing.F) {
	f.Add(`<d xmlns:text="t"><text:p>Một<text:note><text:note-body><text:p>hai</text:p></text:note-body></text:note></text:p></d>`)
	f.Fuzz(func(t *testing.T, s string) { check(t, "a.odt", packed(map[string]string{"content.xml": s})) })
}

func FuzzZip(f *testing.F) {
	f.Add(docxOf(item("1", "0", "Phạm vi")))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, "a.docx", b) })
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\uc1{\fonttbl{\f0\fcharset163 .VnTime;}}\f0 Th\u244?n\'ae{\footnote x}\par\bin3 abc\cell\row}`))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, "a.rtf", append([]byte(`{\rtf`), b...)) })
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(`<html><body><table><tr><td>a<td>b</table><ol><li>x<p>y</ol><nav>z</nav></body>`))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, "a.html", append([]byte("<html>"), b...)) })
}

func FuzzMail(f *testing.F) {
	f.Add([]byte("Subject: =?utf-8?B?TOG7i2No?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--"))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, "a.eml", append([]byte("From: a@b\r\nTo: c@d\r\n"), b...)) })
}

func FuzzText(f *testing.F) {
	f.Add([]byte(letter))
	f.Add([]byte("\xff\xfea\x00b\x00"))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, "a.txt", b) })
}
