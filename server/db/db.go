// Package db is the way to PostgreSQL: the pool, transactions, migrations, geometry as orb values,
// and the words for what a constraint refuses.
//
// Times come and go in UTC, geometry in WGS-84 (SRID 4326).
package db

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Open returns a pool of at most 15 connections (pool_max_conns in the URL says otherwise), after one has answered.
//
// A statement that runs longer than 5 s is cancelled. Every connection reads and writes orb geometry, so the database
// must have been migrated before.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database URL: %w", err)
	}
	if !strings.Contains(url, "pool_max_conns") {
		cfg.MaxConns = 15
	}
	cfg.ConnConfig.StatementCacheCapacity = 64
	for name, value := range map[string]string{
		"application_name":  "lianqi",
		"timezone":          "UTC",
		"plan_cache_mode":   "force_generic_plan",
		"statement_timeout": "5s",
	} {
		cfg.ConnConfig.RuntimeParams[name] = value
	}
	cfg.AfterConnect = registerGeometry
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return pool, nil
}

// Beginner is where a transaction begins: a pool, or another transaction, of which it is then a part that can fail alone (a savepoint).
type Beginner interface {
	Begin(ctx context.Context) (pgx.Tx, error)
}

// InTx runs f in one transaction: committed when f returns nil, rolled back otherwise.
//
// When PostgreSQL asks to try again (serialization failure, deadlock) the outermost f runs anew, at most 3 times in all; so f must
// not do anything outside the transaction. What a constraint refuses comes back as a fault (see Fault).
func InTx(ctx context.Context, in Beginner, f func(pgx.Tx) error) error {
	var err error
	for range 3 {
		if err = pgx.BeginFunc(ctx, in, f); !transient(err) {
			break
		}
		if _, part := in.(pgx.Tx); part {
			break
		}
	}
	return Fault(err)
}

func transient(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}
