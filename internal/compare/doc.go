// Package compare lays two texts side by side, provision by provision: two
// documents, or two versions of one.
//
// In go two texts with their structures; out comes a list of rows, each with a
// provision of the one, of the other, or of both, and for a changed pair the words
// that were taken out and put in. A provision is found again by its words, by its
// anchor, and by how many words it shares, in this order, so that a clause that
// only got another number is not shown as new. The package knows nothing of files
// or HTML.
//
// The work is bounded whatever the texts are: what would take longer is shown as
// taken out and put in whole (Row.Coarse), never left out.
package compare
