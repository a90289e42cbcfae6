package db_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lianqi/server/db"
	"lianqi/server/db/dbtest"
)

func TestOpenSetsEveryConnection(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	for setting, want := range map[string]string{
		"timezone":          "UTC",
		"plan_cache_mode":   "force_generic_plan",
		"statement_timeout": "5s",
		"application_name":  "lianqi",
	} {
		var got string
		if err := pool.QueryRow(context.Background(), "select current_setting($1)", setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", setting, got, err, want)
		}
	}
}

func TestOpenRefusesWhatIsNotThere(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"postgres://127.0.0.1:1/x", "postgres://%zz"} {
		if _, err := db.Open(context.Background(), url); err == nil {
			t.Errorf("opened %s", url)
		}
	}
}

func TestInTxKeepsAllOrNothing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := dbtest.New(t)
	if _, err := pool.Exec(ctx, "create table mark (n int primary key)"); err != nil {
		t.Fatal(err)
	}
	mark := func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "insert into mark values (1)")
		return err
	}
	stop := errors.New("stop")
	err := db.InTx(ctx, pool, func(tx pgx.Tx) error { return errors.Join(mark(tx), stop) })
	if !errors.Is(err, stop) {
		t.Fatalf("got %v, want what the function returned", err)
	}
	if err := db.InTx(ctx, pool, mark); err != nil {
		t.Fatalf("the first insert was kept: %v", err)
	}
	var n int
	if err := pool.QueryRow(ctx, "select count(*) from mark").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d rows, %v; want 1", n, err)
	}
}

// Two transactions lock two rows crosswise: PostgreSQL ends one of them as a deadlock, and InTx runs that one again.
func TestInTxTriesAgainAfterADeadlock(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := dbtest.New(t)
	if _, err := pool.Exec(ctx, "create table tally (id int primary key, n int); insert into tally values (1, 0), (2, 0)"); err != nil {
		t.Fatal(err)
	}
	var runs atomic.Int32
	var bothHoldOne, done sync.WaitGroup
	bothHoldOne.Add(2)
	crosswise := func(first, second int) {
		var once sync.Once
		err := db.InTx(ctx, pool, func(tx pgx.Tx) error {
			runs.Add(1)
			if _, err := tx.Exec(ctx, "update tally set n = n + 1 where id = $1", first); err != nil {
				return err
			}
			once.Do(func() { bothHoldOne.Done(); bothHoldOne.Wait() })
			_, err := tx.Exec(ctx, "update tally set n = n + 1 where id = $1", second)
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	done.Go(func() { crosswise(1, 2) })
	done.Go(func() { crosswise(2, 1) })
	done.Wait()
	var least int
	if err := pool.QueryRow(ctx, "select min(n) from tally").Scan(&least); err != nil || least != 2 || runs.Load() < 3 {
		t.Errorf("counted %d in %d runs, %v; want 2 in 3 or more", least, runs.Load(), err)
	}
}

func TestInTxGivesUpAfterThreeTries(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	runs := 0
	err := db.InTx(context.Background(), pool, func(pgx.Tx) error {
		runs++
		return &pgconn.PgError{Code: "40001"}
	})
	if err == nil || runs != 3 {
		t.Errorf("%d runs, error %v; want 3 and an error", runs, err)
	}
}
