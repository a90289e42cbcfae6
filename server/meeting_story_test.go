package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// meetingSeen is what a desk reads of a meeting.
type meetingSeen struct {
	Meeting struct {
		ID, Title, Status        string
		DecisionCount, DoneCount int
		Agenda                   []struct{ Problem struct{ ID string } }
		Decisions                []struct {
			ID, Text, Status string
			Problem          struct{ ID, Status, ResolutionRoute string }
		}
	}
}

const meetingAsked = `query ($id: ID!) { meeting(id: $id) { id title status decisionCount doneCount agenda { problem { id } }
	decisions { id text status problem { id status resolutionRoute } } } }`

// awaiting are ids of problems of the own county that await triage, and their versions.
func (f *front) awaiting(n int) (out [][]string) {
	f.t.Helper()
	for offset := range n {
		row := f.all(fmt.Sprintf(`select id, version::text from problem where status = 'SUBMITTED' and division_code = '%s' and not confidential order by id offset %d limit 1`, ownCounty, offset))
		if row == nil {
			f.t.Fatalf("the demo has fewer than %d problems that await triage", n)
		}
		out = append(out, row)
	}
	return out
}

// The county's head hands five problems out at one meeting: all are decided at once, tracked to the end, and read by those whom they concern.
func TestMeetingDecidesFive(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office, leader := f.as("office-county"), f.as("leader01")
	unit := f.one(`select organization_id from person where account = 'handler-territory'`)
	var decisions []any
	problems := f.awaiting(3)
	for _, p := range problems {
		decisions = append(decisions, map[string]any{
			"problemId": p[0], "text": "由属地牵头，一周内拿出方案", "route": "ON_SITE_MEETING",
			"dispatches": []any{map[string]any{"organizationId": unit, "line": "TERRITORY", "role": "LEAD"}},
		})
	}
	row := f.all(`select id, status from problem where open and status not in ('SUBMITTED', 'RETURNED_FOR_INFO') and enterprise_id = ` + quoted(f.firm()) + ` and not confidential order by id limit 1`)
	if row == nil {
		t.Fatal("the firm has nothing in hand")
	}
	running, stands := row[0], row[1]
	decisions = append(decisions, map[string]any{"problemId": running, "text": "县长挂帅督办", "route": "GOVERNMENT_STUDY", "dueOn": dayFrom(7)})
	fresh := newID()
	decisions = append(decisions, map[string]any{"text": "列入下月常务会议题", "newProblem": map[string]any{
		"id": fresh, "enterpriseId": f.firm(), "title": "厂区门口道路破损", "description": "大车进出困难", "category": "TRANSPORT",
	}})
	meeting := newID()
	input := map[string]any{"id": meeting, "kind": "DISPATCH", "heldAt": "2026-11-20T02:00:00Z", "title": "问题交办协调会", "decisions": decisions}

	bad := map[string]any{
		"id": meeting, "kind": "DISPATCH", "heldAt": "2026-11-20T02:00:00Z", "title": "问题交办协调会",
		"decisions": append(append([]any{}, decisions...), map[string]any{"problemId": newID(), "text": "没有这件"}),
	}
	before := f.everything()
	if got := office.ask("DecideAtMeeting", map[string]any{"input": bad}); !strings.Contains(string(got.Data), `["decisions","5"]`) {
		t.Errorf("one that cannot be decided: %s %v", got.Data, got.Errors)
	}
	if f.everything() != before {
		t.Fatal("a meeting with one bad decision left something")
	}

	var made struct{ DecideAtMeeting meetingSeen }
	for range 2 {
		office.get("DecideAtMeeting", map[string]any{"input": input}, &made)
	}
	var seen meetingSeen
	office.get(meetingAsked, map[string]any{"id": meeting}, &seen)
	if m := seen.Meeting; m.Status != "HELD" || m.DecisionCount != 5 || m.DoneCount != 0 || len(m.Decisions) != 5 {
		t.Fatalf("after: %+v", m)
	}
	for i, d := range seen.Meeting.Decisions {
		want := []string{"DISPATCHED", "DISPATCHED", "DISPATCHED", stands, "SUBMITTED"}[i]
		if d.Problem.Status != want {
			t.Errorf("problem %d is %s, want %s", i, d.Problem.Status, want)
		}
	}
	if channel := f.one(`select channel || ' ' || level from problem where id = '` + fresh + `'`); !strings.HasPrefix(channel, "UPPER_LEVEL") {
		t.Errorf("what came up at the meeting came in by %s", channel)
	}

	handler, firm := f.as("handler-territory"), f.as("enterprise01")
	handler.get(meetingAsked, map[string]any{"id": meeting}, &seen)
	if len(seen.Meeting.Agenda) != 0 || seen.Meeting.DecisionCount < 4 {
		t.Errorf("the unit sees %+v", seen.Meeting)
	}
	for account, sees := range map[string]bool{"office-city": true, "office-411024": false, "cadre01": false, "enterprise01": false, "admin": false, "supervisor01": true, "app": false} {
		got := f.caller(account).ask(meetingAsked, map[string]any{"id": meeting})
		if strings.Contains(string(got.Data), meeting) != sees {
			t.Errorf("%s asks for the meeting: %s %v", account, got.Data, got.Errors)
		}
	}
	told := firm.ask(`query ($id: ID!) { problem(id: $id) { decisions { id } events(first: 50) { nodes { kindText note } } } }`, map[string]any{"id": running})
	if text := string(told.Data); !strings.Contains(text, "会议研究") || strings.Contains(text, "挂帅") || !strings.Contains(text, `"decisions":[]`) {
		t.Errorf("the firm reads %s", text)
	}

	complete := func(c *caller, note string) string {
		return codeOf(c.ask(`mutation ($input: CompleteDecisionInput!) { m: completeDecision(input: $input) { decision { id status doneAt } userErrors { code } } }`,
			map[string]any{"input": map[string]any{"decisionId": made.DecideAtMeeting.Meeting.Decisions[3].ID, "note": note}}))
	}
	for _, c := range []struct {
		by         *caller
		note, want string
	}{{firm, "已办", "NOT_FOUND"}, {handler, "已办", "FORBIDDEN"}, {office, " ", "INVALID"}, {leader, "专题调度三次，已通电", ""}, {office, "已办", "CONFLICT"}} {
		if got := complete(c.by, c.note); got != c.want {
			t.Errorf("%s completes: %q, want %q", c.by.name, got, c.want)
		}
	}
	office.get(meetingAsked, map[string]any{"id": meeting}, &seen)
	if seen.Meeting.DoneCount != 1 {
		t.Errorf("%d carried out", seen.Meeting.DoneCount)
	}
}

