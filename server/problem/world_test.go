package problem

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/enterprise"
	"lianqi/server/held"
	"lianqi/server/notice"
	"lianqi/server/once"
	"lianqi/server/organization"
	"lianqi/server/photo"
)

// world is a county whose people do things to problems.
type world struct {
	*county.County
	*Store
	t *testing.T
}

func newWorld(t *testing.T) *world {
	t.Parallel()
	return besides(t)
}

// besides is a further county for a test that has one.
func besides(t *testing.T) *world {
	c := county.New(t)
	return &world{County: c, t: t, Store: New(c.Pool, c.Clock, Neighbours{Enterprise: enterprise.Sees, Announce: announce, Late: held.Keeper{}, Hush: notice.Hush, Tell: notice.Tell, Found: founded})}
}

func announce(ctx context.Context, tx pgx.Tx, problemID, eventID, personID string, photos []Photo) error {
	var in []photo.Input
	for _, f := range photos {
		in = append(in, photo.Input(f))
	}
	return photo.Announce(ctx, tx, photo.Of{ProblemID: problemID, EventID: eventID}, personID, in)
}

func founded(ctx context.Context, tx pgx.Tx, f TaskForce, problemID, divisionCode string) error {
	return organization.Found(ctx, tx, organization.TaskForce{
		ID: f.ID, Name: f.Name, LeadID: f.LeadID, MemberIDs: f.MemberIDs, MeetingRule: f.MeetingRule, ProblemID: problemID, DivisionCode: divisionCode,
	})
}

var snap = Photo{SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Bytes: 1234}

// input is a problem that the firm's people could report.
func (w *world) input(firm string) ReportInput {
	return ReportInput{
		ID: once.New(), EnterpriseID: county.ID(firm), Title: "夜班公交停运", Description: "晚上九点以后没有公交，招不到夜班工人。",
		Demand: "延长末班车", Category: "TRANSPORT", CapturedAt: w.Now.Add(-time.Minute),
	}
}

// report has the account report a problem of the firm.
func (w *world) report(account, firm string) string {
	w.t.Helper()
	id, err := w.Report(context.Background(), w.Actor(account), w.input(firm))
	if err != nil {
		w.t.Fatalf("%s reports: %v", account, err)
	}
	return id
}

// at brings a new problem of firm to a status by the shortest honest way.
func (w *world) at(status Status) string {
	w.t.Helper()
	id := w.report("cadre", "firm")
	ways := map[Status][]turn{
		Submitted: {}, ReturnedForInfo: {{"office", ReturnForInfo}}, Rejected: {{"office", Reject}}, Merged: {{"office", Merge}},
		Withdrawn: {{"office", ReturnForInfo}, {"contact", Withdraw}}, Dispatched: {{"office", Accept}},
	}
	ways[InProgress] = append(ways[Dispatched], turn{"handler-committee", Sign})
	ways[LongTerm] = append(slices.Clone(ways[InProgress]), turn{"handler-committee", RequestLongTerm}, turn{"office", RuleOnLongTerm})
	ways[Handled] = append(slices.Clone(ways[InProgress]), turn{"handler-committee", Reply})
	ways[AwaitingEvaluation] = append(slices.Clone(ways[Handled]), turn{"office", AcceptReply})
	ways[Closed] = append(slices.Clone(ways[AwaitingEvaluation]), turn{"contact", Evaluate})
	if status == Merged {
		w.report("cadre", "firm")
	}
	for _, s := range ways[status] {
		w.must(s.account, s.action, id)
	}
	if got := w.status(id); got != status {
		w.t.Fatalf("%s is where it went, not %s", got, status)
	}
	return id
}

// turn is an account that does something.
type turn struct {
	account string
	action  Action
}

func (w *world) status(id string) Status {
	w.t.Helper()
	return Status(w.Text("select status from problem where id = $1", id))
}

