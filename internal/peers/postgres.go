package main

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/lib/pq"
)

// postgres is PostgreSQL full text on its simple configuration. The server is
// started for the measurement alone, in the folder of the index, and listens on
// a socket there.
type postgres struct {
	db     *sql.DB
	server *exec.Cmd
}

// bin finds a program of the server, which distributions keep out of the path.
func (e *postgres) bin(name string) string {
	if path, err := exec.LookPath(name); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return real
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(found) == 0 {
		return ""
	}
	return found[len(found)-1]
}

func (e *postgres) missing() string {
	for _, name := range []string{"initdb", "postgres"} {
		if e.bin(name) == "" {
			return "no " + name + " is installed"
		}
	}
	if os.Getuid() == 0 {
		if _, err := user.Lookup("postgres"); err != nil {
			return "it does not run as root, and there is no user postgres"
		}
	}
	return ""
}

// command runs a program of the server as who may run it.
func (e *postgres) command(name string, args ...string) (*exec.Cmd, error) {
	cmd := exec.Command(e.bin(name), args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if os.Getuid() != 0 {
		return cmd, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	return cmd, nil
}

// start starts the server on the data in dir and connects to it.
func (e *postgres) start(dir string) (err error) {
	data := filepath.Join(dir, "pg")
	e.server, err = e.command("postgres", "-D", data, "-k", data, "-c", "listen_addresses=", "-c", "shared_buffers=256MB",
		"-c", "work_mem=32MB", "-c", "maintenance_work_mem=256MB", "-c", "max_connections=50", "-c", "log_min_messages=fatal")
	if err != nil {
		return err
	}
	if err := e.server.Start(); err != nil {
		return err
	}
	e.db, err = sql.Open("postgres", fmt.Sprintf("host=%s user=peers dbname=postgres sslmode=disable", data))
	if err != nil {
		return err
	}
	e.db.SetMaxOpenConns(32)
	e.db.SetMaxIdleConns(32)
	for range 200 {
		if err = e.db.Ping(); err == nil {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return errors.Join(fmt.Errorf("the server does not answer: %w", err), e.close())
}

func (e *postgres) build(dir, path string) error {
	data := filepath.Join(dir, "pg")
	if err := os.Mkdir(data, 0o700); err != nil {
		return err
	}
	if os.Getuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			return err
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		if err := os.Chown(data, uid, gid); err != nil {
			return err
		}
	}
	initdb, err := e.command("initdb", "-D", data, "-U", "peers", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
	if err != nil {
		return err
	}
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if err := e.start(dir); err != nil {
		return err
	}
	return errors.Join(e.fill(path), e.close())
}

func (e *postgres) fill(path string) error {
	if _, err := e.db.Exec(`CREATE TABLE docs (id text, title text, text text, topic text, type text, year int, v tsvector)`); err != nil {
		return err
	}
	tx, err := e.db.Begin()
	if err != nil {
		return err
	}
	in, err := tx.Prepare(pq.CopyIn("docs", "id", "title", "text", "topic", "type", "year"))
	if err != nil {
		return err
	}
	for a, err := range articles(path) {
		if err == nil {
			_, err = in.Exec(a.ID, a.Title, a.Text, a.Topic, a.Type, a.year())
		}
		if err != nil {
			return err
		}
	}
	if _, err := in.Exec(); err != nil {
		return err
	}
	if err := in.Close(); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, s := range []string{
		// A vector has at most a megabyte.
		`UPDATE docs SET v = setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', left(text, 400000)), 'B')`,
		`VACUUM FULL docs`,
		`CREATE INDEX ON docs USING gin (v)`,
		`VACUUM ANALYZE docs`,
		`CHECKPOINT`,
	} {
		if _, err := e.db.Exec(s); err != nil {
			return err
		}
	}
	return nil
}

func (e *postgres) open(dir string) error { return e.start(dir) }

func (e *postgres) search(q *query) (a answer, err error) {
	wanted := q.expression(func(t term) string {
		words := make([]string, len(t.words))
		for i, w := range t.words {
			words[i] = "'" + strings.ReplaceAll(w, "'", "''") + "'"
		}
		s := strings.Join(words, " <-> ")
		if t.prefix {
			s += ":*"
		}
		return "(" + s + ")"
	}, " & ", " | ", " & !")
	rows, err := e.db.Query(`SELECT id, title, ts_headline('simple', text, to_tsquery('simple', $1), 'StartSel=[, StopSel=], MaxWords=40, MinWords=20')
		FROM (SELECT id, title, text FROM docs WHERE v @@ to_tsquery('simple', $1) ORDER BY ts_rank(v, to_tsquery('simple', $1)) DESC LIMIT 20) x`, wanted)
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
	counts, err := e.db.Query(`SELECT grouping(topic, type, year), topic, count(*) FROM docs WHERE v @@ to_tsquery('simple', $1)
		GROUP BY GROUPING SETS ((topic), (type), (year))`, wanted)
	if err != nil {
		return a, err
	}
	defer counts.Close()
	for counts.Next() {
		var which, n int
		var value sql.NullString
		if err := counts.Scan(&which, &value, &n); err != nil {
			return a, err
		}
		if which == 3 { // type and year are not in the group
			a.total += n
			a.facets++
		}
	}
	return a, counts.Err()
}

// close stops the server and waits for it, so that what it took is counted.
func (e *postgres) close() error {
	if e.db != nil {
		e.db.Close()
	}
	if e.server == nil {
		return nil
	}
	e.server.Process.Signal(syscall.SIGINT) // a fast shutdown
	err := e.server.Wait()
	e.server = nil
	return err
}

// processes are the server and its children.
func (e *postgres) processes() []int {
	if e.server == nil || e.server.Process == nil {
		return nil
	}
	parent := e.server.Process.Pid
	pids := []int{parent}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		if _, rest, ok := strings.Cut(string(data), ") "); ok {
			if f := strings.Fields(rest); len(f) > 1 && f[1] == strconv.Itoa(parent) {
				pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
				pids = append(pids, pid)
			}
		}
	}
	return pids
}
