package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"
)

// app is what the subcommands share: the streams and the common flags.
type app struct {
	in       io.Reader
	out, err io.Writer
	library  string
	json     bool
	// serving says that the library is open and being read: that it takes in changes
	// is no news to the terminal.
	serving atomic.Bool
}

// run executes the command line and gives the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errw io.Writer) int {
	a := &app{in: in, out: out, err: errw}
	clicked := len(args) == 0 && startedByDoubleClick()
	if clicked {
		args = []string{"serve", "--open"}
	}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	err := root.ExecuteContext(ctx)
	if err != nil {
		var e *exitError
		if !errors.As(err, &e) || !e.silent {
			fmt.Fprintln(errw, "tracuu: "+explain(err))
		}
		if clicked {
			waitForEnter(in, errw)
		}
	}
	return exitCode(err)
}

func (a *app) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double click starts the server instead
	root := &cobra.Command{
		Use:   "tracuu",
		Short: "Thư viện tra cứu văn bản chính sách của Đảng và Nhà nước",
		Long: `tracuu tìm trong văn bản của Đảng và Nhà nước, và dẫn mỗi viện dẫn tới đúng văn bản, đúng điều khoản.

Bắt đầu:  tracuu serve   rồi mở địa chỉ được in ra bằng trình duyệt.`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("không có lệnh %q; xem các lệnh bằng: tracuu --help", args[0])
			}
			return c.Help()
		},
	}
	root.PersistentFlags().StringVar(&a.library, "library", "library", "thư mục thư viện")
	root.PersistentFlags().BoolVar(&a.json, "json", false, "in kết quả dạng JSON")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%s; xem: %s --help", flagMessage(err), c.CommandPath())
	})
	root.SetHelpCommand(&cobra.Command{Use: "tro-giup", Hidden: true, RunE: func(*cobra.Command, []string) error { return root.Help() }})
	root.SetUsageTemplate(usageTemplate)
	root.AddCommand(a.serveCommand(), a.searchCommand(), a.showCommand(), a.indexCommand(), a.verifyCommand(), a.citeCommand(), a.checkCommand(), a.segmentCommand(), a.benchCommand(), a.importCommand(), a.fetchCommand(), a.extractCommand())
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "xem hướng dẫn của lệnh"
	}
	return root
}

// flagMessage says in Vietnamese what the flag parser says in English.
func flagMessage(err error) string {
	s := err.Error()
	for en, vi := range map[string]string{
		"unknown flag: ":             "không có tùy chọn ",
		"unknown shorthand flag: ":   "không có tùy chọn ",
		"flag needs an argument: ":   "thiếu giá trị cho tùy chọn ",
		"bad flag syntax: ":          "tùy chọn viết sai: ",
		"invalid argument ":          "giá trị không hợp lệ ",
		"accepts 1 arg(s), received": "lệnh cần đúng một tham số, nhận được",
	} {
		if rest, ok := strings.CutPrefix(s, en); ok {
			return vi + rest
		}
	}
	return s
}

const usageTemplate = `Cách dùng:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} LỆNH [tùy chọn]

Các lệnh:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

Ví dụ:
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

Tùy chọn:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Tùy chọn chung:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
