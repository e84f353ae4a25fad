package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"tracuu/corpus"
	"tracuu/internal/extract"
)

// Options say how files are imported.
type Options struct {
	// Jobs is the number of files that are read at one time; 0 is one a processor.
	Jobs int
	// Again reads files too that are unchanged since they were imported.
	Again bool
	// Reading bounds what reading a file may cost.
	Reading extract.Options
	// Extract reads a file's text; nil is [extract.Extract] in this process.
	Extract Extract
	Limits  Limits
	// MinScore is the share of Vietnamese syllables under which a text is
	// doubtful; 0 is 0.6.
	MinScore float64
	// Web fetches addresses; nil refuses them.
	Web Web
	// Input is what the path "-" reads.
	Input io.Reader
	// Names are the names under which paths are known to whoever gave them, where
	// those are others than the paths: a file that was sent lies under a name of
	// ours. They are reported, and say what kind of file it is.
	Names map[string]string
	// Resume says that the run goes on with one that was interrupted: what that
	// one had done is reported as it was reported then, and not as skipped.
	Resume bool
	// Writing is held while a file is put into the library, for those who change
	// its documents meanwhile; nil for nobody.
	Writing sync.Locker
	// Now is the clock; nil is time.Now.
	Now Clock
	// Outcome is told what became of each file, in the order of the paths; scans
	// that have to be recognised come last.
	Outcome func(Outcome)
	// Progress is told how far the run is; it is called from one goroutine at a
	// time, often.
	Progress func(Progress)
	// Notice is told, in Vietnamese, of what went wrong beside the files.
	Notice func(string)
	// Refresh is called after documents have changed: at the end, and meanwhile
	// every RefreshEvery (0 is 30 s) at most, so that long runs show early.
	Refresh      func(context.Context) error
	RefreshEvery time.Duration
}

// Progress says how far a run is.
type Progress struct {
	Done, Total int    // files; Total grows when archives are opened
	Bytes       int64  // read so far
	Current     string // a file that is being read
}

