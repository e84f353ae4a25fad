package check_test

import (
	"strings"
	"testing"

	"tracuu/internal/check"
	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// held is a library of one document with its text.
type held struct{ text string }

func (h held) Acts(string) []check.Act { return nil }

func (h held) Text(id string) (string, *document.Structure, bool) {
	return h.text, document.Divide(h.text), id == forestID
}

const forestID = "quyet-dinh-77-qd-ubnd-2024"

const forestText = "QUYẾT ĐỊNH\n\nĐiều 1. Phạm vi\n1. Quyết định này áp dụng cho rừng quế trồng sau năm 2010.\n2. Rừng quế tự nhiên được bảo vệ theo quy định riêng của tỉnh.\n" +
	"Điều 2. Trách nhiệm\n1. Ủy ban nhân dân xã lập sổ theo dõi từng lô rừng và báo cáo hằng quý.\n"

func checkForest(text string, opts check.Options) check.Report {
	rec := &document.Record{ID: forestID, Type: "Quyết định", Number: document.Number{Number: "77", Year: "2024", Symbol: "QĐ-UBND"},
		Date: document.MustDate("2024-05-06"), Issuer: "Ủy ban nhân dân tỉnh Yên Bái", Title: "về quản lý rừng quế trên địa bàn tỉnh", Confidence: document.High,
		Provenance: []document.Provenance{{Source: "công báo của tỉnh"}}}
	lib := held{forestText}
	cat := resolve.New([]*document.Record{rec}, resolve.WithStructures(func(id string) *document.Structure {
		_, s, _ := lib.Text(id)
		return s
	}))
	self, _ := document.Recognise(text)
	f := citation.Finder{Self: self, Titles: cat.Titles}
	cites := f.Find(text)
	s := document.Divide(text)
	res := cat.Resolve(resolve.Citing{Record: &self, Text: text, Structure: s}, cites)
	return check.Check(check.Draft{Text: text, Record: &self, Structure: s, Citations: cites, Resolutions: res}, check.NewCatalogue([]*document.Record{rec}), lib, opts)
}

func TestPinpointsAndQuotes(t *testing.T) {
	const name = "Quyết định số 77/2024/QĐ-UBND ngày 06/5/2024 của Ủy ban nhân dân tỉnh Yên Bái"
	for _, tt := range []struct {
		name, text         string
		kind               check.Kind // "" for nothing
		severity           check.Severity
		expected, contains string
	}{
		{"a clause that is there", "Theo khoản 2 Điều 1 " + name + ".", "", "", "", ""},
		{"a clause that is not", "Theo khoản 3 Điều 1 " + name + ".", check.Pinpoint, check.Error, "", "không có khoản 3"},
		{"an article that is not", "Theo Điều 9 " + name + ".", check.Pinpoint, check.Error, "", "không có Điều 9"},
		{"a quotation word for word", "Khoản 2 Điều 1 " + name + " quy định: “Rừng quế tự nhiên được bảo vệ theo quy định riêng của tỉnh”.", "", "", "", ""},
		{"in other letter case and spacing", "Khoản 2 Điều 1 " + name + " quy định: “rừng  quế tự nhiên được bảo vệ theo quy định riêng”.", "", "", "", ""},
		{"with a word changed", "Khoản 2 Điều 1 " + name + " quy định: “Rừng quế tự nhiên được khai thác theo quy định riêng của tỉnh”.", check.Quote, check.Error,
			"Rừng quế tự nhiên được bảo vệ theo quy định riêng của tỉnh", "không đúng nguyên văn"},
		{"from another place", "Khoản 1 Điều 1 " + name + " quy định: “Ủy ban nhân dân xã lập sổ theo dõi từng lô rừng và báo cáo hằng quý”.", check.Quote, check.Warning, "", "Điều 2"},
		{"from another place, with a word changed", "Khoản 1 Điều 1 " + name + " quy định: “Ủy ban nhân dân xã lập sổ theo dõi từng thửa rừng và báo cáo hằng quý”.", check.Quote, check.Warning, "", "câu gần như vậy ở Khoản 1 Điều 2"},
		{"that is not there at all", "Điều 2 " + name + " nêu rõ: “Mỗi hộ được giao một máy bơm nước và hai bao phân bón mỗi vụ”.", check.Quote, check.Warning, "", "Không thấy câu trích"},
		{"a slogan is no quotation", "Thực hiện " + name + ", xã phát động phong trào “Mỗi nhà trồng thêm mười cây quế mới trong năm nay”.", "", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := checkForest(tt.text, check.Options{})
			for _, f := range r.Findings {
				if f.Kind != tt.kind {
					t.Errorf("unexpected %s %s: %s", f.Severity, f.Kind, f.Message)
					continue
				}
				if f.Severity != tt.severity || tt.expected != "" && f.Expected != tt.expected || !strings.Contains(strings.ToLower(f.Message), strings.ToLower(tt.contains)) {
					t.Errorf("%+v", f)
				}
			}
			if f := find(r, tt.kind); tt.kind != "" && f == nil {
				t.Errorf("no finding of kind %s", tt.kind)
			}
		})
	}
}
