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

// What a unit and the problem have left, through the holidays of 2026, by both policies.
func TestWhatIsLeft(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	left := func(moment, due string) string {
		t.Helper()
		w.Exec("update problem set due_at = $2, warn_at = $2 where id = $1", id, local(t, due))
		w.Exec("update dispatch set due_at = $2, warn_at = $2 where problem_id = $1", id, local(t, due))
		words := map[string]bool{}
		for _, query := range []string{
			"select " + workingDaysTo("p.due_at", leadTime, "$2::timestamptz") + ", p.due_at from problem p where p.id = $1",
			"select " + workingDaysTo("x.due_at", ownTime, "$2::timestamptz") + ", x.due_at from dispatch x join problem p on p.id = x.problem_id where p.id = $1 and x.role = 'LEAD'",
			"select " + workingDaysTo("x.due_at", ownTime, "$2::timestamptz") + ", x.due_at from dispatch x join problem p on p.id = x.problem_id where p.id = $1 and x.role = 'CO'",
		} {
			var n *int
			var at time.Time
			if err := w.Pool.QueryRow(ctx, query, id, local(t, moment)).Scan(&n, &at); err != nil {
				t.Fatal(err)
			}
			words[deadline.Remaining(local(t, moment), at, n)] = true
		}
		if len(words) != 1 {
			t.Errorf("at %s: %v", moment, words)
		}
		for text := range words {
			return text
		}
		return ""
	}
	for policy, cases := range map[string][]struct{ moment, due, want string }{
		"QUANZHOU": {
			{"2026-09-30 09:30", "2026-10-10 18:00", "还有 3 个工作日"}, // 国庆节, 10月10日补班
			{"2026-09-30 20:00", "2026-10-10 18:00", "还有 3 个工作日"},
			{"2026-10-09 17:59", "2026-10-10 18:00", "还有 1 个工作日"},
			{"2026-10-10 15:00", "2026-10-10 18:00", "还有 3 小时"},
			{"2026-10-07 12:00", "2026-09-30 18:00", "已超期不到 1 个工作日"},
			{"2026-10-08 18:00", "2026-09-30 18:00", "已超期 1 个工作日"},
			{"2026-10-12 18:00", "2026-09-30 18:00", "已超期 4 个工作日"},
			{"2026-02-13 09:30", "2026-02-27 18:00", "还有 5 个工作日"}, // 春节
			{"2026-05-08 09:00", "2026-05-13 18:00", "还有 4 个工作日"}, // 5月9日补班
			{"2026-11-29 12:00", "2026-11-30 18:00", "还有 1 个工作日"},
		},
		"HENAN_13710": {
			{"2026-09-30 09:30", "2026-10-08 00:00", "还有 7 天"},
			{"2026-10-07 20:00", "2026-10-08 00:00", "还有 4 小时"},
			{"2026-10-11 00:00", "2026-10-08 00:00", "已超期 3 天"},
		},
	} {
		w.Exec("update campaign set sla_policy_code = $1", policy)
		for _, c := range cases {
			if got := left(c.moment, c.due); got != c.want {
				t.Errorf("%s at %s, due %s: %s, want %s", policy, c.moment, c.due, got, c.want)
			}
		}
	}
}

func local(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, deadline.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
