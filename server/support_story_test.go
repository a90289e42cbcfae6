package main

import (
	"fmt"
	"strings"
	"testing"
)

func (c *caller) support(id, firm, leader, plan string, team ...string) answer {
	return c.ask(`mutation($in: SaveSupportPlanInput!) { m: saveSupportPlan(input: $in) { supportPlan { id } userErrors { code field message } } }`,
		map[string]any{"in": map[string]any{"id": id, "enterpriseId": firm, "leaderId": leader, "memberIds": team, "plan": plan, "startsOn": "2026-11-20"}})
}

func (c *caller) follow(id, plan, text string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: followSupportPlan(input: {id: %q, supportPlanId: %q, text: %q}) { supportPlan { id } userErrors { code field message } } }`, id, plan, text), nil)
}

func (c *caller) endSupport(id, plan, summary string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: closeSupportPlan(input: {id: %q, supportPlanId: %q, outcome: PARTLY, summary: %q}) { supportPlan { outcome } userErrors { code field message } } }`, id, plan, summary), nil)
}

// One enterprise, one leader, one team, one plan, to the end (A10): the office makes it, leader and team follow it up, nothing of it is lost,
// and the firm reads the plain facts.
func TestSupportStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	county, leader, outsider := f.as("office-county"), f.as("leader01"), f.as("cadre02")
	firm := f.one(`select e.id from enterprise e where e.is_demo and e.division_code = '` + ownCounty + `' and e.id <> ` + quoted(f.firm()) + `
		and not exists (select from support_plan sp where sp.enterprise_id = e.id)
		and not exists (select from assignment a join person n on n.id = a.person_id where a.enterprise_id = e.id and n.account in ('cadre01', 'cadre02'))
		and not exists (select from problem p join dispatch x on x.problem_id = p.id join person n on n.organization_id = x.organization_id
		      where p.enterprise_id = e.id and n.account in ('handler-territory', 'handler-industry')) order by e.id limit 1`)
	contact := f.as(f.one(`select n.account from person n join person_role r on r.person_id = n.id where r.enterprise_id = ` + quoted(firm)))
	plan, first, end := newID(), newID(), newID()
	head, cadre, unit := f.person("leader01"), f.person("cadre02"), f.person("handler-industry")
	sees := func(account string) string {
		got := f.caller(account).ask(fmt.Sprintf(`{ supportPlan(id: %q) { id leader { name } members { name } plan entries(first: 9) { totalCount } } enterprise(id: %q) { id } }`, plan, firm), nil)
		out := ""
		for _, part := range []string{`"plan":"`, `"totalCount":`, `"enterprise":{`} {
			if strings.Contains(string(got.Data), part) {
				out += "1"
			} else {
				out += "0"
			}
		}
		return out
	}
	f.walk([]attempt{
		{"by a leader", func() answer { return leader.support(plan, firm, head, "每周走访", cadre) }, "FORBIDDEN"},
		{"by the firm", func() answer { return contact.support(plan, firm, head, "每周走访", cadre) }, "FORBIDDEN"},
		{"from elsewhere", func() answer { return f.as("office-411024").support(plan, firm, head, "每周走访", cadre) }, "NOT_FOUND"},
		{"led by a leader of elsewhere", func() answer { return county.support(plan, firm, f.person("leader02"), "每周走访", cadre) }, "INVALID"},
		{"led by a cadre", func() answer { return county.support(plan, firm, cadre, "每周走访", cadre) }, "INVALID"},
		{"without a team", func() answer { return county.support(plan, firm, head, "每周走访") }, "INVALID"},
		{"with a firm's contact in its team", func() answer { return county.support(plan, firm, head, "每周走访", f.person("enterprise01")) }, "INVALID"},
		{"with a cadre of another province", func() answer {
			return county.support(plan, firm, head, "每周走访", f.one(`select person_id from person_role where role = 'LINK_CADRE' and division_code = '411024' limit 1`))
		}, "INVALID"},
		{"followed before it is there", func() answer { return leader.follow(first, plan, "到了企业") }, "NOT_FOUND"},
		{"made", func() answer { return county.support(plan, firm, head, "每周走访", cadre) }, ""},
		{"made again", func() answer { return county.support(plan, firm, head, "每周走访", cadre) }, ""},
		{"a second one", func() answer { return county.support(newID(), firm, head, "另一个方案", cadre) }, "CONFLICT"},
		{"of another firm", func() answer { return county.support(plan, f.firm(), head, "每周走访", cadre) }, "CONFLICT"},
		{"a unit joins", func() answer { return county.support(plan, firm, head, "每周走访两次", unit, cadre) }, ""},
		{"followed by the office", func() answer { return county.follow(first, plan, "到了企业") }, "FORBIDDEN"},
		{"followed by another leader", func() answer { return f.as("leader05").follow(first, plan, "到了企业") }, "FORBIDDEN"},
		{"followed by its firm", func() answer { return contact.follow(first, plan, "到了企业") }, "FORBIDDEN"},
		{"followed by who is not of it", func() answer { return f.as("cadre01").follow(first, plan, "到了企业") }, "NOT_FOUND"},
		{"followed by its leader", func() answer { return leader.follow(first, plan, "到了企业") }, ""},
		{"followed by its leader again", func() answer { return leader.follow(first, plan, "到了企业") }, ""},
		{"the same id with other words", func() answer { return leader.follow(first, plan, "没到企业") }, "CONFLICT"},
		{"followed by the team", func() answer { return outsider.follow(newID(), plan, "送来了资料") }, ""},
		{"followed by a unit of the team", func() answer { return f.as("handler-industry").follow(newID(), plan, "受理了申请") }, ""},
	})
	for account, want := range map[string]string{ // the plan, how it goes, the enterprise
		"office-county": "111", "office-city": "111", "leader01": "111", "leader05": "111", "supervisor01": "111", "cadre02": "111", "handler-industry": "111",
		"cadre01": "000", "handler-territory": "000", "office-411024": "000", "leader02": "000", "app": "001", "admin": "001",
	} {
		if got := sees(account); got != want {
			t.Errorf("%s sees %s, want %s", account, got, want)
		}
	}
	var told struct {
		Viewer struct {
			Enterprise struct {
				SupportPlan struct {
					Leader        struct{ Name string }
					Members       []struct{ Name string }
					Plan          string
					FollowUpCount int
					Entries       struct{ TotalCount int }
				}
			}
		}
	}
	contact.get(`{ viewer { enterprise { supportPlan { leader { name } members { name } plan followUpCount entries(first: 9) { totalCount } } } } }`, nil, &told)
	if p := told.Viewer.Enterprise.SupportPlan; p.Plan != "每周走访两次" || p.Leader.Name != "市领导·演示01" || len(p.Members) != 2 || p.Entries.TotalCount != 0 || p.FollowUpCount != 0 {
		t.Errorf("the firm reads %+v", p)
	}

	f.walk([]attempt{
		{"ended by the team", func() answer { return outsider.endSupport(end, plan, "好了") }, "FORBIDDEN"},
		{"ended without a word", func() answer { return county.endSupport(end, plan, " ") }, "INVALID"},
		{"ended by its leader", func() answer { return leader.endSupport(end, plan, "贷款已到账") }, ""},
		{"ended again", func() answer { return leader.endSupport(end, plan, "贷款已到账") }, ""},
		{"ended by the office, too", func() answer { return county.endSupport(newID(), plan, "贷款已到账") }, "CONFLICT"},
		{"followed after its end", func() answer { return leader.follow(newID(), plan, "又到企业") }, "CONFLICT"},
		{"changed after its end", func() answer { return county.support(plan, firm, head, "再来", cadre) }, "CONFLICT"},
		{"a new one", func() answer { return county.support(newID(), firm, head, "再帮一程", cadre) }, ""},
	})
	var entries struct {
		SupportPlan struct {
			Outcome string
			Entries struct{ Nodes []struct{ Kind, Text string } }
		}
	}
	county.get(fmt.Sprintf(`{ supportPlan(id: %q) { outcome entries(first: 20) { nodes { kind text } } } }`, plan), nil, &entries)
	var kinds []string
	for _, e := range entries.SupportPlan.Entries.Nodes {
		kinds = append(kinds, e.Kind)
	}
	if got := strings.Join(kinds, " "); got != "CLOSED FOLLOWED FOLLOWED FOLLOWED CHANGED STARTED" || entries.SupportPlan.Outcome != "PARTLY" {
		t.Errorf("%s, %s", got, entries.SupportPlan.Outcome)
	}
	if changed := entries.SupportPlan.Entries.Nodes[4].Text; !strings.Contains(changed, "班子增加承办经办·演示行业") || !strings.Contains(changed, "原为：\n每周走访") {
		t.Errorf("changed: %s", changed)
	}
	if _, err := f.pool.Exec(t.Context(), "delete from support_plan_entry"); err == nil {
		t.Error("what was done can be taken away")
	}
	if out := sees("handler-industry"); out != "100" && out != "110" {
		t.Errorf("after the end a unit of the team sees %s: the plan, not the enterprise", out)
	}
}
