package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/corpus"
	"tracuu/internal/document"
	"tracuu/internal/extract"

	"context"
)

func record(typ, number, date, issuer string) document.Record {
	n, _ := document.ParseNumber(number)
	d, _ := document.ParseDate(date)
	return document.Record{Type: typ, Number: n, Date: d, Issuer: issuer}
}

// TestCompare holds the line between one document and two: a number alone is
// never enough.
func TestCompare(t *testing.T) {
	const nq, bct, bch = "Nghị quyết", "Bộ Chính trị", "Ban Chấp hành Trung ương"
	for _, tt := range []struct {
		name      string
		held, got document.Record
		want      agreement
	}{
		{"all agree", record(nq, "12-NQ/TW", "2022-03-16", bct), record(nq, "12-NQ/TW", "2022-03-16", bct), same},
		{"other spelling of the number", record(nq, "12 - NQ / TƯ", "2022-03-16", bct), record(nq, "12-NQ/TW", "2022-03-16", bct), same},
		{"date known to the month", record(nq, "12-NQ/TW", "2022-03", bct), record(nq, "12-NQ/TW", "2022-03-16", bct), same},
		{"other date", record(nq, "12-NQ/TW", "2017-06-03", bct), record(nq, "12-NQ/TW", "2022-03-16", bct), other},
		{"other issuer", record(nq, "12-NQ/TW", "2022-03-16", bch), record(nq, "12-NQ/TW", "2022-03-16", bct), maybe},
		{"other issuer, date unknown", record(nq, "12-NQ/TW", "", bch), record(nq, "12-NQ/TW", "2022-03-16", bct), other},
		{"date unknown", record(nq, "12-NQ/TW", "", bct), record(nq, "12-NQ/TW", "2022-03-16", bct), maybe},
		{"date unknown in the file", record(nq, "12-NQ/TW", "2022-03-16", bct), record(nq, "12-NQ/TW", "", bct), maybe},
		{"issuer with its Party", record(nq, "18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương Đảng"), record(nq, "18-NQ/TW", "2017-10-25", bch), same},
		{"issuer with its term", record(nq, "18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương Đảng khóa XII"), record(nq, "18-NQ/TW", "2017-10-25", bch), same},
		{"the year is in the number", record("Nghị định", "30/2020/NĐ-CP", "", "Chính phủ"), record("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ"), same},
		{"… and says otherwise", record("Nghị định", "30/2020/NĐ-CP", "2020-03-06", "Chính phủ"), record("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ"), other},
		{"other type", record("Chỉ thị", "12-NQ/TW", "2022-03-16", bct), record(nq, "12-NQ/TW", "2022-03-16", bct), maybe},
		{"other type, other day", record("Chỉ thị", "12-NQ/TW", "2022-03-15", bct), record(nq, "12-NQ/TW", "2022-03-16", bct), other},
		{"two provinces", record("Chỉ thị", "23-CT/TU", "2023-12-26", "Ban Thường vụ Tỉnh ủy Phú Thọ"), record("Chỉ thị", "23-CT/TU", "2023-12-26", "Ban Thường vụ Tỉnh ủy Hà Giang"), other},
		{"the province unsaid", record("Chỉ thị", "23-CT/TU", "2023-12-26", "Ban Thường vụ Tỉnh ủy Phú Thọ"), record("Chỉ thị", "23-CT/TU", "2023-12-26", "Tỉnh ủy"), maybe},
		{"the committee unsaid", record("Chỉ thị", "23-CT/TU", "2023-12-26", "Ban Thường vụ Tỉnh ủy Phú Thọ"), record("Chỉ thị", "23-CT/TU", "2023-12-26", "Tỉnh ủy Phú Thọ"), same},
		{"old tone mark", record("Chỉ thị", "23-CT/TU", "2023-12-26", "Tỉnh uỷ Phú Thọ"), record("Chỉ thị", "23-CT/TU", "2023-12-26", "Tỉnh ủy Phú Thọ"), same},
		{"no issuer, local", record("Quyết định", "12/2020/QĐ-UBND", "2020-05-04", ""), record("Quyết định", "12/2020/QĐ-UBND", "2020-05-04", "Ủy ban nhân dân tỉnh Phú Thọ"), maybe},
		{"province with and without the word", record("Quyết định", "12/2020/QĐ-UBND", "2020-05-04", "Ủy ban nhân dân Phú Thọ"), record("Quyết định", "12/2020/QĐ-UBND", "2020-05-04", "Ủy ban nhân dân tỉnh Phú Thọ"), same},
		{"minister and ministry", record("Thông tư", "01/2019/TT-BNV", "2019-01-24", "Bộ trưởng Bộ Nội vụ"), record("Thông tư", "01/2019/TT-BNV", "2019-01-24", "Bộ Nội vụ"), same},
		{"the Government is not its head", record("Quyết định", "45-QĐ/CP", "2018-09-09", "Chính phủ"), record("Quyết định", "45-QĐ/CP", "2018-09-09", "Thủ tướng Chính phủ"), maybe},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, why := compare(&tt.held, &tt.got); got != tt.want || why == "" {
				t.Errorf("held first: %d (%s), want %d", got, why, tt.want)
			}
			if got, why := compare(&tt.got, &tt.held); got != tt.want {
				t.Errorf("file first: %d (%s), want %d", got, why, tt.want)
			}
		})
	}
}

