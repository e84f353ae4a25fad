package word

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestLibreOffice opens what comes back in a word processor: it has every
// comment and every change, and with the changes shown as made the text is the
// corrected one.
func TestLibreOffice(t *testing.T) {
	tool, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("TRACUU_NO_SKIP") == "1" {
			t.Fatal("no soffice: install libreoffice-writer-nogui (TRACUU_NO_SKIP=1)")
		}
		t.Skip("no soffice: the word processor's own reading is left out")
	}
	body := para(run("", "Thực hiện Nghị quyết số 4")+run(bold, "5-NQ/TU ngày 3/2/2020 của Tỉnh ủy")+`<w:r><w:footnoteReference w:id="2"/></w:r>`) +
		`<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>` + para(run("", "Kế hoạch số 7-KH/HU")) + `</w:tc></w:tr></w:tbl>` +
		para(`<w:ins w:id="40" w:author="Lan" w:date="2026-01-01T00:00:00Z">`+run("", "Câu mới thêm. ")+`</w:ins>`+run("", "Hết."))
	b := file(t, body,
		"[Content_Types].xml", strings.Replace(typesPart, "</Types>", `<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>`, 1),
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>`,
		"word/footnotes.xml", `<w:footnotes `+wordNS+`><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p/></w:footnote><w:footnote w:id="2">`+para(run("", "Theo quy chế số 5."))+`</w:footnote></w:footnotes>`)
	was := read(t, b)
	notes := []Note{
		noteOn(t, was.Text, "45-NQ/TU", "54-NQ/TU"), noteOn(t, was.Text, "3/2/2020", "03/02/2020"), noteOn(t, was.Text, "7-KH/HU", "17-KH/HU"),
		noteOn(t, was.Text, "Câu mới", "Câu khác"), noteOn(t, was.Text, "chế số 5", "chế số 6"), noteOn(t, was.Text, "Hết", ""),
	}
	out, done, err := Annotate(b, was, notes, Options{"tracuu", someTime})
	if err != nil || done.Comments != 6 || done.Changes != 4 {
		t.Fatalf("%+v %v", done, err)
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "a.docx")
	if err := os.WriteFile(in, out, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"odt", "txt:Text (encoded):UTF8"} {
		c := exec.Command(tool, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--convert-to", format, "--outdir", dir, in)
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
	}
	odt, err := os.ReadFile(filepath.Join(dir, "a.odt"))
	if err != nil {
		t.Fatal(err)
	}
	content := unpack(t, odt)["content.xml"]
	count := func(pattern string) int { return len(regexp.MustCompile(pattern).FindAllString(content, -1)) }
	for pattern, want := range map[string]int{
		`<office:annotation [^>]*>`: 6,
		`<text:insertion><office:change-info><dc:creator>tracuu</dc:creator>`: 4,
		`<text:deletion><office:change-info><dc:creator>tracuu</dc:creator>`:  4, // that over two runs is one
	} {
		if got := count(pattern); got != want {
			t.Errorf("%d of %s, want %d", got, pattern, want)
		}
	}
	if count(`<dc:creator>Lan</dc:creator>`) == 0 {
		t.Error("the change of another hand is gone")
	}
	if n := strings.Count(content, "Xem lại: "); n != 6 {
		t.Errorf("%d comments with their words", n)
	}
	txt, err := os.ReadFile(filepath.Join(dir, "a.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Nghị quyết số", "54-NQ/TU", "03/02/2020", "17-KH/HU", "Hết."} {
		if !strings.Contains(string(txt), want) {
			t.Errorf("no %q in\n%s", want, txt)
		}
	}
}
