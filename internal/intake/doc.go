// Package intake is the desk at which files are handed in while the library is
// open: uploads of the page /nhap and of the API, and paths that another process
// of this machine hands over.
//
// In go streams and paths; out comes a job, which can be asked how far it is and
// what became of each file. Jobs are worked off one at a time, in the order in
// which they came. An upload is written to the library's own folder, synced, and
// only then called a job; it lies there until it has been imported, so that a
// process that ends in the middle, however it ends, takes it up again at its next
// start. docs/importing.md tells the layout and the limits.
//
// The package knows nothing of HTTP, of formats or of documents; what importing
// is, it is told by Options.Import.
package intake