func (w *world) version(id string) (n int) {
	w.t.Helper()
	if err := w.Pool.QueryRow(context.Background(), "select version from problem where id = $1", id).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// events are the kinds of a problem's events, in order.
func (w *world) events(id string) []EventKind {
	w.t.Helper()
	var out []EventKind
	for _, k := range w.Column("select kind from problem_event where problem_id = $1 order by version", id) {
		out = append(out, EventKind(k))
	}
	return out
}

// dispatch is the newest dispatch of a problem to a unit, "" when there is none.
func (w *world) dispatch(id, organizationID string) string {
	w.t.Helper()
	return w.Text("select id from dispatch where problem_id = $1 and organization_id::text = $2 order by round desc, active desc, dispatched_at desc limit 1", id, organizationID)
}

func (w *world) must(account string, action Action, id string, outcome ...Outcome) {
	w.t.Helper()
	if err := w.do(account, action, id, outcome...); err != nil {
		w.t.Fatalf("%s cannot %s a problem that is %s: %v", account, action, w.status(id), err)
	}
}

// do has an account try an action on a problem with an input that nobody could find fault with. Of an action with several ends it takes
// the one named, else the friendly one.
func (w *world) do(account string, action Action, id string, outcome ...Outcome) error {
	w.t.Helper()
	return w.as(w.Actor(account), action, id, outcome...)
}

func (w *world) as(a access.Actor, action Action, id string, outcomes ...Outcome) (err error) {
	w.t.Helper()
	w.Now = w.Now.Add(time.Minute)
	ctx := context.Background()
	var outcome Outcome
	if len(outcomes) > 0 {
		outcome = outcomes[0]
	}
	dispatch := w.dispatch(id, a.OrganizationID)
	if dispatch == "" {
		dispatch = w.Text("select coalesce((select id from dispatch where problem_id = $1 order by round desc, role desc limit 1), gen_random_uuid())", id)
	}
	request := func(kind RequestKind) string {
		return w.Text("select coalesce((select id from handling_request where problem_id = $1 and kind = $2 order by status = 'PENDING' desc, dispatch_id limit 1), gen_random_uuid())", id, kind)
	}
	solved, grade := outcome != Redo, GradeSatisfied
	switch version := w.version(id); action {
	case Accept, Redispatch:
		in := TriageInput{ProblemID: id, ExpectedVersion: version, Decision: Accept}
		if action == Redispatch {
			in.Units = []Unit{{w.idle(id), "FUNCTIONAL", Lead}}
		}
		_, err = w.Triage(ctx, a, in)
	case Reject:
		_, err = w.Triage(ctx, a, TriageInput{ProblemID: id, ExpectedVersion: version, Decision: Reject, Note: "已进入诉讼", RejectReason: "IN_LITIGATION"})
	case ReturnForInfo:
		_, err = w.Triage(ctx, a, TriageInput{ProblemID: id, ExpectedVersion: version, Decision: ReturnForInfo, Note: "请写明线路"})
	case Merge:
		_, err = w.Triage(ctx, a, TriageInput{ProblemID: id, ExpectedVersion: version, Decision: Merge, MergeIntoID: cmp.Or(w.target(id), once.New())})
	case Supplement:
		_, err = w.Supplement(ctx, a, SupplementInput{ID: once.New(), ProblemID: id, Note: "九路车", Photos: []Photo{snap}})
	case Withdraw:
		err = w.Withdraw(ctx, a, id, version, "已自行解决")
	case Sign:
		_, err = w.Sign(ctx, a, dispatch)
	case RecordContact:
		_, err = w.RecordContact(ctx, a, ContactInput{ID: once.New(), DispatchID: dispatch, How: "PHONE", Note: "已与经理通话"})
	case ReportProgress:
		_, err = w.ReportProgress(ctx, a, ProgressInput{ID: once.New(), DispatchID: dispatch, Note: "已与公交公司协调"})
	case Reply:
		_, err = w.Reply(ctx, a, ReplyInput{ID: once.New(), DispatchID: dispatch, Solved: true, Note: "末班车延至二十三点", OverrideCoUnits: true, OverrideItems: true})
	case RequestReturn:
		_, err = w.RequestReturn(ctx, a, ReturnInput{ID: once.New(), DispatchID: dispatch, ReasonCode: "NOT_OUR_DUTY", Note: "属交通部门职责"})
	case RuleOnReturn:
		_, err = w.RuleOnReturn(ctx, a, Ruling{RequestID: request(Return), Approve: outcome != Denied, Note: "情况属实"}, nil)
	case RequestExtension:
		_, err = w.RequestExtension(ctx, a, ExtensionInput{ID: once.New(), DispatchID: dispatch, NewDueOn: w.later(dispatch), Reason: "公交公司在等新车"})
	case RuleOnExtension:
		_, _, err = w.RuleOnExtension(ctx, a, Ruling{RequestID: request(Extension), Approve: outcome != Denied, Note: "情况属实"})
	case GrantExtension:
		_, err = w.GrantExtension(ctx, a, ExtensionInput{ID: once.New(), DispatchID: w.grantable(id), NewDueOn: w.later(w.grantable(id)), Reason: "等上级批复"})
	case Split:
		_, err = w.Split(ctx, a, SplitInput{ID: once.New(), ProblemID: id, Items: []Item{{Title: "延长末班车"}}})
	case FinishItem:
		item := w.Text("select coalesce((select id from sub_item where problem_id = $1 order by status desc, position limit 1), gen_random_uuid())", id)
		_, err = w.FinishItem(ctx, a, FinishInput{ID: once.New(), SubItemID: item, Note: "已延长"})
	case SetConfidential:
		secret := w.Text("select confidential from problem where id = $1", id) == "true"
		err = w.SetConfidential(ctx, a, ConfidentialInput{ProblemID: id, ExpectedVersion: version, Confidential: !secret, Reason: "涉及商业秘密"})
	case RequestLongTerm:
		_, err = w.RequestLongTerm(ctx, a, LongTermInput{ID: once.New(), DispatchID: dispatch, Reason: "须列入明年预算", Plan: "一月报批，三月开通", Until: w.Now.AddDate(0, 3, 0)})
	case RuleOnLongTerm:
		_, err = w.RuleOnLongTerm(ctx, a, Ruling{RequestID: request(LongTermPlan), Approve: outcome != Denied, Note: "按计划推进"})
	case Resume:
		_, err = w.Resume(ctx, a, dispatch, "预算已下达")
	case AcceptReply, SendBack:
		err = w.ReviewReply(ctx, a, ReviewInput{ProblemID: id, ExpectedVersion: version, Decision: action, Note: "已核实"})
	case Evaluate:
		err = w.Evaluate(ctx, a, EvaluateInput{ProblemID: id, Solved: solved, Grade: grade, Comment: fmt.Sprint("意见 ", version)})
	case IssueLink:
		_, err = w.IssueLink(ctx, a, id)
	case RecordCallback:
		sample := w.Text("select i.sample_id from sample_item i join problem p on p.id = i.problem_id where p.id = $1 and p.status = 'CLOSED' and not "+lookedBack+" limit 1", id)
		err = w.RecordCallback(ctx, a, CallbackInput{ID: once.New(), ProblemID: id, SampleID: sample, How: "PHONE", Reached: true, Solved: &solved, Grade: grade, Note: "电话回访"})
	case Reopen:
		err = w.Reopen(ctx, a, id, version, "回头看发现反弹")
	case Supervise:
		kind := Urge
		if rank := OrderKind(outcome).rank(); rank >= 0 {
			kind = OrderKind(outcome)
		}
		err = w.Supervise(ctx, a, SuperviseInput{ID: once.New(), ProblemID: id, Kind: kind, Note: "请尽快答复企业"})
	case Escalate, HandDown:
		level := "CITY"
		if at := w.Text("select level from problem where id = $1", id); action == HandDown {
			level = cmp.Or(map[string]string{"COUNTY": "TOWN"}[at], "COUNTY")
		} else if at == "CITY" || at == "PROVINCE" {
			level = "PROVINCE"
		}
		err = w.Escalate(ctx, a, EscalateInput{ProblemID: id, ExpectedVersion: version, ToLevel: level, Reason: "需上一级协调"})
	case HoldToAccount:
		err = w.Supervise(ctx, a, SuperviseInput{ID: once.New(), ProblemID: id, Kind: Accountability, Note: "超期未答复"})
	case ReplySupervision:
		order := w.Text(`select coalesce((select so.id from supervision_order so where so.problem_id = $1
			order by coalesce(so.organization_id::text = $2, false) desc, `+awaitsReply+` desc limit 1), gen_random_uuid())`, id, a.OrganizationID)
		_, err = w.ReplySupervision(ctx, a, ReplySupervisionInput{OrderID: order, Note: "已派专人跟进"})
	case Decide:
		_, err = w.Decide(ctx, a, Decision{ProblemID: id, ExpectedVersion: &version, Text: "由交通部门牵头", Route: "GOVERNMENT_STUDY"})
	case Instruct:
		_, err = w.Instruct(ctx, a, InstructInput{ID: once.New(), ProblemID: id, Text: "请本周内答复企业"})
	case FormTaskForce:
		_, err = w.FormTaskForce(ctx, a, FormTaskForceInput{
			TaskForce: TaskForce{ID: once.New(), Name: fmt.Sprint("夜班公交专班", w.Now.UnixNano()), LeadID: county.ID("bureau")}, ProblemID: id, ExpectedVersion: version,
		})
	default:
		w.t.Fatalf("nobody knows how to %s", action)
	}
	return err
}

// target is a problem that this one may be merged into; "" when there is none.
func (w *world) target(id string) string {
	return w.Text(`select coalesce((select t.id::text from problem t join problem p on p.id = $1 and t.id <> p.id and t.confidential = p.confidential
		where t.open and t.division_code = '430502' order by t.submitted_at desc, t.id limit 1), '')`, id)
}

// grantable is a dispatch of the problem to which the office may give longer; any other where there is none.
func (w *world) grantable(id string) string {
	return w.Text(`select coalesce((select x.id from dispatch x where x.problem_id = $1 order by (x.active and x.replied_at is null and x.status <> 'RETURN_REQUESTED'
		and x.due_at > $2 and not exists (select from handling_request q where q.dispatch_id = x.id and q.status = 'PENDING')) desc, x.round desc, x.id limit 1),
		gen_random_uuid())`, id, w.Now)
}

// later is a working day at least a week after a dispatch's due date.
func (w *world) later(dispatchID string) time.Time {
	day := w.Text("select coalesce((select max(due_at) from dispatch where id = $1), now()) at time zone 'Asia/Shanghai' + interval '7 days'", dispatchID)
	t, err := time.Parse(time.DateOnly, day[:len(time.DateOnly)])
	if err != nil {
		w.t.Fatal(err)
	}
	for t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

// idle is a unit that neither works on the problem nor was let off.
func (w *world) idle(id string) string {
	return w.Text("select o.id from organization o, problem p where p.id = $1 and kind <> 'OFFICE' and not exists (select from dispatch x where x.problem_id = $1 and x.organization_id = o.id and (x.active or x.round = p.round and x.status = 'RETURNED')) order by o.id = id('other') desc, o.kind in ('DEPARTMENT', 'GOVERNMENT') desc, o.name limit 1", id)
}

// facts are those of an actor on a problem now, and whether the actor sees it.
func (w *world) facts(a access.Actor, id string) (f Facts, visible bool) {
	w.t.Helper()
	var text string
	args := []any{id, w.Now}
	facts := see(func(string) string { return factsAt("$2::timestamptz") }, a, &args)
	sees := see(Sees, a, &args)
	err := w.Pool.QueryRow(context.Background(), "select "+facts+", "+sees+" from problem p where p.id = $1", args...).Scan(&text, &visible)
	if err != nil {
		w.t.Fatal(err)
	}
	return ParseFacts(text), visible
}
