package main

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

const clauses = `clauses: [{heading: "对象", text: "规模以上工业企业"}, {heading: "材料", text: "发票和付款凭证", url: "https://example.com/p#2"}]`

func (c *caller) publishes(id, division, content string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: publishPolicy(input: {id: %q, divisionCode: %q, content: {%s}}) {
		policy { id version clauses { heading url } } userErrors { code field message } } }`, id, division, content), nil)
}

func (c *caller) changes(id string, version int, content string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: changePolicy(input: {policyId: %q, expectedVersion: %d, content: {%s}}) {
		policy { id title version clauses { heading } } userErrors { code field message } } }`, id, version, content), nil)
}

func (c *caller) withdraws(id string, version int) answer {
	return c.ask(fmt.Sprintf(`mutation { m: withdrawPolicy(input: {policyId: %q, expectedVersion: %d, reason: "已有新的规定"}) {
		policy { id withdrawnAt } userErrors { code field message } } }`, id, version), nil)
}

// content is a policy with more members or other ones.
func content(title, more string) string {
	return fmt.Sprintf(`title: %q, issuer: "区工信局", issuedOn: "2026-03-01", applyMode: INSTANT, %s`, title, more)
}

// An office publishes a policy, changes it and takes it out; its area reads it, the areas beside it do not; and an enterprise finds those of
// its place and industry.
func TestPolicyStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office, city := f.as("office-county"), f.as("office-city")
	id, farmers := newID(), newID()
	good := content("技改补助", `sectors: [INDUSTRY], url: "https://example.com/p", phone: "0739-5300000", `+clauses)
	f.walk([]attempt{
		{"by a leader", func() answer { return f.as("leader01").publishes(id, ownCounty, good) }, "FORBIDDEN"},
		{"of another county", func() answer { return office.publishes(id, siblingCounty, good) }, "FORBIDDEN"},
		{"of the city above", func() answer { return office.publishes(id, "430500", good) }, "FORBIDDEN"},
		{"with a link to a program", func() answer {
			return office.publishes(id, ownCounty, content("技改补助", `url: "javascript:alert(1)"`))
		}, "INVALID"},
		{"with a clause's link to a file", func() answer {
			return office.publishes(id, ownCounty, content("技改补助", `clauses: [{heading: "对象", text: "企业", url: "file:///etc/passwd"}]`))
		}, "INVALID"},
		{"with words for a phone", func() answer { return office.publishes(id, ownCounty, content("技改补助", `phone: "打电话"`)) }, "INVALID"},
		{"over before it began", func() answer {
			return office.publishes(id, ownCounty, content("技改补助", `validTo: "2026-02-28"`))
		}, "INVALID"},
		{"with an empty clause", func() answer {
			return office.publishes(id, ownCounty, content("技改补助", `clauses: [{heading: "对象", text: " "}]`))
		}, "INVALID"},
		{"with 51 clauses", func() answer {
			return office.publishes(id, ownCounty, content("技改补助", "clauses: ["+strings.Repeat(`{heading: "对象", text: "企业"}, `, 51)+"]"))
		}, "INVALID"},
		{"published", func() answer { return office.publishes(id, ownCounty, good) }, ""},
		{"published again", func() answer { return office.publishes(id, ownCounty, good) }, ""},
		{"published otherwise", func() answer { return office.publishes(id, ownCounty, content("另一条", "")) }, "CONFLICT"},
		{"for farmers", func() answer {
			return office.publishes(farmers, ownCounty, content("农机补贴", `sectors: [AGRICULTURE]`))
		}, ""},
	})
	for name, sees := range map[string]bool{
		"office-county": true, "office-city": true, "office-province": true, "leader01": true, "supervisor01": true, "cadre01": true, "cadre02": true,
		"resident01": true, "enterprise01": true, "handler-territory": true, "admin": true, "office-411024": false, "leader02": false, "app": false,
		f.one(`select n.account from person n join person_role r on r.person_id = n.id where r.role = 'LINK_CADRE' and r.division_code = '` + siblingCounty + `' order by 1 limit 1`): false,
	} {
		got := f.caller(name).ask(fmt.Sprintf(`{ policy(id: %q) { id clauses { heading } } policies(filter: {text: "技改补助"}, first: 50) { nodes { id } } }`, id), nil)
		if n := strings.Count(string(got.Data), id); n != map[bool]int{true: 2}[sees] || sees != strings.Contains(string(got.Data), `"对象"`) {
			t.Errorf("%s sees the policy %d times: %s %v", name, n, got.Data, got.Errors)
		}
	}
	firm := f.one(`select id from enterprise where sector = 'INDUSTRY' and id = ` + quoted(f.firm()))
	matched := func(c *caller) (titles []string) {
		var page struct {
			Enterprise struct {
				Policies struct{ Nodes []struct{ Title string } }
			}
		}
		c.get(fmt.Sprintf(`{ enterprise(id: %q) { policies(first: 50) { nodes { title } } } }`, firm), nil, &page)
		for _, n := range page.Enterprise.Policies.Nodes {
			titles = append(titles, n.Title)
		}
		return titles
	}
	for _, c := range []*caller{f.as("cadre01"), f.as("enterprise01"), office} {
		got := strings.Join(matched(c), " ")
		for title, want := range map[string]bool{ // the county's of industry and of every sector, the city's, the nation's; neither of others nor what is taken out
			"技改补助": true, "稳岗返还（演示）": true, "市级工业企业技术改造补助（演示）": true, "保障中小企业款项支付条例": true,
			"农机补贴": false, "限上商贸企业首次纳统奖励（演示）": false, "上一年度用工补贴申报通知（演示）": false,
		} {
			if strings.Contains(got, title) != want {
				t.Errorf("%s finds for the firm: %s; %s: want %v", c.name, got, title, want)
			}
		}
	}
	f.walk([]attempt{
		{"changed by the cadre", func() answer { return f.as("cadre01").changes(id, 1, good) }, "FORBIDDEN"},
		{"changed from elsewhere", func() answer { return f.as("office-411024").changes(id, 1, good) }, "NOT_FOUND"},
		{"changed by a county below", func() answer {
			return office.changes(f.one(`select id from policy where division_code = '430500' limit 1`), 1, good)
		}, "FORBIDDEN"},
		{"changed without having seen it", func() answer { return office.changes(id, 7, good) }, "STALE"},
		{"changed", func() answer {
			return office.changes(id, 1, content("技改补助（修订）", `validTo: "2026-03-02"`))
		}, ""},
		{"changed by who came second", func() answer { return city.changes(id, 1, good) }, "STALE"},
	})
	if slices.Contains(matched(f.as("cadre01")), "技改补助（修订）") {
		t.Error("a policy that has run out is found for the firm")
	}
	if got := f.one(`select count(*) from policy_clause where policy_id = ` + quoted(id)); got != "0" {
		t.Errorf("%s clauses are left of those that were dropped", got)
	}
	f.walk([]attempt{
		{"taken out by a leader", func() answer { return f.as("leader01").withdraws(id, 2) }, "FORBIDDEN"},
		{"taken out", func() answer { return office.withdraws(id, 2) }, ""},
		{"taken out again", func() answer { return office.withdraws(id, 3) }, "CONFLICT"},
		{"changed after that", func() answer { return office.changes(id, 3, good) }, "CONFLICT"},
	})
	for name, sees := range map[string]bool{"office-county": true, "office-city": true, "cadre01": false, "leader01": false, "enterprise01": false, "admin": false} {
		if got := f.caller(name).ask(fmt.Sprintf(`{ policy(id: %q) { id withdrawnAt } }`, id), nil); strings.Contains(string(got.Data), id) != sees {
			t.Errorf("%s sees what was taken out: %s", name, got.Data)
		}
	}
}

