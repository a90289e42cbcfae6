package main

import (
	"context"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db"
	"lianqi/server/db/cluster"
)

//go:embed province/*.sql
var provinceFiles embed.FS

// settings are those of a database host with 24 GB that has nothing else to do, and as durable as any.
var settings = map[string]string{
	"shared_buffers": "2GB", "effective_cache_size": "8GB", "work_mem": "32MB", "maintenance_work_mem": "1GB", "max_wal_size": "8GB",
	"checkpoint_timeout": "15min", "effective_io_concurrency": "200", "max_connections": "200", "autovacuum": "off",
}

// folder is where the cluster and the peer's packages stay from one run to the next. Root's own cache is closed to the user that
// PostgreSQL then runs as.
func folder() (string, error) {
	if dir := os.Getenv("BENCH_DIR"); dir != "" {
		return dir, nil
	}
	if os.Geteuid() == 0 {
		return "/var/cache/lianqi-bench", nil
	}
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "lianqi-bench"), err
}

// province is a loaded database that no run changes: each works on a copy.
func province(ctx context.Context, c *cluster.Cluster, scale float64) (name string, err error) {
	name = "province_" + strconv.Itoa(int(400_000*scale))
	admin, err := pgx.Connect(ctx, c.URL("postgres"))
	if err != nil {
		return "", err
	}
	defer admin.Close(ctx)
	var there bool
	if err := admin.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&there); err != nil {
		return name, err
	}
	if there { // by an earlier version, perhaps, of which this one need not be the continuation
		err := db.Migrate(ctx, c.URL(name))
		if err == nil {
			return name, nil
		}
		fmt.Fprintf(os.Stderr, "%s cannot be brought to this version: %v\n", name, err)
		if _, err := admin.Exec(ctx, "drop database "+name+" with (force)"); err != nil {
			return "", err
		}
	}
	start := time.Now()
	fmt.Fprintf(os.Stderr, "loading %s ...\n", name)
	making := name + "_making"
	for _, sql := range []string{"drop database if exists " + making + " with (force)", "create database " + making} {
		if _, err := admin.Exec(ctx, sql); err != nil {
			return "", err
		}
	}
	if err := db.Migrate(ctx, c.URL(making)); err != nil {
		return "", err
	}
	conn, err := pgx.Connect(ctx, c.URL(making))
	if err != nil {
		return "", err
	}
	err = load(ctx, conn, scale)
	conn.Close(ctx)
	if err != nil {
		return "", fmt.Errorf("load the province: %w", err)
	}
	_, err = admin.Exec(ctx, "alter database "+making+" rename to "+name)
	fmt.Fprintf(os.Stderr, "loaded %s in %.0f s\n", name, time.Since(start).Seconds())
	return name, err
}

// load fills a migrated database. Rules and triggers hold as for any row; indexes are made when the rows are there.
func load(ctx context.Context, conn *pgx.Conn, scale float64) error {
	run := func(name, sql string) error {
		start := time.Now()
		_, err := conn.Exec(ctx, sql)
		if os.Getenv("BENCH_VERBOSE") != "" {
			fmt.Fprintf(os.Stderr, "  %-22s %6.1f s\n", name, time.Since(start).Seconds())
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
	if err := run("settings", fmt.Sprintf("set client_min_messages = warning; set statement_timeout = 0; set synchronous_commit = off; set bench.scale = '%g'", scale)); err != nil {
		return err
	}
	files, err := provinceFiles.ReadDir("province")
	if err != nil {
		return err
	}
	later, err := dropIndexes(ctx, conn, "enterprise", "visit", "problem_event", "photo", "person", "assignment")
	if err != nil {
		return err
	}
	for _, f := range files {
		sql, err := provinceFiles.ReadFile("province/" + f.Name())
		if err != nil {
			return err
		}
		if err := run(f.Name(), string(sql)); err != nil {
			return err
		}
		if strings.HasPrefix(f.Name(), "5_") { // what follows asks by them
			if err := run("indexes", strings.Join(later, "; ")); err != nil {
				return err
			}
		}
	}
	if err := run("vacuum", "vacuum analyze"); err != nil {
		return err
	}
	return run("checkpoint", "checkpoint") // a killed run must not cost minutes of recovery
}

// dropIndexes drops what is an index and no constraint, and returns how to make it again.
func dropIndexes(ctx context.Context, conn *pgx.Conn, tables ...string) (again []string, err error) {
	rows, err := conn.Query(ctx, `select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
		where i.indrelid = any(select t::regclass from unnest($1::text[]) t) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`, tables)
	if err != nil {
		return nil, err
	}
	var names []string
	var name, definition string
	if _, err := pgx.ForEachRow(rows, []any{&name, &definition}, func() error {
		names, again = append(names, name), append(again, definition)
		return nil
	}); err != nil {
		return nil, err
	}
	_, err = conn.Exec(ctx, "drop index "+strings.Join(names, ", "))
	return again, err
}
