package citation

import (
	"strings"
	"unicode/utf8"

	"tracuu/internal/citation/tables"
)

// Words of the grammar. Names drop the marks of the Vietnamese word.
var (
	wCong, wBao = intern("công"), intern("báo")
	wSo         = intern("số")
	wNgay       = intern("ngày")
	wThang      = intern("tháng")
	wNam        = intern("năm")
	wCua        = intern("của")
	wVa         = intern("và")
	wHoac       = intern("hoặc")
	wDen        = intern("đến")
	wTu         = intern("từ")
	wTai        = intern("tại")
	wTheo       = intern("theo")
	wTrong      = intern("trong")
	wThuoc      = intern("thuộc")
	wO          = intern("ở")
	wVe         = intern("về")
	wViec       = intern("việc")
	wNay        = intern("này")
	wTren       = intern("trên")
	wDo         = intern("đó")
	wNeu        = intern("nêu")
	wNoi        = intern("nói")
	wKe         = intern("kể")
	wDa         = intern("đã")
	wVua        = intern("vừa")
	wDan        = intern("dẫn")
	wThu        = intern("thứ")
	wLan        = intern("lần")
	wKhoa       = intern("khóa")
	wCac        = intern("các")
	wNhung      = intern("những")
	wBan        = intern("ban")
	wHanh       = intern("hành")
	wKy         = intern("ký")
	wLuat       = intern("luật")
	wPhap       = intern("pháp")
	wSua        = intern("sửa")
	wDoi        = intern("đổi")
	wDuoc       = intern("được")
	wBi         = intern("bị")
	wDu         = intern("dự")
	wThao       = intern("thảo")
	wAn         = intern("án")
	wHoi        = intern("hội")
	wNghi       = intern("nghị")
	wDai        = intern("đại")
	wDang       = intern("đảng")
	wBo         = intern("bộ")
	wChap       = intern("chấp")
	wTrung      = intern("trung")
	wUong       = intern("ương")
	wTW         = intern("tw")
	wTU         = intern("tư")
	wT          = intern("t")
	wU          = intern("ư")
	wW          = intern("w")
	wTinh       = intern("tỉnh")
	wThanh      = intern("thành")
	wPho        = intern("phố")
	wTP         = intern("tp")
	wHuyen      = intern("huyện")
	wQuan       = intern("quận")
	wXa         = intern("xã")
	wPhuong     = intern("phường")
	wThi        = intern("thị")
	wSau        = intern("sau")
	wDay        = intern("đây")
	wGoi        = intern("gọi")
	wTat        = intern("tắt")
	wChung      = intern("chung")
	wLa         = intern("là")
	wViet       = intern("viết")
	wNhiem      = intern("nhiệm")
	wVan        = intern("văn")
	wBanDoc     = intern("bản")
	wMot        = intern("một")
	wBoSung     = intern("bổ")
	wDieu       = intern("điều")
	wNuoc       = intern("nước")
	wCoong      = intern("cộng")
	wSan        = intern("sản")
	wVietN      = intern("việt")
	wVietNam    = intern("nam")
	wQuoc       = intern("quốc")
	wToan       = intern("toàn")
	wBieu       = intern("biểu")
	wTiep       = intern("tiếp")
)

// ordinals are the words for numbers in "lần thứ tám", "phần thứ nhất".
var ordinals = wordSet("nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười")

// counted are nouns that follow a plain quantity: "nghị quyết 4 tháng" names no
// document.
var counted = wordSet("năm", "tháng", "ngày", "lần", "giờ", "phút", "tuần", "quý", "người", "vụ", "việc", "nội", "vấn", "điều", "khoản", "điểm",
	"mục", "chương", "cấp", "bước", "nhóm", "loại", "bộ", "tỉnh", "huyện", "xã", "đơn", "cơ", "tổ", "cá", "trường", "dự", "đồng", "tỷ",
	"triệu", "nghìn", "ngàn", "m2", "km", "ha", "tấn", "kg", "chỉ", "tiêu", "nhiệm", "giải", "biện", "mức", "phần", "trang", "bản", "đợt",
	"kỳ", "khâu", "hình", "phương", "thủ", "lĩnh", "ngành", "văn", "đề", "công", "cán", "đảng", "doanh",
	"con", "cái", "chiếc", "nước", "khu", "căn", "ô", "suất", "hộ", "giấy", "hồ", "đối", "tượng", "sở", "ủy", "lớp", "nhân", "học", "thành", "địa", "trên")

// measures follow a quantity even behind a capital and a number of two figures.
var measures = wordSet("năm", "tháng", "lần", "đồng", "tỷ", "triệu", "giờ", "phút", "tuần")

