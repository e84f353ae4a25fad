package resolve

import (
	"strings"
	"testing"
)

func TestCompareTitles(t *testing.T) {
	const official = "về tăng cường sự lãnh đạo của Đảng đối với phong trào toàn dân bảo vệ an ninh Tổ quốc trong tình hình mới"
	for _, r := range []struct {
		name, cited, official string
		state                 agreement
		missing, added        string
	}{
		{"the same", official, official, agrees, "", ""},
		{"letter case and punctuation", "Tăng cường sự lãnh đạo của đảng đối với phong trào toàn dân bảo vệ an ninh tổ quốc, trong tình hình mới", official, agrees, "", ""},
		{"cut short", "về tăng cường sự lãnh đạo của Đảng đối với phong trào", official, agrees, "", ""},
		{"ran on", official + " phù hợp với địa phương", official, agrees, "", ""},
		{"words dropped", "về tăng cường sự lãnh đạo của Đảng đối với phong trào bảo vệ an ninh Tổ quốc trong tình hình mới", official, related, "toàn dân", ""},
		{"a word added", strings.Replace(official, "phong trào", "các phong trào", 1), official, related, "", "các"},
		{"dates and terms inside", "tiếp tục thực hiện Chỉ thị số 09-CT/TW, ngày 01/12/2011 của Ban Bí thư khóa XI về phong trào", "về việc tiếp tục thực hiện Chỉ thị 09-CT/TW của Ban Bí thư về phong trào", agrees, "", ""},
		{"another", "về phát triển du lịch biển và hải đảo", official, conflict, "", ""},
		{"a few common words", "về công tác cán bộ", "về phân cấp quản lý cán bộ và bổ nhiệm, giới thiệu cán bộ ứng cử", unsaid, "", ""},
		{"the beginning of many titles", "về tăng cường sự", official, unsaid, "", ""},
		{"a short title, whole", "về công tác văn thư", "về công tác văn thư", agrees, "", ""},
		{"none", "", official, unsaid, "", ""},
	} {
		m := compareTitles(titleWords(nil, r.cited), titleWords(nil, r.official))
		if m.state != r.state || strings.Join(m.missing, "|") != r.missing || strings.Join(m.added, "|") != r.added {
			t.Errorf("%s: state %d, missing %q, added %q", r.name, m.state, m.missing, m.added)
		}
	}
}
