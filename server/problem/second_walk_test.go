package problem

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"lianqi/server/db/dbtest/county"
)

// Another or a longer walk: go test ./server/problem -run SecondModel -walk.seed 7 -walk.steps 50000
var (
	walkSeed  = flag.Uint64("walk.seed", 62, "where the walk of two models begins")
	walkSteps = flag.Int("walk.steps", 3500, "how many tries it has")
)

// TestSecondModel is the walk of two models side by side.
func TestSecondModel(t *testing.T) {
	w := newWorld(t)
	m := &model62{off: map[string]bool{}}
	m.problems, m.units = parseRule62(secondRule)
	for _, day := range w.Column("select day || ' ' || off from work_calendar") {
		m.off[day[:10]] = strings.HasSuffix(day, "true")
	}
	var does []string
	for _, r := range m.problems {
		if !slices.Contains(does, r.does[0]) {
			does = append(does, r.does[0])
		}
	}
	for _, a := range Actions[1:] {
		if a != SetConfidential && !slices.Contains(does, string(a)) { // what that hides is told in TestConfidential
			t.Errorf("the second model does not know %s: add its row to testdata/rule-6.2.txt", a)
		}
	}
	walk := &twoModels{world: w, model62: m, does: does, random: rand.New(rand.NewPCG(*walkSeed, 2022)), done: map[string]int{}}
	for range 5 {
		walk.add("cadre", "firm", true)
		walk.add("contact-outside", "firm-outside", false)
	}
	for n := range *walkSteps {
		if n%100 == 0 {
			w.holds()
		}
		walk.step()
	}
	w.holds()
	for _, a := range does {
		if walk.done[a] == 0 {
			t.Errorf("nobody ever got to %s", a)
		}
	}
	t.Log(walk.done)
}

// twoModels are the program and the second model under the same hands.
type twoModels struct {
	*world
	*model62
	does    []string
	random  *rand.Rand
	shadows []*shadow
	inside  []bool // of the firm in the park
	done    map[string]int
}

func (w *twoModels) add(account, firm string, inside bool) {
	id := w.report(account, firm)
	w.shadows, w.inside = append(w.shadows, &shadow{id: id, status: "SUBMITTED", round: 1, version: 1, orders: map[string]int{}}), append(w.inside, inside)
}

// step has somebody try something, and compares.
func (w *twoModels) step() {
	w.t.Helper()
	pick := w.random.IntN
	w.Now = w.Now.Add(time.Duration(pick(90)) * time.Minute)
	if pick(70) == 0 {
		w.Now = w.Now.AddDate(0, 0, pick(12))
	}
	i := pick(len(w.shadows))
	s := w.shadows[i]
	if s.status == "CLOSED" && !s.sampled && pick(2) == 0 {
		w.drawn(s.id)
		s.sampled = true
	}
	turn := turn62{approves: pick(3) > 0, satisfied: pick(3) > 0, now: w.Now.Add(time.Minute).Truncate(time.Microsecond)}
	var parties []string
	var may []string
	for range 1 + 6*pick(2) { // every other time somebody who may do something, or hardly anything happens
		turn.account = county.Names[pick(len(county.Names))]
		turn.actor = w.Actor(turn.account)
		parties, may = s.parties(turn.actor, turn.account, w.inside[i]), nil
		for _, d := range w.does {
			turn.does = d
			if _, ok := w.ruleOf(s, turn, parties); ok && (!beside(Action(d)) || pick(12) == 0) {
				may = append(may, d)
			}
		}
		if len(may) > 0 {
			break
		}
	}
	turn.does = w.does[pick(len(w.does))]
	if len(may) > 0 && pick(4) > 0 {
		turn.does = may[pick(len(may))]
		if pick(3) == 0 { // what was done least, or the rare is left to luck
			turn.does = slices.MinFunc(may, func(a, b string) int { return w.done[a] - w.done[b] })
		}
	}
	switch {
	case turn.does == "SPLIT" && pick(8) > 0:
		return // or hardly anything else happens
	case beside(Action(turn.does)) && pick(2) > 0:
		return // or little else happens
	case slices.Contains([]string{"REJECT", "MERGE", "WITHDRAW"}, turn.does) && pick(4) > 0:
		return // or everything ends early
	case (turn.does == "ACCEPT" || turn.does == "REDISPATCH") && !slices.Contains(may, turn.does) && (slices.Contains(may, "ACCEPT") || slices.Contains(may, "REDISPATCH")):
		return // one mutation, which does the other
	case oversees(Action(turn.does)) && pick(6) > 0:
		return // or nothing else happens
	}
	w.try(s, turn, parties)
}

