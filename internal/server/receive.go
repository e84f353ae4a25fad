package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/intake"
)

// Bounds of receiving an upload. The server's own deadlines are for pages; an
// upload of hundreds of megabytes over the network of an office takes minutes.
const (
	receiveIdle    = 30 * time.Second // longest without a byte
	receiveGrace   = time.Minute      // before the rate counts
	receiveRate    = 4 << 10          // least bytes a second on the average after that
	receiveLongest = 6 * time.Hour    // whatever comes
	receiveOver    = 16 << 20         // what the form itself may take beside the files
	receiveParts   = 64               // parts of the form that are no files
	receiveAnswer  = time.Minute      // to write the answer
	receiveDrain   = 32 << 20         // read on after a refusal, so that a browser hears it
	receiveDrainIn = 5 * time.Second
)

var errTooSlow = errors.New("upload slower than allowed")

type controllerKey struct{}

// withController lets handlers move the deadlines of their own request: the
// writers around the one of the connection do not hand that on.
func withController(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), controllerKey{}, http.NewResponseController(w))))
	})
}

func controller(r *http.Request) *http.ResponseController {
	rc, _ := r.Context().Value(controllerKey{}).(*http.ResponseController)
	if rc == nil { // a handler that is called by itself
		return http.NewResponseController(nopWriter{})
	}
	return rc
}

type nopWriter struct{}

func (nopWriter) Header() http.Header         { return http.Header{} }
func (nopWriter) Write(b []byte) (int, error) { return len(b), nil }
func (nopWriter) WriteHeader(int)             {}

// patient reads a body that may take long, as long as something comes.
type patient struct {
	r     io.Reader
	rc    *http.ResponseController
	began time.Time
	n     int64
}

func (p *patient) Read(b []byte) (int, error) {
	// Deadlines fail only where there are none, as in tests.
	_ = p.rc.SetReadDeadline(time.Now().Add(receiveIdle))
	n, err := p.r.Read(b)
	p.n += int64(n)
	took := time.Since(p.began)
	if err == nil && (took > receiveGrace && float64(p.n) < took.Seconds()*receiveRate || took > receiveLongest) {
		return n, errTooSlow
	}
	return n, err
}

// receive takes in the files of a form and makes a job of them.
func (s *Server) receive(c *gin.Context) (id string, bad *problem) {
	rc := controller(c.Request)
	raw := c.Request.Body
	body := &patient{r: raw, rc: rc, began: time.Now()}
	defer func() {
		// The answer must go out, and a browser that is still sending must hear it.
		_ = rc.SetWriteDeadline(time.Now().Add(receiveAnswer))
		if bad != nil {
			_ = rc.SetReadDeadline(time.Now().Add(receiveDrainIn))
			_, _ = io.CopyN(io.Discard, raw, receiveDrain)
		}
	}()
	_ = rc.SetWriteDeadline(time.Time{}) // reading comes first, and is bounded by itself
	c.Request.Body = io.NopCloser(http.MaxBytesReader(c.Writer, io.NopCloser(body), s.limits.Upload+receiveOver))
	form, err := c.Request.MultipartReader()
	if err != nil {
		return "", &problem{http.StatusUnsupportedMediaType, "bad_type", "Dạng dữ liệu không được nhận", "Hãy gửi tệp dạng multipart/form-data."}
	}
	u, err := s.desk.Receive(c.Request.ContentLength)
	if err != nil {
		return "", s.receiveProblem(err)
	}
	defer u.Abort()
	if err := takeFiles(form, u); err != nil {
		return "", s.receiveProblem(err)
	}
	if id, err = u.Commit(); err != nil {
		return "", s.receiveProblem(err)
	}
	return id, nil
}

