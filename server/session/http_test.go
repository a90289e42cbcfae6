package session_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/session"
)

// edge serves /session, and /who, which answers the role of whoever asks.
func edge(t *testing.T, secure bool) *httptest.Server {
	t.Helper()
	e := &session.Edge{Sessions: session.New(people(t)), Secure: secure, Bearer: func(_ context.Context, token string, _ time.Time) (access.Actor, error) {
		if token != "good" {
			return access.Actor{}, fault.New(fault.Unauthenticated, "令牌无效。")
		}
		return access.Actor{Role: access.ThirdPartyApp}, nil
	}}
	mux := http.NewServeMux()
	mux.Handle("/session", e)
	mux.Handle("/who", e.Authenticate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(access.From(r.Context()).RoleName()))
	})))
	guarded, err := session.SameOrigin("https://lianqi.example", mux)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(guarded)
	t.Cleanup(srv.Close)
	return srv
}

type answer struct {
	*http.Response
	body string
}

func ask(t *testing.T, srv *httptest.Server, method, path, body string, headers ...string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, srv.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp, string(said)}
}

const good = `{"account":"cadre01","password":"lianqi-demo"}`

func TestCookie(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		secure bool
		prefix string
	}{{false, "lianqi="}, {true, "__Host-lianqi="}} {
		srv := edge(t, c.secure)
		in := ask(t, srv, "POST", "/session", good, "Content-Type", "application/json")
		set := in.Header.Get("Set-Cookie")
		if in.StatusCode != 204 || !strings.HasPrefix(set, c.prefix) || !strings.Contains(set, "Path=/;") || !strings.Contains(set, "HttpOnly") ||
			!strings.Contains(set, "SameSite=Lax") || strings.Contains(set, "Secure") != c.secure || strings.Contains(set, "Domain") {
			t.Fatalf("%d %q %s", in.StatusCode, set, in.body)
		}
		cookie, _, _ := strings.Cut(set, ";")
		if who := ask(t, srv, "GET", "/who", "", "Cookie", cookie); who.body != "LINK_CADRE" {
			t.Error("signed in as", who.body)
		}
		again := ask(t, srv, "POST", "/session", good, "Content-Type", "application/json", "Cookie", cookie)
		fresh, _, _ := strings.Cut(again.Header.Get("Set-Cookie"), ";")
		if fresh == cookie || ask(t, srv, "GET", "/who", "", "Cookie", cookie).body != "NOBODY" {
			t.Error("a second sign-in keeps the first one's session")
		}
		out := ask(t, srv, "DELETE", "/session", "", "Cookie", fresh)
		if out.StatusCode != 204 || !strings.Contains(out.Header.Get("Set-Cookie"), "Expires=Thu, 01 Jan 1970") {
			t.Error("sign-out:", out.StatusCode, out.Header)
		}
		if who := ask(t, srv, "GET", "/who", "", "Cookie", fresh); who.StatusCode != 200 || who.body != "NOBODY" {
			t.Error("after sign-out:", who.StatusCode, who.body)
		}
		if out := ask(t, srv, "DELETE", "/session", ""); out.StatusCode != 204 {
			t.Error("sign-out of nobody:", out.StatusCode)
		}
	}
}

func TestBearer(t *testing.T) {
	t.Parallel()
	srv := edge(t, false)
	for _, c := range []struct {
		header string
		status int
		body   string
	}{{"Bearer good", 200, "THIRD_PARTY_APP"}, {"bearer good", 200, "THIRD_PARTY_APP"}, {"Bearer bad", 401, ""}, {"Bearer", 401, ""}, {"Basic eDp5", 200, "NOBODY"}} {
		got := ask(t, srv, "GET", "/who", "", "Authorization", c.header)
		if got.StatusCode != c.status || c.body != "" && got.body != c.body || (c.status == 401) != (got.Header.Get("WWW-Authenticate") != "") {
			t.Errorf("%s: %d %s", c.header, got.StatusCode, got.body)
		}
	}
}

