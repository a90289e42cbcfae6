package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func (c *caller) saveChain(id, division, department string, heads ...string) answer {
	return c.ask(`mutation($in: SaveIndustryChainInput!) { m: saveIndustryChain(input: $in) { industryChain { id name } userErrors { code field message } } }`,
		map[string]any{"in": map[string]any{"id": id, "name": "轴承产业链", "divisionCode": division, "departmentId": department, "headIds": heads}})
}

func (c *caller) arrange(chain string, join, leave []string) answer {
	return c.ask(`mutation($in: ArrangeChainMembersInput!) { m: arrangeChainMembers(input: $in) { industryChain { enterpriseCount } userErrors { code field message } } }`,
		map[string]any{"in": map[string]any{"industryChainId": chain, "join": join, "leave": leave}})
}

// person is the id of an account.
func (f *front) person(account string) string {
	return f.one(`select id from person where account = '` + account + `'`)
}

func (f *front) unit(name string) string {
	return f.one(`select id from organization where name = '` + name + `'`)
}

// firmOf is the id of a made-up firm of a county.
func (f *front) firmOf(county string) string {
	return f.one(`select id from enterprise where is_demo and division_code = '` + county + `' order by id limit 1`)
}

// An office makes a chain of its area with leaders of the area and one department, and firms join it and leave it (A16).
func TestChainStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	city, county := f.as("office-city"), f.as("office-county")
	bureau, head, other := f.unit("邵阳市工业和信息化局"), f.person("leader01"), f.person("leader05")
	chain, far, sibling := newID(), f.firmOf(farCounty), f.firmOf(siblingCounty)
	f.walk([]attempt{
		{"of the city by a county", func() answer { return county.saveChain(chain, "430500", bureau, head) }, "FORBIDDEN"},
		{"by a leader", func() answer { return f.as("leader01").saveChain(chain, "430500", bureau, head) }, "FORBIDDEN"},
		{"headed by a leader of elsewhere", func() answer { return city.saveChain(chain, "430500", bureau, f.person("leader02")) }, "INVALID"},
		{"headed by a cadre", func() answer { return city.saveChain(chain, "430500", bureau, f.person("cadre01")) }, "INVALID"},
		{"headed by nobody", func() answer { return city.saveChain(chain, "430500", bureau) }, "INVALID"},
		{"answered for by a task force", func() answer { return city.saveChain(chain, "430500", f.unit("邵阳市工业专班"), head) }, "INVALID"},
		{"answered for by a bureau of elsewhere", func() answer { return city.saveChain(chain, "430500", f.unit("鄢陵县工业和信息化局"), head) }, "INVALID"},
		{"made", func() answer { return city.saveChain(chain, "430500", bureau, head, other) }, ""},
		{"made again", func() answer { return city.saveChain(chain, "430500", bureau, other, head) }, ""},
		{"of the same name", func() answer { return city.saveChain(newID(), "430500", bureau, head) }, "CONFLICT"},
		{"moved to a county", func() answer { return city.saveChain(chain, ownCounty, bureau, head) }, "NOT_FOUND"},
		{"joined by a county's hand", func() answer { return county.arrange(chain, []string{f.firm()}, []string{}) }, "FORBIDDEN"},
		{"joined from another province", func() answer { return city.arrange(chain, []string{far}, []string{}) }, "NOT_FOUND"},
		{"joined and left at once", func() answer { return city.arrange(chain, []string{sibling}, []string{sibling}) }, "INVALID"},
		{"joined", func() answer { return city.arrange(chain, []string{f.firm(), sibling}, []string{}) }, ""},
		{"joined again", func() answer { return city.arrange(chain, []string{f.firm(), sibling}, []string{}) }, ""},
		{"of nobody", func() answer { return f.as("office-411024").arrange(chain, nil, nil) }, "INVALID"}, // null is no list
		{"seen from elsewhere", func() answer { return f.as("office-411024").arrange(chain, []string{}, []string{}) }, "NOT_FOUND"},
	})
	if n := f.one(`select string_agg(n.account, ' ' order by n.account) from chain_head ch join person n on n.id = ch.person_id where ch.chain_id = ` + quoted(chain)); n != "leader01 leader05" {
		t.Errorf("headed by %s", n)
	}

	own := f.one(`select name from enterprise where id = ` + quoted(f.firm()))
	for account, sees := range map[string]string{ // the chain, and how many of its two firms
		"office-city": "12", "office-province": "12", "leader01": "12", "supervisor01": "12", "office-county": "11", "cadre01": "11", "cadre02": "10",
		"enterprise01": "11", "handler-territory": "0", "office-411024": "0", "leader02": "0", "app": "0",
	} {
		got := f.caller(account).ask(fmt.Sprintf(`{ industryChain(id: %q) { id enterpriseCount } }`, chain), nil)
		want := `{"industryChain":null}`
		if sees[0] == '1' {
			want = fmt.Sprintf(`{"industryChain":{"id":%q,"enterpriseCount":%s}}`, chain, sees[1:])
		}
		if string(got.Data) != want {
			t.Errorf("%s sees %s %v", account, got.Data, got.Errors)
		}
	}

	// The chain is a filter: of lists, of counts and of statistics, and all of them tell the same.
	var told struct {
		IndustryChain struct {
			OpenProblemCount, OverdueProblemCount int
			Problems                              struct{ TotalCount int }
		}
		Open, Late struct{ TotalCount int }
		Firms      struct{ Nodes []struct{ Name string } }
		Statistics struct {
			Total struct{ Reported, Open, Overdue int }
		}
	}
	f.as("leader01").get(fmt.Sprintf(`{ industryChain(id: %[1]q) { openProblemCount overdueProblemCount problems(first: 1) { totalCount } }
		open: problems(filter: {chainId: %[1]q, open: true}, first: 1) { totalCount } late: problems(filter: {chainId: %[1]q, overdue: true}, first: 1) { totalCount }
		firms: enterprises(filter: {chainId: %[1]q}, first: 9) { nodes { name } }
		statistics(divisionCode: "430500", groupBy: DIVISION, filter: {chainId: %[1]q}) { total { reported open overdue } } }`, chain), nil, &told)
	c, s := told.IndustryChain, told.Statistics.Total
	if c.OpenProblemCount == 0 || c.OpenProblemCount != told.Open.TotalCount || c.OpenProblemCount != s.Open ||
		c.OverdueProblemCount != told.Late.TotalCount || c.OverdueProblemCount != s.Overdue || c.Problems.TotalCount != s.Reported || len(told.Firms.Nodes) != 2 {
		t.Errorf("told differently: %+v", told)
	}

	var chains struct {
		Enterprise struct {
			Name   string
			Chains []struct{ ID string }
		}
	}
	f.walk([]attempt{{"left", func() answer { return city.arrange(chain, []string{}, []string{f.firm()}) }, ""}})
	f.as("cadre01").get(fmt.Sprintf(`{ enterprise(id: %q) { name chains { id } } }`, f.firm()), nil, &chains)
	if chains.Enterprise.Name != own || slices.Contains(chains.Enterprise.Chains, struct{ ID string }{chain}) {
		t.Errorf("it has left: %+v", chains)
	}
}