// The book as a table holds what the reader's own list holds, with formulas as text.
func TestPolicyBookAsTable(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office := f.as("office-county")
	if got := office.publishes(newID(), ownCounty, content("=cmd|'/c calc'!A1", `sectors: [SERVICE, INDUSTRY], `+clauses)); codeOf(got) != "" {
		t.Fatal(got.Errors, string(got.Data))
	}
	for _, account := range []string{"office-county", "cadre01", "enterprise01", "handler-territory", "office-411024"} {
		c := f.as(account)
		var list struct {
			Policies struct{ Nodes []struct{ Title string } }
		}
		c.get(`{ policies(filter: {withdrawn: false}, first: 100) { nodes { title } } }`, nil, &list)
		status, file, rows := c.export("policies", url.Values{"withdrawn": {"false"}})
		if status != http.StatusOK || len(rows) != len(list.Policies.Nodes) || !strings.Contains(file, url.PathEscape("惠企政策一本通")) {
			t.Fatalf("%s: %d %s with %d rows, the list has %d", account, status, file, len(rows), len(list.Policies.Nodes))
		}
		for i, row := range rows {
			if row[0] != list.Policies.Nodes[i].Title {
				t.Errorf("%s: row %d is %s, the list has %s", account, i, row[0], list.Policies.Nodes[i].Title)
			}
		}
	}
	_, _, rows := office.export("policies", url.Values{"text": {"=cmd"}})
	want := []string{"=cmd|'/c calc'!A1", "区工信局", "", "2026-03-01", "", "双清区", "工业、服务业", "", "即申即享", "1. 对象：规模以上工业企业\n2. 材料：发票和付款凭证"}
	if len(rows) != 1 || !slices.Equal(rows[0][:10], want) {
		t.Errorf("the row is %q, want %q", rows, want)
	}
}

