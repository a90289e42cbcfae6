package problem

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// climbAll is what a wake-up of the time does.
func (w *world) climbAll() (problems int) {
	w.t.Helper()
	for range 1000 {
		found, err := w.ClimbNext(ctx)
		if err != nil {
			w.t.Fatal(err)
		}
		if !found {
			return problems
		}
		problems++
	}
	w.t.Fatal("the ladder never ends")
	return 0
}

// rungs are those of a problem in the order in which they were climbed.
func (w *world) rungs(id string) string {
	return strings.Join(w.Column("select kind from supervision_order where problem_id = $1 and issued_by is null order by issued_at, due_at, array_position('{REMIND,URGE,SUPERVISE,ESCALATED,LISTED}'::text[], kind)", id), " ")
}

// From Monday 10:00 a lead has 7 working days: until Wednesday of the week after next, 18:00. Each rung comes at its hour, not before, and
// never at night or on the weekend, however often the time is looked at.
func TestTheLadderInTime(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	start := w.Now.Truncate(time.Hour)
	var seen []string
	for w.Now = start; w.Now.Before(start.AddDate(0, 0, 25)); w.Now = w.Now.Add(30 * time.Minute) {
		before := w.rungs(id)
		w.climbAll()
		w.climbAll()
		if after := w.rungs(id); after != before {
			fields := strings.Fields(after)
			seen = append(seen, w.Now.In(time.FixedZone("", 8*3600)).Format("01-02 15:04")+" "+strings.Join(fields[len(strings.Fields(before)):], " "))
		}
	}
	want := []string{"12-01 09:00 REMIND", "12-03 09:00 URGE", "12-04 09:00 SUPERVISE", "12-08 09:00 ESCALATED", "12-10 09:00 LISTED"}
	if strings.Join(seen, "; ") != strings.Join(want, "; ") {
		t.Errorf("climbed %q, want %q", seen, want)
	}
}

// Whoever wakes days late climbs what is due in one go and tells each person one thing: the highest rung that concerns them.
func TestALateWakeTellsOneThing(t *testing.T) {
	w := newWorld(t)
	w.Exec("update organization set head_id = id('handler-other') where id = id('committee')")
	id := w.at(InProgress)
	w.told(id)
	w.Now = w.Now.AddDate(0, 1, 0) // a Wednesday
	w.climbAll()
	if got := w.rungs(id); got != "REMIND URGE SUPERVISE ESCALATED LISTED" {
		t.Errorf("climbed %s", got)
	}
	for person, want := range map[string]string{
		"handler-committee": "LISTED", "handler-other": "LISTED", "supervisor": "LISTED", "leader": "ESCALATED", "office-city": "ESCALATED", "office": "ESCALATED",
	} {
		got := w.Column("select kind from notice where problem_id = $1 and person_id = id($2) and kind in ('REMINDED', 'URGED', 'SUPERVISED', 'ESCALATED', 'LISTED')", id, person)
		if strings.Join(got, " ") != want {
			t.Errorf("%s was told %v, want %s", person, got, want)
		}
	}
	w.replay(id)
}

// Nothing is climbed at night: the next opening is.
func TestNobodyIsWokenAtNight(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.Now = time.Date(2026, 12, 20, 14, 0, 0, 0, time.UTC) // Sunday, 22:00 in Shanghai, long after the date
	w.climbAll()
	if got := w.rungs(id); got != "" {
		t.Errorf("climbed %s in the night", got)
	}
	if got := w.Text("select climb_at from problem where id = $1", id); !strings.HasPrefix(got, "2026-12-21 01:00") {
		t.Errorf("looked at again %s, want Monday 09:00 in Shanghai", got)
	}
}

// Another date is another ladder, of which the rungs below the time are climbed anew; a reply, a 挂账 and the end stop it.
func TestAnotherDateIsAnotherLadder(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	w.Now = time.Date(2026, 12, 1, 1, 0, 0, 0, time.UTC)
	w.must("handler-committee", RequestExtension, id)
	w.Now = time.Date(2026, 12, 3, 2, 0, 0, 0, time.UTC)
	w.climbAll()
	if got := w.rungs(id); got != "REMIND URGE" {
		t.Fatalf("climbed %s", got)
	}
	w.must("office-city", RuleOnExtension, id)
	w.climbAll()
	if got := w.rungs(id); got != "REMIND URGE" {
		t.Errorf("after the extension climbed %s", got)
	}
	w.Now = w.Now.AddDate(0, 1, 1) // a Monday
	w.climbAll()
	if got := w.Text("select string_agg(distinct kind, ' ' order by kind) || count(distinct due_at) from supervision_order where problem_id = $1", id); got != "ESCALATED LISTED REMIND SUPERVISE URGE2" {
		t.Errorf("the second ladder: %s", got)
	}
	replied := w.at(Handled)
	w.Now = w.Now.AddDate(0, 2, 0)
	w.climbAll()
	if got := w.rungs(replied); got != "" {
		t.Errorf("pressed after the reply: %s", got)
	}
}

// Any number of servers wake at once: each rung is climbed once, each person told once.
func TestTwoServersClimbOnce(t *testing.T) {
	w := newWorld(t)
	ids := []string{w.at(InProgress), w.at(InProgress), w.at(Dispatched), w.at(InProgress)}
	w.Now = w.Now.AddDate(0, 1, 0)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for found := true; found; {
				var err error
				if found, err = w.ClimbNext(ctx); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	w.climbAll()
	for _, id := range ids {
		if got := w.rungs(id); got != "REMIND URGE SUPERVISE ESCALATED LISTED" {
			t.Errorf("climbed %s", got)
		}
	}
	if got := w.Text("select count(*) from (select from notice where kind in ('LISTED', 'ESCALATED', 'SUPERVISED') group by person_id, problem_id having count(*) > 1) x"); got != "0" {
		t.Errorf("%s were told twice", got)
	}
}

// Without a lead nobody is pressed, and the others' turn comes.
func TestNobodyToPress(t *testing.T) {
	w := newWorld(t)
	id := w.at(Dispatched)
	w.must("handler-committee", RequestReturn, id)
	w.must("office", RuleOnReturn, id)
	w.Now = w.Now.AddDate(0, 1, 0)
	w.climbAll()
	if got := w.rungs(id); got != "" {
		t.Errorf("climbed %s", got)
	}
}
