package main

import (
	"fmt"
	"io"
)

// tally is what came of a trial: how much was sent under how many faults, and every way in which a promise can be broken.
type tally struct {
	seed          uint64
	phones        int
	items, faults int
	lost          int            // said to be saved, and neither delivered as captured nor on the phone
	twice         int            // more than one record, event or notice of one capture, or two answers for one id
	partial       int            // shown or counted as complete without every photo
	badhash       int            // photos that are not what was sent
	left          int            // still on the phone without a reason
	lines         []string       // what is known of each
	kinds         map[string]int // items by the name of their mutation's document
}

func (t *tally) String() string {
	return fmt.Sprintf("torture seed=%d phones=%d items=%d faults=%d lost=%d twice=%d partial=%d badhash=%d left=%d",
		t.seed, t.phones, t.items, t.faults, t.lost, t.twice, t.partial, t.badhash, t.left)
}

// clean tells whether every promise was kept.
func (t *tally) clean() bool { return t.lost+t.twice+t.partial+t.badhash+t.left == 0 }

// broken names the counters that are not 0.
func (t *tally) broken() (names []string) {
	for _, c := range []struct {
		name string
		n    int
	}{{"lost", t.lost}, {"twice", t.twice}, {"partial", t.partial}, {"badhash", t.badhash}, {"left", t.left}} {
		if c.n > 0 {
			names = append(names, c.name)
		}
	}
	return names
}

// explain writes what is known of each broken promise.
func (t *tally) explain(w io.Writer) {
	for _, line := range t.lines[:min(len(t.lines), 60)] {
		fmt.Fprintln(w, line)
	}
}
