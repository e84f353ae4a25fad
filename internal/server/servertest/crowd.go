package servertest

import (
	"fmt"
	"strconv"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

// Busy is the id of the document that a crowded library is about.
const Busy = "nghi-quyet-9-nq-tw-2018"

// Crowded is a library of one resolution with n documents around it: what it
// rests on, what amends and replaces it, and a crowd of every type, level and
// year that carries it out; every ninth without a date, every eleventh without
// an issuer.
func Crowded(n int) *Library {
	types := []struct{ name, letters string }{
		{"Kế hoạch", "KH"}, {"Chương trình hành động", "CTr"}, {"Công văn", "CV"}, {"Báo cáo", "BC"}, {"Kế hoạch", "KH"}, {"Chỉ thị", "CT"}, {"Hướng dẫn", "HD"},
		{"Quyết định", "QĐ"}, {"Kế hoạch", "KH"}, {"Nghị quyết", "NQ"},
	}
	bodies := []struct{ name, code, sign string }{
		{"Ban Thường vụ Tỉnh ủy Phú Thọ", "TU", "-%s/%s"}, {"Ủy ban nhân dân tỉnh Lào Cai", "UBND", "/%s-%s"}, {"Ban Bí thư", "TW", "-%s/%s"}, {"Bộ Nội vụ", "BNV", "/%s-%s"},
		{"Thành ủy Hà Nội", "TU", "-%s/%s"}, {"Ban Thường vụ Tỉnh ủy Nghệ An", "TU", "-%s/%s"}, {"Thủ tướng Chính phủ", "TTg", "/%s-%s"},
	}
	make := func(id, typ, label, date, issuer, title string) *library.Document {
		r := &document.Record{ID: id, Type: typ, Issuer: issuer, Title: title}
		if number, err := document.ParseNumber(label); err == nil {
			r.Number = number
		}
		if date != "" {
			r.Date = document.MustDate(date)
		}
		return &library.Document{Entry: library.Entry{Record: r, State: library.State{Status: library.StatusUnknown}}}
	}
	centre := make(Busy, "Nghị quyết", "9-NQ/TW", "2018-05-19", "Bộ Chính trị", "về trồng cây gây rừng đến năm 2030, tầm nhìn đến năm 2045")
	lib := &Library{Docs: []*library.Document{centre}}
	join := func(from, to *library.Document, kind document.RelationKind, stated bool) {
		l, back := library.Link{Kind: kind, Record: to.Record, TextHeld: to.TextHeld, State: to.State}, library.Link{Kind: kind, Record: from.Record, TextHeld: from.TextHeld, State: from.State}
		if stated {
			l.Stated = &document.Relation{Kind: kind, Target: to.Record.ID, Source: "https://vi-du.example.vn/" + from.Record.ID, Confidence: document.Medium}
			back.Stated = l.Stated
			from.Acting, to.Passive = append(from.Acting, l), append(to.Passive, back)
			return
		}
		l.Places = []library.Place{{Anchor: "mot-la", Label: "Một là", Quote: to.Record.Name(), Citation: 1}}
		back.Places = l.Places
		from.Cited, to.CitedAt = append(from.Cited, l), append(to.CitedAt, back)
	}
	for i, k := range []document.RelationKind{document.Basis, document.Replaces, document.Continues} {
		d := make(fmt.Sprintf("nghi-quyet-%d-nq-tw-2008", 20+i), "Nghị quyết", fmt.Sprintf("%d-NQ/TW", 20+i), fmt.Sprintf("2008-0%d-05", 3+i), "Bộ Chính trị", "về rừng phòng hộ")
		lib.Docs = append(lib.Docs, d)
		join(centre, d, k, i > 0)
	}
	for i, k := range []document.RelationKind{document.Amends, document.Replaces} {
		d := make(fmt.Sprintf("ket-luan-%d-kl-tw-202%d", 30+i, 2+i*3), "Kết luận", fmt.Sprintf("%d-KL/TW", 30+i), fmt.Sprintf("202%d-07-28", 2+i*3), "Bộ Chính trị", "về trồng cây gây rừng")
		lib.Docs = append(lib.Docs, d)
		join(d, centre, k, true)
	}
	centre.State = library.State{Status: library.StatusReplaced, By: centre.Passive[1:]}
	for i := len(lib.Docs); i <= n; i++ {
		t, b := types[i%len(types)], bodies[i*i%len(bodies)]
		label := strconv.Itoa(i) + fmt.Sprintf(b.sign, t.letters, b.code)
		date, issuer := fmt.Sprintf("20%d-%02d-%02d", 18+i%8, 1+i%12, 1+i%28), b.name
		if i%9 == 0 {
			date = ""
		}
		if i%11 == 0 {
			issuer = ""
		}
		d := make("van-ban-"+strconv.Itoa(i), t.name, label, date, issuer, fmt.Sprintf("thực hiện Nghị quyết số 9-NQ/TW về trồng cây gây rừng, đợt %d", i))
		if d.TextHeld = i%3 > 0; d.TextHeld {
			d.Text = "Một là, thực hiện Nghị quyết số 9-NQ/TW.\n"
			d.Structure = document.Divide(d.Text)
		}
		lib.Docs = append(lib.Docs, d)
		kind := document.Implements
		switch i % 7 {
		case 0:
			kind = document.Cites
		case 1:
			kind = document.Basis
		case 2:
			kind = document.Guides
		}
		join(d, centre, kind, false)
	}
	return lib
}
