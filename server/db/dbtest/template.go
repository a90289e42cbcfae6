package dbtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"

	"lianqi/migrations"
	"lianqi/server/db"
)

// database is the name of the template on the server: it changes with the migrations and with tpl's sources.
func (tpl Template) database() (string, error) {
	sum := sha256.New()
	_, _ = io.WriteString(sum, tpl.Edition) // a hash takes everything
	if err := hashFiles(sum, migrations.FS, "."); err != nil {
		return "", err
	}
	if len(tpl.Sources) > 0 {
		root, err := moduleRoot()
		if err != nil {
			return "", err
		}
		for _, source := range tpl.Sources {
			if err := hashFiles(sum, os.DirFS(root), filepath.ToSlash(source)); err != nil {
				return "", err
			}
		}
	}
	return fmt.Sprintf("lianqi_template_%s_%s", tpl.Name, hex.EncodeToString(sum.Sum(nil)[:6])), nil
}

// hashFiles writes the name and content of every file at or under path to sum, except Go tests.
func hashFiles(sum io.Writer, in fs.FS, path string) error {
	return fs.WalkDir(in, path, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := fs.ReadFile(in, path)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(sum, "%s %d\n%s", path, len(content), content)
		return err
	})
}

// moduleRoot is the folder with go.mod, at or above the folder of the package under test.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("no go.mod above the test's folder")
		}
		dir = parent
	}
	return "", err
}

// build makes the template under its name, complete or not at all. Processes that want the same one wait for the first.
// Templates of the same kind that were made from other sources more than an hour ago are dropped.
func (s *server) build(ctx context.Context, tpl Template, name string) error {
	s.building.Lock()
	defer s.building.Unlock()
	conn, err := s.admin.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(hashtextextended($1, 0))", name); err != nil {
		return err
	}
	defer conn.Exec(ctx, "select pg_advisory_unlock_all()")

	var exists bool
	err = conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&exists)
	if err != nil || exists {
		return err
	}
	draft := name + "_draft"
	for _, sql := range []string{"drop database if exists " + draft + " with (force)", "create database " + draft} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	if err := s.prepare(ctx, tpl, draft); err != nil {
		return err
	}
	for _, sql := range []string{
		"alter database " + draft + " with is_template true allow_connections false",
		"alter database " + draft + " rename to " + name,
		"do $$ begin execute format('comment on database %I is %L', '" + name + "', now()); end $$",
	} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return s.dropOld(ctx, tpl, name)
}

func (s *server) prepare(ctx context.Context, tpl Template, database string) error {
	if err := db.Migrate(ctx, s.url(database)); err != nil || tpl.Prepare == nil {
		return err
	}
	pool, err := db.Open(ctx, s.url(database))
	if err != nil {
		return err
	}
	defer pool.Close()
	return tpl.Prepare(ctx, pool)
}

func (s *server) dropOld(ctx context.Context, tpl Template, current string) error {
	rows, err := s.admin.Query(ctx, `
		select datname from pg_database
		where datname ~ ('^lianqi_template_' || $1::text || '_[0-9a-f]{12}$') and datname <> $2
		and shobj_description(oid, 'pg_database')::timestamptz < now() - interval '1 hour'`, tpl.Name, current)
	if err != nil {
		return err
	}
	old, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := s.drop(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// drop removes a template.
func (s *server) drop(ctx context.Context, name string) error {
	if err := s.exec(ctx, "alter database "+name+" with is_template false"); err != nil {
		return err
	}
	return s.exec(ctx, "drop database "+name+" with (force)")
}
