package dbtest

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
)

func TestNewGivesEachTestItsOwnDatabase(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one, two := New(t), New(t)
	if _, err := one.Exec(ctx, "create table mark ()"); err != nil {
		t.Fatal(err)
	}
	if exists(t, two, "select from pg_class where relname = 'mark'") {
		t.Error("a table made in one test's database is in the other's")
	}
	if !exists(t, two, "select postgis_lib_version()") {
		t.Error("the database has no PostGIS")
	}
}

func TestNewLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	var name string
	t.Run("a test", func(t *testing.T) { name = New(t).Config().ConnConfig.Database })
	if exists(t, New(t), "select from pg_database where datname = $1", name) {
		t.Errorf("%s is still there after its test", name)
	}
}

func TestTemplateIsPreparedOnceForAll(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	var prepared atomic.Int32
	tpl := Template{Name: "trial", Sources: []string{"server/db/dbtest"}, Prepare: func(ctx context.Context, pool *pgxpool.Pool) error {
		prepared.Add(1)
		_, err := pool.Exec(ctx, "create table mark ()")
		return err
	}}
	s, err := connect()
	if err != nil {
		t.Fatal(err)
	}
	name, err := tpl.database()
	if err != nil {
		t.Fatal(err)
	}
	if exists(t, s.admin, "select from pg_database where datname = $1", name) { // from an earlier run
		if err := s.drop(ctx, name); err != nil {
			t.Fatal(err)
		}
	}
	var tests sync.WaitGroup
	for range 4 {
		tests.Go(func() {
			if !exists(t, tpl.New(t), "select from pg_class where relname = 'mark'") {
				t.Error("a clone lacks what the template was prepared with")
			}
		})
	}
	tests.Wait()
	if prepared.Load() != 1 {
		t.Errorf("prepared %d times; want once", prepared.Load())
	}
}

func TestTemplateChangesWithItsSources(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, tpl := range []Template{
		{Name: "a"}, {Name: "b"}, {Name: "a", Sources: []string{"go.mod"}}, {Name: "a", Sources: []string{"go.mod", "server/db"}},
	} {
		name, err := tpl.database()
		if err != nil {
			t.Fatal(err)
		}
		names[name] = true
	}
	if len(names) != 4 {
		t.Errorf("four different templates have the names %v", names)
	}
	if _, err := (Template{Sources: []string{"no/such/file"}}).database(); err == nil {
		t.Error("a source that is not there was taken")
	}
}

func TestSweepDropsWhatKilledProcessesLeft(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	mine := New(t)
	s, err := connect()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.exec(ctx, "create database lianqi_test_0badbeef_1"); err != nil {
		t.Fatal(err)
	}
	if err := s.sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if exists(t, mine, "select from pg_database where datname = 'lianqi_test_0badbeef_1'") {
		t.Error("a database without its process is still there")
	}
	if !exists(t, s.admin, "select from pg_database where datname = $1", mine.Config().ConnConfig.Database) {
		t.Error("a database in use was dropped")
	}
}

func exists(t *testing.T, pool *pgxpool.Pool, query string, args ...any) (found bool) {
	t.Helper()
	if err := pool.QueryRow(context.Background(), "select exists ("+query+")", args...).Scan(&found); err != nil {
		t.Fatal(err)
	}
	return found
}
