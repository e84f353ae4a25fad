package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/extract"
	"tracuu/internal/library"
	"tracuu/internal/server"
)

func (a *app) checkCommand() *cobra.Command {
	var family, date string
	c := &cobra.Command{
		Use:   "check TỆP…|-",
		Short: "Kiểm tra viện dẫn trong bản thảo: số, ngày, cơ quan, trích yếu, điều khoản, hiệu lực, thể thức",
		Long: `Đọc bản thảo (văn bản thuần UTF-8, DOCX, ODT, PDF, RTF, HTML…; "-" là đầu vào chuẩn) và đối chiếu từng viện dẫn
với thư viện và với quy tắc viện dẫn của loại văn bản, ngày ban hành của bản thảo. Không lưu gì của bản thảo.
Mã thoát là 1 khi có chỗ cần sửa hoặc nên xem.`,
		Example: `  tracuu check du-thao.docx
  tracuu check --family party --json - < du-thao.txt`,
		Args: atLeastOne("tên tệp, hoặc - cho đầu vào chuẩn"),
		RunE: func(c *cobra.Command, args []string) error {
			f, err := check.ParseFamily(family)
			if err != nil {
				return usage("--family phải là party, administrative, normative hoặc assembly")
			}
			opts := check.Options{Family: f, Today: server.Today(time.Now())}
			if date != "" {
				if opts.Today, err = document.ParseDate(date); err != nil {
					return usage("--date phải có dạng NĂM-THÁNG-NGÀY: %v", err)
				}
			}
			l, err := a.openForReading(c.Context())
			if err != nil {
				return err
			}
			defer l.Close()
			return a.checkFiles(c.Context(), l, args, opts)
		},
	}
	c.Flags().StringVar(&family, "family", "", "quy tắc viện dẫn: party (Đảng), administrative (hành chính), normative (quy phạm pháp luật), assembly (Quốc hội); mặc định theo bản thảo")
	c.Flags().StringVar(&date, "date", "", "ngày của bản thảo khi bản thảo không ghi, dạng 2026-05-27; mặc định hôm nay")
	return c
}

// checkFiles checks each file and goes on where one cannot be read.
func (a *app) checkFiles(ctx context.Context, l *library.Library, names []string, opts check.Options) error {
	bad := false
	for _, name := range names {
		text, err := a.draftText(ctx, name)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			fmt.Fprintf(a.err, "tracuu: %s: %v\n", name, err)
			bad = true
			continue
		}
		d, r := l.Check(text, opts)
		if a.json {
			if err := server.WriteCheck(a.out, name, d, &r); err != nil {
				return err
			}
		} else {
			a.printCheck(name, d, &r)
		}
		bad = bad || r.Count(check.Error)+r.Count(check.Warning) > 0
	}
	if bad {
		return findings()
	}
	return nil
}

// draftText reads a draft: UTF-8 text as it is, so that offsets are those of the
// file, anything else by its format. Nothing is written anywhere.
func (a *app) draftText(ctx context.Context, name string) (string, error) {
	r := a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return "", errors.New("không mở được tệp")
		}
		defer f.Close()
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, maxText+1))
	switch {
	case err != nil:
		return "", errors.New("không đọc được tệp")
	case len(b) > maxText:
		return "", fmt.Errorf("lớn hơn %d MB; hãy tách nhỏ", maxText>>20)
	case plainText(name, b):
		return string(b), nil
	}
	res, err := extract.Extract(ctx, name, bytes.NewReader(b), int64(len(b)), extract.Options{})
	if err != nil {
		return "", errors.New(unreadable(err))
	}
	if res.NeedsOCR {
		fmt.Fprintf(a.err, "tracuu: %s: có trang là ảnh, chưa nhận dạng được chữ nên chưa kiểm tra\n", name)
	}
	return res.Text, nil
}

// plainText reports bytes that are text as they stand: UTF-8, and neither their
// name nor their beginning says another format.
func plainText(name string, b []byte) bool {
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".eml", ".rtf", ".xml", ".fodt":
		return false
	}
	head := strings.TrimSpace(strings.TrimPrefix(string(b[:min(len(b), 200)]), "\ufeff"))
	return !strings.HasPrefix(head, "<") && !strings.HasPrefix(head, "{\\rtf") && !strings.HasPrefix(head, "%PDF")
}

// unreadable says why a file could not be read.
func unreadable(err error) string {
	var program *extract.MissingProgramError
	switch {
	case errors.As(err, &program):
		return "muốn đọc tệp " + program.Format + " cần cài " + strings.Join(program.Programs, " hoặc ")
	case errors.Is(err, extract.ErrEncrypted):
		return "tệp có mật khẩu"
	case errors.Is(err, extract.ErrEmpty):
		return "tệp không có chữ"
	case errors.Is(err, extract.ErrUnsupported), errors.Is(err, extract.ErrWrongType):
		return "dạng tệp này không đọc được"
	case errors.Is(err, extract.ErrTooLarge), errors.Is(err, extract.ErrTimeout):
		return "tệp quá lớn để đọc"
	}
	return "tệp bị hỏng: " + err.Error()
}

var severityWords = map[check.Severity]string{check.Error: "Cần sửa", check.Warning: "Nên xem", check.Info: "Để biết"}

// printCheck writes a report for a reader: every finding at its line and column.
func (a *app) printCheck(name string, d *library.Document, r *check.Report) {
	st := styleFor(a.out)
	if name != "-" {
		fmt.Fprintf(a.out, "%s%s%s\n", st.strong, name, st.off)
	}
	at := newPosition(d.Text)
	for i := range r.Findings {
		f := &r.Findings[i]
		line, column := at.of(f.Start)
		fmt.Fprintf(a.out, "%d:%d  %s%s%s  %s\n", line, column, st.strong, severityWords[f.Severity], st.off, f.Message)
		if f.Sure {
			fmt.Fprintf(a.out, "      “%s” → “%s”\n", oneLine(d.Text[f.Start:f.End]), f.Expected)
		}
		if f.Source != "" {
			fmt.Fprintf(a.out, "      nguồn: %s\n", f.Source)
		}
	}
	for _, u := range r.Unchecked {
		if u.Kind == check.Existence {
			continue // said above, at the citation
		}
		line, column := at.of(u.Start)
		fmt.Fprintf(a.out, "%d:%d  Không kiểm tra được  %s\n", line, column, u.Reason)
	}
	fmt.Fprintln(a.out, r.Summary())
}
