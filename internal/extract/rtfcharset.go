package extract

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// codePage gives a code page of Windows; nil for those that are not known.
func codePage(n int) encoding.Encoding {
	switch n {
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1252:
		return charmap.Windows1252
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case 874:
		return charmap.Windows874
	case 932:
		return japanese.ShiftJIS
	case 936:
		return simplifiedchinese.GBK
	case 10000:
		return charmap.Macintosh
	}
	return nil
}

// charsetPage gives the code page of a font's character set.
func charsetPage(n int) encoding.Encoding {
	return codePage(map[int]int{0: 1252, 77: 10000, 128: 932, 134: 936, 161: 1253, 162: 1254, 163: 1258, 186: 1257, 204: 1251, 222: 874, 238: 1250}[n])
}