func (c *caller) liaise(id, about, of, phone string) answer {
	return c.ask(`mutation($in: SaveLiaisonInput!) { m: saveLiaison(input: $in) { liaison { id name phone } userErrors { code field message } } }`,
		map[string]any{"in": map[string]any{"id": id, about: of, "name": "联络员", "phone": phone}})
}

func (c *caller) relieve(id string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: endLiaison(input: {liaisonId: %q}) { liaison { endedAt } userErrors { code } } }`, id), nil)
}

// A firm finds whom to call: its own liaison, those of its chains, and those of departments that handle its problems (A15).
func TestLiaisonStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	city, county := f.as("office-city"), f.as("office-county")
	chain := f.one(`select chain_id from chain_member where enterprise_id = ` + quoted(f.firm()))
	first, next, own, strange := newID(), newID(), newID(), newID()
	idle := f.one(`select o.id from organization o where o.division_code = '430500' and o.kind = 'DEPARTMENT'
		and not exists (select from dispatch x join problem p on p.id = x.problem_id where x.organization_id = o.id and p.enterprise_id = ` + quoted(f.firm()) + `) order by o.name limit 1`)
	f.walk([]attempt{
		{"of a chain by a county", func() answer { return county.liaise(first, "chainId", chain, "13800000001") }, "FORBIDDEN"},
		{"of a chain by a leader", func() answer { return f.as("leader01").liaise(first, "chainId", chain, "13800000001") }, "FORBIDDEN"},
		{"of what is not", func() answer { return city.liaise(first, "chainId", newID(), "13800000001") }, "NOT_FOUND"},
		{"of a firm from elsewhere", func() answer { return f.as("office-411024").liaise(own, "enterpriseId", f.firm(), "13800000001") }, "NOT_FOUND"},
		{"of a firm by itself", func() answer { return f.as("enterprise01").liaise(own, "enterpriseId", f.firm(), "13800000001") }, "FORBIDDEN"},
		{"who cannot be called", func() answer { return county.liaise(own, "enterpriseId", f.firm(), "找张三") }, "INVALID"},
		{"of a chain", func() answer { return city.liaise(first, "chainId", chain, "13800000001") }, ""},
		{"of the chain after it", func() answer { return city.liaise(next, "chainId", chain, "0739-5300002") }, ""},
		{"who was relieved", func() answer { return city.liaise(first, "chainId", chain, "13800000009") }, "CONFLICT"},
		{"of the firm", func() answer { return county.liaise(own, "enterpriseId", f.firm(), "13812340003") }, ""},
		{"of the firm, moved to a unit", func() answer { return city.liaise(own, "organizationId", idle, "13812340003") }, "CONFLICT"},
		{"of a department that has nothing to do with it", func() answer { return city.liaise(strange, "organizationId", idle, "13800000004") }, ""},
		{"relieved by the firm", func() answer { return f.as("enterprise01").relieve(own) }, "FORBIDDEN"},
		{"relieved from elsewhere", func() answer { return f.as("cadre02").relieve(own) }, "NOT_FOUND"},
	})
	unit := f.person("handler-territory")
	if n := f.one(`select count(*) from liaison where chain_id = ` + quoted(chain) + ` and ended_at is null`); n != "1" {
		t.Errorf("the chain has %s liaisons", n)
	}
	for account, phone := range map[string]string{ // of the firm's own liaison; "" where it is not seen
		"enterprise01": "13812340003", "cadre01": "13812340003", "office-county": "13812340003", "office-city": "13812340003", "supervisor01": "13812340003",
		"handler-territory": "13812340003", "leader01": "138****0003", "admin": "138****0003", "cadre02": "", "office-411024": "", "app": "",
	} {
		var got struct {
			Enterprise *struct {
				Liaisons []struct{ ID, Scope, Phone string }
			}
		}
		if err := json.Unmarshal(f.caller(account).ask(fmt.Sprintf(`{ enterprise(id: %q) { liaisons { id scope phone } } }`, f.firm()), nil).Data, &got); err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		if got.Enterprise != nil {
			for _, l := range got.Enterprise.Liaisons {
				found[l.ID] = l.Phone
				if account == "leader01" && !strings.Contains(l.Phone, "****") {
					t.Errorf("a leader reads %s", l.Phone)
				}
			}
		}
		if found[own] != phone || found[strange] != "" || found[first] != "" {
			t.Errorf("%s calls %v", account, found)
		}
		if (account == "enterprise01" || account == "cadre01") && found[next] != "0739-5300002" {
			t.Errorf("%s does not find the chain's: %v", account, found)
		}
	}

	// A unit that only helps with the firm's problems, or has none of it open, does not call it (6.5).
	f.one(`update problem set lead_organization_id = ` + quoted(idle) + ` where enterprise_id = ` + quoted(f.firm()) + ` and lead_organization_id =
		(select organization_id from person where id = ` + quoted(unit) + `) returning 1`)
	if got := f.as("handler-territory").ask(fmt.Sprintf(`{ enterprise(id: %q) { liaisons { phone } } }`, f.firm()), nil); strings.Contains(string(got.Data), "13812340003") {
		t.Errorf("a unit that leads nothing calls %s", got.Data)
	}

	// A department is found while it handles a problem that the reader sees, a confidential one by whom it concerns.
	mine := f.one(`select p.id from problem p join dispatch x on x.problem_id = p.id and x.active where p.enterprise_id = ` + quoted(f.firm()) + ` and p.open order by p.id limit 1`)
	f.one(`update dispatch set organization_id = ` + quoted(idle) + ` where id = (select id from dispatch where problem_id = ` + quoted(mine) + ` and active order by id limit 1) returning 1`)
	f.one(`update problem set confidential = true, reporter_id = ` + quoted(f.person("enterprise01")) + ` where id = ` + quoted(mine) + ` returning 1`)
	for account, finds := range map[string]bool{"enterprise01": true, "office-county": true, "supervisor01": true, "cadre01": false, "leader01": false, "handler-industry": false} {
		got := f.as(account).ask(fmt.Sprintf(`{ enterprise(id: %q) { liaisons { id } } }`, f.firm()), nil)
		if strings.Contains(string(got.Data), strange) != finds {
			t.Errorf("%s finds the department of a confidential problem: %t", account, !finds)
		}
	}

	f.walk([]attempt{
		{"relieved", func() answer { return county.relieve(own) }, ""},
		{"relieved again", func() answer { return county.relieve(own) }, ""},
	})
	if got := f.as("enterprise01").ask(fmt.Sprintf(`{ enterprise(id: %q) { liaisons { id } } }`, f.firm()), nil); strings.Contains(string(got.Data), own) {
		t.Errorf("a relieved one is called: %s", got.Data)
	}
}
