package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/library"
	"tracuu/internal/server"
)

// maxText bounds what the commands read of one text, in bytes.
const maxText = 64 << 20

func (a *app) citeCommand() *cobra.Command {
	var jsonl, table, explain bool
	c := &cobra.Command{
		Use:   "cite [TỆP…]",
		Short: "Tìm mọi viện dẫn trong một văn bản và cho biết mỗi viện dẫn chỉ văn bản nào",
		Long: `Đọc văn bản từ tệp hoặc từ đầu vào chuẩn và liệt kê các viện dẫn.
Với --jsonl, mỗi dòng vào là {"id","text"}, mỗi dòng ra là {"id","citations":[…]}, vị trí tính bằng ký tự.`,
		Example: `  tracuu cite du-thao.txt
  tracuu cite --explain < du-thao.txt`,
		RunE: func(c *cobra.Command, args []string) error {
			if jsonl {
				if err := citation.JSONL(a.in, a.out); err != nil {
					if errors.Is(err, citation.ErrInput) {
						return usage("%v", err)
					}
					return err
				}
				return nil
			}
			l, err := a.openForReading(c.Context())
			if err != nil {
				return err
			}
			defer l.Close()
			for _, in := range inputs(args) {
				text, err := a.readText(in)
				if err != nil {
					return err
				}
				d := l.Cite(text)
				switch {
				case a.json:
					err = server.WriteReferences(a.out, d)
				case table:
					err = printTable(a.out, d)
				default:
					a.printReferences(in, d, explain)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&jsonl, "jsonl", false, "đọc và in từng dòng JSON, không cần thư viện")
	c.Flags().BoolVar(&table, "table", false, "in dạng bảng, các cột cách nhau bằng dấu tab")
	c.Flags().BoolVar(&explain, "explain", false, "nói rõ vì sao mỗi viện dẫn được hiểu như vậy")
	return c
}

// inputs are the files to read; none means standard input.
func inputs(args []string) []string {
	if len(args) == 0 {
		return []string{"-"}
	}
	return args
}

// readText reads a file, or standard input for "-".
func (a *app) readText(name string) (string, error) {
	r := a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return "", fmt.Errorf("đọc tệp: %w", err)
		}
		defer f.Close()
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, maxText+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("đọc %s: %w", name, err)
	case len(b) > maxText:
		return "", fmt.Errorf("%s lớn hơn %d MB; hãy tách nhỏ", name, maxText>>20)
	case !utf8.Valid(b):
		return "", fmt.Errorf("%s không phải văn bản UTF-8; hãy lưu lại với mã UTF-8", name)
	}
	return string(b), nil
}

func (a *app) printReferences(name string, d *library.Document, explain bool) {
	st := styleFor(a.out)
	if name != "-" {
		fmt.Fprintf(a.out, "%s%s%s\n", st.strong, name, st.off)
	}
	if len(d.References) == 0 {
		fmt.Fprintln(a.out, "Không có viện dẫn nào.")
	}
	at := newPosition(d.Text)
	for i := range d.References {
		r := &d.References[i]
		line, column := at.of(r.Start)
		fmt.Fprintf(a.out, "%d:%d  %s%s%s\n      → %s\n", line, column, st.strong, oneLine(d.Text[r.Start:r.End]), st.off, outcomeWords(r))
		if !explain {
			continue
		}
		for _, w := range r.Resolution.Why {
			fmt.Fprintf(a.out, "        %s\n", w)
		}
		for _, c := range r.Resolution.Candidates {
			fmt.Fprintf(a.out, "        có thể là %s: %s\n", c.Document, c.Why)
		}
		for _, c := range r.Resolution.Rejected {
			fmt.Fprintf(a.out, "        không phải %s: %s\n", c.Document, c.Why)
		}
		for _, f := range r.Resolution.Findings {
			fmt.Fprintf(a.out, "        cần xem: %s\n", f.Message)
		}
	}
}

// outcomeWords says in a line what became of a citation.
func outcomeWords(r *library.Reference) string {
	res := &r.Resolution
	switch res.Outcome {
	case resolve.Resolved:
		where := res.Document
		if r.Target != nil {
			where = r.Target.Name() + "  " + r.Target.ID
			if !r.TargetHeld {
				where += " (chưa có toàn văn)"
			}
		} else if where == "" {
			where = "chính văn bản này"
		}
		if res.Anchor != "" {
			where += "#" + res.Anchor
		}
		if res.Missing != nil {
			where += fmt.Sprintf("; không có %s %s trong văn bản đó", res.Missing.Unit, res.Missing.Label)
		}
		return where
	case resolve.Internal:
		if res.Anchor != "" {
			return "trong văn bản này, #" + res.Anchor
		}
		return "trong văn bản này"
	case resolve.Ambiguous:
		ids := make([]string, len(res.Candidates))
		for i, c := range res.Candidates {
			ids[i] = c.Document
		}
		return fmt.Sprintf("có %d văn bản cùng số hiệu: %s", len(ids), strings.Join(ids, ", "))
	case resolve.Malformed:
		return "viết không đúng dạng; có lẽ là " + res.Repair
	case resolve.Vague:
		return "viện dẫn chung, không xác định văn bản"
	case resolve.None:
		return "không phải viện dẫn tới văn bản đã ban hành"
	}
	return "không có trong thư viện"
}

func printTable(out io.Writer, d *library.Document) error {
	w := tabwriter.NewWriter(out, 0, 1, 1, '\t', 0)
	fmt.Fprintln(w, "dòng\tcột\tloại viện dẫn\tviện dẫn\tkết quả\tvăn bản\tđiều khoản")
	at := newPosition(d.Text)
	for i := range d.References {
		r := &d.References[i]
		line, column := at.of(r.Start)
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\t%s\t%s\t%s\n", line, column, r.Kind, oneLine(d.Text[r.Start:r.End]), r.Resolution.Outcome, r.Resolution.Document, r.Resolution.Anchor)
	}
	return w.Flush()
}

// position turns growing byte offsets of a text into lines and columns, both
// from 1, columns in characters.
type position struct {
	text            string
	at, line, start int
}

func newPosition(text string) *position { return &position{text: text, line: 1} }

func (p *position) of(offset int) (line, column int) {
	if offset < p.at {
		*p = *newPosition(p.text)
	}
	for {
		i := strings.IndexByte(p.text[p.at:offset], '\n')
		if i < 0 {
			break
		}
		p.at += i + 1
		p.line++
		p.start = p.at
	}
	p.at = max(p.at, p.start)
	return p.line, utf8.RuneCountInString(p.text[p.start:offset]) + 1
}
