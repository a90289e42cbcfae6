package dbtest_test

import (
	"context"
	"testing"

	"lianqi/server/db/dbtest"
)

func TestNewGivesEachTestItsOwnDatabase(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one, two := dbtest.New(t), dbtest.New(t)
	if _, err := one.Exec(ctx, "create table mark ()"); err != nil {
		t.Fatal(err)
	}
	var seen bool
	if err := two.QueryRow(ctx, "select to_regclass('mark') is not null").Scan(&seen); err != nil {
		t.Fatal(err)
	}
	if seen {
		t.Error("a table made in one test's database is in the other's")
	}
	var postgis string
	if err := two.QueryRow(ctx, "select postgis_lib_version()").Scan(&postgis); err != nil {
		t.Errorf("the database has no PostGIS: %v", err)
	}
}