// closed ends the name of a law that the table does not have.
var closed = wordSet("số", "ngày", "năm", "của", "và", "được", "đã", "có", "là", "quy", "qui", "theo", "về", "do", "tại", "thì", "sẽ", "để", "khi",
	"không", "bị", "phải", "nhằm", "trong", "với", "từ", "đến", "như", "cũng", "còn", "hoặc", "cho", "này", "trên", "đó", "nêu", "hiện",
	"mới", "nhưng", "nghiêm", "cấm", "hết", "bao", "thuộc", "trở", "hướng", "đối", "bằng", "kể", "qua", "vì", "bởi", "ngoài", "hãy", "gồm", "sửa", "bổ", "ban", "nói", "cùng", "nên", "mà", "vào", "ra", "đang", "hay", "nếu", "trước", "sau", "cần", "chưa", "vẫn", "rồi", "tức", "quy")

// nameEnds are words that names of laws rarely contain; sentenceWords none does.
var (
	nameEnds      = wordSet("theo", "tại", "có", "từ", "là", "quy", "khi", "hiện")
	sentenceWords = wordSet("được", "này", "đã", "thì", "kể", "nếu", "bởi", "nêu", "sẽ", "bãi", "căn")
)

// verbsAfterLuat begin a sentence about a law: "Luật giao Chính phủ …".
var verbsAfterLuat = wordSet("giao", "nghiêm", "cấm", "áp", "gồm", "cũng", "chỉ", "chưa", "nghiêm", "đồng", "tục", "pháp", "thành", "điều", "dự", "bao", "hay", "nào", "nói", "ấy", "vừa", "đang", "nhà", "riêng", "khung", "gốc", "chính", "lại", "giúp", "góp", "tạo", "mở", "đưa", "liên", "chuyên", "ngoài", "nước", "các", "những", "một", "hai", "ba", "mỗi", "khác", "thể", "ra", "xác", "nhằm", "việc", "nhưng", "trở", "hết", "đặt", "yêu", "cho", "đi", "khi", "bắt", "buộc")

// afterLuat are words that make "Luật" part of another expression.
var afterLuat = wordSet("gia", "sư", "học", "tnhh", "hợp", "pháp", "lệ", "chơi", "định", "tục")

// beforeLuat are words that make "luật" part of another expression.
var beforeLuat = wordSet("pháp", "kỷ", "quy", "học", "ty", "khoa", "ngành", "viện", "âm", "cử", "thạc", "tiến", "bộ", "nhân", "sĩ", "sỹ", "đh", "ngữ")

// anaphors is what makes an expression point back: "Nghị định nêu trên".
var anaphors = phraseSet("trên", "nêu trên", "nói trên", "kể trên", "đã nêu", "đã nêu trên", "vừa nêu", "đã dẫn", "đó", "trên đây", "nêu trên đây", "nói trên đây", "đã nói trên", "vừa nêu trên")

// aliasCues open a bracket that defines a short name.
var aliasCues = phraseSet("sau đây gọi tắt là", "sau đây gọi chung là", "sau đây gọi là", "sau đây viết tắt là", "gọi tắt là", "viết tắt là",
	"gọi chung là", "dưới đây gọi tắt là", "dưới đây gọi là", "dưới đây viết tắt là", "sau gọi tắt là", "sau gọi là", "sau đây được gọi là", "sau đây được gọi tắt là", "tắt là", "gọi là")

// titleVerbs begin a title that has no "về".
var titleVerbs = phraseSet("tiếp tục", "thực hiện", "triển khai", "ban hành", "phê duyệt", "sửa đổi", "bổ sung", "quy định", "qui định", "hướng dẫn", "bãi bỏ",
	"thay thế", "tăng cường", "đẩy mạnh", "một số", "những", "thi hành", "công bố", "đính chính", "hợp nhất", "giao", "thành lập", "điều chỉnh", "cập nhật",
	"kết luận", "cụ thể hóa", "quản lý", "chỉ đạo", "nâng cao", "xây dựng", "phát triển", "đổi mới", "sơ kết", "tổng kết", "trả lời", "kiểm tra", "xử lý", "xếp hạng", "công nhận", "chi tiết")

// clauseOpeners begin a clause that is no longer the title, after a comma.
var clauseOpeners = phraseSet("có hiệu lực", "đồng thời", "theo đó", "trong đó", "nhất là", "nhằm", "được", "đã", "góp phần", "qua đó", "từ đó", "cụ thể", "bao gồm",
	"đề nghị", "yêu cầu", "báo cáo", "xem xét", "sau khi", "trong khi", "tuy nhiên", "ngày", "trên cơ sở", "căn cứ", "hiện nay", "thời gian qua", "đến nay", "nhưng", "thì", "song", "vì vậy", "do đó", "ngoài ra", "ngay sau khi", "để", "gắn với", "kết hợp với", "bà", "ông", "đồng chí", "đó là", "các đồng chí", "chúng ta", "tôi", "anh", "chị", "trong những năm qua")

// titleStops end a title without a comma.
var titleStops = phraseSet("có hiệu lực", "đã được", "đã có", "đã quy định", "đã nêu", "đã chỉ", "nêu rõ", "chỉ rõ", "khẳng định", "như sau", "tương ứng", "sau đây gọi", "được ban hành", "được sửa đổi", "được thay thế", "được áp dụng", "được phổ biến", "hết hiệu lực", "thì", "bởi", "đã tạo", "đã đạt", "đã góp phần")

