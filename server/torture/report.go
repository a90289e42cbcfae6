package main

import (
	"fmt"
	"io"
	"strings"
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
	silent        int            // answered once, and never again when sent once more
	lines         findings       // what is known of each
	kinds         map[string]int // items by the name of their mutation's document
}

// String is the line of the trial; silent is in it only if there is any.
func (t *tally) String() string {
	line := fmt.Sprintf("torture seed=%d phones=%d items=%d faults=%d lost=%d twice=%d partial=%d badhash=%d left=%d",
		t.seed, t.phones, t.items, t.faults, t.lost, t.twice, t.partial, t.badhash, t.left)
	if t.silent > 0 {
		line += fmt.Sprintf(" silent=%d", t.silent)
	}
	return line
}

// counters are every way in which a promise can be broken, as t counts them.
func (t *tally) counters() []counter {
	return []counter{{"lost", t.lost}, {"twice", t.twice}, {"partial", t.partial}, {"badhash", t.badhash}, {"silent", t.silent}, {"left", t.left}}
}

type counter struct {
	name string
	n    int
}

// clean tells whether every promise was kept.
func (t *tally) clean() bool { return len(t.broken()) == 0 }

// broken names the counters that are not 0.
func (t *tally) broken() (names []string) {
	for _, c := range t.counters() {
		if c.n > 0 {
			names = append(names, c.name)
		}
	}
	return names
}

// findings are lines by the counter to which they belong; "" for what else did not go as it should.
type findings map[string][]string

func (f findings) add(counter, format string, args ...any) {
	f[counter] = append(f[counter], strings.TrimSpace(fmt.Sprintf(format, args...)))
}

const told = 20 // findings of a counter, so that those of one do not hide those of another

// explain writes what is known of each broken promise, then what else did not go as it should.
func (t *tally) explain(w io.Writer) {
	for _, c := range append(t.counters(), counter{}) {
		lines := t.lines[c.name]
		for _, line := range lines[:min(len(lines), told)] {
			fmt.Fprintln(w, line)
		}
		if more := len(lines) - told; more > 0 {
			fmt.Fprintf(w, "… and %d more %s\n", more, c.name)
		}
	}
}
