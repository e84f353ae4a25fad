package resolve

import (
	"strings"
	"testing"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// text resolves the citations of a sentence as a citing document would write it.
func (c *Catalogue) text(self *document.Record, s string) ([]citation.Citation, []Resolution) {
	f := citation.Finder{Titles: c.Titles}
	if self != nil {
		f.Self = *self
	}
	cites := f.Find(s)
	return cites, c.Resolve(Citing{Record: self, Text: s, Structure: document.Divide(s), Explain: true}, cites)
}

var (
	phuTho2023 = rec("ct23-phutho", "Chỉ thị", "23-CT/TU", "2023-12-26", "Ban Thường vụ Tỉnh ủy Phú Thọ", "về thế trận an ninh nhân dân")
	haNoi2026  = rec("kh-hn", "Kế hoạch", "99-KH/TU", "2026-09-01", "Ban Thường vụ Thành ủy Hà Nội", "")
	phuTho2026 = rec("ct05-pt", "Chỉ thị", "05-CT/TU", "2026-03-10", "Ban Thường vụ Tỉnh ủy Phú Thọ", "")
	tw2024     = rec("bc-2024", "Báo cáo", "15-BC/VPTW", "2024-06-01", "Văn phòng Trung ương Đảng", "")
	tw2018     = rec("hd-2018", "Hướng dẫn", "15-HD/VPTW", "2018-06-01", "Văn phòng Trung ương Đảng", "")
)

// TestResolve reads one sentence a row; want names, for each citation in order,
// the document or the outcome, and the rule after a slash where it matters.
func TestResolve(t *testing.T) {
	c := New(library())
	for _, r := range []struct {
		name string
		self *document.Record
		text string
		want string
	}{
		{"date picks the term", phuTho2023, "Thực hiện Nghị quyết số 12-NQ/TW, ngày 03/6/2017 của Ban Chấp hành Trung ương.", "nq12-2017"},
		{"issuer and term of the citing date", phuTho2023, "Quán triệt Nghị quyết số 12-NQ/TW của Bộ Chính trị.", "nq12-2022/number-issuer-term"},
		{"number alone is not enough", phuTho2023, "Quán triệt Nghị quyết số 28-NQ/TW.", "ambiguous"},
		{"one known record of a number that restarts", nil, "Quán triệt Nghị quyết số 18-NQ/TW.", "ambiguous/number-alone"},
		{"term named", nil, "Nghị quyết số 28-NQ/TW của Ban Chấp hành Trung ương khóa XII nêu rõ.", "nq28-2018/number-term"},
		{"bracketed year", nil, "Nghị quyết số 28-NQ/TW (2018) nêu rõ.", "nq28-2018"},
		{"title decides", nil, "Nghị quyết số 28-NQ/TW về cải cách chính sách bảo hiểm xã hội được triển khai.", "nq28-2018/number-title"},
		{"earlier full citation", nil, "Nghị quyết số 51-NQ/TW, ngày 20/7/2005 của Bộ Chính trị đã rõ. Nghị quyết số 51-NQ/TW yêu cầu như vậy.", "nq51-2005 nq51-2005/earlier-citation"},
		{"two of one number: the short form is open", nil, "Nghị quyết số 51-NQ/TW ngày 20/7/2005 và Nghị quyết số 51-NQ/TW ngày 05/9/2019 khác nhau. Nghị quyết số 51-NQ/TW nêu rõ.", "nq51-2005 nq51-2019 ambiguous"},
		{"short form by context", nil, "Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Bộ Chính trị đã rõ. Nghị quyết 51 yêu cầu như vậy.", "nq51-2019 nq51-2019/earlier-citation"},
		{"short form without context", nil, "Theo Nghị quyết 51 thì phải làm ngay.", "ambiguous"},
		{"headline first, full citation later", nil, "Quán triệt Nghị quyết số 12-NQ/TW\nNgày mai học tập Nghị quyết số 12-NQ/TW, ngày 16/3/2022 của Bộ Chính trị.", "nq12-2022/later-citation nq12-2022"},
		{"leading zeros, spaces, TƯ", nil, "Chỉ thị số 5 - CT/TƯ, ngày 15/5/2016 của Bộ Chính trị.", "ct05-2016"},
		{"never later than the citing text", phuTho2023, "Thực hiện Quyết định số 543/QĐ-UBND ngày 04/02/2026 của Ủy ban nhân dân thành phố Hà Nội.", "unknown"},
		{"a law by its number", nil, "Luật số 24/2018/QH14 quy định.", "luat-anm"},
		{"one number, a law and a resolution", nil, "Nghị quyết số 24/2018/QH14 quy định.", "nq24-qh"},
		{"a law by its name and year", nil, "Luật Đất đai năm 2013 quy định.", "luat-dd-2013/name-year"},
		{"a law by a name used twice", nil, "Luật Đất đai quy định.", "ambiguous"},
		{"a law by name and citing date", phuTho2023, "Luật Đất đai quy định.", "luat-dd-2013/name-latest"},
		{"a code by its name and date", nil, "Bộ luật Dân sự ngày 24 tháng 11 năm 2015 quy định.", "blds-2015"},
		{"a name without a year or a citing date", nil, "Bộ luật Dân sự quy định.", "ambiguous/name-alone"},
		{"a name, and an old record is all there is", haNoi2026, "Bộ luật Dân sự quy định.", "ambiguous/name-alone"},
		{"a name, and a recent record", tw2018, "Bộ luật Dân sự quy định.", "blds-2015"},
		{"a name too long to be used again", nil, "Pháp lệnh Bảo vệ công trình quốc phòng và khu quân sự quy định.", "pl-qp/name-long"},
		{"another law of that name", nil, "Luật An ninh mạng năm 2025 quy định.", "unknown"},
		{"plenum dated by its session", nil, "Nghị quyết Hội nghị Trung ương 8 khóa XIII (10/2023).", "ambiguous/number-alone"},
		{"plenum and title", nil, "Nghị quyết Hội nghị Trung ương 8 khóa XIII (10/2023) về Chiến lược bảo vệ Tổ quốc trong tình hình mới.", "nq44-2023/plenum-title"},
		{"plenum of a term", nil, "Nghị quyết Trung ương 8 khóa XIII về Chiến lược bảo vệ Tổ quốc trong tình hình mới.", "nq44-2023/plenum-title"},
		{"plenum without a term", nil, "Nghị quyết Trung ương 8 về Chiến lược bảo vệ Tổ quốc trong tình hình mới.", "ambiguous"},
		{"a plenum that adopted two", nil, "Nghị quyết Trung ương 6 khóa XII nêu rõ.", "ambiguous"},
		{"province from the citing body", phuTho2023, "Thực hiện Nghị quyết số 86-NQ/TU, ngày 15/3/2023 của Ban Thường vụ Tỉnh ủy.", "nq86-phutho"},
		{"province from the issuer phrase", phuTho2023, "Học tập Nghị quyết số 86-NQ/TU, ngày 01/8/2023 của Ban Thường vụ Tỉnh ủy Lào Cai.", "nq86-laocai"},
		{"province from the title", tw2024, "Thực hiện Nghị quyết số 86-NQ/TU, ngày 15/3/2023 của Ban Thường vụ Tỉnh ủy về đẩy mạnh xây dựng lực lượng Công an tỉnh Phú Thọ.", "nq86-phutho/number-date"},
		{"no province, and a day that fits one", tw2024, "Thực hiện Nghị quyết số 86-NQ/TU, ngày 15/3/2023 của Ban Thường vụ Tỉnh ủy.", "ambiguous/no-province"},
		{"the province before and after its merger", phuTho2026, "Thực hiện Nghị quyết số 86-NQ/TU của Ban Thường vụ Tỉnh ủy.", "ambiguous"},
		{"before the merger, by its day", phuTho2026, "Thực hiện Nghị quyết số 86-NQ/TU, ngày 15/3/2023 của Ban Thường vụ Tỉnh ủy.", "nq86-phutho/number-date"},
		{"no number, the issuer of an earlier one", nil, "Nghị quyết số 12-NQ/TW, ngày 16/3/2022 của Bộ Chính trị đã rõ; Nghị quyết số 28-NQ/TW, ngày 23/5/2018 của Ban Chấp hành Trung ương cũng vậy.", "nq12-2022 nq28-2018"},
		{"a list shares its symbol and issuer", phuTho2023, "Thực hiện các Nghị quyết số 12, 44-NQ/TW của Bộ Chính trị.", "nq12-2022/shared-issuer ambiguous"},
		{"a pair shares its date", nil, "Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017 đã rõ.", "nq18-2017/shared-date nq19-2017/number-date"},
		{"a date is the last one's only", nil, "Nghị quyết số 12-NQ/TW và Nghị quyết số 51-NQ/TW ngày 05/9/2019 đã rõ.", "ambiguous/several nq51-2019"},
		{"a list shares its year", nil, "Theo các Nghị định số 30, 34/2020/NĐ-CP.", "nd30/number-year unknown"},
		{"no province", nil, "Thực hiện Nghị quyết số 86-NQ/TU của Ban Thường vụ Tỉnh ủy.", "ambiguous/no-province"},
		{"a Thành ủy is not the citing Tỉnh ủy", phuTho2023, "Thực hiện Nghị quyết số 86-NQ/TU của Ban Thường vụ Thành ủy.", "ambiguous"},
		{"another province", haNoi2026, "Thực hiện Nghị quyết số 86-NQ/TU, ngày 15/3/2023 của Ban Thường vụ Thành ủy.", "unknown"},
		{"the programme and not a directive", phuTho2023, "Chương trình hành động số 25-CT/TU, ngày 03/6/2022 của Ban Thường vụ Tỉnh ủy.", "ctr25-phutho"},
		{"the type word beats the letters", phuTho2023, "Chỉ thị số 25-CT/TU của Ban Thường vụ Tỉnh ủy.", "unknown"},
		{"Quyết định for Quy định", nil, "Quyết định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư.", "qd66-2017"},
		{"QĐi and QĐ", nil, "Quy định số 19-QĐ/TU, ngày 07/3/2019 của Ban Thường vụ Thành ủy Thành phố Hồ Chí Minh.", "qdi19-hcm"},
		{"state project", nil, "Đề án số 03/ĐA-BCA, ngày 27/01/2023 của Bộ Công an.", "da03-bca"},
		{"ĐA is not DA", nil, "Dự án số 03/DA-BCA, ngày 01/5/2021 của Bộ Công an.", "da-03"},
		{"marks dropped: a suggestion", nil, "Nghị định số 30/2020/ND-CP quy định.", "malformed"},
		{"a hyphen lost", nil, "Nghị định số 30/2020/NĐCP quy định.", "nd30/number-year"},
		{"consolidated texts repeat numbers", nil, "Văn bản hợp nhất số 09/VBHN-BQP của Bộ Quốc phòng.", "ambiguous"},
		{"type and number and year", nil, "Nghị định 30/2020 quy định.", "nd30/short-year"},
		{"many ministries issue a number", nil, "Thông tư 64/2017 quy định.", "ambiguous"},
		{"a record without a year is no year's", nil, "Nghị định số 160/2007/NĐ-CP quy định.", "unknown"},
		{"unknown number", nil, "Nghị định số 777/2020/NĐ-CP quy định.", "unknown/no-record"},
		{"unknown date in another term", nil, "Nghị quyết số 28-NQ/TW, ngày 12/3/1999 của Bộ Chính trị.", "unknown/all-rejected"},
		{"wrong date in the same term", nil, "Nghị quyết số 28-NQ/TW, ngày 12/3/2023 của Bộ Chính trị.", "ambiguous/same-series"},
		{"slip in the day", nil, "Nghị quyết số 12-NQ/TW, ngày 18/3/2022 của Bộ Chính trị.", "nq12-2022/date-slip"},
		{"anaphora", nil, "Nghị định số 30/2020/NĐ-CP đã rõ. Nghị định nêu trên còn hiệu lực.", "nd30 nd30/anaphora"},
		{"anaphora by issuer", nil, "Nghị quyết số 44-NQ/TW, ngày 24/11/2023 và Kết luận số 44-KL/TW, ngày 22/01/2019 của Ban Bí thư. Kết luận nêu trên còn hiệu lực.", "nq44-2023 kl44-2019 kl44-2019"},
		{"one project, then itself", phuTho2023, "Thực hiện Đề án số 03/ĐA-BCA, ngày 27/01/2023 của Bộ Công an. Chỉ thị này phổ biến đến chi bộ.", "da03-bca ct23-phutho/self"},
		{"same issuer code is no mismatch", nil, "Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Ban Chấp hành Trung ương.", "nq51-2019"},
	} {
		cites, res := c.text(r.self, r.text)
		var got []string
		wants := strings.Fields(r.want)
		for i := range res {
			if !cites[i].Kind.NamesDocument() && cites[i].Kind != citation.Self && cites[i].Kind != citation.Anaphora {
				continue
			}
			s := string(res[i].Outcome)
			if res[i].Outcome == Resolved {
				s = res[i].Document
			}
			if n := len(got); n < len(wants) && strings.Contains(wants[n], "/") {
				s += "/" + res[i].Rule
			}
			got = append(got, s)
			if len(res[i].Why) == 0 {
				t.Errorf("%s: citation %d says no reason (%s)", r.name, i, res[i].Rule)
			}
		}
		if strings.Join(got, " ") != r.want {
			t.Errorf("%s:\n %q\n got  %v\n want %s", r.name, r.text, got, r.want)
			for i := range res {
				t.Logf("   %s %q: %s %s %v rejected %v findings %v", cites[i].Kind, r.text[cites[i].Start:cites[i].End], res[i].Outcome, res[i].Rule, res[i].Candidates, res[i].Rejected, res[i].Findings)
			}
		}
	}
}

// TestFindings reads sentences that disagree with what is known.
func TestFindings(t *testing.T) {
	c := New(append(library(), rec("nq57", "Nghị quyết", "57-NQ/TW", "2024-12-22", "Bộ Chính trị (khóa XIII)", "về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia")))
	for _, r := range []struct {
		name, text, kind, contains string
	}{
		{"wrong day", "Nghị quyết số 57-NQ/TW, ngày 25/12/2024 của Bộ Chính trị.", FindDate, "22/12/2024"},
		{"words dropped from the title", "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, đổi mới sáng tạo và chuyển đổi số quốc gia.", FindTitle, "“công nghệ”"},
		{"another title", "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị về quản lý rừng bền vững và chế biến lâm sản xuất khẩu.", FindTitle, "khác hẳn"},
		{"other issuer", "Nghị định số 30/2020/NĐ-CP, ngày 05/3/2020 của Bộ Tài chính.", FindIssuer, "Chính phủ"},
		{"Quyết định for Quy định", "Quyết định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư.", FindType, "Quy định"},
		{"date outside the term", "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị khóa XI.", FindTerm, "khóa XI"},
		{"year of the number", "Luật số 24/2018/QH14, ngày 12/6/2016 của Quốc hội.", FindSymbol, "2016"},
		{"a hyphen lost", "Nghị định số 30/2020/NĐCP quy định.", FindSymbol, "30/2020/NĐ-CP"},
		{"out of order", "Nghị quyết số 56-NQ/TW, ngày 20/11/2025 của Bộ Chính trị.", FindOrder, "57-NQ/TW"},
	} {
		cites, res := c.text(nil, r.text)
		ok := false
		for i := range res {
			for _, f := range res[i].Findings {
				ok = ok || f.Kind == r.kind && strings.Contains(f.Message, r.contains)
			}
		}
		if !ok {
			t.Errorf("%s: %q", r.name, r.text)
			for i := range res {
				t.Logf("  %s %s %s %+v", cites[i].Title, res[i].Outcome, res[i].Rule, res[i].Findings)
			}
		}
	}
	// What is no disagreement.
	for _, s := range []string{
		"Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Ban Chấp hành Trung ương về chiến lược bảo vệ an ninh quốc gia.",
		"Nghị quyết số 44-NQ/TW, ngày 24/11/2023 của Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII về Chiến lược bảo vệ Tổ quốc trong tình hình mới.",
		"Chỉ thị số 46-CT/TW, ngày 22/6/2015 của Bộ Chính trị về tăng cường sự lãnh đạo của Đảng đối với công tác bảo đảm an ninh trật tự trong tình hình mới.",
		"Quy định số 66 - QĐ/TƯ.",
	} {
		_, res := c.text(nil, s)
		for i := range res {
			if len(res[i].Findings) > 0 {
				t.Errorf("%q: %v", s, res[i].Findings)
			}
		}
	}
}
