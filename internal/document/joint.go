package document

import "strings"

// jointIssuers reads the bodies of a joint document (TTLT, NQLT), each proved by
// its code where it has one.
func (rd *reader) jointIssuers(lines []cell) bool {
	letters := rd.num.Letters()
	if letters != "TTLT" && letters != "NQLT" && !strings.HasSuffix(rd.value("type"), "liên tịch") || len(lines) == 0 {
		return false
	}
	all := joined(lines)
	var names []string
	for _, n := range splitBodies(all.text) {
		n = strings.Trim(n, " -–,;*")
		if n == "" || strings.EqualFold(n, "liên tịch") {
			continue
		}
		n = rd.casing.body(n)
		dup := false
		for _, have := range names {
			dup = dup || strings.EqualFold(have, n)
		}
		if !dup {
			names = append(names, n)
		}
	}
	if len(names) < 2 {
		return false
	}
	conf := 0.8
	if codes := strings.Split(rd.num.Symbol, "-"); len(codes) == len(names)+1 {
		conf = 0.95
	}
	rd.set("issuer", strings.Join(names, ", "), all.start, all.end, conf, "các cơ quan ở phần đầu của văn bản liên tịch")
	return true
}

// splitBodies cuts a line of several bodies where the next begins.
func splitBodies(s string) []string {
	var out []string
	from := 0
	for i := 1; i < len(s); i++ {
		if s[i-1] != ' ' {
			continue
		}
		for _, h := range []string{"BỘ ", "TÒA ÁN", "TOÀ ÁN", "VIỆN KIỂM", "ỦY BAN TRUNG", "ỦY BAN THƯỜNG", "ỦY BAN DÂN", "CHÍNH PHỦ", "ĐOÀN CHỦ", "THANH TRA", "NGÂN HÀNG", "KIỂM TOÁN", "BAN TỔ CHỨC", "TỔNG LIÊN", "HỘI ", "BẢO HIỂM", "VĂN PHÒNG", "TRUNG ƯƠNG ĐOÀN", "TRUNG ƯƠNG HỘI"} {
			if strings.HasPrefix(s[i:], h) && !strings.HasSuffix(s[:i], "THANH TRA ") && !strings.HasSuffix(s[:i], "VÀ ") && !strings.HasSuffix(s[:i], "XÃ ") {
				out = append(out, s[from:i])
				from = i
				break
			}
		}
	}
	return append(out, s[from:])
}
