package ingest

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"tracuu/corpus"
	"tracuu/internal/document"
	"tracuu/internal/extract"
	"tracuu/internal/vietnamese"
)

// How alike two texts of one document must be for what (shares of common runs of
// four words; see docs/importing.md).
const (
	asGoodAsEqual = 0.80 // another format of the same text: its reader joins lines and finds notes elsewhere
	stillTheText  = 0.50 // another version, or another reading, shares at least this
	mostlyInside  = 0.80 // of a part: this much of it stands in the whole
)

// beside takes in a file of a document whose text the library holds.
func (im *Importer) beside(o Outcome, rd *reading, d *corpus.Document) (Outcome, error) {
	held, err := im.shelf.corpus.Text(d.ID)
	if err != nil {
		return o, err
	}
	if lettersSHA(held) == rd.textSHA {
		if sameFormat(d, rd.res.Format) {
			return im.held(o, d, "đã có trong thư viện (toàn văn trùng nhau)"), nil
		}
		return im.attach(o, rd, d, Attached, "bản "+string(rd.res.Format)+" của văn bản đã có, toàn văn trùng nhau")
	}
	if v := earlier(d.Folder, rd.textSHA); v != "" {
		return im.held(o, d, "trùng với bản trước đây của văn bản ("+v+")"), nil
	}
	l := alike(held, rd.text)
	before := ReadDetails(d.Folder)
	heldOCR := slices.ContainsFunc(before.Files, func(f FileFacts) bool { return f.Name == d.Original && f.OCR })
	related := l.shared >= stillTheText || l.of[0] >= mostlyInside
	better := rd.res.Score - extract.Score(held)
	percent := fmt.Sprintf("giống %.0f%%", 100*l.shared)
	switch {
	case heldOCR && !rd.ocr && related:
		return im.newVersion(o, rd, d, held, "toàn văn lấy từ tệp có chữ, thay cho chữ nhận dạng từ ảnh ("+percent+"); bản trước được giữ lại")
	case heldOCR && rd.ocr && related && better > 0:
		return im.newVersion(o, rd, d, held, "bản chụp rõ hơn ("+percent+"); bản trước được giữ lại")
	case rd.ocr && (related || l.of[1] >= mostlyInside):
		return im.attach(o, rd, d, Attached, "bản chụp của văn bản đã có; giữ toàn văn cũ vì chắc chắn hơn chữ đọc từ ảnh này ("+percent+")")
	case l.of[1] >= mostlyInside && len(rd.text)*5 < len(held)*4:
		return im.attach(o, rd, d, Attached, "chỉ có một phần văn bản đã có; giữ toàn văn cũ")
	case len(before.Files) > 0 && !sameFormat(d, rd.res.Format) && l.shared >= asGoodAsEqual:
		return im.attach(o, rd, d, Attached, "bản "+string(rd.res.Format)+" của văn bản đã có ("+percent+")")
	case related && better < -0.1:
		return im.attach(o, rd, d, Attached, "toàn văn đọc được kém hơn bản đã có ("+percent+"); giữ toàn văn cũ")
	case related:
		return im.newVersion(o, rd, d, held, "văn bản đã có nhưng toàn văn khác ("+percent+"); bản trước được giữ lại")
	}
	return im.attach(o, rd, d, Doubtful, "cùng loại, số, ngày và cơ quan với văn bản đã có nhưng toàn văn khác hẳn ("+percent+"); giữ toàn văn cũ, để tệp này bên cạnh chờ người xem")
}

// attach keeps a file beside a document and leaves its text as it is.
func (im *Importer) attach(o Outcome, rd *reading, d *corpus.Document, status Status, note string) (Outcome, error) {
	rec := d.Record
	rec.Provenance = append(slices.Clone(rec.Provenance), document.Provenance{
		Source: source(rd), Fields: []string{"original"}, Note: upper(note) + ". " + im.howRead(rd),
	})
	draft := corpus.Draft{Record: rec}
	var name string
	if rec.Original == "" {
		name = fileName(d.Folder, rd.name, rd.sha)
		draft.Record.Original, draft.Original = name, verify(rd)
	} else {
		name = fileName(d.Folder, rd.name, rd.sha)
		if err := copyFile(filepath.Join(d.Folder, name), rd); err != nil {
			return o, err
		}
	}
	got, err := im.shelf.corpus.Replace(draft)
	if err != nil {
		return o, err
	}
	det := ReadDetails(got.Folder)
	det.note(facts(rd, name, im.opts.Now()))
	var doubts []Doubt
	if status == Doubtful {
		doubts = []Doubt{{Field: "text", Why: note}}
		det.Doubts = append(det.Doubts, doubts...)
	}
	im.writeDetails(got, &det)
	o = o.of(&got.Record)
	o.Status, o.Note, o.Doubts = status, note, doubts
	return o, nil
}

// newVersion gives a document another text and keeps the earlier one beside it.
func (im *Importer) newVersion(o Outcome, rd *reading, d *corpus.Document, held, note string) (Outcome, error) {
	if filepath.Ext(d.Folder) == ".txt" { // a bare text file becomes a folder, which can hold versions
		var err error
		if d, err = im.shelf.corpus.Replace(corpus.Draft{Record: d.Record}); err != nil {
			return o, err
		}
	}
	kept, err := keepVersion(d.Folder, held)
	if err != nil {
		return o, err
	}
	before := ReadDetails(d.Folder)
	rec := merge(&d.Record, &rd.record, before.Fields)
	rec.Provenance = im.vouch(rec.Provenance, rd, filled(&d.Record, &rec, rd.fields))
	rec.Provenance = append(rec.Provenance, document.Provenance{
		Source: kept, Fields: []string{"text"},
		Note: fmt.Sprintf("Toàn văn dùng đến %s, trước khi nhập %s.", im.opts.Now().Format("02/01/2006 15:04"), source(rd)),
	})
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
	doubts := undecided(differences(&got.Record, &rd.record), &got.Record)
	im.keepDetails(got, rd, doubts)
	o = o.of(&got.Record)
	o.Status, o.Doubts, o.Note = Version, doubts, note
	return o, nil
}