// TestRecordGainsText imports the text of a document of which the library has a
// record, well known and less so.
func TestRecordGainsText(t *testing.T) {
	text := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	const id = "nghi-dinh-901-2031-nd-cp"
	src := []document.Provenance{{Source: "https://example.invalid/danh-muc"}}
	for _, tt := range []struct {
		name   string
		record document.Record
		want   Status
		check  func(*corpus.Document) bool
	}{
		{"precise", record("Nghị định", "901/2031/NĐ-CP", "2031-03-05", "Chính phủ"), Text, func(d *corpus.Document) bool { return d.Title == gardens && d.Signer == "Trần Văn Thử" }},
		{"to the month", record("Nghị định", "901/2031/NĐ-CP", "2031-03", ""), Text, func(d *corpus.Document) bool { return d.Date.Full() && d.Issuer == "Chính phủ" }},
		{"other date", record("Nghị định", "901/2031/NĐ-CP", "2031-03-06", "Chính phủ"), Added, func(d *corpus.Document) bool { return !d.HasText() }},
		{"other issuer", record("Nghị định", "901/2031/NĐ-CP", "2031-03-05", "Quốc hội"), Doubtful, func(d *corpus.Document) bool { return !d.HasText() }},
		{"its own title", func() document.Record {
			r := record("Nghị định", "901/2031/NĐ-CP", "2031-03-05", "Chính phủ")
			r.Title, r.Notes = "về vườn", []string{"ghi tay"}
			return r
		}(), Text, func(d *corpus.Document) bool { return d.Title == "về vườn" && d.Notes[0] == "ghi tay" }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace(t)
			tt.record.ID, tt.record.Provenance = id, src
			if _, err := p.corpus.Add(corpus.Draft{Record: tt.record}); err != nil {
				t.Fatal(err)
			}
			o := p.one(p.write("a.txt", text), tt.want)
			if (o.ID == id) != (tt.want == Text) || o.Note == "" {
				t.Errorf("%+v", o)
			}
			d := p.get(id)
			if !tt.check(d) || d.Provenance[0].Source != src[0].Source {
				t.Errorf("%+v", d.Record)
			}
			if tt.want == Text && p.corpus.Len() != 1 || tt.want != Text && p.corpus.Len() != 2 {
				t.Errorf("%d documents", p.corpus.Len())
			}
		})
	}
}

func TestSecrecy(t *testing.T) {
	p := newPlace(t)
	secret := strings.Replace(decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...), "NGHỊ ĐỊNH\n", "MẬT\nNGHỊ ĐỊNH\n", 1)
	path := p.write("a.txt", secret)
	o := p.one(path, Refused)
	if o.ID != "" || o.Title != "" || o.Number != "" || !strings.Contains(o.Error, "hold_secrecy") || p.corpus.Len() != 0 {
		t.Errorf("%+v, %d documents", o, p.corpus.Len())
	}
	ledger, _ := os.ReadFile(filepath.Join(p.dir, LedgerName))
	if strings.Contains(string(ledger), "vườn") || strings.Contains(string(ledger), "901") {
		t.Error("the ledger tells what is in a secret text")
	}
	if err := os.WriteFile(filepath.Join(p.dir, SettingsName), []byte("other: 1\nhold_secrecy: [Mật]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if o := p.one(path, Added); p.get(o.ID).Secrecy != "MẬT" {
		t.Errorf("%+v", o)
	}
	p.one(p.write("b.txt", strings.Replace(secret, "MẬT\n", "TUYỆT MẬT\n", 1)), Refused)

	os.WriteFile(filepath.Join(p.dir, SettingsName), []byte("hold_secrecy: [kín]\n"), 0o644)
	if _, err := New(p.corpus, p.opts); err == nil || !strings.Contains(err.Error(), "kín") {
		t.Errorf("a mark that is none: %v", err)
	}
}

