package problem

import (
	"strings"
	"sync"
	"testing"
	"time"

	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// Every create that a client names: sent again it has no second effect, with other content or by somebody else it is a CONFLICT.
func TestSentAgain(t *testing.T) {
	w := newWorld(t)
	report := w.input("firm")
	report.Photos = []Photo{snap}
	supplement := SupplementInput{ID: once.New(), ProblemID: w.at(ReturnedForInfo), Note: "九路车", Photos: []Photo{snap}}
	progress := ProgressInput{ID: once.New(), DispatchID: w.dispatch(w.at(InProgress), county.ID("committee")), Note: "已协调"}
	contact := ContactInput{ID: once.New(), DispatchID: w.dispatch(w.at(InProgress), county.ID("committee")), How: "PHONE", Note: "已通话"}
	reply := ReplyInput{ID: once.New(), DispatchID: w.dispatch(w.at(InProgress), county.ID("committee")), Solved: true, Note: "已办结", OverrideCoUnits: true}
	back := ReturnInput{ID: once.New(), DispatchID: w.dispatch(w.at(InProgress), county.ID("committee")), ReasonCode: "OTHER", Note: "不属本单位"}
	long := LongTermInput{ID: once.New(), DispatchID: w.dispatch(w.at(InProgress), county.ID("committee")), Reason: "等预算", Plan: "明年", Until: w.Now.AddDate(0, 1, 0)}
	callback := CallbackInput{ID: once.New(), ProblemID: w.at(AwaitingEvaluation), How: "VISIT", Note: "没有人在"}
	waited := w.Now.AddDate(0, 0, 10)

	for name, c := range map[string]struct {
		author, stranger string
		send             func(a access.Actor, other string) error
	}{
		"report": {"cadre", "resident", func(a access.Actor, other string) error {
			in := report
			in.Title += other
			return second(w.Report(ctx, a, in))
		}},
		"supplement": {"cadre", "contact", func(a access.Actor, other string) error {
			in := supplement
			in.Note += other
			return second(w.Supplement(ctx, a, in))
		}},
		"progress": {"handler-committee", "handler-industry", func(a access.Actor, other string) error {
			in := progress
			in.Note += other
			return second(w.ReportProgress(ctx, a, in))
		}},
		"contact": {"handler-committee", "handler-industry", func(a access.Actor, other string) error {
			in := contact
			in.Note += other
			return second(w.RecordContact(ctx, a, in))
		}},
		"reply": {"handler-committee", "handler-industry", func(a access.Actor, other string) error {
			in := reply
			in.Note += other
			return second(w.Reply(ctx, a, in))
		}},
		"return": {"handler-committee", "handler-industry", func(a access.Actor, other string) error {
			in := back
			in.Note += other
			return second(w.RequestReturn(ctx, a, in))
		}},
		"long term": {"handler-committee", "handler-industry", func(a access.Actor, other string) error {
			in := long
			in.Plan += other
			return second(w.RequestLongTerm(ctx, a, in))
		}},
		"callback": {"office", "supervisor", func(a access.Actor, other string) error {
			w.Now = waited
			in := callback
			in.Note += other
			return w.RecordCallback(ctx, a, in)
		}},
	} {
		now := w.Now
		if err := c.send(w.Actor(c.author), ""); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		before := w.Dump()
		w.Now = w.Now.Add(time.Minute)
		if err := c.send(w.Actor(c.author), ""); err != nil {
			t.Errorf("%s again: %v", name, err)
		}
		if err := c.send(w.Actor(c.author), "。"); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s with other content: %v", name, err)
		}
		if err := c.send(w.Actor(c.stranger), ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s by another: %v", name, err)
		}
		if w.Dump() != before {
			t.Errorf("%s: something changed", name)
		}
		w.Now = now
	}
}

// The same content in another spelling of the times and ids is the same content.
func TestSentAgainInAnotherSpelling(t *testing.T) {
	w := newWorld(t)
	in := w.input("firm")
	if _, err := w.Report(ctx, w.Actor("cadre"), in); err != nil {
		t.Fatal(err)
	}
	in.ID, in.EnterpriseID, in.CapturedAt = strings.ToUpper(in.ID), strings.ToUpper(in.EnterpriseID), in.CapturedAt.In(time.FixedZone("", 8*3600))
	if _, err := w.Report(ctx, w.Actor("cadre"), in); err != nil {
		t.Error(err)
	}
}

func TestSentAtOnce(t *testing.T) {
	w := newWorld(t)
	in, cadre := w.input("firm"), w.Actor("cadre")
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if _, err := w.Report(ctx, cadre, in); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := w.Text("select concat_ws(' ', (select count(*) from problem), (select count(*) from problem_event), (select last from problem_number))"); got != "1 1 1" {
		t.Errorf("problems, events, last number: %s", got)
	}
}

func TestSignedAndScoredAgain(t *testing.T) {
	w := newWorld(t)
	signed, scored := w.at(InProgress), w.at(Closed)
	before := w.Dump()
	w.must("handler-committee", Sign, signed)
	score := EvaluateInput{ProblemID: scored, Solved: true, Grade: GradeSatisfied, Comment: w.Text("select comment from evaluation where problem_id = $1", scored)}
	if err := w.Evaluate(ctx, w.Actor("contact"), score); err != nil {
		t.Error(err)
	}
	score.Grade = GradeVerySatisfied
	if err := w.Evaluate(ctx, w.Actor("contact"), score); !fault.Is(err, fault.Conflict) {
		t.Errorf("another score: %v", err)
	}
	if w.Dump() != before {
		t.Error("something changed")
	}
}

