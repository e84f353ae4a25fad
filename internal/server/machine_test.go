package server_test

import (
	"strings"
	"testing"

	"tracuu/internal/library"
	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

func TestMachineReading(t *testing.T) {
	for _, tc := range []struct {
		name    string
		reading *library.MachineReading
		says    []string
		not     []string
	}{
		{"entered by people", nil, nil, []string{"Máy nhận dạng, cần đối chiếu"}},
		{"read", &library.MachineReading{Pages: 3}, []string{"Máy nhận dạng, cần đối chiếu bản gốc.", "/nhap/duyet/" + servertest.Directive}, []string{"OCR", "chờ duyệt"}},
		{"doubted", &library.MachineReading{Pending: true}, []string{"Máy nhận dạng", "đang chờ duyệt"}, nil},
		{"accepted", &library.MachineReading{Accepted: "2031-06-02", Pages: 3}, nil, []string{"Máy nhận dạng", "đối chiếu với bản gốc ngày"}},
		{"a scan", &library.MachineReading{Pages: 2, Recognised: []library.RecognisedPage{{Number: 1, Confidence: .8}, {Number: 2, Start: 400, Confidence: .9}}},
			[]string{"Máy nhận dạng, cần đối chiếu bản gốc.", "Toàn văn do máy nhận dạng từ ảnh", "trung bình 85%", "trang 1: 80%", "trang 2: 90%"}, nil},
		{"some pages of it, accepted", &library.MachineReading{Accepted: "2031-06-02", Pages: 12, Recognised: []library.RecognisedPage{{Number: 7, Confidence: 1}}},
			[]string{"đã được người đối chiếu với bản gốc ngày 02/6/2031", "Chữ của 1/12 trang", "trang 7: 99%"}, []string{"Máy nhận dạng, cần"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			lib := servertest.Sample()
			d, err := lib.Document(servertest.Directive)
			if err != nil {
				t.Fatal(err)
			}
			d.Reading = tc.reading
			box := html(t, handler(t, lib, server.Options{}), "/van-ban/"+servertest.Directive).Find(".facts .notice")
			said, _ := box.Html()
			for _, s := range tc.says {
				if !strings.Contains(said, s) {
					t.Errorf("it does not say %q: %s", s, said)
				}
			}
			for _, s := range tc.not {
				if strings.Contains(said, s) {
					t.Errorf("it says %q: %s", s, said)
				}
			}
			if href, _ := box.Find("details a").First().Attr("href"); tc.reading != nil && len(tc.reading.Recognised) > 0 && !strings.HasPrefix(href, "#") {
				t.Errorf("page 1 is at %q", href)
			}
		})
	}
}
