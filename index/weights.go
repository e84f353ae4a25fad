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
	// feature: what each feature of a record that is read counts, as TestFitWeights
	// prints it for the questions with their marks and without (FIT=both).
	feature [featureCount]float64
}{
	k1: .8, b: .6,
	field: [fieldCount]float64{inText: 1, inPair: 1, inHead: 3, inTitle: 1},
	pair:  1.3, title: .5, other: .5, chosen: 1.5,
	feature: [featureCount]float64{
		featBase: 8.16, featWords: .69, featPairs: 1.09, featClause: 1.31, featClausePairs: 2.01, featWindow: 2.66,
		featTriples: -.41, featLongest: .36, featRuns: 1.39, featHeading: 1.86, featHeadRun: 1.65, featLabel: 2.15,
		featTitle: 1.84, featDefines: 1.14, featLength: -1.37, featDocument: 2.40,
		// Not fitted: the question set says nothing of them (docs/search.md).
		featEnded: -.80, featLevel: .30, featRecent: .30,
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
	featEnded              // its document is no longer in force: 1, in part .5
	featLevel              // how high its document's issuer stands: 1 the highest
	featRecent             // its document's year, from 1980 (0) to 2030 (1)
	featureCount
)
