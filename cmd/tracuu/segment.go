package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tracuu/internal/vietnamese"
	"tracuu/internal/vietnamese/words"
)

// userLexicon is the name of the optional word list in a library's folder.
const userLexicon = "tu-dien.txt"

func (a *app) segmentCommand() *cobra.Command {
	var pretokenized bool
	c := &cobra.Command{
		Use:   "segment [TỆP…]",
		Short: "Tách từ tiếng Việt",
		Long: `Đọc văn bản từ tệp hoặc từ đầu vào chuẩn và tách từ: mỗi dòng vào là một dòng ra, các từ cách nhau bằng dấu tab.
Với --pretokenized, mỗi dòng vào là các âm tiết và dấu câu đã cách nhau bằng dấu cách.
Thêm từ riêng của cơ quan: ghi mỗi từ một dòng vào tệp ` + userLexicon + ` trong thư mục thư viện.`,
		RunE: func(c *cobra.Command, args []string) error {
			seg, err := a.segmenter()
			if err != nil {
				return err
			}
			for _, in := range inputs(args) {
				if err := a.segment(seg, in, pretokenized); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&pretokenized, "pretokenized", false, "đầu vào đã tách sẵn âm tiết bằng dấu cách")
	return c
}

// segmenter is the program's own, with the words of the library's list if it
// has one.
func (a *app) segmenter() (*words.Segmenter, error) {
	seg := words.Default()
	f, err := os.Open(filepath.Join(a.library, userLexicon))
	if errors.Is(err, os.ErrNotExist) {
		return seg, nil
	}
	if err != nil {
		return nil, fmt.Errorf("đọc danh sách từ riêng: %w", err)
	}
	defer f.Close()
	seg, err = seg.WithLexicon(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return seg, nil
}

func (a *app) segment(seg *words.Segmenter, name string, pretokenized bool) error {
	r := a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("đọc tệp: %w", err)
		}
		defer f.Close()
		r = f
	}
	if pretokenized {
		return seg.Pretokenized(r, a.out)
	}
	in := bufio.NewReader(r)
	out := bufio.NewWriter(a.out)
	defer out.Flush()
	for {
		line, err := in.ReadString('\n')
		if len(line) > 0 {
			var toks []string
			body := strings.TrimRight(line, "\r\n")
			for _, t := range vietnamese.Tokenize(body) {
				toks = append(toks, body[t.Start:t.End])
			}
			fmt.Fprintln(out, strings.Join(seg.Join(toks), "\t"))
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("đọc %s: %w", name, err)
		}
	}
}
