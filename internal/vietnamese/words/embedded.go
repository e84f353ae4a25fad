package words

import (
	_ "embed"
	"hash/crc32"
	"strings"
	"sync"
)

// Headwords of more than one syllable, one a line; how the file was made is in data/README.md.
//
//go:embed data/headwords.txt
var headwordFile string

// Everyday words that the headwords lack: pairs of opposites and likes (ao hồ, lớn nhỏ), set phrases of four syllables.
//
//go:embed data/general.txt
var generalFile string

var embeddedLexicon = sync.OnceValue(buildLexicon)

func buildLexicon() *lexicon {
	l := newLexicon(80_000)
	for term := range strings.Lines(headwordFile) {
		l.add(strings.TrimSuffix(term, "\n"), markHeadword)
	}
	for term := range strings.Lines(generalFile) {
		l.add(strings.TrimSuffix(term, "\n"), markGlossary)
	}
	for e := range glossaryEntries {
		if e.Kind == Word {
			l.add(e.Term, markGlossary)
		}
	}
	return l
}

// lexiconChecksum ties a model to the lexicon it was trained with.
var lexiconChecksum = sync.OnceValue(func() uint32 {
	c := crc32.ChecksumIEEE([]byte(headwordFile))
	c = crc32.Update(c, crc32.IEEETable, []byte(generalFile))
	return crc32.Update(c, crc32.IEEETable, []byte(glossaryFile))
})
