package corpus

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/document"
)

const directive = "chi-thi-23-ct-tu-phu-tho-2023"

// named are the documents that the directive names, and their dates.
var named = map[string]string{
	directive:                                      "2023-12-26",
	"nghi-quyet-12-nq-tw-2022":                     "2022-03-16",
	"nghi-quyet-86-nq-tu-phu-tho-2023":             "2023-03-15",
	"de-an-03-da-bca-2023":                         "2023-01-27",
	"nghi-quyet-44-nq-tw-2023":                     "2023-11-24",
	"nghi-quyet-51-nq-tw-2019":                     "2019-09-05",
	"ket-luan-15-kl-tw-2021":                       "2021-09-30",
	"chi-thi-46-ct-tw-2015":                        "2015-06-22",
	"ket-luan-44-kl-tw-2019":                       "2019-01-22",
	"chi-thi-09-ct-tw-2011":                        "2011-12-01",
	"chuong-trinh-hanh-dong-25-ct-tu-phu-tho-2022": "2022-06-03",
}

// TestDefaultCollection holds the shipped files to the rules of a record, and to
// the facts they must not lose.
func TestDefaultCollection(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "thư viện")
	c, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if c.Len() < 142 || c.Installed().Written != c.Len() {
		t.Fatalf("%d documents, %+v", c.Len(), c.Installed())
	}
	if err := c.Verify(context.Background(), func(p Problem) { t.Error(p) }); err != nil {
		t.Fatal(err)
	}
	for _, d := range c.Documents() {
		if NewID(d.Record) != d.ID {
			t.Errorf("%s: its id by rule is %s", d.ID, NewID(d.Record))
		}
		y, err := os.ReadFile(filepath.Join(d.Folder, recordName))
		if err != nil || !norm.NFC.IsNormal(y) || strings.ContainsAny(string(y), "\r\t") {
			t.Errorf("%s: not NFC and LF, %v", d.ID, err)
		}
		if again, err := encodeRecord(d.Record, nil); err != nil || string(again) != string(y) {
			t.Errorf("%s: not in the form in which the program writes it", d.ID)
		}
		if d.Confidence == "" || len(d.Provenance) == 0 || d.Date.IsZero() || d.IsZero() || d.Type == "" {
			t.Errorf("%s: incomplete: %+v", d.ID, d.Record)
		}
		for _, r := range d.Relations {
			if r.Source == "" || r.Confidence == "" {
				t.Errorf("%s → %s: no source or confidence", d.ID, r.Target)
			}
			if strings.Contains(r.Source, "chưa kiểm chứng") && (r.Confidence != document.Low || r.Note == "") {
				t.Errorf("%s → %s: not confirmed, and not marked so", d.ID, r.Target)
			}
		}
		for _, p := range d.Provenance {
			if p.Source == "" || strings.Contains(p.Source+p.Note, "secondary") {
				t.Errorf("%s: provenance %+v", d.ID, p)
			}
			for _, f := range p.Fields {
				if !slices.Contains(recordFields, f) {
					t.Errorf("%s: provenance of a field %q", d.ID, f)
				}
			}
			if strings.Contains(p.Source, "chưa kiểm chứng") && (len(p.Fields) == 0 || p.Note == "") {
				t.Errorf("%s: what is not confirmed? %+v", d.ID, p)
			}
		}
		for _, bad := range []string{"(thay thế", "(bị thay thế", "hết hiệu lực", "không nêu", "nguồn"} {
			if strings.Contains(d.Title, bad) {
				t.Errorf("%s: a remark in the title: %s", d.ID, d.Title)
			}
		}
		if len(d.ID) > maxID || d.HasText() != (d.ID == directive) {
			t.Errorf("%s: text %v", d.ID, d.HasText())
		}
	}
	for id, date := range named {
		if d, err := c.Get(id); err != nil || d.Date.String() != date || d.Title == "" || d.Issuer == "" {
			t.Errorf("%s: %+v %v", id, d, err)
		}
	}
	d, err := c.Get(directive)
	if err != nil {
		t.Fatal(err)
	}
	if d.Label() != "23-CT/TU" || d.Issuer != "Ban Thường vụ Tỉnh ủy Phú Thọ" || d.Signer != "" || d.Scope != "phổ biến đến chi bộ" {
		t.Errorf("%+v", d.Record)
	}
	text, err := c.Text(directive)
	if err != nil || strings.Count(text, "\n")+1 != 15 || !strings.HasSuffix(text, "Chỉ thị này được phổ biến đến chi bộ.") {
		t.Errorf("the directive has %d paragraphs, %v", strings.Count(text, "\n")+1, err)
	}
	for _, want := range []struct {
		from string
		kind document.RelationKind
		to   string
	}{
		{"ket-luan-44-kl-tw-2019", document.Continues, "chi-thi-09-ct-tw-2011"},
		{"ket-luan-15-kl-tw-2021", document.Continues, "chi-thi-46-ct-tw-2015"},
		{"nghi-quyet-22-nq-tw-2026", document.Replaces, "nghi-quyet-51-nq-tw-2019"},
		{"chuong-trinh-hanh-dong-25-ct-tu-phu-tho-2022", document.Implements, "nghi-quyet-12-nq-tw-2022"},
		{"quy-dinh-399-qd-tw-2026", document.Replaces, "quy-dinh-66-qd-tw-2017"},
		{"nghi-dinh-30-2020-nd-cp", document.Replaces, "nghi-dinh-110-2004-nd-cp"},
	} {
		d, err := c.Get(want.from)
		if err != nil || !slices.ContainsFunc(d.Relations, func(r document.Relation) bool { return r.Kind == want.kind && r.Target == want.to }) {
			t.Errorf("%s %s %s is missing", want.from, want.kind, want.to)
		}
	}
}

