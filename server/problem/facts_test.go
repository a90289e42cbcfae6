package problem

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/deadline"
	"lianqi/server/fault"
)

// The database counts working days as deadline does, through every holiday of the calendar.
func TestClosingsAreTheDeadlines(t *testing.T) {
	w := newWorld(t)
	policy, err := deadline.LoadPolicy(ctx, w.Pool, defaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2022, 1, 1, 0, 0, 0, 0, deadline.Zone)
	calendar, err := deadline.LoadCalendar(ctx, w.Pool, start, start.AddDate(5, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	query := "select " + closings("$2::timestamptz") + " from (select $1::timestamptz at time zone 'Asia/Shanghai' as now) c, sla_policy b where b.code = 'QUANZHOU'"
	for range 500 {
		since := start.Add(time.Duration(random.IntN(4*365*24*60)) * time.Minute)
		n := 1 + random.IntN(9)
		end := policy.Add(since, n, deadline.WorkingDay, calendar)
		for now, want := range map[time.Time]int{end.Add(-time.Second): n - 1, end: n} {
			var got int
			if err := w.Pool.QueryRow(ctx, query, now, since).Scan(&got); err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Fatalf("from %v to %v: %d, want %d", since, now, got, want)
			}
		}
	}
}

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
	if !strings.Contains(FactsSQL, "now()") {
		t.Error("reads go by the database's clock")
	}
}
