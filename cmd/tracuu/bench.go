package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tracuu/index"
)

func (a *app) benchCommand() *cobra.Command {
	bench := &cobra.Command{
		Use:   "bench",
		Short: "Đo chất lượng và tốc độ",
		Args:  noArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	var articles, queries, run string
	retrieval := &cobra.Command{
		Use:   "retrieval --articles A.jsonl --queries Q.jsonl --run RUN.tsv",
		Short: "Trả lời bộ câu hỏi bằng chính cách tìm của thư viện",
		Long: `Lập chỉ mục các điều luật trong A.jsonl ({"id","law","article","text"} mỗi dòng, có thể nén .gz), trả lời các câu hỏi trong Q.jsonl
({"id","text"}), và ghi vào RUN.tsv mỗi dòng: câu hỏi, điều luật, thứ hạng.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			for _, f := range []struct{ name, value string }{{"articles", articles}, {"queries", queries}, {"run", run}} {
				if f.value == "" {
					return usage("thiếu tùy chọn --%s", f.name)
				}
			}
			in, err := os.Open(articles)
			if err != nil {
				return err
			}
			defer in.Close()
			questions, err := os.Open(queries)
			if err != nil {
				return err
			}
			defer questions.Close()
			out, err := os.Create(run)
			if err != nil {
				return err
			}
			defer func() {
				if cerr := out.Close(); err == nil {
					err = cerr
				}
			}()
			dir, err := os.MkdirTemp("", "tracuu-bench")
			if err != nil {
				return err
			}
			defer os.RemoveAll(dir)
			w := bufio.NewWriter(out)
			if err := index.BenchRetrieval(c.Context(), in, questions, w, dir); err != nil {
				return fmt.Errorf("đo chất lượng tìm: %w", err)
			}
			return w.Flush()
		},
	}
	retrieval.Flags().StringVar(&articles, "articles", "", "tệp các điều luật")
	retrieval.Flags().StringVar(&queries, "queries", "", "tệp các câu hỏi")
	retrieval.Flags().StringVar(&run, "run", "", "tệp kết quả")
	bench.AddCommand(retrieval)
	return bench
}
