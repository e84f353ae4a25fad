package library

import (
	"context"

	"tracuu/index"
)

// reword looks for a likelier spelling of a query. One that must have been meant
// (words with the keys of a typing method in them, which no text has) takes the
// query's place; any other is only suggested.
func reword(ctx context.Context, x *index.Index, q *Query, a *Answer) error {
	c, err := x.Correct(ctx, q.Text)
	if err != nil {
		return err
	}
	if c.Keys && !q.Verbatim {
		a.ReadAs, q.Text = c.Text, c.Text
		return nil
	}
	if q.Page == 1 {
		a.Suggestion = c.Text
	}
	return nil
}
