package citation

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
)

func TestJSONL(t *testing.T) {
	in := `{"id":"a","text":"Ngày 07/8/2024, Bộ Nội vụ ban hành Quyết định số 9/QĐ-BNV về nhà ở (sau đây gọi tắt là Quyết định 9)."}

{"id":7,"text":"Các văn bản của Bộ Công an về nhà ở"}
`
	var out bytes.Buffer
	if err := JSONL(strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	want := `{"id":"a","citations":[{"kind":"full","start":35,"end":57,"surface":"Quyết định số 9/QĐ-BNV","type":"Quyết định","number":"9","symbol":"QĐ-BNV","title":"nhà ở","alias_def":"Quyết định 9"},{"kind":"short","start":87,"end":99,"surface":"Quyết định 9","type":"Quyết định","number":"9"}]}
{"id":7,"citations":[]}
`
	if out.String() != want {
		t.Errorf("got  %swant %s", out.String(), want)
	}
	for _, bad := range []string{"{\"id\":1,\"text\":\"\"}\nno json\n", "\n{\"id\":1}\n", "{}\n[1]"} {
		err := JSONL(strings.NewReader(bad), &bytes.Buffer{})
		if !errors.Is(err, ErrInput) || !strings.Contains(err.Error(), "line") {
			t.Errorf("%q: error %v", bad, err)
		}
	}
}

// goldScore counts, as tools/score_citations.py does, what is found of the gold.
type goldScore struct{ right, missed, false, span, internal, internalMissed, internalFalse int }

func (s *goldScore) f1() float64 { return 2 * float64(s.right) / float64(2*s.right+s.missed+s.false) }

// TestGold holds the rules to what they reach on the development gold.
func TestGold(t *testing.T) {
	f, err := os.Open(shared(t, "data", "gold", "citations.dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var s goldScore
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var d struct {
			Text      string
			Citations []struct {
				Kind                Kind
				Start, End          int
				Number              string
				Truncated, Doubtful bool
			}
		}
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		found := ToGold(d.Text, Find(d.Text))
		used := make([]bool, len(found))
		for _, g := range d.Citations {
			best, over := -1, 0
			for i, c := range found {
				o := min(c.End, g.End) - max(c.Start, g.Start)
				if o > over && !used[i] && c.Kind.NamesDocument() == g.Kind.NamesDocument() &&
					(g.Number == "" || strings.TrimLeft(c.Number, "0") == strings.TrimLeft(g.Number, "0")) {
					best, over = i, o
				}
			}
			if best >= 0 {
				used[best] = true
			}
			switch {
			case g.Truncated || g.Doubtful:
			case g.Kind.NamesDocument() && best < 0:
				s.missed++
			case g.Kind.NamesDocument():
				s.right++
				if found[best].Start == g.Start && found[best].End == g.End {
					s.span++
				}
			case best < 0:
				s.internalMissed++
			default:
				s.internal++
			}
		}
		for i, c := range found {
			if used[i] {
				continue
			}
			if c.Kind.NamesDocument() {
				s.false++
			} else {
				s.internalFalse++
			}
		}
	}
	t.Logf("found F1 %.4f, span %.4f, internal %d right %d missed %d false", s.f1(), float64(s.span)/float64(s.right), s.internal, s.internalMissed, s.internalFalse)
	if s.f1() < 0.985 || float64(s.span) < 0.95*float64(s.right) || s.internalMissed+s.internalFalse > 3 {
		t.Errorf("below the floor: %+v", s)
	}
}
