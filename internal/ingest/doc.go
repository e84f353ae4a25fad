// Package ingest turns files into documents of a library.
//
// In go paths: files, folders, archives, standard input. Each file is read
// (internal/extract), what it says of itself is recognised (internal/document),
// and it is compared with what the library holds; then it becomes a document,
// the text of a record that had none, a further version, a second format, or
// nothing at all. Out comes one [Outcome] a file, in the order of the paths, scans last.
//
// Reading goes on in parallel, writing one file after another. A document is
// written in one step by the corpus and carries the SHA-256 of its file in its
// provenance, so a run that was killed is simply started again: the ledger
// (imported.jsonl) and, where that was not reached, the provenance say what is
// done. docs/importing.md tells how it decides and why.
//
// The package knows nothing of search, of citations between documents, or of
// HTTP; Options.Refresh tells whoever keeps those.
package ingest
