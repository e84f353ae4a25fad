// Package pdfread reads the pages of a PDF as words with their places.
//
// In goes a PDF as an io.ReaderAt; out come layout.Page values: words with
// position, size and font, the ruling lines, and how much of the page is
// picture. github.com/ledongthuc/pdf is the parser of the file's objects; what
// they mean (content streams, fonts, ToUnicode maps, widths, form XObjects,
// annotations) is read here, because its own text functions ignore most of it.
//
// Everything from the file is bounded: bytes read, bytes unpacked, operators,
// words, nesting. A page that breaks a bound or makes the parser panic is one
// page with an error; the others are read.
package pdfread
