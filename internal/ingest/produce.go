package ingest

import (
	"context"
	"fmt"
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
	case it.archive:
		p.archive(*it)
	case otherArchive(it.name):
		p.decided(*it, Outcome{File: it.name, Status: Failed, Error: "chưa mở được loại tệp nén này; hãy giải nén vào một thư mục rồi nhập thư mục ấy (các loại mở được: zip, tar, tar.gz)"}, false)
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
	p.read(it, func() (*File, error) {
		return unpack(p.im.opts.Input, it.name, p.im.opts.Limits.File, p.im.shelf.corpus.Dir())
	})
}

// archive sends on the files of an archive, or what is remembered of them.
func (p *producer) archive(it item) {
	im := p.im
	if e := im.ledger.get(it.key, it.size, it.time); e != nil && e.Members != nil && p.replay(it, e.Members) {
		return
	}
	first := true
	var members []string
	names := map[string]int{}
	err := eachMember(p.ctx, it.path, im.opts.Limits, func(m member) error {
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
		one.archive, one.path = false, ""
		one.name, one.key, one.size = it.name+"!/"+m.name, it.key+"!/"+m.name, m.size
		members = append(members, one.key)
		if m.verdict != nil {
			o := *m.verdict
			o.File = one.name
			p.decided(one, o, false)
			return nil
		}
		if o, ok := im.unchanged(one.name, one.key, one.size, one.time); ok {
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
	case err != nil:
		if !first {
			im.step(func(pr *Progress) { pr.Total++ })
		}
		p.decided(it, Outcome{File: it.name, Status: Failed, Error: "tệp nén không đọc được đến hết: " + message(err)}, false)
	case first:
		p.decided(it, Outcome{File: it.name, Status: Skipped, Note: "tệp nén không có tệp nào"}, false)
	default:
		t := &task{item: it, done: make(chan struct{}), archive: members, silent: true}
		close(t.done)
		p.order <- t
	}
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
	o.File, o.Unchanged = name, true
	switch o.Status {
	case Failed, Waiting, Refused:
		if e.Tools != im.tools {
			return Outcome{}, false
		}
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
