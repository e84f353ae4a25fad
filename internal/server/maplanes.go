package server

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// mapLanes are the bands of the relation map, from above.
var mapLanes = []string{
	"Trung ương Đảng", "Nhà nước ở Trung ương", "Đảng bộ địa phương, đơn vị", "Chính quyền địa phương", "Mặt trận, đoàn thể", "Chưa rõ cấp ban hành",
}

const unknownLane = 5

// laneOf is the lane of a document: by its issuer, or where the issuer is not
// known or not in the table, by the code in its symbol, if all bodies of that
// code are of one lane.
func laneOf(r *document.Record) int {
	for at, tries := 0, 0; at < len(r.Issuer) && tries < 8; tries++ { // "Hội nghị lần thứ tám Ban Chấp hành Trung ương …"
		if m, ok := tables.BodyAt(r.Issuer, at); ok {
			return laneOfBody(m.Body)
		}
		space := strings.IndexByte(r.Issuer[at:], ' ')
		if space < 0 {
			break
		}
		at += space + 1
	}
	lane := unknownLane
	for _, b := range tables.BodiesByCode(r.Body(), "") {
		if l := laneOfBody(b); lane == unknownLane {
			lane = l
		} else if l != lane {
			return unknownLane
		}
	}
	return lane
}

func laneOfBody(b *tables.Body) int {
	central := b.Level == "trung ương"
	switch b.Family {
	case tables.Party:
		if central {
			return 0
		}
		return 2
	case tables.State:
		if central {
			return 1
		}
		return 3
	}
	return 4
}
