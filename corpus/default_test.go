package corpus

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCreateWritesDefault(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "thư viện")
	c, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Len() < 142 || c.Installed().Written != c.Len() {
		t.Fatalf("%d documents, %+v", c.Len(), c.Installed())
	}
	if ps := c.Problems(); len(ps) > 0 {
		t.Fatal(ps)
	}
	state := c.State()
	c.Close()

	// What a person removes, edits or adds stays so.
	docs := filepath.Join(dir, "documents")
	os.RemoveAll(filepath.Join(docs, "luat-24-2018-qh14"))
	put(t, filepath.Join(docs, "luat-18-2023-qh15", "document.yaml"), "type: Luật\nnumber: 18/2023/QH15\n")
	put(t, filepath.Join(docs, "cua-toi.txt"), "Văn bản của tôi")
	c, err = Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if in := c.Installed(); in != (Installed{Kept: 2}) {
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
	if c.State() == state {
		t.Fatal("state did not change")
	}
	c.Close()
}
