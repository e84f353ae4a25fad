// Package word gives a DOCX back with comments and tracked changes at places of
// its text, and nothing else of it changed.
//
// In go the bytes of the file, the text that was read of it with the origins of
// its characters (extract.Options.Origins), and [Note]s with places in that
// text; out comes a DOCX. Only the parts that must change do: the text itself
// and its footnotes, the comments, and the lists of parts and relations where
// there were no comments before. Every other part is copied as it is packed. In
// the text only the runs that a note begins or ends in are taken apart; all other
// bytes stay, unknown markup and namespaces with them.
//
// A replacement is made only where the characters it replaces stand in the file
// one behind the other as text, in one encoding; otherwise its note is a comment
// alone. The package knows nothing of citations and findings.
package word
