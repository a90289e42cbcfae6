package problem

import (
	"strings"
	"testing"

	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/fault"
)

// R6: whoever is of a unit that handles a problem does not judge it, whatever the role.
func TestNobodyJudgesTheirOwnWork(t *testing.T) {
	w := newWorld(t)
	id := w.report("cadre", "firm")
	office := w.Actor("office")
	handler := access.Actor{Role: access.DepartmentHandler, PersonID: county.ID("office"), OrganizationID: county.ID("office")}
	_, err := w.Triage(ctx, office, TriageInput{ProblemID: id, ExpectedVersion: 1, Decision: Accept, Units: []Unit{{county.ID("office"), "FUNCTIONAL", Lead}}})
	if err != nil {
		t.Fatal(err)
	}
	judge := func(action Action) {
		t.Helper()
		if err := w.as(office, action, id); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", action, err)
		}
	}
	for _, s := range []struct {
		do    Action
		judge Action
	}{{Sign, ""}, {RequestLongTerm, RuleOnLongTerm}, {Reply, AcceptReply}} {
		if err := w.as(handler, s.do, id); err != nil {
			t.Fatal(err)
		}
		if s.judge != "" {
			judge(s.judge)
		}
	}
	judge(SendBack)
	w.must("office-city", AcceptReply, id)
	w.Now = w.Now.AddDate(0, 0, 20)
	judge(RecordCallback)
	w.must("cadre", RecordCallback, id)
}

func TestFactsOfNothing(t *testing.T) {
	t.Parallel()
	if got := Allowed(ParseFacts("not JSON")); len(got) != 0 {
		t.Errorf("allowed %v", got)
	}
	if !strings.Contains(FactsSQL, "(select moment())") {
		t.Error("reads go by the database's clock")
	}
}
