package vietnamese

// The tables are built in a fixed order, since each needs the one before it.
func init() {
	initLetters()
	initSyllables()
	initClasses()
	initScan()
	initWords()
	initFold()
}