// What is written down of units for appraisal (A17): for offices and supervisors, by unit, without any person.
func TestAccountabilityFacts(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	for account, want := range map[string]int{
		"office-county": 200, "office-city": 200, "supervisor01": 200, "leader01": 403, "cadre01": 403, "handler-territory": 403, "enterprise01": 403, "admin": 403, "app": 403,
	} {
		status, _, rows := f.caller(account).export("accountability", nil)
		if status != want || (len(rows) > 0) != (want == 200) {
			t.Errorf("%s gets %d with %d rows, want %d", account, status, len(rows), want)
		}
	}
	c := f.as("office-city")
	_, _, rows := c.export("accountability", nil)
	at := map[string][]string{}
	for _, row := range rows {
		row = append(row, make([]string, 19-len(row))...)
		if at[row[0]+row[1]] != nil {
			t.Errorf("%s has two rows of %s", row[0], row[1])
		}
		at[row[0]+row[1]] = row
		if row[6] == "" && row[10] == "" && row[13] == "0" && row[15] == "" && row[16] == "1" {
			t.Errorf("a row without a fact: %q", row)
		}
	}
	persons := f.one(`select string_agg(name, '|') from person`)
	for _, name := range strings.Split(persons, "|") {
		for _, row := range rows {
			if slices.ContainsFunc(row, func(cell string) bool { return strings.Contains(cell, name) }) {
				t.Errorf("%s is named in %q", name, row)
			}
		}
	}
	// The rungs, the unanswered orders and the delays are those that the API tells.
	var got struct {
		SupervisionOrders struct {
			Nodes []struct {
				KindText, Status string
				IssuedAt         string
				Organization     *struct{ Name string }
				Problem          *struct{ Number string }
			}
		}
		Dispatches struct {
			Nodes []struct {
				Organization struct{ Name string }
				Problem      struct{ Number string }
			}
		}
	}
	c.get(`{ supervisionOrders(first: 100) { nodes { kindText status issuedAt organization { name } problem { number } } }
		dispatches(filter: {overdue: true}, first: 100) { nodes { organization { name } problem { number } } } }`, nil, &got)
	waiting := 0
	for _, o := range got.SupervisionOrders.Nodes {
		if o.Organization == nil || o.Problem == nil {
			continue
		}
		row := at[o.Organization.Name+o.Problem.Number]
		if row == nil || !strings.Contains(row[10], o.KindText+" "+o.IssuedAt[:4]) {
			t.Errorf("%s of %s to %s is not in %q", o.KindText, o.Problem.Number, o.Organization.Name, row)
		}
		if o.Status == "WAITING" {
			waiting++
			if row == nil || row[11] == "0" {
				t.Errorf("an order without an answer is not counted: %q", row)
			}
		}
	}
	for _, x := range got.Dispatches.Nodes {
		if row := at[x.Organization.Name+x.Problem.Number]; row == nil || row[6] == "" || row[9] != "是" {
			t.Errorf("%s is late with %s, the row is %q", x.Organization.Name, x.Problem.Number, row)
		}
	}
	if waiting == 0 || len(got.Dispatches.Nodes) == 0 {
		t.Error("the demo has nothing to tell")
	}
	if n := f.one(`select count(*) from export_log where name = '督办问责事实表'`); n != "4" {
		t.Errorf("%s exports are written down, want 4", n)
	}
}
