package index

// weights is the table of ranking weights; docs/search.md tells how they were
// set. BM25 gives every record its base score, cheaply; the best are then read
// and weighed by their features.
var weights = struct {
	k1 float64 // saturation of a term's frequency
	b  float64 // how much a long field is held against a term
	// field: how often a term in a field counts.
	field [fieldCount]float64
	pair  float64 // a pair's score against a syllable's
	title float64 // the score of a document's own record within its provisions'
	other float64 // what another way to say it counts, beside the words themselves
	// chosen multiplies the base of a document that the query calls by its title.
	chosen float64
	// feature: what each feature of a record that is read counts.
	feature [featureCount]float64
}{
	k1: .8, b: .6,
	field: [fieldCount]float64{inText: 1, inPair: 1, inHead: 3, inTitle: 1},
	pair:  1.3, title: .5, other: .5, chosen: 1.5,
	feature: [featureCount]float64{
		featBase: 7.2, featWords: .6, featPairs: 1, featClause: 1.3, featClausePairs: 2, featWindow: 2.7,
		featTriples: 0, featLongest: .1, featRuns: 1.6, featHeading: 2, featHeadRun: 1.4, featLabel: 2.5,
		featTitle: 1.7, featDefines: 1.5, featLength: -1.4, featDocument: 2.4,
	},
}

// The features of a record. All are shares between 0 and about 1 unless said
// otherwise; idf mass is the sum of the inverse document frequencies of the
// query's words (or pairs) that are found.
const (
	featBase        = iota // BM25 score over the idf mass of the query
	featWords              // idf mass of the words found anywhere in it
	featPairs              // idf mass of the neighbour pairs found
	featClause             // idf mass of words and pairs found in its best line
	featClausePairs        // idf mass of pairs found in its best line, less for a long line
	featWindow             // idf mass of words and pairs in its best window of half again the query's length
	featTriples            // pairs that continue one another, by the rarer's idf
	featLongest            // the longest piece of the query that it has word for word
	featRuns               // idf mass of words, more for those in long pieces
	featHeading            // idf mass of the heading's pairs that the query has
	featHeadRun            // the longest piece of the heading that the query has
	featLabel              // 1 if the query has its label ("Điều 5")
	featTitle              // 1 if the query has the document's title as a whole, .5 all but its first word
	featDefines            // it defines a word of the query: "X là …" at the head of a line
	featLength             // logarithm of its length
	featDocument           // mean base of the best three provisions of its document
	featureCount
)
