package docxwrite

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// skip leaves a test out for want of a tool, or fails it where nothing may be
// left out.
func skip(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("TRACUU_NO_SKIP") == "1" {
		t.Fatal(why + " (TRACUU_NO_SKIP=1)")
	}
	t.Skip(why)
}

var sample = []Paragraph{
	{Runs: []Run{{Text: "CĂN CỨ", Bold: true}}, Centre: true, Keep: true},
	{Runs: []Run{{Text: "Căn cứ Luật Lâm nghiệp & <rừng> \"phòng hộ\";", Italic: true}}, Indent: true},
	{Runs: []Run{{Text: "Căn cứ Kết luận số 62-KL/TW ", Italic: true}, {Text: "[chưa rõ ngày ban hành]", Italic: true, Marked: true}, {Text: ".\x00\x1b"}}, Indent: true},
}

// words reads the words of a file strictly: every part is XML, the text stands
// in the runs.
func words(t testing.TB, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		dec, in := xml.NewDecoder(r), ""
		for {
			tok, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				in = tok.Name.Local
			case xml.EndElement:
				if in = ""; tok.Name.Local == "p" {
					text.WriteByte('\n')
				}
			case xml.CharData:
				if in == "t" {
					text.Write(tok)
				}
			}
		}
		r.Close()
	}
	return text.String()
}

const want = "CĂN CỨ\nCăn cứ Luật Lâm nghiệp & <rừng> \"phòng hộ\";\nCăn cứ Kết luận số 62-KL/TW [chưa rõ ngày ban hành]."

func TestWrite(t *testing.T) {
	file, err := Write(`Căn cứ <"&`, sample)
	if err != nil {
		t.Fatal(err)
	}
	if got := words(t, file); got != want+"��\n" {
		t.Errorf("%q", got)
	}
	again, _ := Write(`Căn cứ <"&`, sample)
	if !bytes.Equal(file, again) {
		t.Error("a second file differs")
	}
}

// TestOpensInLibreOffice has another program read the file.
func TestOpensInLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		skip(t, "no LibreOffice: the file is not opened in it")
	}
	file, err := Write("Căn cứ", sample)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "can-cu.docx")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), office, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, path)
	cmd.Env = append(os.Environ(), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "can-cu.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimPrefix(string(text), "\ufeff"); !strings.HasPrefix(got, want) {
		t.Errorf("LibreOffice reads %q", got)
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("a", "b\x00")
	f.Add("]]>", "\xff\ufffe")
	f.Fuzz(func(t *testing.T, title, text string) {
		file, err := Write(title, []Paragraph{{Runs: []Run{{Text: text}, {Text: title, Bold: true}}}})
		if err != nil {
			t.Fatal(err)
		}
		words(t, file)
	})
}
