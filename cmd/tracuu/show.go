package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tracuu/internal/library"
	"tracuu/internal/server"
)

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show MÃ|SỐ_HIỆU",
		Short: "Xem một văn bản, các viện dẫn của nó và nơi nó được viện dẫn",
		Example: `  tracuu show 23-CT/TU
  tracuu show nghi-quyet-12-nq-tw-2022`,
		Args: atLeastOne("mã hoặc số hiệu văn bản, ví dụ: tracuu show 23-CT/TU"),
		RunE: func(c *cobra.Command, args []string) error {
			l, err := a.openForReading(c.Context())
			if err != nil {
				return err
			}
			defer l.Close()
			d, err := a.named(l, strings.Join(args, " "))
			if err != nil {
				return err
			}
			if a.json {
				return server.WriteDocument(a.out, d)
			}
			a.printDocument(d)
			return nil
		},
	}
}

// named finds the document by its id, or by its number in any spelling.
func (a *app) named(l *library.Library, name string) (*library.Document, error) {
	d, err := l.Document(name)
	if !errors.Is(err, library.ErrNotFound) {
		return d, err
	}
	hits := l.LookUp(name)
	switch len(hits) {
	case 0:
		return nil, fmt.Errorf("không có văn bản %q trong thư viện; thử: tracuu search %s", name, name)
	case 1:
		return l.Document(hits[0].Record.ID)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "có %d văn bản hợp với %q, hãy chọn bằng mã:", len(hits), name)
	for _, h := range hits {
		fmt.Fprintf(&b, "\n  %s  %s, %s", h.Record.ID, h.Record.Name(), describe(h.Entry))
	}
	return nil, errors.New(b.String())
}

func (a *app) printDocument(d *library.Document) {
	r, w, st := d.Record, a.out, styleFor(a.out)
	fmt.Fprintf(w, "%s%s%s\n", st.strong, r.Name(), st.off)
	row := func(label, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-16s %s\n", label+":", value)
		}
	}
	row("Mã", r.ID)
	row("Cơ quan ban hành", r.Issuer)
	row("Ngày ban hành", r.Date.Vietnamese())
	if r.Title != "" {
		row("Trích yếu", r.Title)
	} else {
		row("Nội dung", r.Description)
	}
	row("Hiệu lực", server.StateWords(d.State))
	for _, p := range r.Provenance {
		row("Nguồn", strings.TrimSpace(p.Source+" "+p.Note))
	}
	if !d.TextHeld {
		fmt.Fprintln(w, "\nChưa có toàn văn.")
	} else {
		fmt.Fprintln(w)
		for _, p := range strings.Split(d.Text, "\n") {
			fmt.Fprintln(w, p)
		}
	}
	a.printLinks("Văn bản viện dẫn", d.Cited)
	a.printLinks("Được viện dẫn tại", d.CitedAt)
}

func (a *app) printLinks(heading string, links []library.Link) {
	if len(links) == 0 {
		return
	}
	fmt.Fprintf(a.out, "\n%s:\n", heading)
	for _, k := range links {
		fmt.Fprintf(a.out, "  %s  %s\n", k.Record.Name(), k.Record.ID)
		for _, p := range k.Places {
			fmt.Fprintf(a.out, "      %s: %s\n", p.Label, p.Quote)
		}
	}
}
