package citation

import "unicode/utf8"

// romanBefore reports that all but the last letter of s are Roman numerals.
func romanBefore(s string) bool {
	for i := range len(s) - 1 {
		if c := s[i]; c != 'I' && c != 'V' && c != 'X' {
			return false
		}
	}
	return true
}

// typeStart reports that a type word begins which real texts glue to the number of an
// appendix.
func typeStart(s string) bool {
	for _, w := range [...]string{"Thông tư", "Nghị định", "Nghị quyết", "Quyết định", "Luật", "Pháp lệnh"} {
		if len(s) >= len(w) && s[:len(w)] == w {
			return true
		}
	}
	return false
}

// gluedWord reports, in bytes, that a function word follows which real texts
// glue to a symbol.
func gluedWord(s string) int {
	for _, w := range [...]string{"ngày", "của", "về", "năm", "và", "quy", "do", "ban", "để", "đề", "thì", "được", "thay", "hướng", "có", "tại", "theo", "đã", "sửa", "nga\u0300y", "cu\u0309a", "ve\u0302\u0300", "na\u0306m", "va\u0300"} {
		if len(s) >= len(w) && s[:len(w)] == w {
			if len(s) == len(w) {
				return len(w)
			}
			r, _ := utf8.DecodeRuneInString(s[len(w):])
			if c := lookup(r).class; c != lowerLetter && c != upperLetter && c != toneMark && c != formMark {
				return len(w)
			}
		}
	}
	return 0
}
