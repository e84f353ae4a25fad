package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tracuu/internal/library"
	"tracuu/internal/server"
)

func (a *app) searchCommand() *cobra.Command {
	var q library.Query
	var sort string
	var csv bool
	filters := make([]string, len(searchFilters))
	c := &cobra.Command{
		Use:   "search TỪ…",
		Short: "Tìm trong văn bản, hoặc theo số hiệu",
		Example: `  tracuu search thế trận an ninh nhân dân
  tracuu search the tran an ninh
  tracuu search 12-NQ/TW
  tracuu search 'an ninh -"quốc phòng" loại:nghị quyết năm:2019..2023'
  tracuu search --loai 'chỉ thị' --nam 2020.. --csv an ninh > ket-qua.csv`,
		RunE: func(c *cobra.Command, args []string) error {
			q.Text = strings.Join(args, " ")
			for i, f := range searchFilters {
				if filters[i] != "" {
					q.Text += " " + f.field + `:"` + strings.ReplaceAll(filters[i], `"`, " ") + `"`
				}
			}
			q.Text = strings.TrimSpace(q.Text)
			order, known := searchSorts[sort]
			switch {
			case q.Text == "":
				return usage("lệnh search cần từ để tìm, ví dụ: tracuu search thế trận")
			case !known:
				return usage("không có thứ tự %q; các thứ tự: phu-hop, moi-nhat, cu-nhat, so", sort)
			case q.Page < 1 || q.PageSize < 1 || q.PageSize > maxPageSize:
				return usage("--page từ 1 trở lên, --page-size từ 1 đến %d", maxPageSize)
			case csv && a.json:
				return usage("chỉ chọn một trong --json và --csv")
			}
			q.Sort = order
			l, err := a.openForReading(c.Context())
			if err != nil {
				return err
			}
			defer l.Close()
			answer, err := l.Search(c.Context(), q)
			if err != nil {
				return err
			}
			switch {
			case a.json:
				return server.WriteSearch(a.out, answer)
			case csv:
				a.printReading(answer)
				err = writeAnswerCSV(a.out, answer)
			default:
				a.printReading(answer)
				var b bytes.Buffer
				printAnswer(&b, styleFor(a.out), answer)
				err = a.page(c.Context(), b.Bytes())
			}
			if err == nil && answer.Total == 0 {
				return findings()
			}
			return err
		},
	}
	f := c.Flags()
	f.IntVar(&q.Page, "page", 1, "trang kết quả")
	f.IntVar(&q.PageSize, "page-size", 20, "số văn bản một trang")
	f.StringVar(&sort, "sort", "phu-hop", "thứ tự: phu-hop, moi-nhat, cu-nhat, so")
	f.BoolVar(&csv, "csv", false, "in kết quả dạng bảng CSV, mở được bằng Excel")
	f.BoolVar(&q.Explain, "explain", false, "nói rõ vì sao mỗi kết quả đứng ở đó")
	for i, s := range searchFilters {
		f.StringVar(&filters[i], s.flag, "", s.usage)
	}
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		if _, word, ok := strings.Cut(err.Error(), " in -"); ok && strings.HasPrefix(err.Error(), "unknown shorthand flag") {
			return usage(`không có tùy chọn -%s; để loại trừ một từ, đặt cả câu trong dấu nháy: tracuu search 'an ninh -"kinh tế"'`, word)
		}
		return usage("%s; xem: %s --help", flagMessage(err), c.CommandPath())
	})
	return c
}

// maxPageSize is the most documents that one page of the index has.
const maxPageSize = 200

// searchSorts are the orders by their names on the command line: those of the
// pages' addresses, and those of the API.
var searchSorts = map[string]string{
	"": "", "phu-hop": "", "moi-nhat": "-date", "cu-nhat": "date", "so": "number", "-date": "-date", "date": "date", "number": "number",
}

// searchFilters are the filters as flags, by the fields that they are in a query.
var searchFilters = []struct{ flag, field, usage string }{
	{"loai", "loại", "chỉ loại văn bản này, ví dụ 'nghị quyết'"},
	{"co-quan", "cơ quan", "chỉ của cơ quan này"},
	{"so", "số", "chỉ số, ký hiệu này, ví dụ 12-NQ/TW"},
	{"nam", "năm", "năm ban hành: 2023, 2019..2023, ..2019, 2019.."},
	{"ngay", "ngày", "ngày ban hành: 26/12/2023, 01/2022..12/2023"},
	{"hieu-luc", "trạng thái", "tình trạng hiệu lực, ví dụ 'được thay thế'"},
	{"vien-dan", "viện dẫn", "chỉ văn bản có viện dẫn văn bản này"},
	{"tieu-de", "tiêu đề", "chỉ văn bản có cụm từ này trong tiêu đề"},
	{"toan-van", "toàn văn", "co hoặc khong"},
}

