package query

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// vocabulary has a few values of each field, as a library would give them.
func vocabulary() *Vocabulary {
	v := new(Vocabulary)
	for _, t := range [][]string{{"Chỉ thị", "Chỉ thị", "ct"}, {"Nghị quyết", "Nghị quyết", "nq"}, {"Quyết định", "Quyết định", "qđ"},
		{"Quy định", "Quy định", "qđ"}, {"Chương trình hành động", "Chương trình hành động"}} {
		v.Add(Type, t[0], t[1:]...)
	}
	for _, i := range []string{"Bộ Chính trị", "Bộ Chính trị (khóa XII)", "Ban Bí thư", "Chính phủ", "Thủ tướng Chính phủ", "Ban Thường vụ Tỉnh ủy Phú Thọ"} {
		v.Add(Issuer, i, i, strings.TrimSpace(strings.Split(i, "(")[0]))
	}
	v.Add(State, "replaced", "thay thế", "hết hiệu lực")
	v.Add(State, "ongoing", "còn hiệu lực")
	return v
}

// show writes a tree with its kinds, for comparing.
func show(n Node) string {
	list := func(of []Node) string {
		var s []string
		for _, c := range of {
			s = append(s, show(c))
		}
		return strings.Join(s, " ")
	}
	switch n := n.(type) {
	case nil:
		return "-"
	case Words:
		return "w[" + n.Text + "]"
	case And:
		return "and(" + list(n.Of) + ")"
	case Or:
		return "or(" + list(n.Of) + ")"
	case Not:
		return "not(" + show(n.Of) + ")"
	case Field:
		s := string(n.Name) + "=" + n.Value
		if n.Values != nil {
			s += "→" + strings.Join(n.Values, "/")
		}
		if n.Name == Date {
			s += "→" + n.From + ".." + n.To
		}
		return "f[" + s + "]"
	}
	return n.String()
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"an ninh mạng", "plain w[an ninh mạng]"},
		{`"an ninh mạng" quốc gia`, `plain and("an ninh mạng" w[quốc gia])`},
		{"", "plain -"},

		{"an ninh -kinh tế", `and(w[an ninh] not("kinh tế"))`},
		{`an ninh -"kinh tế" trật tự`, `and(w[an ninh] not("kinh tế") w[trật tự])`},
		{"an ninh -2020", `and(w[an ninh] not("2020"))`},
		{"-kinh tế", `not("kinh tế")`},
		{"an ninh -loại:chỉ thị", `and(w[an ninh] not(f[loại=chỉ thị→Chỉ thị]))`},
		{"an ninh -(mạng hoặc biên giới)", `and(w[an ninh] not(or(w[mạng] w[biên giới])))`},
		{"an ninh -(mạng xã hội)", `and(w[an ninh] not(w[mạng xã hội]))`},

		{"tham nhũng hoặc tiêu cực", "or(w[tham nhũng] w[tiêu cực])"},
		{"tham nhung HOAC tieu cuc", "or(w[tham nhung] w[tieu cuc])"},
		{"tham nhũng | tiêu cực|lãng phí", "or(w[tham nhũng] w[tiêu cực] w[lãng phí])"},
		{"phòng chống (tham nhũng hoặc tiêu cực)", "and(w[phòng chống] or(w[tham nhũng] w[tiêu cực]))"},
		{"tham nhũng hoặc tiêu cực hoặc lãng phí hoặc quan liêu hoặc bè phái", "or(w[tham nhũng] w[tiêu cực] w[lãng phí] w[quan liêu] w[bè phái])"},
		{"loại:chỉ thị tham nhũng hoặc lãng phí", "and(or(w[tham nhũng] w[lãng phí]) f[loại=chỉ thị→Chỉ thị])"},
		{"tham nhũng hoặc lãng phí -kinh tế", `and(or(w[tham nhũng] w[lãng phí]) not("kinh tế"))`},
		{"loại:ct an ninh hoặc mạng năm:2020", "and(or(w[an ninh] w[mạng]) f[loại=ct→Chỉ thị] f[năm=2020])"},
		{"loại:ct an ninh hoặc loại:nq mạng", "or(and(f[loại=ct→Chỉ thị] w[an ninh]) and(f[loại=nq→Nghị quyết] w[mạng]))"},
		{"loại:chỉ thị hoặc loại:nghị quyết", "or(f[loại=chỉ thị→Chỉ thị] f[loại=nghị quyết→Nghị quyết])"},
		{"(loại:ct an ninh) | (loại:nq biên giới)", "or(and(f[loại=ct→Chỉ thị] w[an ninh]) and(f[loại=nq→Nghị quyết] w[biên giới]))"},

		{"an ninh*", "and(w[an] ninh*)"},
		{`"an ninh*"`, `"an ninh*"`},
		{"12-NQ*", "12-NQ*"},

		{"loại:chỉ thị an ninh", "and(f[loại=chỉ thị→Chỉ thị] w[an ninh])"},
		{"LOAI:CHI THI an ninh", "and(f[loại=CHI THI→Chỉ thị] w[an ninh])"},
		{"loại:nghị quyết, chỉ thị an ninh", "and(f[loại=nghị quyết, chỉ thị→Nghị quyết/Chỉ thị] w[an ninh])"},
		{`loại:"ct,nq" an ninh`, "and(f[loại=ct,nq→Chỉ thị/Nghị quyết] w[an ninh])"},
		{"loại:nghị quyết, an ninh", "and(f[loại=nghị quyết→Nghị quyết] w[an ninh])"},
		{"trạng thái:thay thế loại:nghị quyết", "and(f[trạng thái=thay thế→replaced] f[loại=nghị quyết→Nghị quyết])"},
		{"trang thai:thay the loai:nghi quyet", "and(f[trạng thái=thay the→replaced] f[loại=nghi quyet→Nghị quyết])"},
		{"Việt Nám:2019", "plain w[Việt Nám 2019]"},
		{"loại văn bản:chương trình hành động biên giới", "and(f[loại=chương trình hành động→Chương trình hành động] w[biên giới])"},
		{"loại: chỉ thị an ninh", "and(f[loại=chỉ thị→Chỉ thị] w[an ninh])"},
		{"loại:qd", "f[loại=qd→Quyết định/Quy định]"},
		{"loại:tờ trình", "f[loại=tờ trình]"},
		{`cơ quan:"bộ chính trị" an ninh`, "and(f[cơ quan=bộ chính trị→Bộ Chính trị/Bộ Chính trị (khóa XII)] w[an ninh])"},
		{"co quan:bo chinh tri an ninh", "and(f[cơ quan=bo chinh tri→Bộ Chính trị/Bộ Chính trị (khóa XII)] w[an ninh])"},
		{"cơ quan ban hành:phú thọ", "f[cơ quan=phú thọ→Ban Thường vụ Tỉnh ủy Phú Thọ]"},
		{"coquan:chính phủ", "f[cơ quan=chính phủ→Chính phủ]"},
		{"số:12-NQ/TW", "f[số=12-NQ/TW]"},
		{"số:12 - NQ/TW an ninh", "and(f[số=12 - NQ/TW] w[an ninh])"},
		{"Số: 30/2020/NĐ-CP", "f[số=30/2020/NĐ-CP]"},
		{"số hiệu:12", "f[số=12]"},
		{"năm:2019", "f[năm=2019]"},
		{"năm:2019..2023 an ninh", "and(f[năm=2019..2023] w[an ninh])"},
		{"năm:2019-2023", "f[năm=2019..2023]"},
		{"năm:2023..2019", "f[năm=2019..2023]"},
		{"năm:..2019", "f[năm=..2019]"},
		{"nam:2019..", "f[năm=2019..]"},
		{"ngày:26/12/2023", "f[ngày=26/12/2023→2023-12-26..2023-12-26]"},
		{"ngày:2023-12-26", "f[ngày=26/12/2023→2023-12-26..2023-12-26]"},
		{"ngày:01/2022..12/2023", "f[ngày=01/2022..12/2023→2022-01-01..2023-12-31]"},
		{"ngày:1/2/2024..", "f[ngày=01/02/2024..→2024-02-01..]"},
		{"ngày:02/2024", "f[ngày=02/2024→2024-02-01..2024-02-29]"},
		{"trạng thái:hết hiệu lực an ninh", "and(f[trạng thái=hết hiệu lực→replaced] w[an ninh])"},
		{"hiệu lực:còn hiệu lực", "f[trạng thái=còn hiệu lực→ongoing]"},
		{"viện dẫn:51-NQ/TW an ninh", "and(f[viện dẫn=51-NQ/TW] w[an ninh])"},
		{"viện dẫn:nghị quyết 51 bộ chính trị năm:2023", "and(f[viện dẫn=nghị quyết 51 bộ chính trị] f[năm=2023])"},
		{"tiêu đề:an ninh mạng", "f[tiêu đề=an ninh mạng]"},
		{"biên giới trích yếu:(an ninh) mạng", "and(w[biên giới] f[tiêu đề=an ninh] w[mạng])"},
		{"toàn văn:có an ninh", "and(f[toàn văn=có→true] w[an ninh])"},
		{"toan van:khong", "f[toàn văn=khong→false]"},

		// A question keeps its words; a filter is still a filter.
		{"đảng viên hoặc cán bộ vi phạm thì bị xử lý thế nào?", "plain w[đảng viên hoặc cán bộ vi phạm thì bị xử lý thế nào?]"},
		{"thế trận -an ninh là gì", "plain w[thế trận an ninh là gì]"},
		{"năm:2023 thế trận an ninh là gì?", "and(f[năm=2023] w[thế trận an ninh là gì?])"},
		// So does a sentence.
		{"cơ quan, tổ chức hoặc cá nhân vi phạm quy định về bảo vệ bí mật", "plain w[cơ quan, tổ chức hoặc cá nhân vi phạm quy định về bảo vệ bí mật]"},
		{"công tác bảo đảm an ninh trật tự trên địa bàn tỉnh -giao thông", `and(w[công tác bảo đảm an ninh trật tự trên địa bàn tỉnh] not("giao thông"))`},
		{"cơ quan, tổ chức hoặc cá nhân vi phạm quy định về bảo vệ bí mật -giao thông", `and(w[cơ quan, tổ chức hoặc cá nhân vi phạm quy định về bảo vệ bí mật] not("giao thông"))`},
		{`tổ chức hoặc cá nhân -"giao thông" vi phạm quy định về bảo vệ bí mật`, `and(w[tổ chức hoặc cá nhân] not("giao thông") w[vi phạm quy định về bảo vệ bí mật])`},

		// Signs of ordinary language.
		{"12-NQ/TW", "plain w[12-NQ/TW]"},
		{"12 -NQ/TW", "plain w[12 -NQ/TW]"},
		{"12 - NQ/TW", "plain w[12 - NQ/TW]"},
		{"phát triển kinh tế - xã hội", "plain w[phát triển kinh tế xã hội]"},
		{"phát triển kinh tế -xã hội", "plain w[phát triển kinh tế xã hội]"},
		{"phát triển kinh tế-xã hội", "plain w[phát triển kinh tế-xã hội]"},
		{"Mẫu số: 01/ĐGBB", "plain w[Mẫu số 01/ĐGBB]"},
		{"Số: …../201…/BC-…", "plain w[Số 201…/BC-…]"},
		{"giấy chứng nhận số:......do.....cấp", "plain w[giấy chứng nhận số do.....cấp]"},
		{"Nghị quyết số: 12-NQ/TW", "and(w[Nghị quyết] f[số=12-NQ/TW])"},
		{"hóa chất Bảng 2A* và 2A có nồng độ từ một phần trăm trở lên", "plain w[hóa chất Bảng 2A và 2A có nồng độ từ một phần trăm trở lên]"},
		{"công tác bảo đảm an ninh trật tự trên địa bàn biên g*", "and(w[công tác bảo đảm an ninh trật tự trên địa bàn biên] g*)"},
		{"1. Quy mô dân số:", "plain w[1. Quy mô dân số]"},
		{"-Cấp 3 gồm 180 mã; mỗi mã có bốn chữ số", "plain w[Cấp 3 gồm 180 mã; mỗi mã có bốn chữ số]"},
		{"dx = -191,9 m", "plain w[dx 191,9 m]"},
		{"sai số -0,5", "plain w[sai số 0,5]"},
		{"Châu Á -Thái Bình Dương", "plain w[Châu Á Thái Bình Dương]"},
		{"a) mười ki-lô-gam hóa chất loại 2A*;", "plain w[a mười ki-lô-gam hóa chất loại 2A]"},
		{"Những việc tại Quyết định số: 151/2005/QĐ-TTg trái với Nghị định này", "plain w[Những việc tại Quyết định số 151/2005/QĐ-TTg trái với Nghị định này]"},
		{"giai đoạn 2021 -2025", "plain w[giai đoạn 2021 2025]"},
		{"độc lập –tự do –hạnh phúc", "plain w[độc lập tự do hạnh phúc]"},
		{"giai đoạn 2021-2025", "plain w[giai đoạn 2021-2025]"},
		{"Bộ Chính trị (khóa XIII)", "plain w[Bộ Chính trị khóa XIII]"},
		{"nghị quyết (khóa XIII) -kinh tế", `and(w[nghị quyết khóa XIII] not("kinh tế"))`},
		{"Về việc: triển khai", "plain w[Về việc triển khai]"},
		{"Tổng số: 5 người", "plain w[Tổng số 5 người]"},
		{"Phân loại: bốn nhóm", "plain w[Phân loại bốn nhóm]"},
		{"phân loại:rác thải", "plain w[phân loại rác thải]"},
		{"Họ và tên: Nguyễn Văn", "plain w[Họ và tên Nguyễn Văn]"},
		{"phần viện dẫn: chưa rõ", "plain w[phần viện dẫn chưa rõ]"},
		{"viện dẫn: luật an ninh mạng", "f[viện dẫn=luật an ninh mạng]"},
		{"lúc 10:30 ngày: 2/9", "plain w[lúc 10 30 ngày 2/9]"},
		{"https://vi-du.vn/van-ban", "plain w[https vi-du.vn/van-ban]"},
		{"chống “diễn biến hòa bình”", `plain and(w[chống] "diễn biến hòa bình")`},

		// Mistakes.
		{`an ninh "mạng`, "plain w[an ninh mạng]"},
		{"hoặc an ninh", "w[an ninh]"},
		{"an ninh |", "w[an ninh]"},
		{"an ninh (mạng | biên giới", "and(w[an ninh] or(w[mạng] w[biên giới]))"},
		{"an ninh) | mạng", "or(w[an ninh] w[mạng])"},
		{"an ninh | -mạng", "w[an ninh]"},
		{"loại: ", "-"},
		{"an ninh loại:", "plain w[an ninh loại]"},
		{"an ninh cơ quan:", "w[an ninh]"},
		{`an ninh năm:"nay"`, "w[an ninh]"},
		{"năm:nay", "plain w[năm nay]"},
		{"ngày:31/02/2023", "plain w[ngày 31/02/2023]"},
		{"lĩnhvực:an ninh", "plain w[lĩnhvực an ninh]"},
		{"* an ninh", "plain w[an ninh]"},
		{`"" an ninh`, "plain w[an ninh]"},
		{"| | |", "-"},
		{"()", "plain -"},
	} {
		q := Parse(tt.text, vocabulary())
		got := show(q.Root)
		if q.Plain {
			got = "plain " + got
		}
		if got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
		roundTrip(t, tt.text)
	}
}

