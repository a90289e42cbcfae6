package main

import (
	"strings"
	"testing"
	"time"
)

// The documents of an extension, sent by the lead's handler and the office: the date that everybody reads moves, with its reason.
func TestExtension(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	handler, office := f.as("handler-territory"), f.as("office-county")
	row := f.all(`select x.id, p.id, p.version,
		(select d::date::text from generate_series(x.due_at + interval '3 days', x.due_at + interval '30 days', '1 day') d
		   left join work_calendar w on w.day = d::date where coalesce(not w.off, extract(isodow from d) < 6) order by d limit 1)
		from dispatch x join problem p on p.id = x.problem_id join person n on n.organization_id = x.organization_id
		where n.account = 'handler-territory' and x.role = 'LEAD' and x.status in ('SIGNED', 'HANDLING') and p.status = 'IN_PROGRESS'
		  and p.division_code = '` + ownCounty + `' and working_days(now(), x.due_at, '18:00') > 0
		  and not exists (select from handling_request q where q.problem_id = p.id) order by x.id limit 1`)
	if row == nil {
		t.Fatal("the demo has nothing to extend")
	}
	dispatchID, problemID, day := row[0], row[1], row[3]

	type dated struct {
		ID, DueReason string
		DueAt         time.Time
		Version       int
	}
	var asked struct{ RequestExtension struct{ Dispatch dated } }
	id := newID()
	handler.get("RequestExtension", map[string]any{"input": map[string]any{
		"id": id, "dispatchId": dispatchID, "newDueOn": day, "reason": "设备要从外省运来",
	}}, &asked)
	before := asked.RequestExtension.Dispatch
	if before.ID != dispatchID || before.DueAt.Format(time.DateOnly) >= day {
		t.Errorf("asked: %+v", before)
	}
	var pending struct {
		Problem struct {
			AllowedActions  []string
			PendingRequests []struct{ ID, Kind, NewDueOn, Reason string }
		}
	}
	office.get(`query($id: ID!) { problem(id: $id) { allowedActions pendingRequests { id kind newDueOn reason } } }`, map[string]any{"id": problemID}, &pending)
	if p := pending.Problem; len(p.PendingRequests) != 1 || p.PendingRequests[0].ID != id || p.PendingRequests[0].NewDueOn != day ||
		!strings.Contains(strings.Join(p.AllowedActions, " "), "RULE_ON_EXTENSION") {
		t.Errorf("pending: %+v", p)
	}

	var ruled struct {
		RuleOnExtension struct{ Dispatch, Problem dated }
	}
	office.get("RuleOnExtension", map[string]any{"input": map[string]any{"extensionRequestId": id, "approve": true, "note": "情况属实"}}, &ruled)
	dispatch, problem := ruled.RuleOnExtension.Dispatch, ruled.RuleOnExtension.Problem
	if !dispatch.DueAt.After(before.DueAt) || !problem.DueAt.Equal(dispatch.DueAt) || problem.ID != problemID {
		t.Errorf("ruled: %+v", ruled)
	}
	if !strings.Contains(problem.DueReason, "延期至 ") || !strings.HasSuffix(problem.DueReason, "联企办同意") {
		t.Errorf("reason: %s", problem.DueReason)
	}
	var read struct {
		Problem struct {
			Dispatches []struct{ ID, DueAt, FirstDueAt string }
		}
	}
	office.get(`query($id: ID!) { problem(id: $id) { dispatches { id dueAt firstDueAt } } }`, map[string]any{"id": problemID}, &read)
	for _, d := range read.Problem.Dispatches {
		if moved := d.DueAt != d.FirstDueAt; moved != (d.ID == dispatchID) {
			t.Errorf("dispatch %s: first %s, now %s", d.ID, d.FirstDueAt, d.DueAt)
		}
	}
}
