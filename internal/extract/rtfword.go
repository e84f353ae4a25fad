package extract

import (
	"golang.org/x/text/encoding/charmap"
)

var rtfSigns = map[string]string{
	"par": "\n", "sect": "\n", "page": "\n", "line": "\n", "column": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•",
	"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}

func (r *rtf) word(w string, arg int, has bool) {
	if s, ok := rtfSigns[w]; ok {
		if s == "\n" && r.st.row {
			r.mark(rtfCellLine)
			return
		}
		r.text(s)
		return
	}
	on := !has || arg != 0
	switch w {
	case "fonttbl":
		r.st.dest = rtfFonts
	case "stylesheet", "colortbl", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
		"fldinst", "filetbl", "listtable", "listoverridetable", "rsidtbl", "generator", "themedata", "datastore", "latentstyles", "nonshppict",
		"info", "xe", "tc", "deleted", "bkmkstart", "bkmkend", "ftnsep", "ftnsepc", "aftnsep", "pgptbl", "annotation", "atnid", "atnauthor", "template":
		if w == "deleted" {
			if !on {
				return
			}
			r.j.warn(WarnDeletions, 0, "tracked deletions were left out")
		}
		r.flush()
		r.st.dest = rtfSkip
	case "title":
		r.st.dest = rtfTitle
	case "author":
		r.st.dest = rtfAuthor
	case "footnote":
		r.flush()
		r.st.dest = rtfNote
	case "ansicpg":
		if p := codePage(arg); p != nil {
			r.page = p
		}
	case "mac":
		r.page = charmap.Macintosh
	case "deff":
		r.deff = arg
	case "f":
		if r.st.dest == rtfFonts {
			r.cur = &rtfFont{}
			if len(r.fonts) < 4096 {
				r.fonts[arg] = r.cur
			}
			return
		}
		r.st.font = arg
	case "fcharset":
		if r.cur != nil {
			r.cur.page = charsetPage(arg)
		}
	case "cpg":
		if r.cur != nil {
			r.cur.page = codePage(arg)
		}
	case "plain":
		r.st.font, r.st.hidden, r.st.caps, r.st.super = r.deff, false, false, false
	case "pard":
		r.st.row = false
	case "intbl":
		r.st.row = true
	case "trowd":
		r.bordered = false
	case "brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair":
		r.bordered = r.bordered || r.cellBorder
	case "clbrdrt", "clbrdrl", "clbrdrb", "clbrdrr", "trbrdrt", "trbrdrl", "trbrdrb", "trbrdrr", "trbrdrh", "trbrdrv":
		r.cellBorder = true
	case "brdrnone", "brdrnil", "cellx":
		r.cellBorder = false
	case "cell":
		r.mark(rtfCellEnd)
	case "nestcell", "nestrow":
		r.mark(rtfCellLine)
	case "row":
		if r.bordered {
			r.mark(rtfRuledRow)
		} else {
			r.mark(rtfRowEnd)
		}
	case "uc":
		r.st.skip = max(0, min(arg, 16))
	case "u":
		r.unicode(arg)
	case "v":
		r.st.hidden = on
	case "caps", "scaps":
		r.st.caps = on && w == "caps"
	case "super":
		r.st.super = on
	case "nosupersub":
		r.st.super = false
	case "bin":
		r.pos = min(len(r.b), r.pos+max(0, arg))
	case "chftn":
		if r.st.dest != rtfNote {
			return // the note writes its mark itself
		}
	}
}
