package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/fault"
)

// echo is a schema whose fields behave in every way that an answer can.
type echo struct{ schema *ast.Schema }

func newEcho() *echo {
	return &echo{gqlparser.MustLoadSchema(&ast.Source{Input: `
type Query { hello(name: String, kind: Kind): String, faulty: String, broken: String, panics: String, waits: String, self: Query }
type Mutation { set(n: Int!): String }
enum Kind { ONE TWO }`})}
}

func (e *echo) Schema() *ast.Schema { return e.schema }

func (e *echo) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (e *echo) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	return func(ctx context.Context) *graphql.Response { return e.answer(ctx, oc) }
}

func (e *echo) answer(ctx context.Context, oc *graphql.OperationContext) *graphql.Response {
	data := map[string]any{}
	for _, f := range graphql.CollectFields(oc, oc.Operation.SelectionSet, nil) {
		data[f.Alias] = f.Name
		switch f.Name {
		case "faulty":
			graphql.AddError(ctx, fmt.Errorf("wrapped: %w", fault.At("a.b", "不行。")))
		case "broken":
			graphql.AddError(ctx, errors.New(`relation "users" does not exist (SQLSTATE 42P01) at store.go:12`))
		case "panics":
			panic("secret")
		case "waits":
			<-ctx.Done()
			graphql.AddError(ctx, ctx.Err())
		case "__type", "__schema":
			data[f.Alias] = nil
		}
	}
	raw, _ := json.Marshal(data)
	return &graphql.Response{Data: raw}
}

// serve answers as a signed-in person, or as nobody for the header X-Nobody.
func serve(t *testing.T) *httptest.Server {
	t.Helper()
	h := graph.Handler(newEcho())
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Nobody") == "" {
			r = r.WithContext(access.With(r.Context(), access.Actor{Role: access.Office}))
		}
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	return srv
}

type reply struct {
	status int
	header http.Header
	body   string
}

// code is the code of the first error.
func (r reply) code() string {
	var body struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal([]byte(r.body), &body); err != nil {
		return "NOT JSON: " + r.body
	}
	if len(body.Errors) == 0 {
		return ""
	}
	return body.Errors[0].Extensions.Code
}

func send(t *testing.T, srv *httptest.Server, method, query, body string, headers ...string) reply {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, srv.URL+"/graphql"+query, strings.NewReader(body))
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
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(b)}
}

// post sends a document as the phone does.
func post(t *testing.T, srv *httptest.Server, document string) reply {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"query": document})
	return send(t, srv, "POST", "", string(body), "Content-Type", "application/json", "Accept", "application/graphql-response+json")
}

