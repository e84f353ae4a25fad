package main

// engine is one way to index and search the articles. All give the same: twenty
// best articles with a piece of text and its matches marked, how many answer in
// all, and of these how many there are of each topic, type and year.
type engine interface {
	// missing says why the engine cannot be measured here, "" if it can.
	missing() string
	build(dir, articles string) error
	// open opens what build has made; search may then be called by many at once.
	open(dir string) error
	search(q *query) (answer, error)
	close() error
	// processes are those that work for the engine beside this one.
	processes() []int
}

// answer is what is looked at of an answer, to see that there is one.
type answer struct {
	total, shown, facets int
	marked               bool // a match is marked
}

const shownHits = 20

func newEngine(name string) engine {
	switch name {
	case "tracuu":
		return &tracuu{}
	case "bleve":
		return &standardBleve{}
	case "sqlite":
		return &sqliteFTS{}
	case "postgres":
		return &postgres{}
	}
	return nil
}

// alone is an engine that is in this process and always there.
type alone struct{}

func (alone) missing() string  { return "" }
func (alone) processes() []int { return nil }
