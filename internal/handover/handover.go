// Package handover lets a second process of this machine have its files imported
// by the one that holds the library's lock.
//
// The process that serves listens on a loopback port of its own and writes the
// address, with a token that nobody can guess, into a file of the library that
// only its user can read ([FileName], mode 0600; on Windows the folder's own
// rights decide). Who can read that file can write the library by hand just as
// well, so the token gives nobody more than they had: it keeps web pages and
// other users of the machine from having files read. The other process sends the
// paths and gets a stream of JSON values, how far the job is and what became of
// each file; when it hangs up, the job stops.
//
// The pages and the API do not offer this: paths of the server's machine are no
// business of a browser.
package handover

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tracuu/internal/ingest"
	"tracuu/internal/intake"
)

// FileName is the file in the library's folder that says where to hand over.
const FileName = "serving.json"

// temp is the name under which the file is written; opening the library clears
// such names away.
const temp = ".new-" + FileName

const (
	path       = "/import"
	maxRequest = 64 << 20 // bytes of paths
	pause      = 100 * time.Millisecond
)

// ErrNobody is returned where no process takes files for the library.
var ErrNobody = errors.New("không có chương trình nào đang nhận tệp cho thư viện này")

// place is the content of the file.
type place struct {
	Note    string `json:"note"`
	Address string `json:"address"`
	Token   string `json:"token"`
	PID     int    `json:"pid"`
}

const note = "Chương trình tracuu đang mở thư viện ghi tệp này để lệnh tracuu import chuyển tệp cho nó; tự xóa khi đóng. Không chia sẻ tệp này."

// message is one value of the answer.
type message struct {
	State    intake.State     `json:"state"`
	Ahead    int              `json:"ahead"`
	Progress ingest.Progress  `json:"progress"`
	Outcomes []ingest.Outcome `json:"outcomes,omitempty"`
	Notices  []string         `json:"notices,omitempty"`
	Summary  *ingest.Summary  `json:"summary,omitempty"` // of a job that is over
	Error    string           `json:"error,omitempty"`
}

// Serve takes files for the library in dir until ctx ends, and gives its address
// away in the library's folder meanwhile. It returns when it listens; wait
// returns after ctx has ended, when nobody is answered any more.
func Serve(ctx context.Context, dir string, desk *intake.Desk) (wait func(), err error) {
	var lc net.ListenConfig
	ln, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("nhận tệp từ lệnh khác: %w", err)
	}
	var b [32]byte
	rand.Read(b[:])
	p := place{Note: note, Address: ln.Addr().String(), Token: hex.EncodeToString(b[:]), PID: os.Getpid()}
	if err := p.write(dir); err != nil {
		ln.Close()
		return nil, fmt.Errorf("nhận tệp từ lệnh khác: %w", err)
	}
	srv := &http.Server{Handler: &handler{desk: desk, token: p.Token}, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: time.Minute, BaseContext: func(net.Listener) context.Context { return ctx }}
	ended := make(chan struct{})
	go srv.Serve(ln)
	go func() {
		defer close(ended)
		<-ctx.Done()
		os.Remove(filepath.Join(dir, FileName))
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		if srv.Shutdown(stop) != nil {
			srv.Close()
		}
	}()
	return func() { <-ended }, nil
}

func (p *place) write(dir string) error {
	b, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		return err
	}
	tmp := filepath.Join(dir, temp)
	os.Remove(tmp) // of a process that was killed
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(tmp, filepath.Join(dir, FileName))
	}
	return err
}

type handler struct {
	desk  *intake.Desk
	token string
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch {
	case subtle.ConstantTimeCompare([]byte(token), []byte(h.token)) != 1:
		http.Error(w, "wrong token", http.StatusForbidden)
		return
	case r.URL.Path != path || r.Method != http.MethodPost:
		http.NotFound(w, r)
		return
	}
	var q intake.Request
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequest)).Decode(&q); err != nil {
		http.Error(w, "not a request: "+err.Error(), http.StatusBadRequest)
		return
	}
	for _, p := range q.Paths {
		if !filepath.IsAbs(p) && !strings.Contains(p, "://") { // what is none here is said of the file
			http.Error(w, "not an absolute path: "+p, http.StatusBadRequest)
			return
		}
	}
	q.Source = intake.Command
	id, err := h.desk.Submit(q)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Time{}) // the job takes as long as it takes
	w.Header().Set("Content-Type", "application/x-ndjson")
	enc := json.NewEncoder(w)
	told := 0
	err = h.desk.Follow(r.Context(), id, pause, func(s intake.Status, more []ingest.Outcome) error {
		m := message{State: s.State, Ahead: s.Ahead, Outcomes: more, Progress: ingest.Progress{Done: s.Done, Total: s.Total, Bytes: s.Summary.Bytes, Current: s.Current}}
		if n := len(s.Notices); n > told {
			m.Notices, told = s.Notices[told:], n
		}
		if s.State.Over() {
			m.Summary, m.Error = &s.Summary, s.Error
		}
		if err := enc.Encode(m); err != nil {
			return err
		}
		return rc.Flush()
	})
	if err != nil { // nobody listens any more
		_ = h.desk.Stop(id)
	}
}

// Listener is told of a job as it goes. Each function may be nil.
type Listener struct {
	Outcome  func(ingest.Outcome)
	Progress func(ingest.Progress)
	Notice   func(string)
	Waiting  func(ahead int) // while other jobs come first
}

// Import has the process that holds the library in dir import what the request
// names; its paths are absolute. The error is ErrNobody where there is none, and
// then nothing was done.
func Import(ctx context.Context, dir string, q intake.Request, l Listener) (ingest.Summary, error) {
	var sum ingest.Summary
	var p place
	b, err := os.ReadFile(filepath.Join(dir, FileName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return sum, ErrNobody
	case errors.Is(err, fs.ErrPermission):
		return sum, fmt.Errorf("chương trình đang mở thư viện thuộc người dùng khác của máy, nên không chuyển tệp cho nó được: %w", err)
	case err != nil:
		return sum, err
	}
	if err := json.Unmarshal(b, &p); err != nil {
		return sum, fmt.Errorf("đọc %s: %w", FileName, err)
	}
	if host, _, err := net.SplitHostPort(p.Address); err != nil || !net.ParseIP(host).IsLoopback() {
		return sum, fmt.Errorf("đọc %s: %q không phải địa chỉ của máy này", FileName, p.Address)
	}
	body, err := json.Marshal(q)
	if err != nil {
		return sum, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+p.Address+path, strings.NewReader(string(body)))
	if err != nil {
		return sum, err
	}
	req.Header.Set("Authorization", "Bearer "+p.Token)
	client := &http.Client{Transport: &http.Transport{Proxy: nil, DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		var op *net.OpError
		if ctx.Err() == nil && errors.As(err, &op) && op.Op == "dial" { // the file of a process that was killed
			return sum, fmt.Errorf("%w (%w)", ErrNobody, err)
		}
		return sum, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusForbidden { // another program has that port now
		return sum, ErrNobody
	}
	if resp.StatusCode != http.StatusOK {
		said := make([]byte, 1<<10)
		n, _ := resp.Body.Read(said)
		return sum, fmt.Errorf("chương trình đang mở thư viện không nhận: %s", strings.TrimSpace(string(said[:n])))
	}
	return l.hear(ctx, resp.Body)
}

// ErrBrokenOff is returned where the other process ended in the middle.
var ErrBrokenOff = errors.New("chương trình đang mở thư viện đã dừng giữa chừng; hãy chạy lại lệnh để làm tiếp")
