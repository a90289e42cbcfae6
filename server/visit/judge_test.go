package visit

import (
	"math"
	"slices"
	"testing"
	"time"
)

func metres(m float64) *float64 { return &m }

func TestJudge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		fix    *Fix
		target Target
		want   Result
	}{
		{"no fix", nil, Target{Distance: metres(0), Radius: 300}, NoFix},
		{"too coarse", &Fix{Accuracy: 500.1}, Target{Distance: metres(0), Radius: 300}, NoFix},
		{"just fine enough", &Fix{Accuracy: 500}, Target{Distance: metres(0), Radius: 300}, InRange},
		{"an accuracy that is no number", &Fix{Accuracy: math.NaN()}, Target{Distance: metres(0), Radius: 300}, NoFix},
		{"on the fence", &Fix{Accuracy: 10}, Target{Distance: metres(300), Radius: 300}, InRange},
		{"a step outside", &Fix{Accuracy: 10}, Target{Distance: metres(310), Radius: 300}, Uncertain},
		{"two steps outside", &Fix{Accuracy: 10}, Target{Distance: metres(310.1), Radius: 300}, OutOfRange},
		{"WGS-84 read as GCJ-02 at Shaoyang", &Fix{Accuracy: 20}, Target{Distance: metres(658), Radius: 300}, OutOfRange},
		{"far from the gate, inside the park", &Fix{Accuracy: 10}, Target{Distance: metres(2000), Radius: 300, ToPark: metres(0)}, InRange},
		{"just outside the park", &Fix{Accuracy: 50}, Target{Distance: metres(2000), Radius: 300, ToPark: metres(50)}, Uncertain},
		{"well outside the park", &Fix{Accuracy: 50}, Target{Distance: metres(2000), Radius: 300, ToPark: metres(51)}, OutOfRange},
		{"outside the park, inside the fence", &Fix{Accuracy: 50}, Target{Distance: metres(200), Radius: 300, ToPark: metres(900)}, InRange},
		{"the enterprise has no point", &Fix{Accuracy: 10}, Target{Radius: 300}, Uncertain},
		{"no point, but a park", &Fix{Accuracy: 10}, Target{Radius: 300, ToPark: metres(900)}, OutOfRange},
	} {
		if got := Judge(c.fix, c.target); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestFlags(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)
	before := func(d time.Duration) *time.Time { at := now.Add(-d); return &at }
	hour := Previous{Distance: 150_000, At: now.Add(-time.Hour)}
	for _, c := range []struct {
		name string
		is   Circumstances
		want []Flag
	}{
		{"a plain check-in", Circumstances{Fix: &Fix{Accuracy: 100, At: before(120 * time.Second)}, CapturedAt: now, ReceivedAt: now}, nil},
		{"no fix at all", Circumstances{CapturedAt: now, ReceivedAt: now, Repeated: true, Previous: &Previous{Distance: 1e6, At: now}}, nil},
		{"150 km in an hour", Circumstances{Fix: &Fix{}, CapturedAt: now, ReceivedAt: now, Previous: &hour}, nil},
		{"in a second less", Circumstances{Fix: &Fix{}, CapturedAt: now.Add(-time.Second), ReceivedAt: now, Previous: &hour}, []Flag{Teleport}},
		{"unless the fixes are coarse", Circumstances{Fix: &Fix{Accuracy: 42}, CapturedAt: now.Add(-time.Second), ReceivedAt: now, Previous: &hour}, nil},
		{"two places at one moment", Circumstances{Fix: &Fix{Accuracy: 20}, CapturedAt: now, ReceivedAt: now, Previous: &Previous{Distance: 50, Accuracy: 20, At: now}}, []Flag{Teleport}},
		{"or one place, seen twice coarsely", Circumstances{Fix: &Fix{Accuracy: 20}, CapturedAt: now, ReceivedAt: now, Previous: &Previous{Distance: 40, Accuracy: 20, At: now}}, nil},
		{"arrived out of order", Circumstances{Fix: &Fix{}, CapturedAt: now, ReceivedAt: now, Previous: &Previous{Distance: 1000, At: now.Add(time.Hour)}}, nil},
		{"an old fix", Circumstances{Fix: &Fix{At: before(121 * time.Second)}, CapturedAt: now, ReceivedAt: now}, []Flag{StaleFix}},
		{"a coarse fix", Circumstances{Fix: &Fix{Accuracy: 101}, CapturedAt: now, ReceivedAt: now}, []Flag{LowAccuracy}},
		{"seen before", Circumstances{Fix: &Fix{}, CapturedAt: now, ReceivedAt: now, Repeated: true}, []Flag{RepeatedCoordinates}},
		{"five minutes ahead", Circumstances{CapturedAt: now.Add(5 * time.Minute), ReceivedAt: now}, nil},
		{"more", Circumstances{CapturedAt: now.Add(301 * time.Second), ReceivedAt: now}, []Flag{ClockSkew}},
		{"a day on the phone", Circumstances{CapturedAt: now, ReceivedAt: now.Add(24 * time.Hour)}, nil},
		{"more than a day", Circumstances{CapturedAt: now, ReceivedAt: now.Add(25 * time.Hour)}, []Flag{LateArrival}},
	} {
		if got := Flags(c.is); got == nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
