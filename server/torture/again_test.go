package main

import (
	"slices"
	"testing"
	"time"
)

// A second sending that gets no answer says nothing of the server's answers: it is tried again, and only what is never answered is a finding,
// by its own name. That a different answer and a second effect are noticed, the planted bugs tell.
func TestNoAnswerIsNotAnotherAnswer(t *testing.T) {
	s := set(t, false)
	for _, c := range []struct {
		evening weather
		again   time.Duration
		broken  []string
	}{
		{answerLost, 5 * time.Minute, nil},
		{portal, 2 * time.Second, []string{"silent"}},
	} {
		t.Run(string(c.evening), func(t *testing.T) {
			got, err := run(t.Context(), s, trial{
				phones: 3, length: 5 * time.Second, strikes: []strike{}, every: 400 * time.Millisecond, drain: 20 * time.Second, again: c.again, evening: c.evening,
			})
			if err != nil {
				t.Fatal(err)
			}
			t.Log(got)
			if !slices.Equal(got.broken(), c.broken) || got.items < 10 || len(c.broken) > 0 && got.silent != got.items {
				got.explain(t.Output())
				t.Errorf("broken is %v, not %v", got.broken(), c.broken)
			}
		})
	}
}
