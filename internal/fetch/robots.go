package fetch

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

// Of a robots.txt, more is not read (RFC 9309 asks for 500 KiB at the least),
// and a host that wants longer between two requests is not waited for.
const (
	maxRobots  = 512 << 10
	maxBetween = 2 * time.Minute
)

// rules are what a host's robots.txt says to this program.
type rules struct {
	group *robotstxt.Group
	down  bool // it could not be had: RFC 9309 says to take that for a no
}

// robots asks the host's robots.txt, once a run, whether the address may be
// fetched, and how long to wait between two requests; 0 is "as you like".
func (c *Client) robots(ctx context.Context, u *url.URL) (time.Duration, error) {
	key := u.Scheme + "://" + u.Host
	r, known := c.rules[key]
	if !known {
		var err error
		if r, err = c.askRobots(ctx, u); err != nil {
			return 0, err
		}
		c.rules[key] = r
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	switch {
	case r.down:
		return 0, &Error{Kind: Later, Address: u.String()}
	case r.group == nil:
		return 0, nil
	case !r.group.Test(path):
		return 0, &Error{Kind: Forbidden, Address: u.String()}
	}
	return r.group.CrawlDelay, nil
}

func (c *Client) askRobots(ctx context.Context, u *url.URL) (rules, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for hop := 0; ; hop++ {
		if err := c.pace.wait(ctx, at.Host, c.opts.Delay); err != nil {
			return rules{}, err
		}
		answer, err := c.do(ctx, at, nil)
		if err != nil {
			return rules{}, err
		}
		b, err := io.ReadAll(io.LimitReader(answer.body, maxRobots))
		answer.close()
		switch s := answer.StatusCode; {
		case s >= 300 && s < 400 && hop < maxRedirects:
			next, err := c.location(at, answer.Response)
			if err != nil {
				return rules{}, nil // a circle of its own making: as if there were none
			}
			at = next
			continue
		case s >= 500, s == http.StatusTooManyRequests, s/100 == 2 && err != nil:
			return rules{down: true}, nil
		case s/100 != 2:
			return rules{}, nil
		}
		return rules{group: groupOf(b)}, nil
	}
}

// groupOf finds the rules for this program; what cannot be read forbids nothing.
func groupOf(b []byte) (g *robotstxt.Group) {
	defer func() {
		if recover() != nil {
			g = nil
		}
	}()
	data, err := robotstxt.FromBytes(b)
	if err != nil {
		return nil
	}
	return data.FindGroup(robotsName)
}
