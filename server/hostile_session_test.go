package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"lianqi/graph"
	"lianqi/server/token"
)

// copied is a browser that took over another's cookies.
func (c *caller) copied() *caller {
	jar, _ := cookiejar.New(nil)
	home, _ := url.Parse(c.URL)
	jar.SetCookies(home, c.http.Jar.Cookies(home))
	return &caller{c.front, c.name, http.Client{Jar: jar}}
}

// role is who the caller is by the server's own word; "" when nobody.
func (c *caller) role() string {
	c.t.Helper()
	got := c.send("{viewer{role}}", "{}")
	_, rest, _ := strings.Cut(got.body, `"role":"`)
	role, _, _ := strings.Cut(rest, `"`)
	if role == "" && (got.status != http.StatusUnauthorized || got.code != "UNAUTHENTICATED") {
		c.t.Errorf("%s: %d %s", c.name, got.status, got.body)
	}
	return role
}

// A cookie is worth nothing once its session was ended, by whomever, and what a person is no longer counts at once.
func TestSessionsEndAtOnce(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office := f.as("office-county")
	stolen := office.copied()
	if stolen.role() != "OFFICE" {
		t.Fatal("the copy is nobody")
	}
	f.request(office, "DELETE", "/session", "", "")
	if office.role() != "" || stolen.role() != "" {
		t.Error("a cookie lives on after signing out")
	}
	lost, desk := f.as("office-county"), f.as("office-county")
	var own struct {
		Viewer struct {
			Sessions []struct {
				ID      string
				Current bool
			}
		}
	}
	desk.get("{viewer{sessions{id current}}}", nil, &own)
	for _, s := range own.Viewer.Sessions {
		if got := f.as("leader01").send(fmt.Sprintf(`mutation{m:endSession(input:{sessionId:%q}){userErrors{code message}}}`, s.ID), "{}"); got.code != "NOT_FOUND" {
			t.Errorf("another person ends it: %s", got.body)
		}
		if !s.Current {
			desk.get(fmt.Sprintf(`mutation{m:endSession(input:{sessionId:%q}){ended userErrors{code}}}`, s.ID), nil, &struct{}{})
		}
	}
	if lost.role() != "" || desk.role() != "OFFICE" {
		t.Error("the lost phone is still signed in, or the desk no longer")
	}
	f.one(`update person_role set role = 'LEADER' where person_id = (select id from person where account = 'office-county') returning id`)
	if !soon(func() bool { return desk.role() == "LEADER" }) {
		t.Error("a role that was taken away counts")
	}
	id := f.one(`select id from problem where status = 'SUBMITTED' and version = 1 and division_code = '` + ownCounty + `' and not confidential limit 1`)
	got := desk.send(fmt.Sprintf(`mutation{m:triageProblem(input:{problemId:%q,expectedVersion:1,decision:ACCEPT}){userErrors{code message}}}`, id), "{}")
	if got.code != "FORBIDDEN" {
		t.Errorf("who is no office any more triages: %s", got.body)
	}
	f.one(`update person set disabled_at = now() where account = 'office-county' returning id`)
	if !soon(func() bool { return desk.role() == "" }) {
		t.Error("a disabled person is still somebody")
	}
	if got := f.request(desk, "GET", "/tiles/problem/8/209/107.mvt", "", ""); got.StatusCode != http.StatusUnauthorized {
		t.Errorf("a disabled person gets tiles: %d", got.StatusCode)
	}
}

// soon is whether something comes true while the database tells the server of a change that others made.
func soon(is func() bool) bool {
	for range 200 {
		if is() {
			return true
		}
		time.Sleep(20 * time.Millisecond)
	}
	return false
}

// signIn is the status and the words of an attempt.
func (f *front) signIn(body string) (int, string, *caller) {
	jar, _ := cookiejar.New(nil)
	c := &caller{f, "somebody", http.Client{Jar: jar}}
	got := f.request(c, "POST", "/session", "application/json", body)
	text, _ := io.ReadAll(got.Body)
	return got.StatusCode, string(text), c
}