// TestWaiting imports a scan without the means to read it, then with them.
func TestWaiting(t *testing.T) {
	p := newPlace(t)
	text := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	ocr := false
	p.opts.Extract = func(ctx context.Context, f *File, o extract.Options) (*extract.Result, error) {
		if !ocr {
			return &extract.Result{Format: extract.PDF, Text: "Ký bởi: Cổng Thông tin\n", NeedsOCR: true, Pages: []extract.Page{{Number: 1}, {Number: 2}}}, nil
		}
		return &extract.Result{Format: extract.PDF, Reader: "ocr", Score: 1, Text: text, Pages: []extract.Page{{Number: 1, End: len(text), Source: extract.SourceOCR}}}, nil
	}
	path, alone := p.write("quét 901.pdf", "giả là ảnh"), p.write("quét khác.pdf", "giả là ảnh khác")
	first := p.one(path, Waiting)
	p.one(alone, Waiting)
	if d := p.get(first.ID); d.HasText() || d.OriginalFile() == "" || d.Type == "" || !strings.HasPrefix(d.ID, "tep-quet-901") {
		t.Errorf("%+v", d.Record)
	}
	if o := p.one(path, Waiting); !o.Unchanged {
		t.Error("a waiting file was read again although nothing had changed")
	}
	os.Remove(filepath.Join(p.dir, LedgerName))
	if o := p.one(path, Waiting); o.ID != first.ID || p.corpus.Len() != 2 {
		t.Errorf("%+v", o)
	}
	os.Remove(filepath.Join(p.dir, LedgerName))

	// A record of that document exists by now: it gets the text, and the
	// placeholder goes. The other placeholder becomes the document itself.
	ocr = true
	rec := record("Nghị định", "901/2031/NĐ-CP", "2031-03-05", "Chính phủ")
	rec.ID = "nghi-dinh-901-2031-nd-cp"
	if _, err := p.corpus.Add(corpus.Draft{Record: rec}); err != nil {
		t.Fatal(err)
	}
	if o := p.one(path, Text); o.ID != rec.ID || p.corpus.Len() != 2 {
		t.Errorf("%+v, %d documents", o, p.corpus.Len())
	}
	if d := p.get(rec.ID); len(d.Notes) != 1 || !strings.Contains(d.Notes[0], "OCR") || d.OriginalFile() == "" {
		t.Errorf("%+v", d.Record)
	}
	text = decree("907/2031/NĐ-CP", "2031-03-07", "Về việc đếm thuyền", articles[3], articles[2])
	o := p.one(alone, Text)
	if d := p.get(o.ID); d.Type != "Nghị định" || d.Description != "" || d.Title != "Về việc đếm thuyền" || len(d.Notes) != 1 {
		t.Errorf("%+v", d.Record)
	}
	// A file with letters of its own takes the place of recognised text.
	p.opts.Extract = here
	if o := p.one(p.write("907.txt", strings.Replace(text, "quả hái", "quả chín", 1)), Version); p.get(o.ID).Type != "Nghị định" {
		t.Errorf("%+v", o)
	}
	if o := p.one(path, Skipped); o.ID != rec.ID {
		t.Errorf("%+v", o)
	}
}

// TestRecognisedNumberWantsASecondSign: what was read in a picture is listed for
// review unless the file's name says the same.
func TestRecognisedNumberWantsASecondSign(t *testing.T) {
	for name, want := range map[string]Status{"scan0001.pdf": Doubtful, "nghi-dinh-so-901-2031-nd-cp.pdf": Added} {
		p := newPlace(t)
		text := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)
		p.opts.Extract = func(context.Context, *File, extract.Options) (*extract.Result, error) {
			return &extract.Result{Format: extract.PDF, Reader: "ocr", Score: 1, Text: text, Pages: []extract.Page{{Number: 1, End: len(text), Source: extract.SourceOCR}}}, nil
		}
		p.one(p.write(name, name), want)
	}
}

// TestScansComeLast: a scan that takes long must not keep the other files
// waiting, and is read when they are in.
func TestScansComeLast(t *testing.T) {
	p := newPlace(t)
	p.opts.Reading.NoPrograms = false
	t.Setenv("PATH", fakeProgram(t, "tesseract"))
	scan := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	p.opts.Extract = func(ctx context.Context, f *File, o extract.Options) (*extract.Result, error) {
		switch {
		case f.Name != "0.pdf":
			o.NoPrograms = true
			return here(ctx, f, o)
		case f.Size > 20:
			if o.OCR == extract.OCRAuto {
				return nil, extract.ErrTimeout
			}
			fallthrough
		case o.OCR == extract.OCRNever:
			return &extract.Result{Format: extract.PDF, NeedsOCR: true, Pages: make([]extract.Page, 1)}, nil
		}
		return &extract.Result{Format: extract.PDF, Reader: "ocr", Score: 1, Text: scan, Pages: []extract.Page{{Number: 1, Source: extract.SourceOCR}}}, nil
	}
	p.write("0.pdf", "ảnh")
	p.write("0.zip", zipOf(t, packed{"0.pdf", "ảnh khác"}, packed{"a.txt", scan}))
	p.write("1/0.pdf", "ảnh dài, đọc mãi không hết")
	p.write("b.txt", decree("902/2031/NĐ-CP", "2031-03-05", "Về việc đếm thuyền", articles...))
	var got []string
	for _, o := range p.run() {
		got = append(got, filepath.Base(o.File)+" "+string(o.Status))
	}
	// The text goes before the scan of the same document, which is kept beside it;
	// the second scan says the same. One that cannot be recognised is kept.
	want := "a.txt added, b.txt added, 0.pdf attached, 0.pdf skipped, 0.pdf waiting"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if left, _ := filepath.Glob(filepath.Join(p.dir, ".new-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
