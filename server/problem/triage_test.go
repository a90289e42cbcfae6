package problem

import (
	"strings"
	"testing"
	"time"

	"lianqi/server/db/dbtest/county"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

func TestDualLine(t *testing.T) {
	w := newWorld(t)
	handed := func(id string) string {
		t.Helper()
		got, err := w.Triage(ctx, w.Actor("office"), TriageInput{ProblemID: id, ExpectedVersion: 1, Decision: Accept, DryRun: true})
		if err != nil {
			return err.Error()
		}
		var out []string
		for _, p := range got {
			out = append(out, p.Line+" "+string(p.Role)+" "+p.OrganizationName)
		}
		return strings.Join(out, ", ")
	}
	inside, outside, unlisted := w.report("cadre", "firm"), w.report("cadre-outside", "firm-outside"), w.report("cadre", "firm-unlisted")
	secret := w.input("firm")
	secret.Confidential = true
	if _, err := w.Report(ctx, w.Actor("cadre"), secret); err != nil {
		t.Fatal(err)
	}
	if got, want := handed(inside), "TERRITORY LEAD 双清园区管委会·演示, INDUSTRY CO 邵阳市工业专班·演示"; got != want {
		t.Errorf("in a park: %s", got)
	}
	if got, want := handed(outside), "TERRITORY LEAD 双清区人民政府·演示, INDUSTRY CO 邵阳市工业专班·演示"; got != want {
		t.Errorf("outside: %s", got)
	}
	if got := handed(unlisted); !strings.Contains(got, "没有找到行业线的专班") {
		t.Errorf("without a sector: %s", got)
	}
	w.Exec("update problem set confidential = true where id = $1", unlisted)
	if got, want := handed(unlisted), "TERRITORY LEAD 双清区人民政府·演示"; got != want {
		t.Errorf("confidential and without a sector: %s", got)
	}
	if got, want := handed(secret.ID), "TERRITORY LEAD 双清园区管委会·演示"; got != want {
		t.Errorf("confidential: %s", got)
	}
	w.Exec("insert into organization (id, name, kind, level, division_code, sector) values (id('nearer'), '双清区工业专班·演示', 'TASK_FORCE', 'COUNTY', '430502', 'INDUSTRY')")
	if got, want := handed(inside), "TERRITORY LEAD 双清园区管委会·演示, INDUSTRY CO 双清区工业专班·演示"; got != want {
		t.Errorf("with a task force of the county: %s", got)
	}
	w.Exec("update park set committee_id = id('nearer')")
	if got, want := handed(inside), "TERRITORY LEAD 双清区工业专班·演示"; got != want {
		t.Errorf("one unit on both lines: %s", got)
	}
	w.Exec("update park set committee_id = null; update organization set kind = 'DEPARTMENT' where id = id('government')")
	if got := handed(outside); !strings.Contains(got, "没有找到属地线的单位") {
		t.Errorf("without a government: %s", got)
	}
	if got := w.Text("select count(*) from dispatch"); got != "0" {
		t.Errorf("dry runs left %s dispatches", got)
	}
}

func TestChosenUnits(t *testing.T) {
	w := newWorld(t)
	id := w.report("cadre", "firm")
	bureau, other := county.ID("bureau"), county.ID("other")
	for name, units := range map[string][]Unit{
		"two leads":      {{bureau, "FUNCTIONAL", Lead}, {other, "FUNCTIONAL", Lead}},
		"no lead":        {{bureau, "FUNCTIONAL", Co}},
		"one unit twice": {{bureau, "FUNCTIONAL", Lead}, {bureau, "TERRITORY", Co}},
		"nobody":         {{once.New(), "FUNCTIONAL", Lead}},
		"not an id":      {{"x", "FUNCTIONAL", Lead}},
	} {
		_, err := w.Triage(ctx, w.Actor("office"), TriageInput{ProblemID: id, ExpectedVersion: 1, Decision: Accept, Units: units})
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	handed, err := w.Triage(ctx, w.Actor("office-city"), TriageInput{
		ProblemID: id, ExpectedVersion: 1, Decision: Accept, Complexity: deadline.Major, Units: []Unit{{other, "FUNCTIONAL", Co}, {bureau, "TERRITORY", Lead}},
	})
	if err != nil || handed[0].OrganizationID != bureau {
		t.Fatalf("%v, %v", handed, err)
	}
	w.want(id, map[string]string{
		"concat_ws(' ', level, assigned_by_level, complexity)": "CITY CITY MAJOR", "lead_organization_id": bureau, dispatches: "1 LEAD PENDING_SIGN, 1 CO PENDING_SIGN",
	})
}

// The dates are those that deadline gives, for each complexity and policy.
func TestDatesAreTheDeadlines(t *testing.T) {
	w := newWorld(t)
	for _, code := range []string{"QUANZHOU", "HENAN_13710", "XUCHANG_ABC", "ZHONGSHAN", "QINGDAO", "JIANGMEN", "ZAOZHUANG", "WUHAN"} {
		w.Exec("update campaign set sla_policy_code = $1", code)
		policy, err := deadline.LoadPolicy(ctx, w.Pool, code)
		if err != nil {
			t.Fatal(err)
		}
		calendar, err := deadline.LoadCalendar(ctx, w.Pool, w.Now.AddDate(0, -1, 0), w.Now.AddDate(1, 0, 0))
		if err != nil {
			t.Fatal(err)
		}
		for _, complexity := range []deadline.Complexity{deadline.Simple, deadline.CrossUnit, deadline.Major} {
			id := w.report("cadre", "firm")
			handed, err := w.Triage(ctx, w.Actor("office"), TriageInput{ProblemID: id, ExpectedVersion: 1, Decision: Accept, Complexity: complexity})
			if err != nil {
				t.Fatal(err)
			}
			for i, timer := range []deadline.Timer{deadline.Resolve, policy.ReplyTimer(false)} {
				due, _ := policy.Due(timer, complexity, w.Now, calendar)
				p := handed[i]
				for timer, got := range map[deadline.Timer]*time.Time{deadline.Sign: p.SignDueAt, deadline.Contact: p.ContactDueAt, deadline.Progress: p.ProgressDueAt} {
					if want, ok := policy.Due(timer, complexity, w.Now, calendar); ok != (got != nil) || ok && !got.Equal(want.At) {
						t.Errorf("%s %s %s: %s by %v, want %v", code, complexity, p.Role, timer, got, want.At)
					}
				}
				if !p.DueAt.Equal(due.At) || p.DueReason != due.Reason {
					t.Errorf("%s %s %s: %v %s, want %v %s", code, complexity, p.Role, p.DueAt, p.DueReason, due.At, due.Reason)
				}
				if i == 0 {
					w.want(id, map[string]string{"due_at = '" + due.At.Format(time.RFC3339) + "' and warn_at = '" + due.WarnAt.Format(time.RFC3339) + "'": "true", "due_reason": due.Reason})
				}
			}
		}
	}
}

// Where no campaign runs, QUANZHOU holds.
func TestWithoutACampaign(t *testing.T) {
	w := newWorld(t)
	w.Exec("update campaign set ends_on = '2026-11-22'")
	id := w.at(Dispatched)
	w.want(id, map[string]string{"concat_ws(' ', campaign_id, due_at)": "2026-12-02 10:00:00+00"})
}
