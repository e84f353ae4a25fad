package vietnamese_test

import (
	"fmt"

	"tracuu/internal/vietnamese"
)

func ExampleClean() {
	fmt.Println(vietnamese.Clean("\ufeffÐảng bộ xã hoà thuận\r\n"))
	fmt.Println(vietnamese.Clean("tie\u0301\u0302ng Vie\u0323\u0302t") == "tiếng Việt")
	// Output:
	// Đảng bộ xã hoà thuận
	//
	// true
}

func ExampleNormalize() {
	fmt.Println(vietnamese.Normalize("“Uỷ ban” xã Hoà Bình, số 12–NQ/ĐU, qúy III"))
	// Output:
	// "Ủy ban" xã Hòa Bình, số 12-NQ/ĐU, quý III
}

func ExampleNormalizeMap() {
	text := "Tỉnh uỷ – “nêu rõ”"
	norm, at := vietnamese.NormalizeMap(text)
	// The second word of the normal form is bytes 7 to 11.
	fmt.Println(norm[7:11], "is written", text[at.Original(7):at.Original(11)])
	// Output:
	// ủy is written uỷ
}

func ExampleLower() {
	fmt.Println(vietnamese.Lower("ĐẢNG UỶ XÃ"))
	// Output:
	// đảng ủy xã
}

func ExampleFold() {
	fmt.Println(vietnamese.Fold("Đường Nguyễn Huệ"))
	// Output:
	// duong nguyen hue
}

func ExampleFoldToken() {
	for _, t := range vietnamese.Tokenize("Đề án 03/ĐA-BCA") {
		fmt.Println(vietnamese.FoldToken(t))
	}
	// Output:
	// de
	// an
	// 03/đa-bca
}

func ExampleTokenize() {
	text := "Số 12 - NQ / TƯ, ngày 16/3/2022: đạt 98,5%."
	for _, t := range vietnamese.Tokenize(text) {
		fmt.Printf("%d–%d %s %s\n", t.Start, t.End, t.Kind, t.Text)
	}
	// Output:
	// 0–4 Syllable số
	// 5–18 DocumentNumber 12-nq/tw
	// 18–19 Punct ,
	// 20–25 Syllable ngày
	// 26–35 Date 16/3/2022
	// 35–36 Punct :
	// 37–43 Syllable đạt
	// 44–48 Decimal 98,5
	// 48–49 Punct %
	// 49–50 Punct .
}

func ExampleToken_DocumentNumber() {
	t := vietnamese.Tokenize("102/2025/NQLT-UBTVQH15-CP")[0]
	number, year, symbols := t.DocumentNumber()
	fmt.Println(number, year)
	for _, s := range symbols {
		fmt.Println(s.Kind, s.Text)
	}
	// Output:
	// 102 2025
	// Symbol nqlt
	// Symbol ubtvqh15
	// Symbol cp
}

func ExampleTokenizer() {
	var t vietnamese.Tokenizer
	t.Reset("xã Đồng Lương")
	for tok, ok := t.Next(); ok; tok, ok = t.Next() {
		fmt.Print(tok.Text, ";")
	}
	fmt.Println()
	// Output:
	// xã;đồng;lương;
}

func ExampleParseSyllable() {
	for _, w := range []string{"nghiêng", "GIẾNG", "quý", "ngành", "ngha", "cac", "zalo"} {
		if s, ok := vietnamese.ParseSyllable(w); ok {
			fmt.Printf("%s = %q + %q + %s\n", w, s.Onset, s.Rhyme, s.Tone)
		} else {
			fmt.Println(w, "is no syllable")
		}
	}
	// Output:
	// nghiêng = "ngh" + "iêng" + ngang
	// GIẾNG = "gi" + "iêng" + sắc
	// quý = "qu" + "y" + sắc
	// ngành = "ng" + "anh" + huyền
	// ngha is no syllable
	// cac is no syllable
	// zalo is no syllable
}

func ExampleEqualYI() {
	fmt.Println(vietnamese.EqualYI("kỹ", "kĩ"), vietnamese.EqualYI("tay", "tai"))
	// Output:
	// true false
}

func ExampleVariants() {
	fmt.Println(vietnamese.Variants("Lý"), vietnamese.Variants("thúy"))
	// Output:
	// [lý lí] [thúy]
}
