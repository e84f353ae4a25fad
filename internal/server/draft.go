package server

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/draft"
)

// DraftReader reads the file of a draft; see draft.Reader.
type DraftReader interface {
	Read(ctx context.Context, name string, data []byte) (*draft.File, error)
}

// Limits of a draft, in bytes. The body of a request holds one file or text and
// a little around it.
const (
	maxDraftText = 4 << 20
	maxDraftBody = draft.MaxBytes + maxDraftText + 1<<20
	// A Word file up to this size comes with the page of results, so that nothing
	// need be kept here to give it later.
	maxInlineWord = 1 << 20
)

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// What the buttons of the form ask for.
const (
	askCheck  = "kiem-tra"
	askWord   = "word"
	askRepair = "sua"
)

// draftForm is what was filled in.
type draftForm struct {
	Text   string
	Family string
	Date   string
	Ask    string
	File   string   // its name, "" where text was pasted
	Chosen []string // repairs, with askRepair
	data   []byte
}

type draftContent struct {
	Form     draftForm
	Families []familyChoice
	Limits   string
	Problem  *problem
	Result   *draftResult
}

type familyChoice struct {
	Value, Text string
	Selected    bool
}

var draftFamilies = []familyChoice{
	{"", "Tự nhận biết", false},
	{string(check.Party), "Văn bản của Đảng", false},
	{string(check.Administrative), "Văn bản hành chính nhà nước", false},
	{string(check.Normative), "Văn bản quy phạm pháp luật", false},
	{string(check.Assembly), "Văn bản của Quốc hội, UBTVQH, Chủ tịch nước", false},
}

// draftForm answers GET /kiem-tra: the empty form.
func (s *Server) draftForm(c *gin.Context) { s.renderDraft(c, http.StatusOK, draftContent{}) }

func (s *Server) renderDraft(c *gin.Context, status int, content draftContent) {
	for _, f := range draftFamilies {
		f.Selected = f.Value == content.Form.Family
		content.Families = append(content.Families, f)
	}
	content.Limits = fmt.Sprintf("Nhận tệp DOCX, PDF, ODT, RTF, DOC, HTML, TXT đến %d MB, %s trang, đọc trong %d giây; hoặc văn bản dán vào đến %d MB.",
		draft.MaxBytes>>20, thousands(draft.MaxPages), int(draft.MaxTime.Seconds()), maxDraftText>>20)
	c.Header("Cache-Control", "no-store") // a draft is not left in the browser's cache either
	s.render(c, status, page{Title: "Kiểm tra viện dẫn · Tra cứu văn bản", Kind: "check", Content: content})
}

// draftCheck answers POST /kiem-tra: the result beside the draft, or the Word
// file. Nothing of the draft is kept or logged.
func (s *Server) draftCheck(c *gin.Context) {
	form, bad := readDraftForm(c)
	content := draftContent{Form: form}
	fail := func(p *problem) {
		content.Problem = p
		s.renderDraft(c, p.Status, content)
	}
	if bad != nil {
		fail(bad)
		return
	}
	opts, bad := draftOptions(form.Family, form.Date)
	if bad != nil {
		fail(bad)
		return
	}
	file := &draft.File{Text: form.Text}
	if form.File != "" {
		var err error
		if file, err = s.drafts.Read(c.Request.Context(), form.File, form.data); err != nil {
			fail(s.draftProblem(c, err))
			return
		}
	}
	if p := textProblem(file.Text); p != nil {
		fail(p)
		return
	}
	d, report := s.lib.Check(file.Text, opts)
	if form.Ask == askWord {
		if !file.CanAnnotate() {
			fail(s.draftProblem(c, draft.ErrNotWord))
			return
		}
		out, _, err := file.Annotate(&report, time.Now())
		if err != nil {
			fail(s.draftProblem(c, err))
			return
		}
		sendWord(c, file.Name, out)
		return
	}
	content.Result = s.makeDraftResult(d, &report, &form)
	content.Form.Text = file.Text
	r := content.Result
	r.File = file.Name
	if file.Partial {
		r.Notes = append(r.Notes, "Có trang là ảnh, chưa có chữ nên chưa kiểm tra; cần nhận dạng trước.")
	}
	if file.Encoding != "" {
		r.Notes = append(r.Notes, "Chữ theo bảng mã cũ ("+file.Encoding+") đã được chuyển sang Unicode để kiểm tra.")
	}
	if file.CanAnnotate() {
		s.offerWord(r, file, &report)
	} else if file.Name != "" {
		r.Notes = append(r.Notes, "Chỉ tệp DOCX mới trả lại được kèm nhận xét; tệp này thì dùng danh sách dưới đây.")
	}
	s.renderDraft(c, http.StatusOK, content)
}

