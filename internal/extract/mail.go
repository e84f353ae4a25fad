package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/jhillyerd/enmime/v2"
)

// readMail reads a message: subject, sender and date as lines of their own, then
// the text, or the page if there is no text. Attached files are named in a
// warning; they are files of their own.
func (j *job) readMail() error {
	b, err := j.bytes()
	if err != nil {
		return err
	}
	parser := enmime.NewParser(enmime.MaxStoredPartErrors(20))
	env, err := parser.ReadEnvelope(bytes.NewReader(b))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	j.res.Meta["title"], j.res.Meta["author"], j.res.Meta["created"] = env.GetHeader("Subject"), env.GetHeader("From"), env.GetHeader("Date")
	var text string
	switch {
	case strings.TrimSpace(env.Text) != "" && (env.HTML == "" || len(env.Text)*2 > len(env.HTML)/8):
		text = unwrap(env.Text)
	case env.HTML != "":
		if err := j.html([]byte(env.HTML), "utf-8"); err != nil {
			return err
		}
		text = j.res.Text
	default:
		if len(env.Attachments) == 0 {
			return fmt.Errorf("%w: a message without text", ErrEmpty)
		}
	}
	j.res.Meta["title"] = env.GetHeader("Subject")
	head := ""
	if s := strings.TrimSpace(env.GetHeader("Subject")); s != "" {
		head = s + "\n"
	}
	j.res.Text, j.res.Reader = head+text, "mail"
	for _, a := range env.Attachments {
		j.warn(WarnPage, 0, "attached: %s (%d bytes)", a.FileName, len(a.Content))
	}
	if strings.TrimSpace(j.res.Text) == "" {
		return errors.Join(ErrEmpty)
	}
	return nil
}
