// Package docxwrite writes small Word files: paragraphs of runs, set as official
// papers are (A4, Times New Roman 14, margins of Nghị định 30/2020/NĐ-CP, Phụ
// lục I).
//
// In go paragraphs; out comes a DOCX file. The same paragraphs always give the
// same bytes. A library would bring a hundred kinds of thing for the one that is
// needed: four parts of a zip file.
package docxwrite

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// Paragraph is a paragraph of a file.
type Paragraph struct {
	Runs   []Run
	Centre bool
	Indent bool // the first line by 1.27 cm, as the body of official papers
	Keep   bool // on the page of the next one
}

// Run is text of one look.
type Run struct {
	Text         string
	Bold, Italic bool
	Marked       bool // on yellow: to be filled in
}

// Write gives the file; title names it in its properties.
func Write(title string, paragraphs []Paragraph) ([]byte, error) {
	var body strings.Builder
	for _, p := range paragraphs {
		writeParagraph(&body, p)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"docProps/core.xml", fmt.Sprintf(coreProperties, escape(title))},
		{"word/_rels/document.xml.rels", documentRelations},
		{"word/styles.xml", styles},
		{"word/document.xml", documentHead + body.String() + documentTail},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate}) // without a time: the same bytes tomorrow
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", part.name, err)
		}
		if _, err := w.Write([]byte(part.content)); err != nil {
			return nil, fmt.Errorf("write %s: %w", part.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("close the file: %w", err)
	}
	return out.Bytes(), nil
}

func writeParagraph(b *strings.Builder, p Paragraph) {
	b.WriteString("<w:p><w:pPr>")
	if p.Keep {
		b.WriteString("<w:keepNext/>")
	}
	if p.Indent {
		b.WriteString(`<w:ind w:firstLine="720"/>`)
	}
	if p.Centre {
		b.WriteString(`<w:jc w:val="center"/>`)
	} else {
		b.WriteString(`<w:jc w:val="both"/>`)
	}
	b.WriteString("</w:pPr>")
	for _, r := range p.Runs {
		b.WriteString("<w:r><w:rPr>")
		if r.Bold {
			b.WriteString("<w:b/>")
		}
		if r.Italic {
			b.WriteString("<w:i/>")
		}
		if r.Marked {
			b.WriteString(`<w:highlight w:val="yellow"/>`)
		}
		b.WriteString(`</w:rPr><w:t xml:space="preserve">` + escape(r.Text) + `</w:t></w:r>`)
	}
	b.WriteString("</w:p>")
}

// escape writes text into XML; what XML may not have becomes a replacement sign.
func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil { // a Builder takes everything
		panic(err)
	}
	return b.String()
}

const header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const contentTypes = header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const packageRelations = header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const documentRelations = header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`

const coreProperties = header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
	`<dc:title>%s</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>`

// Letters of 14 points, 6 points between paragraphs, lines of one.
const styles = header + `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/>` +
	`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`

const documentHead = header + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

// The margins are 20, 15, 20 and 30 mm: above, right, below, left.
const documentTail = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`
