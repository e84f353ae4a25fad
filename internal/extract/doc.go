// Package extract turns a file into clean Unicode text with a map of its pages.
//
// In go the bytes of a PDF, DOCX, ODT, RTF, HTML, EML, DOC or text file in any
// encoding; out comes a Result: canonical text (vietnamese.Clean), one paragraph
// a line, the page each part stands on, and what was done to get it. The package
// knows nothing of documents, of the corpus or of search. What it may cost is
// bounded by Options; RunChild bounds it from outside, in a process of its own.
//
// How each format is read, which reader wins, and what was measured stands in
// docs/extraction.md.
package extract
