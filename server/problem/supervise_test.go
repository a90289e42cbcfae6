package problem

import (
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// climb issues a rung as the system and reports whether it was one.
func (w *world) climb(id string, kind OrderKind) (issued bool) {
	w.t.Helper()
	err := db.InTx(ctx, w.Pool, func(tx pgx.Tx) error {
		st, err := w.lock(ctx, tx, access.Actor{Role: access.System}, id)
		if err != nil || !st.pressed() {
			return err
		}
		event, err := st.rung(ctx, kind, "到期未答复")
		if err != nil || event == "" {
			return err
		}
		issued = true
		return w.Tell(ctx, tx, event)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return issued
}

// Each rung of the ladder is told to those whom it concerns, and the problem remembers the highest of its round.
func TestTheLadderTellsWhomItConcerns(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	for _, s := range []struct {
		kind OrderKind
		told string
	}{
		{Remind, "handler-committee!"},
		{Urge, "handler-committee!"},
		{Oversee, "handler-committee! office supervisor"},
		{Escalated, "handler-committee! leader office office-city!"},
		{Listed, "handler-committee! supervisor"},
	} {
		w.Now = w.Now.Add(time.Minute)
		if !w.climb(id, s.kind) {
			t.Fatalf("%s was not issued", s.kind)
		}
		if got := w.told(id); got != s.told {
			t.Errorf("%s: told %s, want %s", s.kind, got, s.told)
		}
		if got := w.Text("select escalation_level from problem where id = $1", id); got != string(s.kind) {
			t.Errorf("after %s it is pressed to %s", s.kind, got)
		}
	}
	w.climb(id, Remind)
	if got := w.Text("select escalation_level from problem where id = $1", id); got != string(Listed) {
		t.Errorf("a milder order took the level back to %s", got)
	}
	if got := w.Text("select count(*) from problem_event where problem_id = $1 and actor_id is null and actor_role = 'SYSTEM'", id); got != "5" {
		t.Errorf("%s events by the system", got)
	}
	w.replay(id)
}

// A rung is issued once for each problem, round and date, whoever else wakes at the same time; and not when nobody has the problem.
func TestARungIsIssuedOnce(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() { w.climb(id, Urge) })
	}
	wait.Wait()
	if got := w.Text("select count(*) from supervision_order where problem_id = $1", id); got != "1" {
		t.Errorf("%s orders", got)
	}
	w.must("handler-committee", Reply, id)
	if w.climb(id, Oversee) {
		t.Error("pressed after the reply")
	}
}

// An order has one answer, by the unit it is addressed to; sending either twice changes nothing.
func TestAnOrderIsAnsweredOnce(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	tomorrow := w.Now.AddDate(0, 0, 1)
	in := SuperviseInput{ID: once.New(), ProblemID: id, Kind: Oversee, Note: "请说明进展", ReplyBy: &tomorrow}
	for range 2 {
		if err := w.Supervise(ctx, w.Actor("supervisor"), in); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.told(id); got != "handler-committee! office" {
		t.Errorf("told %s", got)
	}
	in.Note = "别的"
	if err := w.Supervise(ctx, w.Actor("supervisor"), in); !fault.Is(err, fault.Conflict) {
		t.Errorf("another order by the same id: %v", err)
	}
	yesterday := w.Now.AddDate(0, 0, -1)
	if err := w.Supervise(ctx, w.Actor("office"), SuperviseInput{ID: once.New(), ProblemID: id, Kind: Urge, Note: "快", ReplyBy: &yesterday}); !fault.Is(err, fault.Invalid) {
		t.Errorf("to be answered yesterday: %v", err)
	}
	answer := ReplySupervisionInput{OrderID: in.ID, Note: "已派专人跟进"}
	for account, code := range map[string]fault.Code{
		"office": fault.Forbidden, "supervisor": fault.Forbidden, "handler-industry": fault.NotFound, "contact": fault.NotFound, "handler-other": fault.NotFound,
	} {
		if _, err := w.ReplySupervision(ctx, w.Actor(account), answer); !fault.Is(err, code) {
			t.Errorf("%s answers: %v, want %s", account, err, code)
		}
	}
	for range 2 {
		if _, err := w.ReplySupervision(ctx, w.Actor("handler-committee"), answer); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.told(id); got != "office supervisor" {
		t.Errorf("the answer was told to %s", got)
	}
	answer.Note = "另一个说法"
	if _, err := w.ReplySupervision(ctx, w.Actor("handler-committee"), answer); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second answer: %v", err)
	}
	if got := w.Text("select count(*) from problem_event where problem_id = $1 and kind in ('SUPERVISED', 'SUPERVISION_REPLIED')", id); got != "2" {
		t.Errorf("%s events", got)
	}
}
