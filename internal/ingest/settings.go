package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"tracuu/internal/vietnamese"
)

// SettingsName is the file of a library with what its keepers have decided.
const SettingsName = "settings.yaml"

// Settings are the decisions about a library that importing obeys. Other keys
// of the file are left to others.
type Settings struct {
	// HoldSecrecy lists the marks of secrecy (MẬT, TỐI MẬT, TUYỆT MẬT) that the
	// library may hold. Without it every marked text is refused: the program
	// guards nothing beyond the rights of the folder it writes to (Luật Bảo vệ bí
	// mật nhà nước 29/2018/QH14).
	HoldSecrecy []string `yaml:"hold_secrecy"`
}

var secrecyMarks = []string{"MẬT", "TỐI MẬT", "TUYỆT MẬT"}

// ReadSettings reads the settings of the library in dir; a library without the
// file has the zero Settings. A file that cannot be understood is an error: to
// guess here could be to hold what must not be held.
func ReadSettings(dir string) (Settings, error) {
	var s Settings
	path := filepath.Join(dir, SettingsName)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("đọc %s: %w", path, err)
	}
	if err := yaml.Unmarshal([]byte(vietnamese.Clean(string(b))), &s); err != nil {
		return s, fmt.Errorf("đọc %s: %w", path, err)
	}
	for i, m := range s.HoldSecrecy {
		m = strings.ToUpper(strings.TrimSpace(m))
		if !slices.Contains(secrecyMarks, m) {
			return s, fmt.Errorf("%s: “%s” không phải mức độ mật; ghi MẬT, TỐI MẬT hoặc TUYỆT MẬT", path, s.HoldSecrecy[i])
		}
		s.HoldSecrecy[i] = m
	}
	return s, nil
}

// mayHold reports that a text with that mark may be kept.
func (s Settings) mayHold(mark string) bool {
	return mark == "" || slices.Contains(s.HoldSecrecy, mark)
}
