// Package query reads what is typed in a search box into a query.
//
// In goes text; out come a tree of what is wanted ([Query.Root]), the places
// where filters stand in the text, and notes on what was forgiven, each with the
// place it speaks of. Reading never fails. The package knows the language only:
// not the index, nor which documents there are. Which values a filter can take
// it is told by a [Vocabulary].
//
// # Grammar
//
//	query     = either .
//	either    = all { or all } .
//	all       = item { item } .
//	item      = [ "-" ] ( group | phrase | prefix | filter | words ) .
//	group     = "(" either ")" .
//	phrase    = quote text [ "*" ] quote .
//	prefix    = word "*" .
//	words     = word { word } .
//	filter    = field ":" ( quote text quote | "(" text ")" | value ) .
//	or        = "hoặc" | "|" .
//	field     = "loại" | "cơ quan" | "số" | "năm" | "ngày" | "trạng thái" | "viện dẫn" | "tiêu đề" | "toàn văn" .
//	quote     = any of " “ ” „ ‟ « » ＂ .
//
// Fields have more names (see fields), all taken with marks and without. All of
// an all are wanted; an item with "-" must not be in the document. A "-" before
// words takes all words up to the next sign as one phrase, since a Vietnamese
// word is several syllables: "-kinh tế" excludes kinh tế. A filter beside an
// "hoặc" on the same level, not within brackets, narrows all alternatives:
// "loại:chỉ thị tham nhũng hoặc lãng phí". It is its alternative's own where two
// have a filter of one field, or one is nothing but filters.
//
// A value without quotation marks ends where the longest known value of its field
// ends (loại, cơ quan, trạng thái, toàn văn), with the date or number (năm, ngày,
// số), or before the next sign or filter (tiêu đề, viện dẫn).
//
// # What is not an operator
//
// Most queries are ordinary language, and signs in it are ordinary signs:
//
//   - a hyphen is "-" only before a word and after a space, never inside a number
//     ("12 -NQ/TW"), before one that it is the sign of ("= -0,5"), between years, nor
//     where it joins two words in any spacing ("kinh tế -xã hội"). Before
//     longExclusion words or more it is the hyphen of a list;
//   - a colon makes a filter only after the name of a field. After "colon, space"
//     the value must be one that the field can have, and in a sentence it is none;
//   - brackets group only where they hold an "hoặc" or follow a "-": "(khóa XIII)"
//     is two words;
//   - a query of SentenceWords words or more is a sentence, and a question is a
//     question: "hoặc" and "-" in them are words and signs of theirs. In a
//     sentence a "-" counts before quotation marks or the few words that end it,
//     and all counts where a filter, a "|" or a "-(" shows that the language is
//     being used. A list of short choices is no sentence.
package query
