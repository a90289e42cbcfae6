package problem

import (
	"context"
	"slices"
	"testing"
	"time"

	"lianqi/server/db/dbtest/county"
	"lianqi/server/fault"
	"lianqi/server/once"
)

var ctx = context.Background()

// walk has the accounts act in turn, and checks the kinds of all events so far.
func (w *world) walk(id string, steps []turn, want ...EventKind) {
	w.t.Helper()
	for _, s := range steps {
		w.must(s.account, s.action, id)
	}
	if got := w.events(id); !slices.Equal(got, want) {
		w.t.Errorf("events %v, want %v", got, want)
	}
}

// want compares SQL expressions over a problem p with what they should be.
func (w *world) want(id string, expressions map[string]string) {
	w.t.Helper()
	for expression, want := range expressions {
		if got := w.Text("select "+expression+" from problem p where p.id = $1", id); got != want {
			w.t.Errorf("%s is %q, want %q", expression, got, want)
		}
	}
}

const dispatches = "(select string_agg(concat_ws(' ', x.round, x.role, x.status), ', ' order by x.round, x.role desc, x.dispatched_at, x.status) from dispatch x where x.problem_id = p.id)"

func TestTheWholeWay(t *testing.T) {
	w := newWorld(t)
	id := w.report("cadre", "firm")
	w.want(id, map[string]string{
		"number": "430502-2026-00001", "channel || ' ' || level": "VISIT COUNTY", "search_text": "430502-2026-00001 夜班公交停运 园内机械厂·演示",
		"campaign_id = id('campaign') and park_id = id('park')": "true", "accepted_at is null and due_at is null": "true",
	})
	w.walk(id, []turn{
		{"office", Accept},
		{"handler-committee", Sign},
		{"handler-industry", Sign},
		{"handler-committee", ReportProgress},
		{"handler-industry", Reply},
		{"handler-committee", Reply},
		{"office", AcceptReply},
		{"contact", Evaluate},
	}, EventReported, EventDispatched, EventSigned, EventSigned, EventProgress, EventReplied, EventReplied, EventReplyAccepted, EventEvaluated)
	w.want(id, map[string]string{
		"concat_ws(' ', status, version, round, solved)":                    "CLOSED 9 1 t",
		"concat_ws(' ', assigned_by_level, complexity)":                     "COUNTY SIMPLE",
		"lead_organization_id = id('committee') and closed_at > replied_at": "true",
		"(select concat_ws(' ', grade, round) from evaluation)":             "SATISFIED 1",
		dispatches: "1 LEAD ACCEPTED, 1 CO ACCEPTED",
		"(select string_agg(actor_role, ' ' order by version) from problem_event)": "LINK_CADRE OFFICE DEPARTMENT_HANDLER DEPARTMENT_HANDLER DEPARTMENT_HANDLER DEPARTMENT_HANDLER DEPARTMENT_HANDLER OFFICE ENTERPRISE_CONTACT",
	})
}

func TestDissatisfiedIsDoneAgain(t *testing.T) {
	w := newWorld(t)
	id := w.at(AwaitingEvaluation)
	before := w.Text("select string_agg(x::text, '|' order by id) from dispatch x")
	w.must("contact", Evaluate, id, Redo)
	w.want(id, map[string]string{
		"concat_ws(' ', status, round)": "IN_PROGRESS 2", "replied_at is null and solved is null and evaluation_asked_at is null": "true",
		dispatches: "1 LEAD ACCEPTED, 1 CO CANCELLED, 2 LEAD HANDLING, 2 CO HANDLING",
		"due_at = (select x.due_at from dispatch x where x.round = 2 and x.role = 'LEAD')": "true",
	})
	if after := w.Text("select string_agg(x::text, '|' order by id) from dispatch x where round = 1"); after != before {
		t.Errorf("the first round changed:\n%s\n%s", before, after)
	}
	for _, s := range []turn{{"handler-industry", Reply}, {"handler-committee", Reply}, {"office", AcceptReply}, {"contact", Evaluate}} {
		w.must(s.account, s.action, id)
	}
	w.want(id, map[string]string{"concat_ws(' ', status, round, (select count(*) from evaluation))": "CLOSED 2 2"})
	w.must("office", Reopen, id)
	w.want(id, map[string]string{"concat_ws(' ', status, round, closed_at)": "IN_PROGRESS 3"})
}