// lookBack are the words that show a lone "mục 2", "điểm b" to be a reference.
var lookBack = wordSet("tại", "theo", "của", "thuộc", "định", "ở", "và", "trong", "sung", "đổi", "bỏ", "thế", "cứ", "hoặc", "nêu", "với", "từ", "đến", "vào", "các", "hành", "chiếu", "này", "hiện", "về", "qua")

// innerWords stand in lower case inside names of bodies; fieldPhrases are the
// fields of ministries, which lists give without "Bộ".
var (
	innerWords   = wordSet("trưởng", "đốc", "tịch", "nhiệm", "cục", "ban", "án", "thư", "lệnh", "kiểm", "sát", "nhân", "dân", "viên", "cứu", "hội", "sự", "tra", "lâm", "nghiệp", "binh", "dục", "duyệt", "học", "lượng", "thủy", "văn")
	fieldPhrases = newPhrases()
)

var typePhrases, bodyPhrases, headPhrases, lawPhrases, lawAbbreviations, verbPhrases, falsePhrases *phrases

// laws are the entries of lawPhrases, bodies of bodyPhrases.
var (
	typeRows  = tables.Types()
	bodyRows  = tables.Bodies()
	verbRows  = tables.Verbs()
	falseRows = tables.FalsePositives()
	lawRows   = tables.Laws()
	// typeByLetters gives the type that letters stand for when no word says it.
	typeByLetters = map[string]int{}
	abbreviations = newPhrases()
)

func init() {
	typePhrases, bodyPhrases, headPhrases = newPhrases(), newPhrases(), newPhrases()
	lawPhrases, lawAbbreviations, verbPhrases, falsePhrases = newPhrases(), newPhrases(), newPhrases(), newPhrases()
	for i, t := range typeRows {
		typePhrases.add(t.Name, i)
		for _, v := range t.Variants {
			typePhrases.add(v, i)
		}
		for _, a := range t.Abbreviations {
			abbreviations.add(a, i)
		}
		for _, l := range t.Letters {
			if t.Name == "Thông báo kết luận" {
				break // only its words tell it from another Thông báo
			}
			if _, ok := typeByLetters[l]; !ok {
				typeByLetters[l] = i
			}
		}
	}
	for i, b := range bodyRows {
		bodyPhrases.add(b.Name, i)
		for _, v := range b.Variants {
			bodyPhrases.add(v, i)
		}
		for _, h := range b.Heads {
			headPhrases.add(h, i)
		}
	}
	for _, b := range bodyRows {
		if field, ok := strings.CutPrefix(b.Name, "Bộ "); ok && strings.Count(field, " ") > 0 {
			fieldPhrases.add(field, 0)
		}
		for _, name := range append([]string{b.Name}, b.Variants...) {
			for _, word := range strings.FieldsFunc(name, func(r rune) bool { c := lookup(r).class; return c != lowerLetter && c != upperLetter }) {
				if r, _ := utf8.DecodeRuneInString(word); lookup(r).class == lowerLetter {
					innerWords[intern(word)] = true
				}
			}
		}
	}
	for _, word := range []string{"và", "của", "về", "có", "theo", "được", "các", "trên", "ngày"} {
		delete(innerWords, intern(word))
	}
	for i, l := range lawRows {
		lawPhrases.add(l.Name, i)
		lawPhrases.add(strings.ReplaceAll(l.Name, ",", ""), i) // "Phòng chống ma túy"
		if short := localShort.Replace(l.Name); short != l.Name {
			lawPhrases.add(short, i) // "Bầu cử đại biểu Quốc hội và đại biểu HĐND"
		}
		if head, rest, ok := strings.Cut(l.Name, ", "); ok && strings.Count(head, " ") < 2 && !strings.HasPrefix(rest, "và ") {
			lawPhrases.add(head+" và "+rest, i) // "Quản lý và sử dụng tài sản công"
		}
		for _, a := range l.Abbreviations {
			if name, ok := strings.CutPrefix(a, "Luật "); ok {
				lawPhrases.add(name, i)
			} else {
				lawAbbreviations.add(a, i)
			}
		}
	}
	for i, v := range verbRows {
		verbPhrases.add(v.Phrase, i)
	}
	for i, f := range falseRows {
		falsePhrases.add(f.Phrase, i)
	}
	wordClass = makeClasses()
}

var localShort = strings.NewReplacer("Hội đồng nhân dân", "HĐND", "Ủy ban nhân dân", "UBND", "Quân đội nhân dân", "QĐND", "Công an nhân dân", "CAND")

func wordSet(list ...string) map[wordID]bool {
	m := make(map[wordID]bool, len(list))
	for _, s := range list {
		m[intern(s)] = true
	}
	return m
}

func phraseSet(list ...string) *phrases {
	p := newPhrases()
	for i, s := range list {
		p.add(s, i)
	}
	return p
}
