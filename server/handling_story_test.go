package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// do sends a verb with its input as GraphQL.
func (c *caller) do(verb, input string, args ...any) answer {
	return c.ask(fmt.Sprintf(`mutation { m: %s(input: {%s}) { userErrors { code field message } } }`, verb, fmt.Sprintf(input, args...)), nil)
}

// must is do, where it must be done.
func (c *caller) must(verb, input string, args ...any) {
	c.t.Helper()
	if got := c.do(verb, input, args...); codeOf(got) != "" || len(got.Errors) > 0 {
		c.t.Fatalf("%s: %s: %s %v", c.name, verb, got.Data, got.Errors)
	}
}

// handing is a problem of enterprise01 that handler-territory leads and handler-industry helps with.
type handing struct {
	*front
	id                                          string
	office, firm, territory, industry           *caller
	territoryDispatch, industryDispatch         string
	territoryOrganization, industryOrganization string
}

// handedOut reports a problem, hands it out on its two lines, and has both units sign.
func (f *front) handedOut(title string) *handing {
	f.t.Helper()
	h := &handing{front: f, office: f.as("office-county"), firm: f.as("enterprise01"), territory: f.as("handler-territory"), industry: f.as("handler-industry")}
	h.id = h.firm.report(title)
	h.office.must("triageProblem", `problemId: %q, expectedVersion: 1, decision: ACCEPT, complexity: MAJOR`, h.id)
	h.territoryOrganization, h.industryOrganization = f.one(`select organization_id from person where account = 'handler-territory'`), f.one(`select organization_id from person where account = 'handler-industry'`)
	h.find()
	h.territory.must("signDispatch", `dispatchId: %q`, h.territoryDispatch)
	h.industry.must("signDispatch", `dispatchId: %q`, h.industryDispatch)
	return h
}

// find names the dispatches of the newest round.
func (h *handing) find() {
	of := func(organization string) string {
		return h.one(`select id from dispatch where problem_id = ` + quoted(h.id) + ` and organization_id = ` + quoted(organization) + ` order by round desc limit 1`)
	}
	h.territoryDispatch, h.industryDispatch = of(h.territoryOrganization), of(h.industryOrganization)
}

// The office splits a problem; the lead cannot reply while an item is open, unless it says why; each unit strikes off what is its own.
func TestSplitStory(t *testing.T) {
	t.Parallel()
	h := openFront(t).handedOut("厂区要扩容也要换线")
	split := fmt.Sprintf(`id: %q, problemId: %q, items: [{title: "扩一台变压器"}, {title: "换进线电缆", organizationId: %q}]`, newID(), h.id, h.industryOrganization)
	for _, c := range []*caller{h.firm, h.territory, h.industry} {
		if got := c.do("splitProblem", "%s", split); codeOf(got) != "FORBIDDEN" {
			t.Errorf("%s splits: %s", c.name, got.Data)
		}
	}
	h.office.must("splitProblem", "%s", split)
	h.office.must("splitProblem", "%s", split) // the answer was lost
	if n := h.one(`select count(*) from sub_item where problem_id = ` + quoted(h.id)); n != "2" {
		t.Fatalf("%s items, want 2", n)
	}
	item := func(position int) string {
		return h.one(fmt.Sprintf(`select id from sub_item where problem_id = %s and position = %d`, quoted(h.id), position))
	}
	reply := func(more string) answer {
		return h.territory.do("replyDispatch", `id: %q, dispatchId: %q, solved: true, note: "已通电", overrideCoUnits: true%s`, newID(), h.territoryDispatch, more)
	}
	refused := func(open int) {
		t.Helper()
		before := h.dump()
		got := reply("")
		if codeOf(got) != "INVALID" || !strings.Contains(string(got.Data), `"overrideSubItems"`) || !strings.Contains(string(got.Data), fmt.Sprintf("还有 %d 条", open)) {
			t.Errorf("a reply with %d open: %s %v", open, got.Data, got.Errors)
		}
		if h.dump() != before {
			t.Error("the refused reply changed something")
		}
	}
	refused(2)
	if got := h.industry.do("finishSubItem", `id: %q, subItemId: %q, note: "不归我"`, newID(), item(1)); codeOf(got) != "FORBIDDEN" {
		t.Errorf("a co-unit strikes off the lead's: %s", got.Data)
	}
	h.industry.must("finishSubItem", `id: %q, subItemId: %q, note: "电缆已换"`, newID(), item(2))
	refused(1)
	if got := h.territory.do("finishSubItem", `id: %q, subItemId: %q, note: "再换一次"`, newID(), item(2)); codeOf(got) != "CONFLICT" {
		t.Errorf("struck off twice: %s", got.Data)
	}
	h.territory.must("finishSubItem", `id: %q, subItemId: %q, note: "变压器已装"`, newID(), item(1))
	var seen struct {
		Problem struct {
			SubItemCount, OpenSubItemCount int
			SubItems                       []struct{ Title, Status, Note string }
		}
	}
	h.firm.get(fmt.Sprintf(`{ problem(id: %q) { subItemCount openSubItemCount subItems { title status note } } }`, h.id), nil, &seen)
	if p := seen.Problem; p.SubItemCount != 2 || p.OpenSubItemCount != 0 || p.SubItems[1].Note != "电缆已换" || p.SubItems[0].Status != "DONE" {
		t.Errorf("the firm reads %+v", p)
	}
	if got := reply(""); codeOf(got) != "" {
		t.Errorf("a reply when all is done: %s", got.Data)
	}

	other := h.handedOut("又要扩容又要换线")
	other.office.must("splitProblem", `id: %q, problemId: %q, items: [{title: "另一条线"}]`, newID(), other.id)
	other.territory.must("replyDispatch", `id: %q, dispatchId: %q, solved: true, note: "电缆下月到，先答复", overrideCoUnits: true, overrideSubItems: true`, newID(), other.territoryDispatch)
}

