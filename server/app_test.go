package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"lianqi/pwa"
)

// built is a small dist/ as the build leaves it.
var built = fstest.MapFS{
	"dist/.gitkeep":               {},
	"dist/index.html":             {Data: []byte("<!doctype html>")},
	"dist/index.html.br":          {Data: []byte("br")},
	"dist/index.html.gz":          {Data: []byte("gz")},
	"dist/sw.js":                  {Data: []byte("sw")},
	"dist/recall.js":              {Data: []byte("recall")},
	"dist/manifest.webmanifest":   {Data: []byte("{}")},
	"dist/assets/worker-x1.mjs":   {Data: []byte("export {}")},
	"dist/assets/unheard-of.file": {Data: []byte("?")},
}

func ask(t *testing.T, a *app, method, path string, header map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for name, value := range header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	return w
}

func TestAppAnswersWithItsFiles(t *testing.T) {
	t.Parallel()
	a, err := newApp(built, false)
	if err != nil {
		t.Fatal(err)
	}
	const keep = "public, max-age=31536000, immutable"
	page := map[string]string{"Accept": "text/html,*/*;q=0.8"}
	for _, test := range []struct {
		path              string
		header            map[string]string
		code              int
		contentType, kept string
	}{
		{"/", page, 200, "text/html; charset=utf-8", "no-cache"},
		{"/index.html", nil, 200, "text/html; charset=utf-8", "no-cache"},
		{"/problem/018f", page, 200, "text/html; charset=utf-8", "no-cache"},
		{"/problem/018f", map[string]string{"Accept": "application/json"}, 404, "", ""},
		{"/sw.js", nil, 200, "text/javascript; charset=utf-8", "no-cache"},
		{"/manifest.webmanifest", nil, 200, "application/manifest+json", "no-cache"},
		{"/assets/worker-x1.mjs", nil, 200, "text/javascript; charset=utf-8", keep},
		{"/assets/unheard-of.file", nil, 200, "application/octet-stream", keep},
		{"/assets/gone-x2.js", page, 404, "", ""},
		{"/.gitkeep", page, 404, "", ""},
		{"/index.html.br", page, 404, "", ""},
		{"/../go.mod", page, 404, "", ""},
	} {
		w := ask(t, a, http.MethodGet, test.path, test.header)
		if w.Code != test.code {
			t.Errorf("%s answers %d; want %d", test.path, w.Code, test.code)
		} else if w.Code == 200 && (w.Header().Get("Content-Type") != test.contentType || w.Header().Get("Cache-Control") != test.kept) {
			t.Errorf("%s is %q kept %q; want %q kept %q", test.path,
				w.Header().Get("Content-Type"), w.Header().Get("Cache-Control"), test.contentType, test.kept)
		}
	}
	if w := ask(t, a, http.MethodPost, "/", page); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST answers %d", w.Code)
	}
}

func TestARecalledServiceWorkerIsReplaced(t *testing.T) {
	t.Parallel()
	for recall, want := range map[bool]string{false: "sw", true: "recall"} {
		a, err := newApp(built, recall)
		if err != nil {
			t.Fatal(err)
		}
		w := ask(t, a, http.MethodGet, "/sw.js", nil)
		if w.Body.String() != want || w.Header().Get("Cache-Control") != "no-cache" {
			t.Errorf("recall %v: /sw.js is %q, kept %q", recall, w.Body, w.Header().Get("Cache-Control"))
		}
	}
}

func TestAppChoosesTheEncoding(t *testing.T) {
	t.Parallel()
	a, err := newApp(built, false)
	if err != nil {
		t.Fatal(err)
	}
	etags := map[string]bool{}
	for accept, want := range map[string]string{
		"": "<!doctype html>", "identity": "<!doctype html>", "gzip": "gz", "gzip, deflate, br": "br",
		"gzip, br;q=0": "gz", "br;q=0.5, gzip": "br", "brotli": "<!doctype html>",
	} {
		w := ask(t, a, http.MethodGet, "/index.html", map[string]string{"Accept-Encoding": accept})
		if w.Body.String() != want {
			t.Errorf("for %q it sends %q; want %q", accept, w.Body, want)
		}
		etag := w.Header().Get("ETag")
		etags[etag] = true
		again := ask(t, a, http.MethodGet, "/index.html", map[string]string{"Accept-Encoding": accept, "If-None-Match": etag})
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("for %q it sends again what the browser has: %d", accept, again.Code)
		}
	}
	if len(etags) != 3 {
		t.Errorf("three encodings have the tags %v", etags)
	}
	if w := ask(t, a, http.MethodHead, "/index.html", nil); w.Body.Len() != 0 || w.Header().Get("Content-Length") != "15" {
		t.Errorf("HEAD sends %q and the length %s", w.Body, w.Header().Get("Content-Length"))
	}
}

func TestAppWithoutABuildSaysSo(t *testing.T) {
	t.Parallel()
	a, err := newApp(fstest.MapFS{"dist/.gitkeep": {}}, false)
	if err != nil {
		t.Fatal(err)
	}
	w := ask(t, a, http.MethodGet, "/", map[string]string{"Accept": "text/html"})
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("it answers %d", w.Code)
	}
	if _, err := newApp(pwa.Dist, false); err != nil {
		t.Errorf("the embedded build: %v", err)
	}
}
