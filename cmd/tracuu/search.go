package main

import (
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
	var page, size int
	var sort string
	c := &cobra.Command{
		Use:   "search TỪ…",
		Short: "Tìm trong văn bản, hoặc theo số hiệu",
		Example: `  tracuu search thế trận an ninh nhân dân
  tracuu search the tran an ninh
  tracuu search 12-NQ/TW`,
		Args: atLeastOne("từ để tìm, ví dụ: tracuu search thế trận"),
		RunE: func(c *cobra.Command, args []string) error {
			l, err := a.openForReading(c.Context())
			if err != nil {
				return err
			}
			defer l.Close()
			answer, err := l.Search(c.Context(), library.Query{Text: strings.Join(args, " "), Page: page, PageSize: size, Sort: sort})
			if err != nil {
				return err
			}
			if a.json {
				return server.WriteSearch(a.out, answer)
			}
			a.printAnswer(answer)
			if answer.Total == 0 {
				return findings()
			}
			return nil
		},
	}
	c.Flags().IntVar(&page, "page", 1, "trang kết quả")
	c.Flags().IntVar(&size, "page-size", 20, "số văn bản một trang")
	c.Flags().StringVar(&sort, "sort", "", "thứ tự: date, -date, number (mặc định: phù hợp nhất)")
	return c
}

func (a *app) printAnswer(ans library.Answer) {
	for _, said := range []string{ans.Reading, ans.Limited} {
		if said != "" {
			fmt.Fprintln(a.err, said)
		}
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
	if ans.Total == 0 {
		fmt.Fprintln(a.out, "Không tìm thấy. Thử: bỏ bớt từ, gõ không dấu, hoặc tìm theo số hiệu.")
		return
	}
	st := styleFor(a.out)
	fmt.Fprintf(a.out, "%d văn bản\n", ans.Total)
	for _, h := range ans.Direct {
		printHit(a.out, st, h)
	}
	for _, h := range ans.Hits {
		printHit(a.out, st, h)
	}
	if pages := (ans.Total + ans.PageSize - 1) / ans.PageSize; ans.Page < pages {
		fmt.Fprintf(a.out, "\nTrang %d/%d; xem tiếp: --page %d\n", ans.Page, pages, ans.Page+1)
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
}

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
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || os.Getenv("NO_COLOR") != "" {
		return style{}
	}
	return style{strong: "\x1b[1m", match: "\x1b[1;33m", faint: "\x1b[2m", off: "\x1b[0m"}
}