// shared finds a file of the material that is not in the repository.
func shared(t *testing.T, name string) []byte {
	t.Helper()
	for _, up := range []string{"../..", "../../.."} {
		if b, err := os.ReadFile(filepath.Join(up, "shared", filepath.FromSlash(name))); err == nil {
			return b
		}
	}
	t.Skipf("../shared/%s is not here", name)
	return nil
}

// TestDefaultAgainstSources compares the shipped files with what they were made
// from.
func TestDefaultAgainstSources(t *testing.T) {
	c, err := Create(filepath.Join(t.TempDir(), "library"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if text, err := c.Text(directive); err != nil || text != string(shared(t, "corpus/23-CT-TU.txt")) {
		t.Errorf("the directive's text differs, %v", err)
	}
	rows := strings.Split(strings.TrimRight(string(shared(t, "domain/catalogue.tsv")), "\n"), "\n")[1:]
	for _, row := range rows {
		f := strings.Split(row, "\t")
		var found *Document
		for _, d := range c.Documents() {
			if d.Type == f[0] && d.Label() == f[1] && d.Date.String() == f[2] {
				found = d
			}
		}
		switch {
		case found == nil:
			t.Errorf("no record of %s %s %s", f[0], f[1], f[2])
		case string(found.Confidence) != f[6]:
			t.Errorf("%s: confidence %s, catalogue %s", found.ID, found.Confidence, f[6])
		case found.Issuer != "" && !strings.Contains(strings.NewReplacer("UBND", "Ủy ban nhân dân", "MTTQ", "Mặt trận Tổ quốc").Replace(f[3]), found.Issuer):
			t.Errorf("%s: issuer %s, catalogue %s", found.ID, found.Issuer, f[3])
		case !strings.Contains(f[4], strings.TrimSuffix(found.Subject(), " …")):
			t.Errorf("%s: %s, catalogue %s", found.ID, found.Subject(), f[4])
		case strings.Contains(f[7], "general knowledge") != slices.ContainsFunc(found.Provenance, func(p document.Provenance) bool {
			return strings.Contains(p.Source, "chưa kiểm chứng")
		}) && !strings.HasPrefix(found.ID, "nghi-quyet-28-nq-tw-2013"):
			t.Errorf("%s: note %q against %+v", found.ID, f[7], found.Provenance)
		}
		if found != nil && strings.HasPrefix(f[5], "http") {
			for _, address := range strings.Split(f[5], " ; ") {
				if !slices.ContainsFunc(found.Provenance, func(p document.Provenance) bool { return p.Source == address }) {
					t.Errorf("%s: source %s is lost", found.ID, address)
				}
			}
		}
	}
	if len(rows) < 142 {
		t.Errorf("%d rows", len(rows))
	}
}

// TestDefaultLeavesChanges: what a person removes, edits or adds stays so.
func TestDefaultLeavesChanges(t *testing.T) {
	dir := t.TempDir()
	c, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	docs := filepath.Join(dir, documentsDir)
	os.RemoveAll(filepath.Join(docs, "luat-24-2018-qh14"))
	put(t, filepath.Join(docs, "luat-18-2023-qh15", recordName), "type: Luật\nnumber: 18/2023/QH15\n")
	put(t, filepath.Join(docs, "luat-22-2018-qh14", recordName), "type: [hỏng\n")
	put(t, filepath.Join(docs, "cua-toi.txt"), "Văn bản của tôi")
	for _, open := range []func(string, Options) (*Corpus, error){Create, Open} {
		c, err = open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if in := c.Installed(); in != (Installed{Kept: 3}) {
			t.Fatalf("%+v", in)
		}
		if _, err := c.Get("luat-24-2018-qh14"); err == nil {
			t.Fatal("a removed document came back")
		}
		if d, err := c.Get("luat-18-2023-qh15"); err != nil || d.Title != "" || d.Label() != "18/2023/QH15" {
			t.Fatalf("%+v %v", d, err)
		}
		if d, err := c.Get("cua-toi"); err != nil || !d.Guessed {
			t.Fatalf("%+v %v", d, err)
		}
		if b, _ := os.ReadFile(filepath.Join(docs, "luat-22-2018-qh14", recordName)); string(b) != "type: [hỏng\n" {
			t.Fatal("a person's file was written over")
		}
		c.Close()
	}

	// A library of a person's own does not get the collection.
	own := t.TempDir()
	put(t, filepath.Join(own, documentsDir, "cua-toi.txt"), "Văn bản của tôi")
	c, err = Create(own, Options{})
	if err != nil || c.Len() != 1 {
		t.Fatalf("%d documents, %v", c.Len(), err)
	}
	c.Close()
}

func ship(id, record, text string) shipped {
	s := shipped{id: id, names: []string{recordName}, content: [][]byte{[]byte(record)}}
	if text != "" {
		s.names, s.content = append(s.names, textName), append(s.content, []byte(text))
	}
	s.fingerprint = fingerprint([]byte(record), []byte(text), text != "")
	return s
}

// TestDefaultUpdate: a newer program brings its documents up to date, and only
// those that nobody touched.
func TestDefaultUpdate(t *testing.T) {
	dir := t.TempDir()
	v1 := []shipped{ship("a", "type: Luật\n", "cũ\n"), ship("b", "type: Luật\n", ""), ship("c", "type: Luật\n", ""), ship("d", "type: Luật\n", "cũ\n")}
	v2 := []shipped{ship("a", "type: Luật\ntitle: mới\n", "mới\n"), ship("b", "type: Luật\ntitle: mới\n", ""), ship("c", "type: Luật\ntitle: mới\n", ""), ship("d", "type: Luật\ntitle: mới\n", ""), ship("e", "type: Luật\n", "")}
	c, err := Create(dir, Options{shipped: v1})
	if err != nil || c.Len() != 4 {
		t.Fatal(c.Len(), err)
	}
	if err := c.Remove("c"); err != nil {
		t.Fatal(err)
	}
	c.Close()
	docs := filepath.Join(dir, documentsDir)
	put(t, filepath.Join(docs, "a", "ghi-chu.txt"), "của tôi")
	put(t, filepath.Join(docs, "b", recordName), "type: Luật\ntitle: của tôi\n")
	for step := 0; ; step++ {
		// Stopped at every step of the update, it is completed by the next start.
		fault, steps := stopAt(step, errStop)
		c, err := Open(dir, Options{shipped: v2, fault: fault})
		if err == nil {
			c.Close()
		}
		if *steps <= step {
			break
		}
	}
	c, err = Open(dir, Options{shipped: v2})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if in := c.Installed(); in != (Installed{Kept: 2}) {
		t.Errorf("%+v", in)
	}
	for id, title := range map[string]string{"a": "mới", "b": "của tôi", "d": "mới", "e": ""} {
		if d, err := c.Get(id); err != nil || d.Title != title {
			t.Errorf("%s: %+v %v", id, d, err)
		}
	}
	if _, err := c.Get("c"); !errors.Is(err, ErrRemoved) {
		t.Error(err)
	}
	if text, err := c.Text("a"); err != nil || text != "mới\n" {
		t.Errorf("%q %v", text, err)
	}
	if d, _ := c.Get("d"); d.HasText() {
		t.Error("a text that is no longer shipped stayed")
	}
	if b, _ := os.ReadFile(filepath.Join(docs, "a", "ghi-chu.txt")); string(b) != "của tôi" {
		t.Error("a person's file was lost")
	}
}

// TestFirstStartDiskFull: an error that says so, and a later start completes.
func TestFirstStartDiskFull(t *testing.T) {
	dir := t.TempDir()
	writes := 0
	_, err := Create(dir, Options{fault: func(op, path string) error {
		if op == "write" {
			if writes++; writes > 40 {
				return syscall.ENOSPC
			}
		}
		return nil
	}})
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	c, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if all, _ := shippedDocuments(); c.Len() != len(all) || len(c.Problems()) > 0 {
		t.Fatalf("%d of %d documents: %v", c.Len(), len(all), c.Problems())
	}
}
