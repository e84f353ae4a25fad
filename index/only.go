package index

import "slices"

// only leaves the documents of a set, nil being all.
func (m *matches) only(ids map[string]bool) {
	if ids == nil {
		return
	}
	m.documents = slices.DeleteFunc(m.documents, func(n int32) bool { return !ids[m.view.documents[n].ID] })
}