// offerWord puts the Word file into the page, where it is small.
func (s *Server) offerWord(r *draftResult, file *draft.File, report *check.Report) {
	if len(report.Findings) == 0 {
		return
	}
	out, done, err := file.Annotate(report, time.Now())
	switch {
	case err != nil:
		r.Notes = append(r.Notes, "Tệp này không trả lại được kèm nhận xét: cấu trúc bên trong không đọc được đủ chắc chắn để sửa mà không làm hỏng.")
		return
	case len(out) > maxInlineWord:
		r.Notes = append(r.Notes, "Muốn nhận tệp Word có nhận xét: chọn lại tệp ở dưới và bấm “Kiểm tra và tải tệp Word”. Tệp lớn nên không gửi kèm trang này.")
		return
	}
	r.Word = &wordLink{Name: draft.AnnotatedName(file.Name), URL: template.URL("data:" + docxType + ";base64," + base64.StdEncoding.EncodeToString(out)),
		Words: thousands(done.Comments) + " nhận xét, " + thousands(done.Changes) + " chỗ sửa ở dạng theo dõi thay đổi (Track Changes)"}
	if done.Signed {
		r.Notes = append(r.Notes, "Tệp gốc có chữ ký số; chữ ký đó không có giá trị với bản có nhận xét.")
	}
}

// sendWord sends a Word file to be saved.
func sendWord(c *gin.Context, name string, b []byte) {
	c.Header("Cache-Control", "no-store")
	c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": draft.AnnotatedName(name)}))
	c.Data(http.StatusOK, docxType, b)
}

// readDraftForm reads the form; a file goes before pasted text.
func readDraftForm(c *gin.Context) (draftForm, *problem) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxDraftBody)
	// Everything allowed stays in memory: nothing is written aside.
	err := c.Request.ParseMultipartForm(2 * maxDraftBody)
	if errors.Is(err, http.ErrNotMultipart) {
		err = nil
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return draftForm{}, &problem{http.StatusRequestEntityTooLarge, "too_large", "Bản thảo quá lớn",
			fmt.Sprintf("Tệp lớn hơn %d MB, hoặc văn bản lớn hơn %d MB. Hãy bỏ bớt hình ảnh trong tệp, hoặc tách bản thảo thành từng phần.", draft.MaxBytes>>20, maxDraftText>>20)}
	case err != nil:
		return draftForm{}, &problem{http.StatusBadRequest, "bad_body", "Không nhận được bản thảo", "Dữ liệu gửi lên bị ngắt giữa chừng. Hãy gửi lại."}
	}
	v := c.Request.PostForm
	f := draftForm{Family: v.Get("loai"), Date: strings.TrimSpace(v.Get("ngay")), Ask: v.Get("viec"), Chosen: v["sua"]}
	// Browsers send lines with CR LF.
	f.Text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(v.Get("noi-dung"))
	if m := c.Request.MultipartForm; m != nil && len(m.File["tep"]) > 0 && m.File["tep"][0].Filename != "" {
		h := m.File["tep"][0]
		in, err := h.Open()
		if err != nil {
			return f, &problem{http.StatusBadRequest, "bad_body", "Không nhận được tệp", "Tệp gửi lên không mở được. Hãy gửi lại."}
		}
		defer in.Close()
		if f.data, err = io.ReadAll(in); err != nil {
			return f, &problem{http.StatusBadRequest, "bad_body", "Không nhận được tệp", "Tệp gửi lên bị ngắt giữa chừng. Hãy gửi lại."}
		}
		f.File = shorten(h.Filename, 200)
		if len(f.data) == 0 {
			return f, &problem{http.StatusBadRequest, "empty", "Tệp rỗng", "Tệp “" + shorten(f.File, 80) + "” không có gì bên trong. Hãy chọn tệp khác."}
		}
		return f, nil
	}
	if strings.TrimSpace(f.Text) == "" {
		return f, &problem{http.StatusBadRequest, "empty", "Chưa có bản thảo", "Hãy dán nội dung bản thảo vào ô, hoặc chọn một tệp."}
	}
	if f.Ask == askWord {
		return f, &problem{http.StatusBadRequest, "not_word", "Chưa chọn tệp Word", "Muốn nhận tệp Word có nhận xét, hãy chọn tệp DOCX của bản thảo; văn bản dán vào thì dùng nút “Kiểm tra”."}
	}
	return f, nil
}

