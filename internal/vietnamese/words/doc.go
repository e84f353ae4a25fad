// Package words joins Vietnamese syllables into words.
//
// Vietnamese writes a space between syllables, not between words: "quản lý nhà nước" is one, two or
// four units depending on the reader. The package takes tokens in order (syllables, numbers,
// punctuation; a token never holds a space) and decides for every gap between two neighbours whether
// they belong to one word. It knows nothing of documents, offsets or search.
//
// The decision is an averaged perceptron over the gaps with a first-order Viterbi search. Its features are
// the syllables around the gap, their letter case, and which lexicon entries cover the gap; see
// features.go. Syllables are compared without regard to case, to where the tone mark sits
// (hoá = hóa), to final y or i (kỹ = kĩ), or to composed and decomposed letters.
//
// The model (model.bin) is reproduced byte for byte by
//
//	go run ./internal/vietnamese/train
//
// from the gold and silver sets it was trained on; docs tell how it does on text it has not seen.
package words
