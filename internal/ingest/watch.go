package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// WatchOptions say how a folder is watched. Zero values take the defaults given.
type WatchOptions struct {
	// Quiet is how long a file must stay as it is before it is taken; 1 s.
	Quiet time.Duration
	// Every is the time between looks at the whole folder, for shares and disks
	// that announce nothing and for what was missed; 5 min.
	Every time.Duration
	// Ready is called when what was there at the start has been given.
	Ready func()
	// Notice is told, in Vietnamese, of what cannot be watched.
	Notice func(string)
}

// Watch calls run with the folder as it is, and then with the files that come
// into it, or change in it, once they have been quiet, until ctx ends. Nothing
// that comes meanwhile is missed. An error of run ends it.
func Watch(ctx context.Context, dir string, opts WatchOptions, run func(context.Context, []string) error) error {
	if opts.Quiet <= 0 {
		opts.Quiet = time.Second
	}
	if opts.Every <= 0 {
		opts.Every = 5 * time.Minute
	}
	if opts.Notice == nil {
		opts.Notice = func(string) {}
	}
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("theo dõi %s: %w", dir, err)
	}
	defer n.Close()
	w := &watch{opts: opts, notify: n, moving: map[string]motion{}}
	w.folder(dir, false)
	if err := run(ctx, []string{dir}); err != nil {
		return err
	}
	if opts.Ready != nil {
		opts.Ready()
	}
	tick := time.NewTicker(max(opts.Quiet/4, 10*time.Millisecond))
	defer tick.Stop()
	whole := time.NewTicker(opts.Every)
	defer whole.Stop()
	for {
		var ready []string
		select {
		case <-ctx.Done():
			return ctx.Err()
		case e := <-n.Events:
			w.event(e)
			continue
		case err := <-n.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				opts.Notice(fmt.Sprintf("Theo dõi %s: %v", dir, err))
			}
			w.folder(dir, false)
			ready = []string{dir} // something was missed; unchanged files cost a look
		case <-whole.C:
			ready = []string{dir}
		case now := <-tick.C:
			ready = w.quiet(now)
		}
		if len(ready) > 0 {
			if err := run(ctx, ready); err != nil {
				return err
			}
		}
	}
}

type watch struct {
	opts   WatchOptions
	notify *fsnotify.Watcher
	moving map[string]motion // files that changed a moment ago
}

// motion is a file as it was when it was last seen to be different.
type motion struct {
	size  int64
	time  time.Time // of its last change, by its own word
	since time.Time
}

// folder watches a folder and those in it; with files, what lies there counts as
// just come.
func (w *watch) folder(dir string, files bool) {
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // gone again, or not ours to read: the look at the whole says so
		}
		if path != dir && ignored(e.Name()) {
			if e.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if e.IsDir() {
			if err := w.notify.Add(path); err != nil {
				w.opts.Notice(fmt.Sprintf("Không theo dõi được thư mục %s: %v", path, err))
			}
		} else if files {
			w.touch(path)
		}
		return nil
	})
	if err != nil {
		w.opts.Notice(fmt.Sprintf("Không theo dõi được thư mục %s: %v", dir, err))
	}
}

func (w *watch) event(e fsnotify.Event) {
	if e.Name == "" || ignored(filepath.Base(e.Name)) || e.Op == fsnotify.Chmod {
		return
	}
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		delete(w.moving, e.Name)
		return
	}
	if fi, err := os.Stat(e.Name); err == nil && fi.IsDir() {
		w.folder(e.Name, true)
		return
	}
	w.touch(e.Name)
}

func (w *watch) touch(path string) {
	if fi, err := os.Stat(path); err == nil && fi.Mode().IsRegular() {
		w.moving[path] = motion{fi.Size(), fi.ModTime(), time.Now()}
	}
}

// quiet gives the files that have not changed for long enough.
func (w *watch) quiet(now time.Time) []string {
	var ready []string
	for path, m := range w.moving {
		fi, err := os.Stat(path)
		switch {
		case err != nil:
			delete(w.moving, path)
		case fi.Size() != m.size || !fi.ModTime().Equal(m.time):
			w.moving[path] = motion{fi.Size(), fi.ModTime(), now}
		case now.Sub(m.since) >= w.opts.Quiet:
			delete(w.moving, path)
			if mayBeDocument(path) {
				ready = append(ready, path)
			}
		}
	}
	slices.Sort(ready)
	return ready
}
