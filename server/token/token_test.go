package token_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db/dbtest"
	"lianqi/server/fault"
	"lianqi/server/token"
)

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// registered is a database of a city with two counties, and an application that reads enterprises and parks there.
func registered(t *testing.T) (*pgxpool.Pool, *token.Store, token.Client) {
	t.Helper()
	pool := dbtest.New(t)
	_, err := pool.Exec(context.Background(), `
insert into division (code, name, level, parent_code) values
  ('430000', '湖南省', 'PROVINCE', null), ('430500', '邵阳市', 'CITY', '430000'), ('430502', '双清区', 'COUNTY', '430500'),
  ('430503', '大祥区', 'COUNTY', '430500'), ('430600', '岳阳市', 'CITY', '430000')`)
	if err != nil {
		t.Fatal(err)
	}
	s := token.New(pool)
	c, err := s.CreateClient(t.Context(), "数据平台·演示", "430500", []string{"enterprise:read", "park:read"}, monday)
	if err != nil {
		t.Fatal(err)
	}
	return pool, s, c
}

func grant(t *testing.T, s *token.Store, c token.Client, scopes ...string) string {
	t.Helper()
	tok, _, err := s.Grant(t.Context(), c.ID, c.Secret, scopes, monday)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

func TestATokenIsItsApplication(t *testing.T) {
	t.Parallel()
	pool, s, c := registered(t)
	other := token.New(pool) // of another server
	for _, verifier := range []*token.Store{s, other} {
		a, err := verifier.Verify(t.Context(), grant(t, s, c), monday.Add(9*time.Minute))
		slices.Sort(a.Areas)
		if err != nil || a.Role != access.ThirdPartyApp || a.ClientID != c.ID || a.DivisionCode != "430500" || a.Level != "CITY" ||
			!slices.Equal(a.Areas, []string{"430500", "430502", "430503"}) || !slices.Equal(a.Scopes, []string{"enterprise:read", "park:read"}) {
			t.Errorf("%+v, %v", a, err)
		}
	}
	if a, err := s.Verify(t.Context(), grant(t, s, c, "park:read"), monday); err != nil || !slices.Equal(a.Scopes, []string{"park:read"}) {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestWhatIsTakenAwayIsGoneAtOnce(t *testing.T) {
	t.Parallel()
	pool, s, c := registered(t)
	tok := grant(t, s, c)
	for _, step := range []struct {
		sql    string
		scopes []string // nil: refused
	}{
		{"update api_client set scopes = '{park:read,stats:read}'", []string{"park:read"}},
		{"update api_client set disabled_at = now()", nil},
		{"update api_client set disabled_at = null", []string{"park:read"}},
		{"delete from signing_key", nil},
	} {
		if _, err := pool.Exec(t.Context(), step.sql); err != nil {
			t.Fatal(err)
		}
		a, err := s.Verify(t.Context(), tok, monday)
		if step.scopes == nil && !fault.Is(err, fault.Unauthenticated) || step.scopes != nil && !slices.Equal(a.Scopes, step.scopes) {
			t.Errorf("after %s: %+v, %v", step.sql, a, err)
		}
	}
}

func TestGrantRefuses(t *testing.T) {
	t.Parallel()
	pool, s, c := registered(t)
	for _, g := range []struct {
		id, secret string
		scopes     []string
		code       fault.Code
	}{
		{c.ID, c.Secret + "x", nil, fault.Unauthenticated},
		{c.ID, "", nil, fault.Unauthenticated},
		{"0195d000-0000-7000-8000-000000000001", c.Secret, nil, fault.Unauthenticated},
		{"' or true --", c.Secret, nil, fault.Unauthenticated},
		{"", "", nil, fault.Unauthenticated},
		{c.ID, c.Secret, []string{"problem:create"}, fault.Invalid},
		{c.ID, c.Secret, []string{"park:read", "*"}, fault.Invalid},
	} {
		if tok, _, err := s.Grant(t.Context(), g.id, g.secret, g.scopes, monday); !fault.Is(err, g.code) || tok != "" {
			t.Errorf("%+v: %v", g, err)
		}
	}
	if _, err := pool.Exec(t.Context(), "update api_client set disabled_at = now()"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Grant(t.Context(), c.ID, c.Secret, nil, monday); !fault.Is(err, fault.Unauthenticated) {
		t.Error("a disabled application:", err)
	}
	for _, bad := range [][]string{{"430599", "park:read"}, {"430500", "everything"}} {
		if _, err := s.CreateClient(t.Context(), "x", bad[0], bad[1:], monday); !fault.Is(err, fault.Invalid) {
			t.Errorf("registered with %v: %v", bad, err)
		}
	}
}

func TestServersThatStartTogetherMakeOneKey(t *testing.T) {
	t.Parallel()
	pool, _, c := registered(t)
	gate, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gate.Exec(t.Context(), "lock table signing_key in exclusive mode"); err != nil { // reading goes on
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if _, _, err := token.New(pool).Grant(t.Context(), c.ID, c.Secret, nil, monday); err != nil {
				t.Error(err)
			}
		})
	}
	for waiting := 0; waiting < 2; time.Sleep(10 * time.Millisecond) { // both have seen that there is no key
		err := pool.QueryRow(t.Context(), `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).Scan(&waiting)
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := gate.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	var n int
	if err := pool.QueryRow(t.Context(), "select count(*) from signing_key").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d keys, %v", n, err)
	}
}

// TestBadTokens forges what forgers do; the first case proves that the forge itself is right.
func TestBadTokens(t *testing.T) {
	t.Parallel()
	pool, s, c := registered(t)
	good := grant(t, s, c)
	var kid string
	var raw []byte
	if err := pool.QueryRow(t.Context(), "select kid, private_key from signing_key").Scan(&kid, &raw); err != nil {
		t.Fatal(err)
	}
	key := ed25519.PrivateKey(raw)
	_, otherKey, _ := ed25519.GenerateKey(rand.Reader)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	type change struct {
		header, claims map[string]any // nil values are left out
		method         jwt.SigningMethod
		key            any
	}
	forge := func(ch change) string {
		tok := jwt.NewWithClaims(jwt.SigningMethodEdDSA, jwt.MapClaims{
			"iss": "lianqi", "aud": "lianqi", "sub": c.ID, "client_id": c.ID, "scope": "park:read",
			"iat": monday.Unix(), "exp": monday.Add(token.Lifetime).Unix(),
		})
		tok.Header["kid"], tok.Header["typ"] = kid, "at+jwt"
		var with any = key
		if ch.method != nil {
			tok.Method, tok.Header["alg"] = ch.method, ch.method.Alg()
		}
		if ch.key != nil {
			with = ch.key
		}
		for name, v := range ch.header {
			if tok.Header[name] = v; v == nil {
				delete(tok.Header, name)
			}
		}
		for name, v := range ch.claims {
			if tok.Claims.(jwt.MapClaims)[name] = v; v == nil {
				delete(tok.Claims.(jwt.MapClaims), name)
			}
		}
		signed, err := tok.SignedString(with)
		if err != nil {
			t.Fatal(err)
		}
		return signed
	}
	if _, err := s.Verify(t.Context(), forge(change{}), monday); err != nil {
		t.Fatal("an unchanged forgery is refused:", err)
	}
	header := func(name string, v any) string { return forge(change{header: map[string]any{name: v}}) }
	claim := func(name string, v any) string { return forge(change{claims: map[string]any{name: v}}) }
	parts := strings.Split(good, ".")
	none := func(alg string) string {
		h, _ := json.Marshal(map[string]string{"alg": alg, "kid": kid, "typ": "at+jwt"})
		return base64.RawURLEncoding.EncodeToString(h) + "." + parts[1] + "."
	}
	for name, tok := range map[string]string{
		"nothing":             "",
		"alg none":            none("none"),
		"alg None":            none("None"),
		"alg NONE":            none("NONE"),
		"alg empty":           none(""),
		"HS256, public key":   forge(change{method: jwt.SigningMethodHS256, key: []byte(key.Public().(ed25519.PublicKey))}),
		"HS256, private key":  forge(change{method: jwt.SigningMethodHS256, key: []byte(key)}),
		"RS256":               forge(change{method: jwt.SigningMethodRS256, key: rsaKey}),
		"another key":         forge(change{key: otherKey}),
		"alg of another":      header("alg", "HS256"),
		"no exp":              claim("exp", nil),
		"expired":             claim("exp", monday.Unix()),
		"exp as text":         claim("exp", "tomorrow"),
		"a year long":         claim("exp", monday.AddDate(1, 0, 0).Unix()),
		"no iat":              claim("iat", nil),
		"iat in the future":   claim("iat", monday.Add(time.Minute).Unix()),
		"nbf in the future":   claim("nbf", monday.Add(time.Minute).Unix()),
		"no iss":              claim("iss", nil),
		"wrong iss":           claim("iss", "https://evil.example"),
		"no aud":              claim("aud", nil),
		"wrong aud":           claim("aud", "other"),
		"no client":           claim("client_id", nil),
		"client is text":      claim("client_id", "' or true --"),
		"another subject":     claim("sub", "0195d000-0000-7000-8000-000000000001"),
		"unknown client":      forge(change{claims: map[string]any{"client_id": "0195d000-0000-7000-8000-000000000001", "sub": "0195d000-0000-7000-8000-000000000001"}}),
		"typ JWT":             header("typ", "JWT"),
		"no typ":              header("typ", nil),
		"no kid":              header("kid", nil),
		"unknown kid":         header("kid", "0195d000-0000-7000-8000-000000000001"),
		"kid is a path":       header("kid", "../../etc/passwd"),
		"kid is SQL":          header("kid", "' or true --"),
		"kid is a number":     header("kid", 1),
		"kid with NUL":        header("kid", kid+"\x00"),
		"crit":                header("crit", []string{"exp"}),
		"jku":                 header("jku", "https://evil.example/keys"),
		"jwk":                 header("jwk", map[string]any{"kty": "OKP"}),
		"x5u":                 header("x5u", "https://evil.example/cert"),
		"x5c":                 header("x5c", []string{"AAAA"}),
		"no signature":        parts[0] + "." + parts[1] + ".",
		"two parts":           parts[0] + "." + parts[1],
		"four parts":          good + ".",
		"padded":              good + "=",
		"space before":        " " + good,
		"line break within":   good[:40] + "\n" + good[40:],
		"last bits changed":   good[:len(good)-1] + string(good[len(good)-1]+1),
		"1 MB":                good + strings.Repeat("A", 1<<20),
		"not base64":          "a.b.c",
		"signature swapped":   parts[0] + "." + parts[1] + "." + parts[0],
		"claims of another":   parts[0] + "." + strings.Split(claim("scope", "stats:read"), ".")[1] + "." + parts[2],
		"JSON with a trailer": parts[0] + "." + base64.RawURLEncoding.EncodeToString([]byte(`{}{}`)) + "." + parts[2],
	} {
		if a, err := s.Verify(t.Context(), tok, monday); !fault.Is(err, fault.Unauthenticated) || a.SignedIn() {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
	if _, err := s.Verify(t.Context(), good, monday.Add(token.Lifetime)); !fault.Is(err, fault.Unauthenticated) {
		t.Error("after ten minutes:", err)
	}
	if a, err := s.Verify(t.Context(), claim("scope", "park:read stats:read"), monday); err != nil || !slices.Equal(a.Scopes, []string{"park:read"}) {
		t.Errorf("a scope that the application has not: %+v, %v", a, err)
	}
}

func TestTokenEndpoint(t *testing.T) {
	t.Parallel()
	_, s, c := registered(t)
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	ask := func(method, kind, form string, basic ...string) (int, map[string]any) {
		req, err := http.NewRequestWithContext(t.Context(), method, srv.URL, strings.NewReader(form))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", kind)
		if basic != nil {
			req.SetBasicAuth(basic[0], basic[1])
		}
		resp, err := srv.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		var body map[string]any
		if err := json.Unmarshal(b, &body); err != nil {
			t.Errorf("%s: %s", form, b)
		}
		if resp.Header.Get("Cache-Control") != "no-store" {
			t.Error("an answer may be cached")
		}
		return resp.StatusCode, body
	}
	const form = "application/x-www-form-urlencoded"
	inForm := url.Values{"grant_type": {"client_credentials"}, "client_id": {c.ID}, "client_secret": {c.Secret}, "scope": {"park:read"}}.Encode()
	status, body := ask("POST", form, inForm)
	if status != 200 || body["token_type"] != "Bearer" || body["expires_in"] != 600.0 || body["scope"] != "park:read" {
		t.Error(status, body)
	}
	if a, err := s.Verify(t.Context(), body["access_token"].(string), time.Now()); err != nil || a.ClientID != c.ID {
		t.Error(a, err)
	}
	if status, body := ask("POST", form, "grant_type=client_credentials", c.ID, c.Secret); status != 200 {
		t.Error("by Basic:", status, body)
	}
	for _, bad := range []struct {
		method, kind, form string
		basic              []string
		status             int
		code               string
	}{
		{"GET", form, "", nil, 405, "invalid_request"},
		{"POST", "application/json", `{}`, nil, 415, "invalid_request"},
		{"POST", form, strings.Replace(inForm, "client_credentials", "password", 1), nil, 400, "unsupported_grant_type"},
		{"POST", form, "", nil, 400, "unsupported_grant_type"},
		{"POST", form, inForm + "&scope=x", nil, 400, "invalid_request"},
		{"POST", form, inForm + "&x=" + strings.Repeat("x", 5000), nil, 400, "invalid_request"},
		{"POST", form, inForm, []string{c.ID, c.Secret}, 400, "invalid_request"},
		{"POST", form, "grant_type=client_credentials", nil, 401, "invalid_client"},
		{"POST", form, "grant_type=client_credentials", []string{c.ID, "x"}, 401, "invalid_client"},
		{"POST", form, "grant_type=client_credentials", []string{c.ID, "%zz"}, 401, "invalid_client"},
		{"POST", form, "grant_type=client_credentials&scope=stats:read", []string{c.ID, c.Secret}, 400, "invalid_scope"},
	} {
		if status, body := ask(bad.method, bad.kind, bad.form, bad.basic...); status != bad.status || body["error"] != bad.code || body["error_description"] == "" {
			t.Errorf("%s %.80s: %d %v", bad.method, bad.form, status, body)
		}
	}
}
