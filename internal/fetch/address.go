package fetch

import (
	"net"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// maxAddress bounds an address in bytes.
const maxAddress = 2048

// IsAddress reports what is meant as a web address.
func IsAddress(s string) bool {
	low := strings.ToLower(s)
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

// parse reads an address and judges what can be judged without asking anyone.
func (c *Client) parse(s string) (*url.URL, error) {
	s = strings.TrimSpace(s)
	if len(s) > maxAddress || !utf8.ValidString(s) {
		return nil, &Error{Kind: BadAddress, Address: s[:min(len(s), 80)]}
	}
	u, err := url.Parse(s)
	if err != nil || u.Opaque != "" {
		return nil, &Error{Kind: BadAddress, Address: s, Err: err}
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, &Error{Kind: BadScheme, Address: s, Detail: u.Scheme}
	}
	if u.User != nil {
		u.User = nil
		return nil, &Error{Kind: HasPassword, Address: u.String()}
	}
	host, err := idna.Lookup.ToASCII(strings.TrimSuffix(u.Hostname(), "."))
	if err != nil && net.ParseIP(u.Hostname()) != nil {
		host, err = u.Hostname(), nil
	}
	if err != nil || host == "" {
		return nil, &Error{Kind: BadAddress, Address: s, Err: err}
	}
	host = strings.ToLower(host)
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	port := u.Port()
	if port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		port = ""
	}
	if u.Host = host; port != "" {
		u.Host += ":" + port
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	if port != "" && !usualPort(port) && !c.exempt(hostPort(u)) {
		return nil, &Error{Kind: BadPort, Address: s, Detail: port}
	}
	return u, nil
}

// hostPort is the host of an address with its port.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}
