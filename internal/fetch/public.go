package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

// notPublic are the blocks, beyond those that netip names, that lead to no
// machine of the public network: IANA's registries of special addresses
// (RFC 6890 and its additions).
var notPublic = prefixes(`
	0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4
	::/96 100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16 fec0::/10`)

// embedding are the blocks of IPv6 whose addresses stand for one of IPv4, with
// the byte at which that begins.
var embedding = []struct {
	block netip.Prefix
	at    int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // NAT64
	{netip.MustParsePrefix("64:ff9b:1::/48"), 12},
	{netip.MustParsePrefix("2002::/16"), 2}, // 6to4
}

func prefixes(list string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range strings.Fields(list) {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// Public reports an address of the public network: not one of this machine, of
// the office's network, of a provider's inside, nor of a group.
func Public(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if !a.IsValid() || a.IsUnspecified() || a.IsLoopback() || a.IsPrivate() || a.IsMulticast() || a.IsLinkLocalUnicast() || a.IsInterfaceLocalMulticast() {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return false
		}
	}
	for _, e := range embedding {
		if e.block.Contains(a) {
			b := a.As16()
			return Public(netip.AddrFrom4([4]byte(b[e.at : e.at+4])))
		}
	}
	return true
}

// errPrivate is what dialling an address that is not public fails with.
var errPrivate = errors.New("not a public address")

// dial connects to the host of an address. Which machine that is, is judged
// after the name was resolved, for each address that is tried.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	exempt := c.exempt(address)
	d := net.Dialer{
		Timeout: connectTime, KeepAlive: 30 * time.Second, Resolver: c.opts.Resolver,
		Control: func(_, address string, _ syscall.RawConn) error {
			a, err := netip.ParseAddrPort(address)
			if err != nil {
				return errPrivate
			}
			if !exempt && !c.opts.public(a.Addr()) {
				return errPrivate
			}
			return nil
		},
	}
	return d.DialContext(ctx, network, address)
}

// exempt reports that the host and port were named in Options.AllowPrivate: a
// site of the office's own network.
func (c *Client) exempt(hostport string) bool {
	host, port, err := net.SplitHostPort(hostport)
	if err != nil {
		return false
	}
	for _, a := range c.opts.AllowPrivate {
		h, p := a, ""
		if hh, pp, err := net.SplitHostPort(a); err == nil {
			h, p = hh, pp
		}
		if strings.EqualFold(strings.Trim(h, "[]"), strings.TrimSuffix(host, ".")) && (p == port || p == "" && usualPort(port)) {
			return true
		}
	}
	return false
}

// usualPort reports the ports at which pages are served: asking others, a
// program could be made to talk to what is no web server.
func usualPort(port string) bool {
	switch port {
	case "80", "443", "8080", "8443":
		return true
	}
	return false
}
