package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tracuu/internal/extract"
	"tracuu/internal/fetch"
	"tracuu/internal/ingest"
	"tracuu/internal/library"
)

// fetchFlags are the flags of the fetch command.
type fetchFlags struct {
	missing, dryRun, again, noOCR bool
	report                        string
	private                       []string
}

func (a *app) fetchCommand() *cobra.Command {
	var f fetchFlags
	c := &cobra.Command{
		Use:                   "fetch MÃ|SỐ_HIỆU… | --missing",
		DisableFlagsInUseLine: true,
		Short:                 "Lấy toàn văn từ địa chỉ ghi trong bản ghi (cần mạng)",
		Long: `Lấy toàn văn của văn bản từ các địa chỉ ghi trong bản ghi của nó (mục provenance), kiểm tra rằng nội dung lấy về đúng là
văn bản ấy (loại, số, ký hiệu, ngày, cơ quan ban hành), rồi đưa vào thư viện; mã và mọi liên kết giữ nguyên. Nếu không đúng thì nói đã gặp gì.
Chỉ lệnh này và lệnh import với địa chỉ http(s) mới dùng mạng: từng trang một, theo robots.txt, không dùng proxy, không vào mạng nội bộ.`,
		Example: `  tracuu fetch nghi-dinh-30-2020-nd-cp
  tracuu fetch --missing --dry-run
  tracuu fetch --missing --report ket-qua.csv`,
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case f.missing && len(args) > 0:
				return usage("--missing lấy mọi văn bản còn thiếu, không dùng cùng mã văn bản")
			case !f.missing && len(args) == 0:
				return usage("lệnh fetch cần mã hoặc số hiệu văn bản, hoặc --missing; xem: tracuu fetch --help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.fetchTexts(c.Context(), args, f) },
	}
	c.Flags().BoolVar(&f.missing, "missing", false, "lấy mọi văn bản chưa có toàn văn mà bản ghi có địa chỉ, văn bản được viện dẫn nhiều nhất trước")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "chỉ liệt kê văn bản và địa chỉ, không lấy gì")
	c.Flags().BoolVar(&f.again, "again", false, "lấy lại cả văn bản đã có toàn văn và địa chỉ vừa bị từ chối")
	c.Flags().BoolVar(&f.noOCR, "no-ocr", false, "không nhận dạng chữ trong ảnh")
	c.Flags().StringVar(&f.report, "report", "", "ghi báo cáo từng văn bản vào `TỆP` .csv hoặc .json")
	allowPrivate(c, &f.private)
	return c
}

// allowPrivate is the flag of the commands that fetch.
func allowPrivate(c *cobra.Command, hosts *[]string) {
	c.Flags().StringArrayVar(hosts, "allow-private", nil, "cho phép lấy từ `MÁY_CHỦ` nội bộ này (máy_chủ hoặc máy_chủ:cổng); ghi được nhiều lần")
}

func checkPrivate(hosts []string) error {
	for _, h := range hosts {
		if h == "" || strings.ContainsAny(h, "/ ?#@") {
			return usage("--allow-private cần tên máy chủ, ví dụ vanban.so.local hoặc 10.1.2.3:8000; không nhận %q", h)
		}
	}
	return nil
}

// newWeb is the client of the commands that fetch; what it gets lies in the
// library's folder "fetch", which may be deleted.
func (a *app) newWeb(l *library.Library, private []string, again bool) (*fetch.Client, error) {
	return fetch.New(fetch.Options{CacheDir: filepath.Join(l.Dir(), "fetch"), AllowPrivate: private, Again: again})
}

func (a *app) fetchTexts(ctx context.Context, names []string, f fetchFlags) error {
	if err := checkReport(f.report); err != nil {
		return err
	}
	if err := checkPrivate(f.private); err != nil {
		return err
	}
	if f.dryRun {
		l, err := a.openForReading(ctx)
		if err != nil {
			return err
		}
		defer l.Close()
		ids, err := a.wanted(l, names, f.missing)
		if err != nil {
			return err
		}
		return a.listAddresses(l, ids)
	}
	view := newImportView(a)
	view.what, view.keep = "văn bản", f.report != ""
	l, err := library.Open(ctx, library.Options{Dir: a.library, Progress: view.stage, Notice: view.notice})
	view.clear()
	if err != nil {
		return lockedForImport(err)
	}
	defer l.Close()
	ids, err := a.wanted(l, names, f.missing)
	if err != nil {
		return err
	}
	web, err := a.newWeb(l, f.private, f.again)
	if err != nil {
		return err
	}
	defer web.Close()
	opts, err := a.importOptions(view)
	if err != nil {
		return err
	}
	opts.Web, opts.Again = web, f.again
	if f.noOCR {
		opts.Reading.OCR = extract.OCRNever
	}
	began := time.Now()
	sum, err := l.Fetch(ctx, ids, opts)
	if err := a.finishImport(view, sum, began, f.report, err); err != nil || sum.Counts[ingest.Refused] == 0 {
		return err
	}
	return findings()
}

// wanted finds the documents that were named by id or number, or are missing.
func (a *app) wanted(l *library.Library, names []string, missing bool) ([]string, error) {
	if missing {
		return l.Fetchable(), nil
	}
	var ids []string
	for _, n := range names {
		d, err := a.named(l, n)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, d.Record.ID) {
			ids = append(ids, d.Record.ID)
		}
	}
	return ids, nil
}

// listAddresses says what would be fetched.
func (a *app) listAddresses(l *library.Library, ids []string) error {
	for _, id := range ids {
		e, err := l.Entry(id)
		if err != nil {
			return err
		}
		addresses := e.Record.Addresses()
		if a.json {
			writeJSON(a, map[string]any{"id": id, "name": e.Record.Name(), "text": e.TextHeld, "addresses": append([]string{}, addresses...)})
			continue
		}
		fmt.Fprintf(a.out, "%s  %s\n", id, e.Record.Name())
		for _, u := range addresses {
			fmt.Fprintf(a.out, "    %s\n", printable(u))
		}
		if len(addresses) == 0 {
			fmt.Fprintln(a.out, "    (bản ghi không có địa chỉ)")
		}
	}
	w := a.out
	if a.json {
		w = a.err
	}
	fmt.Fprintf(w, "%d văn bản. Chưa lấy gì; bỏ --dry-run để lấy.\n", len(ids))
	return nil
}