func TestRequests(t *testing.T) {
	t.Parallel()
	srv := serve(t)
	const plain, hello = "application/json", `{"query":"{hello}"}`
	for _, c := range []struct {
		name, method, url, kind, body string
		status                        int
		code                          string
	}{
		{"a query", "POST", "", plain, hello, 200, ""},
		{"charset", "POST", "", plain + "; charset=UTF-8", hello, 200, ""},
		{"space around", "POST", "", plain, " \n" + hello + "\n ", 200, ""},
		{"by GET", "GET", "?query=" + url.QueryEscape("query($n:String){hello(name:$n)}") + "&variables=" + url.QueryEscape(`{"n":"x"}`), "", "", 200, ""},
		{"other charset", "POST", "", plain + "; charset=gbk", hello, 415, "INVALID"},
		{"text", "POST", "", "text/plain", hello, 415, "INVALID"},
		{"form", "POST", "", "application/x-www-form-urlencoded", "query={hello}", 415, "INVALID"},
		{"multipart", "POST", "", "multipart/form-data; boundary=x", "--x--", 415, "INVALID"},
		{"no type", "POST", "", "", hello, 415, "INVALID"},
		{"no JSON", "POST", "", plain, `{"query":"{hello}"`, 400, "INVALID"},
		{"trailing value", "POST", "", plain, hello + hello, 400, "INVALID"},
		{"trailing brace", "POST", "", plain, hello + "}", 400, "INVALID"},
		{"batch", "POST", "", plain, "[" + hello + "]", 400, "INVALID"},
		{"null", "POST", "", plain, "null", 400, "INVALID"},
		{"empty", "POST", "", plain, "", 400, "INVALID"},
		{"broken UTF-8", "POST", "", plain, "{\"query\":\"{hello(name:\\\"\xff\\\")}\"}", 400, "INVALID"},
		{"deep JSON", "POST", "", plain, `{"query":"{hello}","variables":{"a":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "}}", 400, "INVALID"},
		{"20 MB", "POST", "", plain, `{"query":"` + strings.Repeat(" ", 20<<20) + `"}`, 413, "TOO_LARGE"},
		{"variables of a GET", "GET", "?query={hello}&variables=[1]", "", "", 400, "INVALID"},
		{"GET of nothing", "GET", "", "", "", 400, "INVALID"},
		{"mutation by GET", "GET", "?query=mutation{set(n:1)}", "", "", 405, "INVALID"},
		{"PUT", "PUT", "", plain, hello, 405, "INVALID"},
		{"a float for Int", "POST", "", plain, `{"query":"mutation($n:Int!){set(n:$n)}","variables":{"n":1.5}}`, 400, "INVALID"},
		{"no operation", "POST", "", plain, `{"query":"fragment f on Query{hello}"}`, 400, "INVALID"},
		{"unknown operation", "POST", "", plain, `{"query":"query a{hello}","operationName":"b"}`, 400, "INVALID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			headers := []string{"Accept", "application/graphql-response+json"}
			if c.kind != "" {
				headers = append(headers, "Content-Type", c.kind)
			}
			got := send(t, srv, c.method, c.url, c.body, headers...)
			if got.status != c.status || got.code() != c.code {
				t.Errorf("%d %.300s", got.status, got.body)
			}
			if len(got.body) > 2000 || got.header.Get("Cache-Control") != "no-store" {
				t.Errorf("%v %.300s", got.header, got.body)
			}
		})
	}
}

func TestAccept(t *testing.T) {
	t.Parallel()
	srv := serve(t)
	const response, plain = "application/graphql-response+json", "application/json"
	for accept, want := range map[string]struct {
		kind   string
		failed int // status of a document that cannot be parsed
	}{
		"":                              {plain, 200},
		"*/*":                           {plain, 200},
		"application/*":                 {plain, 200},
		"text/html":                     {plain, 200},
		plain:                           {plain, 200},
		response:                        {response, 400},
		response + "; charset=utf-8":    {response, 400},
		response + ", " + plain:         {response, 400},
		plain + ", " + response:         {plain, 200},
		plain + ";q=0.5, " + response:   {response, 400},
		response + ";q=0, */*;q=0.1":    {plain, 200},
		"text/html, " + response + ",;": {response, 400},
	} {
		for document, status := range map[string]int{"{hello}": 200, "{": want.failed} {
			got := send(t, srv, "POST", "", `{"query":"`+document+`"}`, "Content-Type", plain, "Accept", accept)
			if got.status != status || got.header.Get("Content-Type") != want.kind+"; charset=utf-8" {
				t.Errorf("Accept %q, %s: %d %s", accept, document, got.status, got.header.Get("Content-Type"))
			}
			if strings.Contains(got.body, `"data"`) != (document == "{hello}") {
				t.Errorf("Accept %q, %s: %s", accept, document, got.body)
			}
		}
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	srv := serve(t)
	many := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i) + " ")
		}
		return "{" + b.String() + "}"
	}
	deep := func(n int) string { return strings.Repeat("{self", n-1) + "{hello" + strings.Repeat("}", n) }
	aliases := func(n int) string {
		return "{self" + many(n, func(i int) string { return fmt.Sprintf("a%d:hello", i) }) + "}"
	}
	directives := func(n int) string {
		return "{self" + many(n, func(int) string { return "...@include(if:true){hello}" }) + "}"
	}
	fans := func(n int) string { // fragments of which each doubles the next
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "fragment f%d on Query{a:self{...f%d} b:self{...f%d}}", i, i+1, i+1)
		}
		return fmt.Sprintf("{...f0} %sfragment f%d on Query{hello}", b.String(), n)
	}
	spreads := func(n int) string { // the same without fields, which is 2^n spreads
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "fragment f%d on Query{...f%d ...f%d}", i, i+1, i+1)
		}
		return fmt.Sprintf("{...f0} %sfragment f%d on Query{hello}", b.String(), n)
	}
	for _, c := range []struct {
		name, document, code string
	}{
		{"10 root fields", "{" + strings.Repeat("hello ", 10) + "}", ""},
		{"11 root fields", "{" + strings.Repeat("hello ", 11) + "}", "TOO_LARGE"},
		{"12 levels", deep(12), ""},
		{"13 levels", deep(13), "TOO_LARGE"},
		{"300 levels", deep(300), "TOO_LARGE"},
		{"30 aliases", aliases(30), ""},
		{"31 aliases", aliases(31), "TOO_LARGE"},
		{"50 directives", directives(50), ""},
		{"51 directives", directives(51), "TOO_LARGE"},
		{"10,000 repeats", "{" + strings.Repeat("hello ", 10_000) + "}", "INVALID"},
		{"10,000 aliases", aliases(10_000), "INVALID"},
		{"100,000 directives", "{hello " + strings.Repeat("@x", 100_000) + "}", "INVALID"},
		{"aliased fragments that double", fans(10), "TOO_LARGE"},
		{"fragments that double", spreads(40), "TOO_LARGE"},
		{"fragment cycle", "{...a} fragment a on Query{...b} fragment b on Query{...a}", "INVALID"},
		{"deep __type", `{__schema{types{fields{type{` + strings.Repeat("ofType{", 9) + "name" + strings.Repeat("}", 9) + "}}}}}", ""},
		{"circular introspection", `{__schema{types{fields{type{fields{type{fields{type{name}}}}}}}}}`, "INVALID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			got := post(t, srv, c.document)
			if got.code() != c.code || len(got.body) > 10_000 {
				t.Errorf("%s: %.300s", got.code(), got.body)
			}
			if took := time.Since(start); took > time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestErrorsSayWhatPeopleMayRead(t *testing.T) {
	t.Parallel()
	srv := serve(t)
	for _, c := range []struct{ document, code, contains string }{
		{"{faulty}", "INVALID", `"field":["a","b"]`},
		{"{faulty}", "INVALID", `"message":"不行。"`},
		{"{faulty}", "INVALID", `"data":{"faulty":"faulty"}`},
		{"{broken}", "INTERNAL", "系统出错了，编号"},
		{"{panics}", "INTERNAL", "系统出错了，编号"},
		{"{helo}", "INVALID", "helo"},
		{"{hello(nam:1)}", "INVALID", "nam"},
		{"{hello(kind:ON)}", "INVALID", ""},
		{"query($k:Kin){hello}", "INVALID", ""},
		{"{self}", "INVALID", ""},
	} {
		got := post(t, srv, c.document)
		if got.code() != c.code || !strings.Contains(got.body, c.contains) {
			t.Errorf("%s: %s", c.document, got.body)
		}
		for _, secret := range []string{"SQLSTATE", "users", ".go", "secret", "Did you mean"} {
			if strings.Contains(got.body, secret) {
				t.Errorf("%s tells %q: %s", c.document, secret, got.body)
			}
		}
	}
	if got := post(t, srv, "{"+strings.Repeat("nope ", 300)+"}"); strings.Count(got.body, `"message"`) != 20 {
		t.Errorf("%d errors", strings.Count(got.body, `"message"`))
	}
}

func TestARequestHasTenSeconds(t *testing.T) {
	t.Parallel()
	h := graph.Handler(newEcho())
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		r := httptest.NewRequest("POST", "/graphql", strings.NewReader(`{"query":"{waits}"}`))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		got := reply{w.Code, w.Header(), w.Body.String()}
		if took := time.Since(start); took != 10*time.Second || got.code() != "TOO_MANY" {
			t.Errorf("after %v: %s", took, got.body)
		}
	})
}

func TestIntrospectionIsForTheSignedIn(t *testing.T) {
	t.Parallel()
	srv := serve(t)
	for _, document := range []string{"{__schema{types{name}}}", `{x:__type(name:"Query"){name}}`, "{...f} fragment f on Query{...{__schema{types{name}}}}"} {
		body, _ := json.Marshal(map[string]string{"query": document})
		for _, c := range []struct {
			nobody string
			status int
		}{{"", 200}, {"1", 401}} {
			got := send(t, srv, "POST", "", string(body), "Content-Type", "application/json", "Accept", "application/graphql-response+json", "X-Nobody", c.nobody)
			if got.status != c.status {
				t.Errorf("%s, nobody %q: %d %s", document, c.nobody, got.status, got.body)
			}
		}
	}
	if got := send(t, srv, "POST", "", `{"query":"{__typename}"}`, "Content-Type", "application/json", "X-Nobody", "1"); got.code() != "" {
		t.Error(got.body)
	}
}
