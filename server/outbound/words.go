package outbound

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
)

// answered is a receiver's answer by HTTP that is no yes.
type answered int

func (a answered) Error() string { return fmt.Sprintf("answered %d", int(a)) }

// errcode is a robot's answer that is no yes.
type errcode struct {
	code int
	text string
}

func (e errcode) Error() string { return fmt.Sprintf("errcode %d: %s", e.code, e.text) }

var errInner = errors.New("an address of this machine or its link")

// because says in Chinese, for administrators, why a message did not go.
func because(err error) string {
	var status answered
	var robot errcode
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var network net.Error
	switch {
	case errors.As(err, &status):
		return status.because()
	case errors.As(err, &robot) && robot.text != "":
		return fmt.Sprintf("群机器人没有收：%s（%d）", robot.text, robot.code)
	case errors.As(err, &robot):
		return fmt.Sprintf("群机器人没有收（%d）", robot.code)
	case errors.Is(err, errInner):
		return "接收地址不能是本机"
	case errors.As(err, &dns):
		return "找不到接收地址的主机"
	case errors.As(err, &certificate):
		return "对方的证书不可信"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "对方的主机没有在接收"
	case errors.As(err, &network) && network.Timeout():
		return fmt.Sprintf("对方在 %d 秒内没有回答", int(timeout.Seconds()))
	default:
		return "没有连上对方，或对方的回答看不懂"
	}
}

func (a answered) because() string {
	words := "对方不收"
	switch {
	case a == http.StatusUnauthorized || a == http.StatusForbidden:
		words = "对方不认这个地址或密钥"
	case a == http.StatusNotFound:
		words = "对方没有这个地址"
	case a == http.StatusTooManyRequests:
		words = "对方说太频繁，过一会儿再送"
	case a >= 500:
		words = "对方的系统出错"
	}
	return fmt.Sprintf("%s（%d）", words, int(a))
}
