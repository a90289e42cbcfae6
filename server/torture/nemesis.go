package main

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// strike is one fault at a time, and whom it meets.
type strike struct {
	fault  string
	at     time.Duration // from the start
	lasts  time.Duration
	phones []int
	server int
}

// plan draws the strikes on a number of phones from a seed: each kind once before any comes twice, so that a minute has them all.
func plan(seed uint64, phones int, length time.Duration) (all []strike) {
	rng := rand.New(rand.NewPCG(seed, 4))
	between := 1500 * time.Millisecond
	var deck []fault
	for at := between; at < length; at += between/2 + time.Duration(rng.Int64N(int64(between))) {
		if len(deck) == 0 {
			deck = append(deck, faults...)
			rng.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
		}
		f := deck[0]
		deck = deck[1:]
		met := rng.Perm(phones)[:max(1, phones/3)]
		all = append(all, strike{f.name, at, f.lasts/2 + time.Duration(rng.Int64N(int64(f.lasts))), met, rng.IntN(2)})
	}
	return all
}

// nemesis strikes by a plan.
type nemesis struct {
	arena  *arena
	struck atomic.Int64 // faults that happened
	wg     sync.WaitGroup
}

// rage does what the plan says until it is done or ctx is; heal undoes what is left.
func (n *nemesis) rage(ctx context.Context, plan []strike) {
	began := time.Now()
	for _, s := range plan {
		sleep(ctx, s.at-time.Since(began))
		if ctx.Err() != nil {
			return
		}
		n.wg.Go(func() { n.strike(ctx, s) })
	}
}

func (n *nemesis) strike(ctx context.Context, s strike) {
	for _, f := range faults {
		if f.name != s.fault {
			continue
		}
		undo, err := f.do(context.WithoutCancel(ctx), n.arena, s)
		if err != nil {
			n.arena.truth.complain("", "%s did not happen: %v", f.name, err)
			return
		}
		n.struck.Add(1)
		if undo != nil {
			sleep(ctx, s.lasts)
			undo()
		}
	}
}

// heal ends every fault: all networks are clear, both servers run, the database does, clocks are right.
func (n *nemesis) heal(ctx context.Context) error {
	n.wg.Wait()
	a := n.arena
	for _, l := range a.links {
		l.turn(clear)
	}
	for _, p := range a.phones {
		p.box.hide(false)
	}
	for _, v := range a.stage.servers {
		v.fill(0)
		if err := v.answers(ctx); err != nil {
			return err
		}
	}
	for _, p := range a.phones {
		p.wake(true)
	}
	return nil
}