// sentName undoes what browsers write in a name for what would end it (HTML,
// "multipart/form-data encoding algorithm").
var sentName = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%22", `"`)

// takeFiles takes in the parts of the form that are files, whatever their field
// is called.
func takeFiles(form *multipart.Reader, u *intake.Receiving) error {
	for others := 0; ; {
		part, err := form.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		// An empty choice is sent as a file without a name.
		if name := part.FileName(); name != "" {
			if err := u.File(sentName.Replace(name), part); err != nil {
				return err
			}
		} else if others++; others > receiveParts {
			return multipart.ErrMessageTooLarge
		}
		part.Close()
	}
}

// receiveProblem says in words why an upload was not taken in.
func (s *Server) receiveProblem(err error) *problem {
	var limit *intake.LimitError
	var disk *intake.DiskError
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &limit) && limit.Files > 0:
		return &problem{http.StatusRequestEntityTooLarge, "too_many_files", "Quá nhiều tệp",
			fmt.Sprintf("Mỗi lần tải lên được nhiều nhất %s tệp. Chưa tệp nào được nhận. Hãy chia làm nhiều lần, hoặc nén các tệp thành một tệp .zip rồi tải lên.", thousands(limit.Files))}
	case errors.As(err, &limit), errors.As(err, &tooLarge), errors.Is(err, multipart.ErrMessageTooLarge):
		return &problem{http.StatusRequestEntityTooLarge, "too_large", "Tải lên quá lớn",
			fmt.Sprintf("Mỗi lần tải lên được nhiều nhất %s. Chưa tệp nào được nhận. Hãy chia làm nhiều lần.", sizeWords(s.limits.Upload))}
	case errors.As(err, &disk):
		msg := "Ổ đĩa chứa thư viện đã đầy"
		if disk.Free >= 0 {
			msg = "Ổ đĩa chứa thư viện chỉ còn dùng được " + sizeWords(disk.Free)
			if disk.Need > 0 {
				msg += ", cần khoảng " + sizeWords(disk.Need)
			}
		}
		return &problem{http.StatusInsufficientStorage, "disk_full", "Ổ đĩa không đủ chỗ", msg + ". Chưa tệp nào được nhận. Hãy dọn bớt ổ đĩa rồi tải lại."}
	case errors.Is(err, intake.ErrBusy):
		return &problem{http.StatusServiceUnavailable, "busy", "Máy đang nhận các đợt khác", "Có nhiều đợt đang được tải lên cùng lúc. Hãy chờ vài phút rồi tải lại."}
	case errors.Is(err, intake.ErrQueue):
		return &problem{http.StatusServiceUnavailable, "queue_full", "Hàng chờ đã đầy", "Có quá nhiều đợt đang chờ nhập. Hãy chờ các đợt trước xong rồi tải lại."}
	case errors.Is(err, intake.ErrEmpty):
		return &problem{http.StatusBadRequest, "no_files", "Chưa chọn tệp nào", "Hãy chọn ít nhất một tệp hoặc một tệp nén rồi tải lên."}
	case errors.Is(err, errTooSlow), errors.Is(err, os.ErrDeadlineExceeded):
		return &problem{http.StatusRequestTimeout, "too_slow", "Đường truyền quá chậm", "Việc tải lên dừng vì quá lâu không có thêm dữ liệu. Chưa tệp nào được nhận. Hãy kiểm tra mạng rồi tải lại, mỗi lần ít tệp hơn."}
	case isMultipart(err):
		return &problem{http.StatusBadRequest, "bad_body", "Không nhận được tệp", "Việc tải lên bị ngắt giữa chừng, hoặc dữ liệu bị hỏng trên đường. Chưa tệp nào được nhận. Hãy tải lại."}
	}
	s.log.Error("receive", "cause", err)
	return &internalProblem
}

// isMultipart reports an error of reading the form, which is the sender's.
func isMultipart(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || strings.Contains(err.Error(), "multipart:") || strings.Contains(err.Error(), "mime:") ||
		strings.Contains(err.Error(), "malformed MIME") || strings.Contains(err.Error(), "connection reset")
}

// sizeWords says bytes as people do: "12 KB", "3,4 MB", "1,5 GB".
func sizeWords(n int64) string {
	switch {
	case n < 1000:
		return thousands(int(n)) + " byte"
	case n < 1<<20:
		return thousands(int((n+1023)>>10)) + " KB"
	case n < 1<<30:
		return decimal(float64(n)/(1<<20)) + " MB"
	}
	return decimal(float64(n)/(1<<30)) + " GB"
}

// decimal writes a number with one digit behind the comma, where it has one.
func decimal(f float64) string {
	if f >= 100 {
		return thousands(int(f + .5))
	}
	return strings.TrimSuffix(strings.Replace(fmt.Sprintf("%.1f", f), ".", ",", 1), ",0")
}
