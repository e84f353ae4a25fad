package ingest

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"syscall"

	"tracuu/internal/extract"
	"tracuu/internal/fetch"
)

// errChanged: a file was written to while it was read.
var errChanged = errors.New("tệp thay đổi trong khi đang đọc")

// diskFull reports that there is no room to write. The last two are what Windows
// says; no other system says these of a write.
func diskFull(err error) bool {
	var n syscall.Errno
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || runtime.GOOS == "windows" && errors.As(err, &n) && (n == 112 || n == 39)
}

// message says in Vietnamese why a file failed and what to do about it.
func message(err error) string {
	var missing *extract.MissingProgramError
	var web *fetch.Error
	switch {
	case errors.As(err, &web):
		return web.Vietnamese()
	case errors.As(err, &missing):
		return fmt.Sprintf("chưa đọc được tệp %s trên máy này; hãy cài %s, hoặc mở tệp và lưu lại thành DOCX hay PDF rồi nhập", missing.Format, strings.Join(missing.Programs, " hoặc "))
	case errors.Is(err, extract.ErrEncrypted):
		return "tệp có mật khẩu; hãy mở bằng mật khẩu, lưu lại không mật khẩu rồi nhập"
	case errors.Is(err, extract.ErrEmpty):
		return "tệp không có chữ nào"
	case errors.Is(err, extract.ErrWrongType):
		return "nội dung không đúng loại mà tên tệp nói; hãy đặt lại đuôi tệp cho đúng, hoặc lấy lại tệp"
	case errors.Is(err, extract.ErrTooLarge):
		return "tệp vượt giới hạn về dung lượng, số trang, độ nén hoặc bộ nhớ để đọc; hãy tách nhỏ rồi nhập"
	case errors.Is(err, extract.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return "đọc quá lâu nên đã dừng; hãy in lại tệp ra PDF mới, hoặc lưu thành DOCX, rồi nhập"
	case errors.Is(err, extract.ErrSheet):
		return "tệp là bảng tính hoặc bản trình chiếu, không đọc được; nếu là văn bản thì mở tệp, lưu thành PDF rồi nhập"
	case errors.Is(err, extract.ErrUnsupported):
		return "không đọc được loại tệp này; các loại đọc được: PDF, DOCX, DOC, ODT, RTF, HTML, EML, TXT, ảnh chụp"
	case errors.Is(err, extract.ErrDamaged), errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum),
		errors.Is(err, tar.ErrHeader), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return "tệp bị hỏng hoặc bị cắt cụt; hãy lấy lại tệp từ nguồn"
	case errors.Is(err, errChanged):
		return "tệp thay đổi trong khi đang đọc; hãy chạy lại khi tệp đã được ghi xong"
	case diskFull(err):
		return "ổ đĩa của thư viện đã đầy; hãy dọn bớt rồi nhập lại"
	case errors.Is(err, fs.ErrNotExist):
		return "không có tệp này"
	case errors.Is(err, fs.ErrPermission):
		return "không có quyền đọc tệp"
	}
	return err.Error()
}