// An agenda is filled by a filter, arranged, and held under its own id.
func TestMeetingIsPlanned(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office := f.as("office-county")
	id := newID()
	var seen struct{ PlanMeeting, ArrangeAgenda meetingSeen }
	plan := `mutation ($input: PlanMeetingInput!) { planMeeting(input: $input) { meeting { id status agenda { problem { id } } } userErrors { code field message } } }`
	input := map[string]any{"id": id, "kind": "CONSULT", "title": "超期问题会商", "heldAt": "2026-12-01T01:00:00Z", "host": "分管副区长", "filter": map[string]any{"divisionCode": ownCounty, "overdue": true}}
	for range 2 {
		office.get(plan, map[string]any{"input": input}, &seen)
	}
	agenda := seen.PlanMeeting.Meeting.Agenda
	overdue := f.one(`select count(*)::text from problem where division_code = '` + ownCounty + `' and status in ('DISPATCHED', 'IN_PROGRESS') and due_at < now()`)
	if len(agenda) < 2 || fmt.Sprint(min(len(agenda), 50)) != overdue {
		t.Fatalf("%d on the agenda, %s overdue", len(agenda), overdue)
	}
	last := agenda[len(agenda)-1].Problem.ID
	arrange := `mutation ($input: ArrangeAgendaInput!) { arrangeAgenda(input: $input) { meeting { agenda { problem { id } } } userErrors { code field message } } }`
	office.get(arrange, map[string]any{"input": map[string]any{"meetingId": id, "problemIds": []string{last, agenda[0].Problem.ID}}}, &seen)
	if got := seen.ArrangeAgenda.Meeting.Agenda; len(got) != 2 || got[0].Problem.ID != last {
		t.Errorf("arranged: %+v", got)
	}
	if got := codeOf(f.as("cadre01").ask(strings.Replace(plan, "planMeeting(", "m: planMeeting(", 1), map[string]any{"input": input})); got != "FORBIDDEN" {
		t.Errorf("a cadre plans a meeting: %q", got)
	}
	var made struct{ DecideAtMeeting meetingSeen }
	office.get("DecideAtMeeting", map[string]any{"input": map[string]any{
		"id": id, "kind": "CONSULT", "heldAt": "2026-11-20T02:00:00Z", "title": "超期问题会商",
		"decisions": []any{map[string]any{"problemId": last, "text": "限三日办结"}},
	}}, &made)
	if got := codeOf(office.ask(strings.Replace(arrange, "arrangeAgenda(", "m: arrangeAgenda(", 1), map[string]any{"input": map[string]any{"meetingId": id, "problemIds": []string{}}})); got != "CONFLICT" {
		t.Errorf("the agenda of a meeting that was held: %q", got)
	}
}