func draftOptions(family, date string) (check.Options, *problem) {
	f, err := check.ParseFamily(family)
	if err != nil {
		return check.Options{}, &problem{http.StatusBadRequest, "bad_parameter", "Loại bản thảo không hợp lệ", "Hãy chọn loại bản thảo trong danh sách."}
	}
	opts := check.Options{Family: f, Today: Today(time.Now())}
	if date == "" {
		return opts, nil
	}
	parts := strings.FieldsFunc(date, func(r rune) bool { return r == '/' || r == '-' || r == '.' || r == ' ' })
	if len(parts) == 3 {
		day, err1 := strconv.Atoi(parts[0])
		month, err2 := strconv.Atoi(parts[1])
		d, err3 := document.ParseDate(fmt.Sprintf("%s-%02d-%02d", parts[2], month, day))
		if err1 == nil && err2 == nil && err3 == nil && d.Year >= 1930 {
			opts.Today = d
			return opts, nil
		}
	}
	return opts, &problem{http.StatusBadRequest, "bad_parameter", "Ngày không hợp lệ", "Hãy ghi ngày của bản thảo theo dạng ngày/tháng/năm, ví dụ 26/12/2023, hoặc để trống."}
}

func textProblem(text string) *problem {
	switch {
	case len(text) > maxDraftText:
		return &problem{http.StatusRequestEntityTooLarge, "too_large", "Bản thảo quá dài",
			fmt.Sprintf("Bản thảo có hơn %d MB chữ. Hãy tách thành từng phần và kiểm tra lần lượt.", maxDraftText>>20)}
	case !utf8.ValidString(text):
		return &problem{http.StatusBadRequest, "bad_body", "Không đọc được văn bản", "Văn bản không ở mã UTF-8. Hãy lưu lại với mã UTF-8, hoặc gửi tệp Word."}
	}
	return nil
}

// draftProblems says what to do about a file that could not be read.
var draftProblems = map[draft.Kind]problem{
	draft.Encrypted:   {http.StatusUnprocessableEntity, "encrypted", "Tệp có mật khẩu", "Tệp được bảo vệ bằng mật khẩu nên không đọc được. Hãy bỏ mật khẩu (lưu một bản không mật khẩu) rồi gửi lại."},
	draft.Damaged:     {http.StatusUnprocessableEntity, "damaged", "Tệp bị hỏng", "Tệp không mở được: nội dung bị hỏng hoặc không đầy đủ. Hãy mở tệp bằng Word, lưu thành tệp mới rồi gửi lại, hoặc dán nội dung vào ô."},
	draft.Empty:       {http.StatusUnprocessableEntity, "empty", "Tệp không có chữ", "Trong tệp không có chữ nào để kiểm tra."},
	draft.Scan:        {http.StatusUnprocessableEntity, "scan", "Tệp chưa có chữ, cần nhận dạng", "Tệp là ảnh chụp các trang, chưa có chữ. Hãy gửi tệp Word của bản thảo, hoặc nhận dạng chữ (OCR) trước rồi gửi lại."},
	draft.TooLarge:    {http.StatusRequestEntityTooLarge, "too_large", "Tệp quá lớn", "Tệp quá lớn, quá nhiều trang, hoặc khi mở ra phình to bất thường. Hãy bỏ bớt hình ảnh, hoặc dán nội dung vào ô."},
	draft.Timeout:     {http.StatusUnprocessableEntity, "timeout", "Đọc tệp quá lâu", "Tệp mất quá nhiều thời gian để đọc. Hãy dán nội dung vào ô, hoặc tách tệp."},
	draft.Unsupported: {http.StatusUnsupportedMediaType, "bad_type", "Dạng tệp này không đọc được", "Hãy gửi tệp DOCX, PDF, ODT, RTF, HTML hoặc TXT, hoặc dán nội dung vào ô."},
	draft.NoProgram:   {http.StatusUnsupportedMediaType, "bad_type", "Máy chủ chưa đọc được dạng tệp này", "Tệp DOC đời cũ cần một chương trình chưa cài trên máy này. Hãy mở bằng Word, lưu thành DOCX rồi gửi lại."},
	draft.NotWord:     {http.StatusUnsupportedMediaType, "not_word", "Không phải tệp DOCX", "Chỉ tệp DOCX mới trả lại được kèm nhận xét. Hãy dùng nút “Kiểm tra” để xem kết quả trên trang, hoặc lưu bản thảo thành DOCX."},
}

// draftProblem sorts an error of a draft's file.
func (s *Server) draftProblem(c *gin.Context, err error) *problem {
	if p, ok := draftProblems[draft.KindOf(err)]; ok {
		return &p
	}
	if errors.Is(err, context.Canceled) { // the sender has gone; nobody reads this
		return &timeoutProblem
	}
	s.log.Error("draft", "path", c.Request.URL.Path, "cause", err)
	p := internalProblem
	return &p
}
