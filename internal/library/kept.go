package library

import (
	"fmt"
	"os"
	"path/filepath"

	"tracuu/internal/citation/resolve"
)

// Reading every text for its citations at every start costs seconds in a library
// of thousands. What the texts were found to cite is therefore kept in a file of
// the library's folder, and at the next start only what changed meanwhile is
// read again, and what cites that. The file can be deleted at any time.

// keptName is the file, in the library's folder.
const keptName = "citations.cache"

// kept is the file's content: one state of the library.
type kept struct {
	program   string // that made it: another may find other citations
	state     string // of the corpus
	documents map[string]keptDocument
}

// keptDocument is one document of that state.
type keptDocument struct {
	fingerprint string
	// keys are those under which citations ask for its record.
	keys []string
	// Of its text; hasText is false where none was analysed.
	hasText bool
	cites   resolve.Kept
	places  map[int]Place
}

// program names the running program by its file, which is another one after
// every update. "" is a program that cannot be told from others.
func program() string {
	exe, err := os.Executable()
	if err != nil {
		return ""
	}
	fi, err := os.Stat(exe)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d %d", fi.Size(), fi.ModTime().UnixNano())
}

// readKept gives what the folder keeps and this program can use; nothing where
// there is no such file, or a damaged one.
func readKept(dir string) *kept {
	data, err := os.ReadFile(filepath.Join(dir, keptName))
	if err != nil {
		return nil
	}
	k, err := decodeKept(data)
	if err != nil || k.program == "" || k.program != program() {
		return nil
	}
	return k
}

// recall takes what was kept into the knowledge of a new view, and gives the ids
// of the documents that must be analysed: those that are not as they were then,
// and those that cite them.
func (v *view) recall(k *kept) []string {
	if k == nil {
		return v.ids
	}
	v.recalled = k.state
	changed := map[string]bool{}
	for id, d := range k.documents {
		if n := v.docs[id]; n == nil || n.Fingerprint != d.fingerprint {
			changed[id] = true
		} else if d.hasText {
			v.references.Restore(id, d.cites)
			v.places[id] = d.places
		}
	}
	for _, id := range v.ids {
		if _, known := k.documents[id]; !known {
			changed[id] = true
		}
	}
	again := map[string]bool{}
	for id := range changed {
		keys := append(v.catalogue.Keys(id), k.documents[id].keys...)
		for _, from := range v.references.Affected(resolve.Change{ID: id, Keys: keys}) {
			again[from] = true
		}
	}
	var work []string
	for _, id := range v.ids {
		if changed[id] || again[id] {
			work = append(work, id)
		}
	}
	return work
}

// keep gives what is known of the view, to be kept.
func (v *view) keep() *kept {
	out := &kept{program: program(), state: v.state, documents: make(map[string]keptDocument, len(v.docs))}
	v.mu.RLock()
	defer v.mu.RUnlock()
	for id, n := range v.docs {
		d := keptDocument{fingerprint: n.Fingerprint, keys: v.catalogue.Keys(id)}
		if d.cites, d.hasText = v.references.Keep(id); d.hasText {
			d.places = v.places[id]
		}
		out.documents[id] = d
	}
	return out
}

// saveKept writes the file where it would spare work at the next start. A
// failure costs only time then.
func (l *Library) saveKept() {
	v := l.view
	if !l.corpus.Writable() || v == nil || v.recalled == v.state || program() == "" {
		return
	}
	name := filepath.Join(l.opts.Dir, keptName)
	tmp := filepath.Join(l.opts.Dir, ".new-"+keptName) // which the corpus clears away where a kill left it
	if os.WriteFile(tmp, v.keep().encode(), 0o644) != nil || os.Rename(tmp, name) != nil {
		os.Remove(tmp)
		return
	}
	v.recalled = v.state
}
