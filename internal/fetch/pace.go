package fetch

import (
	"context"
	"time"
)

// pace keeps the time between two requests to one host.
type pace struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
	last  map[string]time.Time // host → end of the last request
}

// wait returns when the host may be asked again: delay after the last time.
func (p *pace) wait(ctx context.Context, host string, delay time.Duration) error {
	last, asked := p.last[host]
	if !asked {
		return ctx.Err()
	}
	if d := last.Add(delay).Sub(p.now()); d > 0 {
		return p.sleep(ctx, d)
	}
	return ctx.Err()
}

func (p *pace) asked(host string) { p.last[host] = p.now() }

// sleep waits, or not if ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
