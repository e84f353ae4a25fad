package browsertest

import (
	"strings"
	"testing"

	"tracuu/internal/server/servertest"
)

// vietnamese is every letter of the language with its marks, upper and lower.
func vietnamese() string {
	const lower = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
	return lower + strings.ToUpper(lower)
}

// TestFonts looks for letters that the embedded faces lack, by measuring each
// with two different faces behind: a letter that comes from our face is as wide
// with either. It then measures the tallest and the deepest letter: between
// lines of 1.6 they must not touch.
func TestFonts(t *testing.T) {
	b := open(t, servertest.Sample())
	b.visit(sampleDirective)
	for _, face := range []string{"18px 'Source Serif 4'", "600 18px 'Source Serif 4'", "italic 18px 'Source Serif 4'", "15px 'Be Vietnam Pro'", "600 15px 'Be Vietnam Pro'"} {
		eval[bool](b, `document.fonts.load("`+face+`", "`+vietnamese()+`abc").then(f => f.length > 0)`)
		missing := eval[string](b, `(() => {
			const c = document.createElement("canvas").getContext("2d");
			const width = (font, s) => { c.font = font; return c.measureText(s).width; };
			return [..."`+vietnamese()+`"].filter(s => width("`+face+`, monospace", s) !== width("`+face+`, sans-serif", s)).join("");
		})()`)
		if missing != "" {
			t.Errorf("%s lacks %s", face, missing)
		}
		size := 18.0
		if strings.Contains(face, "15px") {
			size = 15
		}
		reach := eval[float64](b, `(() => {
			const c = document.createElement("canvas").getContext("2d");
			c.font = "`+face+`";
			const m = [..."`+vietnamese()+`"].map(s => c.measureText(s));
			return Math.max(...m.map(x => x.actualBoundingBoxAscent)) + Math.max(...m.map(x => x.actualBoundingBoxDescent));
		})()`)
		if line := size * 1.6; reach > line {
			t.Errorf("%s: letters reach over %.1f px, a line has %.1f", face, reach, line)
		}
	}
}
