package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
)

// Format is a kind of file.
type Format string

const (
	PDF   Format = "PDF"
	DOCX  Format = "DOCX"
	ODT   Format = "ODT"
	RTF   Format = "RTF"
	HTML  Format = "HTML"
	EML   Format = "EML"
	DOC   Format = "DOC"
	TXT   Format = "TXT"
	Image Format = "image" // PNG, JPEG, TIFF, …
	Zip   Format = "ZIP"   // an archive, or an office format that is not read
	XML   Format = "XML"
	Other Format = "unknown"
)

// formatOf is the format a name promises; "" where it promises none.
func formatOf(name string) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf":
		return PDF
	case ".docx", ".docm", ".dotx":
		return DOCX
	case ".odt", ".ott":
		return ODT
	case ".rtf":
		return RTF
	case ".htm", ".html", ".xhtml", ".mht", ".mhtml":
		return HTML
	case ".eml":
		return EML
	case ".doc", ".dot":
		return DOC
	case ".txt", ".text", ".md":
		return TXT
	case ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp":
		return Image
	case ".zip":
		return Zip
	case ".xml":
		return XML
	}
	return ""
}

// compatible pairs of name and content need no word: word processors save RTF
// and HTML under .doc, and readable text has many names.
func compatible(name, content Format) bool {
	switch {
	case name == content:
		return true
	case name == DOC:
		return content == RTF || content == HTML || content == DOCX
	case name == TXT:
		return content == HTML || content == EML
	case name == HTML:
		return content == EML || content == XML
	}
	return false
}

var magics = []struct {
	magic  string
	format Format
}{
	{"{\\rtf", RTF}, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOC}, {"\x89PNG\r\n", Image}, {"\xff\xd8\xff", Image}, {"GIF8", Image},
	{"II*\x00", Image}, {"MM\x00*", Image}, {"BM", Image}, {"RIFF", Image}, {"Rar!", Zip}, {"7z\xbc\xaf", Zip}, {"\x1f\x8b", Zip},
}

// Sniff tells the format of a file by its content, and by its name where the
// content leaves it open.
func Sniff(f io.ReaderAt, size int64, name string) (Format, error) { return sniff(f, size, name) }

// sniff tells the format by content; the name decides between kinds of text.
func sniff(f io.ReaderAt, size int64, name string) (Format, error) {
	head := make([]byte, min(size, 8192))
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return "", err
	}
	head = head[:n]
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f\x00")
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) || m.format == RTF && bytes.HasPrefix(trimmed, []byte(m.magic)) {
			if (m.magic == "BM" || m.magic == "RIFF") && plainText(head) {
				continue
			}
			return m.format, nil
		}
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return sniffZip(f, size)
	}
	if i := bytes.Index(head[:min(len(head), 1024)], []byte("%PDF-")); i == 0 || i > 0 && formatOf(name) == PDF {
		return PDF, nil
	}
	if !plainText(head) {
		if want := formatOf(name); want != "" && want != TXT {
			return "", fmt.Errorf("%w: no %s", ErrWrongType, want)
		}
		return Other, nil
	}
	low := bytes.ToLower(trimmed[:min(len(trimmed), 2048)])
	switch {
	case looksMail(trimmed):
		return EML, nil
	case bytes.HasPrefix(low, []byte("<!doctype html")), bytes.HasPrefix(low, []byte("<html")),
		bytes.HasPrefix(low, []byte("<")) && (bytes.Contains(low, []byte("<html")) || bytes.Contains(low, []byte("<body")) || formatOf(name) == HTML):
		return HTML, nil
	case bytes.HasPrefix(low, []byte("<?xml")):
		return XML, nil
	}
	switch want := formatOf(name); want {
	case HTML:
		return HTML, nil
	case PDF, DOCX, ODT, RTF, DOC, Image, Zip:
		return "", fmt.Errorf("%w: the name says %s, the content is text", ErrWrongType, want)
	}
	return TXT, nil
}

// sniffZip tells the packed office formats by what lies in them.
func sniffZip(f io.ReaderAt, size int64) (Format, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	for _, e := range z.File {
		switch {
		case e.Name == "word/document.xml", e.Name == "word\\document.xml":
			return DOCX, nil
		case e.Name == "content.xml":
			return ODT, nil
		}
	}
	for _, e := range z.File {
		if e.Name == "xl/workbook.xml" || e.Name == "xl/workbook.bin" || e.Name == "ppt/presentation.xml" {
			return "", ErrSheet
		}
	}
	for _, e := range z.File { // the main part may bear another name
		if strings.HasPrefix(e.Name, "word/document") && strings.HasSuffix(e.Name, ".xml") {
			return DOCX, nil
		}
	}
	return Zip, nil
}

// plainText reports bytes that can be text in some encoding: few control
// characters, or UTF-16.
func plainText(b []byte) bool {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return true
	}
	bad, zero := 0, 0
	for _, c := range b {
		switch {
		case c == 0:
			zero++
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a && c != 0x1b:
			bad++ // letters of TCVN 5712 and VISCII among them
		}
	}
	if _, ok := zeros(b); ok {
		return true // UTF-16 without a mark
	}
	return zero == 0 && bad*10 <= len(b)
}

// looksMail reports a message with its header lines.
func looksMail(b []byte) bool {
	found := 0
	for i, l := range bytes.SplitN(b, []byte("\n"), 40) {
		l = bytes.TrimRight(l, "\r")
		if len(l) == 0 || i == 39 {
			break
		}
		if l[0] == ' ' || l[0] == '\t' {
			continue
		}
		k, _, ok := bytes.Cut(l, []byte(":"))
		if !ok || bytes.ContainsAny(k, " \t<") {
			return false
		}
		switch strings.ToLower(string(k)) {
		case "from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path", "content-type":
			found++
		}
	}
	return found >= 2
}
