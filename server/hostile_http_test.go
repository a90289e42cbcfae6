package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"
)

// The limits of one document: what is at the limit is answered, one more is refused at once.
func TestDocumentLimits(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	c := f.as("leader01")
	repeat := func(n int, f func(i int) string) (s string) {
		for i := range n {
			s += f(i) + " "
		}
		return s
	}
	deep := func(n int) string {
		return `{division(code:"430502"){` + strings.Repeat("parent{", n-2) + "code" + strings.Repeat("}", n)
	}
	aliases := func(n int) string {
		return "{viewer{" + repeat(n, func(i int) string { return fmt.Sprintf("a%d:id", i) }) + "}}"
	}
	directives := func(n int) string {
		return "{viewer{id " + repeat(n, func(int) string { return "...@include(if:true){id}" }) + "}}"
	}
	tokens := func(n int) string { return "{viewer{" + strings.Repeat("id ", n-5) + "}}" }
	roots := func(n int) string { return "{" + strings.Repeat("viewer{id} ", n) + "}" }
	chain := func(n int) string { // fragments that spread the next, each one level deeper
		return `{division(code:"430502"){...f0}}` + repeat(n, func(i int) string {
			return fmt.Sprintf("fragment f%d on Division{code parent{...f%d}}", i, i+1)
		}) + fmt.Sprintf("fragment f%d on Division{code}", n)
	}
	for name, test := range map[string]struct{ document, code string }{
		"10 root fields":            {roots(10), ""},
		"11 root fields":            {roots(11), "TOO_LARGE"},
		"12 levels":                 {deep(12), ""},
		"13 levels":                 {deep(13), "TOO_LARGE"},
		"30 aliases":                {aliases(30), ""},
		"31 aliases":                {aliases(31), "TOO_LARGE"},
		"50 directives":             {directives(50), ""},
		"51 directives":             {directives(51), "TOO_LARGE"},
		"1000 tokens":               {tokens(1000), ""},
		"1001 tokens":               {tokens(1001), "INVALID"},
		"10,000 repeats":            {tokens(10_000), "INVALID"},
		"100,000 directives":        {"{viewer @x" + strings.Repeat("@x", 100_000) + "{id}}", "INVALID"},
		"a chain of fragments":      {chain(10), ""},
		"a longer one":              {chain(11), "TOO_LARGE"},
		"a million rows":            {`{viewer{enterprises(first:100){nodes{problems(first:100){nodes{events(first:100){nodes{id}}}}}}}}`, "TOO_LARGE"},
		"the schema ten times over": {"{" + repeat(10, func(i int) string { return fmt.Sprintf("s%d:__schema{types{name fields{name type{name}}}}", i) }) + "}", ""},
		"sign-in by mutation":       {"mutation{" + repeat(11, func(i int) string { return fmt.Sprintf(`m%d:endSession(input:{sessionId:"x"}){ended}`, i) }) + "}", "TOO_LARGE"},
		"a subscription":            {"subscription{viewer{id}}", "INVALID"},
	} {
		start := time.Now()
		got := c.send(test.document, "{}")
		if got.code != test.code || got.status >= 500 || leaks.MatchString(got.body) {
			t.Errorf("%s: %.300s", name, got.body)
		}
		if took := time.Since(start); test.code != "" && took > time.Second {
			t.Errorf("%s is refused after %v", name, took)
		}
	}
	const head = `{"query":"{viewer{id}}","variables":{"x":"`
	for size, status := range map[int]int{1 << 20: 200, 1<<20 + 1: 413, 20 << 20: 413} {
		body := head + strings.Repeat("x", size-len(head)-3) + `"}}`
		if got := f.request(c, "POST", "/graphql", "application/json", body); got.StatusCode != status {
			t.Errorf("a body of %d bytes: %d", size, got.StatusCode)
		}
	}
	for n, code := range map[int]string{250: "", 251: "TOO_LARGE", 100_000: "TOO_LARGE"} { // states that a filter names
		got := c.send("query($f: ProblemFilter) { problems(first: 1, filter: $f) { totalCount } }",
			`{"f": {"status": [`+strings.Repeat(`"CLOSED",`, n-1)+`"CLOSED"]}}`)
		if got.code != code {
			t.Errorf("a list of %d: %.300s", n, got.body)
		}
	}
}

// request sends a body and closes the answer's.
func (f *front) request(c *caller, method, path, kind, body string, headers ...string) *http.Response {
	f.t.Helper()
	req, err := http.NewRequest(method, f.URL+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := c.http.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	text, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(text))
	return resp
}

