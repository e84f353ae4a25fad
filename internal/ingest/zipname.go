package ingest

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tracuu/internal/extract"
	"tracuu/internal/vietnamese"
	"tracuu/internal/vietnamese/legacy"
)

// zipName is the name of a file of a zip. Packers before Unicode wrote names in
// the code page of their machine and did not say which.
func zipName(e *zip.File) string {
	if name, ok := unicodePath(e.Extra, e.Name); ok {
		return name
	}
	return readableName(e.Name)
}

// unicodePath reads the name that Info-ZIP adds in UTF-8 (field 0x7075: a
// version, the checksum of the name it stands for, the name).
func unicodePath(extra []byte, name string) (string, bool) {
	for len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if size > len(extra) {
			return "", false
		}
		if f := extra[:size]; id == 0x7075 && size > 5 && f[0] == 1 && binary.LittleEndian.Uint32(f[1:]) == crc32.ChecksumIEEE([]byte(name)) && utf8.Valid(f[5:]) {
			return string(f[5:]), true
		}
		extra = extra[size:]
	}
	return "", false
}

// readableName gives a name that is not UTF-8 in the encoding that makes
// Vietnamese of it: Windows-1258, TCVN 5712, VNI; else in code page 437, which
// the format prescribes.
func readableName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	best := decodeName(charmap.CodePage437, name)
	most := syllables(best)
	for _, enc := range []legacy.Encoding{legacy.Windows1258, legacy.TCVN3, legacy.VNI} {
		if s := vietnamese.Clean(legacy.Decode(enc, []byte(name))); syllables(s) > most && !strings.ContainsFunc(s, strange) {
			best, most = s, syllables(s)
		}
	}
	return best
}

// strange are signs that names of files do not hold: the encoding is another.
func strange(r rune) bool { return r >= 0x80 && !unicode.IsLetter(r) && !unicode.IsMark(r) }

func decodeName(m *charmap.Charmap, name string) string {
	s, err := m.NewDecoder().String(name)
	if err != nil {
		return strings.ToValidUTF8(name, "_")
	}
	return s
}

// syllables is how Vietnamese the words of a name are.
func syllables(name string) float64 {
	return extract.Score(strings.NewReplacer("/", " ", `\`, " ", "_", " ", "-", " ", ".", " ").Replace(name))
}
