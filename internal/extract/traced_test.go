package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/vietnamese/legacy"
)

// traceOf reads a DOCX with the places of its text and checks what every reading
// has to hold: the text is the one that is read without them, places rise in the
// text without overlap, and what stands at an exact one is that text. It gives
// the share of the text's letters whose place is known.
func traceOf(t testing.TB, data []byte) (*Result, float64) {
	t.Helper()
	read := func(origins bool) (*Result, error) {
		return Extract(context.Background(), "a.docx", bytes.NewReader(data), int64(len(data)), Options{Origins: origins, NoPrograms: true})
	}
	plain, err := read(false)
	r, err2 := read(true)
	if (err == nil) != (err2 == nil) {
		t.Fatalf("without places: %v; with: %v", err, err2)
	}
	if err != nil {
		return nil, 0
	}
	if r.Text != plain.Text {
		t.Fatalf("the text differs with places:\n%q\n%q", plain.Text, r.Text)
	}
	parts := partsOf(t, data, r.Parts)
	end, known := 0, 0
	for _, o := range r.Origins {
		if o.Start < end || o.End <= o.Start || o.End > len(r.Text) || o.To <= o.From || o.To > len(parts[o.Part]) {
			t.Fatalf("%+v behind %d of %d", o, end, len(r.Text))
		}
		end = o.End
		text, raw := r.Text[o.Start:o.End], parts[o.Part][o.From:o.To]
		if o.Exact && text != raw {
			t.Fatalf("%+v: %q is written %q", o, text, raw)
		}
		if strings.Contains(raw, "<") {
			t.Fatalf("%+v: %q is no text", o, raw)
		}
		known += letters(text)
	}
	return r, float64(known) / float64(max(1, letters(r.Text)))
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func partsOf(t testing.TB, data []byte, names []string) []string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(names))
	for i, name := range names {
		for _, f := range z.File {
			if strings.ReplaceAll(f.Name, "\\", "/") != name || out[i] != "" {
				continue
			}
			rc, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			b, _ := io.ReadAll(rc)
			rc.Close()
			out[i] = string(b)
		}
	}
	return out
}

func TestOrigins(t *testing.T) {
	run := func(props, text string) string {
		return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
	}
	p := func(s string) string { return `<w:p>` + s + `</w:p>` }
	for _, tt := range []struct {
		name, body, find, raw string // raw is the writing of what is found, its pieces apart by |
		approx                bool
	}{
		{"one run", p(run("", "Trồng cây bên suối.")), "cây bên", "cây bên", false},
		{"a word in two runs", p(run("", "Trồng c") + run("<w:b/>", "ây cau.")), "cây cau", "c|ây cau", false},
		{"an entity", p(run("", "Rào &amp; giậu &#7913;ng")), "& giậu ứ", "&amp;| giậu |&#7913;", false},
		{"decomposed letters", p(run("", norm.NFD.String("đắp đê"))), "đắp đê", norm.NFD.String("đ|ắ|p đ|ê"), false},
		{"spaces that are squeezed", p(run("", "Đào   mương") + run("", "  sâu")), "mương sâu", "mương| |sâu", false},
		{"capitals that are shown", p(run("<w:caps/>", "Thôn")), "THÔN", "T|h|ô|n", false},
		{"a label of a list", item("1", "0", "Phạm vi"), "Điều 1. Phạm", "Phạm", false},
		{"a row of a table", `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tr><w:tc>` + p(run("", "Số")) + `</w:tc><w:tc>` + p(run("", "hộ")) + p(run("", "nghèo")) + `</w:tc></w:tr></w:tbl>`, "Số\thộ nghèo", "Số|hộ|nghèo", false},
		{"a legacy font", p(run(`<w:rFonts w:ascii=".VnTime"/>`, legacyOf(t, legacy.TCVN3, "đường làng"))), "đường", legacyOf(t, legacy.TCVN3, "đường"), true},
		{"CDATA is not traced", p(`<w:r><w:t><![CDATA[Trong]]></w:t></w:r>` + run("", " ngoài")), "Trong ngoài", " ngoài", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := docxOf(tt.body, "word/numbering.xml", numbering)
			r, _ := traceOf(t, data)
			at := strings.Index(r.Text, tt.find)
			if at < 0 {
				t.Fatalf("%q is not in %q", tt.find, r.Text)
			}
			part := partsOf(t, data, r.Parts)[0]
			var got []string
			for _, o := range r.Origins {
				from, to := max(o.Start, at), min(o.End, at+len(tt.find))
				if from >= to {
					continue
				}
				if o.Approx != tt.approx {
					t.Errorf("%+v", o)
				}
				raw := part[o.From:o.To]
				if o.Exact {
					raw = part[o.From+from-o.Start : o.From+to-o.Start]
				}
				got = append(got, raw)
			}
			if tt.approx {
				if len(got) == 0 {
					t.Error("nothing known of its place")
				}
				return
			}
			if s := strings.Join(got, "|"); s != tt.raw {
				t.Errorf("written %q, want %q", s, tt.raw)
			}
		})
	}
}

// TestOriginsOfNotes has text in two parts of the file.
func TestOriginsOfNotes(t *testing.T) {
	data := docxOf(`<w:p><w:r><w:t>Chi đúng việc.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
		"word/footnotes.xml", `<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Theo quy chế.</w:t></w:r></w:p></w:footnote></w:footnotes>`)
	r, known := traceOf(t, data)
	if known != 1 || len(r.Parts) != 2 || r.Parts[1] != "word/footnotes.xml" {
		t.Errorf("%v known of %q in %v", known, r.Text, r.Parts)
	}
}

// TestOriginsOfRealFiles reads the word-processor files of the shared data.
func TestOriginsOfRealFiles(t *testing.T) {
	names, _ := filepath.Glob("../../../shared/data/files/*.docx")
	if len(names) == 0 {
		t.Skip("no ../shared/data/files: left out")
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			r, known := traceOf(t, data)
			if r.Encoding == "" && known < .97 {
				t.Errorf("the places of %.3f of the letters are known", known)
			}
			t.Logf("%.4f of %d letters, %d stretches", known, letters(r.Text), len(r.Origins))
		})
	}
}

func FuzzOrigins(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>Trồng &amp; cây</w:t></w:r></w:p>`)
	f.Add(`<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>a&#x301;  b</w:t><w:tab/><w:t xml:space="preserve"> c</w:t></w:r></w:p>`)
	f.Add("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Số\r\n1</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>")
	f.Fuzz(func(t *testing.T, body string) { traceOf(t, docxOf(body)) })
}
