package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tracuu/corpus"
	"tracuu/internal/draft"
	"tracuu/internal/handover"
	"tracuu/internal/ingest"
	"tracuu/internal/intake"
	"tracuu/internal/library"
	"tracuu/internal/server"
)

const (
	defaultAddress = "127.0.0.1:8080"
	// A change made by hand in the library's folder shows within this time.
	watchEvery = 3 * time.Second
	// How many further ports a double click tries when its own is taken.
	morePorts = 20
)

// serveFlags are the flags of the serve command.
type serveFlags struct {
	address, importDir string
	open               bool
}

func (a *app) serveCommand() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Mở thư viện cho trình duyệt trên máy này",
		Example: `  tracuu serve
  tracuu serve --library D:\van-ban --address 127.0.0.1:8090`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), f) },
	}
	c.Flags().StringVar(&f.address, "address", defaultAddress, "địa chỉ và cổng để nghe")
	c.Flags().BoolVar(&f.open, "open", false, "mở trình duyệt khi sẵn sàng")
	c.Flags().StringVar(&f.importDir, "import-dir", "", "theo dõi thư mục này và nhập tệp mới khi chúng đến")
	return c
}

func (a *app) serve(ctx context.Context, f serveFlags) error {
	address, open := f.address, f.open
	if _, _, err := net.SplitHostPort(address); err != nil {
		return usage("địa chỉ %q không đúng dạng máy:cổng, ví dụ %s", address, defaultAddress)
	}
	if fi, err := os.Stat(f.importDir); f.importDir != "" && (err != nil || !fi.IsDir()) {
		return usage("--import-dir cần một thư mục đang có: %s", f.importDir)
	}
	l, err := a.openLibrary(ctx)
	if errors.Is(err, corpus.ErrLocked) && open {
		// A second double click means "show me the library", not "start another".
		if url := "http://" + address; isTracuu(ctx, url) {
			fmt.Fprintf(a.err, "Thư viện đã được mở sẵn tại %s\n", url)
			return openBrowser(url)
		}
	}
	if err != nil {
		return err
	}
	defer l.Close()
	a.serving.Store(true)
	a.report(l)

	ctx, cancel := context.WithCancel(ctx)
	var working sync.WaitGroup // what uses the library beside the pages
	defer working.Wait()
	defer cancel()
	desk, err := a.openDesk(l)
	if err != nil {
		return err
	}
	listener, err := listen(ctx, address, open)
	if err != nil {
		return err
	}
	s, err := server.New(l, server.Options{Address: listener.Addr().String(), Desk: desk, Drafts: draft.ForServer(self())})
	if err != nil {
		listener.Close()
		return err
	}
	url := "http://" + listener.Addr().String()
	if a.json {
		json.NewEncoder(a.out).Encode(map[string]any{"address": url, "library": l.Dir(), "documents": l.Len()})
	} else {
		fmt.Fprintf(a.out, "Thư viện %s có %d văn bản. Mở trong trình duyệt: %s\nDừng: nhấn Ctrl-C.\n", l.Dir(), l.Len(), url)
	}
	if open {
		if err := openBrowser(url); err != nil {
			fmt.Fprintf(a.err, "Không tự mở được trình duyệt (%v); hãy tự mở địa chỉ trên.\n", err)
		}
	}
	working.Go(func() { l.Watch(ctx, watchEvery) })
	working.Go(func() { desk.Run(ctx) })
	if wait, err := handover.Serve(ctx, l.Dir(), desk); err != nil {
		fmt.Fprintf(a.err, "Lệnh tracuu import sẽ không chuyển được tệp cho máy chủ này: %v\n", err)
	} else {
		working.Go(wait)
	}
	if f.importDir != "" {
		working.Go(func() { a.importFolder(ctx, desk, f.importDir) })
	}
	if err := s.Serve(ctx, listener); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	fmt.Fprintln(a.err, "Đã dừng.")
	return nil
}

// openDesk opens the desk at which files are handed in while the library is open.
func (a *app) openDesk(l *library.Library) (*intake.Desk, error) {
	read, err := readInChild()
	if err != nil {
		return nil, err
	}
	return intake.Open(intake.Options{
		Dir: filepath.Join(l.Dir(), "imports"), Import: l.Import, Base: ingest.Options{Extract: read},
		Notice: func(m string) { fmt.Fprintln(a.err, m) },
	})
}

// importFolder imports what comes into a folder, a job of the desk a time.
func (a *app) importFolder(ctx context.Context, desk *intake.Desk, dir string) {
	say := func(m string) { fmt.Fprintln(a.err, m) }
	err := ingest.Watch(ctx, dir, ingest.WatchOptions{Notice: say}, func(ctx context.Context, paths []string) error {
		id, err := desk.Submit(intake.Request{Source: intake.Folder, Paths: paths, Look: true})
		if err != nil {
			say(fmt.Sprintf("Chưa nhập được tệp mới trong %s: %v", dir, err)) // the next look finds them again
			return nil
		}
		return desk.Follow(ctx, id, watchEvery, func(intake.Status, []ingest.Outcome) error { return nil })
	})
	if err != nil && ctx.Err() == nil {
		say(fmt.Sprintf("Đã thôi theo dõi thư mục %s: %v", dir, err))
	}
}

// listen takes the address; a double click, whose user cannot choose a port,
// takes the next free one.
func listen(ctx context.Context, address string, more bool) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", address)
	if err == nil || !inUse(err) {
		return l, wrapListen(address, err)
	}
	host, port, _ := net.SplitHostPort(address)
	n, convErr := net.LookupPort("tcp", port)
	if convErr != nil {
		return nil, wrapListen(address, err)
	}
	for i := 1; i <= morePorts; i++ {
		next := net.JoinHostPort(host, fmt.Sprint(n+i))
		l, nextErr := lc.Listen(ctx, "tcp", next)
		if nextErr != nil {
			continue
		}
		if more {
			return l, nil
		}
		l.Close()
		return nil, fmt.Errorf("cổng của %s đang được một chương trình khác dùng; thử: tracuu serve --address %s", address, next)
	}
	return nil, fmt.Errorf("cổng của %s đang được một chương trình khác dùng; chọn cổng khác bằng --address", address)
}

func wrapListen(address string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("không nghe được ở địa chỉ %s: %w", address, err)
}

// wsaAddrInUse is what Windows says for a port that is taken.
const wsaAddrInUse = syscall.Errno(10048)

func inUse(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaAddrInUse)
}

// isTracuu asks whether a server of this program answers there.
func isTracuu(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/healthz", nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK && resp.Header.Get("Server") == server.Name
}
