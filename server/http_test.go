package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, request := range []struct{ method, path string }{
		{"GET", "/"}, {"GET", "/healthz"}, {"POST", "/healthz"}, {"GET", "/no/such.file"}, {"DELETE", "/anything"},
	} {
		req, err := http.NewRequestWithContext(t.Context(), request.method, p.URL+request.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		for name := range guarded {
			if resp.Header.Get(name) == "" {
				t.Errorf("%s %s answers %s without %s", request.method, request.path, resp.Status, name)
			}
		}
		if policy := resp.Header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || !strings.HasPrefix(policy, "default-src 'none'") {
			t.Errorf("%s %s has the policy %q", request.method, request.path, policy)
		}
	}
}

func TestHTTPSIsKept(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]bool{"https://lqt.example": true, "http://127.0.0.1:8080": false} {
		w := httptest.NewRecorder()
		guard(http.NotFoundHandler(), url).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
		if got := w.Header().Get("Strict-Transport-Security") != ""; got != want {
			t.Errorf("%s: told to keep to HTTPS: %t", url, got)
		}
	}
}

func TestOnlyTextThatIsMadeIsCompressed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		contentType, encoding, want string
	}{
		"JSON":      {"application/json; charset=utf-8", "", "gzip"},
		"GraphQL":   {"application/graphql-response+json", "", "gzip"},
		"CSV":       {"text/csv", "", "gzip"},
		"events":    {"text/event-stream", "", ""},
		"a picture": {"image/jpeg", "", ""},
		"a tile":    {"application/json", "br", "br"},
	} {
		packed, err := compress(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", test.contentType)
			if test.encoding != "" {
				w.Header().Set("Content-Encoding", test.encoding)
			}
			_, _ = w.Write([]byte(strings.Repeat("联企通", 1000)))
		}))
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", "gzip, br")
		packed.ServeHTTP(w, r)
		if got := w.Header().Get("Content-Encoding"); got != test.want {
			t.Errorf("%s is encoded as %q; want %q", name, got, test.want)
		}
	}
}
