package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// A supervisor presses a unit about a late problem; the unit sees the order on top, answers it once, and the supervisor reads the answer.
func TestSupervisionStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	supervisor, handler, office := f.as("supervisor01"), f.as("handler-territory"), f.as("office-county")
	row := f.all(`select p.id, p.version from problem p join dispatch x on x.problem_id = p.id and x.active and x.role = 'LEAD'
		join person_role r on r.organization_id = x.organization_id join person n on n.id = r.person_id and n.account = 'handler-territory'
		where p.status = 'IN_PROGRESS' and p.division_code = '430502' and not p.confidential order by p.id limit 1`)
	problem, id := row[0], newID()
	var made struct {
		Supervise struct {
			SupervisionOrder struct{ ID, Kind string }
			Problem          struct{ Version int }
		}
	}
	input := map[string]any{
		"id": id, "problemId": problem, "kind": "SUPERVISE", "note": "请书面说明进展", "replyBy": time.Now().AddDate(0, 0, 3).Format(time.DateOnly),
	}
	supervisor.get("Supervise", map[string]any{"input": input}, &made)
	if o := made.Supervise.SupervisionOrder; o.ID != id || o.Kind != "SUPERVISE" || fmt.Sprint(made.Supervise.Problem.Version) == row[1] {
		t.Errorf("issued: %+v", made)
	}
	var read struct {
		Problem struct {
			EscalationLevel   string
			AllowedActions    []string
			SupervisionOrders []struct{ ID, Status, Note, Reply string }
		}
	}
	const document = `query($id: ID!) { problem(id: $id) { escalationLevel allowedActions supervisionOrders { id status note reply } } }`
	handler.get(document, map[string]any{"id": problem}, &read)
	if p := read.Problem; p.SupervisionOrders[0].ID != id || p.SupervisionOrders[0].Status != "WAITING" || !strings.Contains(strings.Join(p.AllowedActions, " "), "REPLY_SUPERVISION") {
		t.Errorf("the unit reads %+v", p)
	}
	var answered struct {
		ReplySupervision struct {
			SupervisionOrder struct{ Status, Reply string }
		}
	}
	handler.get(`mutation($input: ReplySupervisionInput!) { replySupervision(input: $input) { supervisionOrder { status reply } problem { id } userErrors { message } } }`,
		map[string]any{"input": map[string]any{"supervisionOrderId": id, "note": "已派专人，周五前答复"}}, &answered)
	if o := answered.ReplySupervision.SupervisionOrder; o.Status != "REPLIED" || o.Reply == "" {
		t.Errorf("answered: %+v", o)
	}
	var inbox struct {
		Viewer struct {
			Notices struct{ Nodes []struct{ Kind, Text string } }
		}
	}
	supervisor.get(`{ viewer { notices(first: 1) { nodes { kind text } } } }`, nil, &inbox)
	if n := inbox.Viewer.Notices.Nodes; len(n) == 0 || n[0].Kind != "SUPERVISION_REPLIED" {
		t.Errorf("the supervisor is told %+v", n)
	}
	// The firm sees the problem, neither the order nor its words.
	got := f.as("enterprise01").ask(fmt.Sprintf(`{ supervisionOrders(first: 50) { totalCount } problem(id: %q) { supervisionOrders { note } events(first: 100) { nodes { kind note } } } }`, problem), nil)
	if s := string(got.Data); strings.Contains(s, "书面说明") || strings.Contains(s, "SUPERVISED") || !strings.Contains(s, `"totalCount":0`) {
		t.Errorf("the firm reads %s", s)
	}
	version := f.one(`select version from problem where id = ` + quoted(problem))
	var raised struct {
		EscalateProblem struct{ Problem struct{ Level string } }
	}
	office.get(`mutation { escalateProblem(input: {problemId: "`+problem+`", expectedVersion: `+version+`, toLevel: CITY, reason: "需市里协调"}) { problem { level } userErrors { message } } }`, nil, &raised)
	if raised.EscalateProblem.Problem.Level != "CITY" {
		t.Errorf("raised: %+v", raised)
	}
}

