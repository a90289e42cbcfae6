package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lianqi/server/token"
)

// Three areas: the county of office-county, a sibling county of the same city, and a county of another province.
const (
	ownCounty     = "430502"
	siblingCounty = "430503"
	farCounty     = "411024"
)

// readers are who asks, and whether they see a problem, a visit and an enterprise of the own, the sibling and the far county. The own
// ones are of an enterprise of cadre01, whose contact is enterprise01, and handed to the unit of handler-territory.
var readers = []struct {
	account                    string
	problem, visit, enterprise string // own, sibling, far: "110"
}{
	{"cadre01", "100", "100", "100"},
	{"cadre02", "000", "000", "000"},
	{"office-county", "100", "100", "100"},
	{"office-city", "110", "110", "110"},
	{"office-province", "110", "110", "110"},
	{"office-411024", "001", "001", "001"},
	{"handler-territory", "100", "000", "100"},
	{"leader01", "110", "110", "110"},
	{"supervisor01", "110", "110", "110"},
	{"enterprise01", "100", "100", "100"},
	{"admin", "000", "000", "111"},
	{"app", "110", "000", "110"},
}

// Whoever asks for a record by its id sees it or does not; what one does not see looks as if it did not exist, in lists and counts too.
func TestReadMatrix(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	var ids struct{ problem, visit, enterprise [3]string }
	for i, county := range []string{ownCounty, siblingCounty, farCounty} {
		own := ""
		if i == 0 {
			own = " and e.id = " + quoted(f.firm())
		}
		ids.problem[i] = f.one(`select p.id from problem p join enterprise e on e.id = p.enterprise_id join dispatch x on x.problem_id = p.id
			where p.division_code = '` + county + `' and not p.confidential and x.role = 'LEAD'` + own + ` order by p.id limit 1`)
		ids.visit[i] = f.one(`select v.id from visit v join enterprise e on e.id = v.enterprise_id where v.division_code = '` + county + `'` + own + ` order by v.id limit 1`)
		ids.enterprise[i] = f.one(`select e.id from enterprise e where e.division_code = '` + county + `'` + own +
			` and exists (select from problem p where p.enterprise_id = e.id) order by e.id limit 1`)
	}
	for _, r := range readers {
		c := f.caller(r.account)
		for noun, want := range map[string]string{"problem": r.problem, "visit": r.visit, "enterprise": r.enterprise} {
			for i, id := range map[string][3]string{"problem": ids.problem, "visit": ids.visit, "enterprise": ids.enterprise}[noun] {
				got := c.ask(fmt.Sprintf(`{ it: %s(id: %q) { id } }`, noun, id), nil)
				seen := strings.Contains(string(got.Data), id)
				if seen != (want[i] == '1') || len(got.Errors) > 0 {
					t.Errorf("%s asks for the %s of area %d: %s %v", r.account, noun, i, got.Data, got.Errors)
				}
				missing := c.ask(fmt.Sprintf(`{ it: %s(id: %q) { id } }`, noun, newID()), nil)
				if !seen && string(got.Data) != string(missing.Data) {
					t.Errorf("%s tells a hidden %s from a missing one", r.account, noun)
				}
			}
		}
	}
}

// Statistics are for those who answer for the division, and only for that division and what lies below.
func TestStatisticsMatrix(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	for account, want := range map[string]string{ // of the county, its sibling, its city, its province, the far county
		"cadre01": "00000", "handler-territory": "00000", "enterprise01": "00000", "admin": "00000",
		"office-county": "10000", "office-city": "11100", "office-province": "11110", "office-411024": "00001",
		"leader01": "11100", "supervisor01": "11100", "app": "11110",
	} {
		c := f.caller(account)
		for i, division := range []string{ownCounty, siblingCounty, "430500", "430000", farCounty} {
			got := c.ask(fmt.Sprintf(`{ statistics(divisionCode: %q, groupBy: STATUS) { total { reported } } }`, division), nil)
			if seen := strings.Contains(string(got.Data), "reported"); seen != (want[i] == '1') {
				t.Errorf("%s asks for %s: %s %v", account, division, got.Data, got.Errors)
			}
		}
	}
}

// An application gets no names, no phones and no whereabouts.
func TestApplicationSeesNoPersons(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	got := f.caller("app").ask(`{ viewer { id } visits(first: 100) { totalCount nodes { id } }
		problems(first: 20) { nodes { reporter { id name } photos { url } events(first: 10) { nodes { actor { name } photos { url } } } } }
		enterprises(first: 20) { nodes { contacts { phone } assignments { cadre { name } } lastVisit { id } } } }`, nil)
	if len(got.Errors) > 0 {
		t.Fatal(got.Errors)
	}
	for _, leak := range []string{`"reporter":{`, `"actor":{`, `"url"`, `"phone"`, `"cadre"`, `"lastVisit":{`, `"viewer":{`} {
		if strings.Contains(string(got.Data), leak) {
			t.Errorf("the answer has %s", leak)
		}
	}
	if !strings.Contains(string(got.Data), `"totalCount":0`) || !strings.Contains(string(got.Data), `"reporter":null`) {
		t.Errorf("nothing was asked: %.300s", got.Data)
	}
}

