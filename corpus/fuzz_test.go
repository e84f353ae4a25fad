package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// FuzzRecord: no bytes make reading a record panic, every fault has a line that
// exists, and what was read can be written and read again unchanged.
func FuzzRecord(f *testing.F) {
	y, err := encodeRecord(record("01", "CT/TU", "2020-02-03", `về "việc: thử" # không phải chú thích`), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(y)
	for _, s := range []string{"type: Luật\nnumber: 03\n", "type: [a\n", "a: b: c", "- x\n", "notes:\n  - |\n    hai\n    dòng\n", "type: &a Luật\ntitle: *a\n",
		"# chú thích\ntype: Luật # loại\n", "\ufefftype: x\r\n", "relations:\n- {kind: amends, target: b, nth: 1}\n", "date: 2020-13\n", "title: >-\n  a\n  b\n", "%YAML 1.2\n---\ntype: x\n...\n", "? a\n: b\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<14 {
			return
		}
		rec, _, err := decodeRecord(b)
		if err != nil {
			fault, ok := err.(*recordFault)
			if !ok || fault.line < 1 || fault.line > strings.Count(string(b), "\n")+strings.Count(string(b), "\r")+2 || fault.msg == "" {
				t.Fatalf("%#v", err)
			}
			return
		}
		for _, old := range [][]byte{nil, b} {
			y, err := encodeRecord(rec, old)
			if err != nil {
				continue // said so, and nothing is written
			}
			if again, _, err := decodeRecord(y); err != nil || !equalRecords(again, rec) {
				t.Fatalf("%v\n%s\n%+v\n%+v", err, y, rec, again)
			}
		}
	})
}

// FuzzText: what is read of any bytes is canonical, and reading it again changes
// nothing and finds nothing odd.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "Dòng một\r\nDo\u0300ng hai\n", "\ufeffa", "\xff\xfea\x00", "\xfe\xff\x00a", "\xff", "a\x00", "\u2028Ð"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		text, odd, err := decodeText(b)
		if err != nil {
			if fault, ok := err.(*textFault); !ok || fault.line < 1 {
				t.Fatalf("%#v", err)
			}
			return
		}
		if !utf8.ValidString(text) || text != vietnamese.Clean(text) {
			t.Fatalf("not canonical: %q", text)
		}
		if (odd == "") != (text == string(b)) {
			t.Fatalf("odd %q for %q → %q", odd, b, text)
		}
		again, odd, err := decodeText([]byte(text))
		if err != nil || odd != "" || again != text {
			t.Fatalf("%q → %q, %q, %v", text, again, odd, err)
		}
	})
}

// FuzzID: any words give a valid id.
func FuzzID(f *testing.F) {
	f.Add("Chỉ thị", "23-CT/TU", "Tỉnh ủy Phú Thọ")
	f.Fuzz(func(t *testing.T, typ, number, issuer string) {
		rec := record(number, "CT/TU", "2020", typ)
		rec.Type, rec.Issuer = typ, issuer
		if err := ValidID(NewID(rec)); err != nil {
			t.Fatal(err)
		}
		if name := portableName(number); strings.ContainsAny(name, `/\:*?"<>|`) || name == "" || len(name) > 120 {
			t.Fatal(name)
		}
	})
}