func TestSolvedOnSite(t *testing.T) {
	w := newWorld(t)
	in := w.input("firm")
	in.ResolvedOnSite = true
	if _, err := w.Report(ctx, w.Actor("cadre"), in); !fault.Is(err, fault.Invalid) || fault.As(err).Field[0] != "photos" {
		t.Errorf("without a photo: %v", err)
	}
	in.Photos = []Photo{snap}
	id, err := w.Report(ctx, w.Actor("cadre"), in)
	if err != nil {
		t.Fatal(err)
	}
	w.want(id, map[string]string{"concat_ws(' ', status, version, solved, accepted_at is not null)": "AWAITING_EVALUATION 2 t t", "(select count(*) from photo)": "1"})
	w.must("contact", Evaluate, id, Redo)
	w.want(id, map[string]string{"concat_ws(' ', status, round, accepted_at)": "SUBMITTED 2"})
	w.walk(id, []turn{
		{"office", Accept}, {"handler-committee", Sign}, {"handler-committee", Reply}, {"office", AcceptReply}, {"contact", Evaluate},
	}, EventReported, EventSolvedOnSite, EventRedo, EventDispatched, EventSigned, EventReplied, EventReplyAccepted, EventEvaluated)

	in = w.input("firm")
	in.ResolvedOnSite = true
	if _, err := w.Report(ctx, w.Actor("contact"), in); err != nil {
		t.Errorf("the firm's own word is enough: %v", err)
	}
	w.must("contact", Evaluate, in.ID)
	w.must("office", Reopen, in.ID)
	w.want(in.ID, map[string]string{"concat_ws(' ', status, round, channel)": "SUBMITTED 2 SELF_REPORT"})
}

func TestSentBack(t *testing.T) {
	w := newWorld(t)
	id := w.at(Handled)
	w.must("office", SendBack, id)
	w.want(id, map[string]string{"concat_ws(' ', status, round, replied_at, solved)": "IN_PROGRESS 1", dispatches: "1 LEAD SENT_BACK, 1 CO PENDING_SIGN"})
	w.must("handler-committee", Reply, id)
	w.must("office", AcceptReply, id)
	w.want(id, map[string]string{dispatches: "1 LEAD ACCEPTED, 1 CO CANCELLED"})
}

func TestAskedForMoreAndSupplemented(t *testing.T) {
	w := newWorld(t)
	id := w.at(ReturnedForInfo)
	w.walk(id, []turn{{"contact", Supplement}, {"office", Accept}}, EventReported, EventReturnedForInfo, EventSupplemented, EventDispatched)
	w.want(id, map[string]string{"(select count(*) from photo f join problem_event t on t.id = f.event_id where t.kind = 'SUPPLEMENTED')": "1"})
}

func TestAReturnIsApproved(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.must("handler-committee", RequestReturn, id)
	w.must("office", RuleOnReturn, id)
	w.want(id, map[string]string{"status": "DISPATCHED", dispatches: "1 LEAD RETURNED, 1 CO PENDING_SIGN"})
	if err := w.do("office", Accept, id); !fault.Is(err, fault.Invalid) {
		t.Errorf("handing out again needs a choice: %v", err)
	}
	w.must("office", Redispatch, id)
	w.want(id, map[string]string{
		"status || ' ' || (lead_organization_id = id('other'))::text": "DISPATCHED true", dispatches: "1 LEAD RETURNED, 1 LEAD PENDING_SIGN, 1 CO PENDING_SIGN",
	})
	w.must("handler-other", Sign, id)
	w.must("handler-industry", Sign, id)

	// A co-unit gives its part back, and the office names another one in the same ruling.
	w.must("handler-industry", RequestReturn, id)
	_, err := w.RuleOnReturn(ctx, w.Actor("office"), Ruling{
		RequestID: w.Text("select id from handling_request where status = 'PENDING'"), Approve: true, Note: "同意",
	}, []Unit{{county.ID("bureau"), "FUNCTIONAL", Co}})
	if err != nil {
		t.Fatal(err)
	}
	w.want(id, map[string]string{"status": "IN_PROGRESS", dispatches: "1 LEAD RETURNED, 1 LEAD SIGNED, 1 CO RETURNED, 1 CO PENDING_SIGN"})
}

