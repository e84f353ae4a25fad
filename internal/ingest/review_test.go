package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tracuu/corpus"
	"tracuu/internal/document"
	"tracuu/internal/extract"
)

var reviewDay = time.Date(2031, 6, 2, 9, 0, 0, 0, time.UTC)

// note is a paper that says little of itself.
const paper = "Về việc phân công trực vườn cây ăn quả ven sông trong mùa nước lớn\nTổ trực gồm năm người, mỗi người một đèn.\nCa trực đổi lúc sáu giờ sáng và sáu giờ chiều mỗi ngày, trừ ngày có gió lớn.\n"

// doubtful imports a file of which a person has to say what it is.
func (p *place) doubtful(name, content string) *corpus.Document {
	p.Helper()
	return p.get(p.one(p.write(name, content), Doubtful).ID)
}

func (p *place) needsReview(id string) bool {
	p.Helper()
	d := p.get(id)
	det := ReadDetails(d.Folder)
	return NeedsReview(&d.Record, &det)
}

func TestAcceptSurvivesAgain(t *testing.T) {
	p := newPlace(t)
	d := p.doubtful("truc-vuon.txt", paper)
	if !p.needsReview(d.ID) {
		t.Fatal("a doubtful document is not on the list")
	}
	values := map[string]string{"type": "Kế hoạch", "number": "07", "symbol": "KH-UBND", "date": "2031-05-04", "issuer": "Ủy ban nhân dân xã Vườn Sông", "signer": ""}
	if _, err := Accept(p.corpus, d.ID, values, reviewDay); err != nil {
		t.Fatal(err)
	}
	check := func(when string) {
		t.Helper()
		r := p.get(d.ID).Record
		for name, want := range values {
			if got := fieldNamed(name).get(&r); got != want {
				t.Errorf("%s: %s is %q, want %q", when, name, got, want)
			}
		}
		if p.needsReview(d.ID) {
			t.Errorf("%s: it is on the list", when)
		}
		if Reviewed(&r) != "2031-06-02" || r.Confidence == document.Low {
			t.Errorf("%s: reviewed %q, confidence %s", when, Reviewed(&r), r.Confidence)
		}
	}
	check("at once")
	p.opts.Again = true
	p.one(filepath.Join(p.files, "truc-vuon.txt"), Skipped)
	check("read again")

	// Another reader finds another text of the same file, and more in it.
	p.opts.Extract = otherwise("Số: 99/2030/QĐ-TTg\n"+paper+"KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Thử\n", p.opts.Extract)
	p.one(filepath.Join(p.files, "truc-vuon.txt"), Version)
	r := p.get(d.ID).Record
	if r.Number.Label() != "07/KH-UBND" || r.Type != "Kế hoạch" {
		t.Errorf("the new reading changed what a person accepted: %+v", r.Number)
	}
}

func TestAcceptRefuses(t *testing.T) {
	for _, tc := range []struct {
		name   string
		values map[string]string
		want   error
	}{
		{"a day that is none", map[string]string{"date": "2031-02-31"}, ErrBadValue},
		{"a field that is none", map[string]string{"provenance": "x"}, ErrBadValue},
		{"no type", map[string]string{"type": ""}, ErrBadValue},
		{"a secret", map[string]string{"secrecy": "MẬT"}, ErrSecret},
		{"nothing amiss", map[string]string{"secrecy": "", "effective": "2031"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := newPlace(t)
			d := p.doubtful("a.txt", paper)
			before := d.Fingerprint
			_, err := Accept(p.corpus, d.ID, tc.values, reviewDay)
			if !errors.Is(err, tc.want) || err != nil && tc.want == nil {
				t.Errorf("%v, want %v", err, tc.want)
			}
			if changed := p.get(d.ID).Fingerprint != before; changed != (tc.want == nil) {
				t.Errorf("changed: %v", changed)
			}
		})
	}
}

func TestLaterDoubtComesBack(t *testing.T) {
	p := newPlace(t)
	id := p.one(p.write("a.txt", decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...)), Added).ID
	if p.needsReview(id) {
		t.Error("a plain document is on the list")
	}
	if _, err := Accept(p.corpus, id, nil, reviewDay); err != nil {
		t.Fatal(err)
	}
	o := p.one(p.write("b.txt", decree("12/2031/NĐ-CP", "2031-03-05", "Quy định về đèn biển", strings.Repeat("Mỗi ngọn đèn biển có hai người thay phiên nhau canh giữ suốt đêm.\n", 9))), Doubtful)
	if o.ID != id || !p.needsReview(id) {
		t.Errorf("%+v is not on the list", o)
	}
}

