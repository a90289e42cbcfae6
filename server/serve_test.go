package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/dbtest"
)

// open runs a Program on a database of the test's own.
func open(t *testing.T) *Program {
	t.Helper()
	p := &Program{
		Config: Config{Host: "127.0.0.1", DatabaseURL: dbtest.New(t).Config().ConnString(), DataDir: t.TempDir()},
		Out:    io.Discard,
		Log:    slog.New(slog.DiscardHandler),
	}
	t.Cleanup(func() { _ = p.Close() })
	if err := p.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCloseLetsRequestsFinish(t *testing.T) {
	t.Parallel()
	p := open(t)
	// The health check waits for a connection to the database as long as the test holds all of them.
	var held []*pgxpool.Conn
	for range p.pool.Config().MaxConns {
		c, err := p.pool.Acquire(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, c)
	}
	answered, closed := make(chan int, 1), make(chan error, 1)
	url := p.URL
	go func() {
		resp, err := http.Get(url + "/healthz")
		if err != nil {
			t.Error(err)
			answered <- 0
			return
		}
		defer resp.Body.Close()
		answered <- resp.StatusCode
	}()
	time.Sleep(300 * time.Millisecond) // the request is on its way
	go func() { closed <- p.Close() }()
	select {
	case err := <-closed:
		t.Fatalf("closed with a request under way: %v", err)
	case <-time.After(200 * time.Millisecond):
	}
	for _, c := range held {
		c.Release()
	}
	if code := <-answered; code != http.StatusOK {
		t.Errorf("the request under way got %d", code)
	}
	if err := <-closed; err != nil {
		t.Errorf("close: %v", err)
	}
	if _, err := http.Get(url + "/healthz"); err == nil {
		t.Error("it answers after Close")
	}
}

func TestHealthzFailsWithTheDatabase(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	pool.Close()
	w := httptest.NewRecorder()
	healthz(pool).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("without its database it answers %d", w.Code)
	}
}
