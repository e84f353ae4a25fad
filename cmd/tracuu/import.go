package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tracuu/corpus"
	"tracuu/internal/extract"
	"tracuu/internal/ingest"
)

// importFlags are the flags of the import command.
type importFlags struct {
	watch, report string
	jobs          int
	again, noOCR  bool
	private       []string
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use:   "import ĐƯỜNG_DẪN…",
		Short: "Nhập tệp, thư mục, tệp nén hoặc địa chỉ thành văn bản của thư viện",
		Long: `Đọc PDF, DOCX, DOC, ODT, RTF, HTML, EML, TXT và ảnh chụp; nhận số, ký hiệu, ngày, cơ quan, trích yếu; đưa vào thư viện.
ĐƯỜNG_DẪN là tệp, thư mục (đọc cả thư mục con), tệp nén zip, tar, tar.gz, thư điện tử .eml (tệp kèm theo được nhập riêng), địa chỉ
http hoặc https, hay “-” (đầu vào chuẩn).
Chạy lại bao nhiêu lần cũng được: tệp không đổi thì bỏ qua, bị ngắt giữa chừng thì chạy lại là làm tiếp.
Khi tracuu serve đang mở thư viện, lệnh chuyển tệp cho nó nhập; không cần đóng nó.`,
		Example: `  tracuu import "D:\Văn bản đến\2024"
  tracuu import --report ket-qua.csv van-ban.zip
  tracuu import --watch ~/van-ban-den`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 && f.watch == "" {
				return usage("lệnh import cần đường dẫn của tệp hoặc thư mục; xem: tracuu import --help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.importFiles(c.Context(), args, f) },
	}
	c.Flags().StringVar(&f.watch, "watch", "", "theo dõi thư mục: nhập những gì đang có, rồi nhập tệp mới khi chúng đến")
	c.Flags().StringVar(&f.report, "report", "", "ghi báo cáo từng tệp vào tệp .csv hoặc .json")
	c.Flags().IntVar(&f.jobs, "jobs", 0, "số tệp đọc cùng lúc (mặc định: số nhân của máy)")
	c.Flags().BoolVar(&f.again, "again", false, "đọc lại cả những tệp không đổi")
	c.Flags().BoolVar(&f.noOCR, "no-ocr", false, "không nhận dạng chữ trong ảnh; tệp chỉ có ảnh thì để chờ")
	allowPrivate(c, &f.private)
	return c
}

func (a *app) importFiles(ctx context.Context, paths []string, f importFlags) error {
	if err := checkReport(f.report); err != nil {
		return err
	}
	if err := checkPrivate(f.private); err != nil {
		return err
	}
	if f.jobs < 0 {
		return usage("--jobs cần số dương")
	}
	if f.watch != "" {
		if fi, err := os.Stat(f.watch); err != nil || !fi.IsDir() {
			return usage("--watch cần một thư mục đang có: %s", f.watch)
		}
	}
	view := newImportView(a)
	opts, err := a.importOptions(view)
	if err != nil {
		return err
	}
	opts.Jobs, opts.Again, opts.Input = f.jobs, f.again, a.in
	im := &importing{a: a, view: view, flags: f, opts: opts}
	defer im.close()
	if f.noOCR {
		im.opts.Reading.OCR = extract.OCRNever
	}
	view.keep = f.report != ""
	began := time.Now()
	var sum ingest.Summary
	run := func(ctx context.Context, paths []string) error {
		more, err := im.run(ctx, paths)
		view.clear()
		sum = sum.Plus(more)
		return err
	}
	if len(paths) > 0 {
		err = run(ctx, paths)
	}
	if f.watch != "" && err == nil {
		err = ingest.Watch(ctx, f.watch, ingest.WatchOptions{
			Notice: view.notice,
			Ready: func() {
				im.opts.Again = false
				view.summary(sum, time.Since(began))
				fmt.Fprintf(a.err, "Đang theo dõi %s. Dừng: nhấn Ctrl-C.\n", f.watch)
			},
		}, run)
		if errors.Is(err, context.Canceled) {
			err, sum.Interrupted = nil, false
		}
	}
	return a.finishImport(view, sum, began, f.report, err)
}

// checkReport judges the name of a report.
func checkReport(name string) error {
	if ext := strings.ToLower(filepath.Ext(name)); name != "" && ext != ".csv" && ext != ".json" {
		return usage("--report cần tên tệp có đuôi .csv hoặc .json")
	}
	return nil
}

// lockedForImport says what to do where another process holds the library.
func lockedForImport(err error) error {
	if errors.Is(err, corpus.ErrLocked) {
		return fmt.Errorf("%w.\nNếu tracuu serve đang mở thư viện này: dừng nó (Ctrl-C), chạy lại lệnh này, rồi mở lại. Nếu một lệnh import hay fetch khác đang chạy: chờ nó xong", err)
	}
	return err
}

// importOptions are those of every command that imports.
func (a *app) importOptions(view *importView) (ingest.Options, error) {
	read, err := readInChild()
	return ingest.Options{
		Extract: read,
		Outcome: view.outcome, Progress: view.progress, Notice: view.notice,
	}, err
}

// finishImport writes the report, says what came of the run, and gives the
// command's error.
func (a *app) finishImport(view *importView, sum ingest.Summary, began time.Time, report string, err error) error {
	if report != "" {
		r := ingest.Report{Summary: sum, Outcomes: view.outcomes}
		if werr := r.Write(report); werr != nil {
			err = errors.Join(err, werr)
		}
	}
	view.summary(sum, time.Since(began))
	switch {
	case err != nil:
		return err
	case sum.Counts[ingest.Failed] > 0:
		return findings()
	}
	return nil
}

// readInChild reads files in processes apart.
func readInChild() (ingest.Extract, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, f *ingest.File, o extract.Options) (*extract.Result, error) {
		return extract.RunChild(ctx, exe, f.Path, f.Name, o)
	}, nil
}

// extractCommand reads one file for import in a process of its own, so that a
// file that crashes its reader, runs on or eats memory costs itself alone.
func (a *app) extractCommand() *cobra.Command {
	return &cobra.Command{
		Use: extract.ChildCommand, Hidden: true, Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if code := extract.ChildMain(a.in, a.out); code != 0 {
				return &exitError{code: code, silent: true}
			}
			return nil
		},
	}
}

// writeJSON writes one line.
func writeJSON(a *app, v any) { json.NewEncoder(a.out).Encode(v) }
