package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

// maxCiteBody bounds the text that is sent to be read, in bytes: a law of a
// thousand pages has a fifth of it.
const maxCiteBody = 8 << 20

// apiCitations is the answer about the citations of a text that is not of the
// library; offsets are runes of it.
type apiCitations struct {
	Citations []apiReference `json:"citations"`
	// Cites are the documents that the text names, in order of first mention.
	Cites []apiLink `json:"cites"`
}

func makeAPICitations(d *library.Document) apiCitations {
	return apiCitations{Citations: makeAPIReferences(d, newRunes(d.Text)), Cites: makeAPILinks(d.Cited)}
}

// WriteReferences writes the citations of a text as POST /api/v1/cite does, for
// tracuu cite --json.
func WriteReferences(w io.Writer, d *library.Document) error { return encode(w, makeAPICitations(d)) }

// apiCite answers POST /api/v1/cite: the citations of the text that is sent, as
// {"text": …} or as plain text. Nothing of it is kept or logged.
func (s *Server) apiCite(c *gin.Context) {
	text, bad := readCiteBody(c)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	writeJSON(c, http.StatusOK, makeAPICitations(s.lib.Cite(text)))
}

func readCiteBody(c *gin.Context) (string, *problem) {
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxCiteBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return "", &problem{http.StatusRequestEntityTooLarge, "too_large", "Văn bản quá dài",
			fmt.Sprintf("Văn bản gửi lên vượt quá %d MB. Hãy gửi từng phần.", maxCiteBody>>20)}
	case err != nil:
		return "", &problem{http.StatusBadRequest, "bad_body", "Không đọc được văn bản", "Văn bản gửi lên bị ngắt giữa chừng. Hãy gửi lại."}
	}
	media, _, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil {
		media = "text/plain"
	}
	text := string(body)
	switch media {
	case "text/plain":
	case "application/json":
		var in struct {
			Text *string `json:"text"`
		}
		if err := json.Unmarshal(body, &in); err != nil || in.Text == nil {
			return "", &problem{http.StatusBadRequest, "bad_body", "Không đọc được văn bản", `Cần JSON dạng {"text": "…"}.`}
		}
		text = *in.Text
	default:
		return "", &problem{http.StatusUnsupportedMediaType, "bad_type", "Dạng dữ liệu không được nhận",
			"Hãy gửi văn bản dạng application/json hoặc text/plain."}
	}
	if !utf8.ValidString(text) {
		return "", &problem{http.StatusBadRequest, "bad_body", "Không đọc được văn bản", "Văn bản phải ở mã UTF-8."}
	}
	return text, nil
}
