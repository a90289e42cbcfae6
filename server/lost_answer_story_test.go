package main

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// H02: the server has written a record down, and the connection is gone before its answer. The phone sends it ten times more, in part cut off again, in
// part at once: one record, the same answer with the same receipt each time, nobody is told twice, and the deadline runs from one moment, also when
// a last copy arrives after the office has handed the problem out.
func TestH02AnswerLost(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, office := f.as("cadre01"), f.as("office-county")
	captured := time.Now().Add(-time.Hour).Format(time.RFC3339)
	jpg, sum := picture(2)
	photo := cadre.upload(jpg, sum)

	visit := map[string]any{"id": newID(), "enterpriseId": f.firm(), "capturedAt": captured, "photos": []any{photo}}
	problem := map[string]any{
		"id": newID(), "enterpriseId": f.firm(), "visitId": visit["id"], "title": "应答丢了", "description": "提交后断网", "category": "OTHER",
		"capturedAt": captured, "photos": []any{photo},
	}
	id := quoted(problem["id"].(string))
	effects := func() string {
		return f.one(`select concat_ws(' ', (select count(*) from problem where id = ` + id + ` or title = '应答丢了'), (select count(*) from visit where id = ` + quoted(visit["id"].(string)) + `),
			(select string_agg(kind, ',' order by version) from problem_event where problem_id = ` + id + `), (select count(*) from notice where problem_id = ` + id + `),
			(select count(*) from photo where problem_id = ` + id + `), (select due_at from problem where id = ` + id + `))`)
	}
	for _, sent := range []struct {
		mutation, table string
		input           map[string]any
	}{{"checkIn", "visit", visit}, {"reportProblem", "problem", problem}} {
		document := fmt.Sprintf(`mutation($i: %sInput!) { m: %s(input: $i) { receipt { id receivedAt photos } userErrors { code } } }`,
			strings.ToUpper(sent.mutation[:1])+sent.mutation[1:], sent.mutation)
		body := string(mustJSON(map[string]any{"query": document, "variables": map[string]any{"i": sent.input}}))
		known := "select count(*) from " + sent.table + " where id = " + quoted(sent.input["id"].(string))
		cadre.cutOff(body, func() bool { return f.one(known) == "1" })
		before := effects()
		for wait := range 5 {
			moment := time.Now().Add(time.Duration(wait) * time.Millisecond)
			cadre.cutOff(body, func() bool { return time.Now().After(moment) })
		}
		answers := make([]string, 5)
		var phones sync.WaitGroup
		for i := range answers {
			phones.Go(func() { answers[i] = string(cadre.ask(document, map[string]any{"i": sent.input}).Data) })
		}
		phones.Wait()
		for _, answer := range answers {
			if answer != answers[0] || !strings.Contains(answer, `"id":"`+sent.input["id"].(string)+`"`) || !strings.Contains(answer, `"photos":["`+sum+`"]`) {
				t.Errorf("%s is answered %s, and %s", sent.mutation, answers[0], answer)
			}
		}
		if after := effects(); after != before {
			t.Errorf("%s: %s, sent again %s", sent.mutation, before, after)
		}
	}

	seen := office.problem(problem["id"].(string))
	var accepted any
	office.get("TriageProblem", map[string]any{"input": map[string]any{"problemId": problem["id"], "expectedVersion": seen.Version, "decision": "ACCEPT", "complexity": "SIMPLE"}}, &accepted)
	before := effects()
	if got := cadre.sends("reportProblem", problem); got.M.Receipt == nil || got.M.Receipt.ID != problem["id"] {
		t.Errorf("after it was handed out: %+v", got.M)
	}
	if after := effects(); after != before || strings.Count(after, "REPORTED") != 1 {
		t.Errorf("after it was handed out %s, sent again %s", before, after)
	}
}

// cutOff sends a document and breaks the connection without reading a byte of the answer, as soon as enough is true.
func (c *caller) cutOff(body string, enough func() bool) {
	c.t.Helper()
	server, _ := url.Parse(c.URL)
	conn, err := net.Dial("tcp", server.Host)
	if err != nil {
		c.t.Fatal(err)
	}
	req, _ := http.NewRequest(http.MethodPost, c.URL+"/graphql", strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	for _, cookie := range c.http.Jar.Cookies(server) {
		req.AddCookie(cookie)
	}
	if err := req.Write(conn); err != nil {
		c.t.Fatal(err)
	}
	until(c.t, enough)
	_ = conn.(*net.TCPConn).SetLinger(0) // a reset, not a farewell
	_ = conn.Close()
}
