package ingest

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tracuu/corpus"
	"tracuu/internal/document"
	"tracuu/internal/extract"
)

// fileDescription begins the description of a document of which nothing but its
// file is known.
const fileDescription = "Tệp gốc "

// keep decides what a file is to the library and does it. It is called for one
// file at a time.
func (im *Importer) keep(file string, rd *reading) Outcome {
	o := Outcome{File: file, Citations: rd.citations}
	if rd.cover && (errors.Is(rd.err, extract.ErrEmpty) || rd.err == nil && !rd.known && rd.record.Number.Number == "") {
		o.Status, o.Note = Skipped, "thư chỉ chuyển tệp kèm theo; các tệp ấy được nhập riêng"
		return o
	}
	if rd.err != nil {
		o.Status, o.Error = Failed, message(rd.err)
		return o
	}
	holders := im.shelf.holders(rd.sha)
	i := slices.IndexFunc(holders, (*corpus.Document).HasText)
	if rd.known && i < 0 { // removed since it was looked at
		o.Status, o.Error = Failed, message(errChanged)
		return o
	}
	// A copy in the same run was read before the first was kept.
	if rd.known || i >= 0 && !im.opts.Again && im.shelf.holdsText(rd.sha) {
		im.clear(holders, holders[i].ID)
		return im.held(o, holders[i], "đã có trong thư viện (cùng tệp)")
	}
	if e := im.ledger.last(discardedKey(rd.sha)); e != nil && len(holders) == 0 && !im.opts.Again {
		o.Status, o.Note = e.Outcome.Status, e.Outcome.Note
		return o
	}
	o.Pages = len(rd.res.Pages)
	if refused, ok := im.refuse(o, rd); ok {
		return refused
	}
	var err error
	switch {
	case i >= 0:
		o, err = im.again(o, rd, holders[i])
	case rd.text == "":
		o, err = im.wait(o, rd, holders)
	default:
		o, err = im.place(o, rd, holders)
	}
	if err != nil {
		return Outcome{File: file, Status: Failed, Error: message(err)}
	}
	return o
}

// refuse turns away a text with a mark of secrecy that the library may not
// hold. Nothing of it is kept or said.
func (im *Importer) refuse(o Outcome, rd *reading) (Outcome, bool) {
	mark := rd.record.Secrecy
	if im.settings.mayHold(mark) {
		return o, false
	}
	return Outcome{File: o.File, Status: Refused, Error: fmt.Sprintf("văn bản mang dấu “%s”: thư viện này không được giữ văn bản mật, nên không nhận. Nếu được phép, ghi “hold_secrecy: [%s]” vào tệp %s trong thư mục thư viện rồi nhập lại", mark, mark, SettingsName)}, true
}

// held is the outcome of a file that changes nothing.
func (im *Importer) held(o Outcome, d *corpus.Document, note string) Outcome {
	o = o.of(&d.Record)
	o.Status, o.Note = Skipped, note
	return o
}

// place finds the document that a text belongs to, or makes one.
func (im *Importer) place(o Outcome, rd *reading, waiting []*corpus.Document) (Outcome, error) {
	target, unsure, notes := im.find(rd)
	switch {
	case target != nil && target.HasText():
		o, err := im.beside(o, rd, target)
		if err == nil {
			im.clear(waiting, target.ID)
		}
		return o, err
	case target != nil:
		o, err := im.giveText(o, rd, target, "bản ghi đã có nay có toàn văn: "+strings.Join(notes, "; "))
		if err == nil {
			im.clear(waiting, target.ID)
		}
		return o, err
	case len(waiting) > 0: // kept earlier, when its pictures could not be read
		o, err := im.giveText(o, rd, waiting[0], "tệp chờ nhận dạng nay có toàn văn")
		return o, err
	}
	return im.add(o, rd, unsure, notes)
}

// find looks for the document whose text this is. Without one, unsure says that
// a record may be it, and notes name what was compared.
func (im *Importer) find(rd *reading) (target *corpus.Document, unsure bool, notes []string) {
	if d := im.shelf.ofText(rd.textSHA); d != nil {
		return d, false, []string{"toàn văn trùng nhau"}
	}
	var found []*corpus.Document
	for _, d := range im.shelf.candidates(&rd.record) {
		how, why := compare(&d.Record, &rd.record)
		switch how {
		case same:
			found = append(found, d)
			notes = append(notes, why)
		case maybe:
			unsure = true
			notes = append(notes, fmt.Sprintf("có thể là “%s”: %s, nên không tự gộp", d.ID, why))
		case other:
			notes = append(notes, fmt.Sprintf("không phải “%s”: %s", d.ID, why))
		}
	}
	if len(found) == 1 {
		return found[0], false, notes[slices.Index(notes, "cùng loại, số, ký hiệu, ngày và cơ quan ban hành"):][:1]
	}
	if len(found) > 1 {
		// Recorded twice already: which of them is meant is for a person to say.
		unsure = true
		notes = []string{"có nhiều bản ghi cùng loại, số, ngày và cơ quan: " + ids(found)}
	}
	return nil, unsure, notes
}

