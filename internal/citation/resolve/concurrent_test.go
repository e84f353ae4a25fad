package resolve

import (
	"sync"
	"testing"
)

// TestConcurrentUse reads and changes one catalogue from several sides; with
// -race it shows that readers need no lock of their own.
func TestConcurrentUse(t *testing.T) {
	records := library()
	c := New(records)
	x := NewReferences()
	var group sync.WaitGroup
	for w := range 4 {
		group.Go(func() {
			for i := range 60 {
				cites, res := c.text(phuTho2023, "Thực hiện Nghị quyết số 12-NQ/TW, ngày 16/3/2022; Nghị định số 30/2020/NĐ-CP; Luật Đất đai năm 2013.")
				id := string(rune('a' + w))
				x.Set(id, Citing{}, cites, res)
				x.To("nd30")
				c.LookUp("nd 30 2020")
				if w == 0 {
					r := records[i%len(records)]
					x.Affected(c.Replace(r))
				}
				if w == 1 && i%10 == 0 {
					x.Remove(id)
				}
			}
		})
	}
	group.Wait()
	if c.Len() != len(records) {
		t.Errorf("%d records", c.Len())
	}
}
