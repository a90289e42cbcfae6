package db_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db"
	"lianqi/server/db/dbtest"
	"lianqi/server/fault"
)

func TestFaultSpeaksForConstraints(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := dbtest.New(t)
	_, err := pool.Exec(ctx, `
		create schema trial;
		create table trial.unit (id int primary key);
		create table trial.report (
			title text constraint problem_title_length check (length(title) >= 2),
			n     int check (n > 0),
			code  text constraint enterprise_uscc_unique unique,
			plain text unique,
			unit  int references trial.unit,
			days  daterange,
			exclude using gist (days with &&)
		);
		insert into trial.report (code, plain, days) values ('A', 'A', '[2026-01-01, 2026-02-01)')`)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		column string
		value  any
		code   fault.Code
		field  []string
	}{
		"a check with words":         {"title", "短", fault.Invalid, []string{"title"}},
		"a check without":            {"n", 0, fault.Invalid, nil},
		"a unique value with words":  {"code", "A", fault.Conflict, []string{"uscc"}},
		"a unique value without":     {"plain", "A", fault.Conflict, nil},
		"a reference to nothing":     {"unit", 1, fault.Invalid, nil},
		"an overlap":                 {"days", "[2026-01-31, 2026-03-01)", fault.Conflict, nil},
		"a text with a NUL":          {"plain", "a\x00b", fault.Invalid, nil},
		"a text that is not Unicode": {"plain", "a\xffb", fault.Invalid, nil},
	} {
		err := db.InTx(ctx, pool, func(tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "insert into trial.report ("+test.column+") values ($1)", test.value)
			return err
		})
		f := fault.As(err)
		if f == nil || f.Code != test.code || f.Message == "" || !reflect.DeepEqual(f.Field, test.field) {
			t.Errorf("%s: got %v of field %v; want %s of %v", name, err, f, test.code, test.field)
		}
	}
}

func TestFaultLeavesOtherErrors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	_, syntax := dbtest.New(t).Exec(ctx, "select from nowhere")
	for _, err := range []error{nil, syntax, errors.New("other"), fault.Missing("企业")} {
		if got := db.Fault(err); !errors.Is(got, err) || err == nil && got != nil {
			t.Errorf("%v became %v", err, got)
		}
	}
}

func TestWordsAreForConstraintsThatExist(t *testing.T) {
	t.Parallel()
	rows, err := dbtest.New(t).Query(context.Background(), `
		select conname from pg_constraint union select relname from pg_class where relkind = 'i'`)
	if err != nil {
		t.Fatal(err)
	}
	existing, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range db.RefusalNames() {
		if !slices.Contains(existing, name) {
			t.Errorf("no constraint is called %s", name)
		}
	}
}
