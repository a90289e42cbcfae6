package problem

import (
	"strings"
	"testing"
	"time"

	"lianqi/server/db/dbtest/county"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// on is a day as the Date scalar has it.
func on(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

// notices are what a problem's event was told in, as account and text.
func (w *world) notices(id string, kind EventKind) string {
	return strings.Join(w.Column("select n.account || ' ' || i.text from notice i join person n on n.id = i.person_id where i.problem_id = $1 and i.kind = $2 order by 1", id, string(kind)), "\n")
}

// The lead asks for four days more and gets them: its date and the problem's move, the first one is kept, and everybody concerned is told.
func TestAnExtensionIsApproved(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	lead := w.dispatch(id, county.ID("committee"))
	w.want(id, map[string]string{"due_at": "2026-12-02 10:00:00+00"})
	in := ExtensionInput{ID: once.New(), DispatchID: lead, NewDueOn: on("2026-12-08"), Reason: "公交公司在等新车"}
	for range 2 { // and the second time nothing happens
		if _, err := w.RequestExtension(ctx, w.Actor("handler-committee"), in); err != nil {
			t.Fatal(err)
		}
	}
	w.want(id, map[string]string{
		"due_at": "2026-12-02 10:00:00+00", "status": "IN_PROGRESS", dispatches: "1 LEAD HANDLING, 1 CO PENDING_SIGN",
		"(select note from problem_event where kind = 'EXTENSION_REQUESTED')": "延到 12月8日：公交公司在等新车",
	})
	if err := w.do("handler-committee", RequestLongTerm, id); !fault.Is(err, fault.Forbidden) || !strings.Contains(err.Error(), "在等裁定") {
		t.Errorf("asked for 挂账 meanwhile: %v", err)
	}
	problemID, dispatchID, err := w.RuleOnExtension(ctx, w.Actor("office"), Ruling{RequestID: in.ID, Approve: true, Note: "情况属实"})
	if err != nil || problemID != id || dispatchID != lead {
		t.Fatalf("%s %s %v", problemID, dispatchID, err)
	}
	w.want(id, map[string]string{
		"due_at": "2026-12-08 10:00:00+00", "warn_at < due_at": "true",
		"due_reason like '%，到 12月2日 18:00；延期至 12月8日 18:00，原为 12月2日 18:00，联企办同意'":                                     "true",
		"(select concat_ws(' ', x.due_at, x.first_due_at) from dispatch x where x.role = 'LEAD')":                    "2026-12-08 10:00:00+00 2026-12-02 10:00:00+00",
		"(select bool_and(x.due_at = x.first_due_at) from dispatch x where x.role = 'CO')":                           "true",
		"(select x.due_reason = p.due_reason and x.warn_at = p.warn_at from dispatch x where x.role = 'LEAD')":       "true",
		"(select string_agg(kind, ' ' order by version) from problem_event where problem_id = p.id and version > 3)": "EXTENSION_REQUESTED EXTENSION_APPROVED",
	})
	if got := w.notices(id, EventExtensionRequested); !strings.Contains(got, "office ") || strings.Contains(got, "contact ") {
		t.Errorf("asked, told:\n%s", got)
	}
	told := w.notices(id, EventExtensionApproved)
	for _, account := range []string{"contact ", "cadre ", "handler-committee "} {
		if !strings.Contains(told, account) || !strings.Contains(told, "12月8日前答复") {
			t.Errorf("approved, told:\n%s", told)
		}
	}
	// Once only (R4), although there is time; and a ruling is not repeated.
	if err := w.do("handler-committee", RequestExtension, id); !fault.Is(err, fault.Forbidden) || !strings.Contains(err.Error(), "只准延期一次") {
		t.Errorf("asked twice: %v", err)
	}
	if _, _, err := w.RuleOnExtension(ctx, w.Actor("office"), Ruling{RequestID: in.ID, Note: "改判"}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("ruled on twice: %v", err)
	}
	w.must("handler-committee", RequestLongTerm, id)
}

// A co-unit's date is its own; denied, it may ask once more.
func TestAnExtensionIsDenied(t *testing.T) {
	w := newWorld(t)
	id := w.at(Dispatched)
	w.must("handler-industry", Sign, id)
	before := w.Text("select string_agg(concat_ws(' ', due_at, due_reason), '|' order by id) from dispatch")
	w.must("handler-industry", RequestExtension, id)
	w.must("office", RuleOnExtension, id, Denied)
	if after := w.Text("select string_agg(concat_ws(' ', due_at, due_reason), '|' order by id) from dispatch"); after != before {
		t.Errorf("dates moved:\n%s\n%s", before, after)
	}
	if got := w.notices(id, EventExtensionDenied); !strings.HasPrefix(got, "handler-industry ") || strings.Contains(got, "\n") {
		t.Errorf("denied, told:\n%s", got)
	}
	due := w.Text("select due_at from problem where id = $1", id)
	w.must("handler-industry", RequestExtension, id)
	w.must("office", RuleOnExtension, id)
	w.want(id, map[string]string{"due_at": due, "(select x.due_at > x.first_due_at from dispatch x where x.role = 'CO')": "true"})
}

// R4: one working day. Due on Wednesday at 18:00, a unit may ask until Tuesday is over.
func TestAnExtensionIsAskedForInTime(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	due, err := time.Parse("2006-01-02 15:04:05-07", w.Text("select due_at from problem where id = $1", id))
	if err != nil {
		t.Fatal(err)
	}
	w.Now = due.Add(-18 * time.Hour) // midnight; the verb comes a minute later
	if err := w.do("handler-committee", RequestExtension, id); !fault.Is(err, fault.Forbidden) || !strings.Contains(err.Error(), "提前申请") {
		t.Errorf("on the last day: %v", err)
	}
	w.Now = due.Add(-18*time.Hour - 2*time.Minute)
	w.must("handler-committee", RequestExtension, id)

	// The office may rule late: the unit is not to blame for that.
	w.Now = due.AddDate(0, 0, 30)
	w.must("office", RuleOnExtension, id)
	w.want(id, map[string]string{"warn_at <= due_at": "true"})
}

func TestAnExtensionIsToALaterWorkingDay(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	before := w.Dump()
	for day, words := range map[string]string{"2026-12-02": "12月2日 18:00", "2026-11-27": "12月2日 18:00", "2026-12-05": "工作日"} {
		in := ExtensionInput{ID: once.New(), DispatchID: w.dispatch(id, county.ID("committee")), NewDueOn: on(day), Reason: "等新车"}
		_, err := w.RequestExtension(ctx, w.Actor("handler-committee"), in)
		if f := fault.As(err); !fault.Is(err, fault.Invalid) || f.Field[0] != "newDueOn" || !strings.Contains(f.Message, words) {
			t.Errorf("to %s: %v", day, err)
		}
	}
	if w.Dump() != before {
		t.Error("something changed")
	}
}

// What was asked for before the reply is not ruled on after it.
func TestAnExtensionLapsesWithTheReply(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.must("handler-committee", RequestExtension, id)
	w.must("handler-industry", Sign, id)
	w.must("handler-industry", RequestExtension, id)
	asked := w.Text("select q.id from handling_request q join dispatch x on x.id = q.dispatch_id where x.role = 'LEAD'")
	w.must("handler-committee", Reply, id)
	before := w.Dump()
	if _, _, err := w.RuleOnExtension(ctx, w.Actor("office"), Ruling{RequestID: asked, Approve: true, Note: "同意"}); !fault.Is(err, fault.Conflict) {
		t.Errorf("ruled on what has lapsed: %v", err)
	}
	if w.Dump() != before {
		t.Error("something changed")
	}
	w.must("office", RuleOnExtension, id) // the co-unit's
	w.want(id, map[string]string{"(select x.due_at > x.first_due_at from dispatch x where x.role = 'CO')": "true", "due_at": "2026-12-02 10:00:00+00"})
}

// While a problem is followed long-term its co-units' dates move, maybe beyond what they asked for.
func TestAnExtensionNeverMakesADateEarlier(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.must("handler-industry", Sign, id)
	w.must("handler-industry", RequestExtension, id)
	w.must("handler-committee", RequestLongTerm, id)
	w.must("office", RuleOnLongTerm, id)
	w.Now = w.Now.AddDate(0, 2, 0)
	w.must("handler-committee", Resume, id)
	due := w.Text("select due_at from dispatch where role = 'CO'")
	w.must("office", RuleOnExtension, id)
	w.want(id, map[string]string{"(select due_at from dispatch where role = 'CO')": due})
}

// The unit that was let off is not handed the same problem again, neither in the ruling nor later.
func TestAUnitThatWasLetOffIsNotAskedAgain(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.must("handler-committee", RequestReturn, id)
	same := []Unit{{county.ID("committee"), "TERRITORY", Lead}}
	ruling := Ruling{RequestID: w.Text("select id from handling_request"), Approve: true, Note: "同意"}
	if _, err := w.RuleOnReturn(ctx, w.Actor("office"), ruling, same); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "刚获准退单") {
		t.Errorf("in the ruling: %v", err)
	}
	w.must("office", RuleOnReturn, id)
	in := TriageInput{ProblemID: id, ExpectedVersion: w.version(id), Decision: Accept, Units: same}
	if _, err := w.Triage(ctx, w.Actor("office"), in); !fault.Is(err, fault.Invalid) || fault.As(err).Field[0] != "dispatches" {
		t.Errorf("later: %v", err)
	}
	in.Units[0].OrganizationID = county.ID("other")
	if _, err := w.Triage(ctx, w.Actor("office"), in); err != nil {
		t.Error(err)
	}
}