func ids(docs []*corpus.Document) string {
	var s []string
	for _, d := range docs {
		s = append(s, d.ID)
	}
	return strings.Join(s, ", ")
}

// add makes a new document.
func (im *Importer) add(o Outcome, rd *reading, unsure bool, notes []string) (Outcome, error) {
	rec := rd.record
	doubts := doubtsOf(rd.fields)
	if rd.ocr && !namedBy(rd.name, rec.Number) {
		doubts = append(doubts, Doubt{Field: "number", Value: rec.Label(), Why: "số đọc từ ảnh chụp (OCR), chưa có dấu hiệu thứ hai xác nhận"})
	}
	if pages := unread(rd.res); pages != "" {
		doubts = append(doubts, Doubt{Field: "text", Why: pages})
	}
	if rd.partial {
		doubts = append(doubts, Doubt{Field: "text", Why: "một số trang là ảnh chưa được nhận dạng chữ"})
	}
	if s := rd.res.Score; s < im.opts.MinScore {
		doubts = append(doubts, Doubt{Field: "text", Why: fmt.Sprintf("chỉ %.0f%% số từ là âm tiết tiếng Việt: có thể sai bảng mã hoặc không phải tiếng Việt", 100*s)})
	}
	if unsure {
		doubts = append(doubts, Doubt{Field: "id", Why: strings.Join(notes, "; ")})
	}
	rec.Confidence = document.Medium
	if len(doubts) > 0 {
		rec.Confidence = document.Low
	}
	im.describe(&rec, rd)
	if rec.ID == "" && rec.Number.Number == "" {
		named := rec // a symbol whose number was not read names nothing: the title does
		named.Number = document.Number{}
		rec.ID = im.shelf.corpus.NewID(named)
	}
	rec.Provenance = []document.Provenance{im.provenance(rd, rd.fields)}
	im.remark(&rec, rd)
	rec.Original = fileName("", rd.name, rd.sha)
	d, err := im.shelf.corpus.Add(corpus.Draft{Record: rec, Text: rd.text, Original: verify(rd)})
	if err != nil {
		return o, err
	}
	im.keepDetails(d, rd, doubts)
	o = o.of(&d.Record)
	o.Status, o.Doubts, o.Note = Added, doubts, strings.Join(notes, "; ")
	if len(doubts) > 0 {
		o.Status = Doubtful
	}
	return o, nil
}

// unread says what of a file may be missing from its text; "" for nothing.
func unread(res *extract.Result) string {
	var pages []string
	file := false
	for _, w := range res.Warnings {
		if w.Kind == extract.WarnReader {
			return "tệp bị hỏng, phải vá hoặc đọc bằng cách khác; toàn văn có thể thiếu"
		}
		if w.Kind != extract.WarnPage {
			continue
		}
		if w.Page == 0 {
			file = true
		} else if n := strconv.Itoa(w.Page); !slices.Contains(pages, n) {
			pages = append(pages, n)
		}
	}
	switch {
	case len(pages) > 10:
		return fmt.Sprintf("%d trang không đọc được, hoặc không đọc được hết", len(pages))
	case len(pages) > 0:
		return "trang " + strings.Join(pages, ", ") + " không đọc được, hoặc không đọc được hết"
	case file:
		return "có chỗ trong tệp không đọc được"
	}
	return ""
}

// describe gives a record without type or title what a list can show.
func (im *Importer) describe(rec *document.Record, rd *reading) {
	if rec.Type == "" {
		rec.Type = noType
	}
	if rec.Title == "" && rec.Label() == "" {
		rec.Description = fileDescription + "“" + shown(rd.name) + "”"
		rec.ID = im.shelf.corpus.NewID(document.Record{Type: "Tệp", Title: strings.TrimSuffix(rd.name, filepath.Ext(rd.name))})
	}
}

// wait keeps a file whose pictures nobody can read yet.
func (im *Importer) wait(o Outcome, rd *reading, holders []*corpus.Document) (Outcome, error) {
	o.Note = "tệp chỉ có ảnh chụp; giữ bản gốc, chờ máy có tesseract (với dữ liệu vie) để nhận dạng chữ rồi nhập lại"
	if rd.unrecognised != nil {
		o.Note = "tệp chỉ có ảnh chụp; giữ bản gốc vì chưa nhận dạng được chữ: " + message(rd.unrecognised)
	}
	if len(holders) > 0 {
		o = o.of(&holders[0].Record)
		o.Status = Waiting
		return o, nil
	}
	var rec document.Record
	im.describe(&rec, rd)
	rec.Confidence = document.Low
	rec.Provenance = []document.Provenance{im.provenance(rd, nil)}
	rec.Notes = []string{waitingNote}
	rec.Original = fileName("", rd.name, rd.sha)
	d, err := im.shelf.corpus.Add(corpus.Draft{Record: rec, Original: verify(rd)})
	if err != nil {
		return o, err
	}
	im.keepDetails(d, rd, nil)
	o = o.of(&d.Record)
	o.Status = Waiting
	return o, nil
}