// A leader's word reaches the office and the lead unit, and the unit's next progress answers it.
func TestInstructionIsAnswered(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	leader, handler := f.as("leader01"), f.as("handler-territory")
	row := f.all(`select p.id, x.id from problem p join dispatch x on x.problem_id = p.id and x.active and x.role = 'LEAD' join person n on n.organization_id = x.organization_id
		where n.account = 'handler-territory' and p.status = 'IN_PROGRESS' and not p.confidential order by p.enterprise_id = ` + quoted(f.firm()) + ` desc, p.id limit 1`)
	if row == nil {
		t.Fatal("the demo has nothing to instruct on")
	}
	instruct := func(c *caller, id, text string) string {
		return codeOf(c.ask(`mutation ($input: InstructInput!) { m: instruct(input: $input) { problem { id } userErrors { code } } }`,
			map[string]any{"input": map[string]any{"id": id, "problemId": row[0], "text": text}}))
	}
	if got := instruct(f.as("office-county"), newID(), "请办理"); got != "FORBIDDEN" {
		t.Errorf("an office instructs: %q", got)
	}
	if got := instruct(leader, newID(), "  "); got != "INVALID" {
		t.Errorf("without words: %q", got)
	}
	id := newID()
	for range 2 {
		if got := instruct(leader, id, "请本周五前报告进展"); got != "" {
			t.Fatal(got)
		}
	}
	type read struct {
		Problem struct {
			Instructions []struct {
				ID, Text string
				Answered bool
				Answer   *struct{ Note string }
			}
		}
	}
	ask := func(c *caller) (got read) {
		c.get(`query ($id: ID!) { problem(id: $id) { instructions { id text answered answer { note } } } }`, map[string]any{"id": row[0]}, &got)
		return got
	}
	if got := ask(handler).Problem.Instructions; len(got) != 1 || got[0].ID != id || got[0].Answered || got[0].Answer != nil {
		t.Errorf("the unit reads %+v", got)
	}
	hidden := f.as("enterprise01").ask(`query ($id: ID!) { problem(id: $id) { instructions { text } } }`, map[string]any{"id": row[0]})
	if strings.Contains(string(hidden.Data), "周五") {
		t.Errorf("the firm reads %s", hidden.Data)
	}
	if got := f.one(`select string_agg(n.account, ' ' order by n.account) from notice i join person n on n.id = i.person_id where i.event_id = '` + id + `' and i.actionable`); !strings.Contains(got, "handler-territory") || !strings.Contains(got, "office") {
		t.Errorf("to act: %s", got)
	}
	var done struct {
		ReportProgress struct{ Problem struct{ ID string } }
	}
	handler.get(`mutation ($input: ReportProgressInput!) { reportProgress(input: $input) { problem { id } userErrors { code field message } } }`,
		map[string]any{"input": map[string]any{"id": newID(), "dispatchId": row[1], "note": "已约谈，周四通电"}}, &done)
	if got := ask(leader).Problem.Instructions; len(got) != 1 || !got[0].Answered || got[0].Answer == nil || got[0].Answer.Note != "已约谈，周四通电" {
		t.Errorf("answered: %+v", got)
	}
}