// roundTrip reads a text, and what the query writes, and compares the two.
func roundTrip(t *testing.T, text string) {
	t.Helper()
	v := vocabulary()
	q := Parse(text, v)
	again := Parse(q.String(), v)
	if len(q.String()) > MaxBytes || q.Limited != "" {
		return // cut
	}
	if !reflect.DeepEqual(q.Root, again.Root) || q.String() != again.String() {
		t.Errorf("%q reads as %s, written %q, which reads as %s", text, show(q.Root), q.String(), show(again.Root))
	}
}

// TestNotes holds where what was forgiven stands, in runes, and that it is said.
func TestNotes(t *testing.T) {
	for _, tt := range []struct{ text, at, says string }{
		{`trật tự "mạng`, `"`, "Thiếu dấu ngoặc kép đóng"},
		{"trật tự )  | mạng", ")", "Thừa dấu đóng ngoặc"},
		{"trật tự (mạng | số", "(", "Thiếu dấu đóng ngoặc"},
		{"trật tự hoặc", "hoặc", "thiếu một vế"},
		{"trật tự năm:nay", "năm:nay", "Không đọc được năm"},
		{"trật tự loại:", "loại:", "chưa có giá trị; đọc như từ thường"},
		{"trật tự cơ quan:", "cơ quan:", "chưa có giá trị; đã bỏ qua"},
		{"trật tự chủđề:mạng", "chủđề:", "Không có bộ lọc"},
		{"trật tự *", "*", "Dấu *"},
		{`trật tự ""`, `""`, "không có từ nào"},
		{"trật tự | -mạng", "-mạng", "chỉ có phần loại trừ"},
	} {
		q := Parse(tt.text, vocabulary())
		if len(q.Notes) != 1 {
			t.Errorf("%q: notes %+v", tt.text, q.Notes)
			continue
		}
		n := q.Notes[0]
		if got := string([]rune(tt.text)[n.Start:n.End]); got != tt.at || !strings.Contains(n.Text, tt.says) {
			t.Errorf("%q: note %q at %q, want %q at %q", tt.text, n.Text, got, tt.says, tt.at)
		}
	}
	if q := Parse("cơ quan, tổ chức hoặc cá nhân nào phải lập chủđề:x theo quy định hoặc", nil); len(q.Notes) != 0 {
		t.Errorf("a sentence has notes: %+v", q.Notes)
	}
}

