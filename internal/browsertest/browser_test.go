package browsertest

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tracuu/internal/server"
)

// skip leaves a test out for want of a tool, or fails it where nothing may be
// left out.
func skip(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("TRACUU_NO_SKIP") == "1" {
		t.Fatal(why + " (TRACUU_NO_SKIP=1)")
	}
	t.Skip(why)
}

// chromium is the path of a browser, "" when there is none.
var chromium = sync.OnceValue(func() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
})

// shared is the one browser of all tests; each test has its own tab.
var shared struct {
	sync.Once
	ctx    context.Context
	cancel func()
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if shared.cancel != nil {
		shared.cancel()
	}
	os.Exit(code)
}

func startBrowser() {
	dir, err := os.MkdirTemp("", "tracuu-browser-")
	if err != nil {
		shared.err = err
		return
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium()), chromedp.UserDataDir(dir), chromedp.DisableGPU, chromedp.WindowSize(1440, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", false))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, stop := chromedp.NewContext(alloc)
	shared.ctx = ctx
	shared.cancel = func() {
		stop()
		stopAlloc()
		os.RemoveAll(dir)
	}
	// The context of the first action owns the browser, so it has no deadline.
	shared.err = chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

// tab is a page of the browser with a server behind it.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	messages []string // errors that the page or the browser reported
}

// open starts a server over the library and a tab to read it with. What the
// page reports as an error fails the test at its end.
func open(t *testing.T, lib server.Library, change ...func(*server.Options)) *tab {
	t.Helper()
	if chromium() == "" {
		skip(t, "no Chromium: the browser tests are left out")
	}
	shared.Do(startBrowser)
	if shared.err != nil {
		t.Fatalf("start %s: %v", chromium(), shared.err)
	}
	ts := httptest.NewUnstartedServer(nil)
	opts := server.Options{Address: ts.Listener.Addr().String(), Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	for _, c := range change {
		c(&opts)
	}
	s, err := server.New(lib, opts)
	if err != nil {
		t.Fatal(err)
	}
	ts.Config.Handler = s.Handler()
	ts.Start()
	t.Cleanup(ts.Close)

	ctx, cancel := chromedp.NewContext(shared.ctx)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(stop)
	b := &tab{t: t, ctx: ctx, base: ts.URL}
	b.size(1440, 900)
	console := chromedp.Console(ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if m.Type == "error" || m.Type == "warning" || m.Exception != nil || m.Source == "security" {
				b.mu.Lock()
				b.messages = append(b.messages, fmt.Sprintf("%s %s: %s", m.Type, m.Source, m.Text))
				b.mu.Unlock()
			}
		}
	}()
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, m := range b.messages {
			t.Errorf("the browser reports: %s", m)
		}
	})
	return b
}

// forget drops what the browser reported so far, when it was to be expected.
func (b *tab) forget(part string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var rest []string
	for _, m := range b.messages {
		if !strings.Contains(m, part) {
			rest = append(rest, m)
		}
	}
	b.messages = rest
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// visit opens a path and waits until its fonts are there.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
	eval[bool](b, `document.fonts.ready.then(() => true)`)
}

// eval runs a script in the page and gives its value.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// until waits for a condition in the page to hold, also where the page gives
// way to another meanwhile.
func (b *tab) until(script string) {
	b.t.Helper()
	var holds bool
	var err error
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(40 * time.Millisecond) {
		if holds, err = chromedp.Run(b.ctx, chromedp.Evaluate[bool](script)); err == nil && holds {
			return
		}
	}
	b.t.Fatalf("at %s, waiting for %s: %v", b.path(), script, err)
}

// in makes a subtest the one that failures are told to.
func (b *tab) in(t *testing.T) {
	outer := b.t
	b.t = t
	t.Cleanup(func() { b.t = outer })
}

// keys presses keys one after the other.
func (b *tab) keys(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// path is the address of the page without the server, with its fragment.
func (b *tab) path() string {
	b.t.Helper()
	loc, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		b.t.Fatal(err)
	}
	return strings.TrimPrefix(loc, b.base)
}

func (b *tab) size(w, h int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(w, h))
}

// scripts switches scripts in the page on or off from the next visit on.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.t.Fatal(err)
	}
}

// media sets what the system of the reader asks for: "prefers-color-scheme" to
// "dark", say.
func (b *tab) media(name, value string) {
	b.t.Helper()
	f := []*emulation.MediaFeature{{Name: name, Value: value}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: f}); err != nil {
		b.t.Fatal(err)
	}
}

// hover moves the mouse onto the first line of an element, and waits longer than
// a card takes to open.
func (b *tab) hover(selector string) {
	b.t.Helper()
	b.do(chromedp.ScrollIntoView(chromedp.CSS(selector)))
	at := eval[[]float64](b, fmt.Sprintf(`(() => { const r = document.querySelector(%q).getClientRects()[0]; return [r.left + r.width / 3, r.top + r.height / 2]; })()`, selector))
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0]-1, at[1]), chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]), chromedp.Sleep(500*time.Millisecond))
}

// The keys that the tests press.
const (
	keyDown  = kb.ArrowDown
	keyUp    = kb.ArrowUp
	keyEnter = kb.Enter
	keyTab   = kb.Tab
	keyEsc   = kb.Escape
)
