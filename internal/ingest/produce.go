package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// producer turns the listed items into tasks, in order. It stops where too much
// is in work.
type producer struct {
	im    *Importer
	ctx   context.Context
	order chan<- *task // to the writer
	work  chan<- *task // to the readers
}

// decided sends on an outcome that needs no reading.
func (p *producer) decided(it item, o Outcome, replayed bool) {
	t := &task{item: it, result: &o, done: make(chan struct{}), replayed: replayed}
	close(t.done)
	p.order <- t
}

// read sends a file to the readers. What it may cost in memory, beside its own
// bytes, is its text and what its reader builds.
func (p *producer) read(it item, data func() (*File, error)) {
	t := &task{item: it, done: make(chan struct{})}
	var err error
	if t.size, err = p.im.memory.take(p.ctx, 2*it.size+1<<20); err != nil {
		return
	}
	if data != nil {
		if t.data, err = data(); err != nil {
			p.im.memory.put(t.size)
			p.decided(it, Outcome{File: it.name, Status: Failed, Error: message(err)}, false)
			return
		}
	}
	p.order <- t
	p.work <- t
}

// recognise sends a scan to the readers again.
func (p *producer) recognise(t *task) {
	var err error
	if t.size, err = p.im.memory.take(p.ctx, 2*t.item.size+1<<20); err != nil {
		return
	}
	t.second, t.done = true, make(chan struct{})
	p.order <- t
	p.work <- t
}

func (p *producer) item(it *item) {
	switch {
	case it.verdict != nil:
		p.decided(*it, *it.verdict, false)
	case it.name == "-":
		p.input(*it)
	case it.address:
		p.read(*it, func() (*File, error) { return p.im.visit(p.ctx, it.name) })
	case otherArchive(it.name):
		p.decided(*it, Outcome{File: it.name, Status: Failed, Error: otherArchiveNote}, false)
	case it.packing != notPacked && p.archive(*it):
	default:
		if o, ok := p.im.unchanged(it.name, it.key, it.size, it.time); ok {
			p.decided(*it, o, true)
			return
		}
		p.read(*it, nil)
	}
}

func (p *producer) input(it item) {
	if p.im.opts.Input == nil {
		p.decided(it, Outcome{File: it.name, Status: Failed, Error: "không có gì ở đầu vào chuẩn"}, false)
		return
	}
	f, err := unpack(p.im.opts.Input, it.name, p.im.opts.Limits.File, p.im.shelf.corpus.Dir())
	if err != nil {
		p.decided(it, Outcome{File: it.name, Status: Failed, Error: message(err)}, false)
		return
	}
	if kind := packingIn(f, f.Size); kind != notPacked {
		it.packing = kind
		taken := p.members(it, f, f.Size, "thư.eml")
		if taken {
			f.close()
			return
		}
	}
	it.size = f.Size
	p.read(it, func() (*File, error) { return f, nil })
}

// archive sends on the files of an archive or a message, or what is remembered of
// them. It reports false of a message that is to be read like any file.
func (p *producer) archive(it item) bool {
	if e := p.im.ledger.get(it.key, it.size, it.time); e != nil && !p.im.opts.Again {
		if e.Members != nil && p.replay(it, e.Members) {
			return true
		}
		if e.Members == nil && it.packing == mailPacking && e.Outcome.Status != "" { // nothing was attached
			return false
		}
	}
	f, err := openFile(it.path, it.name)
	if err != nil {
		p.decided(it, Outcome{File: it.name, Status: Failed, Error: message(err)}, false)
		return true
	}
	defer f.close()
	return p.members(it, f, f.Size, f.Name)
}

// members sends on the files of an archive that is open.
func (p *producer) members(it item, src io.ReaderAt, size int64, base string) bool {
	im := p.im
	first := true
	var members []string
	names := map[string]int{}
	err := eachMember(p.ctx, src, size, it.packing, base, im.opts.Limits, im.shelf.corpus.Dir(), func(m member) error {
		if p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		if !first { // the archive itself was counted
			im.step(func(pr *Progress) { pr.Total++ })
		}
		first = false
		if names[m.name]++; names[m.name] > 1 {
			m.name = fmt.Sprintf("%s (%d)", m.name, names[m.name])
		}
		one := it
		one.packing, one.path, one.cover = notPacked, "", m.cover
		one.name, one.size = it.name+"!/"+m.name, m.size
		if it.key != "" {
			one.key = it.key + "!/" + m.name
		}
		members = append(members, one.key)
		if m.verdict != nil {
			o := *m.verdict
			o.File = one.name
			p.decided(one, o, false)
			return nil
		}
		if o, ok := im.unchanged(one.name, one.key, one.size, one.time); ok && one.key != "" {
			p.decided(one, o, true)
			return nil
		}
		p.read(one, func() (*File, error) {
			r, err := m.open()
			if err != nil {
				return nil, err
			}
			defer r.Close()
			return unpack(r, m.name, im.opts.Limits.File, im.shelf.corpus.Dir())
		})
		return nil
	})
	switch {
	case p.ctx.Err() != nil:
	case errors.Is(err, errNoAttachments):
		return false
	case err != nil && first && it.packing == mailPacking: // what is wrong with it, its reader says
		return false
	case err != nil:
		if !first {
			im.step(func(pr *Progress) { pr.Total++ })
		}
		p.decided(it, Outcome{File: it.name, Status: Failed, Error: "tệp nén không đọc được đến hết: " + message(err)}, false)
	case first:
		p.decided(it, Outcome{File: it.name, Status: Skipped, Note: "tệp nén không có tệp nào"}, false)
	case it.key != "":
		t := &task{item: it, done: make(chan struct{}), archive: members, silent: true}
		close(t.done)
		p.order <- t
	}
	return true
}

// replay reports what is remembered of every file of an unchanged archive; false
// where something is missing or is to be tried again.
func (p *producer) replay(it item, members []string) bool {
	var outcomes []Outcome
	for _, key := range members {
		name := it.name + strings.TrimPrefix(key, it.key)
		e := p.im.ledger.last(key)
		if e == nil {
			return false
		}
		o, ok := p.im.unchanged(name, key, e.Size, it.time)
		if !ok {
			return false
		}
		outcomes = append(outcomes, o)
	}
	p.im.step(func(pr *Progress) { pr.Total += len(outcomes) - 1 })
	for _, o := range outcomes {
		p.decided(it, o, true)
	}
	return true
}

// unchanged gives the outcome of a file that is as it was when it was imported;
// false where it is to be read.
func (im *Importer) unchanged(name, key string, size, mtime int64) (Outcome, bool) {
	if im.opts.Again {
		return Outcome{}, false
	}
	e := im.ledger.get(key, size, mtime)
	if e == nil {
		return Outcome{}, false
	}
	o := e.Outcome
	o.File, o.Unchanged = name, !im.opts.Resume
	switch {
	case o.Status == Failed, o.Status == Waiting, o.Status == Refused:
		if e.Tools != im.tools {
			return Outcome{}, false
		}
	case im.opts.Resume:
	default:
		if o.Status != Skipped {
			o.Note = "không đổi từ lần nhập trước (" + o.Status.Vietnamese() + ")"
		}
		o.Status = Skipped
	}
	if o.ID != "" && !im.shelf.has(o.ID) {
		return Outcome{}, false // removed since, and asked for again
	}
	return o, true
}
