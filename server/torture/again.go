package main

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"
)

const (
	resent = 3000 // records that are sent once more at the end, at most
	turns  = 8    // phones that do it at a time, so that a busy machine answers them before their patience ends
)

// sendAgain sends delivered records once more: each id has the same answer for ever, and nothing comes of it. before is what the servers held;
// most is how long it takes at the longest, as what gets no answer is tried again until then.
func (a *arena) sendAgain(ctx context.Context, t *tally, before map[string][]row, most time.Duration) error {
	var wg sync.WaitGroup
	left, limit, turn := resent, time.Now().Add(most), make(chan bool, turns)
	for _, p := range a.phones {
		var own []*said
		for _, s := range a.truth.all() {
			if s.phone == p && s.sent != nil && p.box.receipt(s.ID) != nil && left > 0 {
				own = append(own, s)
				left--
			}
		}
		wg.Go(func() {
			turn <- true
			defer func() { <-turn }()
			for _, s := range own {
				p.sendAgain(ctx, s, limit)
			}
		})
	}
	wg.Wait()
	after, err := a.held(ctx)
	for id, rows := range after {
		if was := before[id]; a.truth.phoneOf(id) != nil && len(was) > 0 && len(rows)+rows[0].Events+rows[0].Told > len(was)+was[0].Events+was[0].Told {
			t.twice++
			a.truth.complain("twice", "%s: %s had an effect again when it was sent once more", a.truth.phoneOf(id).name(), id)
		}
	}
	return err
}

// sendAgain sends a record once more until it is answered, once at least. What a phone would try again, such as a request that nobody
// answered in time, is no answer; a refusal is one.
func (p *phone) sendAgain(ctx context.Context, s *said, limit time.Time) {
	for tries := 0; ; tries++ {
		got, err := p.client.act(ctx, p.documents[s.Kind], s.sent)
		t := (*trouble)(nil)
		switch {
		case err == nil && got.receipt.ID == s.ID:
			p.truth.answers(s.ID, got.record)
			return
		case err == nil:
			p.truth.refuses(s.ID, errors.New("the receipt of another record"))
			return
		case !errors.As(err, &t):
			p.truth.refuses(s.ID, err)
			return
		case t.code == "UNAUTHENTICATED":
			_ = p.client.signIn(ctx, p.account) // the next try tells
		case !t.passing():
			p.truth.refuses(s.ID, err)
			return
		}
		wait := backoff(min(tries, 2), t.retryAfter)
		if ctx.Err() != nil || time.Now().Add(wait).After(limit) {
			p.truth.keepsSilent(s.ID, err)
			return
		}
		sleep(ctx, wait)
	}
}

// lasting is what must stay of an answer for ever.
func lasting(record json.RawMessage) string {
	var fields map[string]any
	_ = json.Unmarshal(record, &fields) // the client has read it before
	delete(fields, "photosReceived")
	delete(fields, "statusText")
	b, _ := json.Marshal(fields)
	return string(b)
}
