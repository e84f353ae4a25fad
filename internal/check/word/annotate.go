package word

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"tracuu/internal/extract"
)

// Note is a remark on a stretch of the text, in bytes.
type Note struct {
	Start, End int
	// Lines are the paragraphs of the comment.
	Lines []string
	// Replace says that Replacement can be put in place of the stretch.
	Replace     bool
	Replacement string
}

// Text is what was read of the file: see extract.Result.
type Text struct {
	Text    string
	Origins []extract.Origin
	Parts   []string // the first is the main part
}

// Options of one file.
type Options struct {
	Author string
	Date   time.Time
}

// Done counts what was put into the file.
type Done struct {
	Comments int
	Changes  int
	// Signed says that the file carried a digital signature, which does not hold
	// for the file that is given back.
	Signed bool
}

// Categories of failure, for errors.Is.
var (
	ErrDamaged  = errors.New("the file cannot be taken apart safely")
	ErrTooLarge = errors.New("the file is larger than can be given back")
)

// Annotate puts the notes into the file. The notes of one place keep their order;
// of replacements that overlap the first is made.
func Annotate(file []byte, read Text, notes []Note, opts Options) (out []byte, done Done, err error) {
	defer func() {
		if p := recover(); p != nil { // offsets that do not belong to this file
			out, done, err = nil, Done{}, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	z, err := openZip(file)
	if err != nil {
		return nil, done, err
	}
	if len(notes) == 0 {
		return slices.Clone(file), done, nil
	}
	if len(read.Parts) == 0 {
		return nil, done, fmt.Errorf("%w: nothing is known of its parts", ErrDamaged)
	}
	a := &annotator{read: read, opts: opts, z: z}
	if err := a.openParts(); err != nil {
		return nil, done, err
	}
	if err := a.openComments(); err != nil {
		return nil, done, err
	}
	order := make([]int, len(notes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(notes[i].Start, notes[j].Start) })
	for _, i := range order {
		a.note(&notes[i])
	}
	done = a.done
	done.Signed = z.has("_xmlsignatures/")
	out, err = a.write()
	return out, done, err
}

// annotator is the work on one file.
type annotator struct {
	read  Text
	opts  Options
	z     *zipFile
	parts []*part // like read.Parts; nil for one that is not to be changed
	// comments gathers the comments; next is the first id that is free.
	comments *comments
	next     int
	changed  int // the origin behind the last replacement, in bytes of the text
	done     Done
}

func (a *annotator) openParts() error {
	for i, name := range a.read.Parts {
		raw, err := a.z.read(name)
		if err != nil {
			return err
		}
		p, err := parsePart(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		p.main = i == 0
		a.parts = append(a.parts, p)
		a.next = max(a.next, p.maxID+1)
	}
	return nil
}

func (a *annotator) id() int {
	a.next++
	return a.next - 1
}

// note puts one note into the file.
func (a *annotator) note(n *Note) {
	end := max(0, min(n.End, len(a.read.Text)))
	start := min(max(0, n.Start), end)
	for start > 0 && start < len(a.read.Text) && !utf8.RuneStart(a.read.Text[start]) {
		start--
	}
	for end < len(a.read.Text) && !utf8.RuneStart(a.read.Text[end]) {
		end++
	}
	places := a.places(start, end)
	id := a.id()
	if n.Replace && start < end {
		from, to, text := narrow(a.read.Text, start, end, n.Replacement)
		if from < to && from >= a.changed && a.replace(text, from, to, a.places(from, to)) {
			a.changed = to
			a.done.Changes++
		}
	}
	if a.comment(id, start, places) {
		a.comments.add(id, n.Lines, a.opts)
		a.done.Comments++
	}
}

// narrow leaves out of a replacement the words at its ends that stay, so that
// they keep their looks. At least a word is left, to be replaced, taken away or
// added to.
func narrow(text string, start, end int, replacement string) (from, to int, left string) {
	was := text[start:end]
	for {
		i, j := strings.IndexByte(was, ' ')+1, strings.IndexByte(replacement, ' ')+1
		if i == 0 || j == 0 || was[:i] != replacement[:j] {
			break
		}
		was, replacement, start = was[i:], replacement[j:], start+i
	}
	for {
		i, j := strings.LastIndexByte(was, ' '), strings.LastIndexByte(replacement, ' ')
		if i <= 0 || j <= 0 || was[i:] != replacement[j:] {
			break
		}
		was, replacement, end = was[:i], replacement[:j], end-(len(was)-i)
	}
	switch { // what only goes
	case replacement != "" && strings.HasPrefix(was, replacement+" "):
		return start + len(replacement), end, ""
	case replacement != "" && strings.HasSuffix(was, " "+replacement):
		return start, end - len(replacement), ""
	}
	return start, end, replacement
}

// place is a stretch of the note's text in a part.
type place struct {
	part, from, to int
	approx         bool
}

// places finds where the bytes start to end of the text are written, in the
// order of the text.
func (a *annotator) places(start, end int) []place {
	k, _ := slices.BinarySearchFunc(a.read.Origins, start, func(o extract.Origin, at int) int {
		if o.End <= at {
			return -1
		}
		return 1
	})
	var out []place
	for ; k < len(a.read.Origins) && a.read.Origins[k].Start < end; k++ {
		o := a.read.Origins[k]
		p := place{part: o.Part, from: o.From, to: o.To, approx: o.Approx}
		if o.Exact {
			p.from = o.From + max(0, start-o.Start)
			p.to = o.To - max(0, o.End-end)
		}
		if p.part < len(a.parts) && p.from < p.to {
			out = append(out, p)
		}
	}
	return out
}

// nearest finds a place beside an offset of the text whose own is not known: the
// last one before it in its line, or the first behind it, or the last before.
func (a *annotator) nearest(at int) (place, bool) {
	k, _ := slices.BinarySearchFunc(a.read.Origins, at, func(o extract.Origin, at int) int { return cmp.Compare(o.Start, at) })
	lineStart := strings.LastIndexByte(a.read.Text[:at], '\n') + 1
	before, after := k-1, k
	pick := before
	if before < 0 || a.read.Origins[before].End <= lineStart {
		pick = after
	}
	if pick >= len(a.read.Origins) {
		pick = before
	}
	if pick < 0 {
		return place{}, false
	}
	o := a.read.Origins[pick]
	return place{part: o.Part, from: o.From, to: o.To, approx: o.Approx}, o.Part < len(a.parts)
}

// comment marks the places in the main part, or the paragraph that they belong
// to, and reports whether there was such.
func (a *annotator) comment(id, start int, places []place) bool {
	if len(places) > 0 && a.markRange(id, places) {
		return true
	}
	near := places
	if len(near) == 0 {
		p, ok := a.nearest(start)
		if !ok {
			return false
		}
		near = []place{p}
	}
	for _, p := range near {
		if a.markParagraph(id, p) {
			return true
		}
	}
	return a.parts[0].markFirst(id)
}

// markRange marks the very characters: all have to stand in the main part, in
// runs that a comment can begin and end in.
func (a *annotator) markRange(id int, places []place) bool {
	p := a.parts[0]
	first, last := places[0], places[0]
	for _, x := range places {
		if x.part != 0 {
			return false
		}
		if x.from < first.from {
			first = x
		}
		if x.to > last.to {
			last = x
		}
	}
	s, ok := p.textAt(first.from, first.to)
	if !ok || !p.open(s) {
		return false
	}
	e, ok := p.textAt(last.from, last.to)
	if !ok || !p.open(e) {
		return false
	}
	p.cut(s, op{at: first.from, kind: rangeStart, id: id})
	p.cut(e, op{at: last.to, kind: rangeEnd, id: id})
	return true
}

// markParagraph marks the whole paragraph of a place; for one in a footnote, the
// sign of the footnote in the main part.
func (a *annotator) markParagraph(id int, x place) bool {
	p := a.parts[x.part]
	t, ok := p.textAt(x.from, x.to)
	if !ok {
		return false
	}
	if x.part == 0 {
		return p.markAround(id, p.hostParagraph(t))
	}
	kind, note := p.noteOf(t)
	return kind != "" && a.parts[0].markReference(id, kind, note)
}

// replace makes a tracked change of the text between start and end where its
// characters stand one behind the other, and reports whether it did.
func (a *annotator) replace(text string, start, end int, places []place) bool {
	if len(places) == 0 {
		return false
	}
	p := a.parts[places[0].part]
	at := places[0].from
	var texts []int // the elements of text that hold it
	for _, x := range places {
		if x.approx || x.part != places[0].part || x.from < at {
			return false
		}
		at = x.to
		t, ok := p.textAt(x.from, x.to)
		if !ok {
			return false
		}
		if k := len(texts); k == 0 || texts[k-1] != t {
			texts = append(texts, t)
		}
	}
	from, to := places[0].from, at
	if !p.changeable(texts) || !p.unbroken(texts) || !sameText(p.written(texts, from, to), a.read.Text[start:end]) {
		return false
	}
	first, last := texts[0], texts[len(texts)-1]
	switch was := a.read.Text[start:end]; { // words that are only added
	case strings.HasPrefix(text, was+" "):
		p.cut(last, op{at: to, kind: deleteEnd, insert: text[len(was):], like: last})
		return true
	case strings.HasSuffix(text, " "+was):
		p.cut(first, op{at: from, kind: insertion, insert: text[:len(text)-len(was)], like: first})
		return true
	}
	for i, t := range texts {
		x, y := p.nodes[t].open, p.nodes[t].close
		if i == 0 {
			x = from
		}
		if i == len(texts)-1 {
			y = to
		}
		if x >= y {
			continue // an empty element between the others
		}
		p.cut(t, op{at: x, kind: deleteStart})
		o := op{at: y, kind: deleteEnd}
		if i == len(texts)-1 && text != "" {
			o.insert, o.like = text, first
		}
		p.cut(t, o)
	}
	return true
}
