package problem

import (
	"strings"
	"testing"
	"time"

	"lianqi/server/fault"
)

func (w *world) dates() string {
	return w.Text("select string_agg(concat_ws(' ', id, due_at, warn_at, first_due_at, sign_due_at, contact_due_at, progress_due_at, due_reason), '; ' order by id) from dispatch") +
		w.Text("select string_agg(concat_ws(' ', id, version, due_at, warn_at), '; ' order by id) from problem") + w.Text("select count(*) from work_calendar")
}

// agreedWorld has a problem in each situation that moved a date: an extension, a 挂账 that is over, both, and one that still stands.
func agreedWorld(t *testing.T) (w *world, both string) {
	w = newWorld(t)
	w.at(Dispatched)
	extended := w.at(InProgress)
	w.must("handler-committee", RequestExtension, extended)
	w.must("office-city", RuleOnExtension, extended)
	both = w.at(InProgress)
	w.must("handler-committee", RequestLongTerm, both)
	w.must("office-city", RuleOnLongTerm, both)
	standing := w.at(InProgress)
	w.must("handler-committee", RequestLongTerm, standing)
	w.must("office-city", RuleOnLongTerm, standing)
	w.Now = w.Now.AddDate(0, 0, 3)
	w.must("handler-committee", Resume, both)
	w.must("handler-committee", RequestExtension, both)
	w.must("office-city", RuleOnExtension, both)
	return w, both
}

// Recomputing without a change changes nothing, by either way and either kind of policy.
func TestRecomputingWithoutAChange(t *testing.T) {
	w, _ := agreedWorld(t)
	campaign := w.Text("select id from campaign limit 1")
	before := w.dates()
	off := true
	if moved, err := w.ChangeWorkCalendar(ctx, w.Actor("admin"), []WorkDay{{Day: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), Off: &off, Name: "国庆节"}}, "核对", false); err != nil || len(moved) > 0 {
		t.Errorf("%v %v", moved, err)
	}
	if moved, err := w.ChangeCampaignPolicy(ctx, w.Actor("office-city"), campaign, w.Text("select sla_policy_code from campaign limit 1"), "核对", false); err != nil || len(moved) > 0 {
		t.Errorf("%v %v", moved, err)
	}
	if after := w.dates(); after != before {
		t.Errorf("dates moved:\n%s\n%s", before, after)
	}
}

// A day taken off moves the dates behind it by one working day, keeps what was agreed, and says so once; a dry run only says so.
func TestADayOffMovesTheDates(t *testing.T) {
	w, both := agreedWorld(t)
	off := true
	days := []WorkDay{{Day: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC), Off: &off, Name: "临时放假"}}
	before := w.dates()
	dry, err := w.ChangeWorkCalendar(ctx, w.Actor("admin"), days, "11月27日临时放假", true)
	if err != nil || len(dry) == 0 || w.dates() != before {
		t.Fatalf("the dry run: %v %v", dry, err)
	}
	moved, err := w.ChangeWorkCalendar(ctx, w.Actor("admin"), days, "11月27日临时放假", false)
	if err != nil || len(moved) != len(dry) {
		t.Fatalf("%v %v, the dry run said %v", moved, err, dry)
	}
	for i, m := range moved {
		if m != dry[i] || !m.New.After(m.Old) || m.Number == "" || m.OrganizationName == "" {
			t.Errorf("%+v, the dry run said %+v", m, dry[i])
		}
	}
	events := w.Column("select note from problem_event where kind = 'DUE_RECOMPUTED' and actor_role = 'SYSTEM'")
	if len(events) == 0 || !strings.Contains(events[0], "改为") || !strings.HasSuffix(events[0], "，因为11月27日临时放假") {
		t.Errorf("events %v", events)
	}
	if got := w.Text("select due_reason like '%延期至%' from problem where id = $1", both); got != "true" {
		t.Error("the extension is gone")
	}
	if again, err := w.ChangeWorkCalendar(ctx, w.Actor("admin"), days, "再来一次", false); err != nil || len(again) > 0 {
		t.Errorf("the same day off again: %v %v", again, err)
	}
	if _, err := w.ChangeWorkCalendar(ctx, w.Actor("admin"), []WorkDay{{Day: days[0].Day}}, "取消放假", false); err != nil {
		t.Fatal(err)
	}
	if got := w.Text("select count(*) from work_calendar where day = '2026-11-27'"); got != "0" {
		t.Error("the day is still an exception")
	}
	if got := w.Text("select count(*) from dispatch x join problem p on p.id = x.problem_id where p.due_at <> x.due_at and x.role = 'LEAD' and x.active"); got != "0" {
		t.Errorf("%s problems have another date than their lead", got)
	}
	w.replay(both)
}