func (w *twoModels) try(s *shadow, turn turn62, parties []string) {
	w.t.Helper()
	rule, may := w.ruleOf(s, turn, parties)
	u := s.mine(turn.actor)
	if turn.does == "GRANT_EXTENSION" {
		u = s.grantable(turn.now)
	}
	if may && strings.HasSuffix(turn.does, "T_EXTENSION") {
		y, m, d := w.later(u.id).Date()
		u.wants = time.Date(y, m, d, 0, 0, 0, 0, zone).Add(closes)
	}
	before := w.all(s.id)
	var outcome Outcome
	switch {
	case strings.HasPrefix(turn.does, "RULE_ON_") && !turn.approves:
		outcome = Denied
	case (turn.does == "EVALUATE" || turn.does == "RECORD_CALLBACK") && !turn.satisfied:
		outcome = Redo
	}
	err := w.as(turn.actor, Action(turn.does), s.id, outcome)
	what := fmt.Sprintf("%s (%v) does %s (approves %v, satisfied %v) at %s to what is %s", turn.account, parties, turn.does, turn.approves,
		turn.satisfied, turn.now.In(zone).Format(time.DateTime), s.status)
	if !may {
		if after := w.all(s.id); after != before {
			w.t.Fatalf("%s: the second model forbids it, but something changed:\n%s\n%s", what, before, after)
		}
		return
	}
	if err != nil {
		w.t.Fatalf("%s: the second model allows it, the program says %v", what, err)
	}
	w.done[turn.does]++
	known := map[string]bool{}
	for _, u := range s.units {
		known[u.id] = true
	}
	rows := w.units(s.id)
	var handed []*shadowUnit
	if turn.does == "ACCEPT" || turn.does == "REDISPATCH" || turn.does == "FORM_TASK_FORCE" {
		for _, u := range rows {
			if !known[u.id] {
				handed = append(handed, &shadowUnit{id: u.id, organization: u.organization, role: u.role, status: "PENDING_SIGN", round: s.round})
			}
		}
	}
	w.take(s, rule, turn, handed)
	w.compare(what, s, rows)
}

// all is everything that is written of a problem.
func (w *twoModels) all(id string) string {
	return w.Text(`select coalesce((select p::text from problem p where id = $1), '') || (select count(*) from problem_event where problem_id = $1)
		|| (select coalesce(string_agg(x::text, ' ' order by id), '') from dispatch x where problem_id = $1)
		|| (select coalesce(string_agg(q::text, ' ' order by id), '') from handling_request q where problem_id = $1)
		|| (select count(*) from evaluation where problem_id = $1) || ' ' || (select count(*) from callback where problem_id = $1)
		|| ' ' || (select count(*) from notice where problem_id = $1)`, id)
}

// units are the dispatches as they stand in the database.
func (w *twoModels) units(id string) (out []*shadowUnit) {
	w.t.Helper()
	rows, err := w.Pool.Query(ctx, "select id, organization_id, role, status, round, due_at from dispatch where problem_id = $1", id)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		u := &shadowUnit{}
		if err := rows.Scan(&u.id, &u.organization, &u.role, &u.status, &u.round, &u.due); err != nil {
			w.t.Fatal(err)
		}
		out = append(out, u)
	}
	return out
}

// compare fails unless the database stands where the second model does.
func (w *twoModels) compare(what string, s *shadow, rows []*shadowUnit) {
	w.t.Helper()
	if status, version := w.status(s.id), w.version(s.id); string(status) != s.status || version != s.version {
		w.t.Fatalf("%s: it is %s in version %d, the second model says %s, %d", what, status, version, s.status, s.version)
	}
	if round := w.Text("select round from problem where id = $1", s.id); round != fmt.Sprint(s.round) {
		w.t.Fatalf("%s: round %s, the second model says %d", what, round, s.round)
	}
	if len(rows) != len(s.units) {
		w.t.Fatalf("%s: %d dispatches, the second model has %d", what, len(rows), len(s.units))
	}
	for _, u := range s.units {
		j := slices.IndexFunc(rows, func(r *shadowUnit) bool {
			return r.id == u.id || u.id == "" && r.round == u.round && r.organization == u.organization
		})
		if j < 0 {
			w.t.Fatalf("%s: the second model has a dispatch to %s in round %d", what, u.organization, u.round)
		}
		got := rows[j]
		u.id = got.id
		if got.status != u.status || !got.due.Equal(u.due) || got.role != u.role {
			w.t.Fatalf("%s: %s of round %d is %s until %s, the second model says %s until %s", what, got.role, got.round, got.status,
				got.due.In(zone).Format(time.DateTime), u.status, u.due.In(zone).Format(time.DateTime))
		}
	}
}