func TestSessionRefusals(t *testing.T) {
	t.Parallel()
	srv := edge(t, false)
	jsonType := []string{"Content-Type", "application/json"}
	for _, c := range []struct {
		name, method, body string
		headers            []string
		status             int
		code               string
	}{
		{"wrong password", "POST", `{"account":"cadre01","password":"x"}`, jsonType, 401, "UNAUTHENTICATED"},
		{"unknown account", "POST", `{"account":"x","password":"x"}`, jsonType, 401, "UNAUTHENTICATED"},
		{"not JSON", "POST", `account=cadre01`, jsonType, 400, "INVALID"},
		{"two values", "POST", good + good, jsonType, 400, "INVALID"},
		{"trailing brace", "POST", good + "}", jsonType, 400, "INVALID"},
		{"array", "POST", `[` + good + `]`, jsonType, 400, "INVALID"},
		{"more members", "POST", `{"account":"cadre01","password":"lianqi-demo","admin":true}`, jsonType, 400, "INVALID"},
		{"number", "POST", `{"account":1,"password":"x"}`, jsonType, 400, "INVALID"},
		{"nothing", "POST", ``, jsonType, 400, "INVALID"},
		{"NUL in role", "POST", `{"account":"cadre01","password":"lianqi-demo","role":"\u0000"}`, jsonType, 400, "INVALID"},
		{"too long", "POST", `{"account":"` + strings.Repeat("a", 5000) + `","password":"x"}`, jsonType, 400, "INVALID"},
		{"form", "POST", `account=cadre01&password=lianqi-demo`, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "INVALID"},
		{"text", "POST", good, []string{"Content-Type", "text/plain"}, 415, "INVALID"},
		{"no type", "POST", good, nil, 415, "INVALID"},
		{"GET", "GET", "", nil, 405, "INVALID"},
		{"other site", "POST", good, []string{"Content-Type", "application/json", "Sec-Fetch-Site", "cross-site"}, 403, "FORBIDDEN"},
		{"sibling site", "DELETE", "", []string{"Sec-Fetch-Site", "same-site"}, 403, "FORBIDDEN"},
		{"other origin", "POST", good, []string{"Content-Type", "application/json", "Origin", "https://evil.example"}, 403, "FORBIDDEN"},
		{"no origin", "POST", good, []string{"Content-Type", "application/json", "Origin", "null"}, 403, "FORBIDDEN"},
		{"public origin", "POST", good, []string{"Content-Type", "application/json", "Origin", "https://lianqi.example", "Sec-Fetch-Site", "same-site"}, 204, ""},
	} {
		got := ask(t, srv, c.method, "/session", c.body, c.headers...)
		if got.StatusCode != c.status {
			t.Errorf("%s: %d %s", c.name, got.StatusCode, got.body)
			continue
		}
		if c.code == "" {
			continue
		}
		var said struct{ Code, Message string }
		if err := json.Unmarshal([]byte(got.body), &said); err != nil || said.Code != c.code || said.Message == "" || got.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %s %v", c.name, got.body, err)
		}
	}
}

func TestThrottleSaysWhenToRetry(t *testing.T) {
	t.Parallel()
	srv := edge(t, false)
	for range 14 {
		got := ask(t, srv, "POST", "/session", `{"account":"cadre01","password":"x"}`, "Content-Type", "application/json")
		if got.StatusCode == 429 {
			if got.Header.Get("Retry-After") == "" || !strings.Contains(got.body, "TOO_MANY") {
				t.Error(got.Header, got.body)
			}
			return
		}
	}
	t.Error("14 guesses in a row were not slowed down")
}

// Who is signed in goes on in another of their roles without a password, by a new cookie; in nobody else's, and not with a cookie that ended.
func TestSwitchRole(t *testing.T) {
	t.Parallel()
	srv := edge(t, false)
	cookie := func(a answer) string { c, _, _ := strings.Cut(a.Header.Get("Set-Cookie"), ";"); return c }
	in := cookie(ask(t, srv, "POST", "/session", `{"account":"office-city","password":"lianqi-demo"}`, "Content-Type", "application/json"))
	const leads, ofTheCadre = "0195d000-0000-7000-8000-00000000000a", "0195d000-0000-7000-8000-00000000000c"
	change := func(by, role string) answer {
		return ask(t, srv, "POST", "/session", `{"role":"`+role+`"}`, "Content-Type", "application/json", "Cookie", by)
	}
	if a := change(in, ofTheCadre); a.StatusCode != 401 || !strings.Contains(a.body, "身份") {
		t.Errorf("somebody else's role: %d %s", a.StatusCode, a.body)
	}
	if a := change(in, "LEADER"); a.StatusCode != 401 {
		t.Errorf("a role by its word: %d %s", a.StatusCode, a.body)
	}
	moved := change(in, leads)
	if moved.StatusCode != 204 || cookie(moved) == in {
		t.Fatalf("their own: %d %s", moved.StatusCode, moved.body)
	}
	if who := ask(t, srv, "GET", "/who", "", "Cookie", cookie(moved)); who.body != "LEADER" {
		t.Errorf("now %s", who.body)
	}
	if a := change(in, leads); a.StatusCode != 401 {
		t.Errorf("by the cookie that ended: %d", a.StatusCode)
	}
	if a := ask(t, srv, "POST", "/session", `{"role":"`+leads+`"}`, "Content-Type", "application/json"); a.StatusCode != 400 {
		t.Errorf("by nobody: %d", a.StatusCode)
	}
}