// Whoever signs in is what they ask to be, if they are that.
func TestRolesAndBadSignIns(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	f.one(`insert into person_role (id, person_id, role, division_code, position) select gen_random_uuid(), id, 'OFFICE', '` + siblingCounty + `', 9 from person where account = 'cadre01' returning id`)
	for role, want := range map[string]string{"": "LINK_CADRE", "OFFICE": "OFFICE", "LINK_CADRE": "LINK_CADRE"} {
		status, text, c := f.signIn(fmt.Sprintf(`{"account": " CADRE01 ", "password": "lianqi-demo", "role": %q}`, role))
		if status != http.StatusNoContent || c.role() != want {
			t.Errorf("as %q: %d %s", role, status, text)
		}
	}
	other := f.one(`select r.id from person_role r join person p on p.id = r.person_id where p.account = 'admin' limit 1`)
	const wrong, form = 401, 400
	for body, want := range map[string]int{
		`{"account": "cadre01", "password": "lianqi-demo", "role": "ADMIN"}`:         wrong,
		`{"account": "cadre01", "password": "lianqi-demo", "role": "` + other + `"}`: wrong,
		`{"account": "cadre01", "password": "lianqi-demo", "role": "' or true --"}`:  wrong,
		`{"account": "cadre01", "password": "lianqi-demo", "role": "\u0000"}`:        form,
		`{"account": "cadre01\u0000", "password": "lianqi-demo"}`:                    wrong,
		`{"account": "cadre01' --", "password": "lianqi-demo"}`:                      wrong,
		`{"account": "сadre01", "password": "lianqi-demo"}`:                          wrong,
		`{"account": "cadre01", "password": "lianqi-demo\u0000"}`:                    wrong,
		`{"account": "cadre01", "password": "` + strings.Repeat("x", 1025) + `"}`:    wrong,
		`{"account": "` + strings.Repeat("a", 41) + `", "password": "lianqi-demo"}`:  wrong,
		`{"account": "cadre01", "password": "` + strings.Repeat("x", 5000) + `"}`:    form,
		`{"account": "cadre01", "password": "lianqi-demo", "admin": true}`:           form,
		`{"account": "cadre01", "password": "lianqi-demo"}{}`:                        form,
		`[{"account": "cadre01", "password": "lianqi-demo"}]`:                        form,
		`{"account": ["cadre01"], "password": "lianqi-demo"}`:                        form,
		`{"account": "cadre01", "password": null}`:                                   form,
		`null`: form, ``: form, "\xff": form,
	} {
		status, text, c := f.signIn(body)
		var refused struct{ Code, Message string }
		_ = json.Unmarshal([]byte(text), &refused)
		if status != want || !sentence.MatchString(refused.Message) || refused.Code == "INTERNAL" || leaks.MatchString(text) || c.role() != "" {
			t.Errorf("%.80s: %d %s", body, status, text)
		}
	}
}

// Guessing is answered alike whether the account exists or not, and after ten times not at once.
func TestGuessesAreAnsweredAlike(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	var answers [2][]string
	for i, account := range []string{"cadre01", "nobody01"} {
		for range 12 {
			status, text, _ := f.signIn(`{"account": "` + account + `", "password": "guess"}`)
			if status == http.StatusTooManyRequests {
				text = "wait"
			}
			answers[i] = append(answers[i], fmt.Sprint(status, text))
		}
	}
	if a, b := fmt.Sprint(answers[0]), fmt.Sprint(answers[1]); a != b || strings.Count(a, "429") < 1 || strings.Count(a, "401") < 10 {
		t.Errorf("a known account: %s\nan unknown one: %s", a, b)
	}
	status, _, _ := f.signIn(`{"account": "cadre01", "password": "lianqi-demo"}`)
	if status != http.StatusTooManyRequests && status != http.StatusNoContent {
		t.Errorf("the right password then: %d", status)
	}
}

