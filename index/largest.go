package index

import "slices"

// top keeps the n first of what it is given, by an order: a heap with the last
// of them on top.
type top[T any] struct {
	n       int
	compare func(a, b T) int
	heap    []T
}

func newLargest[T any](n int, compare func(a, b T) int) *top[T] {
	return &top[T]{n: n, compare: compare, heap: make([]T, 0, n)}
}

func (t *top[T]) full() bool { return len(t.heap) == t.n }

// worst is the last of those kept.
func (t *top[T]) worst() *T { return &t.heap[0] }

func (t *top[T]) add(v T) {
	if t.n == 0 {
		return
	}
	if len(t.heap) < t.n {
		t.heap = append(t.heap, v)
		for i := len(t.heap) - 1; i > 0; {
			up := (i - 1) / 2
			if t.compare(t.heap[i], t.heap[up]) <= 0 {
				return
			}
			t.heap[i], t.heap[up] = t.heap[up], t.heap[i]
			i = up
		}
		return
	}
	if t.compare(v, t.heap[0]) >= 0 {
		return
	}
	t.heap[0] = v
	for i := 0; ; {
		down := 2*i + 1
		if down >= t.n {
			return
		}
		if down+1 < t.n && t.compare(t.heap[down+1], t.heap[down]) > 0 {
			down++
		}
		if t.compare(t.heap[down], t.heap[i]) <= 0 {
			return
		}
		t.heap[i], t.heap[down] = t.heap[down], t.heap[i]
		i = down
	}
}

// sorted gives what was kept, the first first. The heap is used up.
func (t *top[T]) sorted() []T {
	slices.SortFunc(t.heap, t.compare)
	return t.heap
}

// largest gives the n first of values, by an order, in it.
func largest[T any](values []T, n int, compare func(a, b T) int) []T {
	t := newLargest(max(n, 0), compare)
	for _, v := range values {
		t.add(v)
	}
	return t.sorted()
}