// An office gives a unit longer unasked: the firm reads the new day and why, and it counts in 延期率.
func TestGrantedExtensionIsSeen(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	h := f.handedOut("夜间用电要等批复")
	rate := func() (numerator, denominator int) {
		var got struct {
			Statistics struct {
				Total struct {
					ExtensionRate struct{ Numerator, Denominator int }
				}
			}
		}
		h.office.get(`{ statistics(divisionCode: "`+ownCounty+`", groupBy: DIVISION) { total { extensionRate { numerator denominator } } } }`, nil, &got)
		return got.Statistics.Total.ExtensionRate.Numerator, got.Statistics.Total.ExtensionRate.Denominator
	}
	before, all := rate()
	day := f.workday(40)
	grant := func(c *caller) answer {
		return c.do("grantExtension", `id: %q, dispatchId: %q, newDueOn: %q, reason: "省里批复下月到"`, newID(), h.territoryDispatch, day)
	}
	for _, c := range []*caller{h.territory, h.industry, h.firm} {
		if got := grant(c); codeOf(got) != "FORBIDDEN" {
			t.Errorf("%s grants: %s", c.name, got.Data)
		}
	}
	if got := grant(h.office); codeOf(got) != "" {
		t.Fatalf("%s %v", got.Data, got.Errors)
	}
	if n, d := rate(); n != before+1 || d != all {
		t.Errorf("延期率 %d/%d, want %d/%d", n, d, before+1, all)
	}
	seen := string(h.firm.ask(fmt.Sprintf(`{ problem(id: %q) { dueAt events(first: 50) { nodes { kind note } } } viewer { notices(first: 5) { nodes { kind text } } } }`, h.id), nil).Data)
	for _, want := range []string{`"dueAt":"` + day, `{"kind":"EXTENSION_GRANTED","note":"`, "省里批复下月到", `{"kind":"EXTENSION_GRANTED","text":"`} {
		if !strings.Contains(seen, want) {
			t.Errorf("the firm reads %s, want %s in it", seen, want)
		}
	}
}

// What a round was, it stays: when the firm is not satisfied and all is done again, its dispatches and its score are as they were.
func TestEarlierRoundStays(t *testing.T) {
	t.Parallel()
	h := openFront(t).handedOut("路灯不亮")
	replies := func(reply string) {
		t.Helper()
		h.find()
		h.industry.must("replyDispatch", `id: %q, dispatchId: %q, solved: true, note: %q`, newID(), h.industryDispatch, reply)
		h.territory.must("replyDispatch", `id: %q, dispatchId: %q, solved: true, note: %q`, newID(), h.territoryDispatch, reply)
		h.office.must("reviewReply", `problemId: %q, expectedVersion: %s, decision: ACCEPT`, h.id, h.one(`select version from problem where id = `+quoted(h.id)))
	}
	score := func(grade string) {
		h.firm.must("evaluateProblem", `problemId: %q, solved: true, grade: %s`, h.id, grade)
	}
	first := func() string {
		return h.one(`select string_agg(row::text, E'\n' order by kind, row::text) from (
			select 1 as kind, x::text as row from dispatch x where x.problem_id = ` + quoted(h.id) + ` and x.round = 1
			union all select 2, e::text from evaluation e where e.problem_id = ` + quoted(h.id) + ` and e.round = 1) _`)
	}
	replies("灯泡已换")
	dispatches := first()
	score("DISSATISFIED")
	before := first()
	if rows := strings.Split(before, "\n"); len(rows) != 3 || strings.Join(rows[:2], "\n") != dispatches {
		t.Fatalf("the dispatches were\n%s\nand with the score are\n%s", dispatches, before)
	}
	replies("线路已修")
	score("SATISFIED")
	if got := h.firm.problem(h.id); got.Status != "CLOSED" {
		t.Errorf("it is %s", got.Status)
	}
	if after := first(); after != before {
		t.Errorf("the first round was\n%s\nand is\n%s", before, after)
	}
}