// An application and nobody change nothing, whatever they send; an application that is disabled is nobody at once.
func TestApplicationsAndNobodyChangeNothing(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	app, nobody, ids := f.caller("app"), &caller{f, "nobody", http.Client{}}, f.steppingStones()
	ids["A"] = f.one(`select p.id from problem p join dispatch x on x.problem_id = p.id where p.status = 'IN_PROGRESS' and not p.confidential and p.division_code = '` + ownCounty + `' limit 1`)
	for name, query := range map[string]string{
		"lead": `select id from dispatch where problem_id = '` + ids["A"] + `' limit 1`, "co": `select id from dispatch where problem_id = '` + ids["A"] + `' limit 1`,
		"version": `select version from problem where id = '` + ids["A"] + `'`, "notice": `select id from notice limit 1`, "session": `select id from person limit 1`,
		"versionOfK": `select 1`, "order": `select id from supervision_order limit 1`, "supervisor": `select id from person limit 1`, "decision": `select id from decision limit 1`,
		"item": `select id from person limit 1`, "campaign": `select id from campaign limit 1`,
	} {
		ids[name] = f.one(query)
	}
	before := f.everything()
	for _, s := range steps {
		typ := graph.Schema().Mutation.Fields.ForName(s.mutation).Arguments.ForName("input").Type
		document := fmt.Sprintf(`mutation($input: %s) { m: %s(input: $input) { userErrors { code message } } }`, typ, s.mutation)
		variables := `{"input": ` + ids.fill(s.input) + `}`
		got := app.send(document, variables)
		if got.code != "FORBIDDEN" && got.code != "NOT_FOUND" && got.code != "CONFLICT" && got.code != "STALE" {
			t.Errorf("an application sends %s: %s", s.mutation, got.body)
		}
		got.decent(t, s.mutation)
		if got := nobody.send(document, variables); got.status != http.StatusUnauthorized || got.code != "UNAUTHENTICATED" {
			t.Errorf("nobody sends %s: %d %s", s.mutation, got.status, got.body)
		}
	}
	for _, method := range []string{"HEAD", "PATCH"} {
		if got := f.request(app, method, "/uploads/"+strings.Repeat("a", 64), "application/offset+octet-stream", "x", "Upload-Offset", "0", "Upload-Length", "1"); got.StatusCode != http.StatusForbidden {
			t.Errorf("an application's %s: %d", method, got.StatusCode)
		}
	}
	if f.everything() != before {
		t.Error("something changed")
	}
	if got := app.send("{viewer{id}}", "{}"); got.code != "" {
		t.Fatal(got.body)
	}
	f.one(`update api_client set disabled_at = now() returning id`)
	if got := app.send("{viewer{id}}", "{}"); got.status != http.StatusUnauthorized || got.code != "UNAUTHENTICATED" {
		t.Errorf("a disabled application: %d %s", got.status, got.body)
	}
	if _, _, err := token.New(f.pool).Grant(t.Context(), "x", "y", nil, time.Now()); err == nil {
		t.Error("no application gets a token")
	}
}

// The key under which a phone seals unsent work belongs to a person: theirs in every session, nobody else's, and not an
// application's.
func TestPhoneKeyIsThePersons(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	key := func(c *caller) (status int, person, key string) {
		got := f.request(c, "GET", "/session/key", "", "")
		var said struct{ Person, Key string }
		_ = json.NewDecoder(got.Body).Decode(&said)
		return got.StatusCode, said.Person, said.Key
	}
	_, who, mine := key(f.as("cadre01"))
	if raw, err := base64.StdEncoding.DecodeString(mine); err != nil || len(raw) != 32 || who == "" {
		t.Fatalf("cadre01 has the key %q of %q", mine, who)
	}
	if _, again, same := key(f.as("cadre01")); same != mine || again != who {
		t.Error("another session of the same person has another key")
	}
	if _, other, theirs := key(f.as("cadre02")); theirs == mine || other == who {
		t.Error("two persons have one key")
	}
	jar, _ := cookiejar.New(nil)
	if status, _, _ := key(&caller{f, "nobody", http.Client{Jar: jar}}); status != http.StatusUnauthorized {
		t.Errorf("nobody: %d", status)
	}
}

// What one person's phone asks is never done as another person who has signed in there meanwhile.
func TestATabOfAnotherPersonIsNobody(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, other := f.as("cadre01"), f.as("cadre02")
	var own struct{ Viewer struct{ ID string } }
	cadre.get("{viewer{id}}", nil, &own)
	ask := func(c *caller) int {
		return f.request(c, "POST", "/graphql", "application/json", `{"query":"{viewer{id}}"}`, "Lianqi-Person", own.Viewer.ID).StatusCode
	}
	if got := ask(cadre); got != http.StatusOK {
		t.Errorf("their own session: %d", got)
	}
	if got := ask(other); got != http.StatusUnauthorized {
		t.Errorf("another's session: %d", got)
	}
}
