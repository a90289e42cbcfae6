package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// plan plans an event for a county's enterprises.
func (c *caller) plan(id, kind, division string, at time.Time) answer {
	return c.ask(fmt.Sprintf(`mutation { m: saveReceptionEvent(input: {id: %q, kind: %s, title: "企业家接待日", divisionCode: %q, startsAt: %q, place: "政务中心三楼",
		host: "区长"}) { receptionEvent { id status } userErrors { code field message } } }`, id, kind, division, at.Format(time.RFC3339)), nil)
}

func (c *caller) signUp(id, event string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: signUpForReception(input: {id: %q, receptionEventId: %q, question: "门口的路什么时候修好"}) {
		signUp { id question } userErrors { code field message } } }`, id, event), nil)
}

func (c *caller) unsign(id string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: withdrawFromReception(input: {signUpId: %q}) { signUp { id withdrawnAt } userErrors { code } } }`, id), nil)
}

func (c *caller) reportAt(id, event, firm string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: reportProblem(input: {id: %q, enterpriseId: %q, receptionEventId: %q, title: "修路", description: "门口的路坏了",
		category: OTHER, capturedAt: "2026-11-20T08:00:00Z"}) { problem { id channel receptionEvent { id } } userErrors { code field message } } }`, id, firm, event), nil)
}

func (c *caller) settle(event, outcome string) answer {
	return c.ask(fmt.Sprintf(`mutation { m: settleReceptionEvent(input: {receptionEventId: %q, outcome: %s}) {
		receptionEvent { status } userErrors { code field message } } }`, event, outcome), nil)
}

// An office plans an event, a firm signs up with its question, and the office makes a problem of it, which came in by the event's channel.
// Whoever else tries is refused.
func TestReceptionStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office, firm, cadre, leader, city := f.as("office-county"), f.as("enterprise01"), f.as("cadre01"), f.as("leader01"), f.as("office-city")
	stranger := f.as(f.one(`select n.account from person n join person_role r on r.person_id = n.id join enterprise e on e.id = r.enterprise_id
		where e.division_code = '` + farCounty + `' order by 1 limit 1`))
	event, come, again, problem, soon := newID(), newID(), newID(), newID(), time.Now().Add(48*time.Hour)
	f.walk([]attempt{
		{"in the past", func() answer { return office.plan(event, "SALON", ownCounty, time.Now().Add(-time.Minute)) }, "INVALID"},
		{"in three years", func() answer { return office.plan(event, "SALON", ownCounty, time.Now().AddDate(3, 0, 0)) }, "INVALID"},
		{"of another county", func() answer { return office.plan(event, "SALON", siblingCounty, soon) }, "FORBIDDEN"},
		{"by a leader", func() answer { return leader.plan(event, "SALON", ownCounty, soon) }, "FORBIDDEN"},
		{"to what is not", func() answer { return firm.signUp(come, event) }, "NOT_FOUND"},
		{"raised at what is not", func() answer { return office.reportAt(problem, event, f.firm()) }, "NOT_FOUND"},
		{"planned", func() answer { return office.plan(event, "SALON", ownCounty, soon) }, ""},
		{"planned again", func() answer { return office.plan(event, "SALON", ownCounty, soon) }, ""},
		{"planned otherwise", func() answer { return office.plan(event, "OPEN_DAY", ownCounty, soon) }, "CONFLICT"},
		{"raised without coming", func() answer { return office.reportAt(problem, event, f.firm()) }, "INVALID"},
		{"a firm from elsewhere comes", func() answer { return stranger.signUp(come, event) }, "NOT_FOUND"},
		{"the office comes", func() answer { return office.signUp(come, event) }, "FORBIDDEN"},
		{"the firm comes", func() answer { return firm.signUp(come, event) }, ""},
		{"the firm comes twice", func() answer { return firm.signUp(newID(), event) }, "CONFLICT"},
		{"another takes it back", func() answer { return stranger.unsign(come) }, "NOT_FOUND"},
		{"the office takes it back", func() answer { return office.unsign(come) }, "NOT_FOUND"},
		{"the firm takes it back", func() answer { return firm.unsign(come) }, ""},
		{"the firm takes it back again", func() answer { return firm.unsign(come) }, ""},
		{"raised by who does not come any more", func() answer { return office.reportAt(problem, event, f.firm()) }, "INVALID"},
		{"the firm comes after all", func() answer { return firm.signUp(again, event) }, ""},
		{"told by its cadre", func() answer { return cadre.reportAt(problem, event, f.firm()) }, "FORBIDDEN"},
		{"told by itself", func() answer { return firm.reportAt(problem, event, f.firm()) }, "FORBIDDEN"},
		{"told by the office", func() answer { return office.reportAt(problem, event, f.firm()) }, ""},
		{"told by the office again", func() answer { return office.reportAt(problem, event, f.firm()) }, ""},
		{"told by a leader", func() answer { return leader.reportAt(newID(), event, f.firm()) }, ""},
		{"held too soon", func() answer { return office.settle(event, "HELD") }, "CONFLICT"},
		{"moved to nowhen", func() answer { return office.settle(event, "MOVED") }, "INVALID"},
		{"cancelled by the firm", func() answer { return firm.settle(event, "CANCELLED") }, "FORBIDDEN"},
		{"cancelled from elsewhere", func() answer { return f.as("office-411024").settle(event, "CANCELLED") }, "NOT_FOUND"},
	})
	for _, one := range []struct {
		c    *caller
		sees string // the event, the sign-up
	}{{office, "11"}, {city, "11"}, {leader, "11"}, {f.as("supervisor01"), "11"}, {firm, "11"}, {cadre, "11"}, {f.as("cadre02"), "10"}, {stranger, "00"}, {f.as("handler-territory"), "00"}, {f.as("admin"), "00"}, {f.caller("app"), "00"}} {
		got := one.c.ask(fmt.Sprintf(`{ receptionEvent(id: %q) { id signUps(first: 9) { nodes { id } } signUpCount } }`, event), nil)
		for i, id := range []string{event, again} {
			if strings.Contains(string(got.Data), id) != (one.sees[i] == '1') {
				t.Errorf("%s sees %s", one.c.name, got.Data)
			}
		}
	}
	if got := f.all(`select channel, reception_event_id from problem where id = ` + quoted(problem)); got[0] != "SALON" || got[1] != event {
		t.Errorf("the problem came in as %v", got)
	}
	var list struct {
		ReceptionEvent struct {
			ProblemCount int
			SignUps      struct {
				Nodes []struct{ Problems []struct{ ID string } }
			}
		}
	}
	office.get(fmt.Sprintf(`{ receptionEvent(id: %q) { problemCount signUps(first: 9) { nodes { problems { id } } } } }`, event), nil, &list)
	if e := list.ReceptionEvent; e.ProblemCount != 2 || len(e.SignUps.Nodes) != 1 || len(e.SignUps.Nodes[0].Problems) != 2 {
		t.Errorf("raised: %+v", e)
	}
	f.one(`update reception_event set starts_at = now() - interval '1 hour' where id = ` + quoted(event) + ` returning 1`)
	f.walk([]attempt{
		{"come too late", func() answer { return firm.unsign(again) }, "CONFLICT"},
		{"held", func() answer { return office.settle(event, "HELD") }, ""},
		{"cancelled after it was held", func() answer { return office.settle(event, "CANCELLED") }, "CONFLICT"},
	})
}

// attempt is something that somebody tries, and the code that they should be answered with.
type attempt struct {
	name string
	do   func() answer
	want string
}

// walk makes attempts one after the other.
func (f *front) walk(attempts []attempt) {
	f.t.Helper()
	for _, a := range attempts {
		if got := a.do(); codeOf(got) != a.want {
			f.t.Errorf("%s: %s %v, want %q", a.name, got.Data, got.Errors, a.want)
		}
	}
}

// Problems have the channel of the kind of event at which they were raised (1C).
func TestReceptionChannels(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office, firm := f.as("office-county"), f.as("enterprise01")
	for kind, channel := range map[string]string{
		"RECEPTION_DAY": "RECEPTION_DAY", "SALON": "SALON", "SYMPOSIUM": "SYMPOSIUM", "OPEN_DAY": "OPEN_DAY", "BREAKFAST": "OPEN_DAY", "ENTREPRENEUR_DAY": "OPEN_DAY",
	} {
		event := newID()
		office.plan(event, kind, ownCounty, time.Now().Add(time.Hour))
		firm.signUp(newID(), event)
		if got := office.reportAt(newID(), event, f.firm()); !strings.Contains(string(got.Data), `"channel":"`+channel+`"`) {
			t.Errorf("%s: %s %v", kind, got.Data, got.Errors)
		}
	}
}
