package check_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"tracuu/corpus"
	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

var opened struct {
	once    sync.Once
	lib     *library.Library
	records []*document.Record
	err     error
}

// open opens a library with the default collection, once for all tests.
func open(t testing.TB) (*library.Library, []*document.Record) {
	t.Helper()
	opened.once.Do(func() {
		dir := filepath.Join(temporary, "library")
		if opened.lib, opened.err = library.Open(context.Background(), library.Options{Dir: dir}); opened.err != nil {
			return
		}
		c, err := corpus.Open(dir, corpus.Options{ReadOnly: true})
		if err != nil {
			opened.err = err
			return
		}
		defer c.Close()
		for _, d := range c.Documents() {
			opened.records = append(opened.records, &d.Record)
		}
		slices.SortFunc(opened.records, func(a, b *document.Record) int { return strings.Compare(a.ID, b.ID) })
	})
	if opened.err != nil {
		t.Fatal(opened.err)
	}
	return opened.lib, opened.records
}

// parts are the pieces of one citation, to be put together in a style.
type parts struct {
	typ, label, issuer, title string
	date                      document.Date
	law                       bool
}

func partsOf(r *document.Record) parts {
	p := parts{typ: r.Type, label: r.Label(), issuer: r.Issuer, title: r.Title, date: r.Date}
	p.law = strings.HasPrefix(r.Title, r.Type+" ")
	return p
}

// write puts a citation together as Party texts or as State texts write it.
func (p parts) write(style check.Family) string {
	date := ", ngày " + p.date.Vietnamese()
	if style != check.Party {
		m := fmt.Sprint(p.date.Month)
		if p.date.Month < 3 {
			m = "0" + m
		}
		date = fmt.Sprintf(" ngày %02d tháng %s năm %d", p.date.Day, m, p.date.Year)
	}
	by := ""
	if p.issuer != "" {
		by = " của " + p.issuer
	}
	if p.law {
		return p.title + " số " + p.label + date + by
	}
	s := p.typ + " số " + p.label + date + by
	if p.title != "" {
		s += " " + p.title
	}
	return s
}

var (
	before = []string{"Thực hiện ", "Căn cứ ", "Quán triệt và thực hiện nghiêm ", "Cuộc họp đã nghe báo cáo về việc triển khai ", "Các cấp ủy tiếp tục nghiên cứu "}
	after  = []string{".", ";", ", Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy trực thuộc tập trung chỉ đạo.", ".\nCác đơn vị báo cáo kết quả trước ngày hội nghị.", " và các văn bản có liên quan."}
)

// usable are the records with enough to be cited in full.
func usable(rs []*document.Record) []*document.Record {
	var out []*document.Record
	for _, r := range rs {
		if r.Date.Full() && r.Issuer != "" && r.Title != "" && !r.Number.IsZero() && !strings.ContainsAny(r.Title, "();") {
			out = append(out, r)
		}
	}
	return out
}

func styles(n int) check.Family {
	if n%2 == 0 {
		return check.Party
	}
	return check.Administrative
}

// TestSeededCorrect cites records as they are, and counts what is found wrong.
func TestSeededCorrect(t *testing.T) {
	lib, all := open(t)
	records := usable(all)
	rng := rand.New(rand.NewPCG(7, 2026))
	const n = 1000
	wrong := map[check.Family]int{}
	count := map[check.Family]int{}
	for i := range n {
		style := styles(i)
		r := records[rng.IntN(len(records))]
		if i < 2*len(records) {
			r = records[i/2]
		}
		text := before[rng.IntN(len(before))] + partsOf(r).write(style) + after[rng.IntN(len(after))]
		year := r.Date // judged on the day of issue: what replaced it came later
		_, rep := lib.Check(text, check.Options{Family: style, Today: year})
		count[style]++
		for _, f := range rep.Findings {
			if f.Severity != check.Info {
				wrong[style]++
				t.Logf("%s\n   %s %s: %s", text, f.Severity, f.Kind, f.Message)
				break
			}
		}
	}
	total := wrong[check.Party] + wrong[check.Administrative]
	t.Logf("correct citations: Party style %d with a finding of %d, State style %d of %d, together %.1f%%",
		wrong[check.Party], count[check.Party], wrong[check.Administrative], count[check.Administrative], 100*float64(total)/n)
	if total > n/100 {
		t.Errorf("%d of %d correct citations have findings", total, n)
	}
}

