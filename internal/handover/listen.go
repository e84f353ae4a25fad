package handover

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"tracuu/internal/ingest"
	"tracuu/internal/intake"
)

// hear passes on what the other process says until the job is over.
func (l Listener) hear(ctx context.Context, r io.Reader) (ingest.Summary, error) {
	dec := json.NewDecoder(r)
	var counted ingest.Summary
	for {
		var m message
		if err := dec.Decode(&m); err != nil {
			counted.Interrupted = true
			if ctx.Err() != nil {
				return counted, ctx.Err()
			}
			return counted, ErrBrokenOff
		}
		if m.State == intake.Queued && l.Waiting != nil {
			l.Waiting(m.Ahead)
		}
		for _, n := range m.Notices {
			if l.Notice != nil {
				l.Notice(n)
			}
		}
		for _, o := range m.Outcomes {
			if l.Outcome != nil {
				l.Outcome(o)
			}
			counted = counted.Plus(ingest.Summary{Files: 1, Counts: map[ingest.Status]int{o.Status: 1}})
		}
		if m.State == intake.Running && l.Progress != nil {
			l.Progress(m.Progress)
		}
		if m.Summary == nil {
			continue
		}
		switch m.State {
		case intake.Done:
			return *m.Summary, nil
		case intake.Stopped:
			return *m.Summary, errors.New("việc nhập đã được dừng trên trang /nhap; chạy lại lệnh để làm tiếp")
		}
		if m.State == intake.Interrupted {
			return *m.Summary, ErrBrokenOff
		}
		return *m.Summary, errors.New(m.Error)
	}
}
