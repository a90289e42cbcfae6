package main

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// An administrator reads the year's calendar, tries out what a further day off would move, and then has it so; the campaigns' deadlines are
// read with their rules, by whoever may change them and by whoever may not.
func TestCalendarAndPolicyStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	admin, county, city := f.as("admin"), f.as("office-county"), f.as("office-city")
	type day struct {
		Day, Name string
		Off       bool
	}
	calendar := func(c *caller, year int) []day {
		var got struct{ WorkCalendar []day }
		c.get(`query($year: Int!) { workCalendar(year: $year) { day off name } }`, map[string]any{"year": year}, &got)
		return got.WorkCalendar
	}
	for _, d := range []day{{"2026-02-14", "春节", false}, {"2026-02-15", "春节", true}} {
		if !slices.Contains(calendar(county, 2026), d) {
			t.Errorf("2026 lacks %+v", d)
		}
	}
	if got := len(calendar(admin, 1999)) + len(calendar(admin, -5)) + len(calendar(admin, 2000000000)); got != 0 {
		t.Errorf("%d days of years without a notice", got)
	}

	from := f.one(`select (x.due_at at time zone 'Asia/Shanghai')::date::text from dispatch x join problem p on p.id = x.problem_id join campaign g on g.id = p.campaign_id
		where x.active and x.replied_at is null and p.status = 'IN_PROGRESS' and g.sla_policy_code = 'QUANZHOU' and x.first_due_at = x.due_at order by x.due_at desc limit 1`)
	last, _ := time.Parse(time.DateOnly, from)
	change := func(dry bool) (count int) {
		var got struct {
			ChangeWorkCalendar struct {
				Count int
				Moved []struct{ Number, OrganizationName, OldDueAt, NewDueAt string }
			}
		}
		admin.get(`mutation($input: ChangeWorkCalendarInput!) { changeWorkCalendar(input: $input) { count moved { number organizationName oldDueAt newDueAt } userErrors { message } } }`,
			map[string]any{"input": map[string]any{"days": []map[string]any{{"day": from, "off": true, "name": "临时放假"}}, "reason": "省政府通知", "dryRun": dry}}, &got)
		for _, m := range got.ChangeWorkCalendar.Moved {
			if m.NewDueAt <= m.OldDueAt || m.OrganizationName == "" {
				t.Errorf("moved %+v", m)
			}
		}
		return got.ChangeWorkCalendar.Count
	}
	off := day{from, "临时放假", true}
	tried := change(true)
	if tried == 0 || slices.Contains(calendar(admin, last.Year()), off) {
		t.Errorf("a dry run moves %d dates and changed the calendar", tried)
	}
	if done := change(false); done != tried || !slices.Contains(calendar(admin, last.Year()), off) {
		t.Errorf("%d dates moved, %d were said", done, tried)
	}

	f.one(`insert into campaign (id, name, division_code, starts_on, ends_on, sla_policy_code) values ('` + newID() + `', '县里的活动', '` + ownCounty + `', today(), null, 'HENAN_13710') returning id`)
	for _, c := range []struct {
		*caller
		below bool
		want  map[string]bool // campaigns, and whether the reader may change their deadlines
	}{
		{county, false, map[string]bool{"县里的活动": true, "万名干部联万企": false}},
		{city, false, map[string]bool{"万名干部联万企": false}},
		{city, true, map[string]bool{"县里的活动": true, "万名干部联万企": false}},
		{admin, true, map[string]bool{"县里的活动": true, "万名干部联万企": true}},
	} {
		var got struct {
			Campaigns []struct {
				Name             string
				PolicyChangeable bool
				SlaPolicy        struct {
					Name, Source string
					Steps        []struct{ Timer, Text string }
				}
			}
		}
		c.get(fmt.Sprintf(`{ campaigns(below: %t) { name policyChangeable slaPolicy { name source steps { timer text } } } }`, c.below), nil, &got)
		seen := map[string]bool{}
		for _, g := range got.Campaigns {
			seen[g.Name] = true
			if want, known := c.want[g.Name]; known && want != g.PolicyChangeable {
				t.Errorf("%s may change %s: %t", c.name, g.Name, g.PolicyChangeable)
			}
			if g.SlaPolicy.Source == "" || len(g.SlaPolicy.Steps) == 0 {
				t.Errorf("%s reads %+v", c.name, g)
			}
		}
		for name := range map[string]bool{"县里的活动": true, "万名干部联万企": true} {
			if _, want := c.want[name]; want != seen[name] {
				t.Errorf("%s below %t sees %s: %t", c.name, c.below, name, seen[name])
			}
		}
	}
}
