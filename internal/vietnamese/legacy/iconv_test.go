package legacy

import (
	"bytes"
	"os/exec"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestIconv compares the tables with those of the C library, where its iconv
// is at hand.
func TestIconv(t *testing.T) {
	if _, err := exec.LookPath("iconv"); err != nil {
		t.Skip(err)
	}
	for enc, name := range map[Encoding]string{TCVN5712: "TCVN5712-1:1993", VISCII: "VISCII", Windows1258: "CP1258"} {
		for c := range 256 {
			cmd := exec.Command("iconv", "-f", name, "-t", "UTF-8")
			// The letter after keeps a combining mark from being joined.
			cmd.Stdin = bytes.NewReader([]byte{byte(c), 'x'})
			out, err := cmd.Output()
			if err != nil {
				if c == 'A' {
					t.Skipf("iconv does not know %s", name)
				}
				continue // not in the C library's table
			}
			want := norm.NFC.String(string(out))
			got := Decode(enc, []byte{byte(c), 'x'})
			if r := []rune(want)[0]; got != want && (unicode.IsLetter(r) || unicode.IsMark(r)) {
				t.Errorf("%s %02X is %q, in iconv %q", enc, c, got, want)
			}
		}
	}
}
