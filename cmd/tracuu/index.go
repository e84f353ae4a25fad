package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"
)

func (a *app) indexCommand() *cobra.Command {
	var rebuild bool
	c := &cobra.Command{
		Use:   "index",
		Short: "Nhận thay đổi trong thư mục thư viện và lập chỉ mục",
		Long: `Đọc lại thư mục thư viện, nhận những văn bản vừa thêm, sửa hoặc xóa bằng tay, và cập nhật chỉ mục tìm kiếm.
Thêm văn bản: chép tệp .txt vào thư mục documents của thư viện rồi chạy lệnh này.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			began := time.Now()
			l, err := a.openLibrary(c.Context())
			if err != nil {
				return err
			}
			defer l.Close()
			if rebuild {
				if err := l.Rebuild(c.Context()); err != nil {
					return err
				}
			}
			a.report(l)
			held := l.List(allDocuments).Held
			if a.json {
				return json.NewEncoder(a.out).Encode(map[string]any{
					"library": l.Dir(), "documents": l.Len(), "text_held": held, "problems": problems(l), "seconds": time.Since(began).Seconds(),
				})
			}
			fmt.Fprintf(a.out, "Chỉ mục của %s đã khớp với kho: %d văn bản, %d có toàn văn.\n", l.Dir(), l.Len(), held)
			if serious(l) {
				return findings()
			}
			return nil
		},
	}
	c.Flags().BoolVar(&rebuild, "rebuild", false, "lập lại toàn bộ chỉ mục")
	return c
}
