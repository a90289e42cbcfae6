package main

import (
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/deadline"
	"lianqi/server/demo/demotest"
	"lianqi/server/hour"
	"lianqi/server/moment"
	"lianqi/server/verb"
)

// A server that is killed in the middle of the ladder leaves the rest to two that start after it: every rung is climbed once, every
// person told once, nothing is skipped. What it should be is what one server does that nobody kills.
func TestKilledInTheMiddleOfTheLadder(t *testing.T) {
	t.Parallel()
	want, pool := demotest.New(t), demotest.New(t)
	for _, p := range []*pgxpool.Pool{want, pool} { // a Thursday morning when everything is late
		if _, err := p.Exec(t.Context(), "update clock set lead = $1 - now()", morning(t, p)); err != nil {
			t.Fatal(err)
		}
	}
	climbAlone(t, want)

	// Each rung takes its time here, so that the kill comes between them, or within one.
	_, err := pool.Exec(t.Context(), `
		create function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.02); return new; end $$;
		create trigger slowly before insert on supervision_order for each row execute function slowly()`)
	if err != nil {
		t.Fatal(err)
	}
	before := count(t, pool, "select count(*) from supervision_order")
	env := "DATABASE_URL=" + pool.Config().ConnString()
	first := serving(t, env)
	wake(t, pool)
	until(t, func() bool { return count(t, pool, "select count(*) from supervision_order") >= before+10 })
	first.end(t, syscall.SIGKILL)
	left := count(t, pool, "select count(*) from problem where climb_at <= moment()")
	if left == 0 {
		t.Error("it was done before it was killed")
	}

	second, third := serving(t, env), serving(t, env)
	for range 4 {
		wake(t, pool)
	}
	until(t, func() bool { return count(t, pool, "select count(*) from problem where climb_at <= moment()") == 0 })
	for _, p := range []*process{second, third} {
		if code := p.end(t, syscall.SIGTERM); code != 0 {
			t.Errorf("exit code %d: %s", code, &p.errOut)
		}
	}
	for name, query := range map[string]string{
		"rungs":   "select concat_ws(' ', problem_id, round, due_at, kind) from supervision_order where issued_by is null order by 1",
		"events":  "select concat_ws(' ', problem_id, version, kind) from problem_event order by 1",
		"notices": "select concat_ws(' ', person_id, problem_id, kind, text) from notice order by 1",
	} {
		a, b := column(t, want, query), column(t, pool, query)
		if len(a) != len(b) {
			t.Errorf("%d %s, want %d", len(b), name, len(a))
		}
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("%s differ: %s, want %s", name, b[i], a[i])
			}
		}
	}
}

// morning is 10:00 of a working day three weeks ahead.
func morning(t *testing.T, pool *pgxpool.Pool) time.Time {
	t.Helper()
	day := time.Now().In(deadline.Zone).AddDate(0, 0, 21)
	cal, err := deadline.LoadCalendar(t.Context(), pool, day, day.AddDate(0, 1, 0))
	if err != nil {
		t.Fatal(err)
	}
	for !cal.Works(day) {
		day = day.AddDate(0, 0, 1)
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 10, 0, 0, 0, deadline.Zone)
}

func climbAlone(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	var clock moment.Clock
	if err := clock.Follow(t.Context(), pool, func(err error) { t.Log(err) }); err != nil {
		t.Fatal(err)
	}
	problems := verb.New(pool, clock.Now).Problem
	for found := true; found; {
		var err error
		if found, err = problems.ClimbNext(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func wake(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	if err := hour.Wake(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
}

// until waits for what happens in other processes, up to a minute.
func until(t *testing.T, is func() bool) {
	t.Helper()
	for limit := time.Now().Add(time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatal("it did not happen within a minute")
		}
	}
}

func count(t *testing.T, pool *pgxpool.Pool, query string) (n int) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func column(t *testing.T, pool *pgxpool.Pool, query string) []string {
	t.Helper()
	rows, err := pool.Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return out
}
