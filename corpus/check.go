package corpus

import (
	"fmt"
	"path/filepath"

	"github.com/goccy/go-yaml/ast"

	"tracuu/internal/document"
)

var knownConfidence = map[document.Confidence]bool{"": true, document.High: true, document.Medium: true, document.Low: true}

var knownRelation = map[document.RelationKind]bool{
	document.Continues: true, document.Implements: true, document.Replaces: true, document.Repeals: true,
	document.Amends: true, document.Guides: true, document.Basis: true, document.Reviews: true,
	document.Approves: true, document.Corrects: true, document.Suspends: true, document.Cites: true,
}

// checkRecord looks for what YAML allows and a record does not. What can be
// understood is set right in rec; nothing here keeps it from being served.
func checkRecord(rec *document.Record, u unit, path string, tree *ast.File) []Problem {
	var out []Problem
	warn := func(at, format string, args ...any) {
		out = append(out, Problem{File: path, Line: lineOf(tree, at), Severity: Warning, Document: u.id, Message: fmt.Sprintf(format, args...)})
	}
	if rec.ID != "" && rec.ID != u.id {
		warn("$.id", "mã ghi trong tệp (%s) khác tên thư mục (%s); thư viện dùng tên thư mục, hãy sửa dòng “id:” cho khớp", rec.ID, u.id)
	}
	if rec.Type == "" {
		warn("$", "thiếu loại văn bản; hãy thêm dòng “type:”, ví dụ: “type: Chỉ thị”")
	}
	if rec.Symbol == "" && rec.Number.Number != "" {
		// A person writes the number as it is printed: number: 23-CT/TU.
		if n, err := document.ParseNumber(rec.Number.Number); err == nil {
			rec.Number = n
		}
	}
	if !knownConfidence[rec.Confidence] {
		warn("$.confidence", "“%s” không phải mức tin cậy; dùng high, medium hoặc low", rec.Confidence)
		rec.Confidence = ""
	}
	if rec.Original != "" && filepath.Base(filepath.FromSlash(rec.Original)) != rec.Original {
		warn("$.original", "tệp gốc phải nằm ngay trong thư mục của văn bản; chỉ ghi tên tệp, không ghi đường dẫn")
		rec.Original = ""
	}
	for i, r := range rec.Relations {
		if !knownRelation[r.Kind] {
			warn(fmt.Sprintf("$.relations[%d].kind", i), "không có loại quan hệ “%s”; các loại: continues, implements, replaces, repeals, amends, guides, basis, reviews, approves, corrects, suspends, cites", r.Kind)
		}
		if r.Source == "" {
			warn(fmt.Sprintf("$.relations[%d]", i), "quan hệ chưa ghi nguồn; hãy thêm “source:”")
		}
	}
	return out
}
