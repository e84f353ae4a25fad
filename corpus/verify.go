package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tracuu/internal/document"
)

// Verify reads every file of the library again and reports each thing that is
// wrong or doubtful to f, ordered by file: what [Corpus.Problems] has, and
// besides, original files that are missing, records without a source, numbers
// that contradict dates, documents recorded twice, ids that were removed and are
// in use again, and what an interrupted process left. Nothing is changed. The
// error is ctx's, or that the folder cannot be read.
func (c *Corpus) Verify(ctx context.Context, f func(Problem)) error {
	cat, err := c.load(nil)
	if err != nil {
		return err
	}
	problems := append([]Problem(nil), cat.problems()...)
	problems = append(problems, c.leftovers()...)
	first := map[string]*Document{}
	for _, d := range cat.docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		problems = append(problems, c.verifyDocument(d, cat, first)...)
	}
	sortProblems(problems)
	for _, p := range problems {
		f(p)
	}
	return nil
}

func (c *Corpus) verifyDocument(d *Document, cat *catalogue, first map[string]*Document) []Problem {
	var out []Problem
	file := filepath.Join(d.Folder, recordName)
	if d.Guessed {
		file = d.Folder
	}
	add := func(severity Severity, at, format string, args ...any) {
		p := Problem{File: file, Severity: severity, Document: d.ID, Message: fmt.Sprintf(format, args...)}
		if at != "" && !d.Guessed {
			p.Line = recordLine(file, at)
		}
		out = append(out, p)
	}
	if d.Original != "" && d.OriginalFile() == "" {
		add(Warning, "$.original", "không thấy tệp gốc “%s” trong thư mục của văn bản", d.Original)
	}
	if d.Guessed {
		add(Info, "", "chưa có %s; thông tin do máy nhận dạng từ toàn văn", recordName)
	} else if len(d.Provenance) == 0 {
		add(Warning, "", "chưa ghi nguồn của thông tin; hãy thêm mục “provenance:”")
	}
	for i, p := range d.Provenance {
		if ValidID(p.Source) == nil && strings.Contains(p.Source, "-") && cat.get(p.Source) == nil && !cat.damaged[p.Source] {
			add(Warning, fmt.Sprintf("$.provenance[%d].source", i), "nguồn “%s” không có trong thư viện", p.Source)
		}
	}
	if y := d.Number.Year; y != "" && !d.Date.IsZero() && y != fmt.Sprintf("%04d", d.Date.Year) {
		add(Warning, "$.date", "năm trong số hiệu (%s) khác năm ban hành (%d)", y, d.Date.Year)
	}
	for i, r := range d.Relations {
		if r.Target == d.ID {
			add(Warning, fmt.Sprintf("$.relations[%d].target", i), "quan hệ trỏ về chính văn bản này")
		}
	}
	if key := identity(&d.Record); key != "" {
		if other := first[key]; other != nil {
			add(Warning, "", "có lẽ trùng với văn bản “%s”: cùng loại, số hiệu, ngày và cơ quan ban hành", other.ID)
		} else {
			first[key] = d
		}
	}
	if cat.removed[d.ID] {
		add(Info, "", "mã này có trong danh sách đã xóa (%s); nếu văn bản được khôi phục có chủ ý, hãy bỏ dòng ấy", removedName)
	}
	return out
}

// identity is what tells one document from another (DESIGN decision 2); ""
// where too little is known to say that two are the same.
func identity(r *document.Record) string {
	if r.IsZero() || !r.Date.Full() {
		return ""
	}
	return strings.Join([]string{r.Type, r.Key(), r.Date.String(), r.Issuer}, "|")
}

// leftovers reports what an interrupted process left, which the next opening
// for writing clears.
func (c *Corpus) leftovers() []Problem {
	var out []Problem
	root := filepath.Join(c.dir, documentsDir)
	entries, _ := os.ReadDir(root)
	for _, e := range entries {
		for _, prefix := range []string{tempPrefix, oldPrefix, goingPrefix} {
			if strings.HasPrefix(e.Name(), prefix) {
				out = append(out, Problem{File: filepath.Join(root, e.Name()), Severity: Info,
					Message: "việc ghi đang dở hoặc bị ngắt; lần mở thư viện để ghi tới sẽ hoàn tất hoặc dọn đi"})
			}
		}
	}
	return out
}
