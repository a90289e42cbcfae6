package main

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/klauspost/compress/gzhttp"

	"lianqi/pwa"
)

const healthTimeout = 2 * time.Second

// newHandler is every route of the server.
func newHandler(ctx context.Context, p *Program) (http.Handler, error) {
	app, err := newApp(pwa.Dist, p.Config.Recall)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /healthz", healthz(p.pool))
	mux.Handle("/", app)
	known, err := p.routes(ctx, mux)
	if err != nil {
		return nil, err
	}
	packed, err := compress(known)
	if err != nil {
		return nil, err
	}
	return guard(packed, p.Config.PublicURL), nil
}

// compress packs the text that is made for one request. The application's files lie packed already, as do tiles; events
// must not wait for a block to fill.
func compress(next http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.ContentTypes([]string{
		"application/json", "application/graphql-response+json", "text/csv",
	}))
	if err != nil {
		return nil, err
	}
	return wrap(next), nil
}

// healthz answers 200 while the database answers within 2 s, else 503.
func healthz(pool *pgxpool.Pool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), healthTimeout)
		defer cancel()
		if err := pool.Ping(ctx); err != nil {
			http.Error(w, "数据库没有应答，请稍后再试。", http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("ok\n"))
	})
}

// guarded are the headers of every answer, errors too. No foreign host, no inline script or style, no frame.
var guarded = lists(map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; " +
		"connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Permissions-Policy":           "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cache-Control":                "no-store", // unless the route says otherwise
})

// lists are headers in the form that an answer has them, made once: nothing adds to them.
func lists(headers map[string]string) map[string][]string {
	out := map[string][]string{}
	for name, value := range headers {
		out[name] = []string{value}
	}
	return out
}

// guard sets the security headers; browsers that came by HTTPS are told to keep to it for a year.
func guard(next http.Handler, publicURL string) http.Handler {
	secure := strings.HasPrefix(publicURL, "https://")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		for name, value := range guarded {
			header[name] = value
		}
		if secure {
			header.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}
