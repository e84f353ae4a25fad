# What a developer types. Needs Go and make; everything else is installed where
# that is possible, and skipped with a word where it is not.

GO ?= go
AXE := .cache/axe-core
FUZZTIME ?= 10s

.PHONY: test build vet unit race cross setup fuzz bench peers screenshots

test: setup vet cross unit race

build:
	$(GO) build -trimpath -ldflags="-s -w" -o tracuu ./cmd/tracuu

vet:
	@test -z "$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null || find . -name '*.go'))" || { gofmt -l .; echo "gofmt: các tệp trên chưa đúng dạng"; exit 1; }
	$(GO) vet ./...
	$(GO) vet -tags measure ./index

# The browser tests need Chromium and the accessibility tests axe-core; both are
# installed when they can be, and the tests say that they are skipped otherwise.
setup:
	@sh .ci/setup.sh $(AXE)

unit:
	AXE_PATH=$(CURDIR)/$(AXE)/package $(GO) test -timeout 10m ./...

# The race detector where goroutines meet: the library under a running server,
# the index while it is searched and updated, the corpus under its lock, the
# desk where files are handed in.
race:
	$(GO) test -race -short -timeout 10m ./corpus ./index/... ./internal/library ./internal/server ./internal/intake ./internal/handover ./internal/citation/resolve

# One binary without cgo, for what offices have: another system, and another
# processor.
cross:
	@for p in windows/amd64 darwin/arm64; do \
	  echo "build $$p"; \
	  CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -o /dev/null ./cmd/tracuu || exit 1; \
	done
	@sh .ci/names.sh

fuzz:
	@for t in $$(grep -rlE '^func Fuzz' --include='*_test.go' .); do \
	  for f in $$(grep -oE '^func Fuzz[A-Za-z0-9_]+' $$t | cut -d' ' -f2); do \
	    echo "$$t $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) ./$$(dirname $$t) || exit 1; \
	  done; \
	done

# The Go benchmarks, and then the search beside other engines, which writes the
# tables and plots of docs/performance.md: a quarter of an hour on a quiet
# machine. A million articles are to be asked for, and may take an hour for each
# engine: make peers SIZES=1000000 ENGINES="tracuu bleve"
SIZES ?= 1000 10000 78202
ENGINES ?= tracuu bleve sqlite postgres
PEERS_FLAGS ?=

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...
	$(MAKE) peers

peers:
	cd internal/peers && $(GO) vet . && $(GO) test . && $(GO) run . -sizes "$(SIZES)" -engines "$(ENGINES)" $(PEERS_FLAGS)

screenshots: setup
	TRACUU_SCREENSHOTS=$(CURDIR)/screenshots $(GO) test -count=1 -run Screenshots ./internal/browsertest/...