func TestDiscard(t *testing.T) {
	p := newPlace(t)
	d := p.doubtful("a.txt", paper)
	if err := Discard(p.corpus, d.ID, reviewDay); err != nil {
		t.Fatal(err)
	}
	if _, err := p.corpus.Get(d.ID); !errors.Is(err, corpus.ErrRemoved) {
		t.Errorf("%v", err)
	}
	o := p.one(filepath.Join(p.files, "a.txt"), Skipped)
	if !strings.Contains(o.Note, "02/06/2031") || p.corpus.Len() != 0 {
		t.Errorf("met again: %+v", o)
	}
	p.one(p.write("copy.txt", paper), Skipped)
	p.opts.Again = true
	if o := p.one(filepath.Join(p.files, "a.txt"), Doubtful); o.ID == d.ID {
		t.Error("the id was given again")
	}
	c, err := p.corpus.Add(corpus.Draft{Record: document.Record{Type: "Luật", Title: "về vườn"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := Discard(p.corpus, c.ID, reviewDay); !errors.Is(err, ErrBadValue) {
		t.Errorf("a record that was not imported: %v", err)
	}
}

func TestAttachTo(t *testing.T) {
	p := newPlace(t)
	record := document.Record{Type: "Kế hoạch", Title: "về trực vườn", Provenance: []document.Provenance{{Source: "sổ văn bản đi"}}}
	record.Number = document.Number{Number: "07", Symbol: "KH-UBND"}
	bare, err := p.corpus.Add(corpus.Draft{Record: record})
	if err != nil {
		t.Fatal(err)
	}
	d := p.doubtful("a.txt", paper)
	got, err := AttachTo(p.corpus, d.ID, bare.ID, reviewDay)
	if err != nil {
		t.Fatal(err)
	}
	if text := p.text(bare.ID); !strings.Contains(text, "Ca trực đổi") || got.Title != "về trực vườn" || got.OriginalFile() == "" {
		t.Errorf("%+v", got.Record)
	}
	if _, err := p.corpus.Get(d.ID); !errors.Is(err, corpus.ErrRemoved) {
		t.Errorf("the other record: %v", err)
	}
	if o := p.one(p.write("copy.txt", paper), Skipped); o.ID != bare.ID {
		t.Errorf("the same file again: %+v", o)
	}

	// A second one goes beside the text that is held now.
	e := p.doubtful("b.txt", strings.ReplaceAll(paper, "năm người", "sáu người và một con chó giữ vườn rất dữ"))
	if got, err = AttachTo(p.corpus, e.ID, bare.ID, reviewDay); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(p.text(bare.ID), "con chó") || len(ReadDetails(got.Folder).Files) != 2 {
		t.Errorf("%+v", ReadDetails(got.Folder).Files)
	}
	if _, err := os.Stat(filepath.Join(got.Folder, "b.txt")); err != nil {
		t.Error(err)
	}
	if _, err := AttachTo(p.corpus, bare.ID, bare.ID, reviewDay); !errors.Is(err, ErrSame) {
		t.Errorf("to itself: %v", err)
	}
	p.corpus.Verify(t.Context(), func(x corpus.Problem) { t.Error(x) })
}

func TestReviewOf(t *testing.T) {
	p := newPlace(t)
	text := decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	id := p.one(p.write("a.txt", text), Added).ID
	d := p.get(id)
	det := ReadDetails(d.Folder)
	held := p.text(id)
	for _, edited := range []bool{false, true} {
		if edited { // the places are found again
			held = "Lời người sửa.\n" + held
		}
		rv := ReviewOf(&d.Record, &det, held)
		i := slices.IndexFunc(rv.Fields, func(f ReviewField) bool { return f.Name == "number" })
		f := rv.Fields[i]
		if f.Value != "12" || !f.Known || f.Read.Start < 0 || !strings.Contains(held[f.Read.Start:f.Read.End], "12/2031") {
			t.Errorf("edited %v: %+v", edited, f)
		}
		if len(rv.Fields) != len(ReviewFields) || rv.Since.IsZero() {
			t.Errorf("%d fields since %v", len(rv.Fields), rv.Since)
		}
	}
	det.Fields["number"] = document.Field{Value: "12", Start: 5, End: 1 << 30} // the file may be anybody's
	det.TextSHA = shaOf(held)
	det.Pages = append(det.Pages, badPage)
	rv := ReviewOf(&d.Record, &det, held)
	if len(rv.Pages) > 0 {
		t.Error("pages beyond the text are believed")
	}
	for _, f := range rv.Fields {
		if f.Read.End > len(held) {
			t.Errorf("%+v", f)
		}
	}
}

func TestNamesAndResume(t *testing.T) {
	p := newPlace(t)
	dir := t.TempDir()
	at := filepath.Join(dir, "0001.bin")
	if err := os.WriteFile(at, []byte(zipOf(t, packed{"a.txt", decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...)}, packed{"../b.txt", "x"})), 0o600); err != nil {
		t.Fatal(err)
	}
	p.opts.Names = map[string]string{at: "Văn bản đi.zip"}
	p.opts.Resume = true
	for _, when := range []string{"at first", "resumed"} {
		out := p.run(at)
		if len(out) != 2 || out[0].File != "Văn bản đi.zip!/a.txt" || out[0].Status != Added || out[1].Status != Failed || out[0].Unchanged {
			t.Errorf("%s: %+v", when, out)
		}
	}
	p.opts.Resume = false
	if out := p.run(at); out[0].Status != Skipped || !out[0].Unchanged {
		t.Errorf("run again: %+v", out)
	}
}

var badPage = extract.Page{Number: 2, Start: 10, End: 1 << 30}

// otherwise reads every file as the given text.
func otherwise(text string, before Extract) Extract {
	return func(ctx context.Context, f *File, o extract.Options) (*extract.Result, error) {
		r, err := before(ctx, f, o)
		if err == nil {
			r.Text, r.Pages = text, nil
		}
		return r, err
	}
}