// A group of the demo finds something about a firm, which becomes a problem of the supervision channel; what it finds about a problem becomes an order.
func TestFindingsAreRaised(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	supervisor := f.as("supervisor01")
	trip := f.one(`select id from supervision_trip where not done limit 1`)
	enterprise := f.firm()
	finding, problem := newID(), newID()
	var kept struct {
		RecordFinding struct{ Finding struct{ ID string } }
	}
	const record = `mutation($input: RecordFindingInput!) { recordFinding(input: $input) { finding { id } userErrors { code message } } }`
	const raise = `mutation($input: RaiseFindingInput!) { raiseFinding(input: $input) { finding { raisedProblem { id channel reporter { name } } raisedOrder { id } } userErrors { code message } } }`
	in := map[string]any{"id": finding, "tripId": trip, "enterpriseId": enterprise, "text": "厂门口路灯不亮"}
	supervisor.get(record, map[string]any{"input": in}, &kept)
	supervisor.get(record, map[string]any{"input": in}, &kept)
	var raised struct {
		RaiseFinding struct {
			Finding struct{ RaisedProblem struct{ ID, Channel string } }
		}
	}
	asProblem := map[string]any{"findingId": finding, "problem": map[string]any{
		"id": problem, "title": "厂门口路灯不亮", "description": "夜班工人出行不便，督导时发现。", "category": "ENVIRONMENT",
	}}
	for range 2 {
		supervisor.get(raise, map[string]any{"input": asProblem}, &raised)
	}
	if p := raised.RaiseFinding.Finding.RaisedProblem; p.ID != problem || p.Channel != "SUPERVISION" {
		t.Errorf("raised: %+v", p)
	}
	again := map[string]any{"findingId": finding, "problem": map[string]any{
		"id": newID(), "title": "另一件", "description": "另一件。", "category": "OTHER",
	}}
	if code := codeOf(supervisor.ask(coded(raise), map[string]any{"input": again})); code != "CONFLICT" {
		t.Errorf("raised twice: %s", code)
	}
	const count = `select count(*) from finding`
	before := f.one(count)
	for account, want := range map[string]string{"office-county": "FORBIDDEN", "leader01": "FORBIDDEN", "handler-territory": "NOT_FOUND", "cadre01": "NOT_FOUND", "enterprise01": "NOT_FOUND", "office-411024": "NOT_FOUND", "admin": "NOT_FOUND", "app": "NOT_FOUND"} {
		in := map[string]any{"id": newID(), "tripId": trip, "enterpriseId": enterprise, "text": "不该记下"}
		if code := codeOf(f.caller(account).ask(coded(record), map[string]any{"input": in})); code != want {
			t.Errorf("%s records a finding: %s, want %s", account, code, want)
		}
	}
	if f.one(count) != before {
		t.Error("a refused finding was kept")
	}
}

// coded is a mutation under the name by which codeOf looks for its errors.
func coded(document string) string { return strings.Replace(document, ") { ", ") { m: ", 1) }

// Who sees groups, trips, findings and orders of the city: its offices, leaders and supervisors, and units their own orders.
func TestOversightMatrix(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	for account, want := range map[string]string{ // groups, trips, findings, orders
		"supervisor01": "1111", "leader01": "1111", "office-city": "1111", "office-county": "1111",
		"office-province": "1111", "office-411024": "000?", "handler-territory": "000?", "cadre01": "0000", "enterprise01": "0000", "admin": "0000", "app": "0000",
	} {
		var got struct {
			SupervisionGroups struct{ TotalCount int }
			SupervisionTrips  struct {
				TotalCount int
				Nodes      []struct{ FindingCount int }
			}
			SupervisionOrders struct {
				Nodes []struct {
					Organization struct{ ID string }
					Problem      *struct{ ID string }
				}
			}
		}
		c := f.caller(account)
		c.get(`{ supervisionGroups(first: 9) { totalCount } supervisionTrips(first: 9) { totalCount nodes { findingCount } }
			supervisionOrders(first: 100) { nodes { organization { id } problem { id } } } }`, nil, &got)
		findings := 0
		for _, trip := range got.SupervisionTrips.Nodes {
			findings += trip.FindingCount
		}
		for i, n := range []int{got.SupervisionGroups.TotalCount, got.SupervisionTrips.TotalCount, findings, len(got.SupervisionOrders.Nodes)} {
			if want[i] != '?' && (n > 0) != (want[i] == '1') {
				t.Errorf("%s sees %d of %d", account, n, i)
			}
		}
		if account == "handler-territory" {
			own := f.one(`select r.organization_id from person_role r join person n on n.id = r.person_id where n.account = 'handler-territory'`)
			for _, o := range got.SupervisionOrders.Nodes {
				if o.Organization.ID != own {
					t.Errorf("the unit sees an order to %s", o.Organization.ID)
				}
			}
		}
	}
}