func TestPlaced(t *testing.T) {
	text := "năm:2019..2023 tham nhũng hoặc lãng phí loại:chỉ thị -“bia rượu”"
	q := Parse(text, vocabulary())
	var got, without []string
	for _, p := range q.Placed {
		got = append(got, string([]rune(text)[p.Start:p.End]))
		without = append(without, q.Without(p))
	}
	if want := []string{"năm:2019..2023", "loại:chỉ thị", "-“bia rượu”"}; !reflect.DeepEqual(got, want) {
		t.Errorf("placed %q, want %q", got, want)
	}
	want := []string{"tham nhũng hoặc lãng phí loại:chỉ thị -“bia rượu”", "năm:2019..2023 tham nhũng hoặc lãng phí -“bia rượu”",
		"năm:2019..2023 tham nhũng hoặc lãng phí loại:chỉ thị"}
	if !reflect.DeepEqual(without, want) {
		t.Errorf("without %q, want %q", without, want)
	}
}

func TestDescribe(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"an ninh", ""},
		{`an ninh "quốc gia" -kinh tế`, "Tìm văn bản có “an ninh” và cụm “quốc gia”; không có cụm “kinh tế”."},
		{"loại:ct năm:2019..2023 (a | b*)", "Tìm văn bản có “a” hoặc từ bắt đầu bằng “b”; loại Chỉ thị; năm 2019 đến 2023."},
		{"-loại:ct toàn văn:chưa", "Tìm văn bản không phải loại Chỉ thị; chưa có toàn văn."},
		{"số:12 năm:..2020 tiêu đề:\"an ninh\"", "Tìm văn bản số 12; đến năm 2020; tiêu đề có cụm “an ninh”."},
	} {
		if got := Parse(tt.text, vocabulary()).Describe(); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestFloods puts in what would be costly: the limits hold and are named.
func TestFloods(t *testing.T) {
	many := make([]string, 10_000)
	for i := range many {
		many[i] = fmt.Sprintf("từ%d", i)
	}
	for name, text := range map[string]string{
		"words":    strings.Join(many, " "),
		"choices":  strings.Join(many, " | "),
		"stars":    "a | " + strings.Join(many[:60], "* ") + "*",
		"deep":     strings.Repeat("(a | ", 1000) + "b",
		"deep not": strings.Repeat("-(", 1000) + "b" + strings.Repeat(")", 1000),
		"minus":    "-" + strings.Join(many[:100], " -"),
		"quotes":   strings.Repeat(`"`, 100_000),
		"fields":   strings.Repeat("loại:", 20_000),
	} {
		start := time.Now()
		q := Parse(text, vocabulary())
		if q.Limited == "" {
			t.Errorf("%s: no limit is named", name)
		}
		if d := time.Since(start); d > 20*time.Second { // minutes if it were quadratic
			t.Errorf("%s took %v", name, d)
		}
	}
}

// FuzzParse holds that any text reads the same again as what it was read as, and
// that places are places of the text.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`an ninh -"kinh tế" (a | b) loại:chỉ thị`, "12 -NQ/TW*", "năm:..2019 ngày:1/2022..", "tiêu đề:(a) viện dẫn:12",
		`"" "a*" "b`, "((((", "a hoặc hoặc b", "-(-(-a))", "\xff\x00“”|", "số:12 - NQ/TW -x", "cơ quan:\"bộ", "loại:( )", "a|-b|c", "toàn văn:có*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text, vocabulary())
		runes := utf8.RuneCountInString(q.Text)
		for _, n := range q.Notes {
			if n.Start < 0 || n.Start >= n.End || n.End > runes {
				t.Fatalf("%q: note at %d to %d of %d", text, n.Start, n.End, runes)
			}
		}
		for _, p := range q.Placed {
			if p.Start < 0 || p.Start >= p.End || p.End > runes {
				t.Fatalf("%q: %v at %d to %d of %d", text, p.Node, p.Start, p.End, runes)
			}
			q.Without(p)
		}
		q.Describe()
		roundTrip(t, text)
	})
}

