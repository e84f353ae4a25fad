package document

import (
	"regexp"
	"strings"
)

// The bodies that Party and State texts give tasks to begin with one of these
// words, and the task begins with one of the verbs below. The verbs are matched
// in lower case only: Sở Xây dựng is a body, xây dựng a task.
var bodyHeads = []string{
	"Ban ", "Bộ ", "Ủy ban ", "Uỷ ban ", "Đảng ủy ", "Đảng uỷ ", "Đảng đoàn ", "Các ", "Lực lượng ", "Sở ", "Mặt trận ", "Công an ",
	"Văn phòng ", "Hội đồng ", "Huyện ủy", "Tỉnh ủy", "Thành ủy", "Quân ủy ", "Cấp ủy", "Chi bộ", "Đoàn ", "Hội ", "Viện ", "Tòa án ", "Thanh tra ",
	"Chính phủ", "Quốc hội", "Kiểm toán ", "Trường ", "Học viện ", "Báo ", "Đài ", "Thường trực ", "Chính quyền ", "Bộ Chỉ huy ",
}

var taskVerbs = regexp.MustCompile(`\s(?:lãnh đạo|chỉ đạo|làm nòng cốt|chủ trì|chủ động|tăng cường|phối hợp|tham mưu|hướng dẫn|ban hành|xây dựng|` +
	`triển khai|thực hiện|tiếp tục|có trách nhiệm|chịu trách nhiệm|căn cứ|đẩy mạnh|nâng cao|theo dõi|đôn đốc|kiểm tra|rà soát|quán triệt|tập trung|` +
	`thường xuyên|kịp thời|định kỳ|phát huy|đổi mới|bố trí|giám sát|vận động|thống nhất|quan tâm|cụ thể hóa|cụ thể hoá|giúp|đưa|cần|phải)(?:\s|,)`)

var organises = regexp.MustCompile(`\stổ chức\s`)

// assignAddressees reads which body each ordinal of a directive gives its task
// to. An ordinal that names none speaks to whom the request before the list
// speaks to ("yêu cầu cấp ủy, … thực hiện tốt một số nội dung sau:").
func assignAddressees(text string, s *Structure) {
	var general string
	s.Walk(func(p *Provision, _ int) bool {
		start, end := p.Own()
		switch p.Unit {
		case Preamble:
			if a := requested(text[start:end]); a != "" {
				general = a
				p.Addressee = a
			}
		case Ordinal:
			own := text[start:end]
			i := strings.IndexAny(own, ",:")
			if i < 0 {
				break
			}
			if a := bodyAtStart(strings.TrimSpace(own[i+1:])); a != "" {
				p.Addressee = a
			} else {
				p.Addressee, p.AddresseeGeneral = general, general != ""
			}
		}
		return true
	})
}

// requested reads the addressee of "… yêu cầu A thực hiện …:" at the end of a
// preamble.
func requested(par string) string {
	if !strings.HasSuffix(strings.TrimRight(par, " \n"), ":") {
		return ""
	}
	i := strings.LastIndex(par, " yêu cầu ")
	if i < 0 {
		return ""
	}
	rest := par[i+len(" yêu cầu "):]
	if m := taskVerbs.FindStringIndex(rest); m != nil && m[0] > 0 {
		return strings.TrimRight(rest[:m[0]], " ,")
	}
	return ""
}

// bodyAtStart gives the body that a sentence begins with, up to its first task
// verb.
func bodyAtStart(sentence string) string {
	head := false
	for _, h := range bodyHeads {
		if strings.HasPrefix(sentence, h) {
			head = true
			break
		}
	}
	if !head {
		return ""
	}
	end := -1
	if m := taskVerbs.FindStringIndex(sentence); m != nil {
		end = m[0]
	}
	// "tổ chức" is a verb here unless it is a noun of the body's own name:
	// các tổ chức chính trị - xã hội, Ban Tổ chức.
	for _, m := range organises.FindAllStringIndex(sentence, 4) {
		before := sentence[:m[0]]
		if strings.HasSuffix(before, "ác") || strings.HasSuffix(before, "cấp") { // các, cấp
			continue
		}
		if end < 0 || m[0] < end {
			end = m[0]
		}
		break
	}
	if end <= 0 || strings.ContainsAny(sentence[:end], ".;:") {
		return ""
	}
	return strings.TrimRight(sentence[:end], " ,")
}
