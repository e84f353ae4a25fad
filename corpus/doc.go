// Package corpus keeps a collection of policy documents as files that can be
// read, and changed, without the program. The files are the truth; whatever is
// computed from them (the index) can be thrown away.
//
// A library folder L holds
//
//	L/documents/<id>/document.yaml   what is known of the document (document.Record)
//	L/documents/<id>/text.txt        its text: UTF-8, NFC, LF; absent where it is not held
//	L/documents/<id>/…               the original file, and whatever else a person keeps there
//	L/removed.txt                    ids of removed documents, which are never given again
//	L/shipped.json                   what the program itself has put here (see [Corpus.InstallDefault])
//	L/catalogue.cache                what was read before; saves time, may be deleted
//	L/tracuu.lock                    held while a process may write
//	L/index/                         the index's own; this package never looks inside
//
// # Adding a document by hand
//
// Three ways, from least to most work; each shows at the next [Open] or
// [Corpus.Reload] ("tracuu index"):
//
//   - put a text file into documents: L/documents/abc.txt
//   - put a folder with a text into documents: L/documents/abc/text.txt
//   - write document.yaml beside it, or alone for a document whose text is not
//     at hand. Its fields are those of document.Record; "id" may be left out.
//
// The id is the name of the folder (or file) without accents, in lower case,
// with hyphens. Without document.yaml the metadata is what [Options.Recognise]
// reads from the text, and the record's provenance says so. Text in NFD, with
// CRLF, with a byte order mark or in UTF-16 with one is read as it is meant,
// and reported as [Info]; the file is not rewritten.
//
// # What can go wrong
//
// A folder that cannot be read is a [Problem] with file, line and advice, and
// the rest of the library is served. Writing is crash-safe: a document's folder
// is built under a temporary name, synced, then renamed; opening the library for
// writing finishes or undoes what an interrupted process left. One process
// writes at a time ([ErrLocked]); any number read.
//
// The package knows nothing of search, of HTTP, or of how metadata is recognised.
package corpus