// Two who decide at once on the same screen: one succeeds, the other is told that it moved.
func TestDecidedAtOnce(t *testing.T) {
	w := newWorld(t)
	id := w.at(Handled)
	in := ReviewInput{ProblemID: id, ExpectedVersion: w.version(id), Decision: AcceptReply}
	held, err := w.Pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := held.Exec(ctx, "select from problem where id = $1 for update", id); err != nil {
		t.Fatal(err)
	}
	offices := []access.Actor{w.Actor("office"), w.Actor("office-city")}
	errs := make([]error, len(offices))
	var all sync.WaitGroup
	for i, a := range offices {
		all.Go(func() { errs[i] = w.ReviewReply(ctx, a, in) })
	}
	for w.Text("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") != "2" {
		time.Sleep(time.Millisecond)
	}
	if err := held.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || !fault.Is(errs[0], fault.Stale) && !fault.Is(errs[1], fault.Stale) {
		t.Errorf("%v, %v", errs[0], errs[1])
	}
}

func TestReportRefused(t *testing.T) {
	w := newWorld(t)
	visit := func(id, account, firm string) {
		w.Exec(`insert into visit (id, enterprise_id, person_id, division_code, check_in_result, captured_at, received_at, photos_expected, content_hash)
			values (id($1), id($2), id($3), '430502', 'NO_FIX', now(), now(), 0, '')`, id, firm, account)
	}
	visit("mine", "cadre", "firm")
	visit("elsewhere", "cadre", "firm-unlisted")
	visit("of another", "resident", "firm")
	before := w.Dump()
	for name, c := range map[string]struct {
		account string
		change  func(*ReportInput)
		code    fault.Code
		field   string
	}{
		"an id that is none":         {"cadre", func(in *ReportInput) { in.ID = "1" }, fault.Invalid, "id"},
		"an enterprise that is none": {"cadre", func(in *ReportInput) { in.EnterpriseID = "1" }, fault.NotFound, ""},
		"an unknown enterprise":      {"cadre", func(in *ReportInput) { in.EnterpriseID = once.New() }, fault.NotFound, ""},
		"not the cadre's":            {"cadre-outside", func(*ReportInput) {}, fault.NotFound, ""},
		"not the contact's":          {"contact-outside", func(*ReportInput) {}, fault.NotFound, ""},
		"a sibling office's":         {"office-sibling", func(*ReportInput) {}, fault.NotFound, ""},
		"an administrator":           {"admin", func(*ReportInput) {}, fault.Forbidden, ""},
		"a handler":                  {"handler-committee", func(*ReportInput) {}, fault.NotFound, ""},
		"a visit elsewhere":          {"cadre", func(in *ReportInput) { in.VisitID = county.ID("elsewhere") }, fault.NotFound, "visitId"},
		"a visit of another":         {"cadre", func(in *ReportInput) { in.VisitID = county.ID("of another") }, fault.NotFound, "visitId"},
		"a visit on its way":         {"cadre", func(in *ReportInput) { in.VisitID = once.New() }, fault.NotFound, "visitId"},
		"no title":                   {"cadre", func(in *ReportInput) { in.Title = "  " }, fault.Invalid, "title"},
		"a long title":               {"cadre", func(in *ReportInput) { in.Title = strings.Repeat("长", 61) }, fault.Invalid, "title"},
		"a long description":         {"cadre", func(in *ReportInput) { in.Description = strings.Repeat("长", 4001) }, fault.Invalid, "description"},
		"a long demand":              {"cadre", func(in *ReportInput) { in.Demand = strings.Repeat("长", 1001) }, fault.Invalid, "demand"},
		"ten photos":                 {"cadre", func(in *ReportInput) { in.Photos = make([]Photo, 10) }, fault.Invalid, "photos"},
		"a NUL":                      {"cadre", func(in *ReportInput) { in.Description = "a\x00b" }, fault.Invalid, ""},
	} {
		in := w.input("firm")
		c.change(&in)
		_, err := w.Report(ctx, w.Actor(c.account), in)
		if f := fault.As(err); f == nil || f.Code != c.code || strings.Join(f.Field, ".") != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	if w.Dump() != before {
		t.Error("something changed")
	}
	in := w.input("firm")
	in.VisitID = county.ID("mine")
	if _, err := w.Report(ctx, w.Actor("cadre"), in); err != nil {
		t.Errorf("on the cadre's own visit: %v", err)
	}
}

func TestChannelIsWhoReports(t *testing.T) {
	w := newWorld(t)
	for account, want := range map[string]string{
		"cadre": "VISIT", "resident": "RESIDENT", "contact": "SELF_REPORT", "office": "UPPER_LEVEL", "leader": "LEADER_RESEARCH", "supervisor": "SUPERVISION",
	} {
		w.want(w.report(account, "firm"), map[string]string{"channel": want})
	}
}
