package problem

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"lianqi/server/deadline"
	"lianqi/server/once"
)

// H25: the notice on holidays comes when problems are already in units' hands: some stand in 挂账, have more time, were sent back, or came back by a
// score or a callback. In a county that knew the days from the first and in one that hears of them in the middle, the same people do the same random
// things: each date ends at the same moment. Whoever's date moves reads the old one and the new one, a round counts from its own beginning, and nobody
// is pressed while the office is closed.
func TestH25DatesDoNotDependOnWhenTheCalendarIsKnown(t *testing.T) {
	early := newWorld(t)
	late := besides(t)
	random := rand.New(rand.NewPCG(20261130, 25))
	start := early.Now
	notices := []struct {
		days []WorkDay // by how many days after the start
		at   int       // the step after which the late county hears of it
	}{
		{days: []WorkDay{dayAfter(start, 9, true), dayAfter(start, 10, true), dayAfter(start, 23, true)}, at: 40},
		{days: []WorkDay{dayAfter(start, 13, false), dayAfter(start, 40, true)}, at: 110},
	}
	for _, n := range notices {
		if _, err := early.ChangeWorkCalendar(ctx, early.Actor("admin"), n.days, "提前通知", false); err != nil {
			t.Fatal(err)
		}
	}
	both := calendarPair{T: t, early: early, late: late, random: random, done: map[Action]int{}}
	for range 8 {
		both.report()
	}
	for n := range 260 {
		both.step()
		known := n >= notices[len(notices)-1].at
		for _, notice := range notices {
			if notice.at == n {
				both.hear(notice.days)
			}
		}
		if known {
			both.compare()
		}
	}
	for _, w := range []*world{early, late} {
		own := w.Text(`select count(*) filter (where r.round > 1) > 0 and bool_and(x.dispatched_at >= r.started_at and x.first_due_at > x.dispatched_at)
			from dispatch x join problem_round r using (problem_id, round)`)
		if own != "true" {
			t.Error("a round counts from the one before, or there is but one")
		}
	}
	for _, action := range []Action{Sign, RequestExtension, RuleOnLongTerm, Resume, SendBack, Evaluate, RecordCallback} {
		if both.done[action] == 0 {
			t.Errorf("nobody ever got to %s", action)
		}
	}
}

func dayAfter(start time.Time, n int, off bool) WorkDay {
	return WorkDay{Day: start.AddDate(0, 0, n), Off: &off, Name: "临时调休"}
}

// calendarPair is a county twice, by who knows the calendar.
type calendarPair struct {
	*testing.T
	early, late *world
	random      *rand.Rand
	ids         [][2]string // of each problem in the one and in the other
	done        map[Action]int
}

func (p *calendarPair) report() {
	p.Helper()
	p.wait()
	p.ids = append(p.ids, [2]string{p.early.report("cadre", "firm"), p.late.report("cadre", "firm")})
}

// wait lets up to a working day pass, and the ladder climb.
func (p *calendarPair) wait() {
	p.Helper()
	p.early.Now = p.early.Now.Add(time.Duration(p.random.IntN(200)) * time.Minute)
	p.late.Now = p.early.Now
	p.early.climbs()
	p.late.climbs()
}

// walked are what moves a date or ends it, by who does it here.
var walked = map[string][]Action{
	"office-city":        {Accept, RuleOnExtension, RuleOnLongTerm, AcceptReply, SendBack, Reopen, RecordCallback},
	"handler-committee":  {Sign, RecordContact, ReportProgress, RequestExtension, RequestLongTerm, Resume, Reply},
	"handler-government": {Sign, ReportProgress, Reply},
	"contact":            {Evaluate},
}

