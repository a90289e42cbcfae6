package problem

import (
	"math/rand/v2"
	"testing"
	"time"

	"lianqi/server/deadline"
)

// The database counts working days as deadline does, through every holiday of the calendar, forwards and backwards.
func TestWorkingDaysAreTheDeadlines(t *testing.T) {
	w := newWorld(t)
	policy, err := deadline.LoadPolicy(ctx, w.Pool, defaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2022, 1, 1, 0, 0, 0, 0, deadline.Zone)
	calendar, err := deadline.LoadCalendar(ctx, w.Pool, start, start.AddDate(6, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		since := start.Add(time.Duration(random.IntN(5*365*24*60)) * time.Minute)
		n := 1 + random.IntN(90)
		end := policy.Add(since, n, deadline.WorkingDay, calendar)
		for until, want := range map[time.Time]int{end.Add(-time.Second): n - 1, end: n, since.AddDate(0, 0, -3): 0} {
			var got int
			query := "select working_days($1, $2, office_close) from sla_policy where code = $3"
			if err := w.Pool.QueryRow(ctx, query, since, until, policy.Code).Scan(&got); err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Fatalf("from %v to %v: %d, want %d", since, until, got, want)
			}
		}
	}
}