func (o Options) withDefaults() Options {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if o.Extract == nil {
		o.Extract = here
	}
	if o.MinScore <= 0 {
		o.MinScore = 0.6
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Outcome == nil {
		o.Outcome = func(Outcome) {}
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Notice == nil {
		o.Notice = func(string) {}
	}
	if o.Refresh == nil {
		o.Refresh = func(context.Context) error { return nil }
	}
	if o.RefreshEvery <= 0 {
		o.RefreshEvery = 30 * time.Second
	}
	if o.Writing == nil {
		o.Writing = new(sync.Mutex)
	}
	o.Limits = o.Limits.withDefaults()
	if o.Reading.MaxBytes <= 0 {
		o.Reading.MaxBytes = o.Limits.File
	}
	return o
}

// Importer imports files into one library, which must be open for writing. One
// Run at a time.
type Importer struct {
	opts     Options
	settings Settings
	shelf    *shelf
	ledger   *ledger
	tools    string
	memory   *budget
	// mayRecognise says that pictures can be recognised: scans are read in a
	// second pass.
	mayRecognise bool

	progressing sync.Mutex
	progress    Progress

	// Of the writer alone:
	changed   int // documents written since the last refresh
	refreshed time.Time
	lasted    time.Duration // of the last refresh
}

// New prepares to import into the library.
func New(c *corpus.Corpus, opts Options) (*Importer, error) {
	if !c.Writable() {
		return nil, fmt.Errorf("nhập văn bản: %w", corpus.ErrReadOnly)
	}
	opts = opts.withDefaults()
	settings, err := ReadSettings(c.Dir())
	if err != nil {
		return nil, err
	}
	l, err := openLedger(c.Dir())
	if err != nil {
		return nil, err
	}
	_, noTesseract := exec.LookPath("tesseract")
	return &Importer{
		mayRecognise: opts.Reading.OCR == extract.OCRAuto && !opts.Reading.NoPrograms && noTesseract == nil,
		opts:         opts, settings: settings, ledger: l, shelf: newShelf(c, l), memory: newBudget(opts.Limits.InWork),
		tools: tools(opts, settings), refreshed: time.Now(),
	}, nil
}

// Close ends the use of the ledger.
func (im *Importer) Close() error { return im.ledger.close() }

// tools names what decides whether a file that failed, waits or was refused
// would fare better now: programs, settings, and the version of this one.
func tools(o Options, s Settings) string {
	var t []string
	if !o.Reading.NoPrograms {
		for _, p := range []string{"tesseract", "pdftotext", "antiword", "catdoc", "soffice"} {
			if _, err := exec.LookPath(p); err == nil && (p != "tesseract" || o.Reading.OCR != extract.OCRNever) {
				t = append(t, p)
			}
		}
	}
	t = append(t, s.HoldSecrecy...)
	if b, ok := debug.ReadBuildInfo(); ok {
		for _, s := range b.Settings {
			if s.Key == "vcs.revision" {
				t = append(t, s.Value)
			}
		}
	}
	return strings.Join(t, " ")
}

// task is a file on its way.
type task struct {
	item   item
	size   int64 // of the budget
	data   *File
	rd     *reading
	result *Outcome      // decided without reading
	done   chan struct{} // closed when rd or result is there
	// replayed outcomes are not entered into the ledger again.
	replayed bool
	// archive is set on the task that ends an archive: its members' keys.
	archive []string
	silent  bool // reports nothing
	second  bool // read again, with recognition of its pictures
}

// scan reports a file whose pictures may be recognised in the second pass.
func (t *task) scan() bool {
	return !t.second && t.rd != nil && t.rd.err == nil && t.rd.res != nil && t.rd.res.NeedsOCR
}

// Run imports what the paths hold. The error is ctx's, or that the library
// cannot be written; what is wrong with single files is in their outcomes. An
// interrupted run has written whole documents only, and the next one goes on.
func (im *Importer) Run(ctx context.Context, paths []string) (Summary, error) {
	var sum Summary
	items, err := list(ctx, paths, im.shelf.corpus.Dir(), im.opts.Names)
	if err != nil {
		sum.Interrupted = true
		return sum, err
	}
	im.progress = Progress{Total: len(items)}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	pass := func(produce func(*producer)) (scans []*task) {
		for t := range im.start(ctx, produce) {
			<-t.done
			if ctx.Err() == nil && im.mayRecognise && t.scan() {
				im.postpone(t)
				scans = append(scans, t)
				continue
			}
			if ctx.Err() == nil {
				if err := im.finish(ctx, t, &sum); err != nil {
					cancel(err)
				}
			}
			im.release(t)
		}
		return scans
	}
	scans := pass(func(p *producer) {
		for i := range items {
			if ctx.Err() != nil {
				return
			}
			p.item(&items[i])
		}
	})
	pass(func(p *producer) {
		for _, t := range scans {
			p.recognise(t)
		}
	})
	for _, t := range scans { // what an interruption left unpacked
		im.drop(t)
	}
	if err := context.Cause(ctx); err != nil {
		sum.Interrupted = true
		return sum, err
	}
	if im.changed > 0 {
		return sum, im.refresh(ctx)
	}
	return sum, nil
}

// start sets the readers to work on what the producer gives and sends the tasks
// on in the order in which they were given.
func (im *Importer) start(ctx context.Context, produce func(*producer)) <-chan *task {
	// What waits in the channel is bounded by the memory that its tasks have taken.
	order, work := make(chan *task, 1<<14), make(chan *task)
	go func() {
		var group sync.WaitGroup
		for range im.opts.Jobs {
			group.Go(func() {
				for t := range work {
					im.work(ctx, t)
				}
			})
		}
		produce(&producer{im: im, ctx: ctx, order: order, work: work})
		close(work)
		group.Wait()
		close(order)
	}()
	return order
}

// work reads a file.
func (im *Importer) work(ctx context.Context, t *task) {
	defer close(t.done)
	im.step(func(p *Progress) { p.Current = t.item.name })
	if t.data == nil {
		data, err := openFile(t.item.path, t.item.name)
		if err != nil {
			t.rd = &reading{name: baseName(t.item.name), err: err}
			return
		}
		t.data = data
	}
	letters, all := im.opts.Reading, im.opts.Reading
	letters.OCR = extract.OCRNever
	if !t.second {
		t.rd = im.read(ctx, t.data, letters)
		t.rd.cover = t.item.cover
		return
	}
	if all.Time <= 0 {
		all.Time = recogniseTime
	}
	if t.rd = im.read(ctx, t.data, all); t.rd.err != nil && ctx.Err() == nil {
		// What could be kept without recognition is kept.
		why := t.rd.err
		t.rd = im.read(ctx, t.data, letters)
		t.rd.unrecognised = why
	}
}

// recogniseTime is the longest for a scan: an hour is some 700 pages.
const recogniseTime = time.Hour

func (im *Importer) step(f func(*Progress)) {
	im.progressing.Lock()
	defer im.progressing.Unlock()
	f(&im.progress)
	im.opts.Progress(im.progress)
}

func (im *Importer) release(t *task) {
	im.drop(t)
	t.rd = nil
	im.memory.put(t.size)
}

// drop closes a task's file; one that was unpacked is gone then.
func (im *Importer) drop(t *task) {
	if t.data != nil {
		t.data.close()
		t.data = nil
	}
}

// postpone lays a scan aside until the files that have letters are in: those
// take moments, and what they say helps to know the scans.
func (im *Importer) postpone(t *task) {
	if t.item.path != "" { // opened again then
		im.drop(t)
	}
	t.rd = nil
	im.memory.put(t.size)
	t.size = 0
}

// finish shelves what was read and reports it. An error ends the run.
func (im *Importer) finish(ctx context.Context, t *task, sum *Summary) error {
	if t.silent {
		return im.ledger.put(&entry{Path: t.item.key, Size: t.item.size, Time: t.item.time, Tools: im.tools, Members: t.archive})
	}
	o := t.result
	if o == nil {
		if errors.Is(t.rd.err, context.Canceled) && ctx.Err() != nil {
			return nil
		}
		kept := im.safely(t)
		o = &kept
		sum.Bytes += t.rd.size
	}
	if err := im.remember(t, o); err != nil {
		return err
	}
	sum.add(*o)
	im.opts.Outcome(*o)
	im.step(func(p *Progress) {
		p.Done++
		if t.rd != nil {
			p.Bytes += t.rd.size
		}
	})
	return im.refreshInTime(ctx)
}

// refreshInTime refreshes now and then in a long run.
func (im *Importer) refreshInTime(ctx context.Context) error {
	if im.changed > 0 && time.Since(im.refreshed) > max(im.opts.RefreshEvery, 4*im.lasted) {
		return im.refresh(ctx)
	}
	return nil
}

// safely is keep for files that break what nobody thought of.
func (im *Importer) safely(t *task) (o Outcome) {
	defer func() {
		if p := recover(); p != nil {
			o = Outcome{File: t.item.name, Status: Failed, Error: fmt.Sprintf("lỗi của chương trình khi ghi văn bản: %v", p)}
		}
	}()
	im.opts.Writing.Lock()
	defer im.opts.Writing.Unlock()
	return im.keep(t.item.name, t.rd)
}

// remember enters the outcome into the ledger, unless the next run may fare
// better with the very same file: it could not be got at, was being written, or
// the library could not be.
func (im *Importer) remember(t *task, o *Outcome) error {
	if t.replayed || t.item.key == "" {
		return nil
	}
	e := &entry{Path: t.item.key, Size: t.item.size, Time: t.item.time, Outcome: *o}
	switch {
	case t.rd == nil:
		if t.item.path != "" || t.item.verdict != nil { // only files of archives are looked up
			return nil
		}
	case t.rd.sha == "", errors.Is(t.rd.err, errChanged), o.Status == Failed && t.rd.err == nil:
		return nil
	default:
		e.SHA = t.rd.sha
		if o.ID != "" {
			e.TextSHA = t.rd.textSHA
			im.shelf.noteText(o.ID, t.rd.textSHA)
		}
	}
	switch o.Status {
	case Failed, Waiting, Refused:
		e.Tools = im.tools
	}
	return im.ledger.put(e)
}

func (im *Importer) refresh(ctx context.Context) error {
	began := time.Now()
	err := im.opts.Refresh(ctx)
	im.refreshed = time.Now()
	im.lasted = im.refreshed.Sub(began)
	if err == nil {
		im.changed = 0
	}
	return err
}