const waitingNote = "Tệp gốc là ảnh chụp, chưa được nhận dạng chữ."

// giveText gives a record its first text; the id stays.
func (im *Importer) giveText(o Outcome, rd *reading, d *corpus.Document, note string) (Outcome, error) {
	before := ReadDetails(d.Folder)
	waited := len(before.Files) > 0 && before.Fields == nil
	if waited { // all that stands there was put by the machine for want of better
		before.Fields = map[string]document.Field{"type": {Value: noType}}
	}
	rec := merge(&d.Record, &rd.record, before.Fields)
	rec.Notes = slices.DeleteFunc(slices.Clone(rec.Notes), func(n string) bool { return n == waitingNote })
	rec.Provenance = im.vouch(rec.Provenance, rd, filled(&d.Record, &rec, rd.fields))
	im.remark(&rec, rd)
	draft := corpus.Draft{Record: rec, Text: rd.text}
	if !hasFile(d, rd.sha) {
		draft.Record.Original = fileName(d.Folder, rd.name, rd.sha)
		draft.Original = verify(rd)
	}
	got, err := im.shelf.corpus.Replace(draft)
	if err != nil {
		return o, err
	}
	doubts := undecided(doubtsOf(rd.fields), &got.Record)
	if !waited { // what the record says stands on its own sources
		doubts = differences(&d.Record, &rd.record)
	}
	im.keepDetails(got, rd, doubts)
	o = o.of(&got.Record)
	o.Status, o.Doubts, o.Note = Text, doubts, note
	return o, nil
}

// hasFile reports that the document's original is this very file.
func hasFile(d *corpus.Document, sha string) bool {
	path := d.OriginalFile()
	return path != "" && fileSHAIs(path, sha)
}

// differences lists the core fields in which a text says otherwise than its
// record.
func differences(held, read *document.Record) []Doubt {
	var out []Doubt
	for _, c := range core {
		for _, f := range fields {
			if f.name != c.name || c.name == "title" { // titles are quoted freely
				continue
			}
			was, is := f.get(held), f.get(read)
			if was == "" || is == "" || sameWords(was, is) || c.name == "date" && strings.HasPrefix(is, was) || c.name == "issuer" && compareIssuers(held, read) != conflict {
				continue
			}
			out = append(out, Doubt{Field: c.name, Value: is, Why: fmt.Sprintf("%s trong tệp là “%s”, trong bản ghi là “%s”; giữ bản ghi", c.vietnamese, is, was)})
		}
	}
	return out
}

// clear removes the placeholders of a file that has found its document.
func (im *Importer) clear(holders []*corpus.Document, keep string) {
	for _, h := range holders {
		if h.ID == keep || h.HasText() || !slices.Contains(h.Notes, waitingNote) {
			continue
		}
		if err := im.shelf.corpus.Remove(h.ID); err != nil {
			im.opts.Notice(fmt.Sprintf("Chưa bỏ được bản ghi chờ “%s”: %v", h.ID, err))
		}
	}
}

// again brings a document up to a new reading of a file that it holds, whether
// the reading was asked for or an import was killed before its details.
func (im *Importer) again(o Outcome, rd *reading, d *corpus.Document) (Outcome, error) {
	const known = "đã có trong thư viện (cùng tệp)"
	details := ReadDetails(d.Folder)
	held, err := im.shelf.corpus.Text(d.ID)
	if err != nil {
		return o, err
	}
	switch {
	case !hasFile(d, rd.sha):
		details.note(facts(rd, fileName(d.Folder, rd.name, rd.sha), im.opts.Now()))
		im.writeDetails(d, &details)
		return im.held(o, d, known), nil
	case rd.text == "":
		return im.held(o, d, known), nil
	case lettersSHA(held) == rd.textSHA:
		var doubts []Doubt
		if Reviewed(&d.Record) == "" {
			doubts = undecided(doubtsOf(rd.fields), &d.Record)
		}
		im.keepDetails(d, rd, doubts)
		return im.held(o, d, known+", toàn văn không đổi"), nil
	case details.TextSHA != shaOf(held):
		return im.held(o, d, "toàn văn trong thư viện đã được người sửa, nên giữ nguyên"), nil
	}
	return im.newVersion(o, rd, d, held, "đọc lại tệp gốc cho toàn văn khác trước")
}

// sameFormat reports that the document has a file of that kind; one without any
// file was typed in, which is plain text.
func sameFormat(d *corpus.Document, f extract.Format) bool {
	files := ReadDetails(d.Folder).Files
	if len(files) == 0 && d.Original == "" {
		return f == extract.TXT
	}
	for _, g := range files {
		if g.Format == f {
			return true
		}
	}
	return false
}
