package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
)

const resent = 3000 // records that are sent once more at the end, at most

// sendAgain sends delivered records once more, past the proxy: each id has the same answer for ever, and nothing comes of it. before is what
// the servers held.
func (a *arena) sendAgain(ctx context.Context, t *tally, before map[string][]row) error {
	var wg sync.WaitGroup
	left := resent
	for n, p := range a.phones {
		var own []*said
		for _, s := range a.truth.all() {
			if s.phone == p && s.sent != nil && p.box.receipt(s.ID) != nil && left > 0 {
				own = append(own, s)
				left--
			}
		}
		wg.Go(func() { a.resend(ctx, p, a.url(n), own) })
	}
	wg.Wait()
	after, err := a.held(ctx)
	for id, rows := range after {
		if was := before[id]; a.truth.phoneOf(id) != nil && len(was) > 0 && len(rows)+rows[0].Events+rows[0].Told > len(was)+was[0].Events+was[0].Told {
			t.twice++
			a.truth.complain("%s: %s had an effect again when it was sent once more", a.truth.phoneOf(id).name(), id)
		}
	}
	return err
}

// resend sends a phone's records to one server as its person.
func (a *arena) resend(ctx context.Context, p *phone, to string, own []*said) {
	past := &client{base: to, http: &http.Client{Jar: p.client.cookiesFor(to)}}
	for _, s := range own {
		got, err := past.act(ctx, p.documents[s.Kind], s.sent)
		if t := (*trouble)(nil); errors.As(err, &t) && t.code == "UNAUTHENTICATED" {
			if err = past.signIn(ctx, p.account); err == nil {
				got, err = past.act(ctx, p.documents[s.Kind], s.sent)
			}
		}
		if err == nil && got.receipt.ID != s.ID {
			err = errors.New("the receipt of another record")
		}
		if err != nil {
			got.record = fmt.Appendf(nil, "%q", err.Error())
		}
		a.truth.answers(s.ID, got.record)
	}
}
