package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tracuu/corpus"
	"tracuu/internal/draft"
	"tracuu/internal/server"
)

const (
	defaultAddress = "127.0.0.1:8080"
	// A change made by hand in the library's folder shows within this time.
	watchEvery = 3 * time.Second
	// How many further ports a double click tries when its own is taken.
	morePorts = 20
)

func (a *app) serveCommand() *cobra.Command {
	var address string
	var open bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Mở thư viện cho trình duyệt trên máy này",
		Example: `  tracuu serve
  tracuu serve --library D:\van-ban --address 127.0.0.1:8090`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), address, open) },
	}
	c.Flags().StringVar(&address, "address", defaultAddress, "địa chỉ và cổng để nghe")
	c.Flags().BoolVar(&open, "open", false, "mở trình duyệt khi sẵn sàng")
	return c
}

func (a *app) serve(ctx context.Context, address string, open bool) error {
	if _, _, err := net.SplitHostPort(address); err != nil {
		return usage("địa chỉ %q không đúng dạng máy:cổng, ví dụ %s", address, defaultAddress)
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
	a.report(l)

	listener, err := listen(ctx, address, open)
	if err != nil {
		return err
	}
	exe, err := os.Executable()
	if err != nil {
		exe = "" // drafts are then read in this process
	}
	s, err := server.New(l, server.Options{Address: listener.Addr().String(), Drafts: draft.ForServer(exe)})
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
	go l.Watch(ctx, watchEvery)
	if err := s.Serve(ctx, listener); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	fmt.Fprintln(a.err, "Đã dừng.")
	return nil
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
