// Package server is the library's door for browsers and other programs: pages
// in Vietnamese that work without scripts, and the same answers as JSON under
// /api/v1/.
//
// In goes a [Library]; out comes an http.Handler. The package decides what a
// page says and how it is reached; it knows nothing of how documents are kept,
// found or resolved. Every text that comes from a document or a reader is
// escaped on the way out.
package server
