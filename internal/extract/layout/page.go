// Package layout turns words with places on pages into text: lines, columns,
// tables, paragraphs, in reading order, without running heads and page numbers.
//
// In go pages of words, from a PDF or from optical character recognition; out
// comes text with one paragraph a line and the page every byte stands on. The
// package knows nothing of file formats. Its rules are those of Vietnamese
// documents (Nghị định 30/2020/NĐ-CP, Phụ lục I: a header in two columns, the
// signature to the right of the list of recipients) and of the official gazette
// (running head "CÔNG BÁO/Số …/Ngày …").
package layout

import "tracuu/internal/vietnamese/legacy"

// Page is a page before layout. Distances are points (1/72 inch), X from the
// left edge, Y downwards from the top edge.
type Page struct {
	Number        int // from 1
	Width, Height float64
	Words         []Word
	Rules         []Rule
	Groups        []Group
	Picture       float64 // share of the page's area under pictures, 0 to 1
	Unknown       float64 // share of the letters that the file does not name
	Hidden        float64 // share of the words that are drawn invisibly: the text layer of a scan
}

// Group is text apart from the page's flow.
type Group struct {
	Words  []Word
	Turned bool // written in another direction; the places are of the page turned so that it reads from left to right
}

// Word is a run of letters in one font. A written word may be several of them.
type Word struct {
	X0, X1     float64 // left and right end
	Y          float64 // baseline
	Size       float64 // of the font
	Text       string
	Encoding   legacy.Encoding // of Text, by the font's name
	Caps       bool            // the font shows small letters as capitals
	Bold       bool
	Italic     bool
	SpaceAfter bool // a space is written behind it
	Hidden     bool
	Artifact   bool    // tagged as a running head or foot by the producer
	Font       string  // its name, without the prefix of a subset
	Confidence float64 // of recognition, 0 to 1; 0 where nothing was recognised
}

// Rule is a straight ruling line, horizontal or vertical: X0 == X1 or Y0 == Y1,
// with X0 <= X1 and Y0 <= Y1.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// Vertical reports whether the rule runs downwards.
func (r Rule) Vertical() bool { return r.X0 == r.X1 }
