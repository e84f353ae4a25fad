package extract

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"
)

// ChildCommand is the argument by which a program that calls RunChild knows that
// it is the child and has to call ChildMain.
const ChildCommand = "__extract"

// What a child may take beside what Options say.
const (
	defaultMemory = 2 << 30
	childGrace    = 5 * time.Second // behind Options.Time, for the child to say so itself
)

// Exit codes of a child that ends itself.
const exitMemory = 86

// childRequest is what a child reads, childAnswer what it writes, one JSON value
// each.
type childRequest struct {
	Path    string  `json:"path"`
	Name    string  `json:"name"`
	Options Options `json:"options"`
	// Width asks for a picture of Page, so many pixels wide, instead of the text.
	Page  int `json:"page,omitempty"`
	Width int `json:"width,omitempty"`
}

type childAnswer struct {
	Result  *Result  `json:"result,omitempty"`
	Image   []byte   `json:"image,omitempty"`
	Kind    string   `json:"kind,omitempty"` // of the error
	Message string   `json:"message,omitempty"`
	Format  string   `json:"format,omitempty"`   // of a MissingProgramError
	Install []string `json:"programs,omitempty"` // of a MissingProgramError
}

// kinds are the errors that keep their identity between the processes.
var kinds = map[string]error{
	"encrypted": ErrEncrypted, "damaged": ErrDamaged, "empty": ErrEmpty, "unsupported": ErrUnsupported,
	"too-large": ErrTooLarge, "timeout": ErrTimeout, "wrong-type": ErrWrongType, "no-page": ErrNoPage,
}

// RunChild reads the file at path in a process of its own: exe with the argument
// ChildCommand, which has to call ChildMain. A file that makes the reader crash,
// run on or eat memory costs that process and comes back as ErrDamaged,
// ErrTimeout or ErrTooLarge. Options.Memory bounds the child's memory where the
// system can; everywhere it bounds the child's own heap.
//
// The file's name is name; path where it is empty.
func RunChild(ctx context.Context, exe, path, name string, opts Options) (*Result, error) {
	opts = opts.withDefaults()
	if name == "" {
		name = filepath.Base(path)
	}
	a, err := runChild(ctx, exe, childRequest{Path: path, Name: name, Options: opts}, 6*opts.MaxText+1<<20)
	if err != nil {
		return nil, err
	}
	return a.take()
}

// runChild has a child answer the request in at most most bytes.
func runChild(ctx context.Context, exe string, q childRequest, most int) (*childAnswer, error) {
	abs, err := filepath.Abs(q.Path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(abs); err != nil {
		return nil, err
	}
	q.Path = abs
	opts := q.Options
	request, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, opts.Time+childGrace)
	defer cancel()
	cmd := exec.CommandContext(limited, exe, ChildCommand)
	cmd.Stdin = bytes.NewReader(request)
	out, errs := &boundedBuffer{most: most}, &boundedBuffer{most: 1 << 16, cut: true}
	cmd.Stdout, cmd.Stderr = out, errs
	cmd.WaitDelay = 2 * time.Second
	cmd.Env = append(os.Environ(), "GOMEMLIMIT="+strconv.FormatInt(opts.Memory*8/10, 10), "GOTRACEBACK=none")
	ownGroup(cmd)
	err = cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if limited.Err() != nil {
		return nil, fmt.Errorf("%w: the reader was stopped after %v", ErrTimeout, opts.Time+childGrace)
	}
	if err != nil {
		return nil, childFailure(err, errs.b.String())
	}
	var a childAnswer
	if err := json.Unmarshal(out.b.Bytes(), &a); err != nil {
		return nil, fmt.Errorf("%w: the reader gave no answer: %w", ErrDamaged, err)
	}
	return &a, nil
}

// childFailure names what ended a child.
func childFailure(err error, said string) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return fmt.Errorf("start the reader: %w", err)
	}
	first, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	switch {
	case exit.ExitCode() == exitMemory, strings.Contains(said, "out of memory"), strings.Contains(said, "cannot allocate memory"), killed(exit):
		return fmt.Errorf("%w: the reader took more memory than allowed", ErrTooLarge)
	case strings.Contains(said, "stack overflow"), strings.Contains(said, "stack exceeds"):
		return fmt.Errorf("%w: it refers to itself without end", ErrDamaged)
	}
	return fmt.Errorf("%w: the reader crashed: %s", ErrDamaged, first)
}

func (a *childAnswer) take() (*Result, error) {
	if a.Result != nil {
		return a.Result, nil
	}
	if len(a.Install) > 0 {
		return nil, &MissingProgramError{Format: a.Format, Programs: a.Install}
	}
	if e := kinds[a.Kind]; e != nil {
		return nil, &childError{e, a.Message}
	}
	return nil, errors.New(a.Message)
}

// childError is an error of a child with its message and its category.
type childError struct {
	kind    error
	message string
}

func (e *childError) Error() string { return e.message }
func (e *childError) Unwrap() error { return e.kind }

// ChildMain is the other side of RunChild: it reads one request from in, bounds
// itself, reads the file and writes the answer to out. It returns the exit code.
func ChildMain(in io.Reader, out io.Writer) int {
	var q childRequest
	if err := json.NewDecoder(io.LimitReader(in, 1<<20)).Decode(&q); err != nil {
		fmt.Fprintln(os.Stderr, "read the request:", err)
		return 2
	}
	q.Options = q.Options.withDefaults()
	debug.SetMemoryLimit(q.Options.Memory * 8 / 10)
	limitSelf(q.Options)
	go watchMemory(q.Options.Memory)
	defer checkMemory(q.Options.Memory) // a short reading can end between two looks

	var a childAnswer
	var err error
	if q.Width != 0 {
		a.Image, err = PageImage(context.Background(), q.Path, q.Page, q.Width)
	} else {
		a.Result, err = extractFile(q)
	}
	if err != nil {
		a.Message = err.Error()
		for kind, e := range kinds {
			if errors.Is(err, e) {
				a.Kind = kind
			}
		}
		var missing *MissingProgramError
		if errors.As(err, &missing) {
			a.Format, a.Install = missing.Format, missing.Programs
		}
	}
	if err := json.NewEncoder(out).Encode(a); err != nil {
		fmt.Fprintln(os.Stderr, "write the answer:", err)
		return 1
	}
	return 0
}

func extractFile(q childRequest) (*Result, error) {
	f, err := os.Open(q.Path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !st.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: not a regular file", ErrUnsupported)
	}
	return Extract(context.Background(), q.Name, f, st.Size(), q.Options)
}

// watchMemory ends the process when its heap passes the limit; systems without
// limits for a process have this one.
func watchMemory(limit int64) {
	for range time.Tick(20 * time.Millisecond) {
		checkMemory(limit)
	}
}

func checkMemory(limit int64) {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	if used := samples[0].Value.Uint64() - samples[1].Value.Uint64(); used > uint64(limit) {
		os.Exit(exitMemory)
	}
}
