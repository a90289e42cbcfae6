package problem

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/fault"
)

// Every role tries every action on a problem in every status: what the table does not allow, or what is not the actor's to see, changes
// nothing and is refused in words.
func TestForbiddenChangesNothing(t *testing.T) {
	w := newWorld(t)
	for _, status := range Statuses[1:] {
		w.forbidden(w.at(status), string(status))
	}
	for request, status := range map[Action]Status{RequestReturn: Dispatched, RequestExtension: InProgress, RequestLongTerm: InProgress} {
		id := w.at(status)
		w.must("handler-committee", request, id)
		w.forbidden(id, "waiting for the answer to "+string(request))
	}
	secret := w.input("firm")
	secret.Confidential = true
	if _, err := w.Report(ctx, w.Actor("cadre"), secret); err != nil {
		t.Fatal(err)
	}
	w.forbidden(secret.ID, "confidential")
	w.must("office", Accept, secret.ID)
	w.forbidden(secret.ID, "confidential and handed out")
}

func (w *world) forbidden(id, state string) {
	w.t.Helper()
	before := w.Dump()
	now := w.Now
	actors := map[string]access.Actor{
		"an application": {Role: access.ThirdPartyApp, ClientID: "app", DivisionCode: "430502", Areas: []string{"430502"}, Scopes: []string{"problem:read:masked", "enterprise:read"}},
		"nobody":         {},
	}
	for _, account := range county.Names {
		actors[account] = w.Actor(account)
	}
	for account, a := range actors {
		facts, visible := w.facts(a, id)
		for _, action := range Actions[1:] {
			if visible && slices.ContainsFunc(Allowed(facts), func(b Action) bool { return b == action || handsOut(b) && handsOut(action) }) {
				continue
			}
			w.Now = now
			err := w.as(a, action, id)
			repeated := action == Sign && facts.Handles && a.Role == access.DepartmentHandler || action == Evaluate && facts.Status == Closed && facts.Enterprise
			refused := fault.Is(err, fault.Forbidden) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.NotFound) && !w.has(action, id)
			switch {
			case !visible && !fault.Is(err, fault.NotFound):
				w.t.Errorf("%s, who does not see it, %s a problem that is %s: %v", account, action, state, err)
			case visible && !refused && !repeated:
				w.t.Errorf("%s %s a problem that is %s: %v", account, action, state, err)
			}
		}
	}
	if w.Dump() != before {
		w.t.Errorf("something changed while it was %s", state)
	}
}

// beside reports whether the action may be done nearly everywhere, beside the way of a problem.
func beside(a Action) bool {
	return slices.Contains([]Action{Decide, FormTaskForce, Instruct, HoldToAccount}, a)
}

// handsOut reports whether the action is the mutation that accepts a problem, or hands it out again.
func handsOut(a Action) bool { return a == Accept || a == Redispatch }

// has reports whether the problem has what the action is about: a dispatch, or a request to rule on.
func (w *world) has(action Action, id string) bool {
	switch action {
	case RuleOnReturn, RuleOnExtension, RuleOnLongTerm:
		return w.Text("select count(*) from handling_request where problem_id = $1 and 'RULE_ON_' || kind = $2", id, string(action)) != "0"
	case ReplySupervision:
		return w.Text("select count(*) from supervision_order where problem_id = $1", id) != "0"
	case FinishItem:
		return w.Text("select count(*) from sub_item where problem_id = $1", id) != "0"
	case Sign, GrantExtension, RecordContact, ReportProgress, Reply, RequestReturn, RequestExtension, RequestLongTerm, Resume:
		return w.Text("select count(*) from dispatch where problem_id = $1", id) != "0"
	default:
		return true
	}
}

