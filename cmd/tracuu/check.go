package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/draft"
	"tracuu/internal/extract"
	"tracuu/internal/library"
	"tracuu/internal/server"
)

func (a *app) checkCommand() *cobra.Command {
	var family, date, word string
	c := &cobra.Command{
		Use:   "check TỆP…|-",
		Short: "Kiểm tra viện dẫn trong bản thảo: số, ngày, cơ quan, trích yếu, điều khoản, hiệu lực, thể thức",
		Long: `Đọc bản thảo (văn bản thuần UTF-8, DOCX, ODT, PDF, RTF, HTML…; "-" là đầu vào chuẩn) và đối chiếu từng viện dẫn
với thư viện và với quy tắc viện dẫn của loại văn bản, ngày ban hành của bản thảo. Không lưu gì của bản thảo.
Mã thoát là 1 khi có chỗ cần sửa hoặc nên xem.`,
		Example: `  tracuu check du-thao.docx
  tracuu check --word co-nhan-xet.docx du-thao.docx
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
			if word != "" && (len(args) != 1 || sameFile(word, args[0])) {
				return usage("--word cần đúng một bản thảo DOCX và một tên tệp khác để ghi")
			}
			l, err := a.openForReading(c.Context())
			if err != nil {
				return err
			}
			defer l.Close()
			return a.checkFiles(c.Context(), l, args, opts, word)
		},
	}
	c.Flags().StringVar(&family, "family", "", "quy tắc viện dẫn: party (Đảng), administrative (hành chính), normative (quy phạm pháp luật), assembly (Quốc hội); mặc định theo bản thảo")
	c.Flags().StringVar(&word, "word", "", "ghi lại bản thảo DOCX vào tệp này, kèm nhận xét ở từng chỗ và chỗ sửa ở dạng theo dõi thay đổi")
	c.Flags().StringVar(&date, "date", "", "ngày của bản thảo khi bản thảo không ghi, dạng 2026-05-27; mặc định hôm nay")
	return c
}

// checkFiles checks each file and goes on where one cannot be read.
func (a *app) checkFiles(ctx context.Context, l *library.Library, names []string, opts check.Options, word string) error {
	bad := false
	for _, name := range names {
		file, err := a.readDraft(ctx, name)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			fmt.Fprintf(a.err, "tracuu: %s: %v\n", name, err)
			bad = true
			continue
		}
		d, r := l.Check(file.Text, opts)
		if a.json {
			if err := server.WriteCheck(a.out, name, d, &r); err != nil {
				return err
			}
		} else {
			a.printCheck(name, d, &r)
		}
		if word != "" {
			if err := a.writeWord(word, file, &r); err != nil {
				return err
			}
		}
		bad = bad || r.Count(check.Error)+r.Count(check.Warning) > 0
	}
	if bad {
		return findings()
	}
	return nil
}

// sameFile reports that both names are of one file.
func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// readDraft reads a draft: UTF-8 text as it is, so that offsets are those of the
// file, anything else by its format. Nothing is written anywhere that stays.
func (a *app) readDraft(ctx context.Context, name string) (*draft.File, error) {
	r := a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, errors.New("không mở được tệp")
		}
		defer f.Close()
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, maxText+1))
	switch {
	case err != nil:
		return nil, errors.New("không đọc được tệp")
	case len(b) > maxText:
		return nil, fmt.Errorf("lớn hơn %d MB; hãy tách nhỏ", maxText>>20)
	}
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	file, err := (&draft.Reader{Exe: exe}).Read(ctx, filepath.Base(name), b)
	if err != nil {
		return nil, errors.New(unreadable(err))
	}
	if file.Partial {
		fmt.Fprintf(a.err, "tracuu: %s: có trang là ảnh, chưa nhận dạng được chữ nên chưa kiểm tra\n", name)
	}
	return file, nil
}

// writeWord writes the draft with its findings as comments and tracked changes.
func (a *app) writeWord(name string, file *draft.File, r *check.Report) error {
	out, done, err := file.Annotate(r, time.Now())
	if err != nil {
		return fmt.Errorf("không trả lại được tệp Word: %s", unreadable(err))
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".tracuu-*")
	if err != nil {
		return fmt.Errorf("không ghi được %s: %w", name, err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(out)
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("không ghi được %s: %w", name, err)
	}
	fmt.Fprintf(a.err, "Đã ghi %s: %d nhận xét, %d chỗ sửa ở dạng theo dõi thay đổi.\n", name, done.Comments, done.Changes)
	if done.Signed {
		fmt.Fprintln(a.err, "Tệp gốc có chữ ký số; chữ ký đó không có giá trị với tệp có nhận xét.")
	}
	return nil
}

// unreadable says why a file could not be read.
func unreadable(err error) string {
	var program *extract.MissingProgramError
	switch {
	case errors.As(err, &program):
		return "muốn đọc tệp " + program.Format + " cần cài " + strings.Join(program.Programs, " hoặc ")
	case errors.Is(err, draft.ErrNotWord):
		return "chỉ tệp DOCX mới trả lại được kèm nhận xét"
	case errors.Is(err, draft.ErrScan):
		return "tệp là ảnh chụp, chưa có chữ; cần nhận dạng (cài tesseract-ocr và tesseract-ocr-vie) trước"
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
