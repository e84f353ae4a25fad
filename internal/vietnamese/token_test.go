package vietnamese

import (
	"strings"
	"testing"
)

// short names the kinds in the tables below.
var short = map[Kind]string{KindPunct: "p", KindSyllable: "s", KindWord: "w", KindNumber: "n", KindDecimal: "d", KindDate: "date",
	KindDocumentNumber: "doc", KindRoman: "roman", KindAbbreviation: "abbr", KindSymbol: "sym", KindURL: "url", KindEmail: "mail"}

// spell writes tokens as kind:text[parts].
func spell(s string) string {
	var b strings.Builder
	for i, t := range Tokenize(s) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(short[t.Kind] + ":" + t.Text)
		for k, p := range t.Parts {
			b.WriteByte("[|"[min(k, 1)])
			b.WriteString(p.Text)
		}
		if len(t.Parts) > 0 {
			b.WriteByte(']')
		}
	}
	return b.String()
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"document numbers", "Nghị định số 15/2020/NĐ-CP", "s:nghị s:định s:số doc:15/2020/nđ-cp[15|2020|nđ|cp]"},
		{"document numbers", "12 - NQ / TW", "doc:12-nq/tw[12|nq|tw]"},
		{"document numbers", "23-CT/TU,", "doc:23-ct/tu[23|ct|tu] p:,"},
		{"document numbers", "48/CT/TW", "doc:48-ct/tw[48|ct|tw]"},
		{"document numbers", "24/2018/QH14", "doc:24/2018/qh14[24|2018|qh14]"},
		{"document numbers", "03/ĐA-BCA", "doc:03/đa-bca[03|đa|bca]"},
		{"document numbers", "102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN", "doc:102/2025/nqlt-ubtvqh15-cp-đctubtwmttqvn[102|2025|nqlt|ubtvqh15|cp|đctubtwmttqvn]"},
		{"document numbers", "08-QĐi/TW", "doc:08-qđi/tw[08|qđi|tw]"},
		{"document numbers", "36-\nHD/VPTW", "doc:36-hd/vptw[36|hd|vptw]"},
		{"document numbers", "03-CT/T.Ư 03-CT/TƯ 03-CT/TW", "doc:03-ct/tw[03|ct|tw] doc:03-ct/tw[03|ct|tw] doc:03-ct/tw[03|ct|tw]"},
		{"document numbers", "40-LCT/HĐNN8", "doc:40-lct/hđnn8[40|lct|hđnn8]"},
		{"document numbers", "23/SL", "doc:23/sl[23|sl]"},
		{"document numbers", "125/SGDĐT-VP", "doc:125/sgdđt-vp[125|sgdđt|vp]"},
		{"document numbers", "3399/QyĐ-BTL", "doc:3399/qyđ-btl[3399|qyđ|btl]"},
		{"document numbers", "06-Ctr/TU", "doc:06-ctr/tu[06|ctr|tu]"},
		{"document numbers", "06/2022-QH15", "doc:06/2022/qh15[06|2022|qh15]"},
		{"document numbers", "27-CTr/TWĐTN-CTĐ", "doc:27-ctr/twđtn-ctđ[27|ctr|twđtn|ctđ]"},
		{"document numbers", "646/QĐ/QUTW", "doc:646-qđ/qutw[646|qđ|qutw]"},
		{"document numbers", "24- QĐ/TW", "doc:24-qđ/tw[24|qđ|tw]"},
		{"document numbers", "12–NQ/TW", "doc:12-nq/tw[12|nq|tw]"},
		{"document numbers", "296−QĐ/TW", "doc:296-qđ/tw[296|qđ|tw]"},
		{"document numbers", "15a/2020/TT-BTC", "doc:15a/2020/tt-btc[15a|2020|tt|btc]"},
		{"document numbers", "1.234/QĐ-UBND", "doc:1.234/qđ-ubnd[1.234|qđ|ubnd]"},
		{"document numbers", "48/2014/NĐ- CP", "doc:48/2014/nđ-cp[48|2014|nđ|cp]"},
		{"document numbers", "15/2020/nđ-cp", "doc:15/2020/nđ-cp[15|2020|nđ|cp]"},
		{"document numbers", "12-nq/tw", "doc:12-nq/tw[12|nq|tw]"},
		{"document numbers", "15/2020/ND-CP", "doc:15/2020/nd-cp[15|2020|nd|cp]"},
		{"document numbers", "số31-QĐ/TW", "s:số doc:31-qđ/tw[31|qđ|tw]"},
		{"document numbers", "30/2020/NĐ-CPngày", "doc:30/2020/nđ-cp[30|2020|nđ|cp] s:ngày"},
		{"document numbers", "số 34 - TTr / TCCS", "s:số doc:34-ttr/tccs[34|ttr|tccs]"},
		{"document numbers", "12-NQ/TW,70-NQ/TW", "doc:12-nq/tw[12|nq|tw] p:, doc:70-nq/tw[70|nq|tw]"},
		{"document numbers", "07/2016/NQ-HĐND\nngày", "doc:07/2016/nq-hđnd[07|2016|nq|hđnd] s:ngày"},
		{"not document numbers", "giai đoạn 2021-2025", "s:giai s:đoạn n:2021 p:- n:2025"},
		{"not document numbers", "24/7 và 1/3", "n:24 p:/ n:7 s:và n:1 p:/ n:3"},
		{"not document numbers", "COVID-19", "w:covid-19[covid|19]"},
		{"not document numbers", "TCVN 6512:2007", "abbr:tcvn n:6512 p:: n:2007"},
		{"not document numbers", "QCVN 01:2022/BQP", "abbr:qcvn n:01 p:: n:2022 p:/ abbr:bqp"},
		{"not document numbers", "ngày 20-3", "s:ngày n:20 p:- n:3"},
		{"not document numbers", "0210.3846.647", "n:0210.3846.647[0210|3846|647]"},
		{"not document numbers", "0912-345-678", "n:0912 p:- n:345 p:- n:678"},
		{"not document numbers", "khoản 2\n- NQ mới", "s:khoản n:2 p:- abbr:nq s:mới"},
		{"not document numbers", "năm 2020 - UBND tỉnh", "s:năm n:2020 p:- abbr:ubnd s:tỉnh"},
		{"not document numbers", "100/USD", "n:100 p:/ abbr:usd"},
		{"not document numbers", "3/KHU", "n:3 p:/ s:khu"},
		{"not document numbers", "mẫu 01-1/BK-TNCN", "s:mẫu n:01 p:- n:1 p:/ abbr:bk-tncn[bk|tncn]"},
		{"not document numbers", "PA03", "w:pa03"},
		{"not document numbers", "QĐND Online", "abbr:qđnd w:online"},
		{"not document numbers", "60/40", "n:60 p:/ n:40"},
		{"dates", "16/3/2022", "date:16/3/2022[16|3|2022]"},
		{"dates", "16-3-2022", "date:16-3-2022[16|3|2022]"},
		{"dates", "16.3.2022", "date:16.3.2022[16|3|2022]"},
		{"dates", "từ 1/1-31/12/2026", "s:từ n:1 p:/ n:1 p:- date:31/12/2026[31|12|2026]"},
		{"dates", "32/1/2020 1/13/2020", "n:32 p:/ n:1 p:/ n:2020 n:1 p:/ n:13 p:/ n:2020"},
		{"dates", "16/03/22", "n:16 p:/ n:03 p:/ n:22"},
		{"dates", "tháng 7/2026", "s:tháng n:7 p:/ n:2026"},
		{"dates", "3/2/1930-3/2/2030", "date:3/2/1930[3|2|1930] p:- date:3/2/2030[3|2|2030]"},
		{"numbers", "1.000.000 đồng", "d:1.000.000[1|000|000] s:đồng"},
		{"numbers", "3,5%", "d:3,5[3|5] p:%"},
		{"numbers", "1.234.567,89", "d:1.234.567,89[1|234|567|89]"},
		{"numbers", "mục 3.2.1", "s:mục n:3.2.1[3|2|1]"},
		{"numbers", "1,2,3", "n:1 p:, n:2 p:, n:3"},
		{"numbers", "Điều 5a", "s:điều n:5a[5|a]"},
		{"numbers", "5kg 100m2", "n:5 w:kg n:100 w:m2"},
		{"numbers", "năm 2025của", "s:năm n:2025 s:của"},
		{"numbers", "½", "n:½"},
		{"Roman", "Phần II, mục IV.2", "s:phần roman:ii p:, s:mục roman:iv p:. n:2"},
		{"Roman", "khóa XIII", "s:khóa roman:xiii"},
		{"Roman", "CHƯƠNG VI HÀNH VI VI PHẠM", "s:chương roman:vi s:hành s:vi s:vi s:phạm"},
		{"Roman", "V. Kết luận", "roman:v p:. s:kết s:luận"},
		{"Roman", "Đại hội VI", "s:đại s:hội roman:vi"},
		{"Roman", "LX CM MC", "abbr:lx abbr:cm abbr:mc"},
		{"abbreviations", "KT-XH và QP-AN", "abbr:kt-xh[kt|xh] s:và abbr:qp-an[qp|an]"},
		{"abbreviations", "T.Ư, BCHTƯ, TƯ Đảng", "abbr:tw[t|ư] p:, abbr:bchtw p:, abbr:tw s:đảng"},
		{"abbreviations", "ĐẦU TƯ CÔNG", "s:đầu s:tư s:công"},
		{"abbreviations", "TP.HCM.", "abbr:tphcm[tp|hcm] p:."},
		{"abbreviations", "GD&ĐT", "abbr:gd&đt[gd|đt]"},
		{"abbreviations", "QĐ/TW", "abbr:qđ/tw[qđ|tw]"},
		{"abbreviations", "HÀ NỘI-HUẾ", "s:hà s:nội p:- s:huế"},
		{"abbreviations", "Mác-Lênin", "s:mác p:- w:lênin"},
		{"abbreviations", "A/H5N1", "abbr:a/h5n1[a|h5n1]"},
		{"abbreviations", "UBND xã", "abbr:ubnd s:xã"},
		{"abbreviations", "II.NĐ", "roman:ii p:. abbr:nđ"},
		{"addresses", "https://phutho.gov.vn/a?b=1.", "url:https://phutho.gov.vn/a?b=1[https|phutho|gov|vn|a|b|1] p:."},
		{"addresses", "phutho.gov.vn, www.chinhphu.vn/x", "url:phutho.gov.vn[phutho|gov|vn] p:, url:www.chinhphu.vn/x[www|chinhphu|vn|x]"},
		{"addresses", "vanthu@phutho.gov.vn;", "mail:vanthu@phutho.gov.vn[vanthu|phutho|gov|vn] p:;"},
		{"addresses", "hết.Điều", "s:hết p:. s:điều"},
		{"addresses", "abc.def", "w:abc p:. w:def"},
		{"addresses", "(http://vbpl.vn/TW)", "p:( url:http://vbpl.vn/tw[http|vbpl|vn|tw] p:)"},
		{"words", "Đắk Lắk, Krông Nô", "s:đắk s:lắk p:, s:krông s:nô"},
		{"words", "internet và zalo", "w:internet s:và w:zalo"},
		{"words", "chlnh quyêt", "w:chlnh w:quyêt"},
		{"words", "a) b) đ)", "s:a p:) w:b p:) w:đ p:)"},
		{"words", "hoà “thuỷ”", "s:hòa p:\" s:thủy p:\""},
		{"words", "ﬁle ＮＱ", "w:file abbr:nq"},
		{"signs", "... –– ___", "p:... p:-- p:___"},
		{"signs", "\u00a0 \u200b\u00ad", ""},
		{"signs", "50°C ± 2", "n:50 p:° w:c p:± n:2"},
	} {
		if got := spell(c.in); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.rule, c.in, got, c.want)
		}
	}
}

