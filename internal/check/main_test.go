package check_test

import (
	"os"
	"testing"
)

var temporary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "check")
	if err != nil {
		panic(err)
	}
	temporary = dir
	code := m.Run()
	if opened.lib != nil {
		opened.lib.Close()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}
