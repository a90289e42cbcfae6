package db_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db"
	"lianqi/server/db/dbtest"
)

// A database whose user may not make roles is read all the same, by transactions that cannot write, and what a superuser should run is told.
func TestOpenReaderTellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	weak := fmt.Sprintf("lianqi_weak_%08x", rand.Uint32())
	run := func(sql string) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	run("create role " + weak + "; grant all on all tables in schema public to " + weak)
	defer run("drop owned by " + weak + "; drop role " + weak)
	cfg := pool.Config()
	cfg.ConnConfig.RuntimeParams["role"] = weak
	own, err := pgxpool.NewWithConfig(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	reader, missing, err := db.OpenReader(t.Context(), own, map[string][]string{"division": {"code"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if _, err := reader.Exec(t.Context(), "select name from division"); err != nil {
		t.Error(err)
	}
	if _, err := reader.Exec(t.Context(), "delete from division"); err == nil || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("it writes: %v", err)
	}
	for _, part := range []string{"create role lianqi_reader", "grant lianqi_reader to ", "revoke execute on function pg_catalog.set_config"} {
		if !strings.Contains(missing, part) {
			t.Errorf("nobody is told to %s: %s", part, missing)
		}
	}
}
