package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

const (
	backoffBase = time.Second
	backoffCap  = 15 * time.Second // five minutes on a real phone; here everything is faster
)

// backoff is the time until the next try: full jitter under an exponential cap, and never before the server said.
func backoff(tries int, retryAfter time.Duration) time.Duration {
	ceiling := min(backoffCap, backoffBase<<min(tries, 20))
	return max(retryAfter, time.Duration(rand.Int64N(int64(ceiling))))
}

// sender is the only one who sends what waits, until ctx is done.
func (p *phone) sender(ctx context.Context) {
	hurry := true
	for ctx.Err() == nil {
		next, err := p.round(ctx, hurry)
		if err != nil {
			p.truth.complain("", "%s cannot read its outbox: %v", p.name(), err)
			return
		}
		hurry = false
		select {
		case <-ctx.Done():
		case hurry = <-p.woken:
		case <-time.After(min(time.Until(next)+50*time.Millisecond, 5*time.Second)):
		}
	}
}

// round sends all that is due, oldest first, and returns when to come back.
func (p *phone) round(ctx context.Context, hurry bool) (next time.Time, err error) {
	tried := map[string]bool{}
	for {
		items, err := p.box.waiting()
		if err != nil {
			return next, err
		}
		it := due(items, tried, hurry)
		if it == nil {
			return soonest(items), nil
		}
		tried[it.ID] = true
		if goOn := p.attempt(ctx, *it); !goOn || ctx.Err() != nil {
			return time.Now().Add(backoffBase), nil
		}
	}
}

// due is the oldest record that may go: not stopped, not waiting, and nothing that it depends on is still here.
func due(items []item, tried map[string]bool, hurry bool) *item {
	here := map[string]bool{}
	for i, it := range items {
		here[it.ID] = true
		waits := time.Now().Before(it.RetryAt) && (!hurry || it.Told)
		if it.Stopped == "" && !tried[it.ID] && !waits && !here[it.DependsOn] {
			return &items[i]
		}
	}
	return nil
}

func soonest(items []item) time.Time {
	next := time.Now().Add(time.Hour)
	for _, it := range items {
		if it.Stopped == "" && it.RetryAt.After(time.Now()) && it.RetryAt.Before(next) {
			next = it.RetryAt
		}
	}
	return next
}

// attempt sends one record and keeps what came of it. False when the others should not be tried now either.
func (p *phone) attempt(ctx context.Context, it item) bool {
	receipt, err := p.deliver(ctx, &it)
	if ctx.Err() != nil { // the app was killed
		return false
	}
	if err == nil {
		return p.keeps(p.box.delivered(it, receipt))
	}
	t := &trouble{code: "INTERNAL", words: err.Error()}
	_ = errors.As(err, &t)
	it.Trouble = t.Error()
	if p.defect == shiftsQueue {
		return p.keeps(p.box.drop(it))
	}
	switch {
	case t.code == "UNAUTHENTICATED":
		p.keeps(p.box.note(it))
		sleep(ctx, time.Duration(rand.IntN(2000))*time.Millisecond) // until the person looks
		_ = p.signIn(ctx)
		return ctx.Err() == nil
	case !t.passing():
		it.Stopped = t.code
		return p.keeps(p.box.note(it))
	}
	it.Tries, it.Told = it.Tries+1, t.retryAfter > 0
	it.RetryAt = time.Now().Add(backoff(it.Tries, t.retryAfter))
	if p.defect == neverRetries {
		it.RetryAt, it.Told = time.Now().Add(time.Hour), true
	}
	return p.keeps(p.box.note(it)) && t.code == "INTERNAL" && !it.Told
}

// keeps complains when the phone could not write down what came of a try.
func (p *phone) keeps(err error) bool {
	if err != nil {
		p.truth.complain("", "%s cannot write: %v", p.name(), err)
	}
	return err == nil
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
