package db

import (
	"context"
	_ "embed" // reader.sql
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Reader is the role of the read pool. It is of the whole server, its rights are of each database.
const Reader = "lianqi_reader"

// doors are functions of PostgreSQL by which a statement could leave its role and write, or write in a transaction that is read only.
var doors = []string{
	"pg_catalog.set_config(text, text, boolean)", "pg_catalog.lo_creat(integer)", "pg_catalog.lo_create(oid)", "pg_catalog.lo_from_bytea(oid, bytea)",
}

//go:embed reader.sql
var difference string

// readers is how many connections read at once: more than the processors can serve only push each other's plans out of their caches.
func readers() int32 { return int32(max(8, 4*runtime.GOMAXPROCS(0))) }

// OpenReader returns a second pool on pool's database, for reads, of its size or of readers. Its transactions are read only, and its role, Reader,
// may select these columns (by table or view) and call these functions of the schema public, and nothing else that is not PostgreSQL's or an extension's own.
//
// Where the user of pool may not make or take that role, the pool is read only and no more, and missing is the SQL that a superuser should run.
func OpenReader(ctx context.Context, pool *pgxpool.Pool, columns map[string][]string, functions []string) (reader *pgxpool.Pool, missing string, err error) {
	cfg := pool.Config()
	cfg.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
	cfg.MaxConns = min(cfg.MaxConns, readers())
	err = allow(ctx, pool, columns, functions)
	var pg *pgconn.PgError
	switch {
	case err == nil:
		cfg.ConnConfig.RuntimeParams["role"] = Reader
	case errors.As(err, &pg) && pg.Code == "42501": // insufficient_privilege
		missing = fmt.Sprintf("create role %s; grant %[1]s to %s;", Reader, pgx.Identifier{cfg.ConnConfig.User}.Sanitize())
	default:
		return nil, "", fmt.Errorf("let the reader read: %w", err)
	}
	if reader, err = pgxpool.NewWithConfig(ctx, cfg); err != nil {
		return nil, "", fmt.Errorf("open the read pool: %w", err)
	}
	var open *string
	err = reader.QueryRow(ctx, "select string_agg(it, ', ') from unnest($1::text[]) it where has_function_privilege(it, 'execute')", doors).Scan(&open)
	if err != nil {
		reader.Close()
		return nil, "", fmt.Errorf("open the read pool: %w", err)
	}
	if open != nil {
		missing = strings.TrimSpace(missing + " revoke execute on function " + *open + " from public;")
	}
	return reader, missing, nil
}

// allow makes the role where there is none and gives it exactly these rights; in a database where it has them nothing is written.
func allow(ctx context.Context, pool *pgxpool.Pool, columns map[string][]string, functions []string) error {
	if err := join(ctx, pool); err != nil {
		return err
	}
	var wanted []string
	for name, of := range columns {
		for _, column := range of {
			wanted = append(wanted, name+"."+column)
		}
	}
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", migrationLockID); err != nil { // of two servers that start, one
			return err
		}
		rows, err := tx.Query(ctx, difference, wanted, functions, doors)
		if err != nil {
			return err
		}
		statements, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil || statements == nil {
			return err
		}
		_, err = tx.Exec(ctx, strings.Join(statements, ";\n"))
		return err
	})
}

// join makes the role where there is none, and the pool's user a member of it.
func join(ctx context.Context, pool *pgxpool.Pool) error {
	_, err := pool.Exec(ctx, `do $$ begin if to_regrole('`+Reader+`') is null then create role `+Reader+`; end if; end $$`)
	var pg *pgconn.PgError
	if err != nil && (!errors.As(err, &pg) || pg.Code != "42710" && pg.Code != "23505") { // else another server has just made it
		return err
	}
	var member bool
	if err := pool.QueryRow(ctx, "select pg_has_role('"+Reader+"', 'member')").Scan(&member); err != nil || member {
		return err
	}
	_, err = pool.Exec(ctx, "grant "+Reader+" to current_user")
	return err
}
