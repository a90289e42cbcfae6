package db

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"lianqi/migrations"
)

// Migrate brings the database to the newest of the embedded migrations. It costs a few milliseconds when there is nothing
// to do. Any number of processes may call it at once: one migrates, the others wait for it.
func Migrate(ctx context.Context, url string) error {
	cfg, err := pgxpool.ParseConfig(url) // the URL is the one that Open takes, so it may speak of the pool
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	conn := stdlib.OpenDB(*cfg.ConnConfig)
	defer conn.Close()
	provider, err := goose.NewProvider(goose.DialectPostgres, conn, migrations.FS,
		goose.WithSessionLocker(migrationLock{}), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if err := migrateJobs(ctx, cfg, conn); err != nil {
		return fmt.Errorf("migrate the jobs: %w", err)
	}
	return nil
}

// migrateJobs brings the tables of River, which keeps the jobs, to the newest of its own migrations, under the same lock.
func migrateJobs(ctx context.Context, cfg *pgxpool.Config, conn *sql.DB) error {
	locked, err := conn.Conn(ctx)
	if err != nil {
		return err
	}
	defer locked.Close()
	if err := (migrationLock{}).SessionLock(ctx, locked); err != nil {
		return err
	}
	defer migrationLock{}.SessionUnlock(context.WithoutCancel(ctx), locked)
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return err
	}
	defer pool.Close()
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Schema: "river", Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	_, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// migrationLock lets one process migrate at a time. It asks again every 50 ms rather than wait inside PostgreSQL: a
// waiting statement would hold a snapshot, and CREATE INDEX CONCURRENTLY in the migrating process would wait for that.
// (goose's own locker asks every 5 s, which is then the start-up time of the second process.)
type migrationLock struct{}

const migrationLockID = 0x6c69616e7169 // "lianqi"

func (migrationLock) SessionLock(ctx context.Context, conn *sql.Conn) error {
	for {
		var locked bool
		err := conn.QueryRowContext(ctx, "select pg_try_advisory_lock($1)", int64(migrationLockID)).Scan(&locked)
		if err != nil || locked {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (migrationLock) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "select pg_advisory_unlock($1)", int64(migrationLockID))
	return err
}
