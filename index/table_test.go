package index

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// tableOf writes a table of documents whose fields have made-up lengths.
func tableOf(t testing.TB, docs []Document, terms []termCount) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table")
	records := 0
	for _, d := range docs {
		records += 1 + len(d.Units)
	}
	w, err := newTableWriter(path, len(docs), records)
	if err != nil {
		t.Fatal(err)
	}
	for i := range docs {
		lengths := make([][fieldCount]uint32, 1+len(docs[i].Units))
		lengths[0][inTitle] = uint32(200 * i)
		for j := range docs[i].Units {
			lengths[j+1] = [fieldCount]uint32{inText: uint32(j), inPair: 1 << 20, inHead: 127}
		}
		w.add(&tableEntry{Document: Document{ID: docs[i].ID}, units: len(docs[i].Units), lengths: lengths,
			raw: string(appendEntry(nil, &docs[i], lengths))})
	}
	if err := w.close(terms); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTable(t *testing.T) {
	docs := miniature()
	docs[1].Year = -44
	docs[2].Title = strings.Repeat("dài ", 5000)
	terms := []termCount{{"an", 3}, {"ninh", 1 << 31}}
	r, err := newTableReader(tableOf(t, docs, terms))
	if err != nil || r.documents != 3 || r.records != 9 {
		t.Fatalf("%+v, %v", r, err)
	}
	var e tableEntry
	for i, d := range docs {
		if err := r.entry(&e); err != nil {
			t.Fatal(err)
		}
		units := len(d.Units)
		d.Units = nil
		if !reflect.DeepEqual(e.Document, d) || e.units != units || e.lengths[0][inTitle] != uint32(200*i) {
			t.Errorf("document %d: %+v, want %+v", i, e, d)
		}
		for j, l := range e.lengths[1:] {
			if l != [fieldCount]uint32{inText: uint32(j), inPair: 1 << 20, inHead: 127} {
				t.Errorf("unit %d: %v", j, l)
			}
		}
	}
	order, err := r.order()
	if err != nil || !reflect.DeepEqual(order, []int32{0, 2, 1}) {
		t.Errorf("order %v, %v", order, err)
	}
	if got, err := r.terms(); err != nil || !reflect.DeepEqual(got, terms) {
		t.Errorf("terms %v, %v", got, err)
	}
}

// FuzzTable reads any bytes as a table: an error or a table, in memory that goes
// with the length of the data.
func FuzzTable(f *testing.F) {
	whole := tableOf(f, miniature(), []termCount{{"an", 3}})
	f.Add([]byte(whole))
	f.Add([]byte(whole[:len(whole)-1]))
	f.Add([]byte(tableMagic + "\x01\x01"))
	f.Add([]byte(tableMagic + "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := newTableReader(string(data))
		if err != nil {
			return
		}
		var e tableEntry
		for range r.documents {
			if err := r.entry(&e); err != nil {
				return
			}
			if len(e.lengths) != e.units+1 || len(e.raw) < e.units {
				t.Fatalf("%d units, %d lengths in %d bytes", e.units, len(e.lengths), len(e.raw))
			}
		}
		order, err := r.order()
		if err != nil {
			return
		}
		for _, place := range order {
			if int(place) >= r.documents {
				t.Fatalf("place %d of %d", place, r.documents)
			}
		}
		r.terms()
	})
}
