package intake

import (
	"context"
	"slices"
	"time"

	"tracuu/internal/ingest"
)

// Status is how far a job is.
type Status struct {
	ID      string
	Source  Source
	State   State
	Created time.Time
	Started time.Time // zero before
	Ended   time.Time // zero before
	Count   int       // files that were sent, or paths that were named
	Bytes   int64     // of the files that were sent
	First   []string  // names of some
	Done    int       // files looked at; those of archives each for itself
	Total   int       // as far as is known
	Current string    // a file that is being read
	Summary ingest.Summary
	Ahead   int    // jobs before it
	Error   string // Vietnamese
	Notices []string
}

// Rate is how many files a second were done; 0 where that cannot be said yet.
func (s Status) Rate(now time.Time) float64 {
	if s.State != Running || s.Done == 0 || s.Started.IsZero() {
		return 0
	}
	return float64(s.Done) / max(now.Sub(s.Started).Seconds(), 0.1)
}

// Left is how long the rest will take at that rate; 0 where that cannot be said.
func (s Status) Left(now time.Time) time.Duration {
	r := s.Rate(now)
	if r <= 0 || s.Total <= s.Done {
		return 0
	}
	return time.Duration(float64(s.Total-s.Done) / r * float64(time.Second))
}

// status must be called with the desk's lock.
func (d *Desk) status(j *job) Status {
	s := Status{ID: j.ID, Source: j.Source, State: j.State, Created: j.Created, Started: j.Started, Ended: j.Ended, Count: j.Count, Bytes: j.Bytes,
		First: j.First, Summary: j.Summary, Error: j.Error, Notices: slices.Clone(j.notices)}
	switch {
	case j.State == Running:
		s.Current = j.progress.Current
		s.Done, s.Total = len(j.outcomes), max(j.progress.Total+len(j.Refused), len(j.outcomes))
		s.Summary = ingest.Summary{Files: len(j.outcomes), Counts: map[ingest.Status]int{}, Bytes: j.progress.Bytes}
		for _, o := range j.outcomes {
			s.Summary.Counts[o.Status]++
		}
	case j.State == Queued:
		s.Total = j.Count
		s.Ahead = slices.Index(d.queue, j.ID)
		for _, k := range d.jobs {
			if k.State == Running {
				s.Ahead++
			}
		}
		s.Ahead = max(s.Ahead, 0)
	default:
		s.Done, s.Total = j.Summary.Files, j.Summary.Files
	}
	return s
}

// Jobs gives every job, newest first.
func (d *Desk) Jobs() []Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make([]Status, 0, len(d.order))
	for _, id := range slices.Backward(d.order) {
		out = append(out, d.status(d.jobs[id]))
	}
	return out
}

// Job gives one job; the error is ErrNoJob.
func (d *Desk) Job(id string) (Status, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	j := d.jobs[id]
	if j == nil {
		return Status{}, ErrNoJob
	}
	return d.status(j), nil
}

// Outcomes gives what became of a job's files so far, from the one numbered from
// on. The error is ErrNoJob, or that of reading the report.
func (d *Desk) Outcomes(id string, from int) ([]ingest.Outcome, error) {
	d.mu.Lock()
	j := d.jobs[id]
	d.mu.Unlock()
	if j == nil {
		return nil, ErrNoJob
	}
	return d.outcomes(j, from)
}

func (d *Desk) outcomes(j *job, from int) ([]ingest.Outcome, error) {
	d.mu.Lock()
	out, reported := j.outcomes, j.reported
	d.mu.Unlock()
	if reported {
		var err error
		if out, err = readReport(d.folder(j.ID)); err != nil {
			return nil, err
		}
	}
	return slices.Clone(out[min(max(from, 0), len(out)):]), nil
}

// Follow tells f of a job until it is over, ctx ends, or f fails: at every change,
// but with a pause between, and with the outcomes that are new.
func (d *Desk) Follow(ctx context.Context, id string, pause time.Duration, f func(Status, []ingest.Outcome) error) error {
	d.mu.Lock()
	j := d.jobs[id]
	d.mu.Unlock()
	if j == nil {
		return ErrNoJob
	}
	for told := 0; ; {
		d.mu.Lock()
		s, changed := d.status(j), j.changed
		d.mu.Unlock()
		more, err := d.outcomes(j, told)
		if err != nil {
			return err
		}
		told += len(more)
		if err := f(s, more); err != nil || s.State.Over() {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

// Stop ends a job that waits or runs. What it has imported stays, and the files
// of an upload stay for Continue.
func (d *Desk) Stop(id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	j := d.jobs[id]
	switch {
	case j == nil:
		return ErrNoJob
	case j.State == Running && j.cancel != nil:
		j.cancel(errAsked)
		return nil
	case j.State == Queued && slices.Contains(d.queue, id):
		d.queue = slices.DeleteFunc(d.queue, func(q string) bool { return q == id })
		j.State, j.Ended = Stopped, d.opts.Now()
		d.save(j)
		j.tell()
		return nil
	}
	return ErrState
}

// Continue takes up an upload that was stopped, or broke off.
func (d *Desk) Continue(id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	j := d.jobs[id]
	switch {
	case j == nil:
		return ErrNoJob
	case j.Source != Upload || j.State != Stopped && j.State != Broken:
		return ErrState
	}
	j.State, j.Ended, j.Error, j.reported = Queued, time.Time{}, "", false
	d.save(j)
	d.queue = append(d.queue, id)
	d.signal()
	j.tell()
	return nil
}

// Forget takes a job that does nothing more off the list, with the files of it
// that were not imported. Documents that it made stay.
func (d *Desk) Forget(id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	j := d.jobs[id]
	switch {
	case j == nil:
		return ErrNoJob
	case !j.State.Over():
		return ErrState
	}
	d.forget(id)
	return nil
}
