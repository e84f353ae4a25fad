package citation

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"tracuu/internal/document"
)

// Gold is a citation in the exchange form of `tracuu cite --jsonl`. Offsets are
// runes of the text; only what the words between them say is given, so that a
// date or issuer that stands before the type word is left out.
type Gold struct {
	Kind      Kind            `json:"kind"`
	Start     int             `json:"start"`
	End       int             `json:"end"`
	Surface   string          `json:"surface"`
	Type      string          `json:"type,omitempty"`
	Number    string          `json:"number,omitempty"`
	Year      string          `json:"year,omitempty"`
	Symbol    string          `json:"symbol,omitempty"`
	Date      document.Date   `json:"date,omitzero"`
	Issuer    string          `json:"issuer,omitempty"`
	Name      string          `json:"name,omitempty"`
	Provision []document.Step `json:"provision,omitempty"`
	Title     string          `json:"title,omitempty"`
	AliasDef  string          `json:"alias_def,omitempty"`
}

// ToGold gives the citations of text in the exchange form. Vague references,
// documents yet to be issued and policy terms have no place in it.
func ToGold(text string, cites []Citation) []Gold {
	out := make([]Gold, 0, len(cites))
	at, runes := 0, 0 // runes counts those before byte at
	for i := range cites {
		c := &cites[i]
		switch c.Kind {
		case Vague, Future, Term:
			continue
		}
		if c.Start < at {
			at, runes = 0, 0
		}
		runes += utf8.RuneCountInString(text[at:c.Start])
		at = c.Start
		surface := text[c.Start:c.End]
		g := Gold{Kind: c.Kind, Start: runes, End: runes + utf8.RuneCountInString(surface), Surface: surface,
			Type: c.Type, Number: c.Number.Number, Year: c.Year, Symbol: c.Symbol, Date: c.Date, Issuer: c.Issuer,
			Name: c.Name, Provision: c.Provision, Title: c.Title, AliasDef: c.AliasDef}
		if c.dateOutside {
			g.Date = document.Date{}
		}
		if c.issuerOutside {
			g.Issuer = ""
		}
		out = append(out, g)
	}
	return out
}

// ErrInput is wrapped by the errors of JSONL that a line of the input caused.
var ErrInput = errors.New("citation: bad input line")

// JSONL reads lines {"id","text"} and writes lines {"id","citations":[…]}, in
// order, each as soon as it is found. An empty line is passed over. The error
// for a line that is not such an object wraps ErrInput and names the line.
func JSONL(r io.Reader, w io.Writer) error {
	in := bufio.NewReaderSize(r, 1<<16)
	out := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	var f Finder
	var cites []Citation
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("citation: reading line %d: %w", n, err)
		}
		last := err == io.EOF
		if line = bytes.TrimSpace(line); len(line) > 0 {
			var passage struct {
				ID   json.RawMessage `json:"id"`
				Text *string         `json:"text"`
			}
			if err := json.Unmarshal(line, &passage); err != nil {
				return errors.Join(flush(out), fmt.Errorf("%w %d: %w", ErrInput, n, err))
			}
			if passage.Text == nil {
				return errors.Join(flush(out), fmt.Errorf("%w %d: no \"text\"", ErrInput, n))
			}
			if passage.ID == nil {
				passage.ID = json.RawMessage("null")
			}
			cites = f.Append(cites[:0], *passage.Text)
			err := enc.Encode(struct {
				ID        json.RawMessage `json:"id"`
				Citations []Gold          `json:"citations"`
			}{passage.ID, ToGold(*passage.Text, cites)})
			if err != nil {
				return fmt.Errorf("citation: writing: %w", err)
			}
		}
		if last {
			return flush(out)
		}
	}
}

func flush(w *bufio.Writer) error {
	if err := w.Flush(); err != nil {
		return fmt.Errorf("citation: writing: %w", err)
	}
	return nil
}
