package main

import (
	"fmt"
	"strings"
	"testing"
)

// writes writes a resident's day.
func (c *caller) writes(id, firm, day, text string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: writeResidentLog(input: {id: %q, enterpriseId: %q, day: %q, text: %q, hours: 6, duties: ["了解生产情况"],
		capturedAt: "2026-11-20T08:00:00Z"}) { residentLog { id day duties cadre { name } } userErrors { code field message } } }`, id, firm, day, text), nil)
}

// saves words a list of the residents' rules.
func (c *caller) saves(kind, division, items string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: saveResidentChecklist(input: {kind: %s, divisionCode: %q, items: %s}) {
		residentChecklist { id items } userErrors { code field message } } }`, kind, division, items), nil)
}

// A resident writes a day, once and only where they lived that day; those who may see visits there see it, nobody else; and the office words
// the duties, which hold for its area and not beside it.
func TestResidentStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	home := f.one(`select a.enterprise_id from assignment a join person n on n.id = a.person_id where n.account = 'resident01'`)
	elsewhere := f.one(`select a.enterprise_id from assignment a join person n on n.id = a.person_id where n.account = 'resident02'`)
	day := func(back int) string { return f.one(fmt.Sprintf(`select (today() - %d)::text`, back)) }
	f.one(`update assignment set starts_on = today() - 20 where mode = 'RESIDENT' and enterprise_id = ` + quoted(home) + ` returning 1`)
	resident, cadre, office := f.as("resident01"), f.as("cadre01"), f.as("office-county")
	log, late := newID(), newID()
	f.walk([]attempt{
		{"a day", func() answer { return resident.writes(log, home, day(0), "到车间看了生产线") }, ""},
		{"the same again", func() answer { return resident.writes(log, home, day(0), "到车间看了生产线") }, ""},
		{"otherwise under the same id", func() answer { return resident.writes(log, home, day(0), "另一句话") }, "CONFLICT"},
		{"the day a second time", func() answer { return resident.writes(newID(), home, day(0), "又写一篇") }, "CONFLICT"},
		{"tomorrow", func() answer { return resident.writes(newID(), home, day(-1), "明天的事") }, "INVALID"},
		{"31 days ago", func() answer { return resident.writes(newID(), home, day(31), "上个月的事") }, "INVALID"},
		{"before they came", func() answer { return resident.writes(newID(), home, day(21), "还没来时的事") }, "INVALID"},
		{"where another lives", func() answer { return resident.writes(newID(), elsewhere, day(0), "别家的事") }, "NOT_FOUND"},
		{"where they are linked only", func() answer { return cadre.writes(newID(), home, day(0), "不驻在这里") }, "INVALID"},
		{"by the office", func() answer { return office.writes(newID(), home, day(0), "办公室写的") }, "FORBIDDEN"},
		{"too short", func() answer { return resident.writes(newID(), home, day(19), "好") }, "INVALID"},
	})
	// What was written on a day may come when the link has ended since.
	f.one(`update assignment set ends_on = today() - 12 where mode = 'RESIDENT' and enterprise_id = ` + quoted(home) + ` returning 1`)
	f.walk([]attempt{
		{"after the end", func() answer { return resident.writes(newID(), home, day(11), "已经离开") }, "NOT_FOUND"},
		{"late, of a day before the end", func() answer { return resident.writes(late, home, freeDay(f, home), "离开前的一天") }, ""},
	})
	for name, sees := range map[string]bool{
		"resident01": true, "resident02": false, "cadre01": true, "cadre02": false, "office-county": true, "office-city": true, "office-411024": false,
		"leader01": true, "supervisor01": true, "enterprise02": true, "enterprise01": false, "handler-territory": false, "admin": false, "app": false,
	} {
		got := f.caller(name).ask(fmt.Sprintf(`{ residentLog(id: %q) { id } residentLogs(filter: {enterpriseId: %q}, first: 50) { nodes { id } } }`, log, home), nil)
		if n := strings.Count(string(got.Data), log); n != map[bool]int{true: 2}[sees] {
			t.Errorf("%s sees the day %d times: %s %v", name, n, got.Data, got.Errors)
		}
	}
	var page struct {
		Enterprise struct {
			ResidentLogs struct {
				TotalCount int
				Nodes      []struct{ Day string }
			}
		}
	}
	office.get(fmt.Sprintf(`{ enterprise(id: %q) { residentLogs(first: 3) { totalCount nodes { day } } } }`, home), nil, &page)
	if logs := page.Enterprise.ResidentLogs; logs.TotalCount != 12 || len(logs.Nodes) != 3 || logs.Nodes[0].Day != day(0) {
		t.Errorf("the enterprise's page has %+v", logs)
	}
	var who struct {
		Viewer struct {
			Residences []struct{ Enterprise struct{ ID string } }
		}
	}
	f.as("resident02").get(`{ viewer { residences { enterprise { id } } } }`, nil, &who)
	if r := who.Viewer.Residences; len(r) != 1 || r[0].Enterprise.ID != elsewhere {
		t.Errorf("resident02 lives at %+v", r)
	}
	f.walk([]attempt{
		{"by a resident", func() answer { return resident.saves("DUTY", ownCounty, `["每天到企业"]`) }, "FORBIDDEN"},
		{"of another county", func() answer { return office.saves("DUTY", siblingCounty, `["每天到企业"]`) }, "FORBIDDEN"},
		{"with an empty line", func() answer { return office.saves("DUTY", ownCounty, `["每天到企业", " "]`) }, "INVALID"},
		{"with 31 lines", func() answer { return office.saves("DUTY", ownCounty, lines(31)) }, "INVALID"},
		{"the county's own", func() answer {
			return office.saves("DUTY", ownCounty, `["每天到企业", "当天上报问题", "每天到企业"]`)
		}, ""},
	})
	for name, want := range map[string]string{
		"resident01": `["每天到企业","当天上报问题"]`, "office-county": `["每天到企业","当天上报问题"]`, "office-city": `（示例）`, "office-411024": `"residentChecklists":[]`,
		"enterprise02": `"residentChecklists":[]`,
	} {
		if got := f.caller(name).ask(`{ residentChecklists { kind items division { code } } }`, nil); !strings.Contains(string(got.Data), want) {
			t.Errorf("%s reads %s %v, want %s", name, got.Data, got.Errors, want)
		}
	}
	f.walk([]attempt{{"none any more", func() answer { return office.saves("DUTY", ownCounty, `[]`) }, ""}})
	if got := resident.ask(`{ residentChecklists { items } }`, nil); !strings.Contains(string(got.Data), "（示例）每天了解生产经营情况") {
		t.Errorf("without the county's own the city's does not hold: %s", got.Data)
	}
}

// freeDay is the last day, at least 12 back, of which an enterprise has no log yet.
func freeDay(f *front, firm string) string {
	return f.one(`select d::date::text from generate_series(today() - 12, today() - 20, interval '-1 day') d
		where not exists (select from resident_log l where l.day = d::date and l.enterprise_id = ` + quoted(firm) + `) limit 1`)
}

func lines(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%q", fmt.Sprintf("职责第 %d 条", i))
	}
	return "[" + strings.Join(out, ", ") + "]"
}