func TestACoUnitTakesOverTheLead(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.must("handler-committee", RequestReturn, id)
	in, units := Ruling{RequestID: w.Text("select id from handling_request"), Approve: true, Note: "同意"}, []Unit{{county.ID("industry"), "INDUSTRY", Lead}}
	if _, err := w.RuleOnReturn(ctx, w.Actor("office"), in, units); err != nil {
		t.Fatal(err)
	}
	w.want(id, map[string]string{
		"status || ' ' || (lead_organization_id = id('industry'))::text": "DISPATCHED true", dispatches: "1 LEAD RETURNED, 1 LEAD PENDING_SIGN, 1 CO CANCELLED",
	})
	if _, err := w.RuleOnReturn(ctx, w.Actor("office"), in, units); !fault.Is(err, fault.Forbidden) {
		t.Errorf("ruled on twice: %v", err)
	}
	w.must("handler-industry", Sign, id)

	// Not while it asks to be let off itself.
	id = w.at(Dispatched)
	w.must("handler-committee", RequestReturn, id)
	in.RequestID = w.Text("select id from handling_request where status = 'PENDING'")
	w.must("handler-industry", RequestReturn, id)
	if _, err := w.RuleOnReturn(ctx, w.Actor("office"), in, units); !fault.Is(err, fault.Invalid) || fault.As(err).Field[0] != "redispatchTo" {
		t.Errorf("the lead for a unit that asks to return: %v", err)
	}
}

func TestAReturnIsDeniedForGood(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.must("handler-committee", RequestReturn, id)
	w.must("handler-industry", RequestReturn, id)
	w.must("office", RuleOnReturn, id, Denied)
	ruled := w.Text("select id from handling_request where status = 'DENIED'")
	_, err := w.RuleOnReturn(ctx, w.Actor("office"), Ruling{RequestID: ruled, Approve: true, Note: "改判"}, nil)
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("ruled on twice while another waits: %v", err)
	}
	w.must("office", RuleOnReturn, id, Denied)
	w.want(id, map[string]string{"status": "IN_PROGRESS", dispatches: "1 LEAD SIGNED, 1 CO PENDING_SIGN"})
	if err := w.do("handler-committee", RequestReturn, id); !fault.Is(err, fault.Forbidden) {
		t.Errorf("asked again after the ruling: %v", err)
	}
}

// R3: one working day. Handed out on Monday, a unit may object until the office closes on Tuesday.
func TestAReturnIsAskedForInTime(t *testing.T) {
	w := newWorld(t)
	id := w.at(Dispatched)
	w.Now = county.Monday.Add(32*time.Hour - 2*time.Minute)
	f, _ := w.facts(w.Actor("handler-committee"), id)
	if !f.Dispatches[0].Objectable {
		t.Error("two minutes before the office closes it is too late")
	}
	w.Now = w.Now.Add(2 * time.Minute)
	if err := w.do("handler-committee", RequestReturn, id); !fault.Is(err, fault.Forbidden) {
		t.Errorf("after the office has closed: %v", err)
	}
}

func TestLongTerm(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.must("handler-committee", RequestLongTerm, id)
	w.must("office", RuleOnLongTerm, id, Denied)
	w.must("handler-committee", RequestLongTerm, id)
	due := w.Text("select due_at from problem where id = $1", id)
	w.must("office", RuleOnLongTerm, id)
	w.want(id, map[string]string{"status || ' ' || due_at": "LONG_TERM " + due})
	w.must("handler-committee", ReportProgress, id)

	// Two weeks: ten offices closed meanwhile, so the date moves by ten working days, from Wednesday 2 December to the 16th.
	w.Now = w.Now.AddDate(0, 0, 14)
	w.must("handler-committee", Resume, id)
	w.want(id, map[string]string{
		"status || ' ' || due_at": "IN_PROGRESS 2026-12-16 10:00:00+00", "due_reason like '%顺延 10 个工作日%'": "true",
		"(select count(distinct x.due_at) from dispatch x)": "2", "(select max(x.due_at) from dispatch x where x.role = 'LEAD')": "2026-12-16 10:00:00+00",
	})
}

func TestTheLeadRepliesOutOfLongTerm(t *testing.T) {
	w := newWorld(t)
	id := w.at(LongTerm)
	w.Now = w.Now.AddDate(0, 0, 14)
	w.must("handler-committee", Reply, id)
	w.want(id, map[string]string{"status": "HANDLED", "replied_at < due_at": "true"})
}

func TestWithdrawn(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.must("handler-committee", RequestLongTerm, id)
	w.must("contact", Withdraw, id)
	w.want(id, map[string]string{"status": "WITHDRAWN", dispatches: "1 LEAD CANCELLED, 1 CO CANCELLED", "(select status from handling_request)": "LAPSED"})
	w.must("office", Reopen, id)
	w.want(id, map[string]string{"concat_ws(' ', status, round, accepted_at, lead_organization_id, due_at)": "SUBMITTED 2"})
	w.must("office", Accept, id)
}

