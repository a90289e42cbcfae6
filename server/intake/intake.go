// Package intake reads what people bring in files, tables and outlines, and tells them what became of it.
//
// A noun's import reads its file with ReadTable or ReadFeatures, checks each row into a Report, and gives Load what is to be done in the
// database. All rows are taken or none, unless the operator asks for the good ones.
package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db"
)

// Options are how an import goes.
type Options struct {
	DryRun   bool // judge everything and change nothing
	Partial  bool // take the good rows though others are refused
	Progress Progress
}

// errLeave rolls back an import that is not to be kept.
var errLeave = errors.New("leave the database as it was")

// Load runs load in one transaction, without a time limit, one import at a time. What it did is kept unless this is a dry run or a row
// was refused and only all would do. load adds to the report it is given, a copy of begun, so that it can run again; the copy is returned.
func Load(ctx context.Context, pool *pgxpool.Pool, o Options, begun Report, load func(pgx.Tx, *Report) error) (*Report, error) {
	var r Report
	err := db.InTx(ctx, pool, func(tx pgx.Tx) error {
		r = begun
		r.Findings, r.Notes = slices.Clone(begun.Findings), slices.Clone(begun.Notes)
		_, err := tx.Exec(ctx, "set local statement_timeout = 0; select pg_advisory_xact_lock(hashtextextended('import', 0))")
		if err != nil {
			return fmt.Errorf("begin the import: %w", err)
		}
		if err := load(tx, &r); err != nil {
			return err
		}
		slices.SortStableFunc(r.Findings, func(a, b Finding) int { return a.Line - b.Line })
		if o.DryRun || len(r.Refused()) > 0 && !o.Partial {
			return errLeave
		}
		r.Saved = true
		return nil
	})
	if err != nil && !errors.Is(err, errLeave) {
		return nil, err
	}
	return &r, nil
}

// Copy puts one row for each item into a table, by COPY.
func Copy[T any](ctx context.Context, tx pgx.Tx, table string, columns []string, items []T, p Progress, row func(T) []any) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromSlice(len(items), func(i int) ([]any, error) {
		p.tell("装入", i+1)
		return row(items[i]), nil
	}))
	return err
}

// Count adds up the rows that a statement returns, each true when it was added and false when it was updated; taken is how many there
// were to write, the rest being as they stood.
func (r *Report) Count(rows pgx.Rows, taken int) error {
	var added bool
	_, err := pgx.ForEachRow(rows, []any{&added}, func() error {
		if added {
			r.Added++
		} else {
			r.Updated++
		}
		return nil
	})
	r.Unchanged = taken - r.Added - r.Updated
	return err
}

// space is where ID makes its names.
var space = uuid.MustParse("6b0c3a52-6d7e-5c0a-9f57-1d3a1f4f9a10")

// ID is the id of what a file names by a key of its own, such as the park HNP028: the same noun and key, the same id.
func ID(noun, key string) string { return uuid.NewSHA1(space, []byte(noun+" "+key)).String() }