// plant makes one error of a kind in the parts of a citation; ok is false where
// the record does not lend itself to it.
type plant struct {
	name  string
	kinds []check.Kind
	make  func(*rand.Rand, *document.Record, []*document.Record) (parts, bool)
}

var issuers = []string{"Bộ Chính trị", "Ban Bí thư", "Chính phủ", "Thủ tướng Chính phủ", "Bộ Tài chính", "Quốc hội", "Ban Thường vụ Tỉnh ủy Nghệ An", "Văn phòng Trung ương Đảng"}

var typeWords = []string{"Nghị quyết", "Chỉ thị", "Kết luận", "Hướng dẫn", "Nghị định", "Thông báo", "Kế hoạch"}

var plants = []plant{
	{"one figure of the date", []check.Kind{check.DateOfIssue}, func(rng *rand.Rand, r *document.Record, _ []*document.Record) (parts, bool) {
		p := partsOf(r)
		for range 50 {
			d := r.Date
			switch rng.IntN(3) {
			case 0:
				d.Day = d.Day/10*10 + rng.IntN(10)
			case 1:
				d.Month = 1 + rng.IntN(12)
			case 2:
				d.Year = d.Year/10*10 + rng.IntN(10)
			}
			if _, err := document.ParseDate(d.String()); err == nil && d.Day > 0 && d != r.Date && d.Year < 2027 {
				p.date = d
				return p, true
			}
		}
		return p, false
	}},
	{"day and month exchanged", []check.Kind{check.DateOfIssue}, func(_ *rand.Rand, r *document.Record, _ []*document.Record) (parts, bool) {
		p := partsOf(r)
		p.date.Day, p.date.Month = r.Date.Month, r.Date.Day
		return p, r.Date.Day <= 12 && r.Date.Day != r.Date.Month
	}},
	{"another issuer", []check.Kind{check.Issuer}, func(rng *rand.Rand, r *document.Record, _ []*document.Record) (parts, bool) {
		p := partsOf(r)
		for p.issuer == r.Issuer || strings.Contains(r.Issuer, " - ") {
			p.issuer = issuers[rng.IntN(len(issuers))]
			if strings.Contains(r.Issuer, " - ") {
				return p, false // a joint document may be cited by one of its bodies
			}
		}
		return p, true
	}},
	{"another type word", []check.Kind{check.Type}, func(rng *rand.Rand, r *document.Record, _ []*document.Record) (parts, bool) {
		p := partsOf(r)
		for p.typ == r.Type {
			p.typ = typeWords[rng.IntN(len(typeWords))]
		}
		return p, !p.law
	}},
	{"other letters in the symbol", []check.Kind{check.Symbol}, func(rng *rand.Rand, r *document.Record, _ []*document.Record) (parts, bool) {
		p := partsOf(r)
		letters := r.Letters()
		for _, l := range []string{"NQ", "CT", "KL", "HD", "TB", "NĐ"}[rng.IntN(6):] {
			if l != letters && letters != "" {
				p.label = strings.Replace(p.label, letters, l, 1)
				return p, true
			}
		}
		return p, false
	}},
	{"another number", []check.Kind{check.Number}, func(rng *rand.Rand, r *document.Record, all []*document.Record) (parts, bool) {
		p := partsOf(r)
		var n int
		if _, err := fmt.Sscanf(r.Number.Number, "%d", &n); err != nil {
			return p, false
		}
		m := n + 1 + rng.IntN(9)
		if rng.IntN(2) == 0 && n > 10 {
			m = n - 1 - rng.IntN(9)
		}
		p.label = fmt.Sprintf("%02d", m) + strings.TrimPrefix(p.label, r.Number.Number)
		return p, true
	}},
	{"a word of the title dropped", []check.Kind{check.Title}, func(rng *rand.Rand, r *document.Record, _ []*document.Record) (parts, bool) {
		p := partsOf(r)
		ws := strings.Fields(r.Title)
		if len(ws) < 8 || p.law {
			return p, false
		}
		for range 50 {
			i := 3 + rng.IntN(len(ws)-4)
			if nested(ws, i) || len([]rune(strings.Trim(ws[i], ",“”\""))) < 2 || ws[i] == ws[i-1] || ws[i] == ws[i+1] {
				continue
			}
			p.title = strings.Join(slices.Delete(ws, i, i+1), " ")
			return p, true
		}
		return p, false
	}},
	{"a word of the title changed", []check.Kind{check.Title}, func(rng *rand.Rand, r *document.Record, _ []*document.Record) (parts, bool) {
		p := partsOf(r)
		ws := strings.Fields(r.Title)
		if len(ws) < 8 || p.law {
			return p, false
		}
		for range 50 {
			i := 3 + rng.IntN(len(ws)-4)
			if nested(ws, i) {
				continue
			}
			other := []string{"bền", "rộng", "mạnh", "lâu", "sâu"}[rng.IntN(5)]
			if other != ws[i] {
				ws[i] = other
				p.title = strings.Join(ws, " ")
				return p, true
			}
		}
		return p, false
	}},
	{"a document that was replaced", []check.Kind{check.State}, func(rng *rand.Rand, r *document.Record, all []*document.Record) (parts, bool) {
		for _, by := range all {
			for _, rel := range by.Relations {
				if rel.Target == r.ID && (rel.Kind == document.Replaces || rel.Kind == document.Repeals) && !rel.Partly {
					return partsOf(r), true
				}
			}
		}
		return parts{}, false
	}},
	{"a number that nothing bears", []check.Kind{check.Existence}, func(rng *rand.Rand, r *document.Record, _ []*document.Record) (parts, bool) {
		p := partsOf(r)
		p.label = fmt.Sprintf("%d", 800+rng.IntN(199)) + strings.TrimPrefix(p.label, r.Number.Number)
		p.title = []string{"về phát triển nghề trồng dâu nuôi tằm ở các xã miền núi", "về bảo tồn các làng nghề gốm ven sông", "về quản lý chợ nổi trên địa bàn"}[rng.IntN(3)]
		p.date = document.Date{Year: r.Date.Year, Month: 1 + rng.IntN(12), Day: 1 + rng.IntN(28)}
		return p, !p.law && p.date != r.Date
	}},
}

