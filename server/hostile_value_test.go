package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// bad are JSON values that no member of a type may be, by the type's name; "enum" and "object" stand for all of theirs. %[1]s is the id of
// a problem, %[2]s that of a park.
var bad = map[string][]string{
	"ID": {
		`"x"`, `"\u0000"`, `"{%[1]s}"`, `"urn:uuid:%[1]s"`, `"%[1]s "`, `"%[2]s"`, `"' or 1=1 --"`, `"０１９a0000-0000-7000-8000-00000000000a"`,
		`"019a0000000070008000000000000000"`, `1`, `1.5`, `true`, `["x", "y"]`, `{}`, `null`,
	},
	"ID!":       {`""`},
	"String":    {`"\u0000"`, `"a\u0000b"`, `"` + strings.Repeat("字", 4001) + `"`, `"` + strings.Repeat("e\u0301", 2001) + `"`, `1`, `true`, `{}`},
	"String!":   {`null`, `""`, `" \t\n\u3000"`, `"\u200b\u200b"`, `"\u202e\u2066\ufeff"`},
	"Int":       {`2147483648`, `-2147483649`, `99999999999999999999`, `1e100`, `1.5`, `"1"`, `"NaN"`, `true`, `{}`, `null`},
	"Float":     {`0`, `-1`, `-1e308`, `1e400`, `"NaN"`, `"Infinity"`, `"12"`, `true`, `null`},
	"Longitude": {`180.0000001`, `-181`, `1e308`, `1e400`, `"NaN"`, `"111.4"`, `null`},
	"Latitude":  {`90.0000001`, `-91`, `111.46`, `"NaN"`, `"27.2"`, `null`},
	"Boolean":   {`"true"`, `1`, `"NaN"`, `{}`, `null`},
	"DateTime": {
		`"2026-02-30T08:00:00Z"`, `"0000-12-31T08:00:00Z"`, `"10000-01-01T00:00:00Z"`, `"9999-12-31T23:00:00-08:00"`, `"2026-01-01"`,
		`"2026-01-01T08:00:00"`, `"2026-01-01 08:00:00Z"`, `"2026-01-01T24:00:00Z"`, `"infinity"`, `"now"`, `""`, `0`,
	},
	"DateTime!": {`null`},
	"Date":      {`"2026-02-30"`, `"0000-01-01"`, `"10000-01-01"`, `"2026-2-3"`, `"2026-01-01T00:00:00Z"`, `"infinity"`, `"-infinity"`, `""`, `20260101`},
	"Date!":     {`null`},
	"enum":      {`"NOPE"`, `""`, `"\u0000"`, `"'; drop table visit --"`, `1`, `{}`},
	"enum!":     {`null`},
	"object":    {`1`, `"x"`, `[]`, `{}`},
}

// badFor are the values that a member of this type cannot be.
func badFor(schema *ast.Schema, t *ast.Type) (out []string) {
	if t.Elem != nil {
		return []string{`"x"`, `[{"x": 1}]`, `[null]`}
	}
	name := t.Name()
	switch schema.Types[name].Kind {
	case ast.Enum:
		name = "enum"
	case ast.InputObject:
		name = "object"
	}
	out = bad[name]
	if t.NonNull {
		return slices.Concat(out, bad[name+"!"])
	}
	return slices.DeleteFunc(slices.Clone(out), func(v string) bool { return v == "null" })
}

// leaks are what no answer may tell. Names of the application's files end in letters by chance.
var leaks = regexp.MustCompile(`SQLSTATE|\.go:|\bpgx[:/.]|pgconn|goroutine|syntax error at|Did you mean|drop table|constraint "`)

// sentence is what people can read.
var sentence = regexp.MustCompile(`(?s)^.*\p{Han}.*。$`)

// reply is one answer to /graphql.
type reply struct {
	status int
	body   string
	code   string // of the first error or user error; "" when it was done
	words  string // its message
}

// send asks without expecting anything.
func (c *caller) send(document, variables string) (r reply) {
	c.t.Helper()
	body := fmt.Sprintf(`{"query": %q, "variables": %s}`, document, variables)
	req, _ := http.NewRequest(http.MethodPost, c.URL+"/graphql", strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	r = reply{status: resp.StatusCode, body: string(text)}
	var got struct {
		Code, Message string
		Data          map[string]json.RawMessage
		Errors        []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		c.t.Fatalf("%.300s answers %d %.300s", body, r.status, text)
	}
	r.code, r.words = got.Code, got.Message
	for _, payload := range got.Data {
		var p struct {
			UserErrors []struct{ Code, Message string }
		}
		if json.Unmarshal(payload, &p) == nil && len(p.UserErrors) > 0 {
			r.code, r.words = p.UserErrors[0].Code, p.UserErrors[0].Message
		}
	}
	if len(got.Errors) > 0 {
		r.code, r.words = got.Errors[0].Extensions.Code, got.Errors[0].Message
	}
	return r
}

// decent reports an answer that tells too much, or nothing that a person could read.
func (r reply) decent(t *testing.T, what string) {
	t.Helper()
	if r.status >= 500 || r.code == "INTERNAL" || leaks.MatchString(r.body) || len(r.body) > 20_000 && r.code != "" {
		t.Errorf("%s: %d %.400s", what, r.status, r.body)
	}
	if r.code != "" && !sentence.MatchString(r.words) {
		t.Errorf("%s says %q", what, r.words)
	}
}

// everything is a fingerprint of the database but for who is signed in and which jobs have run.
func (f *front) everything() string {
	f.t.Helper()
	return f.one(`select md5(string_agg(table_name || query_to_xml(format(
		'select count(*), sum(hashtextextended(t::text, 0)) from %I t', table_name), true, false, '')::text, '' order by table_name))
		from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
		 and table_name not in ('session', 'sign_in_failure', 'spatial_ref_sys', 'signing_key') and table_name not like 'river%'`)
}

// at is a copy of a JSON value with the member at path replaced by raw JSON, or with "" taken away.
func at(v any, path []string, raw string) any {
	if len(path) == 0 {
		return json.RawMessage(raw)
	}
	if list, ok := v.([]any); ok {
		return []any{at(list[0], path[1:], raw)}
	}
	out := map[string]any{}
	for k, e := range v.(map[string]any) {
		out[k] = e
	}
	if out[path[0]] = at(out[path[0]], path[1:], raw); raw == "" && len(path) == 1 {
		delete(out, path[0])
	}
	return out
}

func encode(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return b.String()
}
