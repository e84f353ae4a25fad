package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"mime"
	"strings"
	"testing"

	"tracuu/internal/vietnamese/legacy"
)

// mailOf is a message with files attached.
func mailOf(text string, files ...packed) string {
	var b strings.Builder
	b.WriteString("From: Van thu <vt@so.test>\r\nTo: x@so.test\r\nDate: Mon, 05 May 2031 08:00:00 +0700\r\nSubject: =?utf-8?B?R+G7rWkgdsSDbiBi4bqjbg==?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=ranh\r\n\r\n")
	fmt.Fprintf(&b, "--ranh\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s\r\n", text)
	for _, f := range files {
		fmt.Fprintf(&b, "--ranh\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=%q\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n",
			mime.BEncoding.Encode("utf-8", f.name), base64.StdEncoding.EncodeToString([]byte(f.content)))
	}
	b.WriteString("--ranh--\r\n")
	return b.String()
}

// What offices send each other: a message with the document attached.
func TestMailAttachments(t *testing.T) {
	first, second := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...), decree("902/2031/NĐ-CP", "2031-04-05", "Về việc đếm thuyền", articles...)
	p := newPlace(t)
	path := p.write("thư.eml", mailOf("Kính gửi các đồng chí, xin gửi văn bản kèm theo.", packed{"Nghị định 901.txt", first}, packed{"bảng.xlsx", "PK"}, packed{"khác.zip", zipOf(t, packed{"hai.txt", second})}))
	out := p.run()
	want := []struct {
		status Status
		file   string
	}{{Added, path + "!/Nghị định 901.txt"}, {Skipped, path + "!/bảng.xlsx"}, {Added, path + "!/khác.zip!/hai.txt"}, {Skipped, path + "!/thư.eml"}}
	if len(out) != len(want) {
		t.Fatalf("%+v", out)
	}
	for i, w := range want {
		if out[i].Status != w.status || out[i].File != w.file {
			t.Errorf("%d: %+v, want %+v", i, out[i], w)
		}
	}
	if !strings.Contains(out[1].Note, "bảng tính") || !strings.Contains(out[3].Note, "nhập riêng") {
		t.Errorf("%q, %q", out[1].Note, out[3].Note)
	}
	if d := p.get(out[0].ID); d.Number.Label() != "901/2031/NĐ-CP" || d.Original != "nghi-dinh-901.txt" {
		t.Errorf("%+v", d)
	}
	reads := p.reads.Load()
	if again := p.run(); len(again) != 4 || !again[0].Unchanged || p.reads.Load() != reads {
		t.Errorf("again: %+v", again)
	}
	if p.corpus.Len() != 2 {
		t.Errorf("%d documents", p.corpus.Len())
	}
}

func TestMailIsTheDocument(t *testing.T) {
	p := newPlace(t)
	text := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	out := p.run(p.write("một.eml", mailOf(text)), p.write("hai.eml", mailOf(text+"\n", packed{"phụ lục.txt", "Danh mục các vườn cây ăn quả ven sông trong huyện."})))
	if len(out) != 3 || out[0].ID == "" || out[0].Status == Failed || out[2].ID != out[0].ID {
		t.Fatalf("%+v", out)
	}
	if again := p.run(out[0].File); len(again) != 1 || !again[0].Unchanged {
		t.Errorf("again: %+v", again)
	}
	broken := p.write("hỏng.eml", "From: a\r\nSubject: b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Disposition: attachment; filename=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n***")
	if out = p.run(broken); len(out) == 0 {
		t.Error("nothing was said of a damaged message")
	}
}

// Archives and messages come through standard input too.
func TestInputPackings(t *testing.T) {
	text := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	one := packed{"một.txt", text}
	for name, c := range map[string]struct {
		content string
		want    []Status
	}{
		"zip":            {zipOf(t, one), []Status{Added}},
		"tar":            {tarOf(t, false, one), []Status{Added}},
		"tar.gz":         {tarOf(t, true, one), []Status{Added}},
		"mail":           {mailOf("Kính gửi", one), []Status{Added, Skipped}},
		"plain mail":     {mailOf(text), []Status{Doubtful}},
		"text":           {text, []Status{Added}},
		"RTF":            {rtf(text), []Status{Added}},
		"a spreadsheet":  {zipOf(t, packed{"xl/workbook.xml", "<x/>"}), []Status{Failed}},
		"gzip, no tar":   {"\x1f\x8bx", []Status{Failed}},
		"7z":             {"7z\xbc\xaf\x27\x1c", []Status{Failed}},
		"nothing at all": {"", []Status{Failed}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			p.opts.Input = strings.NewReader(c.content)
			var got []Status
			for _, o := range p.run("-") {
				got = append(got, o.Status)
				if o.Status == Failed && o.Error == "" {
					t.Error("no reason")
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) && !(name == "plain mail" && len(got) == 1 && got[0] != Failed) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestReadableNames(t *testing.T) {
	const name = "Quyết định trồng cây/Phụ lục một.pdf"
	encoded := func(enc legacy.Encoding) string {
		b, err := legacy.Encode(enc, name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for got, want := range map[string]string{
		name:                            name,
		encoded(legacy.TCVN3):           name,
		encoded(legacy.VNI):             name,
		encoded(legacy.Windows1258):     name,
		"b\x82po.pdf":                   "bépo.pdf", // code page 437
		"\xff\xfe":                      readableName("\xff\xfe"),
		"a.pdf":                         "a.pdf",
		string([]byte{0x81, 'x', 0x9d}): "üx¥",
	} {
		if s := readableName(got); s != want {
			t.Errorf("%q: %q, want %q", got, s, want)
		}
	}
	// Info-ZIP's own field goes before what the name says.
	raw := "Quy?t.pdf"
	field := append([]byte{1}, binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(raw)))...)
	field = append(field, "Quyết.pdf"...)
	extra := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, 0x7075), uint16(len(field)))
	extra = append(extra, field...)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.CreateHeader(&zip.FileHeader{Name: raw, Extra: extra, NonUTF8: true}); err != nil {
		t.Fatal(err)
	}
	z.Close()
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || zipName(r.File[0]) != "Quyết.pdf" {
		t.Errorf("%v, %q", err, zipName(r.File[0]))
	}
	for _, cut := range [][]byte{nil, extra[:3], extra[:8], {0x75, 0x70, 0xff, 0xff}} {
		if _, ok := unicodePath(cut, raw); ok {
			t.Errorf("% x was taken", cut)
		}
	}
}
