package legacy

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"tracuu/internal/vietnamese"
)

// TestArchivedFiles decodes documents of the years before Unicode and counts
// the letters that differ from a reference text. Blanks are left aside, for
// they are the work of the reader of the file, not of the decoder.
func TestArchivedFiles(t *testing.T) {
	dir := filepath.FromSlash("../../../../shared/data/files")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the archived files are not here: %v", err)
	}
	for _, c := range []struct {
		pattern string
		want    Encoding
		read    func(path string) (string, error)
		most    int // letters in a thousand that may differ
	}{
		{"22_*.pdf", TCVN3, readPDF, 1},
		{"24_*.pdf", TCVN3, readPDF, 1},
		{"26_*.pdf", TCVN3, readPDF, 1},
		{"28_*.rtf", TCVN3, readRTF, 8}, // the reference leaves out the page footer
		{"30_*.docx", VNI, readDOCX, 1},
	} {
		t.Run(c.pattern, func(t *testing.T) {
			paths, _ := filepath.Glob(filepath.Join(dir, c.pattern))
			if len(paths) == 0 {
				t.Skip("no such file")
			}
			ref, err := os.ReadFile(strings.TrimSuffix(paths[0], filepath.Ext(paths[0])) + ".ref.txt")
			if err != nil {
				t.Skip(err)
			}
			text, err := c.read(paths[0])
			if errors.Is(err, exec.ErrNotFound) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			got, enc := RepairText(text)
			if enc != c.want {
				t.Errorf("repaired as %s, want %s", enc, c.want)
			}
			all, wrong := compareLetters(got, string(ref))
			t.Logf("%d of %d letters differ", wrong, all)
			if wrong*1000 > all*c.most {
				t.Errorf("%d of %d letters differ, more than %d in a thousand", wrong, all, c.most)
			}
		})
	}
}

// TestUnicodeLaw looks for lines of Unicode law text that are taken for
// something else.
func TestUnicodeLaw(t *testing.T) {
	f, err := os.Open(filepath.FromSlash("../../../../shared/data/phapdien.jsonl.gz"))
	if err != nil {
		t.Skipf("the law text is not here: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<24)
	for n := 0; n < 5000 && in.Scan(); n++ {
		for line := range strings.SplitSeq(in.Text(), `\n`) {
			if got, enc := RepairText(line); enc != Unicode || got != line {
				t.Errorf("%s: %.100q becomes %.100q", enc, line, got)
			}
		}
	}
}

// compareLetters counts the letters of want, and those that one text has more
// often than the other.
func compareLetters(got, want string) (all, wrong int) {
	counts := map[rune]int{}
	for _, r := range vietnamese.Lower(want) {
		if unicode.IsLetter(r) {
			counts[r]++
			all++
		}
	}
	for _, r := range vietnamese.Lower(got) {
		if unicode.IsLetter(r) {
			counts[r]--
		}
	}
	for _, n := range counts {
		wrong += max(n, -n)
	}
	return all, wrong
}

func readPDF(path string) (string, error) {
	out, err := exec.Command("pdftotext", path, "-").Output()
	return string(out), err
}

func readDOCX(path string) (string, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return "", err
	}
	defer z.Close()
	f, err := z.Open("word/document.xml")
	if err != nil {
		return "", err
	}
	defer f.Close()
	var text strings.Builder
	d := xml.NewDecoder(f)
	in := false
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return text.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			in = x.Name.Local == "t"
		case xml.EndElement:
			if x.Name.Local == "p" {
				text.WriteByte('\n')
			}
			in = false
		case xml.CharData:
			if in {
				text.Write(x)
			}
		}
	}
}

var (
	rtfGroup = regexp.MustCompile(`\{\\\*[^{}]*\}`)
	rtfByte  = regexp.MustCompile(`\\'[0-9a-f]{2}`)
	rtfWord  = regexp.MustCompile(`\\[a-z]+-?[0-9]* ?|[{}\r\n]`)
)

// readRTF reads what is after the tables of fonts and styles.
func readRTF(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	s := string(b)
	if k := strings.Index(s, `\sectd`); k > 0 {
		s = s[k:]
	}
	s = rtfGroup.ReplaceAllString(s, "")
	s = regexp.MustCompile(`\\(par|line|row|cell)\b ?`).ReplaceAllString(s, "\x00")
	s = strings.NewReplacer(`\-`, "\u00ad", `\~`, " ", `\_`, "-").Replace(s)
	s = rtfWord.ReplaceAllString(s, "")
	s = rtfByte.ReplaceAllStringFunc(s, func(x string) string {
		c, _ := strconv.ParseUint(x[2:], 16, 8)
		return string(latin(byte(c)))
	})
	return strings.ReplaceAll(s, "\x00", "\n"), nil
}
