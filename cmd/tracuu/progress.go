package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"tracuu/internal/library"
)

// progress shows the stages of opening a library: a bar on a terminal, a line a
// stage and every few seconds elsewhere. Work that is done within half a second
// shows nothing.
type progress struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool
	stage    library.Stage
	began    time.Time
	said     time.Time
	bar      *progressbar.ProgressBar
}

const (
	quietFor  = 500 * time.Millisecond
	lineEvery = 5 * time.Second
)

func newProgress(w io.Writer) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

func (p *progress) update(stage library.Stage, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if stage != p.stage {
		p.end()
		p.stage, p.began, p.said = stage, now, now.Add(-lineEvery)
	}
	if now.Sub(p.began) < quietFor {
		return
	}
	if !p.terminal {
		if now.Sub(p.said) >= lineEvery {
			p.said = now
			fmt.Fprintf(p.w, "%s: %d/%d%s\n", stage, done, total, timeLeft(now.Sub(p.began), done, total))
		}
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetDescription(string(stage)),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetWidth(24),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	p.bar.ChangeMax(max(total, 1))
	p.bar.Set(done)
}

// timeLeft says about how long the rest of a stage will take, to be written after
// what is done; "" where that cannot be told yet.
func timeLeft(elapsed time.Duration, done, total int) string {
	if done <= 0 || done >= total || elapsed < 2*quietFor {
		return ""
	}
	left := time.Duration(float64(elapsed) / float64(done) * float64(total-done))
	switch {
	case left < time.Minute:
		return fmt.Sprintf(", còn khoảng %d giây", max(1, int(left.Round(time.Second).Seconds())))
	case left < time.Hour:
		return fmt.Sprintf(", còn khoảng %d phút", int((left + time.Minute - 1).Minutes()))
	}
	return fmt.Sprintf(", còn khoảng %d giờ %d phút", int(left.Hours()), int(left.Minutes())%60)
}

func (p *progress) end() {
	if p.bar != nil {
		p.bar.Finish()
		p.bar = nil
	}
}

func (p *progress) finish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end()
	p.stage = ""
}
