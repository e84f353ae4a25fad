// Package vietnamese holds what a program must know of written Vietnamese
// before it can search it: letters, one normal form, folding, the syllable,
// and the tokens of policy texts.
//
// In goes any string, valid UTF-8 or not. Out come strings for showing
// (Clean), for matching (Normalize, Lower, Fold), maps from the matching form
// back to the bytes that were written (Offsets), and tokens with byte offsets
// into the original string (Tokenize).
//
// The package knows nothing of documents, files or search engines. All its
// functions are safe for concurrent use.
//
// Every rule, an example and its source stand in docs/vietnamese.md.
package vietnamese