// TestOffsets finds in the original what tokens and parts stand for.
func TestOffsets(t *testing.T) {
	text := "Theo Nghi\u0323 đi\u0323nh số 15 / 2020 / N\u00d0\u2013CP\u00a0của “Chính phu\u0309”, ho\u00e0\u00ad giải 36-\r\nHD/VPTW"
	var got []string
	for _, tok := range Tokenize(text) {
		got = append(got, text[tok.Start:tok.End])
		for _, p := range tok.Parts {
			got = append(got, "<"+text[p.Start:p.End]+">")
		}
	}
	want := []string{"Theo", "Nghi\u0323", "đi\u0323nh", "số", "15 / 2020 / N\u00d0\u2013CP", "<15>", "<2020>", "<N\u00d0>", "<CP>",
		"của", "“", "Chính", "phu\u0309", "”", ",", "ho\u00e0\u00ad", "giải", "36-\r\nHD/VPTW", "<36>", "<HD>", "<VPTW>"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTokenizer(t *testing.T) {
	var zero Tokenizer
	if tok, ok := zero.Next(); ok {
		t.Errorf("the zero Tokenizer has %+v", tok)
	}
	var tk Tokenizer
	tk.Reset("Số 12-NQ/TW")
	var first []Token
	for tok, ok := tk.Next(); ok; tok, ok = tk.Next() {
		first = append(first, tok)
	}
	tk.Reset("và 13-KL/TU")
	for _, ok := tk.Next(); ok; _, ok = tk.Next() {
	}
	// Parts handed out stay as they were after Reset.
	if len(first) != 2 || len(first[1].Parts) != 3 || first[1].Parts[1].Text != "nq" {
		t.Errorf("tokens are %+v", first)
	}
	number, year, symbols := first[1].DocumentNumber()
	if number != "12" || year != "" || len(symbols) != 2 || symbols[1].Text != "tw" {
		t.Errorf("12-NQ/TW reads as %q, %q, %+v", number, year, symbols)
	}
}

func TestFoldToken(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Đảng", "dang"}, {"đề", "de"}, {"03/ĐA-BCA", "03/đa-bca"}, {"15/2020/NĐ-CP", "15/2020/nđ-cp"}, {"HĐND", "hđnd"}, {"Lênin", "lenin"},
		{"GD&ĐT", "gd&đt"}, {"2020", "2020"},
	} {
		tokens := Tokenize(c.in)
		if len(tokens) != 1 || FoldToken(tokens[0]) != c.want {
			t.Errorf("%q folds to %q, want %q", c.in, FoldToken(tokens[0]), c.want)
		}
	}
	for _, p := range Tokenize("03/ĐA-BCA")[0].Parts {
		if got := FoldToken(p); got != p.Text {
			t.Errorf("the part %q folds to %q", p.Text, got)
		}
	}
}

// TestLongInput looks for what grows faster than its input.
func TestLongInput(t *testing.T) {
	for _, unit := range []string{"a", "hoà", "1.", "1/", "A.", "A-", "a@", "a.b", "\u0301", "Ð", "12-NQ/TW ", "- ", "\u200b", "x-1", "&B"} {
		s := strings.Repeat(unit, 1<<16/len(unit))
		checkTokens(t, unit, nil, 0, 0)
		checkTokens(t, s, Tokenize(s), 0, len(s))
	}
}
