// Package index finds provisions by their words.
//
// In go documents, each a record and a list of provisions ([Document],
// [Unit]); out come documents with the provisions that answer a query and the
// matches marked in their text ([Results]). What is typed is read by package
// query. The package knows nothing of the corpus, of files other than its own
// directory, or of HTTP.
//
// # On disk
//
// An index is a directory of parts and a file CURRENT that names the parts in
// use. A part is a bleve index of one segment with a table beside it, written
// once and only ever opened read-only, so any number of processes search while
// one writes. [Build] writes new parts beside the old ones and then replaces
// CURRENT by a rename: a crash at any moment leaves the old index or the new,
// and in the folder building the segments that are finished, with which the next
// build goes on. [Index.Update] adds a small part that supersedes documents of
// older parts, and joins it with those that are as small. Files that CURRENT does
// not name are leftovers and are removed by the next writer.
//
// # In a part
//
// Each document is one record (its title, number and issuer), followed by one
// record a provision. The syllables of a provision are in field "text", its neighbour
// pairs in field "pair", both without term vectors: a phrase of two syllables
// is one term, a longer one is the provisions that have all its pairs, checked
// against the stored text. Folded forms are not indexed: a word typed without
// marks is looked up in all its readings, which the tables list.
// docs/search.md tells why and what it costs.
package index
