package legacy

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// sample has every kind of letter; the sentences are made up.
const sample = `Ủy ban nhân dân xã Đồng Lương đề nghị các hộ gia đình ở khu 3 đăng ký trước ngày 15/9/2004.
Những người đã nộp hồ sơ đúng hạn sẽ được trả lời bằng văn bản; trường hợp chậm trễ phải nêu rõ lý do.
Kỳ họp thứ sáu quyết định hỗ trợ giống lúa, phân bón và vốn vay cho thôn Mỗ, thôn Kỹ, bản Ngược.
`

// alphabet is every letter of Vietnamese beyond ASCII.
const alphabet = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"

func TestRoundTrip(t *testing.T) {
	plain := "Số 12, năm 2004: (a) đất; [b] nhà."
	for _, enc := range []Encoding{Unicode, TCVN5712, VNI, VISCII, VIQR, Windows1258} {
		for _, s := range []string{sample, alphabet, strings.ToUpper(alphabet), plain, "a.b d\\d+ dd DD Dd o+ a( hết? hả~"} {
			roundTrip(t, enc, s)
		}
	}
	// TCVN3 has no capitals with tones.
	roundTrip(t, TCVN3, alphabet+"ĂÂÊÔƠƯĐ")
	roundTrip(t, TCVN3, strings.ReplaceAll(sample, "Ủy", "ủy"))
	roundTrip(t, TCVN3, "“nháy” – 30°C ± 2…")
}

func roundTrip(t *testing.T, enc Encoding, s string) {
	t.Helper()
	b, err := Encode(enc, s)
	if err != nil {
		t.Errorf("%s: %v", enc, err)
		return
	}
	if got := Decode(enc, b); got != s {
		t.Errorf("%s: %q comes back as %q by way of % x", enc, s, got, b)
	}
}

func TestEncodeRefuses(t *testing.T) {
	for _, c := range []struct {
		enc Encoding
		s   string
	}{{TCVN3, "HÀ NỘI"}, {TCVN3, "漢"}, {VNI, "日"}, {VNI, "ö"}, {VISCII, "ß"}, {VIQR, "é̈"}, {Windows1258, "Ж"}, {TCVN5712, "¨"}} {
		if b, err := Encode(c.enc, c.s); err == nil {
			t.Errorf("%s writes %q as % x", c.enc, c.s, b)
		}
	}
}

// TestKnownBytes holds the tables to words whose bytes are known from the
// standards and from documents.
func TestKnownBytes(t *testing.T) {
	for _, c := range []struct {
		enc         Encoding
		bytes, want string
	}{
		{TCVN3, "Qu\xe8c h\xe9i", "Quốc hội"},
		{TCVN3, "ngh\xde quy\xd5t n\xad\xedc", "nghị quyết nước"},
		{TCVN5712, "Vi\xd6t Nam \x01", "Việt Nam Ú"},
		{TCVN5712, "a\xb3", "á"},
		{VNI, "Vie\xe4t Nam", "Việt Nam"},
		{VNI, "\xd1o\xe4c la\xe4p ngh\xf3a \xd6\xd9", "Độc lập nghĩa Ứ"},
		{VNI, "Chi\xf9nh phu\xfb", "Chính phủ"},
		{VISCII, "Vi\xaet Nam", "Việt Nam"},
		{VISCII, "\xd0\xb5c l\xa7p", "Độc lập"},
		{VIQR, "Vie^.t Nam ddo^.c la^.p", "Việt Nam độc lập"},
		{VIQR, "ddu+o+.c kho^ng\\? \\\\", "được không? \\"},
		{Windows1258, "Vi\xea\xf2t Nam", "Việt Nam"},
		{Unicode, "a\xffb", "a\ufffdb"},
	} {
		if got := Decode(c.enc, []byte(c.bytes)); got != c.want {
			t.Errorf("Decode(%s, % x) = %q, want %q", c.enc, c.bytes, got, c.want)
		}
	}
}

func TestDetect(t *testing.T) {
	lower := strings.ReplaceAll(sample, "Ủy", "ủy")
	for _, enc := range []Encoding{Unicode, TCVN3, VNI, VISCII, VIQR, Windows1258} {
		b, err := Encode(enc, lower)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{string(b), string(b[:len(b)/3])} {
			got, sure := Detect([]byte(part))
			if got != enc || sure < 0.8 {
				t.Errorf("%s, %d bytes: detected %s, confidence %.2f", enc, len(part), got, sure)
			}
		}
		if enc == Unicode {
			continue
		}
		text := string(b)
		if enc != VIQR {
			text = string(windows1252(b))
		}
		got, found := RepairText(text)
		if got != lower || found != enc {
			t.Errorf("%s: repaired as %s:\n%s", enc, found, got)
		}
	}
	// A byte string beyond the sample, cut inside a rune.
	long := strings.Repeat("ở", sampleBytes)
	if got, _ := Detect([]byte(long)); got != Unicode {
		t.Errorf("long UTF-8 is detected as %s", got)
	}
}

