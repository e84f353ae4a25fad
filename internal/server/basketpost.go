package server

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"
)

// The fields of the forms that change the basket, and what they can ask for.
const (
	fieldDo     = "viec"
	fieldID     = "id"
	fieldPoint  = "diem"   // anchor of a provision
	fieldPlace  = "vi-tri" // index in the basket, from 0
	fieldReturn = "ve"     // address to go back to
	doAdd       = "them"
	doRemove    = "bo" // the item at the place, or every item of the document
	doUp        = "len"
	doDown      = "xuong"
	doPoint     = "chon-diem"
	doClear     = "xoa-het"
)

var (
	basketFullProblem = problem{http.StatusConflict, "basket_full", "Giỏ đã đầy",
		"Giỏ văn bản giữ được tối đa 100 văn bản, hoặc ít hơn khi tên văn bản dài. Hãy mở Giỏ văn bản, bỏ bớt những văn bản không cần rồi thêm lại."}
	basketFormProblem = problem{http.StatusBadRequest, "bad_form", "Không đọc được yêu cầu",
		"Yêu cầu thiếu thông tin về văn bản. Hãy quay lại trang trước và bấm lại."}
	noPointProblem = problem{http.StatusConflict, "no_point", "Văn bản không có điểm, khoản này",
		"Văn bản có thể đã được thay nội dung từ khi trang được mở. Hãy tải lại trang rồi chọn lại."}
)

// changeBasket answers POST /gio and goes back to where the button was.
func (s *Server) changeBasket(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxForm)
	if err := c.Request.ParseForm(); err != nil {
		s.fail(c, basketFormProblem)
		return
	}
	form := c.Request.PostForm
	it := basketItem{form.Get(fieldID), form.Get(fieldPoint)}
	place, err := strconv.Atoi(form.Get(fieldPlace))
	if err != nil {
		place = -1
	}
	b, bad := s.changed(readBasket(c), form.Get(fieldDo), it, place)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	keepBasket(c, b)
	c.Redirect(http.StatusSeeOther, localPath(form.Get(fieldReturn), "/gio"))
}

// changed gives the basket after what was asked for. A place that no longer holds
// the document, since another window changed the basket, changes nothing.
func (s *Server) changed(b basket, do string, it basketItem, place int) (basket, *problem) {
	if do == doClear {
		return nil, nil
	}
	if !isMark(it.ID) {
		return nil, &basketFormProblem
	}
	holds := place >= 0 && place < len(b) && b[place].ID == it.ID
	switch do {
	case doAdd:
		if _, err := s.lib.Entry(it.ID); err != nil {
			return nil, &noDocumentProblem
		}
		if it.Anchor != "" && s.pointLabel(it) == "" {
			return nil, &noPointProblem
		}
		if !slices.Contains(b, it) {
			b = append(b, it)
		}
	case doRemove:
		if place >= 0 {
			if holds {
				b = slices.Delete(b, place, place+1)
			}
			break
		}
		b = slices.DeleteFunc(b, func(o basketItem) bool { return o.ID == it.ID })
	case doUp, doDown:
		to := place - 1
		if do == doDown {
			to = place + 1
		}
		if holds && to >= 0 && to < len(b) {
			b[place], b[to] = b[to], b[place]
		}
	case doPoint:
		if it.Anchor != "" && s.pointLabel(it) == "" {
			return nil, &noPointProblem
		}
		if holds && !slices.Contains(b, it) {
			b[place] = it
		}
	default:
		return nil, &basketFormProblem
	}
	if !b.fits() {
		return nil, &basketFullProblem
	}
	return b, nil
}

// pointLabel names the provision of an item, "" where the text has none of that
// anchor.
func (s *Server) pointLabel(it basketItem) string {
	st := s.lib.ProvisionsOf(it.ID)
	if st == nil || it.Anchor == "" {
		return ""
	}
	if p := st.ByAnchor(it.Anchor); p != nil {
		return p.Label
	}
	return ""
}
