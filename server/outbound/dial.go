package outbound

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

const timeout = 10 * time.Second // for one try, all in all

// newClient reaches hosts by whatever name, but never this machine itself or its link (also the metadata service of a cloud), unless local is set. The
// address is looked at when it is dialled, so a name cannot change its mind. It follows no redirect and uses no proxy.
func newClient(local bool) *http.Client {
	dialer := &net.Dialer{Timeout: timeout / 2, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%s is no address", address)
		}
		if !local && inner(at.Addr()) {
			return fmt.Errorf("%w: %w", ErrRefused, errInner)
		}
		return nil
	}}
	return &http.Client{
		Timeout:       timeout,
		Transport:     &http.Transport{DialContext: dialer.DialContext, MaxConnsPerHost: 4, IdleConnTimeout: time.Minute, TLSHandshakeTimeout: timeout / 2},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// inner reports whether an address is not that of another machine.
func inner(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsUnspecified() || a.IsMulticast()
}

// hideURL is the error of a request without its address, which holds the key of a robot.
func hideURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
