package words

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// maxLine is the longest line Pretokenized takes, in bytes.
const maxLine = 64 << 20

// Pretokenized reads lines of tokens separated by spaces and writes each as its words: words separated by tabs, the
// tokens of a word by spaces. The tokens stay as they are; a line without tokens stays empty.
func (s *Segmenter) Pretokenized(r io.Reader, w io.Writer) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	out := bufio.NewWriterSize(w, 64<<10)
	q := new(Sentence)
	line := 0
	for sc.Scan() {
		line++
		q.Reset()
		text := sc.Bytes()
		for t := range bytes.FieldsSeq(text) {
			q.AddBytes(t)
		}
		gaps := s.Segment(q)
		i := 0
		for t := range bytes.FieldsSeq(text) {
			if i > 0 {
				sep := byte('\t')
				if gaps[i-1] {
					sep = ' '
				}
				out.WriteByte(sep)
			}
			out.Write(t)
			i++
		}
		if err := out.WriteByte('\n'); err != nil {
			return fmt.Errorf("writing line %d: %w", line, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("reading after line %d: %w", line, err)
	}
	return out.Flush()
}

// Pretokenized is Segmenter.Pretokenized of the default segmenter.
func Pretokenized(r io.Reader, w io.Writer) error { return Default().Pretokenized(r, w) }
