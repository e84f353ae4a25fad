package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"
)

// Kind says what went wrong.
type Kind string

// The kinds of Error.
const (
	BadAddress   Kind = "address"   // it cannot be read
	BadScheme    Kind = "scheme"    // neither http nor https
	BadPort      Kind = "port"      // not one at which pages are served
	HasPassword  Kind = "password"  // it carries a name and a password
	Private      Kind = "private"   // it leads to this machine or a network that is not public
	NoHost       Kind = "no-host"   // the name is unknown
	NoConnection Kind = "connect"   // nobody answers there
	NoTrust      Kind = "tls"       // the certificate does not prove the host
	Slow         Kind = "slow"      // nothing, or too little, came in time
	Cut          Kind = "cut"       // the answer ended before its end, or cannot be unpacked
	TooLarge     Kind = "too-large" // more than Options.MaxBytes
	Bomb         Kind = "bomb"      // packed far tighter than pages are
	Empty        Kind = "empty"     // no bytes
	WrongType    Kind = "type"      // a picture, a film, data: no document
	Redirects    Kind = "redirects" // too many, or in a circle, or to nowhere
	Forbidden    Kind = "robots"    // robots.txt says no
	Later        Kind = "later"     // the host asks to come back later
	Status       Kind = "status"    // another answer than the page
)

// Error is why there is no page.
type Error struct {
	Kind    Kind      `json:"kind"`
	Address string    `json:"address"` // where it happened: after redirects, not the one asked for
	Status  int       `json:"status,omitempty"`
	Until   time.Time `json:"until,omitzero"` // when the host may be asked again, of Later
	Detail  string    `json:"detail,omitempty"`
	// Asked is set where the answer is remembered from then.
	Asked time.Time `json:"-"`
	Err   error     `json:"-"`
}

func (e *Error) Error() string { return e.Vietnamese() }
func (e *Error) Unwrap() error { return e.Err }

// lasting reports what a second attempt on the same day would not change.
func (e *Error) lasting() bool {
	switch e.Kind {
	case Forbidden, TooLarge, Bomb, Empty, WrongType, Redirects:
		return true
	case Status:
		return e.Status >= 400 && e.Status < 500
	}
	return false
}

// Vietnamese says what happened and what can be done.
func (e *Error) Vietnamese() string {
	s := e.words()
	if !e.Asked.IsZero() {
		s += fmt.Sprintf(" (đã hỏi lúc %s; muốn hỏi lại ngay thì thêm --again)", e.Asked.Local().Format("15:04 02/01/2006"))
	}
	return s
}