// The totals of every unit add up in any period, for every reader, and behind each number stand exactly its dispatches (D2).
func TestReconcileAddsUp(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	random := rand.New(rand.NewPCG(2022, 6))
	type counts struct {
		Organization                                                                        struct{ ID string }
		Received, WaitingSignature, Handling, Replied, Closed, Returned, Overdue, Cancelled int
	}
	const document = `query($code: String!, $from: Date!, $to: Date!) { reconciliations(divisionCode: $code, from: $from, to: $to) {
		organization { id } received waitingSignature handling replied closed returned overdue cancelled } }`
	compared, received := 0, 0
	for _, account := range []string{"office-city", "office-county", "supervisor01", "leader01"} {
		c := f.as(account)
		for range 3 {
			from := time.Now().AddDate(0, 0, -random.IntN(70))
			period := map[string]any{"code": "430500", "from": from.Format(time.DateOnly), "to": from.AddDate(0, 0, random.IntN(70)).Format(time.DateOnly)}
			var list struct{ Reconciliations []counts }
			c.get(document, period, &list)
			for i, n := range list.Reconciliations {
				received += n.Received
				if n.Received != n.WaitingSignature+n.Handling+n.Replied+n.Closed+n.Returned || n.Overdue > n.WaitingSignature+n.Handling {
					t.Errorf("%s: %+v does not add up", account, n)
				}
				if i > 2 {
					continue
				}
				var one struct{ Reconcile counts }
				c.get("Reconcile", map[string]any{"organizationId": n.Organization.ID, "from": period["from"], "to": period["to"]}, &one)
				one.Reconcile.Organization, one.Reconcile.Cancelled = n.Organization, n.Cancelled
				if one.Reconcile != n {
					t.Errorf("%s: alone %+v, in the list %+v", account, one.Reconcile, n)
				}
				for standing, want := range map[string]int{
					"WAITING_SIGNATURE": n.WaitingSignature, "HANDLING": n.Handling, "REPLIED": n.Replied, "CLOSED": n.Closed, "RETURNED": n.Returned, "CANCELLED": n.Cancelled,
				} {
					var behind struct{ Dispatches struct{ TotalCount int } }
					c.get(`query($filter: DispatchFilter) { dispatches(filter: $filter, first: 1) { totalCount } }`, map[string]any{"filter": map[string]any{
						"organizationId": n.Organization.ID, "from": period["from"], "to": period["to"], "standing": []string{standing},
					}}, &behind)
					if compared++; behind.Dispatches.TotalCount != want {
						t.Errorf("%s: %d dispatches behind %s of %d", account, behind.Dispatches.TotalCount, standing, want)
					}
				}
			}
		}
	}
	if compared < 30 || received == 0 {
		t.Errorf("only %d numbers were compared, %d dispatches received", compared, received)
	}
	for account, want := range map[string]bool{"handler-territory": true, "handler-industry": false, "cadre01": false, "enterprise01": false, "office-411024": false, "app": false} {
		unit := f.one(`select r.organization_id from person_role r join person n on n.id = r.person_id where n.account = 'handler-territory'`)
		got := f.caller(account).ask("Reconcile", map[string]any{"organizationId": unit, "from": "2022-01-01", "to": "2099-01-01"})
		if seen := strings.Contains(string(got.Data), "received"); seen != want || len(got.Errors) > 0 {
			t.Errorf("%s reconciles the unit: %s %v", account, got.Data, got.Errors)
		}
	}
}
