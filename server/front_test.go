package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"lianqi/server/demo/demotest"
)

// front is the program on a database with demo data, as it is reached from outside.
type front struct {
	*Program
	t         *testing.T
	documents map[string]string // what clients send (testdata/*.graphql), by name
	asked     map[string]bool   // those that were sent
}

// checked says that a program of these tests has checked its declarations: the others need not.
var checked atomic.Bool

// openFront runs the program on a copy of the demo data that belongs to t alone. Nothing of it falls due by itself any more, so that what
// changes is what t did.
func openFront(t *testing.T, set ...func(*Config)) *front {
	t.Helper()
	pool := demotest.New(t)
	if _, err := pool.Exec(t.Context(), "with told as (update notice set held = false) update problem set climb_at = null"); err != nil {
		t.Fatal(err)
	}
	p := &Program{
		Config: Config{Host: "127.0.0.1", DatabaseURL: pool.Config().ConnString(), DataDir: t.TempDir()},
		Out:    io.Discard, checked: !checked.CompareAndSwap(false, true),
		Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
	for _, set := range set {
		set(&p.Config)
	}
	t.Cleanup(func() { _ = p.Close() })
	if err := p.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	until(t, func() bool { return count(t, p.pool, "select count(*) from problem where climb_at <= moment()") == 0 }) // the ladder is where it should be
	return &front{p, t, documents(t, "core.graphql", "handling.graphql"), map[string]bool{}}
}

// documents reads the documents of those files, each with the fragments it uses.
func documents(t *testing.T, files ...string) map[string]string {
	t.Helper()
	all := &ast.QueryDocument{}
	for _, name := range files {
		text, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		one, err := parser.ParseQuery(&ast.Source{Name: name, Input: string(text)})
		if err != nil {
			t.Fatal(err)
		}
		all.Operations, all.Fragments = append(all.Operations, one.Operations...), append(all.Fragments, one.Fragments...)
	}
	out := map[string]string{}
	for _, op := range all.Operations {
		one := &ast.QueryDocument{Operations: ast.OperationList{op}}
		var b bytes.Buffer
		formatter.NewFormatter(&b).FormatQueryDocument(one)
		for _, f := range all.Fragments {
			if strings.Contains(b.String(), "... "+f.Name) {
				one.Fragments = append(one.Fragments, f)
			}
		}
		b.Reset()
		formatter.NewFormatter(&b).FormatQueryDocument(one)
		out[op.Name] = b.String()
	}
	return out
}

// caller is a person signed in at the front door.
type caller struct {
	*front
	name string
	http http.Client
}

// as signs in a demo account.
func (f *front) as(account string) *caller {
	f.t.Helper()
	jar, _ := cookiejar.New(nil)
	c := &caller{f, account, http.Client{Jar: jar, Timeout: 30 * time.Second}}
	resp, err := c.http.Post(f.URL+"/session", "application/json", strings.NewReader(`{"account":"`+account+`","password":"lianqi-demo"}`))
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		body, _ := io.ReadAll(resp.Body)
		f.t.Fatalf("%s cannot sign in: %d %s", account, resp.StatusCode, body)
	}
	return c
}

// answer is what /graphql says.
type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions map[string]any
	}
}

// ask sends a document of testdata by name, or a text.
func (c *caller) ask(document string, variables map[string]any) (got answer) {
	c.t.Helper()
	if known := c.documents[document]; known != "" {
		c.asked[document] = true
		document = known
	}
	body, _ := json.Marshal(map[string]any{"query": document, "variables": variables})
	resp, err := c.http.Post(c.URL+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil {
		c.t.Fatalf("%s: %v", c.name, err)
	}
	return got
}

// get asks and reads the answer, which must have no errors and no userErrors, into out.
func (c *caller) get(document string, variables map[string]any, out any) {
	c.t.Helper()
	got := c.ask(document, variables)
	if len(got.Errors) > 0 {
		c.t.Fatalf("%s asks %.60s: %+v", c.name, document, got.Errors)
	}
	var payloads map[string]struct{ UserErrors []map[string]any }
	if json.Unmarshal(got.Data, &payloads) == nil {
		for name, p := range payloads {
			if len(p.UserErrors) > 0 {
				c.t.Fatalf("%s asks %s: %v", c.name, name, p.UserErrors)
			}
		}
	}
	if err := json.Unmarshal(got.Data, out); err != nil {
		c.t.Fatalf("%s asks %.60s: %v in %s", c.name, document, err, got.Data)
	}
}

// upload sends a photo's bytes and returns the input that announces it.
func (c *caller) upload(picture []byte, sha256 string) map[string]any {
	c.t.Helper()
	req, _ := http.NewRequest(http.MethodPatch, c.URL+"/uploads/"+sha256, bytes.NewReader(picture))
	req.Header.Set("Content-Type", "application/offset+octet-stream")
	req.Header.Set("Upload-Offset", "0")
	req.Header.Set("Upload-Length", jsonNumber(len(picture)))
	resp, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		body, _ := io.ReadAll(resp.Body)
		c.t.Fatalf("upload: %d %s", resp.StatusCode, body)
	}
	return map[string]any{"sha256": sha256, "bytes": len(picture), "takenAt": now()}
}

func jsonNumber(n int) string { b, _ := json.Marshal(n); return string(b) }

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func now() string { return time.Now().Format(time.RFC3339) }

// status is the HTTP status of a GET.
func (c *caller) status(path string) int {
	c.t.Helper()
	u, _ := url.JoinPath(c.URL, path)
	resp, err := c.http.Get(u)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

// again runs another server on the same database.
func (f *front) again() *front {
	f.t.Helper()
	p := &Program{
		Config: Config{Host: "127.0.0.1", DatabaseURL: f.Config.DatabaseURL, DataDir: f.t.TempDir()},
		Out:    io.Discard,
		Log:    f.Log,
	}
	f.t.Cleanup(func() { _ = p.Close() })
	if err := p.Run(f.t.Context()); err != nil {
		f.t.Fatal(err)
	}
	return &front{p, f.t, f.documents, f.asked}
}

// at is the same signed-in browser at another server.
func (c *caller) at(f *front) *caller {
	here, _ := url.Parse(c.URL)
	there, _ := url.Parse(f.URL)
	jar, _ := cookiejar.New(nil)
	jar.SetCookies(there, c.http.Jar.Cookies(here))
	return &caller{f, c.name, http.Client{Jar: jar, Timeout: c.http.Timeout}}
}