// step has somebody do to a random problem what the rules let them do in both counties.
func (p *calendarPair) step() {
	p.Helper()
	p.wait()
	pair := p.ids[p.random.IntN(len(p.ids))]
	if p.early.status(pair[0]) == Closed && p.random.IntN(2) == 0 {
		p.early.drawn(pair[0])
		p.late.drawn(pair[1])
	}
	type turn struct {
		account string
		action  Action
	}
	var may []turn
	for _, account := range slices.Sorted(maps.Keys(walked)) {
		here, _ := p.early.facts(p.early.Actor(account), pair[0])
		there, _ := p.late.facts(p.late.Actor(account), pair[1])
		for _, action := range walked[account] {
			if slices.Contains(Allowed(here), action) && slices.Contains(Allowed(there), action) {
				may = append(may, turn{account, action})
			}
		}
	}
	if len(may) == 0 {
		return
	}
	least := slices.MinFunc(may, func(a, b turn) int { return p.done[a.action] - p.done[b.action] })
	chosen := []turn{least, may[p.random.IntN(len(may))]}[p.random.IntN(2)]
	outcome := map[Action]Outcome{Evaluate: Redo, RecordCallback: Redo, RuleOnExtension: Denied, RuleOnLongTerm: Denied}[chosen.action]
	if p.random.IntN(2) == 0 {
		outcome = ""
	}
	if chosen.action == RequestExtension {
		p.extend(chosen.account, pair)
	} else {
		p.early.must(chosen.account, chosen.action, pair[0], outcome)
		p.late.must(chosen.account, chosen.action, pair[1], outcome)
	}
	p.done[chosen.action]++
}

// extend has a unit ask for the same day in both, one that is later and a working day in both.
func (p *calendarPair) extend(account string, pair [2]string) {
	p.Helper()
	until := time.Time{}
	dispatches := [2]string{}
	for i, w := range []*world{p.early, p.late} {
		dispatches[i] = w.dispatch(pair[i], w.Actor(account).OrganizationID)
		if day := w.later(dispatches[i]); day.After(until) {
			until = day
		}
	}
	for p.early.Text("select count(*) from work_calendar where off and day = $1", until) != "0" || until.Weekday() == time.Saturday || until.Weekday() == time.Sunday {
		until = until.AddDate(0, 0, 1)
	}
	for i, w := range []*world{p.early, p.late} {
		w.Now = w.Now.Add(time.Minute)
		_, err := w.RequestExtension(ctx, w.Actor(account), ExtensionInput{ID: once.New(), DispatchID: dispatches[i], NewDueOn: until, Reason: "公交公司在等新车"})
		if err != nil {
			p.Fatalf("%s asks for longer, to %s: %v", account, until.Format(time.DateOnly), err)
		}
	}
}

// hear tells the later county of the days: whoever's date moves reads the old one and the new.
func (p *calendarPair) hear(days []WorkDay) {
	p.Helper()
	w := p.late
	moved, err := w.ChangeWorkCalendar(ctx, w.Actor("admin"), days, "通知晚到", false)
	if err != nil || len(moved) == 0 {
		p.Fatalf("%v %v", moved, err)
	}
	for _, m := range moved {
		note := w.Text("select note from problem_event where problem_id = $1 and kind = 'DUE_RECOMPUTED' order by version desc limit 1", m.ProblemID)
		if want := m.OrganizationName + "的时限由 " + deadline.Clock(m.Old) + " 改为 " + deadline.Clock(m.New); !strings.Contains(note, want) {
			p.Errorf("told %q, not %q", note, want)
		}
	}
}

// compare fails unless every date that still runs is the same in both.
func (p *calendarPair) compare() {
	p.Helper()
	for n, pair := range p.ids {
		here, there := p.early.running(pair[0]), p.late.running(pair[1])
		if here != there {
			p.Fatalf("problem %d:\n%s, known from the first\n%s, known later", n+1, here, there)
		}
	}
}

// running are where a problem stands and the dates of its units that have not replied.
func (w *world) running(id string) string {
	return w.Text(`select concat_ws(' ', p.status, p.round, (select string_agg(concat_ws(' ', x.round, x.role, o.name, x.due_at, x.warn_at, x.first_due_at,
		x.sign_due_at, x.progress_due_at, x.due_reason), '; ' order by x.round, x.role, o.name) from dispatch x join organization o on o.id = x.organization_id
		where x.problem_id = p.id and x.active and x.replied_at is null)) from problem p where p.id = $1`, id)
}

// climbs has the ladder climb what is due, which is nothing while the office is closed.
func (w *world) climbs() {
	w.t.Helper()
	const orders = "select count(*) from supervision_order"
	before := w.Text(orders)
	for found := true; found; {
		var err error
		if found, err = w.ClimbNext(ctx); err != nil {
			w.t.Fatal(err)
		}
	}
	open := w.Text(`select at::time between '09:00' and '18:00' and not coalesce((select off from work_calendar where day = at::date), extract(isodow from at) > 5)
		from (select $1::timestamptz at time zone 'Asia/Shanghai') now (at)`, w.Now)
	if open != "true" && w.Text(orders) != before {
		w.t.Errorf("somebody is pressed at %s", deadline.Clock(w.Now))
	}
}