// attempts are writes on a problem that stands where the action applies, and the accounts that may do it there. Whoever else tries gets
// NOT_FOUND when it is not theirs to see, else FORBIDDEN or CONFLICT, and nothing changes.
var attempts = []struct {
	name, where, document, may string
}{
	{"triage", "p.status = 'SUBMITTED'", `mutation { m: triageProblem(input: {problemId: "$problem", expectedVersion: $version, decision: REJECT, rejectReason: REPEATED, note: "重复"}) { userErrors { code } } }`, "office-county office-city office-province office-411024"},
	{"supplement", "p.status = 'RETURNED_FOR_INFO'", `mutation { m: supplementProblem(input: {id: "$new", problemId: "$problem", note: "补充"}) { userErrors { code } } }`, "cadre01 enterprise01"},
	{"sign", "p.status = 'DISPATCHED'", `mutation { m: signDispatch(input: {dispatchId: "$dispatch"}) { userErrors { code } } }`, "handler-territory"},
	{"progress", "p.status = 'IN_PROGRESS'", `mutation { m: reportProgress(input: {id: "$new", dispatchId: "$dispatch", note: "进展"}) { userErrors { code } } }`, "handler-territory"},
	{"reply", "p.status = 'IN_PROGRESS'", `mutation { m: replyDispatch(input: {id: "$new", dispatchId: "$dispatch", solved: true, note: "答复", overrideCoUnits: true}) { userErrors { code } } }`, "handler-territory"},
	{"extension", "p.status = 'IN_PROGRESS'", `mutation { m: requestExtension(input: {id: "$new", dispatchId: "$dispatch", newDueOn: "2099-01-05", reason: "等批文"}) { userErrors { code } } }`, "handler-territory"},
	{"ruling", "exists (select from handling_request q where q.problem_id = p.id and q.kind = 'EXTENSION' and q.status = 'PENDING')", `mutation { m: ruleOnExtension(input: {extensionRequestId: "$request", approve: true, note: "同意"}) { userErrors { code } } }`, "office-county office-city office-province office-411024"},
	{"long term", "p.status = 'IN_PROGRESS'", `mutation { m: requestLongTerm(input: {id: "$new", dispatchId: "$dispatch", reason: "难", plan: "分步", until: "2099-01-04"}) { userErrors { code } } }`, "handler-territory"},
	{"review", "p.status = 'HANDLED'", `mutation { m: reviewReply(input: {problemId: "$problem", expectedVersion: $version, decision: ACCEPT}) { userErrors { code } } }`, "office-county office-city office-province office-411024"},
	{"evaluate", "p.status = 'AWAITING_EVALUATION'", `mutation { m: evaluateProblem(input: {problemId: "$problem", solved: true, grade: SATISFIED}) { userErrors { code } } }`, "enterprise01"},
	{"link", "p.status = 'AWAITING_EVALUATION'", `mutation { m: issueEvaluationLink(input: {problemId: "$problem"}) { userErrors { code } } }`, "cadre01 office-county office-city office-province office-411024"},
	{"look back", "p.status = 'CLOSED'", `mutation { m: recordCallback(input: {id: "$new", problemId: "$problem", how: PHONE, reached: false, note: "没有人接"}) { userErrors { code } } }`, "office-county office-city office-province office-411024 supervisor01"},
	{"reopen", "p.status = 'CLOSED'", `mutation { m: reopenProblem(input: {problemId: "$problem", expectedVersion: $version, reason: "回头看"}) { userErrors { code } } }`, "office-county office-city office-province office-411024"},
}

