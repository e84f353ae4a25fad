package main

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

func TestFetch(t *testing.T) {
	lib := newLibrary(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/vb/905" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><body><main>")
		for l := range strings.Lines(ownDecree(905)) {
			fmt.Fprintf(w, "<p>%s</p>", html.EscapeString(l))
		}
		fmt.Fprint(w, strings.Repeat("<p>Người trông vườn ghi vào sổ số quả hái trong ngày.</p>", 5)+"</main>")
	}))
	defer server.Close()
	host := server.Listener.Addr().String()
	writeFile(t, filepath.Join(lib, "documents", "nghi-dinh-905-2031-nd-cp", "document.yaml"), fmt.Sprintf(`id: nghi-dinh-905-2031-nd-cp
type: Nghị định
number: "905"
year: "2031"
symbol: NĐ-CP
date: "2031-03-05"
issuer: Chính phủ
provenance:
  - source: %s/vb/905
`, server.URL))

	for _, args := range [][]string{{"fetch"}, {"fetch", "--missing", "905/2031/NĐ-CP"}, {"fetch", "--missing", "--allow-private", "http://a/"}, {"fetch", "--missing", "--report", "a.txt"}} {
		if _, errs, code := tracuu(t, append(args, "--library", lib)...); code != exitUsage || errs == "" {
			t.Errorf("%v: exit %d, %s", args, code, errs)
		}
	}
	out, _, code := tracuu(t, "fetch", "--missing", "--dry-run", "--json", "--library", lib)
	if code != exitOK || !strings.Contains(out, server.URL+"/vb/905") {
		t.Errorf("exit %d, %s", code, out)
	}
	// Without leave, the machine itself is not asked.
	out, _, code = tracuu(t, "fetch", "905/2031/NĐ-CP", "--library", lib)
	if code != exitFindings || !strings.Contains(out, "--allow-private "+host) {
		t.Errorf("exit %d, %s", code, out)
	}
	out, errs, code := tracuu(t, "fetch", "905/2031/NĐ-CP", "--json", "--allow-private", host, "--library", lib)
	var line map[string]any
	if err := json.Unmarshal([]byte(out), &line); err != nil || code != exitOK {
		t.Fatalf("exit %d, %v, %s %s", code, err, out, errs)
	}
	if line["id"] != "nghi-dinh-905-2031-nd-cp" || line["status"] != "text" {
		t.Errorf("%v", line)
	}
	if out, _, _ = tracuu(t, "search", "--json", "trông coi vườn cây ăn quả", "--library", lib); !strings.Contains(out, "nghi-dinh-905-2031-nd-cp") {
		t.Errorf("not found: %s", out)
	}
}
