package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"tracuu/internal/ingest"
	"tracuu/internal/library"
)

// importView shows a run of import: results on standard output, as lines or as
// JSON, and on standard error how far it is: a bar on a terminal, a line every
// few seconds elsewhere.
type importView struct {
	a        *app
	mu       sync.Mutex
	terminal bool
	bar      *progressbar.ProgressBar
	opening  *progress // the stages of opening and refreshing the library
	said     time.Time
	began    time.Time
	keep     bool   // the outcomes, for a report
	what     string // is counted
	outcomes []ingest.Outcome
	last     ingest.Progress
}

func newImportView(a *app) *importView {
	f, ok := a.err.(*os.File)
	return &importView{a: a, terminal: ok && term.IsTerminal(int(f.Fd())), opening: newProgress(a.err), said: time.Now(), began: time.Now(), what: "tệp"}
}

// stage shows work on the library itself; while there is a bar of the files, it
// says so instead.
func (v *importView) stage(s library.Stage, done, total int) {
	v.mu.Lock()
	bar := v.bar != nil
	v.mu.Unlock()
	if !bar {
		v.opening.update(s, done, total)
	}
}

func (v *importView) notice(m string) {
	v.clear()
	fmt.Fprintln(v.a.err, m)
}

// clear takes the bars off the terminal.
func (v *importView) clear() {
	v.opening.finish()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.clearBar()
}

func (v *importView) clearBar() {
	if v.bar != nil {
		v.bar.Clear()
		v.bar.Close()
		v.bar = nil
	}
}

func (v *importView) progress(p ingest.Progress) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.last = p
	if !v.terminal {
		if time.Since(v.said) >= lineEvery {
			v.said = time.Now()
			fmt.Fprintf(v.a.err, "Đã xong %d/%d %s, %.1f %s/giây, còn khoảng %s; đang đọc %s\n", p.Done, p.Total, v.what, v.rate(), v.what, v.left(), printable(p.Current))
		}
		return
	}
	if v.bar == nil {
		v.bar = progressbar.NewOptions(max(p.Total, 1)+1,
			progressbar.OptionSetWriter(v.a.err),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString(v.what),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetWidth(20),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	what := shorten(printable(filepath.Base(p.Current)), 32)
	if p.Done >= p.Total {
		what = "cập nhật chỉ mục"
	}
	// The index is the last step, so the bar has one more than there are files.
	v.bar.ChangeMax(p.Total + 1)
	v.bar.Describe(fmt.Sprintf("%d/%d %s", p.Done, p.Total, what))
	v.bar.Set(min(p.Done, p.Total))
	if p.Done >= p.Total {
		v.bar.RenderBlank() // what follows is long, and the bar is drawn but now and then
	}
}

func (v *importView) rate() float64 {
	return float64(v.last.Done) / max(time.Since(v.began).Seconds(), 0.001)
}

func (v *importView) left() string {
	if v.last.Done == 0 {
		return "chưa rõ"
	}
	left := float64(v.last.Total-v.last.Done) / v.rate()
	return time.Duration(left * float64(time.Second)).Round(time.Second).String()
}

func (v *importView) outcome(o ingest.Outcome) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.keep {
		v.outcomes = append(v.outcomes, o)
	}
	if v.a.json {
		writeJSON(v.a, o)
		return
	}
	if o.Unchanged && o.Status == ingest.Skipped {
		return
	}
	if v.bar != nil {
		v.bar.Clear()
	}
	line := fmt.Sprintf("%-14s %s", o.Status.Vietnamese(), printable(o.File))
	if o.ID != "" {
		line += " → " + o.ID
	}
	for _, more := range []string{o.Error, o.Note} {
		for l := range strings.SplitSeq(more, "\n") {
			if l != "" {
				line += "\n" + strings.Repeat(" ", 15) + printable(l)
			}
		}
	}
	for _, d := range o.Doubts {
		line += "\n" + strings.Repeat(" ", 15) + "· " + printable(d.Why)
	}
	fmt.Fprintln(v.a.out, line)
}

// summary says what came of the run: data beside lines, talk beside JSON.
func (v *importView) summary(s ingest.Summary, took time.Duration) {
	v.clear()
	w := v.a.out
	if v.a.json {
		w = v.a.err
	}
	var parts []string
	for _, st := range ingest.Statuses {
		if n := s.Counts[st]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", st.Vietnamese(), n))
		}
	}
	if len(parts) == 0 {
		parts = []string{"không có gì để làm"}
	}
	state := "Xong"
	if s.Interrupted {
		state = "Đã dừng"
	}
	fmt.Fprintf(w, "%s: %d %s trong %s: %s.\n", state, s.Files, v.what, took.Round(100*time.Millisecond), strings.Join(parts, ", "))
	if s.Interrupted {
		fmt.Fprintln(w, "Chạy lại lệnh này để làm tiếp; những gì đã nhập vẫn nguyên vẹn.")
	}
}

// printable keeps a name of any file on one line of a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u202e' || r == '\u2028' {
			return '�'
		}
		return r
	}, s)
}

func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
