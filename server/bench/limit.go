package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

// limit is what net/http, pgx and PostgreSQL can do when nobody asks who is asking and PostgreSQL makes the JSON: POST /{op} with
// a question's values is one prepared statement. It is a process of its own: `bench limit URL`.
func limit(ctx context.Context, url string) error {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return err
	}
	cfg.MaxConns = poolSize
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return err
	}
	handler, err := limitHandler(pool)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { _ = listener.Close() })
	fmt.Fprintf(os.Stdout, "http://%s\n", listener.Addr())
	if err := http.Serve(listener, handler); ctx.Err() == nil {
		return err
	}
	return nil
}

func limitHandler(pool *pgxpool.Pool) (http.Handler, error) {
	mux := http.NewServeMux()
	for _, name := range append(reads, writes...) {
		text, err := opFiles.ReadFile("op/" + name + "/limit.sql")
		if err != nil {
			return nil, err
		}
		head, sql, _ := strings.Cut(string(text), "\n")
		params := strings.Fields(strings.TrimPrefix(head, "--"))
		mux.HandleFunc("POST /"+name, func(w http.ResponseWriter, r *http.Request) {
			var q question
			if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			args := make([]any, len(params))
			for i, p := range params {
				args[i] = q[p]
			}
			var out []byte
			if err := pool.QueryRow(r.Context(), sql, args...).Scan(&out); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			w.Header()["Content-Type"] = []string{"application/json"}
			w.Header()["Content-Length"] = []string{fmt.Sprint(len(out) + len(`{"data":}`))}
			_, _ = io.WriteString(w, `{"data":`)
			_, _ = w.Write(out)
			_, _ = io.WriteString(w, `}`)
		})
	}
	mux.HandleFunc("GET /debug/vars", func(w http.ResponseWriter, _ *http.Request) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		_ = json.NewEncoder(w).Encode(map[string]any{"memstats": m})
	})
	return mux, nil
}
