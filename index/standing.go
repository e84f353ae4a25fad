package index

// weighStanding adds what is known of a document apart from its words.
func (m *matches) weighStanding(e *entry, f *[featureCount]float64) {
	if m.standing == nil {
		return
	}
	s := m.standing(&e.Document)
	f[featEnded], f[featLevel] = s.Ended, s.Level
	if e.Year > 0 {
		f[featRecent] = min(max(float64(e.Year-oldYear)/(newYear-oldYear), 0), 1)
	}
}

// The years between which a document's age tells.
const oldYear, newYear = 1980, 2030
