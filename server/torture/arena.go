package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// trial is one run of the harness.
type trial struct {
	phones  int
	browser int           // real browsers besides
	length  time.Duration // of capturing under faults; healing and draining come after
	seed    uint64
	bug     string        // of bugs.go, planted in the servers or in every phone; "" for none
	strikes []strike      // nil: drawn from the seed
	every   time.Duration // between two records of a phone
	drain   time.Duration // from healing until nothing may be left
	again   time.Duration // from then until what is sent once more may be given up
	evening weather       // meanwhile
}

const accounts = 34 // cadre01 to cadre34 are of 邵阳, whose records the office of the province sees

// arena is a trial under way.
type arena struct {
	stage  *stage
	truth  *truth
	phones []*phone
	links  []*link // of the phones, then of the browsers

	database sync.Mutex // while PostgreSQL is killed and started
	desks    []*client  // the province's office, at each server
}

// run is a whole trial on a stage: capture under faults, heal, drain, check.
func run(ctx context.Context, s *stage, tr trial) (*tally, error) {
	stop, err := s.serve(ctx, tr.bug)
	if err != nil {
		return nil, err
	}
	defer stop()
	a := &arena{stage: s, truth: newTruth()}
	defer a.close()
	if err := a.gather(ctx, tr); err != nil {
		return nil, err
	}
	var real *browsers
	if tr.browser > 0 {
		if real, err = a.open(ctx, tr.browser, a.backends()); err != nil {
			return nil, err
		}
		a.links = append(a.links, real.links...)
	}
	life, end := context.WithCancel(ctx)
	defer end()
	var apps, readers, authors sync.WaitGroup
	for _, p := range a.phones {
		apps.Go(func() { p.run(life) })
	}
	for i := range a.desks {
		readers.Go(func() { a.watch(life, i) })
	}
	capturing, enough := context.WithTimeout(ctx, tr.length)
	defer enough()
	for _, p := range a.phones {
		authors.Go(func() { p.author(capturing, tr.every) })
	}
	n := &nemesis{arena: a}
	n.rage(capturing, tr.strikes)
	<-capturing.Done()
	authors.Wait()
	if err := real.tell("healing"); err != nil {
		return nil, err
	}
	if err := n.heal(ctx); err != nil {
		return nil, err
	}
	if err := real.tell("healed"); err != nil {
		return nil, err
	}
	a.drain(ctx, tr.drain)
	end()
	apps.Wait()
	readers.Wait()
	t, err := a.check(ctx, tr)
	if err != nil {
		return nil, err
	}
	if err := real.judge(ctx, a, t); err != nil {
		return nil, err
	}
	t.lines = a.truth.lines
	t.seed, t.phones, t.faults = tr.seed, tr.phones+tr.browser, int(n.struck.Load())
	return t, nil
}

// gather hands out the phones; four sign in at a time, as passwords take the server long.
func (a *arena) gather(ctx context.Context, tr trial) error {
	docs, err := readDocuments(a.stage.root)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(a.stage.dir, "phones-")
	if err != nil {
		return err
	}
	backends := a.backends()
	for _, address := range backends {
		desk := newClient("http://" + address)
		if err := desk.signIn(ctx, "office-province"); err != nil {
			return err
		}
		a.desks = append(a.desks, desk)
	}
	busy, err := a.busiest(ctx)
	if err != nil {
		return err
	}
	a.phones = make([]*phone, tr.phones)
	errs := make([]error, tr.phones)
	var wg sync.WaitGroup
	turn := make(chan bool, 4)
	for i := range a.phones {
		wg.Go(func() {
			turn <- true
			defer func() { <-turn }()
			account := accountOf(i, busy)
			a.phones[i], errs[i] = join(ctx, filepath.Join(dir, fmt.Sprintf("phone%03d", i+1)), account, backends, a.truth, docs)
			if errs[i] == nil && len(a.phones[i].firms) == 0 && strings.HasPrefix(account, "cadre") {
				errs[i] = fmt.Errorf("%s answers for no enterprise", account)
			}
		})
	}
	wg.Wait()
	for i, p := range a.phones {
		if errs[i] == nil {
			a.links = append(a.links, p.link)
			p.textFirst, p.skew, p.defect = i%2 == 1, []time.Duration{0, 0, 26 * time.Hour, 0, -26 * time.Hour}[i%5], tr.bug
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return a.assign(ctx)
}

// drain waits until every outbox is empty, at most as long as it may, and says how long that was: a machine that is too slow is not a phone that
// does not get on.
func (a *arena) drain(ctx context.Context, most time.Duration) {
	first, began := a.waiting(), time.Now()
	left := first
	for ; left > 0 && time.Since(began) < most && ctx.Err() == nil; left = a.waiting() {
		sleep(ctx, 200*time.Millisecond)
	}
	a.truth.complain("", "%d records waited when all was well again, %d after %v", first, left, time.Since(began).Round(time.Second))
}

// waiting is how many records are on phones.
func (a *arena) waiting() (n int) {
	for _, p := range a.phones {
		items, _ := p.box.waiting() // read again, and judged, by check
		n += len(items)
	}
	return n
}

// office acts as the province's office, by whichever server answers.
func (a *arena) office(ctx context.Context, mutation string, input any) (err error) {
	for try := range 10 {
		if _, err = a.desks[try%len(a.desks)].act(ctx, mutation, input); err == nil {
			return nil
		}
		if t := (*trouble)(nil); errors.As(err, &t) && !t.passing() {
			return err
		}
		sleep(ctx, time.Second)
	}
	return err
}

// turnClock moves the demonstration's clock, which needs the database.
func (a *arena) turnClock(ctx context.Context, to string) error {
	a.database.Lock()
	defer a.database.Unlock()
	return a.stage.lianqi(ctx, "clock", to)
}

func (a *arena) backends() (all []string) {
	for _, v := range a.stage.servers {
		all = append(all, v.address)
	}
	return all
}

// url is the server that a phone's number falls on, past its link.
func (a *arena) url(n int) string { return "http://" + a.stage.servers[n%len(a.stage.servers)].address }

func (a *arena) close() {
	for _, p := range a.phones {
		if p != nil {
			_ = p.link.close() // nobody uses it any more
		}
	}
}

// cookiesFor is the client's cookies for another address of the same servers.
func (c *client) cookiesFor(base string) http.CookieJar {
	from, _ := url.Parse(c.base) // both are ours
	to, _ := url.Parse(base)
	jar := newClient(base).http.Jar
	jar.SetCookies(to, c.http.Jar.Cookies(from))
	return jar
}
