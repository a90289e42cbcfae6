package main

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"
)

// link is one phone's way to the servers: a proxy that does to HTTP what bad networks do.
type link struct {
	url      string
	backends []string // host:port
	listener net.Listener
	onward   *http.Transport

	mu  sync.Mutex
	now sky
}

func newLink(backends []string) (*link, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	l := &link{
		url: "http://" + listener.Addr().String(), backends: backends, listener: listener,
		onward: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 4},
		now:    sky{over: make(chan struct{})},
	}
	go func() { _ = http.Serve(listener, l) }()
	return l, nil
}

func (l *link) close() error {
	l.turn(down)
	l.onward.CloseIdleConnections()
	return l.listener.Close()
}

// turn changes the weather; what waited in a black hole is hung up. settle clears the sky again unless it has changed since.
func (l *link) turn(to weather) (settle func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.now.over)
	made := sky{to, make(chan struct{})}
	l.now = made
	return func() {
		if l.look() == made {
			l.turn(clear)
		}
	}
}

func (l *link) look() sky {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now
}

// ServeHTTP brings a request to one of the servers and its answer back, or not.
func (l *link) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := l.look()
	switch now.weather {
	case down:
		hangUp(w)
		return
	case hole:
		select {
		case <-now.over:
		case <-r.Context().Done():
		}
		hangUp(w)
		return
	case portal:
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html>请先登录 Wi-Fi</html>")
		return
	}
	body, err := io.ReadAll(now.pace(r.Body))
	if err != nil {
		return // the phone gave up
	}
	time.Sleep(now.delay())
	first, second := l.both()
	ctx := r.Context()
	switch suffers := now.hits(); {
	case now.weather == cut && suffers && len(body) > 0:
		part := io.MultiReader(bytes.NewReader(body[:rand.IntN(len(body))]), broken{})
		if a, err := l.bring(context.WithoutCancel(ctx), r, io.NopCloser(part), len(body), first); err == nil {
			a.Body.Close()
		}
		hangUp(w)
		return
	case now.weather == twice && suffers:
		again := make(chan struct{})
		go func() {
			defer close(again)
			if a, err := l.whole(context.WithoutCancel(ctx), r, body, second); err == nil {
				a.Body.Close()
			}
		}()
		if rand.IntN(2) == 0 { // one after the other, else side by side
			<-again
		}
	case now.weather == reordered:
		ctx = context.WithoutCancel(ctx) // it arrives, though its sender may have gone
	}
	a, err := l.whole(ctx, r, body, first)
	if err != nil {
		a, err = l.whole(ctx, r, body, second)
	}
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer a.Body.Close()
	if now.weather == answerLost && now.hits() {
		hangUp(w)
		return
	}
	if now.weather == slow {
		time.Sleep(now.delay())
	}
	for name, values := range a.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.StatusCode)
	_, _ = io.Copy(w, now.pace(a.Body))
}

// both are the servers in an order by chance.
func (l *link) both() (first, second string) {
	n := rand.IntN(len(l.backends))
	return l.backends[n], l.backends[(n+1)%len(l.backends)]
}

func (l *link) whole(ctx context.Context, r *http.Request, body []byte, to string) (*http.Response, error) {
	return l.bring(ctx, r, io.NopCloser(bytes.NewReader(body)), len(body), to)
}

func (l *link) bring(ctx context.Context, r *http.Request, body io.ReadCloser, size int, to string) (*http.Response, error) {
	onward, err := http.NewRequestWithContext(ctx, r.Method, "http://"+to+r.URL.RequestURI(), body)
	if err != nil {
		return nil, err
	}
	onward.Header, onward.Host, onward.ContentLength = r.Header.Clone(), r.Host, int64(size)
	if size == 0 {
		onward.Body = http.NoBody
	}
	return l.onward.RoundTrip(onward)
}

// broken is the end of what a connection carried before it broke.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// hangUp resets the connection.
func hangUp(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	conn.Close()
}

// pace reads no faster than a narrow link.
func (k sky) pace(r io.Reader) io.Reader {
	if k.weather != narrow {
		return r
	}
	return paced{r}
}

type paced struct{ r io.Reader }

func (p paced) Read(b []byte) (int, error) {
	n, err := p.r.Read(b[:min(len(b), narrowRate/20)])
	time.Sleep(time.Duration(n) * time.Second / narrowRate)
	return n, err
}
