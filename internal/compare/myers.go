package compare

import "slices"

// pair joins an index of the one sequence to one of the other.
type pair struct{ a, b int }

// match gives the pairs of a shortest edit between two sequences (Myers 1986),
// rising in both; ok is false where it takes more than limit edits or more steps
// than the budget has left, and the pairs are then those of the common beginning
// and end.
func match(a, b []int32, limit int, budget *int) (pairs []pair, ok bool) {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		pairs = append(pairs, pair{head, head})
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	middle, ok := shortest(a[head:len(a)-tail], b[head:len(b)-tail], limit, budget)
	for _, p := range middle {
		pairs = append(pairs, pair{p.a + head, p.b + head})
	}
	for i := tail; i > 0; i-- {
		pairs = append(pairs, pair{len(a) - i, len(b) - i})
	}
	return pairs, ok
}

func shortest(a, b []int32, limit int, budget *int) ([]pair, bool) {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return nil, true
	}
	limit = min(limit, n+m)
	if n-m > limit || m-n > limit {
		return nil, false
	}
	// v[k+limit+1] is how far the path on diagonal k reaches in a; trace keeps the
	// part of it that each step used.
	v := make([]int32, 2*limit+3)
	var trace [][]int32
	for d := 0; d <= limit; d++ {
		if *budget -= d + 1; *budget < 0 {
			return nil, false
		}
		trace = append(trace, slices.Clone(v[limit+1-d:limit+2+d]))
		for k := -d; k <= d; k += 2 {
			at := k + limit + 1
			var x int
			if k == -d || k != d && v[at-1] < v[at+1] {
				x = int(v[at+1])
			} else {
				x = int(v[at-1]) + 1
			}
			y := x - k
			from := x
			for x < n && y < m && a[x] == b[y] {
				x++
				y++
			}
			*budget -= x - from
			v[at] = int32(x)
			if x >= n && y >= m {
				return walkBack(trace, n, m, d), true
			}
		}
	}
	return nil, false
}

// walkBack reads the pairs off the trace of a search that reached (x, y) after d
// edits.
func walkBack(trace [][]int32, x, y, d int) []pair {
	var out []pair
	back := func(toX, toY int) {
		for x > toX && y > toY {
			x--
			y--
			out = append(out, pair{x, y})
		}
	}
	for ; d > 0; d-- {
		v := trace[d] // of the diagonals -d … d, before step d
		k := x - y
		prev := k - 1
		if k == -d || k != d && v[k-1+d] < v[k+1+d] {
			prev = k + 1
		}
		px := int(v[prev+d])
		back(px, px-prev)
		x, y = px, px-prev
	}
	back(0, 0)
	slices.Reverse(out)
	return out
}
