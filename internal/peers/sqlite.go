package main

import (
	"database/sql"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite"
)

// sqliteFTS is SQLite with FTS5; its tokenizer drops marks, which lets it answer
// what is typed without them (but for đ), and confuses words that differ by
// marks.
type sqliteFTS struct {
	alone
	db *sql.DB
}

func (e *sqliteFTS) connect(dir string) (err error) {
	e.db, err = sql.Open("sqlite", "file:"+filepath.Join(dir, "fts.db")+"?_pragma=journal_mode(WAL)&_pragma=cache_size(-65536)&_pragma=busy_timeout(10000)")
	return err
}

func (e *sqliteFTS) build(dir, path string) error {
	if err := e.connect(dir); err != nil {
		return err
	}
	e.db.SetMaxOpenConns(1)
	for _, s := range []string{
		`CREATE TABLE docs (rowid INTEGER PRIMARY KEY, id TEXT, topic TEXT, type TEXT, year INTEGER)`,
		`CREATE VIRTUAL TABLE f USING fts5(title, text, tokenize = "unicode61 remove_diacritics 2")`,
	} {
		if _, err := e.db.Exec(s); err != nil {
			return err
		}
	}
	var tx *sql.Tx
	n := 0
	for a, err := range articles(path) {
		if err == nil && tx == nil {
			tx, err = e.db.Begin()
		}
		if err != nil {
			return err
		}
		n++
		if _, err := tx.Exec(`INSERT INTO docs VALUES (?, ?, ?, ?, ?)`, n, a.ID, a.Topic, a.Type, a.year()); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO f (rowid, title, text) VALUES (?, ?, ?)`, n, a.Title, a.Text); err != nil {
			return err
		}
		if n%5000 == 0 {
			if err := tx.Commit(); err != nil {
				return err
			}
			tx = nil
		}
	}
	if tx != nil {
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	if _, err := e.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return err
	}
	return e.db.Close()
}

func (e *sqliteFTS) open(dir string) error {
	if err := e.connect(dir); err != nil {
		return err
	}
	e.db.SetMaxOpenConns(32)
	e.db.SetMaxIdleConns(32)
	return e.db.Ping()
}

func (e *sqliteFTS) search(q *query) (a answer, err error) {
	match := q.expression(func(t term) string {
		s := `"` + strings.Join(t.words, " ") + `"`
		if t.prefix {
			s += " *"
		}
		return s
	}, " AND ", " OR ", " NOT ")
	rows, err := e.db.Query(`SELECT d.id, f.title, snippet(f, 1, '[', ']', '…', 40) FROM f JOIN docs d ON d.rowid = f.rowid
		WHERE f MATCH ? ORDER BY rank LIMIT ?`, match, shownHits)
	if err != nil {
		return a, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, title, piece string
		if err := rows.Scan(&id, &title, &piece); err != nil {
			return a, err
		}
		a.shown++
		a.marked = a.marked || strings.Contains(piece, "[")
	}
	if err := rows.Err(); err != nil {
		return a, err
	}
	counts, err := e.db.Query(`WITH m AS MATERIALIZED (SELECT d.topic o, d.type t, d.year y FROM f JOIN docs d ON d.rowid = f.rowid WHERE f MATCH ?)
		SELECT 1, o, count(*) FROM m GROUP BY o UNION ALL SELECT 2, t, count(*) FROM m GROUP BY t UNION ALL SELECT 3, y, count(*) FROM m GROUP BY y`, match)
	if err != nil {
		return a, err
	}
	defer counts.Close()
	for counts.Next() {
		var which, n int
		var value any
		if err := counts.Scan(&which, &value, &n); err != nil {
			return a, err
		}
		if which == 1 {
			a.total += n
			a.facets++
		}
	}
	return a, counts.Err()
}

func (e *sqliteFTS) close() error { return e.db.Close() }