// nested reports a word of a citation inside the title, or of a date.
func nested(ws []string, i int) bool {
	for j := max(0, i-4); j < min(len(ws), i+2); j++ {
		if strings.ContainsAny(ws[j], "0123456789/") {
			return true
		}
	}
	switch ws[i] {
	case "khóa", "số", "ngày", "về", "việc", "của":
		return true
	}
	return i > 0 && ws[i-1] == "khóa"
}

// TestSeededErrors plants one error of a known kind in each of 1,000 citations
// and counts those that are found as what they are.
func TestSeededErrors(t *testing.T) {
	lib, all := open(t)
	records := usable(all)
	rng := rand.New(rand.NewPCG(11, 2026))
	const n = 1000
	found, other, made := map[string]int{}, map[string]int{}, map[string]int{}
	missed := 0
	for i := 0; i < n; {
		pl := plants[i%len(plants)]
		r := records[rng.IntN(len(records))]
		p, ok := pl.make(rng, r, all)
		if !ok {
			continue
		}
		style := styles(rng.IntN(2))
		i++
		made[pl.name]++
		text := before[rng.IntN(len(before))] + p.write(style) + after[rng.IntN(len(after))]
		_, rep := lib.Check(text, check.Options{Family: style, Today: document.Date{Year: 2026, Month: 11, Day: 22}})
		hit := false
		for _, f := range rep.Findings {
			hit = hit || slices.Contains(pl.kinds, f.Kind) && (f.Severity != check.Info || f.Kind == check.Existence)
		}
		if hit {
			found[pl.name]++
			continue
		}
		missed++
		if len(rep.Findings) > 0 {
			other[pl.name]++
		}
		var got []string
		for _, f := range rep.Findings {
			got = append(got, fmt.Sprintf("%s %s: %s", f.Severity, f.Kind, f.Message))
		}
		t.Logf("%s of %s not found: %s\n   %s", pl.name, r.ID, text, strings.Join(got, "\n   "))
	}
	for _, pl := range plants {
		t.Logf("%-30s %3d of %3d found as such (%d of the others with another finding)", pl.name, found[pl.name], made[pl.name], other[pl.name])
	}
	t.Logf("planted errors: %d of %d found with the right kind, %.1f%%", n-missed, n, 100*float64(n-missed)/n)
	if missed > n*2/100 {
		t.Errorf("%d of %d planted errors not found", missed, n)
	}
}
