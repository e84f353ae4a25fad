package extract

import (
	"fmt"
	"strings"
	"time"

	"tracuu/internal/vietnamese/legacy"
)

// readDOC reads a DOC of Word 97 to 2003 with antiword or catdoc, the one whose
// text is more Vietnamese.
func (j *job) readDOC() error {
	const limit = time.Minute
	type converter struct {
		name string
		args []string
	}
	var best string
	var reader string
	var failed error
	found := false
	for _, c := range []converter{{"antiword", []string{"-m", "UTF-8.txt", "-w", "0", "-i", "1"}}, {"catdoc", []string{"-d", "utf-8", "-w"}}} {
		path := j.program(c.name)
		if path == "" {
			continue
		}
		found = true
		name, done, err := j.tempFile(".doc")
		if err != nil {
			return err
		}
		out, err := j.run(j.ctx, j.opts.MaxText, limit, nil, nil, path, append(c.args, name)...)
		done()
		if j.ctx.Err() != nil {
			return j.ctx.Err()
		}
		if err != nil {
			failed = err
		}
		text := strings.ToValidUTF8(string(out), "\uFFFD")
		if enc, _ := legacy.DetectText(text); enc != legacy.Unicode {
			text = legacy.DecodeText(enc, text)
		}
		if strings.TrimSpace(text) != "" && (best == "" || Score(text) > Score(best)+.02) {
			best, reader = text, c.name
		}
	}
	switch {
	case !found:
		return &MissingProgramError{Format: "DOC", Programs: []string{"antiword", "catdoc"}}
	case best == "" && failed != nil:
		return fmt.Errorf("%w: %w", ErrDamaged, failed)
	}
	// antiword draws the cells of a table between strokes.
	var b strings.Builder
	for l := range strings.SplitSeq(best, "\n") {
		if strings.HasPrefix(l, "|") && strings.HasSuffix(strings.TrimRight(l, " "), "|") {
			var cells []string
			for c := range strings.SplitSeq(strings.Trim(strings.TrimRight(l, " "), "|"), "|") {
				if c = strings.TrimSpace(c); c != "" {
					cells = append(cells, c)
				}
			}
			l = strings.Join(cells, "\t")
		}
		b.WriteString(l + "\n")
	}
	j.res.Text, j.res.Reader = b.String(), reader
	return nil
}
