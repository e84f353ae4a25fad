//go:build !linux

package corpus

import "testing"

func mountReadOnly(t *testing.T, _ string) {
	t.Helper()
	t.Skip("root is not bound by permissions")
}

func mountSmall(t *testing.T, _ string) {
	t.Helper()
	t.Skip("needs Linux")
}