func TestMerged(t *testing.T) {
	w := newWorld(t)
	target := w.report("resident", "firm")
	w.Now = w.Now.Add(-time.Hour)
	id := w.report("cadre", "firm")
	w.Now = w.Now.Add(time.Hour)
	for name, into := range map[string]string{"itself": id, "nothing": once.New(), "what is not an id": "x"} {
		_, err := w.Triage(ctx, w.Actor("office"), TriageInput{ProblemID: id, ExpectedVersion: 1, Decision: Merge, MergeIntoID: into})
		if f := fault.As(err); f == nil || !slices.Equal(f.Field, []string{"mergeIntoId"}) {
			t.Errorf("into %s: %v", name, err)
		}
	}
	w.must("office", Merge, id)
	w.want(id, map[string]string{"status": "MERGED", "merged_into_id": target})
	told := w.Column("select n.account from notice i join person n on n.id = i.person_id where i.kind = 'MERGED' and i.problem_id = $1 order by 1", id)
	if !slices.Equal(told, []string{"cadre", "contact", "resident"}) {
		t.Errorf("told %v, want both reporters and the firm (R7)", told)
	}
	other := w.report("cadre", "firm")
	_, err := w.Triage(ctx, w.Actor("office"), TriageInput{ProblemID: other, ExpectedVersion: 1, Decision: Merge, MergeIntoID: id})
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("into a merged one: %v", err)
	}
}

// R9: silence closes nothing. Five working days after it was asked, a firm may be called back.
func TestCallback(t *testing.T) {
	w := newWorld(t)
	id := w.at(AwaitingEvaluation)
	if err := w.do("office", RecordCallback, id); !fault.Is(err, fault.Forbidden) {
		t.Errorf("called back at once: %v", err)
	}
	w.Now = county.Monday.AddDate(0, 0, 7).Add(8*time.Hour - 2*time.Minute) // 17:58 of the fifth working day
	if err := w.do("office", RecordCallback, id); !fault.Is(err, fault.Forbidden) {
		t.Errorf("called back before the days are over: %v", err)
	}
	w.Now = w.Now.Add(time.Minute)
	before := w.version(id)
	in := CallbackInput{ID: once.New(), ProblemID: id, How: "PHONE", Note: "无人接听"}
	if err := w.RecordCallback(ctx, w.Actor("cadre"), in); err != nil {
		t.Fatal(err)
	}
	if w.version(id) != before || w.Text("select count(*) from callback") != "1" {
		t.Error("a call that nobody answered is kept and moves nothing")
	}
	w.must("supervisor", RecordCallback, id, Redo)
	w.want(id, map[string]string{"concat_ws(' ', status, round)": "IN_PROGRESS 2"})

	id = w.at(AwaitingEvaluation)
	w.Now = w.Now.AddDate(0, 0, 10)
	w.must("office", RecordCallback, id)
	w.want(id, map[string]string{"status": "CLOSED", "(select count(*) from evaluation)": "0"})
}

func TestCoUnitsAreWaitedFor(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	in := ReplyInput{ID: once.New(), DispatchID: w.dispatch(id, county.ID("committee")), Solved: true, Note: "办结"}
	before := w.Dump()
	if _, err := w.Reply(ctx, w.Actor("handler-committee"), in); !fault.Is(err, fault.Invalid) || fault.As(err).Field[0] != "overrideCoUnits" {
		t.Errorf("replied over the co-unit: %v", err)
	}
	if w.Dump() != before {
		t.Error("something changed")
	}
	w.must("handler-industry", Sign, id)
	w.must("handler-industry", Reply, id)
	if _, err := w.Reply(ctx, w.Actor("handler-committee"), in); err != nil {
		t.Error(err)
	}
}

func TestAStaleVersionChangesNothing(t *testing.T) {
	w := newWorld(t)
	id := w.at(Handled)
	before := w.Dump()
	for name, err := range map[string]error{
		"triage":   second(w.Triage(ctx, w.Actor("office"), TriageInput{ProblemID: id, ExpectedVersion: 1, Decision: Accept})),
		"review":   w.ReviewReply(ctx, w.Actor("office"), ReviewInput{ProblemID: id, ExpectedVersion: 1, Decision: AcceptReply}),
		"withdraw": w.Withdraw(ctx, w.Actor("contact"), id, 1, "不需要了"),
		"reopen":   w.Reopen(ctx, w.Actor("office"), id, 1, "再办"),
	} {
		if !fault.Is(err, fault.Stale) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if w.Dump() != before {
		t.Error("something changed")
	}
}

func second[T any](_ T, err error) error { return err }
