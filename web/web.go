// Package web holds what the pages are made of: templates, style, scripts and
// fonts, embedded in the program. In goes nothing; out come parsed templates
// and static files under addresses that name their content. It knows nothing of
// documents, of the library or of HTTP handlers.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"
)

//go:embed templates/*.html
var templates embed.FS

//go:embed static
var static embed.FS

// Static is the tree of static files: style.css, the scripts, fonts/.
func Static() fs.FS {
	sub, err := fs.Sub(static, "static")
	if err != nil { // the folder is embedded above
		panic(err)
	}
	return sub
}

// Version names the content of all static files together: 12 hexadecimal digits
// of a SHA-256. One name for the tree, not one a file, lets the style sheet
// refer to its fonts by relative addresses and still be cached for good.
var Version = sync.OnceValue(func() string {
	h := sha256.New()
	tree := Static()
	var names []string
	_ = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	sort.Strings(names)
	for _, name := range names {
		b, _ := fs.ReadFile(tree, name)
		fmt.Fprintf(h, "%s %d\n", name, len(b))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
})

// URL is the address of a static file, "/tep/3f9c…/style.css".
func URL(name string) string { return "/tep/" + Version() + "/" + name }

// Pages parses every page template on top of base.html, with the functions
// that the templates call. The result maps a page's file name without its
// extension ("search") to a template to execute by the name "base.html".
func Pages(funcs template.FuncMap) (map[string]*template.Template, error) {
	names, err := fs.Glob(templates, "templates/*.html")
	if err != nil {
		return nil, err
	}
	shared := template.New("").Funcs(template.FuncMap{"asset": URL}).Funcs(funcs)
	for _, part := range []string{"templates/base.html", "templates/parts.html", "templates/offers.html"} {
		if shared, err = shared.ParseFS(templates, part); err != nil {
			return nil, err
		}
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		key := strings.TrimSuffix(path.Base(name), ".html")
		if key == "base" || key == "parts" || key == "offers" {
			continue
		}
		t, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if pages[key], err = t.ParseFS(templates, name); err != nil {
			return nil, err
		}
	}
	return pages, nil
}
