// Package fetch gets what stands at a web address, politely and safely.
//
// In goes an address that somebody asked for; out comes a [Page]: a file on disk
// with its bytes, its media type, its name and the time, or an [*Error] that
// says in Vietnamese why there is none. It asks robots.txt, sends one request at
// a time, waits between two to the same host, remembers pages on disk and asks
// whether they changed, and does not ask again for a day what was refused.
//
// It connects to public addresses only. That is judged at the moment of
// dialling, on the address that is dialled, so neither a redirect nor a name
// that resolves to something else the second time leads into an office's own
// network (see public.go). It uses no proxy: behind one it could not see where
// it goes.
//
// It knows nothing of documents: whether what came is what was wanted is for
// package ingest to say.
package fetch
