package server

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

// The fields of the forms beside those of the record.
const (
	fieldDecision = "viec" // decideAccept, decideDiscard, decideAttach
	fieldState    = "trang-thai"
	fieldInto     = "dich" // id of the record to attach to

	decideAccept  = "nhan"
	decideDiscard = "bo"
	decideAttach  = "gop"
)

var (
	reviewFormProblem = problem{http.StatusBadRequest, "bad_form", "Không đọc được quyết định",
		"Yêu cầu thiếu thông tin. Hãy quay lại trang duyệt và làm lại."}
	reviewChangedProblem = problem{http.StatusConflict, "changed", "Văn bản đã thay đổi",
		"Văn bản không còn như khi trang được mở (có người khác vừa sửa, hoặc vừa nhập thêm tệp), nên quyết định chưa được ghi. Hãy mở lại trang duyệt của văn bản và xem lại."}
)

// decideReview answers POST /nhap/duyet/{id}: a person accepts a document as it is
// or corrected, throws it out, or says which held document it is.
func (s *Server) decideReview(c *gin.Context) {
	if !s.lib.Writable() {
		s.fail(c, readOnlyProblem)
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxForm)
	if err := c.Request.ParseForm(); err != nil {
		s.fail(c, reviewFormProblem)
		return
	}
	id, form := c.Param("id"), c.Request.PostForm
	_, _, next := s.neighbours(id) // before the document leaves the list
	var err error
	switch form.Get(fieldDecision) {
	case decideAccept:
		values, wrong := readReview(form)
		if len(wrong) == 0 {
			err = s.lib.Accept(c.Request.Context(), id, form.Get(fieldState), values)
			switch {
			case errors.Is(err, library.ErrSecret):
				wrong["secrecy"] = "Thư viện này không được giữ văn bản mang dấu " + values["secrecy"] + ". Nếu đúng là văn bản mật, hãy chọn “Không phải văn bản” ở cuối trang để bỏ khỏi thư viện."
			case errors.Is(err, library.ErrBadValue):
				wrong[""] = "Có giá trị không ghi được: " + err.Error() + "."
			}
		}
		if len(wrong) > 0 {
			r, rerr := s.lib.Review(id)
			if rerr != nil {
				s.failErr(c, rerr)
				return
			}
			s.showReview(c, http.StatusUnprocessableEntity, r, form, wrong)
			return
		}
	case decideDiscard:
		err = s.lib.Discard(c.Request.Context(), id, form.Get(fieldState))
	case decideAttach:
		err = s.lib.AttachTo(c.Request.Context(), id, form.Get(fieldState), form.Get(fieldInto))
	default:
		s.fail(c, reviewFormProblem)
		return
	}
	switch {
	case errors.Is(err, library.ErrReadOnly):
		s.fail(c, readOnlyProblem)
	case errors.Is(err, library.ErrChanged):
		s.fail(c, reviewChangedProblem)
	case errors.Is(err, library.ErrBadValue), errors.Is(err, library.ErrSameDocument):
		s.fail(c, reviewFormProblem)
	case err != nil:
		s.failErr(c, err)
	case next == "":
		c.Redirect(http.StatusSeeOther, reviewsURL+"?vua="+form.Get(fieldDecision))
	default:
		c.Redirect(http.StatusSeeOther, next+"?vua="+form.Get(fieldDecision))
	}
}

// readReview reads the fields of the form; wrong says in words what cannot be,
// by field.
func readReview(form url.Values) (values, wrong map[string]string) {
	values, wrong = map[string]string{}, map[string]string{}
	for _, l := range reviewLabels {
		if !form.Has(l.name) {
			continue
		}
		v := oneLine(form.Get(l.name))
		if n := len([]rune(v)); n > 1000 {
			wrong[l.name] = fmt.Sprintf("%s dài %s ký tự, nhiều nhất 1.000.", l.label, thousands(n))
			continue
		}
		switch {
		case l.name == "number":
			number, why := readNumber(v)
			if why != "" {
				wrong[l.name] = why
				continue
			}
			values["number"], values["year"], values["symbol"] = number.Number, number.Year, number.Symbol
		case l.kind == "date":
			d, why := readDate(v)
			if why != "" {
				wrong[l.name] = l.label + ": " + why
				continue
			}
			values[l.name] = d.String()
		case l.kind == "choice" && v != "" && !slices.Contains(reviewChoices[l.name], v):
			wrong[l.name] = l.label + ": “" + v + "” không phải một mức."
		case l.name == "type" && v == "":
			wrong[l.name] = "Loại: cần ghi, ví dụ Quyết định. Không rõ thì ghi Tài liệu."
		default:
			values[l.name] = v
		}
	}
	return values, wrong
}

// readNumber reads a number as people write it; empty is a document without one.
func readNumber(s string) (document.Number, string) {
	if s == "" {
		return document.Number{}, ""
	}
	n, err := document.ParseNumber(s)
	if err == nil {
		return n, ""
	}
	// A number alone, or a symbol whose number was left open.
	switch {
	case strings.Trim(s, "0123456789") == "" && len(s) <= 5:
		return document.Number{Number: s}, ""
	case !strings.ContainsAny(s[:1], "0123456789 ") && strings.ContainsAny(s, "/-") && !strings.Contains(s, " "):
		return document.Number{Symbol: document.NormalSymbol(s)}, ""
	}
	return n, "Số, ký hiệu: “" + shorten(s, 60) + "” không đúng dạng. Viết như 12/2023/NĐ-CP, 23-CT/TU hoặc 45/KH-UBND; văn bản không có số thì để trống."
}

// readDate reads a date as it is written here, 26/12/2023, or less of it: 12/2023,
// 2023. Empty is an unknown date.
func readDate(s string) (document.Date, string) {
	if s == "" {
		return document.Date{}, ""
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' || r == ' ' })
	if len(parts) == 3 && len(parts[0]) == 4 { // ISO
		slices.Reverse(parts)
	}
	var n []int
	for _, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 {
			return document.Date{}, "“" + shorten(s, 40) + "” không phải ngày. Viết như 26/12/2023; chỉ biết tháng thì 12/2023, chỉ biết năm thì 2023."
		}
		n = append(n, v)
	}
	if len(n) == 0 || len(n) > 3 || n[len(n)-1] < 1000 || n[len(n)-1] > 9999 {
		return document.Date{}, "“" + shorten(s, 40) + "” không phải ngày. Viết như 26/12/2023, năm đủ bốn chữ số."
	}
	iso := fmt.Sprintf("%04d", n[len(n)-1])
	for i := len(n) - 2; i >= 0; i-- {
		iso += fmt.Sprintf("-%02d", n[i])
	}
	d, err := document.ParseDate(iso)
	if err != nil {
		return document.Date{}, "không có ngày " + shorten(s, 40) + " trong lịch."
	}
	return d, ""
}
