package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// connection is one client that keeps its connection. It reads just enough HTTP to be cheap beside what it measures.
type connection struct {
	conn net.Conn
	in   *bufio.Reader
	body []byte // of the last answer
}

func connect(address string) (*connection, error) {
	conn, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		return nil, err
	}
	return &connection{conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}, nil
}

// request is the bytes of a POST.
func request(path, cookie string, body []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n", path)
	if cookie != "" {
		fmt.Fprintf(&b, "Cookie: lianqi=%s\r\n", cookie)
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return b.Bytes()
}

// do sends a request and reads its answer; anything but 200 with data and without errors is an error.
func (c *connection) do(request []byte) error {
	_ = c.conn.SetDeadline(time.Now().Add(30 * time.Second))
	if _, err := c.conn.Write(request); err != nil {
		return err
	}
	status, err := c.line()
	if err != nil {
		return err
	}
	length := -1
	for {
		line, err := c.line()
		if err != nil {
			return err
		}
		if line == "" {
			break
		}
		if name, value, _ := strings.Cut(line, ": "); strings.EqualFold(name, "Content-Length") {
			if length, err = strconv.Atoi(value); err != nil {
				return err
			}
		}
	}
	c.body = c.body[:0]
	if length >= 0 {
		err = c.read(length)
	} else {
		err = c.chunks()
	}
	if err != nil {
		return err
	}
	start := c.body[:min(len(c.body), 200)]
	if !strings.Contains(status, " 200 ") || bytes.HasPrefix(start, []byte(`{"errors":`)) || !bytes.Contains(start, []byte(`"data":{`)) && !bytes.Contains(start, []byte(`"data":[`)) {
		return fmt.Errorf("%s: %.300s", status, c.body)
	}
	return nil
}

func (c *connection) line() (string, error) {
	line, err := c.in.ReadSlice('\n')
	return string(bytes.TrimRight(line, "\r\n")), err
}

func (c *connection) read(n int) error {
	from := len(c.body)
	c.body = append(c.body, make([]byte, n)...)
	_, err := io.ReadFull(c.in, c.body[from:])
	return err
}

func (c *connection) chunks() error {
	for {
		line, err := c.line()
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(line, 16, 32)
		if err != nil {
			return err
		}
		if err := c.read(int(n)); err != nil {
			return err
		}
		if _, err := c.line(); err != nil || n == 0 {
			return err
		}
	}
}
