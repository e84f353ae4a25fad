package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"tracuu/corpus"
	"tracuu/index"
	"tracuu/internal/library"
)

// openLibrary opens the library for a command that may change it.
func (a *app) openLibrary(ctx context.Context) (*library.Library, error) {
	bar := newProgress(a.err)
	defer bar.finish()
	return library.Open(ctx, library.Options{
		Dir:     a.library,
		Program: self(),
		Progress: func(s library.Stage, done, total int) {
			if !a.serving.Load() {
				bar.update(s, done, total)
			}
		},
		Notice: func(m string) { bar.finish(); fmt.Fprintln(a.err, m) },
	})
}

// self is the file of this program, "" where the system does not tell it: what
// is done in a process of its own is then done in this one.
func self() string {
	exe, err := os.Executable()
	if err != nil {
		return ""
	}
	return exe
}

// openForReading opens the library for a command that only reads it. Where no
// other process holds it, it is brought up to date first; beside a running
// server it is read as the server keeps it.
func (a *app) openForReading(ctx context.Context) (*library.Library, error) {
	l, err := a.openLibrary(ctx)
	if errors.Is(err, corpus.ErrLocked) || errors.Is(err, corpus.ErrReadOnly) {
		return library.Open(ctx, library.Options{Dir: a.library, ReadOnly: true, Program: self()})
	}
	return l, err
}

// report names on standard error what is wrong with the library's files.
func (a *app) report(l *library.Library) {
	for _, p := range l.Problems() {
		if p.Severity != corpus.Info {
			fmt.Fprintln(a.err, p)
		}
	}
}

// explain turns an error into what a user can do about it.
func explain(err error) string {
	switch {
	case errors.Is(err, context.Canceled):
		return "đã dừng theo yêu cầu; những gì đã ghi vẫn nguyên vẹn"
	case errors.Is(err, corpus.ErrLocked):
		return fmt.Sprintf("%v.\nNếu tracuu serve đang chạy thì không cần làm gì: nó tự nhận thay đổi trong thư mục sau vài giây. Nếu không, hãy đóng tiến trình kia rồi chạy lại.", err)
	case errors.Is(err, index.ErrStale), errors.Is(err, index.ErrMissing), errors.Is(err, index.ErrDamaged):
		return "chỉ mục của thư viện không dùng được với phiên bản này, và một tiến trình khác đang giữ thư viện nên chưa lập lại được.\nHãy đóng tiến trình kia rồi chạy lại."
	case errors.Is(err, os.ErrPermission):
		return fmt.Sprintf("%v.\nHãy chọn thư mục mà bạn được quyền ghi bằng --library.", err)
	}
	return err.Error()
}

// waitForEnter keeps the window of a double click open until it has been read.
func waitForEnter(in io.Reader, errw io.Writer) {
	fmt.Fprint(errw, "\nNhấn Enter để đóng cửa sổ này.")
	bufio.NewReader(in).ReadString('\n')
}
