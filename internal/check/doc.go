// Package check judges the citations of a draft: whether the documents exist,
// whether type, number, symbol, date, issuer and title agree with what the
// library knows, whether the pinpoint and the quoted words are there, whether
// the document was in force, and whether the draft writes it as the rules of its
// family and date ask.
//
// In go a text with its citations and what became of each, and the library's
// knowledge as values and a small interface ([Knowledge]); out comes a [Report].
// Every aspect is judged on its own. What cannot be judged is said to be so, and
// nothing about a document is made up. The package knows neither files nor HTTP,
// and keeps nothing of what it reads.
package check
