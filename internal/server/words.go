package server

import (
	"net/url"
	"strconv"
	"strings"

	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// The words of a state when nothing names the acting document, and before its
// name when something does.
var stateWords = map[library.Status][2]string{
	library.StatusUnknown:  {"Chưa rõ hiệu lực", ""},
	library.StatusReplaced: {"Được thay thế", "Được thay thế bởi"},
	library.StatusRepealed: {"Bị bãi bỏ", "Bị bãi bỏ bởi"},
	library.StatusAmended:  {"Được sửa đổi, bổ sung", "Được sửa đổi, bổ sung bởi"},
	library.StatusPartly:   {"Hết hiệu lực một phần", "Hết hiệu lực một phần theo"},
	library.StatusOngoing:  {"Được tiếp tục thực hiện", "Được tiếp tục thực hiện theo"},
}

// StateWords says a state in one phrase, for lists and cards: "Chưa rõ hiệu
// lực", "Được thay thế bởi Nghị quyết 22-NQ/TW".
func StateWords(st library.State) string {
	w, ok := stateWords[st.Status]
	if !ok {
		w = stateWords[library.StatusUnknown]
	}
	if w[1] != "" && len(st.By) > 0 && st.By[0].Record != nil {
		return w[1] + " " + st.By[0].Record.Name()
	}
	return w[0]
}

// relationWords says a relation from the acting and from the passive side.
var relationWords = map[document.RelationKind][2]string{
	document.Continues:  {"Tiếp tục thực hiện", "Được tiếp tục thực hiện theo"},
	document.Implements: {"Triển khai thực hiện", "Được triển khai thực hiện bởi"},
	document.Replaces:   {"Thay thế", "Được thay thế bởi"},
	document.Repeals:    {"Bãi bỏ", "Bị bãi bỏ bởi"},
	document.Amends:     {"Sửa đổi, bổ sung", "Được sửa đổi, bổ sung bởi"},
	document.Guides:     {"Hướng dẫn", "Được hướng dẫn bởi"},
	document.Basis:      {"Căn cứ", "Là căn cứ của"},
	document.Reviews:    {"Sơ kết, tổng kết", "Được sơ kết, tổng kết bởi"},
	document.Approves:   {"Phê duyệt, ban hành kèm theo", "Được phê duyệt, ban hành bởi"},
	document.Corrects:   {"Đính chính", "Được đính chính bởi"},
	document.Suspends:   {"Ngưng hiệu lực", "Bị ngưng hiệu lực bởi"},
	document.Cites:      {"Dẫn chiếu", "Được dẫn chiếu tại"},
}

func relationWord(k document.RelationKind, passive, partly bool) string {
	w := relationWords[k]
	s := w[0]
	if passive {
		s = w[1]
	}
	if s == "" {
		s = "Liên quan đến"
	}
	if partly {
		s += " (một phần)"
	}
	return s
}

var confidenceWords = map[document.Confidence]string{
	document.High:   "cao (trang công khai của văn bản hoặc cơ quan)",
	document.Medium: "trung bình (nguồn thứ cấp)",
	document.Low:    "thấp (một nguồn thứ cấp duy nhất, hoặc chỉ theo văn bản viện dẫn)",
}

var confidenceShort = map[document.Confidence]string{
	document.High:   "độ tin cậy cao",
	document.Medium: "độ tin cậy trung bình",
	document.Low:    "độ tin cậy thấp",
}

// fieldWords names the fields of a record as the pages label them.
var fieldWords = map[string]string{
	"type": "loại", "number": "số", "symbol": "ký hiệu", "year": "năm", "date": "ngày ban hành",
	"issuer": "cơ quan ban hành", "term": "khóa", "plenum": "hội nghị", "title": "trích yếu",
	"description": "mô tả", "signer": "người ký", "place": "nơi ban hành", "scope": "phạm vi phổ biến",
	"text": "toàn văn", "relations": "quan hệ", "relation": "quan hệ",
}

func fieldList(fields []string) string {
	words := make([]string, len(fields))
	for i, f := range fields {
		if words[i] = fieldWords[f]; words[i] == "" {
			words[i] = f
		}
	}
	return strings.Join(words, ", ")
}

// verdict says what became of a citation that names no single document.
func verdict(r library.Reference) string {
	switch r.Resolution.Outcome {
	case resolve.Ambiguous:
		return "Có " + strconv.Itoa(len(r.Resolution.Candidates)) + " văn bản cùng số hiệu, hãy chọn"
	case resolve.Malformed:
		return "Số hiệu viết không đúng thể thức"
	case resolve.Vague:
		return "Viện dẫn chung, không xác định văn bản"
	}
	return "Không có trong thư viện"
}

// thousands writes a count with dots, 12.345, as Vietnamese does.
func thousands(n int) string {
	s := strconv.Itoa(n)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	if neg {
		return "-" + s
	}
	return s
}

// source is where something is known from, ready to show: a link for a web
// address, plain words for anything else.
type source struct {
	Href, Text string
}

// makeSource shows a web address by its host and path, a document of the
// library by its link, and other words as they are. Only http and https become
// links: an address from a file can be anything.
func makeSource(s string, name func(id string) string) source {
	s = strings.TrimSpace(s)
	if u, err := url.Parse(s); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		text := strings.TrimPrefix(u.Host, "www.")
		if p := strings.Trim(u.Path, "/"); p != "" {
			text += "/" + shorten(p, 56)
		}
		return source{Href: u.String(), Text: text}
	}
	if name != nil {
		if n := name(s); n != "" {
			return source{Href: documentURL(s, ""), Text: n}
		}
	}
	return source{Text: s}
}

// shorten cuts s to n runes with an ellipsis, at a space where one is near.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := n
	for i := n; i > n*2/3; i-- {
		if r[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(r[:cut]), " ,;:.-–") + "…"
}

// documentURL is the address of a document, or of a point of it.
func documentURL(id, anchor string) string {
	u := "/van-ban/" + url.PathEscape(id)
	if anchor != "" {
		u += "#" + url.PathEscape(anchor)
	}
	return u
}
