package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tracuu/corpus"
	"tracuu/internal/fetch"
	"tracuu/internal/handover"
	"tracuu/internal/ingest"
	"tracuu/internal/intake"
	"tracuu/internal/library"
)

// importing imports paths: into the library itself where no other process holds
// it, else by the process that does.
type importing struct {
	a       *app
	view    *importView
	flags   importFlags
	opts    ingest.Options
	lib     *library.Library // nil while it is not open here
	web     *fetch.Client    // nil until an address is to be fetched
	waiting int              // jobs before ours, as was said last
}

// How long --watch waits for a command that holds the library, and how often it
// looks.
const (
	lockPatience = 10 * time.Minute
	lockEvery    = 500 * time.Millisecond
)

func (im *importing) run(ctx context.Context, paths []string) (ingest.Summary, error) {
	for began := time.Now(); ; {
		sum, err := im.try(ctx, paths)
		var locked *corpus.LockedError
		brokenOff := im.flags.watch != "" && errors.Is(err, handover.ErrBrokenOff) // tried again, perhaps here
		if !errors.As(err, &locked) && !brokenOff {
			return sum, err
		}
		// Nobody takes files for it: a short command, or a server that is starting or
		// stopping. One that watches a folder can wait for it.
		if im.flags.watch == "" && time.Since(began) > 2*time.Second || time.Since(began) > lockPatience {
			return sum, fmt.Errorf("%w.\nNếu một lệnh import hoặc index khác đang chạy: chờ nó xong rồi chạy lại", err)
		}
		select {
		case <-ctx.Done():
			return sum, ctx.Err()
		case <-time.After(lockEvery):
		}
	}
}

// try imports, or fails with a *corpus.LockedError where another process holds
// the library and takes no files.
func (im *importing) try(ctx context.Context, paths []string) (ingest.Summary, error) {
	if im.lib == nil {
		l, err := library.Open(ctx, library.Options{Dir: im.a.library, Progress: im.view.stage, Notice: im.view.notice})
		im.view.clear()
		if errors.Is(err, corpus.ErrLocked) {
			sum, herr := im.handOver(ctx, paths)
			if errors.Is(herr, handover.ErrNobody) {
				return sum, err
			}
			return sum, herr
		}
		if err != nil {
			return ingest.Summary{}, err
		}
		im.lib = l
	}
	if im.web == nil && slices.ContainsFunc(paths, fetch.IsAddress) {
		web, err := im.a.newWeb(im.lib, im.flags.private, im.flags.again)
		if err != nil {
			return ingest.Summary{}, err
		}
		im.web, im.opts.Web = web, web
	}
	sum, err := im.lib.Import(ctx, paths, im.opts)
	if im.flags.watch != "" {
		// Between two files the library is free, for tracuu serve say.
		err = errors.Join(err, im.close())
	}
	return sum, err
}

func (im *importing) close() error {
	if im.web != nil {
		im.web.Close()
		im.web, im.opts.Web = nil, nil
	}
	if im.lib == nil {
		return nil
	}
	l := im.lib
	im.lib = nil
	return l.Close()
}

// handOver has the process that holds the library import the paths.
func (im *importing) handOver(ctx context.Context, paths []string) (ingest.Summary, error) {
	q := intake.Request{Again: im.opts.Again, NoOCR: im.flags.noOCR, Jobs: im.flags.jobs, Look: im.flags.watch != "", Names: map[string]string{}}
	given := map[string]string{} // by the path that was handed over
	for _, p := range paths {
		if p == "-" {
			file, err := spool(im.a.in)
			if err != nil {
				return ingest.Summary{}, err
			}
			defer os.Remove(file)
			q.Paths, q.Names[file], given[stdinName] = append(q.Paths, file), stdinName, "-"
			continue
		}
		if fetch.IsAddress(p) { // only this command goes to the network, and it has no library now
			return ingest.Summary{}, fmt.Errorf("thư viện đang được chương trình khác mở nên chưa lấy được %s: dừng chương trình đó (Ctrl-C), chạy lại lệnh này, rồi mở lại", p)
		}
		full, err := filepath.Abs(p)
		if err != nil {
			return ingest.Summary{}, err
		}
		q.Paths, given[full] = append(q.Paths, full), p
	}
	asGiven := func(name string) string {
		for full, p := range given {
			if rest, ok := strings.CutPrefix(name, full); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator || rest[0] == '!') {
				return p + rest
			}
		}
		return name
	}
	return handover.Import(ctx, im.a.library, q, handover.Listener{
		Outcome: func(o ingest.Outcome) {
			o.File = asGiven(o.File)
			im.view.outcome(o)
		},
		Progress: func(p ingest.Progress) {
			p.Current = asGiven(p.Current)
			im.view.progress(p)
		},
		Notice: im.view.notice,
		Waiting: func(ahead int) {
			if ahead > 0 && ahead != im.waiting {
				im.view.notice(fmt.Sprintf("Chương trình đang mở thư viện còn %d đợt nhập phía trước; đang chờ.", ahead))
			}
			im.waiting = ahead
		},
	})
}

// stdinName is the name of standard input where it is handed over as a file.
const stdinName = "stdin"

// spool writes standard input to a file that only this user can read.
func spool(in io.Reader) (string, error) {
	f, err := os.CreateTemp("", "tracuu-stdin-")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, in)
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}
