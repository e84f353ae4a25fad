// Package document is the model of a policy document: what identifies it
// ([Record]), how its text is divided ([Structure], [Provision]), and the
// recognisers that read both from clean text.
//
// In goes canonical text (NFC, LF; see internal/vietnamese.Clean); out come
// records and trees of provisions whose offsets are bytes of that text. The
// package knows nothing of files, of search, or of other documents.
package document
