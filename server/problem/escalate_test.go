package problem

import (
	"testing"

	"lianqi/server/fault"
)

func (w *world) level(id string) string {
	w.t.Helper()
	return w.Text("select level || ' ' || coalesce(escalation_level, '-') from problem where id = $1", id)
}

// R5: the third round, and each later one, is raised by a level with an order by the system; the first two are not.
func TestTheThirdRoundIsRaised(t *testing.T) {
	w := newWorld(t)
	id := w.at(AwaitingEvaluation)
	again := func() {
		w.must("contact", Evaluate, id, Redo)
	}
	handled := func() {
		w.must("handler-committee", Reply, id)
		w.must("office-city", AcceptReply, id)
	}
	again()
	if got := w.level(id); got != "COUNTY -" {
		t.Errorf("round 2: %s", got)
	}
	for _, want := range []string{"CITY ESCALATED", "PROVINCE ESCALATED", "PROVINCE ESCALATED"} {
		handled()
		again()
		if got := w.level(id); got != want {
			t.Errorf("round %s: %s, want %s", w.Text("select round from problem where id = $1", id), got, want)
		}
		if want == "CITY ESCALATED" {
			if got := w.told(id); got != "handler-committee! office-city!" {
				t.Errorf("told %s", got)
			}
		}
	}
	if got := w.Text("select string_agg(round || ' ' || level, ', ' order by round) from supervision_order where problem_id = $1", id); got != "3 CITY, 4 PROVINCE, 5 PROVINCE" {
		t.Errorf("orders of rounds %s", got)
	}
	w.replay(id)
}

// When three units were let off and none has it, the level above is asked to look (domain 2.7).
func TestTheThirdReturnIsRaised(t *testing.T) {
	w := newWorld(t)
	id := w.at(Dispatched)
	for i, handler := range []string{"handler-committee", "handler-other", "handler-bureau"} {
		if i > 0 {
			_, err := w.Triage(ctx, w.Actor("office"), TriageInput{
				ProblemID: id, ExpectedVersion: w.version(id), Decision: Accept,
				Units: []Unit{{w.Actor(handler).OrganizationID, "FUNCTIONAL", Lead}},
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		w.must(handler, RequestReturn, id)
		w.must("office", RuleOnReturn, id)
		want := "COUNTY -"
		if i == 2 {
			want = "CITY ESCALATED"
		}
		if got := w.level(id); got != want {
			t.Errorf("after %d returns: %s, want %s", i+1, got, want)
		}
	}
	if got := w.told(id); got != "office-city!" {
		t.Errorf("told %s", got)
	}
}

// An office raises a problem to a level that its area has, and hands down what is its own; the new level is asked to act.
func TestAnOfficeRaisesAndHandsDown(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	assigned := w.Text("select assigned_by_level from problem where id = $1", id)
	try := func(account, to string) error {
		return w.Escalate(ctx, w.Actor(account), EscalateInput{ProblemID: id, ExpectedVersion: w.version(id), ToLevel: to, Reason: "需市里协调公交公司"})
	}
	for _, c := range []struct {
		account, to string
		code        fault.Code
	}{
		{"office", "COUNTY", fault.Invalid},  // where it is
		{"office", "TOWN", fault.Forbidden},  // nothing is below
		{"leader", "CITY", fault.Forbidden},  // leaders do not move problems
		{"contact", "CITY", fault.Forbidden}, // nor firms
		{"office-sibling", "CITY", fault.NotFound},
	} {
		if err := try(c.account, c.to); !fault.Is(err, c.code) {
			t.Errorf("%s to %s: %v, want %s", c.account, c.to, err, c.code)
		}
	}
	if err := try("office", "CITY"); err != nil {
		t.Fatal(err)
	}
	if got := w.told(id); got != "cadre contact handler-committee office-city! resident" {
		t.Errorf("raised: told %s", got)
	}
	if err := try("office", "COUNTY"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the county takes it back from the city: %v", err)
	}
	if err := try("office-city", "COUNTY"); err != nil {
		t.Fatal(err)
	}
	if got := w.told(id); got != "cadre contact handler-committee office! resident" {
		t.Errorf("handed down: told %s", got)
	}
	if got := w.Text("select assigned_by_level from problem where id = $1", id); got != assigned {
		t.Errorf("who handed it down first became %s", got)
	}
	stale := EscalateInput{ProblemID: id, ExpectedVersion: 1, ToLevel: "CITY", Reason: "急"}
	if err := w.Escalate(ctx, w.Actor("office"), stale); !fault.Is(err, fault.Stale) {
		t.Errorf("stale: %v", err)
	}
}
