package ingest

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	r := Report{Outcomes: []Outcome{
		{File: "=cmd|'/c calc'!A1.txt", Status: Failed, Error: "lỗi; có \"nháy\"\nvà dòng"},
		{File: "a.txt", Status: Doubtful, ID: "x", Doubts: []Doubt{{Field: "date", Why: "không đọc được ngày"}, {Field: "title", Why: "mờ"}}},
	}}
	for _, o := range r.Outcomes {
		r.Summary.add(o)
	}
	dir := t.TempDir()
	if err := r.Write(filepath.Join(dir, "r.csv")); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(filepath.Join(dir, "r.csv"))
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 3 || !strings.HasPrefix(string(b), "\ufeff") {
		t.Fatalf("%v, %q", err, rows)
	}
	if rows[1][0] != "'=cmd|'/c calc'!A1.txt" || rows[1][1] != "lỗi" || rows[2][14] != "không đọc được ngày; mờ" {
		t.Errorf("%q", rows)
	}
	if err := r.Write(filepath.Join(dir, "r.json")); err != nil {
		t.Fatal(err)
	}
	var back Report
	b, _ = os.ReadFile(filepath.Join(dir, "r.json"))
	if err := json.Unmarshal(b, &back); err != nil || back.Summary.Counts[Failed] != 1 || back.Outcomes[0].File != r.Outcomes[0].File {
		t.Errorf("%v, %+v", err, back)
	}
	if r.Write(filepath.Join(dir, "r.xls")) == nil {
		t.Error("an unknown form was written")
	}
}