// A task force for one problem gets a dispatch on the functional line, and the handlers of its lead act for it.
func TestTaskForceIsFormed(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office := f.as("office-county")
	p := f.awaiting(1)[0]
	unit := f.one(`select organization_id from person where account = 'handler-territory'`)
	id := newID()
	version, _ := strconv.Atoi(p[1])
	input := map[string]any{
		"id": id, "problemId": p[0], "expectedVersion": version, "name": "天然气入园专班", "leadOrganizationId": unit,
		"memberIds": []string{f.one(`select id from organization where kind = 'BANK' limit 1`)}, "meetingRule": "每周碰头一次",
	}
	form := func(c *caller, in map[string]any) string {
		return codeOf(c.ask(`mutation ($input: FormTaskForceInput!) { m: formTaskForce(input: $input) { taskForce { id } problem { id } userErrors { code } } }`, map[string]any{"input": in}))
	}
	if got := form(f.as("leader01"), input); got != "FORBIDDEN" {
		t.Errorf("a leader forms one: %q", got)
	}
	for _, in := range []map[string]any{input, input} {
		if got := form(office, in); got != "" {
			t.Fatal(got)
		}
	}
	var read struct {
		Problem struct {
			Status, ResolutionRoute string
			Dispatches              []struct {
				Line, Role   string
				Organization struct {
					ID, Name, TaskForceKind, MeetingRule string
					Lead                                 struct{ ID string }
					Members                              []struct{ ID string }
				}
			}
		}
	}
	office.get(`query ($id: ID!) { problem(id: $id) { status resolutionRoute dispatches { line role organization { id name taskForceKind meetingRule lead { id } members { id } } } } }`,
		map[string]any{"id": p[0]}, &read)
	if q := read.Problem; q.Status != "DISPATCHED" || q.ResolutionRoute != "TASK_FORCE" || len(q.Dispatches) != 1 {
		t.Fatalf("%+v", q)
	}
	if d := read.Problem.Dispatches[0]; d.Line != "FUNCTIONAL" || d.Role != "LEAD" || d.Organization.TaskForceKind != "AD_HOC" || d.Organization.Lead.ID != unit || len(d.Organization.Members) != 2 {
		t.Errorf("%+v", d)
	}
	role := f.one(`select r.id from person_role r join person n on n.id = r.person_id where n.account = 'handler-territory' and r.organization_id = '` + id + `'`)
	status, _, member := f.signIn(`{"account": "handler-territory", "password": "lianqi-demo", "role": "` + role + `"}`)
	if status != 204 {
		t.Fatalf("the lead's handler does not get in for the task force: %d", status)
	}
	dispatch := f.one(`select id from dispatch where problem_id = '` + p[0] + `'`)
	if got := codeOf(member.ask(`mutation { m: signDispatch(input: {dispatchId: "`+dispatch+`"}) { userErrors { code } } }`, nil)); got != "" {
		t.Errorf("signing: %q", got)
	}
}
