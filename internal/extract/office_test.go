package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"tracuu/internal/vietnamese/legacy"
)

// packed is a zip file of the parts.
func packed(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, s := range parts {
		w, _ := z.Create(name)
		_, _ = w.Write([]byte(s))
	}
	_ = z.Close()
	return b.Bytes()
}

const wordNS = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

func docxOf(body string, parts ...string) []byte {
	m := map[string]string{"word/document.xml": wordNS + body + `</w:body></w:document>`}
	for i := 0; i+1 < len(parts); i += 2 {
		m[parts[i]] = parts[i+1]
	}
	return packed(m)
}

const numbering = `<w:numbering xmlns:w="x">
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>`

func item(num, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestDOCX(t *testing.T) {
	p := func(s string) string { return `<w:p><w:r><w:t xml:space="preserve">` + s + `</w:t></w:r></w:p>` }
	cell := func(s string) string { return `<w:tc>` + s + `</w:tc>` }
	for _, tt := range []struct{ name, body, want string }{
		{"numbers of lists", item("1", "0", "Phạm vi") + item("1", "1", "Thôn") + item("1", "2", "xóm trên") + item("1", "2", "xóm dưới") + item("1", "1", "Xã") +
			item("1", "2", "khu chợ") + item("1", "0", "Hiệu lực") + item("2", "0", "gạch đầu dòng") + item("3", "0", "Tổ chức"),
			"Điều 1. Phạm vi\n1. Thôn\na) xóm trên\nb) xóm dưới\n2. Xã\na) khu chợ\nĐiều 2. Hiệu lực\n- gạch đầu dòng\nIV. Tổ chức\n"},
		{"deleted and inserted", `<w:p><w:r><w:t xml:space="preserve">Trồng </w:t></w:r><w:del><w:r><w:delText>ba</w:delText></w:r></w:del><w:ins><w:r><w:t>năm</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> cây</w:t></w:r></w:p>`,
			"Trồng năm cây\n"},
		{"table", `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tr>` + cell(p("TT")) + cell(p("Tên cây")) + `</w:tr><w:tr>` + cell(p("1")) + cell(p("Cây")+p("cau")) + `</w:tr></w:tbl>`,
			"TT\tTên cây\n1\tCây cau\n"},
		{"header in a table", `<w:tbl><w:tr>` + cell(p("XÃ AN BÌNH")+p("Số: 5/QĐ-UBND")) + cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")+p("Độc lập - Tự do - Hạnh phúc")) + `</w:tr></w:tbl>` + p("QUYẾT ĐỊNH"),
			"XÃ AN BÌNH\nSố: 5/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nQUYẾT ĐỊNH\n"},
		{"field and hidden", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:noBreakHyphen/><w:t>B</w:t></w:r></w:p>`, "3-B\n"},
		{"text box once", `<w:p><mc:AlternateContent xmlns:mc="y"><mc:Choice><w:txbxContent>` + p("Trong khung") + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + p("Trong khung") + `</w:txbxContent></mc:Fallback></mc:AlternateContent><w:r><w:t>Ngoài khung</w:t></w:r></w:p>`,
			"Ngoài khung\nTrong khung\n"},
		{"footnote", `<w:p><w:r><w:t>Chi đúng việc.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>` + p("Hết."), "Chi đúng việc.¹\nHết.\n¹ Theo quy chế.\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := mustText(t, "a.docx", docxOf(tt.body, "word/numbering.xml", numbering,
				"word/footnotes.xml", `<w:footnotes><w:footnote w:type="separator" w:id="0">`+p("---")+`</w:footnote><w:footnote w:id="2">`+p("Theo quy chế.")+`</w:footnote></w:footnotes>`))
			if r.Text != tt.want {
				t.Errorf("got\n%s\nwant\n%s", r.Text, tt.want)
			}
		})
	}
}

// legacyOf writes s in a legacy encoding as the Latin letters a file holds.
func legacyOf(t *testing.T, enc legacy.Encoding, s string) string {
	b, err := legacy.Encode(enc, s)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, c := range b {
		out.WriteRune(rune(c))
	}
	return out.String()
}

// TestDOCXHeadingInLegacyFont has one run in an old font among Unicode.
func TestDOCXHeadingInLegacyFont(t *testing.T) {
	for _, tt := range []struct {
		font string
		enc  legacy.Encoding
	}{{".VnTime", legacy.TCVN3}, {"VNI-Times", legacy.VNI}} {
		body := `<w:p><w:r><w:rPr><w:rFonts w:ascii="` + tt.font + `" w:hAnsi="` + tt.font + `"/></w:rPr><w:t>` + legacyOf(t, tt.enc, "Về việc giữ gìn đường làng") + `</w:t></w:r></w:p>` +
			`<w:p><w:r><w:t>Mỗi nhà quét một đoạn.</w:t></w:r></w:p>`
		r := mustText(t, "a.docx", docxOf(body))
		if want := "Về việc giữ gìn đường làng\nMỗi nhà quét một đoạn.\n"; r.Text != want || r.Encoding != tt.enc.String() {
			t.Errorf("%s: got %q (%s), want %q", tt.font, r.Text, r.Encoding, want)
		}
	}
}

func TestHostileOffice(t *testing.T) {
	bomb := docxOf(`<w:p><w:r><w:t>` + strings.Repeat("a", 300<<20) + `</w:t></w:r></w:p>`)
	if len(bomb) > 2<<20 {
		t.Fatalf("the bomb has %d bytes", len(bomb))
	}
	laughs := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">`
	for c := 'b'; c < 'z'; c++ {
		laughs += `<!ENTITY ` + string(c) + ` "` + strings.Repeat("&"+string(c-1)+";", 10) + `">`
	}
	laughs += `]>` + wordNS + `<w:p><w:r><w:t>Cười &y; vui</w:t></w:r></w:p></w:body></w:document>`
	external := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>` + wordNS + `<w:p><w:r><w:t>Tên máy &x; hết</w:t></w:r></w:p></w:body></w:document>`
	deep := docxOf(strings.Repeat("<w:sdt><w:sdtContent>", 100_000))

	for _, tt := range []struct {
		name string
		file []byte
		want error
	}{
		{"bomb", bomb, ErrTooLarge},
		{"elements without end", deep, ErrTooLarge},
		{"no document", packed(map[string]string{"word/document2.xml": ""}), ErrEmpty},
		{"path out of the archive", packed(map[string]string{"../../word/document.xml": wordNS, "word/x": ""}), ErrWrongType},
		{"cut off", docxOf(`<w:p><w:r><w:t>Một</w:t></w:r></w:p>`)[:100], ErrDamaged},
		{"picture called DOCX", []byte("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 100)), ErrWrongType},
		{"picture called PDF", []byte("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 100)), ErrWrongType},
		{"empty", nil, ErrEmpty},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := "a.docx"
			if strings.HasSuffix(tt.name, "PDF") {
				name = "a.pdf"
			}
			if r, err := extractBytes(t, name, tt.file); !errors.Is(err, tt.want) {
				t.Errorf("got %v, %v; want %v", r, err, tt.want)
			}
		})
	}
	for name, doc := range map[string]string{"laughs": laughs, "external": external} {
		r, err := extractBytes(t, "a.docx", packed(map[string]string{"word/document.xml": doc}))
		if err != nil {
			continue // refused is well too
		}
		if len(r.Text) > 100 {
			t.Errorf("%s: an entity grew to %d bytes", name, len(r.Text))
		}
	}
}

func TestODT(t *testing.T) {
	content := `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:fo="f">
<office:automatic-styles><style:style style:name="C1"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style><style:style style:name="C2"><style:table-cell-properties fo:border="none"/></style:style><style:style style:name="T1"><style:text-properties style:font-name=".VnTime"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style></office:automatic-styles>
<office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>đã bỏ</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>Số: 5/TB<text:tab/><text:tab/>Hà Nội<text:line-break/>Kính gửi</text:p><text:h>Nội quy<text:s/>phòng đọc</text:h>
<text:list text:style-name="L1"><text:list-item><text:p>Giữ yên lặng<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Kể cả điện thoại.</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>khi đọc;</text:p></text:list-item><text:list-item><text:p>khi viết.</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>Trả sách đúng hạn</text:p></text:list-item></text:list>
<text:p><text:span text:style-name="T1">` + legacyOf(t, legacy.TCVN3, "Người giữ sách") + `</text:span> ký tên</text:p>
<table:table><table:table-row><table:table-cell table:style-name="C1"><text:p>Ngày</text:p></table:table-cell><table:table-cell><text:p>Giờ mở</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Hai</text:p></table:table-cell><table:table-cell><text:p>8</text:p></table:table-cell></table:table-row></table:table>
<table:table><table:table-row><table:table-cell table:style-name="C2"><text:p>GIÁM ĐỐC</text:p><text:p>Lê Văn Vườn</text:p></table:table-cell><table:table-cell><text:p>Thủ thư</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>`
	r := mustText(t, "a.odt", packed(map[string]string{"content.xml": content}))
	want := "Số: 5/TB\tHà Nội\nKính gửi\nNội quy phòng đọc\n1. Giữ yên lặng¹\na) khi đọc;\nb) khi viết.\n2. Trả sách đúng hạn\nNgười giữ sách ký tên\nNgày\tGiờ mở\nHai\t8\nGIÁM ĐỐC\nLê Văn Vườn\nThủ thư\n¹ Kể cả điện thoại.\n"
	if r.Text != want {
		t.Errorf("got\n%s\nwant\n%s", r.Text, want)
	}
}