func TestWriteMatrix(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	callers := map[string]*caller{}
	for _, r := range readers {
		callers[r.account] = f.caller(r.account)
	}
	for _, a := range attempts {
		for i, county := range []string{ownCounty, siblingCounty, farCounty} {
			join := "left join"
			if strings.Contains(a.document, "$dispatch") {
				join = "join"
			}
			row := f.all(`select p.id, p.version, x.id, (select q.id from handling_request q where q.problem_id = p.id and q.status = 'PENDING' limit 1) from problem p ` + join + ` dispatch x on x.problem_id = p.id and x.role = 'LEAD' and x.active
				where not p.confidential and ` + a.where + ` and p.division_code = '` + county + `' order by p.enterprise_id = ` + quoted(f.firm()) + ` desc, p.id limit 1`)
			if row == nil {
				continue // the demo has none that stands there in that county
			}
			for _, r := range readers {
				want := "NOT_FOUND"
				if f.sees(callers[r.account], row[0]) {
					if strings.Contains(" "+a.may+" ", " "+r.account+" ") {
						continue // told in the story
					}
					want = "FORBIDDEN"
				}
				before := f.dump()
				document := strings.NewReplacer("$problem", row[0], "$version", row[1], "$dispatch", row[2], "$request", row[3], "$new", newID()).Replace(a.document)
				got := callers[r.account].ask(document, nil)
				if code := codeOf(got); code != want && !(want == "FORBIDDEN" && code == "CONFLICT") {
					t.Errorf("%s tries %s in area %d: %s %v, want %s", r.account, a.name, i, got.Data, got.Errors, want)
				}
				if f.dump() != before {
					t.Fatalf("%s changed something by %s in area %d", r.account, a.name, i)
				}
			}
		}
	}
}

// Nobody gets in without signing in, and tokens and cookies that are none are refused.
func TestNobodyIsRefused(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	for name, header := range map[string]string{"nobody": "", "bad token": "Bearer x.y.z"} {
		for _, path := range []string{"/graphql?query={viewer{id}}", "/photos/" + newID(), "/tiles/problem/8/209/107.mvt"} {
			req, _ := http.NewRequest(http.MethodGet, f.URL+path, nil)
			if header != "" {
				req.Header.Set("Authorization", header)
			}
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusUnauthorized && resp.StatusCode != http.StatusNotFound {
				t.Errorf("%s gets %d from %s", name, resp.StatusCode, path)
			}
		}
	}
}

// caller signs in an account, or for "app" an application over Hunan with every scope for reading.
func (f *front) caller(account string) *caller {
	f.t.Helper()
	if account != "app" {
		return f.as(account)
	}
	client, err := token.New(f.pool).CreateClient(f.t.Context(), "测试应用", "430000",
		[]string{"enterprise:read", "park:read", "stats:read", "problem:read:masked"}, time.Now())
	if err != nil {
		f.t.Fatal(err)
	}
	resp, err := http.PostForm(f.URL+"/oauth/token", url.Values{
		"grant_type": {"client_credentials"}, "client_id": {client.ID}, "client_secret": {client.Secret},
	})
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	var granted struct {
		AccessToken string `json:"access_token"`
	}
	body, _ := io.ReadAll(resp.Body)
	if json.Unmarshal(body, &granted) != nil || granted.AccessToken == "" {
		f.t.Fatalf("no token: %s", body)
	}
	return &caller{f, account, http.Client{Transport: bearer(granted.AccessToken)}}
}

type bearer string

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+string(b))
	return http.DefaultTransport.RoundTrip(r)
}

// firm is the enterprise of enterprise01.
func (f *front) firm() string {
	return f.one(`select enterprise_id from person_role r join person n on n.id = r.person_id where n.account = 'enterprise01'`)
}

func (f *front) one(query string) string {
	f.t.Helper()
	row := f.all(query)
	if row == nil {
		f.t.Fatalf("no row: %s", query)
	}
	return row[0]
}

// all is the first row of a query as text; nil when there is none.
func (f *front) all(query string) []string {
	f.t.Helper()
	rows, err := f.pool.Query(f.t.Context(), query)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close()
	if !rows.Next() {
		return nil
	}
	values, err := rows.Values()
	if err != nil {
		f.t.Fatal(err)
	}
	out := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case [16]byte:
			out[i] = fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:])
		case nil:
		default:
			out[i] = fmt.Sprint(v)
		}
	}
	return out
}

// sees reports whether a caller may know of a problem (TestReadMatrix proves that).
func (f *front) sees(c *caller, problem string) bool {
	got := c.ask(fmt.Sprintf(`{ problem(id: %q) { id } }`, problem), nil)
	return bytes.Contains(got.Data, []byte(problem))
}

// dump is a fingerprint of everything about problems.
func (f *front) dump() string {
	return f.one(`select md5(string_agg(h, '' order by h)) from (
		select md5(p::text) h from problem p union all select md5(x::text) from dispatch x union all select md5(t::text) from problem_event t
		union all select md5(q::text) from handling_request q union all select md5(u::text) from evaluation u union all select md5(i::text) from notice i) _`)
}

func quoted(id string) string { return "'" + id + "'::uuid" }

// codeOf is the code of the first user error or error; "" when it was done.
func codeOf(a answer) string {
	var data struct {
		M struct{ UserErrors []struct{ Code string } }
	}
	if json.Unmarshal(a.Data, &data) == nil && len(data.M.UserErrors) > 0 {
		return data.M.UserErrors[0].Code
	}
	if len(a.Errors) > 0 {
		code, _ := a.Errors[0].Extensions["code"].(string)
		return code
	}
	return ""
}
