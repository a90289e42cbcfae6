package main

import (
	"testing"

	"lianqi/server/mutant"
)

// Whoever changes a place where a bug is planted moves the bug along.
func TestBugsFitTheSource(t *testing.T) {
	t.Parallel()
	if _, err := mutant.Overlay("../..", t.TempDir(), edits()...); err != nil {
		t.Error(err)
	}
}