// Who may not read a confidential problem finds no trace of it anywhere; before, each of them did.
func TestConfidential(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	title := "配方被仿冒"
	h := f.handedOut(title)
	cadre02 := f.one(`select id from person where account = 'cadre02'`)
	h.office.must("assignEnterprise", `id: %q, cadreId: %q, enterpriseId: %q, startsOn: %q`, newID(), cadre02, f.firm(), dayFrom(-1))
	at := f.all(`select e.park_id::text, st_x(e.location)::text, st_y(e.location)::text, p.number from enterprise e join problem p on p.enterprise_id = e.id where p.id = ` + quoted(h.id))
	tile := tileOf(t, at[1], at[2])
	park, number := at[0], at[3]

	everywhere := map[string]func(*caller) string{
		"problem": func(c *caller) string {
			return c.said(`{ problem(id: %q) { title description events(first: 50) { nodes { note } } } }`, h.id)
		},
		"problems": func(c *caller) string {
			return c.said(`{ problems(filter: {text: %q}, first: 50) { totalCount nodes { title } } }`, title)
		},
		"notices": func(c *caller) string {
			return c.said(`{ viewer { notices(first: 100) { nodes { text problem { title } } } } }`)
		},
		"enterprise": func(c *caller) string {
			return c.said(`{ enterprise(id: %q) { problems(first: 50) { nodes { title } } } }`, f.firm())
		},
		"park": func(c *caller) string {
			return c.said(`{ park(id: %q) { problems(first: 100) { nodes { title } } } }`, park)
		},
		"ledger": func(c *caller) string {
			_, _, rows := c.export("ledger", url.Values{"text": {title}})
			return fmt.Sprint(rows)
		},
		"tile": func(c *caller) string { // which has the number
			resp, err := c.http.Get(f.URL + tile)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			return strings.ReplaceAll(string(body), number, title)
		},
	}
	may := map[string]bool{"office-county": true, "office-city": true, "office-province": true, "supervisor01": true, "enterprise01": true, "handler-territory": true}
	mayNot := []string{"cadre01", "cadre02", "handler-industry", "leader01", "office-411024", "admin", "app"}
	found := func() map[string]string {
		out := map[string]string{}
		for place, look := range everywhere {
			for _, account := range slices.Concat(slices.Collect(maps.Keys(may)), mayNot) {
				if strings.Contains(look(f.caller(account)), title) {
					out[account] += place + " "
				}
			}
		}
		return out
	}
	before := found()
	for _, account := range []string{"cadre01", "cadre02", "handler-industry", "leader01"} {
		if !strings.Contains(before[account], "problem ") || !strings.Contains(before[account], "problems") || !strings.Contains(before[account], "enterprise") {
			t.Errorf("before, %s finds it only in %q", account, before[account])
		}
	}
	for place := range maps.Keys(everywhere) {
		if places := strings.Join(slices.Collect(maps.Values(before)), ""); !strings.Contains(places, place+" ") {
			t.Errorf("before, nobody finds it in %s, so that nothing is proved", place)
		}
	}
	h.office.must("setConfidential", `problemId: %q, expectedVersion: %s, confidential: true, reason: "商业秘密"`, h.id, h.one(`select version from problem where id = `+quoted(h.id)))
	after := found()
	for account := range may {
		if !strings.Contains(after[account], "problem ") {
			t.Errorf("%s may read it and finds it in %q", account, after[account])
		}
	}
	for _, account := range mayNot {
		if after[account] != "" {
			t.Errorf("%s finds it in %s", account, after[account])
		}
	}
}

// said asks and returns what is said.
func (c *caller) said(document string, args ...any) string {
	got := c.ask(fmt.Sprintf(document, args...), nil)
	text, _ := json.Marshal(got)
	return string(text)
}

// tileOf is the address of the problem tile of zoom 14 that has a point.
func tileOf(t *testing.T, lon, lat string) string {
	t.Helper()
	x, err := strconv.ParseFloat(lon, 64)
	if err != nil {
		t.Fatal(err)
	}
	y, err := strconv.ParseFloat(lat, 64)
	if err != nil {
		t.Fatal(err)
	}
	const n = 1 << 14
	return fmt.Sprintf("/tiles/problem/14/%d/%d.mvt", int((x+180)/360*n), int((1-math.Asinh(math.Tan(y*math.Pi/180))/math.Pi)/2*n))
}