// Another policy dates a campaign's problems anew, and only those who may change it do.
func TestAnotherPolicyMovesTheDates(t *testing.T) {
	w, _ := agreedWorld(t)
	campaign := w.Text("select id from campaign limit 1")
	for account, code := range map[string]fault.Code{"cadre": fault.Forbidden, "handler-committee": fault.Forbidden, "leader": fault.Forbidden} {
		if _, err := w.ChangeCampaignPolicy(ctx, w.Actor(account), campaign, "ZHONGSHAN", "试行", false); !fault.Is(err, code) {
			t.Errorf("%s: %v", account, err)
		}
	}
	if _, err := w.ChangeCampaignPolicy(ctx, w.Actor("admin"), campaign, "NOWHERE", "试行", false); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	if _, err := w.ChangeWorkCalendar(ctx, w.Actor("office-city"), []WorkDay{{}}, "试行", true); !fault.Is(err, fault.Forbidden) {
		t.Error(err)
	}
	moved, err := w.ChangeCampaignPolicy(ctx, w.Actor("admin"), campaign, "ZHONGSHAN", "改用中山马上办", false)
	if err != nil || len(moved) == 0 {
		t.Fatalf("%v %v", moved, err)
	}
	if got := w.Text("select bool_and(contact_due_at = dispatched_at + interval '1 hour') from dispatch where active and replied_at is null and contact_due_at is not null and not exists (select from handling_request q where q.problem_id = dispatch.problem_id)"); got != "true" {
		t.Error("the timer of contact did not begin")
	}
}

// The date that an imported ledger states is no rule's: it stays when the calendar or the policy changes, and when the unit is sent back.
func TestWhatALedgerStatesStays(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.Exec(`with x as (update dispatch set due_at = '2026-12-25 10:00+00', first_due_at = '2026-12-25 10:00+00', warn_at = '2026-12-20 10:00+00', due_reason = '台账写明，到 12月25日 18:00'
		where problem_id = $1 returning due_at, warn_at, due_reason)
		update problem p set due_at = x.due_at, warn_at = x.warn_at, due_reason = x.due_reason from x where p.id = $1`, id)
	dates := func() string {
		return w.Text(`select concat_ws(' ', p.due_at, p.warn_at, p.due_reason, string_agg(concat_ws(' ', x.due_at, x.first_due_at, x.warn_at, x.due_reason), '; ' order by x.id))
			from problem p join dispatch x on x.problem_id = p.id where p.id = $1 group by p.id`, id)
	}
	before := dates()
	off := true
	days := []WorkDay{{Day: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC), Off: &off, Name: "临时放假"}}
	if _, err := w.ChangeWorkCalendar(ctx, w.Actor("admin"), days, "临时放假", false); err != nil {
		t.Fatal(err)
	}
	if after := dates(); after != before {
		t.Errorf("the calendar moved it: %s, was %s", after, before)
	}
	w.must("handler-committee", Reply, id)
	w.must("office", SendBack, id)
	if after := dates(); after != before {
		t.Errorf("the way back moved it: %s, was %s", after, before)
	}
}