// TestOrdinaryText reads lines of law texts and the questions of the question set:
// nearly nothing of them may be taken for the language. What is are short lines
// with an "hoặc" that does say one or the other. ORDINARY_LINES sets how many
// lines are read.
func TestOrdinaryText(t *testing.T) {
	wanted, err := strconv.Atoi(os.Getenv("ORDINARY_LINES"))
	if err != nil {
		wanted = 12_000
	}
	read := func(path string, byLine bool, fields ...string) (lines []string) {
		f, err := os.Open(filepath.Join("../../../shared/data", path))
		if err != nil {
			t.Skipf("the shared data is not here: %v", err)
		}
		defer f.Close()
		var r io.Reader = f
		if strings.HasSuffix(path, ".gz") {
			if r, err = gzip.NewReader(f); err != nil {
				t.Fatal(err)
			}
		}
		in := bufio.NewScanner(r)
		in.Buffer(nil, 64<<20)
		for in.Scan() && len(lines) < wanted {
			var row map[string]any
			if err := json.Unmarshal(in.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			for _, f := range fields {
				text, _ := row[f].(string)
				if !byLine {
					lines = append(lines, text)
					continue
				}
				for line := range strings.Lines(text) {
					if len(line) < 400 {
						lines = append(lines, strings.TrimSpace(line))
					}
				}
			}
		}
		return lines
	}
	for _, q := range read("retrieval/queries.dev.jsonl", false, "text") {
		for _, q := range []string{q, vietnamese.Fold(q)} {
			if got := Parse(q, vocabulary()); !got.Plain || len(got.Notes) > 0 {
				t.Errorf("question %q is read as %s", q, show(got.Root))
			}
		}
	}
	taken, either := 0, 0
	lines := read("phapdien.jsonl.gz", true, "title", "text")
	for _, line := range lines {
		got := Parse(line, vocabulary())
		switch {
		case got.Plain:
		case strings.Contains(show(got.Root), "or("):
			either++
		default:
			taken++
			t.Logf("%q is read as %s", line, show(got.Root))
		}
	}
	t.Logf("of %d lines %d have alternatives, %d other signs", len(lines), either, taken)
	if taken*2000 > len(lines) || either*500 > len(lines) {
		t.Errorf("of %d lines %d are read as alternatives, %d as other signs", len(lines), either, taken)
	}
}