// What another site's page makes a browser send does nothing: the cookie is there, the request is refused.
func TestOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	c := f.as("cadre01")
	host := strings.TrimPrefix(f.URL, "http://")
	writes := []struct{ method, path, body string }{
		{"POST", "/session", `{"account":"cadre01","password":"lianqi-demo"}`},
		{"DELETE", "/session", ""},
		{"POST", "/graphql", `{"query":"mutation{endSession(input:{sessionId:\"x\"}){ended}}"}`},
		{"PATCH", "/uploads/" + strings.Repeat("a", 64), "x"},
		{"POST", "/oauth/token", "grant_type=client_credentials"},
	}
	before := f.everything()
	for _, site := range []string{"", "cross-site", "same-site", "same-origin", "none", "nonsense"} {
		for _, origin := range []string{"", f.URL, "null", "http://evil.example", "http://" + host + ".evil.example", "http://x." + host, "https://" + host + ":1", "file://"} {
			own := site == "same-origin" || site == "none" || origin == f.URL || site == "" && origin == ""
			if own {
				continue
			}
			for _, kind := range []string{"application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/offset+octet-stream"} {
				for _, w := range writes {
					headers := []string{"Sec-Fetch-Site", site, "Origin", origin}
					if got := f.request(c, w.method, w.path, kind, w.body, headers...); got.StatusCode != http.StatusForbidden || got.Header.Get("Access-Control-Allow-Origin") != "" {
						t.Errorf("%s %s by %q from %q as %s: %d", w.method, w.path, site, origin, kind, got.StatusCode)
					}
				}
			}
		}
	}
	for _, w := range writes[:4] { // simple types are refused from the own site, too
		for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} {
			if w.method == "DELETE" {
				continue
			}
			if got := f.request(c, w.method, w.path, kind, w.body, "Origin", f.URL, "Sec-Fetch-Site", "same-origin"); got.StatusCode != http.StatusUnsupportedMediaType {
				t.Errorf("%s %s as %q: %d", w.method, w.path, kind, got.StatusCode)
			}
		}
	}
	if got := f.request(c, "GET", "/graphql?query=mutation{endSession(input:{sessionId:\"x\"}){ended}}", "", "", "Sec-Fetch-Site", "cross-site"); got.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("a mutation by GET: %d", got.StatusCode)
	}
	if f.everything() != before {
		t.Error("another site changed something")
	}
	if got := c.send("{viewer{id}}", "{}"); got.code != "" {
		t.Errorf("cadre01 was signed out: %s", got.body)
	}
}

// Every answer of every route has the headers, whoever asks and however; what is refused is refused in Chinese and is never cached.
func TestEveryRouteIsGuarded(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	jar, _ := cookiejar.New(nil)
	nobody, cadre := &caller{f, "nobody", http.Client{Jar: jar}}, f.as("cadre01")
	for _, path := range []string{
		"/", "/index.html", "/problem/x", "/assets/none.js", "/x.css", "/healthz", "/session", "/session/key", "/graphql", "/graphql?query={viewer{id}}", "/graphql?query={", "/graphql/x.css",
		"/oauth/token", "/uploads/x", "/uploads/" + strings.Repeat("a", 64), "/photos/x", "/photos/" + newID(), "/photos/" + newID() + "?size=../../x",
		"/tiles/problem/8/209/107.mvt", "/tiles/problem/99/0/0.mvt", "/tiles/none/0/0/0.mvt", "/tiles/problem/8/209/107", "//graphql", "/%2e%2e/%2e%2e/etc/passwd",
		"/assets/..%2f..%2fx", "/photos/%00", "/uploads/..%2f..%2fx", "/.env", "/sw.js",
	} {
		for _, c := range []*caller{nobody, cadre} {
			for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} {
				got := f.request(c, method, path, "application/json", "", "Accept", "text/html")
				what := fmt.Sprintf("%s %s by %s: %d", method, path, c.name, got.StatusCode)
				for name := range guarded {
					if got.Header.Get(name) == "" {
						t.Errorf("%s without %s", what, name)
					}
				}
				text, _ := io.ReadAll(got.Body)
				if got.StatusCode >= 500 && path != "/" || leaks.Match(text) || got.Header.Get("Access-Control-Allow-Origin") != "" {
					t.Errorf("%s %.200s", what, text)
				}
				if got.StatusCode < 400 || len(text) == 0 {
					continue
				}
				if got.Header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s may be cached: %s", what, got.Header.Get("Cache-Control"))
				}
				var refused struct {
					Message string
					Words   string `json:"error_description"`
					Errors  []struct{ Message string }
				}
				if json.Unmarshal(text, &refused) != nil {
					refused.Message = strings.TrimSpace(string(text))
				}
				if len(refused.Errors) > 0 {
					refused.Message = refused.Errors[0].Message
				}
				if words := refused.Message + refused.Words; !sentence.MatchString(words) && path != "/graphql?query={" {
					t.Errorf("%s says %q", what, words)
				}
			}
		}
	}
}

// Requests that two servers could read in two ways are not read at all.
func TestAmbiguousRequestsAreRefused(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	for name, head := range map[string]string{
		"two lengths":          "Content-Length: 2\r\nContent-Length: 3\r\n",
		"a length and chunks":  "Content-Length: 2\r\nTransfer-Encoding: chunked, identity\r\n",
		"an unknown coding":    "Transfer-Encoding: xchunked\r\n",
		"a space before colon": "Content-Length : 2\r\n",
		"a folded line":        "X-A: b\r\n c: d\r\nContent-Length: -1\r\n",
		"two hosts":            "Host: evil.example\r\n",
		"40 kB of headers":     "X-A: " + strings.Repeat("a", 40<<10) + "\r\n",
	} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(f.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
		fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\n%s\r\n{}", head)
		var line [12]byte
		_, _ = io.ReadFull(conn, line[:])
		conn.Close()
		if got := string(line[9:]); got != "400" && got != "431" && got != "501" {
			t.Errorf("%s: %q", name, line)
		}
	}
}