// Anybody does anything, for a long time: the table allows exactly what succeeds, each success is one version, the events alone tell
// where each problem stands, and at every hundredth step the figures add up (holds).
func TestRandomWalk(t *testing.T) {
	w := newWorld(t)
	random := rand.New(rand.NewPCG(20221122, 11))
	pick := func(n int) int { return random.IntN(n) }
	var ids []string
	for range 4 {
		ids = append(ids, w.report("cadre", "firm"), w.report("contact-outside", "firm-outside"))
	}
	actors := map[string]access.Actor{}
	for _, name := range county.Names {
		actors[name] = w.Actor(name)
	}
	done := map[Action]int{}
	for n := range 3500 {
		if n%100 == 0 {
			w.holds()
		}
		id := ids[pick(len(ids))]
		w.Now = w.Now.Add(time.Duration(pick(90)) * time.Minute)
		if pick(60) == 0 {
			w.Now = w.Now.AddDate(0, 0, 9)
		}
		if w.status(id) == Closed && pick(3) == 0 {
			w.drawn(id)
		}
		account, facts, visible, allowed, likely := "", Facts{}, false, []Action(nil), []Action(nil)
		for range 1 + 5*pick(2) { // every other time somebody who may do something, or hardly anything happens
			account = county.Names[pick(len(county.Names))]
			w.Now = w.Now.Add(time.Minute) // as does that, too
			facts, visible = w.facts(actors[account], id)
			w.Now = w.Now.Add(-time.Minute)
			allowed = Allowed(facts)
			if likely = slices.DeleteFunc(slices.Clone(allowed), beside); visible && len(likely) > 0 {
				break
			}
		}
		a := actors[account]
		action := Actions[1+pick(len(Actions)-1)]
		if visible && len(likely) > 0 && pick(3) > 0 {
			action = likely[pick(len(likely))]
			if pick(3) == 0 { // what was done least, or the rare is left to luck
				action = slices.MinFunc(allowed, func(a, b Action) int { return done[a] - done[b] })
			}
		}
		if handsOut(action) && !slices.Contains(allowed, action) && slices.ContainsFunc(allowed, handsOut) {
			continue
		}
		if always(action) && pick(12) > 0 {
			continue // or hardly anything else happens
		}
		if action == Merge && w.target(id) == "" {
			continue
		}
		if (action == Reject || action == Merge || action == Withdraw) && pick(4) > 0 {
			continue // or everything ends early
		}
		if oversees(action) && action != HandDown && pick(8) > 0 {
			continue // or nothing else happens
		}
		outcome := []Outcome{"", "", Denied, Redo}[pick(4)]
		version, status, forced := w.version(id), w.status(id), w.forced(id)
		err := w.as(a, action, id, outcome)
		moved := w.version(id) - version - (w.forced(id) - forced) // what rules force is a step of its own
		switch may := visible && slices.Contains(allowed, action); {
		case may && (err != nil || moved != 1):
			t.Fatalf("%s may %s %s a problem that is %s: moved %d, %v", account, action, outcome, status, moved, err)
		case !may && moved != 0:
			t.Fatalf("%s may not %s a problem that is %s, but it moved", account, action, status)
		case may:
			done[action]++
		}
	}
	for _, action := range Actions[1:] {
		if done[action] == 0 {
			t.Errorf("the walk never came to %s", action)
		}
	}
	for _, id := range ids {
		w.replay(id)
	}
	w.holds()
	t.Log(done)
}

// forced counts the steps that nobody took.
func (w *world) forced(id string) (n int) {
	w.t.Helper()
	if err := w.Pool.QueryRow(ctx, "select count(*) from problem_event where problem_id = $1 and actor_id is null", id).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// replay follows the events of a problem through the table.
func (w *world) replay(id string) {
	w.t.Helper()
	rows, err := w.Pool.Query(ctx, "select version, kind, coalesce(from_status, 'DRAFT'), to_status from problem_event where problem_id = $1 order by version", id)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	at, n := Draft, 0
	for rows.Next() {
		var version int
		var kind EventKind
		var from, to Status
		if err := rows.Scan(&version, &kind, &from, &to); err != nil {
			w.t.Fatal(err)
		}
		n++
		known := slices.ContainsFunc(Transitions, func(tr Transition) bool {
			return tr.Event == kind && slices.Contains(tr.From, from) && (tr.To == to || tr.To == "" && to == from)
		})
		if version != n || from != at || !known {
			w.t.Errorf("event %d of %s: %s from %s to %s, after %s", version, id, kind, from, to, at)
		}
		at = to
	}
	if got := w.status(id); got != at || w.version(id) != n {
		w.t.Errorf("%s is %s in version %d, its events say %s, %d", id, got, w.version(id), at, n)
	}
}
