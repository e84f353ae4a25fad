package vi

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// show writes a stream as position:term[start-end], the offsets left out where
// they are those of the term itself.
func show(text string, stream analysis.TokenStream) string {
	var out []string
	for _, t := range stream {
		s := fmt.Sprintf("%d:%s", t.Position, t.Term)
		if written := text[t.Start:t.End]; written != string(t.Term) {
			s += fmt.Sprintf("<%s>", written)
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestAnalyzers(t *testing.T) {
	for _, c := range []struct{ analyzer, text, want string }{
		{SyllablesName, "Lực lượng Công an", "1:lực<Lực> | 2:lượng | 3:công<Công> | 4:an"},
		{SyllablesName, "hoà bình", "1:hòa<hoà> | 2:bình"},
		{SyllablesName, "khoẻ mạnh", "1:khỏe<khoẻ> | 2:mạnh"},
		{SyllablesName, "tie\u0302\u0301ng Vie\u0323\u0302t", "1:tiếng<tie\u0302\u0301ng> | 2:việt<Vie\u0323\u0302t>"},
		{SyllablesName, "12-NQ/TW", "1:12-nq/tw<12-NQ/TW> | 1:12 | 2:nq<NQ> | 3:tw<TW>"},
		{SyllablesName, "KT-XH", "1:kt-xh<KT-XH> | 1:kt<KT> | 2:xh<XH>"},
		{SyllablesName, "an ninh, trật tự", "1:an | 2:ninh | 3:trật | 4:tự"},
		{PairsName, "an ninh, trật tự", "1:an ninh | 2:ninh trật<ninh, trật> | 3:trật tự"},
		{PairsName, "theo 12-NQ/TW là", "1:theo 12-nq/tw<theo 12-NQ/TW> | 1:theo 12 | 2:12-nq/tw là<12-NQ/TW là> | 2:12 nq<12-NQ> | 3:nq tw<NQ/TW> | 4:tw là<TW là>"},
		{FoldedName, "Đề án ĐA", "1:de<Đề> | 1:de an<Đề án> | 2:an<án> | 2:an da<án ĐA> | 3:da<ĐA>"},
		{FoldedName, "số 03/ĐA-BCA", "1:so<số> | 1:so 03/đa-bca<số 03/ĐA-BCA> | 1:so 03<số 03> | 2:03/đa-bca<03/ĐA-BCA> | 2:03 | 2:03 đa<03/ĐA> | 3:đa<ĐA> | 3:đa bca<ĐA-BCA> | 4:bca<BCA>"},
		{ShortName, "an ninh", "1:an | 1:an ninh | 2:ninh"},
		{SyllablesName, "", ""},
	} {
		t.Run(c.analyzer+" "+c.text, func(t *testing.T) {
			a, err := registry.NewCache().AnalyzerNamed(c.analyzer)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(c.text, a.Analyze([]byte(c.text))); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWords(t *testing.T) {
	text := "cơ quan công an xã"
	var words []string
	for _, token := range Analyzer().Analyze([]byte(text)) {
		if strings.Count(string(token.Term), " ") > 0 {
			words = append(words, string(token.Term))
		}
	}
	for _, want := range []string{"cơ quan", "công an"} {
		// Once as a word and once as a pair.
		n := 0
		for _, w := range words {
			if w == want {
				n++
			}
		}
		if n != 2 {
			t.Errorf("%q is there %d times in %q", want, n, words)
		}
	}
	if slices.Contains(words, "quan công") != true {
		t.Errorf("no pair across words in %q", words)
	}
	for _, token := range Analyzer().Analyze([]byte("cơ, quan")) {
		if string(token.Term) == "cơ quan" && token.Type == analysis.Shingle && token.Position != 1 {
			t.Errorf("a word across a comma: %v", token)
		}
	}
}

func TestExpand(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"ANTT", "an ninh trật tự"},
		{"antt", "an ninh trật tự"},
		{"BCT", "bộ chính trị/bộ công thương"},
		{"BTC", "ban tổ chức/bộ tài chính"},
		{"DA", "dự án"},
		{"da", ""}, // skin
		{"ca", ""},
		{"QĐ", "quyết định/quy định/quân đội"},
		{"an", ""},
		{"15/2020/TT-BTC", ""}, // never inside a number
	} {
		tokens := Scan(c.text)
		var got []string
		last := 1.0
		for _, r := range Expand(tokens[0], c.text) {
			got = append(got, strings.Join(r.Terms, " "))
			if r.Weight > last {
				t.Errorf("%s: readings are not in the order of their weights", c.text)
			}
			last = r.Weight
		}
		if s := strings.Join(got, "/"); s != c.want {
			t.Errorf("%s: %q, want %q", c.text, s, c.want)
		}
	}
	if r, n := Abbreviate(Words("an ninh, trật tự xã")); n != 4 || r[0].Terms[0] != "antt" {
		t.Errorf("an ninh, trật tự: %v %d", r, n)
	}
}

// Every line of the table is read, and its abbreviation and expansion find each
// other.
func TestAbbreviationTable(t *testing.T) {
	a, err := parseAbbreviations(abbreviationTable)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.table) < 250 {
		t.Fatalf("%d lines", len(a.table))
	}
	for _, row := range a.table {
		found := false
		for _, r := range Expand(Scan(row[0])[0], row[0]) {
			found = found || slices.Equal(r.Terms, Terms(row[1]))
		}
		if !found {
			t.Errorf("%s does not give %q", row[0], row[1])
		}
		readings, _ := Abbreviate(Words(row[1]))
		if !slices.ContainsFunc(readings, func(r Reading) bool { return r.Terms[0] == Terms(row[0])[0] }) {
			t.Errorf("%q does not give %s", row[1], row[0])
		}
	}
	for _, bad := range []string{"h\nBCT\tBộ", "h\nBCT\tBộ Chính trị\t2", "h\nB C\tBộ Chính trị\t.5", "h\nBCT\tBộ\t.5"} {
		if _, err := parseAbbreviations(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestSynonyms(t *testing.T) {
	s, err := parseSynonyms(synonymTable)
	if err != nil || len(s.of) < 100 {
		t.Fatalf("%d entries, %v", len(s.of), err)
	}
	for _, c := range []struct{ text, want string }{{"ly dị", "ly hôn"}, {"ly hôn", "ly dị"}, {"bồi thường thiệt hại", "đền bù"}} {
		readings, _ := Synonyms(Words(c.text))
		if !slices.ContainsFunc(readings, func(r Reading) bool { return strings.Join(r.Terms, " ") == c.want }) {
			t.Errorf("%q does not give %q: %v", c.text, c.want, readings)
		}
	}
	bare := []Word{{"bo", false}, {"me", false}}
	if readings, n := Synonyms(bare); n != 2 || readings[0].Terms[0] != "cha" {
		t.Errorf("bo me: %v", readings)
	}
	bare[0].Marked = true
	if readings, n := Synonyms(bare); n == 2 {
		t.Errorf("bo (as typed) me: %v", readings)
	}
	for _, bad := range []string{"h\na\tb", "h\na\tb\t0", "h\n,\tb\t.5"} {
		if _, err := parseSynonyms(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{"", "hoà bình", "12-NQ/TW và 15/2020/NĐ-CP", "KT-XH, CNH-HĐH", "e\u0301\u0302", "\xff\xfea", "a-b-c/d/e-f 1.2.3.4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, a := range []analysis.Analyzer{Analyzer(), Folded(), PairsOnly(), Short()} {
			position := 1
			for _, token := range a.Analyze([]byte(text)) {
				if token.Start < 0 || token.End > len(text) || token.Start > token.End {
					t.Fatalf("%q: token %q at %d-%d of %d", text, token.Term, token.Start, token.End, len(text))
				}
				if token.Position < position || token.Position > position+1 {
					t.Fatalf("%q: position %d after %d", text, token.Position, position)
				}
				position = token.Position
				if len(token.Term) == 0 || !utf8.Valid(token.Term) {
					t.Fatalf("%q: term %q", text, token.Term)
				}
			}
		}
	})
}

const sample = "Tăng cường sự lãnh đạo của Đảng đối với công tác phòng, chống thiên tai theo Nghị định số 66/2021/NĐ-CP. "

func BenchmarkAnalyze(b *testing.B) {
	text := []byte(strings.Repeat(sample, 20))
	for _, c := range []struct {
		name     string
		analyzer analysis.Analyzer
	}{{Name, Analyzer()}, {SyllablesName, Syllables()}, {FoldedName, Folded()}, {PairsName, PairsOnly()}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				c.analyzer.Analyze(text)
			}
		})
	}
}
