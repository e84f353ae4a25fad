package ingest

import (
	"context"
	"sync"
)

// budget bounds the bytes that are in work at one time. A file that is larger
// than the whole budget gets it alone.
type budget struct {
	mu    sync.Mutex
	size  int64
	used  int64
	freed chan struct{} // closed and replaced at every release
}

func newBudget(size int64) *budget { return &budget{size: size, freed: make(chan struct{})} }

// take waits until n bytes are free and gives what has to be put back.
func (b *budget) take(ctx context.Context, n int64) (int64, error) {
	n = min(max(n, 1), b.size)
	for {
		b.mu.Lock()
		if b.used+n <= b.size {
			b.used += n
			b.mu.Unlock()
			return n, nil
		}
		freed := b.freed
		b.mu.Unlock()
		select {
		case <-freed:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

func (b *budget) put(n int64) {
	b.mu.Lock()
	b.used -= n
	close(b.freed)
	b.freed = make(chan struct{})
	b.mu.Unlock()
}