// printReading says, beside the results, how the query was read.
func (a *app) printReading(ans library.Answer) {
	if ans.Reading != "" {
		fmt.Fprintln(a.err, ans.Reading)
	}
	runes := []rune(ans.Query)
	for _, n := range ans.Notes {
		if n.Start > 0 || n.End < len(runes) {
			fmt.Fprintf(a.err, "%s (ở chữ thứ %d: %s)\n", n.Text, n.Start+1, string(runes[n.Start:min(n.End, len(runes))]))
		} else {
			fmt.Fprintln(a.err, n.Text)
		}
	}
	if ans.Limited != "" {
		fmt.Fprintln(a.err, ans.Limited)
	}
	if ans.ReadAs != "" {
		fmt.Fprintf(a.err, "Đã đọc “%s” là “%s” (phím Telex hoặc VNI chưa thành dấu).\n", ans.Query, ans.ReadAs)
	}
	if ans.Suggestion != "" {
		fmt.Fprintf(a.err, "Ý bạn là: %s\n", ans.Suggestion)
	}
	for i, e := range ans.Near {
		if i == 0 {
			fmt.Fprintln(a.err, "Số gần giống:")
		}
		fmt.Fprintf(a.err, "  %s  %s\n", e.Record.Name(), e.Record.ID)
	}
}

func printAnswer(w io.Writer, st style, ans library.Answer) {
	if ans.Total == 0 {
		fmt.Fprintln(w, "Không tìm thấy. Thử: bỏ bớt từ, gõ không dấu, hoặc tìm theo số hiệu.")
		return
	}
	fmt.Fprintf(w, "%d văn bản\n", ans.Total)
	for _, h := range append(ans.Direct, ans.Hits...) {
		printHit(w, st, h)
	}
	if pages := (ans.Total + ans.PageSize - 1) / ans.PageSize; ans.Page < pages {
		fmt.Fprintf(w, "\nTrang %d/%d; xem tiếp: --page %d\n", ans.Page, pages, ans.Page+1)
	}
}

func printHit(w io.Writer, st style, h library.Hit) {
	fmt.Fprintf(w, "\n%s%s%s  %s\n", st.strong, h.Record.Name(), st.off, h.Record.ID)
	if s := h.Record.Subject(); s != "" {
		fmt.Fprintln(w, "  "+s)
	}
	fmt.Fprintln(w, "  "+st.faint+describe(h.Entry)+st.off)
	for _, p := range h.Points {
		if len(p.Snippet) == 0 {
			continue
		}
		var b strings.Builder
		for _, s := range p.Snippet {
			if s.Match {
				b.WriteString(st.match + s.Text + st.off)
			} else {
				b.WriteString(s.Text)
			}
		}
		fmt.Fprintf(w, "    %s#%s%s  %s: %s\n", st.faint, p.Anchor, st.off, p.Label, oneLine(b.String()))
	}
	printExplanation(w, st, h.Explanation)
}

// printExplanation prints why a hit stands where it does.
func printExplanation(w io.Writer, st style, x *library.Explanation) {
	if x == nil {
		return
	}
	fmt.Fprintf(w, "    %sVì sao:%s ", st.faint, st.off)
	var said []string
	if x.Named {
		said = append(said, "câu tìm gọi đúng văn bản này")
	}
	if x.Place != "" {
		said = append(said, "chỗ khớp nhất: "+x.Place)
	}
	fmt.Fprintln(w, strings.Join(append(said, x.Level), "; "))
	shares := func(title string, all []library.Share, total float64) {
		if len(all) == 0 {
			return
		}
		fmt.Fprintf(w, "      %s %s\n", title, decimal(total))
		for _, s := range all {
			fmt.Fprintf(w, "        %7s = %s × %s  %s\n", decimal(s.Value*s.Weight), decimal(s.Value), decimal(s.Weight), s.What)
		}
	}
	shares("điểm xếp hạng", x.Features, x.Score)
	shares("điểm của từ (BM25)", x.Words, x.Base)
}

// decimal writes a number with two places after the comma.
func decimal(f float64) string { return strings.Replace(fmt.Sprintf("%.2f", f), ".", ",", 1) }

// describe is the grey line under a title: issuer, date, state.
func describe(e library.Entry) string {
	var parts []string
	if e.Record.Issuer != "" {
		parts = append(parts, e.Record.Issuer)
	}
	if d := e.Record.Date.Vietnamese(); d != "" {
		parts = append(parts, d)
	}
	parts = append(parts, server.StateWords(e.State))
	if !e.TextHeld {
		parts = append(parts, "Chưa có toàn văn")
	}
	return strings.Join(parts, " · ")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// style is the markup of a terminal; empty where the output is not one, or the
// user asks for none (NO_COLOR).
type style struct{ strong, match, faint, off string }

func styleFor(w io.Writer) style {
	if !isTerminal(w) || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return style{}
	}
	return style{strong: "\x1b[1m", match: "\x1b[1;33m", faint: "\x1b[2m", off: "\x1b[0m"}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