func (e *Error) words() string {
	host := e.Address
	if u, err := url.Parse(e.Address); err == nil && u.Host != "" {
		host = u.Host
	}
	switch e.Kind {
	case BadAddress:
		return "địa chỉ viết sai, không đọc được: " + e.Address
	case BadScheme:
		return fmt.Sprintf("chỉ lấy được địa chỉ http và https, không lấy được %q", e.Detail)
	case BadPort:
		return fmt.Sprintf("cổng %s không phải cổng của trang web (80, 443, 8080, 8443); nếu là trang nội bộ của cơ quan thì thêm --allow-private %s", e.Detail, host)
	case HasPassword:
		return "địa chỉ có kèm tên và mật khẩu nên không dùng; hãy bỏ phần trước dấu @ trong địa chỉ"
	case Private:
		return fmt.Sprintf("%s ở trên máy này hoặc trong mạng nội bộ nên không lấy; nếu đúng là trang nội bộ của cơ quan thì thêm --allow-private %s", host, host)
	case NoHost:
		return fmt.Sprintf("không tìm thấy máy chủ %s; hãy xem lại địa chỉ và kết nối mạng", host)
	case NoConnection:
		s := fmt.Sprintf("không kết nối được với %s; máy chủ có thể đang ngừng, hoặc mạng bị chặn", host)
		if e.Detail != "" {
			s += " (" + e.Detail + ")"
		}
		return s
	case NoTrust:
		return fmt.Sprintf("không tin được kết nối với %s: %s; hãy mở bằng trình duyệt để xem, rồi tải tệp về máy và nhập tệp ấy", host, e.Detail)
	case Slow:
		return fmt.Sprintf("%s trả lời quá chậm nên đã dừng; hãy thử lại lúc khác", host)
	case Cut:
		return "nội dung bị ngắt giữa chừng hoặc hỏng trên đường đi; hãy thử lại"
	case TooLarge:
		return fmt.Sprintf("nội dung lớn hơn giới hạn %s; hãy tải bằng trình duyệt rồi nhập tệp ấy", e.Detail)
	case Bomb:
		return "nội dung nén quá chặt nên có thể là bẫy; không nhận"
	case Empty:
		return "địa chỉ cho ra nội dung rỗng"
	case WrongType:
		return fmt.Sprintf("địa chỉ cho ra loại %s, không phải trang hay tệp văn bản", e.Detail)
	case Redirects:
		return "trang chuyển hướng " + e.Detail
	case Forbidden:
		return fmt.Sprintf("%s không cho chương trình tự lấy trang này (robots.txt); hãy mở bằng trình duyệt, lưu về máy rồi nhập", host)
	case Later:
		s := fmt.Sprintf("%s đang bận hoặc thấy bị hỏi quá nhiều", host)
		if e.Status != 0 {
			s += fmt.Sprintf(" (mã %d)", e.Status)
		}
		if e.Until.IsZero() {
			return s + "; hãy thử lại sau"
		}
		return s + "; hãy thử lại sau " + e.Until.Local().Format("15:04 02/01/2006")
	}
	switch {
	case e.Status == 404 || e.Status == 410:
		return fmt.Sprintf("không còn trang ở địa chỉ này (mã %d); hãy tìm địa chỉ mới trên %s", e.Status, host)
	case e.Status == 401 || e.Status == 407:
		return fmt.Sprintf("trang đòi đăng nhập (mã %d); hãy đăng nhập bằng trình duyệt, tải tệp về máy rồi nhập", e.Status)
	case e.Status == 403 || e.Status == 451:
		return fmt.Sprintf("%s không cho lấy trang này (mã %d); hãy mở bằng trình duyệt, lưu về máy rồi nhập", host, e.Status)
	case e.Status >= 500:
		return fmt.Sprintf("%s đang lỗi (mã %d); hãy thử lại sau", host, e.Status)
	}
	return fmt.Sprintf("%s trả lời mã %d thay vì nội dung trang", host, e.Status)
}

// failure names what ended a request.
func failure(address string, err error) *Error {
	e := &Error{Kind: NoConnection, Address: address, Err: err}
	var dns *net.DNSError
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var plain tls.RecordHeaderError
	var verify *tls.CertificateVerificationError
	var alert tls.AlertError
	var timeout net.Error
	switch {
	case errors.Is(err, errPrivate):
		e.Kind = Private
	case errors.Is(err, errSlow):
		e.Kind = Slow
	case errors.As(err, &dns):
		if e.Kind = NoHost; dns.IsTimeout {
			e.Kind, e.Detail = NoConnection, "máy chủ tên miền không trả lời"
		}
	case errors.As(err, &name):
		e.Kind, e.Detail = NoTrust, "chứng thư là của máy chủ khác"
	case errors.As(err, &authority):
		e.Kind, e.Detail = NoTrust, "chứng thư không do tổ chức được tin cậy cấp"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		e.Kind, e.Detail = NoTrust, "chứng thư hết hạn hoặc chưa đến hạn, hoặc đồng hồ máy này sai"
	case errors.As(err, &invalid), errors.As(err, &verify):
		e.Kind, e.Detail = NoTrust, "chứng thư không hợp lệ"
	case errors.As(err, &plain), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		e.Kind, e.Detail = NoTrust, "máy chủ không dùng https ở cổng này"
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		e.Kind, e.Detail = NoTrust, "máy chủ dùng cách mã hóa không được chấp nhận"
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		e.Kind = Slow
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Detail = "cổng không mở"
	}
	return e
}
