package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// reading is an answer of /e-api.
type reading struct {
	status int
	header http.Header
	body   string
	Code   string
	Number string
	Title  string
	Scored bool
	Closed bool
}

// stranger asks /e-api with no account at all.
func (f *front) stranger(method, token, body string, headers ...string) (s reading) {
	f.t.Helper()
	req, err := http.NewRequestWithContext(f.t.Context(), method, f.URL+"/e-api/"+url.PathEscape(token), strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	_ = json.Unmarshal(text, &s)
	s.status, s.header, s.body = resp.StatusCode, resp.Header, string(text)
	return s
}

// scoreLink has somebody issue a link to a problem, and returns its token.
func (c *caller) scoreLink(problemID string) string {
	c.t.Helper()
	var issued struct {
		IssueEvaluationLink struct {
			Link struct {
				URL       string
				ExpiresAt time.Time
			}
		}
	}
	c.get(`mutation($id: ID!) { issueEvaluationLink(input: {problemId: $id}) { link { url expiresAt } problem { id } userErrors { code message } } }`,
		map[string]any{"id": problemID}, &issued)
	link := issued.IssueEvaluationLink.Link
	token, ok := strings.CutPrefix(link.URL, c.URL+"/e/")
	if left := time.Until(link.ExpiresAt); !ok || len(token) != 43 || left < 7*24*time.Hour || left > 30*24*time.Hour {
		c.t.Fatalf("the link %+v", link)
	}
	return token
}

// A cadre shows a code at the gate; the firm scores 不满意 on its own phone, without an account, and the problem is done again.
func TestScoreAtTheGate(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre := f.as("cadre01")
	id := f.one(`select p.id from problem p where p.status = 'AWAITING_EVALUATION' and p.enterprise_id = ` + quoted(f.firm()) + ` order by p.id limit 1`)
	f.one(`update problem set description = description || '请联系 13812345678' where id = ` + quoted(id) + ` returning id`)
	token := cadre.scoreLink(id)

	asked := f.stranger("GET", token, "")
	if asked.status != 200 || asked.Number == "" || asked.Title == "" || asked.Scored || asked.header.Get("Cache-Control") != "no-store" ||
		asked.header.Get("X-Robots-Tag") != "noindex" || asked.header.Get("Set-Cookie") != "" {
		t.Errorf("asked: %d %v %s", asked.status, asked.header, asked.body)
	}
	if strings.Contains(asked.body, "13812345678") || !strings.Contains(asked.body, "138****5678") || strings.Contains(asked.body, id) || strings.Contains(asked.body, "演示01") {
		t.Errorf("it tells too much: %s", asked.body)
	}
	for name, c := range map[string]struct {
		body   string
		status int
	}{
		"nothing": {"", 400}, "not JSON": {"solved=true", 400}, "no solved": {`{"grade":"SATISFIED"}`, 400}, "no grade": {`{"solved":true}`, 400},
		"another grade": {`{"solved":true,"grade":"GOOD"}`, 400}, "more members": {`{"solved":true,"grade":"SATISFIED","problemId":"x"}`, 400},
		"two": {`{"solved":true,"grade":"SATISFIED"}{}`, 400}, "a long comment": {fmt.Sprintf(`{"solved":true,"grade":"SATISFIED","comment":%q}`, strings.Repeat("好", 1001)), 400},
		"NUL": {`{"solved":true,"grade":"SATISFIED","comment":"\u0000"}`, 400}, "megabytes": {`{"comment":"` + strings.Repeat("a", 1<<20) + `"}`, 400},
	} {
		if got := f.stranger("POST", token, c.body); got.status != c.status || got.Code != "INVALID" {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if got := f.stranger("POST", token, `{"solved":true,"grade":"SATISFIED"}`, "Content-Type", "text/plain"); got.status != 400 {
		t.Errorf("another type: %d", got.status)
	}
	if got := f.stranger("POST", token, `{"solved":true,"grade":"SATISFIED"}`, "Sec-Fetch-Site", "cross-site"); got.status != 403 {
		t.Errorf("from another site: %d", got.status)
	}
	if got := f.stranger("DELETE", token, ""); got.status != 405 {
		t.Errorf("DELETE: %d", got.status)
	}

	score := `{"solved":false,"grade":"DISSATISFIED","comment":"还没有修好"}`
	if got := f.stranger("POST", token, score); got.status != 200 || got.Closed {
		t.Fatalf("scored: %d %s", got.status, got.body)
	}
	if got := f.stranger("POST", token, score); got.status != 200 || got.Closed {
		t.Errorf("sent again: %d %s", got.status, got.body)
	}
	if got := f.stranger("POST", token, `{"solved":true,"grade":"SATISFIED"}`); got.status != 409 || got.Code != "CONFLICT" {
		t.Errorf("scored twice: %d %s", got.status, got.body)
	}
	if got := f.stranger("GET", token, ""); got.body != `{"scored":true}`+"\n" {
		t.Errorf("afterwards: %s", got.body)
	}

	var read struct {
		Problem struct {
			Status string
			Round  int
			Events struct {
				Nodes []struct {
					Kind, ActorRole string
					Actor           *struct{ ID string }
				}
			}
		}
	}
	cadre.get(`query($id: ID!) { problem(id: $id) { status round events(first: 100) { nodes { kind actorRole actor { id } } } } }`, map[string]any{"id": id}, &read)
	events := read.Problem.Events.Nodes
	if last := events[len(events)-1]; read.Problem.Status != "IN_PROGRESS" || read.Problem.Round != 2 || last.Kind != "REDO" || last.ActorRole != "ENTERPRISE_CONTACT" || last.Actor != nil {
		t.Errorf("the problem: %+v", read)
	}
	if got := f.one(`select u.grade || ' ' || (u.person_id is null) from evaluation u where u.problem_id = ` + quoted(id)); got != "DISSATISFIED true" {
		t.Errorf("the score: %s", got)
	}
}

// Whoever guesses reads nothing, always the same, and soon has to wait; who has a good code is not in their way.
func TestGuessedLinks(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	id := f.one(`select p.id from problem p where p.status = 'AWAITING_EVALUATION' and p.division_code = '` + ownCounty + `' order by p.id limit 1`)
	token := f.as("office-county").scoreLink(id)
	limited := 0
	for i := range 40 {
		guess := strings.Repeat("A", 42) + string(rune('A'+i%26))
		method, body := "GET", ""
		if i%2 == 1 {
			method, body = "POST", `{"solved":true,"grade":"SATISFIED"}`
		}
		switch got := f.stranger(method, guess, body); {
		case got.status == 429 && got.Code == "TOO_MANY" && got.header.Get("Retry-After") != "":
			limited++
		case got.status != 404 || got.Code != "NOT_FOUND" || strings.Contains(got.body, "number"):
			t.Fatalf("a guess: %d %s", got.status, got.body)
		}
	}
	if limited != 10 {
		t.Errorf("%d of 40 guesses had to wait", limited)
	}
	if got := f.stranger("GET", token, ""); got.status != 200 {
		t.Errorf("a good one: %d %s", got.status, got.body)
	}
	for _, odd := range []string{"..", "%2e%2e", "' or 1=1 --", strings.Repeat("A", 8000), "\x00"} {
		if got := f.stranger("GET", odd, ""); got.status >= 500 || strings.Contains(got.body, "number") {
			t.Errorf("%.20q: %d %.100s", odd, got.status, got.body)
		}
	}
}

// An office draws 20 closed problems, calls back, and reopens one; the sample's figures say of how many.
func TestLookBackStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office, supervisor, handler := f.as("office-county"), f.as("supervisor01"), f.as("handler-territory")
	today := time.Now()
	input := map[string]any{
		"id": newID(), "divisionCode": ownCounty, "from": today.AddDate(0, 0, -70).Format(time.DateOnly), "to": today.Format(time.DateOnly), "size": 20, "seed": 20261122,
	}
	type drawn struct {
		ID       string
		Size     int
		Problems []struct{ ID, Number string }
	}
	var made struct{ DrawSample struct{ Sample drawn } }
	office.get("DrawSample", map[string]any{"input": input}, &made)
	first := made.DrawSample.Sample
	if first.Size != 20 || len(first.Problems) != 20 || first.Problems[0].Number == "" {
		t.Fatalf("drawn: %+v", first)
	}
	input["id"] = newID()
	supervisor.get("DrawSample", map[string]any{"input": input}, &made)
	if again := made.DrawSample.Sample; fmt.Sprint(again.Problems) != fmt.Sprint(first.Problems) {
		t.Errorf("by the supervisor with the same seed: %v, want %v", again.Problems, first.Problems)
	}
	if got := codeOf(handler.ask(`mutation($input: DrawSampleInput!) { m: drawSample(input: $input) { userErrors { code } } }`, map[string]any{"input": input})); got != "FORBIDDEN" {
		t.Errorf("a handler draws: %s", got)
	}
	if got := handler.ask(`{ samples(first: 5) { totalCount } }`, nil); !strings.Contains(string(got.Data), `"totalCount":0`) {
		t.Errorf("a handler sees samples: %s", got.Data)
	}

	type called struct {
		RecordCallback struct {
			Callback struct{ ID string }
			Problem  struct {
				ID, Status string
				Round      int
			}
		}
	}
	call := func(n int, solved bool, grade string) (got called) {
		office.get("RecordCallback", map[string]any{"input": map[string]any{
			"id": newID(), "problemId": first.Problems[n].ID, "sampleId": first.ID, "how": "PHONE", "reached": true, "solved": solved, "grade": grade, "note": "电话回访", "spokeWith": "厂长",
		}}, &got)
		return got
	}
	if got := call(0, true, "SATISFIED"); got.RecordCallback.Problem.Status != "CLOSED" || got.RecordCallback.Callback.ID == "" {
		t.Errorf("upheld: %+v", got)
	}
	if got := call(1, false, "VERY_DISSATISFIED"); got.RecordCallback.Problem.Status == "CLOSED" || got.RecordCallback.Problem.Round < 2 {
		t.Errorf("reopened: %+v", got)
	}
	type rate struct{ Numerator, Denominator int }
	var read struct {
		Sample struct {
			ReachedRate, SatisfactionRate, ReopenRate rate
			Items                                     struct {
				Nodes []struct {
					Position int
					Callback *struct{ SpokeWith string }
					Problem  struct {
						ID         string
						Enterprise struct{ Contacts []struct{ Phone string } }
					}
				}
			}
		}
	}
	supervisor.get(`query($id: ID!) { sample(id: $id) { reachedRate { numerator denominator } satisfactionRate { numerator denominator } reopenRate { numerator denominator }
		items(first: 20) { nodes { position callback { spokeWith } problem { id enterprise { contacts { phone } } } } } } }`, map[string]any{"id": first.ID}, &read)
	s := read.Sample
	if s.ReachedRate != (rate{2, 20}) || s.SatisfactionRate != (rate{1, 2}) || s.ReopenRate != (rate{1, 2}) {
		t.Errorf("figures: %+v", s)
	}
	for i, item := range s.Items.Nodes {
		if item.Position != i+1 || item.Problem.ID != first.Problems[i].ID || (item.Callback != nil) != (i < 2) || len(item.Problem.Enterprise.Contacts) == 0 {
			t.Errorf("item %d: %+v", i, item)
		}
	}
	// The handling unit reads what was said, not who said it.
	lead := f.one(`select n.account from dispatch x join person n on n.organization_id = x.organization_id where n.account like 'handler%' and x.role = 'LEAD' and x.problem_id = ` + quoted(first.Problems[1].ID) + ` limit 1`)
	got := f.as(lead).ask(`query($id: ID!) { problem(id: $id) { callbacks { note spokeWith sample { id } } } }`, map[string]any{"id": first.Problems[1].ID})
	if !strings.Contains(string(got.Data), `"callbacks":[{"note":"电话回访","spokeWith":null,"sample":null}`) {
		t.Errorf("the lead reads %s %v", got.Data, got.Errors)
	}
}
