package check_test

import (
	"strings"
	"testing"

	"tracuu/internal/check"
)

func TestCompare(t *testing.T) {
	for _, tt := range []struct{ name, cited, official, want string }{
		{"the same", "về Quản lý rừng", "về quản lý rừng", "Quản lý rừng"},
		{"a word missing", "quản lý rừng quế", "về việc quản lý các rừng quế", "quản lý|+các|rừng quế"},
		{"a word too much", "quản lý cả rừng quế", "quản lý rừng quế", "quản lý|-cả|rừng quế"},
		{"another word", "quản lý rừng chè của tỉnh", "quản lý rừng quế của tỉnh", "quản lý rừng|-chè|+quế|của tỉnh"},
		{"the text goes on", "quản lý rừng được quán triệt", "quản lý rừng", "quản lý rừng"},
		{"cut short", "quản lý rừng", "quản lý rừng và đất rừng", "quản lý rừng|+và đất rừng"},
		{"nothing", "", "quản lý rừng", ""},
	} {
		var got []string
		for _, w := range check.Compare(tt.cited, tt.official) {
			got = append(got, map[check.Side]string{check.OnlyDraft: "-", check.OnlyOfficial: "+"}[w.Only]+w.Text)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, s, tt.want)
		}
	}
}
