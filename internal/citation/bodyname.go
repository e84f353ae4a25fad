package citation

// properName reads the name of a body that the tables do not know: words with a
// capital, words that stand inside names of bodies ("trưởng", "nghiệp"), and "và",
// a comma or a dash where a capital follows.
func (p *parser) properName(i, most int) int {
	if p.toks[i].flags&capital == 0 {
		return 0
	}
	end := i
	for k := i; k < i+most; k++ {
		t := &p.toks[k]
		if k > i && p.newParagraph(k) {
			break
		}
		if t.kind == kindWord && t.flags&capital != 0 {
			if v, _ := typePhrases.at(p.toks, k); v >= 0 && (t.id != wLuat || k == i || p.toks[k-1].id != wHoc) || k > i && t.id == wTP {
				break // but "Trường Đại học Luật …"
			}
			end = k + 1
			continue
		}
		if t.kind == kindWord && innerWords[t.id] {
			if v, _ := titleVerbs.at(p.toks, k); v >= 0 {
				break
			}
			if v, _ := titleStops.at(p.toks, k); v >= 0 {
				break
			}
			end = k + 1
			continue
		}
		if t.kind == kindWord && k > i && p.toks[k-1].flags&capital != 0 && orgWords[p.toks[i].id] && p.secondSyllable(k) {
			end = k + 1
			continue
		}
		if k > i && end == k && orgWords[p.toks[i].id] {
			if e := p.lowerPart(k); e > k { // "Cục Hàng không Việt Nam", "Cục Quản lý dược về"
				end, k = e, e-1
				continue
			}
		}
		if t.id == pAmp && p.toks[k+1].flags&capital != 0 { // "GD&ĐT"
			continue
		}
		if (t.id == wVa || t.id == pDash) && p.toks[k+1].flags&capital != 0 {
			if v, _ := typePhrases.at(p.toks, k+1); v < 0 {
				continue
			}
		}
		break
	}
	return end
}

// lowerPart reads a few words in lower case inside the name of a body that the
// tables do not know: a capital, or what cannot be said of a body, must follow. It
// gives i where there is none.
func (p *parser) lowerPart(i int) int {
	for k := i; k < i+9; k++ {
		t := &p.toks[k]
		if k > i && k < i+5 && (t.kind == kindPunct || t.kind == kindEnd || t.id == wVe || t.id == wNgay || p.newParagraph(k)) {
			return k
		}
		if t.kind != kindWord || p.newParagraph(k) {
			return i
		}
		if t.flags&capital != 0 {
			if v, _ := typePhrases.at(p.toks, k); v >= 0 {
				return i
			}
			return k
		}
		if p.clauseGoesOn(k) {
			if k > i+4 {
				return i
			}
			return k
		}
	}
	return i
}

// clauseGoesOn reports that token k is no part of a name: a verb, a word of the
// grammar, the word for a document.
func (p *parser) clauseGoesOn(k int) bool {
	if id := p.toks[k].id; closed[id] && (id != wKhong || p.toks[k-1].id != wHang) {
		return true
	}
	for _, list := range [...]*phrases{titleVerbs, subjectVerbs, actPhrases, typePhrases} {
		if v, _ := list.at(p.toks, k); v >= 0 {
			return true
		}
	}
	return false
}

// actPhrases begin what a body does or is the object of.
var actPhrases = phraseSet("gửi", "nêu", "chỉ ra", "chỉ rõ", "chỉ đạo", "đề xuất", "giao cho", "giao các", "thông báo", "thông qua", "thông tin", "trả lời", "ký", "phê duyệt", "phê chuẩn", "xác định", "xác nhận",
	"xác minh", "chấp thuận", "cấp phép", "cấp cho", "thu hồi", "xử phạt", "xử lý", "hủy", "làm", "tạo", "giúp", "mở", "đưa", "tăng", "đẩy", "điều chỉnh", "điều tra", "khởi tố", "tạm dừng", "tạm đình chỉ",
	"buộc", "xin", "báo cáo", "lấy", "phối hợp", "tham gia", "góp ý", "tuyên", "bắt", "kỷ luật", "phạt", "cảnh báo", "cảnh cáo", "cách chức", "ông", "bà", "anh", "chị", "các", "những", "mọi", "khi", "một",
	"hai", "cả", "gây", "khiến", "bán", "mua", "đi", "lên", "nhận", "áp dụng", "dẫn", "lại", "nay", "hồi", "trình", "đăng tải", "phát hành", "phát đi", "rằng", "lần", "tổ chức", "muốn", "lập", "đặt", "nhắc",
	"mời", "chuyển", "phản hồi", "phản ánh", "chứng minh", "đồng ý", "nghiêm cấm", "kiến nghị", "giải thích", "giải quyết", "hỗ trợ", "lưu ý", "kiểm tra", "tại", "truyền đạt", "trả", "truy tố", "cưỡng chế",
	"rà soát", "lý giải", "bác", "nói", "trao", "tiếp nhận", "phân tích", "đánh giá", "dự kiến", "tính toán", "tuyển", "khuyến cáo", "bổ nhiệm", "miễn nhiệm", "sa thải", "đình chỉ", "cấm", "hạn chế", "siết", "nới", "miễn", "giảm")

// secondSyllable reports that the lower-case word at token k can be the second
// syllable of a word of a name ("Địa chất"): the name or the clause goes on behind
// it.
func (p *parser) secondSyllable(k int) bool {
	if closed[p.toks[k].id] {
		return false
	}
	if v, _ := titleVerbs.at(p.toks, k); v >= 0 {
		return false
	}
	next := &p.toks[k+1]
	if next.kind != kindWord || next.flags&capital != 0 || closed[next.id] {
		return true
	}
	v, _ := titleVerbs.at(p.toks, k+1)
	return v >= 0
}

// orgWords begin names of bodies.
var orgWords = wordSet("bộ", "sở", "cục", "vụ", "viện", "tổng", "ủy", "hội", "ban", "trung", "trường", "học", "chi", "phòng", "liên", "đoàn", "tập", "công", "trung", "tòa", "báo", "tạp", "đài", "quỹ", "đảng", "bảo", "kho", "ngân")

// unitHeads begin the names of units that have a committee of the Party or a chief and
// are no places: "Đảng ủy Tập đoàn …", "Đảng ủy Quân khu 4".
var unitHeads = phraseSet("tập đoàn", "quân khu", "quân đoàn", "quân chủng", "binh chủng", "binh đoàn", "tổng công ty", "công ty", "trường đại học", "đại học", "học viện", "bộ đội", "tổng cục", "bệnh viện", "cơ quan")

// subjectVerbs are said of a body that acts, and begin no title.
var subjectVerbs = phraseSet("quyết định", "kết luận", "đã", "vừa", "sẽ", "thống nhất", "yêu cầu", "đề nghị", "họp", "xem xét", "cho rằng", "nhận thấy", "thấy", "khẳng định",
	"nhấn mạnh", "biểu quyết", "phân công", "chỉ định", "chuẩn y", "điều động", "giao", "cho biết", "đánh giá", "thi hành kỷ luật")