// source names a file in a record's provenance: where it was fetched, or its
// name, in words that are no id and no address.
func source(rd *reading) string {
	if rd.page != nil {
		return rd.page.Address
	}
	return "tệp “" + shown(rd.name) + "”"
}

// shown is a file name as it can stand in a line of text.
func shown(name string) string {
	name = vietnamese.Clean(name)
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, name))
}

// vouch adds the file to what vouches for a record, once.
func (im *Importer) vouch(list []document.Provenance, rd *reading, fields map[string]document.Field) []document.Provenance {
	list = slices.DeleteFunc(slices.Clone(list), func(p document.Provenance) bool { return strings.Contains(p.Note, "sha256 "+rd.sha) })
	return append(list, im.provenance(rd, fields))
}

// provenance says what a file vouches for and how it was read. Its form is read
// again by shelf.enter.
func (im *Importer) provenance(rd *reading, read map[string]document.Field) document.Provenance {
	p := document.Provenance{Source: source(rd)}
	least, at := 2.0, ""
	for _, f := range fields {
		if v, ok := read[f.name]; ok && v.Value != "" {
			p.Fields = append(p.Fields, f.name)
			if v.Confidence < least {
				least, at = v.Confidence, f.name
			}
		}
	}
	if rd.text != "" {
		p.Fields = append(p.Fields, "text")
	}
	if at != "" {
		p.Note = fmt.Sprintf("Máy nhận dạng, cần đối chiếu bản gốc (độ tin cậy thấp nhất %.0f%%: %s). ", 100*least, at)
	}
	p.Note += im.howRead(rd)
	return p
}

// howRead says when and how a file was read, and which bytes it is.
func (im *Importer) howRead(rd *reading) string {
	s := "Nhập " + im.opts.Now().Format("02/01/2006 15:04")
	if p := rd.page; p != nil {
		s = "Lấy từ mạng " + p.Fetched.Format("02/01/2006 15:04")
		if p.Final != p.Address {
			s += ", trang chuyển tới " + p.Final
		}
	}
	s += "; tệp " + string(rd.res.Format)
	if n := len(rd.res.Pages); n > 0 {
		s += fmt.Sprintf(", %d trang", n)
	}
	if rd.res.Reader != "" {
		s += ", đọc bằng " + rd.res.Reader
	}
	if rd.res.Encoding != "" {
		s += ", chuyển từ bảng mã " + rd.res.Encoding
	}
	if rd.ocr && rd.text != "" {
		s += ", chữ do máy nhận dạng từ ảnh (OCR)"
	}
	return s + "; sha256 " + rd.sha + "."
}

// remark notes what a reader of the document should know of its text.
func (im *Importer) remark(rec *document.Record, rd *reading) {
	const byOCR = "Toàn văn do máy nhận dạng chữ từ ảnh chụp (OCR), có thể sai; cần đối chiếu bản gốc."
	const inPart = "Một số trang của tệp gốc là ảnh, chưa được nhận dạng chữ nên chưa có trong toàn văn."
	notes := slices.DeleteFunc(slices.Clone(rec.Notes), func(n string) bool { return n == byOCR || n == inPart })
	if rd.ocr {
		notes = append(notes, byOCR)
	}
	if rd.partial {
		notes = append(notes, inPart)
	}
	rec.Notes = notes
}

// filled are the fields that a record took from a file, as they were read.
func filled(before, after *document.Record, read map[string]document.Field) map[string]document.Field {
	out := map[string]document.Field{}
	for _, f := range fields {
		if f.get(after) != f.get(before) {
			out[f.name] = read[f.name]
		}
	}
	return out
}

// keepDetails writes the details of the text that a document now has.
func (im *Importer) keepDetails(d *corpus.Document, rd *reading, doubts []Doubt) {
	det := ReadDetails(d.Folder)
	det.note(facts(rd, d.Original, im.opts.Now()))
	det.Fields, det.Doubts, det.Pages, det.TextSHA = rd.fields, doubts, nil, ""
	if d.HasText() {
		if text, err := im.shelf.corpus.Text(d.ID); err == nil {
			det.TextSHA = shaOf(text)
			if text == rd.text {
				det.Pages = rd.res.Pages
			}
		}
	}
	im.writeDetails(d, &det)
}

// writeDetails writes what can be had again; that it fails is worth a word, not
// the document.
func (im *Importer) writeDetails(d *corpus.Document, det *Details) {
	if err := det.write(d.Folder); err != nil {
		im.opts.Notice(err.Error())
	}
	im.shelf.enter(d)
	if len(det.Files) > 0 {
		im.changed++
	}
}

// namedBy reports that a file's name gives the number too: a second sign for
// what was read in a picture.
func namedBy(file string, n document.Number) bool {
	if n.Number == "" {
		return false
	}
	return strings.Contains("-"+document.Slug(file)+"-", "-"+document.Slug(n.Bare())+"-"+document.Slug(n.Symbol)) ||
		strings.Contains("-"+document.Slug(file)+"-", "-"+document.Slug(n.Label())+"-")
}

// sameWords compares two values as people write them.
func sameWords(a, b string) bool { return vietnamese.Fold(a) == vietnamese.Fold(b) }

func upper(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}
