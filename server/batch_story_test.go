package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// dispatchBatch is the document of a desk; items are its items as GraphQL.
func (c *caller) dispatchBatch(id, number, items string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: dispatchBatch(input: {id: %q, number: %q, date: %q, level: COUNTY, items: [%s]}) {
		batch { id number total open closed overdue units { total organization { id } } } userErrors { code field message } } }`,
		id, number, time.Now().Format(time.DateOnly), items), nil)
}

// item is a problem of a batch as GraphQL, on the dual line.
func item(problem string) string { return fmt.Sprintf(`{problemId: %q}`, problem) }

// An office hands out three problems as 第4批: one bad item refuses all, sent twice it is one batch, its progress is counted, and each
// problem, its unit and the list know of it.
func TestBatchStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office, firm := f.as("office-county"), f.firm()
	cadre := f.as("cadre01")
	var problems []string
	for i := range 3 {
		problems = append(problems, newID())
		var got any
		cadre.get(fmt.Sprintf(`mutation { reportProblem(input: {id: %q, enterpriseId: %q, title: "用电第%d件", description: "电压不稳",
			category: ENERGY, capturedAt: "2026-11-20T08:00:00Z"}) { userErrors { code } } }`, problems[i], firm, i), nil, &got)
	}
	territory, industry := f.one(`select organization_id from person where account = 'handler-territory'`), f.one(`select organization_id from person where account = 'handler-industry'`)
	id, two := newID(), item(problems[0])+item(problems[1])
	third := func(version int, dispatches string) string {
		return fmt.Sprintf(`{problemId: %q, expectedVersion: %d, complexity: MAJOR, note: "请两家一起办", dispatches: [%s]}`, problems[2], version, dispatches)
	}
	unit := func(organization, role string) string {
		return fmt.Sprintf(`{organizationId: %q, line: INDUSTRY, role: %s}`, organization, role)
	}
	for name, bad := range map[string]struct{ items, code, field string }{
		"stale":       {two + third(7, ""), "STALE", "items 2"},
		"two leads":   {two + third(1, unit(territory, "LEAD")+unit(industry, "LEAD")), "INVALID", "items 2 dispatches"},
		"no lead":     {two + third(1, unit(territory, "CO")), "INVALID", "items 2 dispatches"},
		"nobody":      {two + third(1, unit(newID(), "LEAD")), "INVALID", ""},
		"unknown":     {two + item(newID()), "NOT_FOUND", "items 2"},
		"no id":       {two + item("x"), "NOT_FOUND", "items 2"},
		"not its own": {two + item(f.one(`select id from problem where status = 'SUBMITTED' and division_code = '`+farCounty+`' limit 1`)), "NOT_FOUND", "items 2"},
		"handed out":  {two + item(f.one(`select id from problem where status = 'IN_PROGRESS' and division_code = '`+ownCounty+`' limit 1`)), "CONFLICT", "items 2"},
		"twice":       {two + item(problems[0]), "INVALID", "items 2 problemId"},
		"none":        {"", "INVALID", "items"},
	} {
		before := f.dump()
		got := office.dispatchBatch(id, "第4批", bad.items)
		if codeOf(got) != bad.code || !strings.Contains(strings.NewReplacer(`"`, "", ",", " ").Replace(string(got.Data)), "field:["+bad.field) && bad.field != "" {
			t.Errorf("%s: %s %v, want %s at %s", name, got.Data, got.Errors, bad.code, bad.field)
		}
		if f.dump() != before || f.one("select count(*) from dispatch_batch where id = "+quoted(id)) != "0" {
			t.Fatalf("%s changed something", name)
		}
	}
	items := two + third(1, unit(territory, "LEAD")+unit(industry, "CO"))
	first := office.dispatchBatch(id, "第4批", items)
	if !strings.Contains(string(first.Data), `"total":3,"open":3,"closed":0,"overdue":0`) || codeOf(first) != "" {
		t.Fatalf("handed out: %s %v", first.Data, first.Errors)
	}
	before := f.dump()
	if again := office.dispatchBatch(id, "第4批", items); string(again.Data) != string(first.Data) || f.dump() != before {
		t.Errorf("sent again: %s", again.Data)
	}
	if got := office.dispatchBatch(id, "第5批", items); codeOf(got) != "CONFLICT" {
		t.Errorf("the same id with another number: %s", got.Data)
	}
	if got := office.dispatchBatch(newID(), "第4批", items); codeOf(got) != "CONFLICT" {
		t.Errorf("the same number: %s", got.Data)
	}
	for _, account := range []string{"cadre01", "handler-territory", "leader01", "supervisor01", "enterprise01", "admin"} {
		if got := f.as(account).dispatchBatch(newID(), "第9批", items); codeOf(got) != "FORBIDDEN" {
			t.Errorf("%s hands out: %s", account, got.Data)
		}
	}
	f.one(`update problem set status = 'WITHDRAWN' where id = ` + quoted(problems[0]) + ` returning id`)
	for account, want := range map[string]string{
		"office-county": `"total":3,"open":2,"closed":1`, "office-city": `"total":3,"open":2,"closed":1`, "leader01": `"total":3,"open":2,"closed":1`,
		"handler-territory": `"total":3`, "cadre01": `{"it":null}`, "enterprise01": `{"it":null}`, "office-411024": `{"it":null}`,
	} {
		c := f.as(account)
		if got := c.ask(fmt.Sprintf(`{ it: dispatchBatch(id: %q) { total open closed } }`, id), nil); !strings.Contains(string(got.Data), want) {
			t.Errorf("%s reads %s %v, want %s", account, got.Data, got.Errors, want)
		}
		list := c.ask(`{ dispatchBatches(first: 50) { nodes { id } } }`, nil)
		if strings.Contains(string(list.Data), id) == (want == `{"it":null}`) {
			t.Errorf("%s lists %s", account, list.Data)
		}
	}
	got := f.as("handler-territory").ask(fmt.Sprintf(`{ problems(filter: {batchId: %q}, first: 9) { totalCount nodes { level assignedByLevel batch { number } } } }`, id), nil)
	if !strings.Contains(string(got.Data), `"totalCount":3`) || strings.Count(string(got.Data), `{"level":"COUNTY","assignedByLevel":"COUNTY","batch":{"number":"第4批"}}`) != 3 {
		t.Errorf("its problems: %s %v", got.Data, got.Errors)
	}
}

// A city hands a county's problem down to it: the city assigned it, for good, and the county handles it.
func TestBatchOfTheCity(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	problem := newID()
	var got any
	f.as("cadre01").get(fmt.Sprintf(`mutation { reportProblem(input: {id: %q, enterpriseId: %q, title: "用电", description: "电压不稳",
		category: ENERGY, capturedAt: "2026-11-20T08:00:00Z"}) { userErrors { code } } }`, problem, f.firm()), nil, &got)
	if got := f.as("office-city").dispatchBatch(newID(), "第1批", item(problem)); codeOf(got) != "" {
		t.Fatalf("%s", got.Data)
	}
	if got := f.one(`select level || ' ' || assigned_by_level from problem where id = ` + quoted(problem)); got != "COUNTY CITY" {
		t.Errorf("level and who handed it down: %s", got)
	}
}
