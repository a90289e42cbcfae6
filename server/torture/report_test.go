package main

import (
	"strings"
	"testing"
)

// The cause of one record that came twice is told, whatever else there is to tell.
func TestFindingsOfOneCounterDoNotHideAnothers(t *testing.T) {
	t.Parallel()
	got := tally{left: 1000, twice: 1, lines: findings{}}
	for range got.left {
		got.lines.add("left", "phone001: it is left")
	}
	got.lines.add("", "a server was not killed")
	got.lines.add("twice", "phone002: it is there 2 times")
	var told strings.Builder
	got.explain(&told)
	for _, want := range []string{"it is there 2 times\n", "it is left\n", "… and 980 more left\n", "was not killed\n"} {
		if !strings.Contains(told.String(), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
}
