package library

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tracuu/internal/document"
)

func around(t *testing.T, l *Library, id string, q AroundQuery) Around {
	t.Helper()
	a, err := l.Around(id, q)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{id: true}
	for _, n := range a.Nodes {
		if seen[n.Record.ID] {
			t.Errorf("%s twice", n.Record.ID)
		}
		seen[n.Record.ID] = true
	}
	for _, e := range a.Edges {
		if !seen[e.From] || !seen[e.To] || e.From == e.To {
			t.Errorf("edge %s %s %s has no end", e.From, e.Kind, e.To)
		}
		if len(e.Said)+len(e.Stated) == 0 {
			t.Errorf("nobody says that %s %s %s", e.From, e.Kind, e.To)
		}
	}
	return a
}

func (a Around) has(from string, kind document.RelationKind, to string) *Edge {
	for i, e := range a.Edges {
		if e.From == from && e.To == to && e.Kind == kind {
			return &a.Edges[i]
		}
	}
	return nil
}

func (a Around) node(id string) *Neighbour {
	for i, n := range a.Nodes {
		if n.Record.ID == id {
			return &a.Nodes[i]
		}
	}
	return nil
}

// What the directive rests on, and what has become of it one step further.
func TestAround(t *testing.T) {
	l := open(t)
	a := around(t, l, directiveID, AroundQuery{Depth: 1})
	if len(a.Nodes) != 10 { // the ten other documents that the directive names
		t.Errorf("%d neighbours", len(a.Nodes))
	}
	for _, n := range a.Nodes {
		if n.Side != Bases || n.Depth != 1 {
			t.Errorf("%s on side %s at depth %d", n.Record.ID, n.Side, n.Depth)
		}
	}
	// A citation inside a title: what the title's document does is its own doing.
	e := a.has("ket-luan-15-kl-tw-2021", document.Continues, "chi-thi-46-ct-tw-2015")
	if e == nil || !slices.ContainsFunc(e.Said, func(s Said) bool { return s.In.ID == directiveID && s.Anchor == "mot-la" && s.Quote != "" }) {
		t.Errorf("15-KL/TW continues 46-CT/TW: %+v", e)
	}
	if a.node("nghi-quyet-22-nq-tw-2026") != nil {
		t.Error("what replaces a basis is a step further")
	}
	a = around(t, l, directiveID, AroundQuery{Depth: 2})
	if n := a.node("nghi-quyet-22-nq-tw-2026"); n == nil || n.Depth != 2 || n.Side != Bases {
		t.Errorf("the successor of a basis: %+v", n)
	}
	if e := a.has("nghi-quyet-22-nq-tw-2026", document.Replaces, "nghi-quyet-51-nq-tw-2019"); e == nil || len(e.Stated) != 1 || e.Stated[0].Source == "" {
		t.Errorf("22-NQ/TW replaces 51-NQ/TW: %+v", e)
	}
	// The other way.
	a = around(t, l, "nghi-quyet-51-nq-tw-2019", AroundQuery{Depth: 1, Side: Users})
	if n := a.node(directiveID); n == nil || n.Side != Users {
		t.Errorf("who cites 51-NQ/TW: %+v", a.Nodes)
	}
	a = around(t, l, "nghi-quyet-51-nq-tw-2019", AroundQuery{Depth: 1, Kinds: []document.RelationKind{document.Replaces}})
	if len(a.Nodes) != 1 || a.Nodes[0].Record.ID != "nghi-quyet-22-nq-tw-2026" || len(a.Edges) != 1 {
		t.Errorf("what replaces 51-NQ/TW: %+v", a.Nodes)
	}
	a = around(t, l, "nghi-quyet-51-nq-tw-2019", AroundQuery{Depth: 1, Side: Bases})
	if len(a.Nodes) != 0 {
		t.Errorf("51-NQ/TW, whose text is not held, rests on %+v", a.Nodes)
	}
	if _, err := l.Around("khong-co", AroundQuery{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
}

// Of more neighbours than fit, those that act stay, and the rest is counted.
func TestAroundLimit(t *testing.T) {
	l := open(t)
	for i := range 12 {
		put(t, l, fmt.Sprintf("ke-hoach-%d.txt", i), fmt.Sprintf("TỈNH ỦY VÍ DỤ\nSố %d-KH/TU\nVí Dụ, ngày 05 tháng 9 năm 2024\nKẾ HOẠCH\nvề trồng tre đợt %d\n"+
			"Thực hiện Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Bộ Chính trị, Tỉnh ủy yêu cầu trồng tre.", 100+i, i))
	}
	const id = "nghi-quyet-51-nq-tw-2019"
	all := around(t, l, id, AroundQuery{Depth: 1, Side: Users})
	if len(all.Nodes) != 14 || all.Omitted != 0 {
		t.Fatalf("%d neighbours, %d left out", len(all.Nodes), all.Omitted)
	}
	few := around(t, l, id, AroundQuery{Depth: 1, Side: Users, Limit: 5})
	if len(few.Nodes) != 5 || few.Omitted != 9 || few.Nodes[0].Record.ID != "nghi-quyet-22-nq-tw-2026" {
		t.Errorf("%d neighbours, %d left out, first %s", len(few.Nodes), few.Omitted, few.Nodes[0].Record.ID)
	}
	i := slices.IndexFunc(all.Nodes, func(n Neighbour) bool { return strings.HasSuffix(n.Record.Title, "đợt 5") })
	if i < 0 {
		t.Fatal("no plan of that title")
	}
	plan := all.Nodes[i]
	if e := all.has(plan.Record.ID, document.Implements, id); e == nil || e.Said[0].Quote == "" {
		t.Errorf("the plan carries out the resolution: %+v", all.Edges)
	}
}

func TestProvisionsOf(t *testing.T) {
	l := open(t)
	if s := l.ProvisionsOf(directiveID); s == nil || !s.Has() {
		t.Error("the directive has no provisions")
	}
	if l.ProvisionsOf("nghi-quyet-51-nq-tw-2019") != nil || l.ProvisionsOf("khong-co") != nil {
		t.Error("provisions without a text")
	}
}