// TestGlyphNames reads what PDF readers make of glyph names and symbol fonts.
func TestGlyphNames(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"céng hoµ x∙ héi chñ nghÜa, ®Êt n−íc", "cộng hoà xã hội chủ nghĩa, đất nước"},
		{"nh©n d©n c¸c x\u00b7 trong tØnh h\u00adëng øng", "nhân dân các xã trong tỉnh hưởng ứng"},
		{"\uf0aeÊt v\uf0b5 n\uf0adíc", "đất và nước"},
		{"§¶NG Bé CHÝNH QUYÒN", "ĐẢNG BỘ CHÍNH QUYỀN"},
		{"®iÓm ®) kho¶n 2 LuËt §Êt ®ai, § 5 vµ ©", "điểm đ) khoản 2 Luật Đất đai, § 5 và ©"},
		{"QuyÕt ®Þnh sè 12/2004/Q§-UB", "Quyết định số 12/2004/QĐ-UB"},
	} {
		got, enc := RepairText(c.in)
		if got != c.want || enc != TCVN3 {
			t.Errorf("RepairText(%q) = %q, %s; want %q", c.in, got, enc, c.want)
		}
	}
}

// TestUnicodeIsSafe holds the promise that a wrong guess does no damage.
func TestUnicodeIsSafe(t *testing.T) {
	for _, s := range []string{
		"", "a", sample, alphabet, strings.ToUpper(sample), "Ðảng bộ xã Ðồng Lương",
		"né à Genève", "où êtes-vous ? où sont-ils, là ou ici ?",
		"L'été prochain, l'assemblée siégera où elle a été élue.",
		"Öl für Menschen und Bücher; schöne Grüße aus Köln, daß",
		"Mañana será otro día. ¿Cómo estás? Sí, señor, él está aquí.",
		"São três horas; não está à mesa; você é avó, avô, pão.",
		"på så nå", "Þórður á Íslandi, það er gott", "dû où çà né cù",
		"© 2026, 30°C ± 2, 5µm, ½, «trích», § 5, 10×20 ®", "½ cốc · 30° · 5µm · §7",
		"if (a+b) > c^2 { d.d(o+1) }", "Is it so? No. To be or not to be.",
		"Xin chao, toi la nguoi Viet.", "Привет, мир! 你好。 สวัสดี",
		"Công ty® và café – giá 5€", "e\u0301\u0302 la\u0323\u0302p",
		"\xff\xfe\x00", "Anh hỏi: né tránh là gì? où est-il?",
	} {
		if got, enc := RepairText(s); got != s || enc != Unicode {
			t.Errorf("RepairText(%q) = %q, %s", s, got, enc)
		}
		if utf8.ValidString(s) {
			if enc, _ := Detect([]byte(s)); enc != Unicode {
				t.Errorf("Detect(%q) = %s", s, enc)
			}
		}
	}
}

// TestMixedText is a Unicode body under a heading in another font.
func TestMixedText(t *testing.T) {
	heading := "Uû ban nh©n d©n x· §ång L­¬ng\nCéng hoµ x· héi chñ nghÜa ViÖt Nam\nSè: 12/Q§-UB\n"
	want := "Uỷ ban nhân dân xã Đồng Lương\nCộng hoà xã hội chủ nghĩa Việt Nam\nSố: 12/QĐ-UB\n"
	got, enc := RepairText(heading + strings.Repeat(sample, 3))
	if got != want+strings.Repeat(sample, 3) || enc != TCVN3 {
		t.Errorf("%s:\n%.300s", enc, got)
	}
}

func FuzzRepair(f *testing.F) {
	for _, s := range []string{sample, "Sè : 01/2006/TT-NHNN ®Þnh", "Chiùnh phuû, Ñoäc laäp", "Vie^.t Nam", "né où \xff\xad −∙", "§Þnh h­íng\r\n\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, enc := RepairText(s)
		if again, enc2 := RepairText(s); again != got || enc2 != enc {
			t.Fatalf("%q gave %q and %q", s, got, again)
		}
		if enc == Unicode && got != s {
			t.Fatalf("%q changed to %q without a reason", s, got)
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Fatalf("%q became invalid: %q", s, got)
		}
		for e := Unicode; e <= Windows1258; e++ {
			d := Decode(e, []byte(s))
			if !utf8.ValidString(d) {
				t.Fatalf("Decode(%s, %q) = %q", e, s, d)
			}
			// What decodes from an encoding can be written in it again,
			// where all of it is letters of the encoding.
			if b, err := Encode(e, d); err == nil && e != Unicode {
				if back := Decode(e, b); back != d {
					t.Fatalf("%s: %q writes as %q, which reads %q", e, d, b, back)
				}
			}
			DecodeText(e, s)
		}
		Detect([]byte(s))
	})
}

func BenchmarkRepairText(b *testing.B) {
	enc, err := Encode(TCVN3, strings.Repeat(strings.ReplaceAll(sample, "Ủy", "ủy"), 200))
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, text string }{
		{"tcvn3", string(windows1252(enc))},
		{"unicode", strings.Repeat(sample, 200)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				RepairText(c.text)
			}
		})
	}
}

func ExampleRepairText() {
	text, enc := RepairText("C¸c hé gia ®×nh ®· ®¨ng ký")
	fmt.Println(text, "/", enc)
	text, enc = RepairText("Caùc hoä gia ñình ñaõ ñaêng kyù")
	fmt.Println(text, "/", enc)
	text, enc = RepairText("Où êtes-vous ?")
	fmt.Println(text, "/", enc)
	// Output:
	// Các hộ gia đình đã đăng ký / TCVN3
	// Các hộ gia đình đã đăng ký / VNI
	// Où êtes-vous ? / Unicode
}

func ExampleDetect() {
	b, _ := Encode(VISCII, "Trưởng thôn báo cáo hằng tháng.")
	enc, confidence := Detect(b)
	fmt.Printf("%s %.2f\n%s\n", enc, confidence, Decode(enc, b))
	// Output:
	// VISCII 0.86
	// Trưởng thôn báo cáo hằng tháng.
}
