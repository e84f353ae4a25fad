package legacyfont

import (
	"testing"

	"tracuu/internal/vietnamese/legacy"
)

func TestEncoding(t *testing.T) {
	for _, tt := range []struct {
		name string
		enc  legacy.Encoding
		caps bool
	}{
		{".VnTime", legacy.TCVN3, false}, {"ABCDEF+.VnTimeH,Bold", legacy.TCVN3, true}, {"VnTimeHBold", legacy.TCVN3, true},
		{"FEPODK+VnCenturySchoolbook", legacy.TCVN3, false}, {".VnArialH", legacy.TCVN3, true}, {"VnTimeBoldItalic", legacy.TCVN3, false},
		{"VNI-Times", legacy.VNI, false}, {"VNI Helve", legacy.VNI, false}, {"Times New Roman", legacy.Unicode, false},
		{"Vnu Serif", legacy.Unicode, false}, {"Verdana", legacy.Unicode, false}, {"", legacy.Unicode, false},
	} {
		if enc, caps := Encoding(tt.name); enc != tt.enc || caps != tt.caps {
			t.Errorf("Encoding(%q) = %v, %v; want %v, %v", tt.name, enc, caps, tt.enc, tt.caps)
		}
	}
}

func TestDecode(t *testing.T) {
	for _, tt := range []struct {
		s    string
		enc  legacy.Encoding
		caps bool
		want string
	}{
		{"quy \u00ae\u00denh", legacy.TCVN3, false, "quy định"},
		{"quy \u00ae\u00denh", legacy.TCVN3, true, "QUY ĐỊNH"},
		{"\u00ae)", legacy.TCVN3, false, "đ)"},
		{"\u00aeược", legacy.TCVN3, false, "được"}, // converted but for one sign
		{"đã được", legacy.Unicode, false, "đã được"},
	} {
		if got := Decode(tt.s, tt.enc, tt.caps); got != tt.want {
			t.Errorf("Decode(%q) = %q, want %q", tt.s, got, tt.want)
		}
	}
}
