package outbound

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
	"testing"
)

func TestBecause(t *testing.T) {
	t.Parallel()
	for want, err := range map[string]error{
		"对方不认这个地址或密钥（403）":       answered(403),
		"对方没有这个地址（404）":          answered(404),
		"对方的系统出错（503）":           answered(503),
		"对方不收（422）":              fmt.Errorf("%w: %w", ErrRefused, answered(422)),
		"对方说太频繁，过一会儿再送（429）":     &Later{banned, answered(429)},
		"群机器人没有收：invalid（93000）": verdict([]byte(`{"errcode":93000,"errmsg":"invalid"}`)),
		"群机器人没有收（45009）":         verdict([]byte(`{"errcode":45009}`)),
		"找不到接收地址的主机":             &net.DNSError{Err: "no such host", IsNotFound: true},
		"对方的主机没有在接收":             &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED},
		"对方在 10 秒内没有回答":          context.DeadlineExceeded,
		"没有连上对方，或对方的回答看不懂":       errors.New("unexpected EOF"),
	} {
		if got := because(err); got != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
	// As the dialler says it.
	_, err := newClient(false).Get("http://127.0.0.1:9/secret-key")
	if got := because(hideURL(err)); !errors.Is(err, ErrRefused) || got != "接收地址不能是本机" || strings.Contains(got, "secret") {
		t.Errorf("this machine: %v, %s", err, got)
	}
}
