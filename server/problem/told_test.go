package problem

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lianqi/server/notice"
)

// heard are the sentences about a problem that an account has, oldest first.
func (w *world) heard(account, problemID string) []string {
	w.t.Helper()
	return w.Column("select text from notice where person_id = id($1) and problem_id = $2 order by at, text", account, problemID)
}

// R7: who reported a problem that was merged into another hears of each step of that one, in the number of their own, once, and is not
// asked to do what only the other firm can.
func TestMergedHearOfTheTarget(t *testing.T) {
	w := newWorld(t)
	mine := w.report("contact", "firm")
	middle, target := w.report("contact-sibling", "firm-sibling"), w.report("contact-outside", "firm-outside")
	w.mergeInto(mine, middle)
	w.mergeInto(middle, target)
	if got := w.heard("contact", mine); len(got) != 2 || !strings.Contains(got[0], "已并入") && !strings.Contains(got[1], "已并入") {
		t.Fatalf("merged twice: %v", got)
	}
	w.must("office-city", Accept, target)
	w.must("office-city", Reopen, middle)
	number := w.Text("select number from problem where id = $1", mine)
	got := w.heard("contact", mine)
	if len(got) != 4 || !strings.HasPrefix(got[2], number+"《夜班公交停运》已受理") {
		t.Errorf("handed out, reopened: %q", got)
	}
	if n := w.Text("select count(*) from notice where person_id = id('contact') and problem_id <> $1", mine); n != "0" {
		t.Errorf("%s notices of problems of others", n)
	}
	if n := w.Text("select count(*) from notice where person_id = id('contact') and actionable"); n != "0" {
		t.Errorf("asked to act %s times", n)
	}
	if n := w.Text("select count(*) from (select from notice group by event_id, person_id having count(*) > 1) _"); n != "0" {
		t.Errorf("%s told twice", n)
	}
}

func (w *world) mergeInto(id, target string) {
	w.t.Helper()
	w.Now = w.Now.Add(time.Minute)
	_, err := w.Triage(ctx, w.Actor("office-city"), TriageInput{ProblemID: id, ExpectedVersion: w.version(id), Decision: Merge, MergeIntoID: target})
	if err != nil {
		w.t.Fatal(err)
	}
}

// What comes in quiet hours is held, and said in one sentence when they end; what was read until then is not counted; saying it again
// says nothing.
func TestDigest(t *testing.T) {
	w := newWorld(t)
	store := notice.New(w.Pool, w.Clock)
	if err := store.SetPreference(ctx, w.Actor("office"), notice.Preference{QuietFrom: "21:00", QuietTo: "07:30", QuietDaysOff: true}); err != nil {
		t.Fatal(err)
	}
	night := w.Now.Add(12 * time.Hour) // 22:00
	w.report("contact", "firm")        // by day: the office must act, and chose no digest
	w.Now = night
	first := w.report("contact", "firm")
	w.report("contact", "firm")
	w.report("cadre", "firm")
	said := func() []string {
		t.Helper()
		if err := store.Digest(ctx); err != nil {
			t.Fatal(err)
		}
		return w.Column("select n.account || ' ' || g.count from notice_digest g join person n on n.id = g.person_id order by g.at, 1")
	}
	if got := said(); len(got) != 0 {
		t.Errorf("at night: %v", got)
	}
	w.Exec("update notice set read_at = now() where person_id = id('office') and problem_id = $1", first)
	w.Now = night.Add(9*time.Hour + 30*time.Minute) // 07:30
	if got := said(); !slices.Equal(got, []string{"office 2"}) {
		t.Errorf("at 07:30: %v", got)
	}
	w.Now = night.Add(30 * time.Hour) // the others' 08:00 was missed
	want := []string{"office 2", "cadre 3", "contact 1", "resident 4"}
	if got := said(); !slices.Equal(got, want) {
		t.Errorf("late: %v, want %v", got, want)
	}
	if got := said(); !slices.Equal(got, want) {
		t.Errorf("again: %v", got)
	}
	text := w.Text("select text from notice_digest g where person_id = id('office')")
	if !strings.HasPrefix(text, "您有 2 条新消息，其中 2 条要您办：430502-2026-0000") {
		t.Error(text)
	}
}
