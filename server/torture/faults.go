package main

import (
	"context"
	"net/http"
	"syscall"
	"time"
)

// fault is something that happens to phones, networks and servers.
type fault struct {
	name  string
	lasts time.Duration // on average
	do    func(ctx context.Context, a *arena, s strike) (undo func(), err error)
}

var faults = []fault{
	network(down, 4*time.Second),
	network(hole, 4*time.Second),
	network(slow, 6*time.Second),
	network(narrow, 8*time.Second),
	network(cut, 6*time.Second),
	network(answerLost, 6*time.Second),
	network(twice, 6*time.Second),
	network(reordered, 8*time.Second),
	network(portal, 3*time.Second),
	{"phone killed", time.Second, func(_ context.Context, a *arena, s strike) (func(), error) {
		for _, p := range a.met(s) {
			p.die()
		}
		return nil, nil
	}},
	{"photos out of sight", 3 * time.Second, func(_ context.Context, a *arena, s strike) (func(), error) {
		hide := func(away bool) {
			for _, p := range a.met(s) {
				p.box.hide(away)
			}
		}
		hide(true)
		return func() { hide(false) }, nil
	}},
	{"session ended", time.Second, func(ctx context.Context, a *arena, s strike) (func(), error) {
		return nil, a.endSessions(ctx, s)
	}},
	{"enterprise taken", 4 * time.Second, func(ctx context.Context, a *arena, s strike) (func(), error) { return a.takeEnterprise(ctx, s) }},
	{"server killed", time.Second, func(_ context.Context, a *arena, s strike) (func(), error) {
		a.stage.servers[s.server].signal(syscall.SIGKILL)
		return nil, nil
	}},
	{"server stopped for a moment", 1200 * time.Millisecond, stopServer},
	{"server stopped beyond patience", 2 * patience, stopServer},
	{"database killed", time.Second, func(ctx context.Context, a *arena, _ strike) (func(), error) {
		a.database.Lock()
		defer a.database.Unlock()
		return nil, a.stage.killDatabase(ctx)
	}},
	{"disk full", 4 * time.Second, func(_ context.Context, a *arena, s strike) (func(), error) {
		v := a.stage.servers[s.server]
		v.fill(uint64(4096 + s.lasts.Milliseconds()*16)) // in the middle of a chunk
		return func() { v.fill(0) }, nil
	}},
	{"clock two hours ahead", 4 * time.Second, func(ctx context.Context, a *arena, _ strike) (func(), error) {
		if err := a.turnClock(ctx, "+2h"); err != nil {
			return nil, err
		}
		return func() {
			if err := a.turnClock(ctx, "reset"); err != nil {
				a.truth.complain("", "the clock stays ahead: %v", err)
			}
		}, nil
	}},
}

func network(kind weather, lasts time.Duration) fault {
	return fault{string(kind), lasts, func(_ context.Context, a *arena, s strike) (func(), error) {
		var settle []func()
		for _, n := range s.phones {
			settle = append(settle, a.links[n].turn(kind))
		}
		return func() {
			for _, back := range settle {
				back()
			}
			for _, p := range a.met(s) {
				p.wake(true) // as the browser does when it is online again
			}
		}, nil
	}}
}

func stopServer(_ context.Context, a *arena, s strike) (func(), error) {
	v := a.stage.servers[s.server]
	v.signal(syscall.SIGSTOP)
	return func() { v.signal(syscall.SIGCONT) }, nil
}

// met are the phones that a strike meets. Browsers have their own network, and otherwise people who look after them.
func (a *arena) met(s strike) (met []*phone) {
	for _, n := range s.phones {
		if n < len(a.phones) {
			met = append(met, a.phones[n])
		}
	}
	return met
}

// endSessions signs phones out behind their backs.
func (a *arena) endSessions(ctx context.Context, s strike) error {
	for n, p := range a.met(s) {
		out := &client{base: a.url(n), http: &http.Client{Jar: p.client.cookiesFor(a.url(n))}}
		if _, err := out.send(ctx, http.MethodDelete, "/session", nil); err != nil {
			return err
		}
	}
	return nil
}

// takeEnterprise ends the link of a cadre and an enterprise, as when the cadre moves to another area. Some get it back. What was captured
// there must not be lost: it waits for an office's review.
func (a *arena) takeEnterprise(ctx context.Context, s strike) (undo func(), err error) {
	p := a.phones[s.phones[0]%len(a.phones)]
	for _, f := range p.firms[min(1, len(p.firms)):] { // each keeps one
		var link string
		err := a.stage.pool.QueryRow(ctx, `select id from assignment where person_id = $1 and enterprise_id = $2 and ends_on is null
			and starts_on < today()`, p.person, f.ID).Scan(&link)
		if err != nil { // it was taken before
			continue
		}
		yesterday, today := day(-1), day(0)
		if err := a.office(ctx, `mutation ($input: EndAssignmentInput!) { endAssignment(input: $input) { assignment { id } userErrors { code message } } }`,
			map[string]any{"assignmentId": link, "endsOn": yesterday}); err != nil {
			return nil, err
		}
		if s.server == 1 { // for good
			return func() {}, nil
		}
		back := map[string]any{"id": newID(), "cadreId": p.person, "enterpriseId": f.ID, "startsOn": today}
		return func() {
			err := a.office(ctx, `mutation ($input: AssignEnterpriseInput!) { assignEnterprise(input: $input) { assignment { id } userErrors { code message } } }`, back)
			if err != nil {
				a.truth.complain("", "an enterprise is not given back: %v", err)
			}
		}, nil
	}
	return func() {}, nil
}

// day is a date in Asia/Shanghai, days from today.
func day(from int) string {
	return time.Now().In(time.FixedZone("", 8*60*60)).AddDate(0, 0, from).Format(time.DateOnly)
}
