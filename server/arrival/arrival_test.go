package arrival

import (
	"testing"
	"time"
)

// The clock that was wrong, and what it is taken for.
func TestLead(t *testing.T) {
	t.Parallel()
	received := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	const day = 86400
	seconds := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		shown      time.Duration // by the phone's clock, from the arrival
		said, seen *int
		counts     time.Duration // from the arrival
		known      bool
	}{
		"a clock that nobody knows is believed":              {-3 * time.Hour, nil, nil, -3 * time.Hour, false},
		"a right clock":                                      {-3 * time.Hour, nil, seconds(0), -3 * time.Hour, true},
		"two days ahead":                                     {48*time.Hour - time.Hour, nil, seconds(2 * day), -time.Hour, true},
		"two days behind":                                    {-49 * time.Hour, nil, seconds(-2 * day), -time.Hour, true},
		"ahead at capture, set right before it was sent":     {47 * time.Hour, seconds(2 * day), seconds(0), -time.Hour, true},
		"behind at capture, set right before it was sent":    {-49 * time.Hour, seconds(-2 * day), seconds(0), -time.Hour, true},
		"behind when it was last heard, right at capture":    {-3 * time.Hour, seconds(-2 * day), seconds(0), -3 * time.Hour, true},
		"ahead, unnoticed at capture, set right since":       {47 * time.Hour, seconds(0), seconds(0), 0, true},
		"ten years ahead":                                    {10*365*day*time.Second - time.Hour, nil, seconds(10 * 365 * day), -time.Hour, true},
		"ten years behind":                                   {-10*365*day*time.Second - time.Hour, nil, seconds(-10 * 365 * day), -time.Hour, true},
		"ten years behind, and nobody said how the clock is": {-10 * 365 * day * time.Second, nil, nil, 0, true},
		"a month offline":                                    {-30 * day * time.Second, nil, seconds(1), -30*day*time.Second - time.Second, true},
	} {
		lead := Lead(received.Add(c.shown), c.said, c.seen, received)
		if got := Corrected(received.Add(c.shown), lead, received).Sub(received); got != c.counts || (lead != nil) != c.known {
			t.Errorf("%s: counts %v from its arrival, not %v (lead %v)", name, got, c.counts, lead)
		}
	}
}
