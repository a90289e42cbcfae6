package problem

import (
	"testing"
	"time"

	"lianqi/server/db/dbtest/county"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// A unit's timers before its reply: the first contact and the first progress meet theirs, later ones change nothing, and only an approved
// 挂账 stops those that still run.
func TestTimersBeforeTheReply(t *testing.T) {
	w := newWorld(t)
	w.Exec("update campaign set sla_policy_code = 'WUHAN'") // contact 1, progress 3 working days, no time to sign; today is Monday, 10:00
	id := w.at(Dispatched)
	lead := w.dispatch(id, county.ID("committee"))
	at := func(column string) string {
		return w.Text("select coalesce(to_char("+column+" at time zone 'Asia/Shanghai', 'MM-DD HH24:MI'), 'none') from dispatch where id = $1", lead)
	}
	want := func(columns map[string]string) {
		t.Helper()
		for column, want := range columns {
			if got := at(column); got != want {
				t.Errorf("%s is %s, want %s", column, got, want)
			}
		}
	}
	want(map[string]string{"sign_due_at": "none", "contact_due_at": "11-24 18:00", "progress_due_at": "11-26 18:00", "contacted_at": "none", "progressed_at": "none"})

	w.must("handler-committee", Sign, id)
	w.Now = w.Now.Add(time.Hour)
	contacted := w.Now.Add(time.Minute).In(time.FixedZone("", 8*3600)).Format("01-02 15:04")
	w.must("handler-committee", RecordContact, id)
	w.Now = w.Now.Add(time.Hour)
	w.must("handler-committee", RecordContact, id)
	want(map[string]string{"contacted_at": contacted, "progressed_at": "none"})

	w.must("handler-committee", RequestLongTerm, id)
	w.must("office-city", RuleOnLongTerm, id)
	w.Now = w.Now.AddDate(0, 0, 7) // five closings of a working day
	w.must("handler-committee", Resume, id)
	want(map[string]string{"contact_due_at": "11-24 18:00", "progress_due_at": "12-03 18:00"})

	progressed := w.Now.Add(time.Minute).In(time.FixedZone("", 8*3600)).Format("01-02 15:04")
	w.must("handler-committee", ReportProgress, id)
	w.Now = w.Now.Add(time.Hour)
	w.must("handler-committee", ReportProgress, id)
	want(map[string]string{"progressed_at": progressed, "contacted_at": contacted})
}

func TestContactSaysHow(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	in := ContactInput{ID: once.New(), DispatchID: w.dispatch(id, county.ID("committee")), How: "WECHAT", Note: "已联系"}
	if _, err := w.RecordContact(ctx, w.Actor("handler-committee"), in); !fault.Is(err, fault.Invalid) {
		t.Errorf("by WECHAT: %v", err)
	}
	in.How, in.Note = "VISIT", " "
	if _, err := w.RecordContact(ctx, w.Actor("handler-committee"), in); !fault.Is(err, fault.Invalid) {
		t.Errorf("without words: %v", err)
	}
	in.Note = "看了车间"
	if _, err := w.RecordContact(ctx, w.Actor("handler-committee"), in); err != nil {
		t.Fatal(err)
	}
	if got := w.Text("select note from problem_event where id = $1", in.ID); got != "上门联系：看了车间" {
		t.Error(got)
	}
}
