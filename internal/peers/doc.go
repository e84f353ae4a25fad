// Command peers measures this library's search beside other engines on the same
// articles with the same queries, in one run: bleve with its standard analyzer,
// SQLite FTS5, and PostgreSQL full text where a server is installed.
//
// It is a module of its own, so that what it needs is in no binary that an
// office gets and in no `go vet ./...` of the library. `make bench` runs it. Each
// engine builds and searches in a process of its own, which says what it took;
// the results are kept in results.json, and the table and the plots are made of
// all that are there, so that a size can be measured again by itself.
package main
