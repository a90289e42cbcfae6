// Package dbtest hands tests a database of their own on a real PostgreSQL with PostGIS: a clone of a prepared one, made
// in a fraction of a second and dropped when the test ends.
//
// The server is TEST_DATABASE_URL when that is set (its user must be a superuser). Otherwise it is one private cluster
// that all test processes share; its files lie in LIANQI_TEST_DIR or the user's cache folder, and it stops a minute
// after the last of them has ended.
package dbtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db"
)

// New returns the pool of an empty, migrated database that belongs to t alone. pool.Config().ConnString() is its URL.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return Template{Name: "empty"}.New(t)
}

// Template is a prepared database: made once on the server, then cloned by every test of every package that asks for it.
// It is made anew when a migration, one of its Sources or its Edition changes.
type Template struct {
	Name    string                                              // lower-case letters; says what is in it
	Sources []string                                            // files and folders, from the module's root, that decide what Prepare does; tests in them do not count
	Edition string                                              // what else decides it, such as the day
	Prepare func(ctx context.Context, pool *pgxpool.Pool) error // fills the migrated database; nil leaves it empty
}

// New returns the pool of a clone of the template that belongs to t alone.
func (tpl Template) New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	url := database(t, func(ctx context.Context, s *server) (string, error) { return s.clone(ctx, tpl) })
	pool, err := db.Open(context.Background(), url)
	if err != nil {
		t.Fatalf("open the database: %v", err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// Blank returns the URL of a database that belongs to t alone and has nothing in it, no migrations either.
func Blank(t testing.TB) (url string) {
	t.Helper()
	return database(t, func(ctx context.Context, s *server) (string, error) { return s.create(ctx, "template1") })
}

// database returns the URL of the database that create has made; t's end drops it.
func database(t testing.TB, create func(context.Context, *server) (name string, err error)) (url string) {
	t.Helper()
	ctx := context.Background()
	s, err := connect()
	if err != nil {
		t.Fatalf("find a PostgreSQL to test on: %v", err)
	}
	name, err := create(ctx, s)
	if err != nil {
		t.Fatalf("make a database for the test: %v", err)
	}
	t.Cleanup(func() {
		if err := s.exec(ctx, "drop database "+name+" with (force)"); err != nil {
			t.Errorf("drop the database: %v", err)
		}
	})
	return s.url(name)
}

// server is the PostgreSQL that this process tests on.
type server struct {
	base     *url.URL
	admin    *pgxpool.Pool // on the maintenance database
	run      string        // tells this process's clones from those of others
	clones   atomic.Int64
	building sync.Mutex // one of this process waits for the lock on a template, or all of admin's connections might
}

// connect finds or starts the server, once in a process, and drops what killed test processes have left there.
var connect = sync.OnceValues(func() (*server, error) {
	ctx := context.Background()
	base, err := serverURL(ctx)
	if err != nil {
		return nil, err
	}
	s := &server{run: fmt.Sprintf("lianqi_test_%08x", rand.Uint32())}
	if s.base, err = url.Parse(base); err != nil {
		return nil, err
	}
	cfg, err := pgxpool.ParseConfig(s.url("postgres"))
	if err != nil {
		return nil, err
	}
	cfg.ConnConfig.RuntimeParams["application_name"] = s.run // while it is connected, its clones are in use
	cfg.MinConns, cfg.MaxConns = 1, 4
	if s.admin, err = pgxpool.NewWithConfig(ctx, cfg); err != nil {
		return nil, err
	}
	return s, s.sweep(ctx)
})

// url is the address of a database on the server.
func (s *server) url(database string) string {
	u := *s.base
	u.Path = "/" + database
	q := u.Query()
	q.Set("pool_max_conns", "8")
	u.RawQuery = q.Encode()
	return u.String()
}

func (s *server) exec(ctx context.Context, sql string) error {
	_, err := s.admin.Exec(ctx, sql)
	return err
}

// create makes a database as a copy of source, and returns its name.
func (s *server) create(ctx context.Context, source string) (name string, err error) {
	name = fmt.Sprintf("%s_%d", s.run, s.clones.Add(1))
	return name, s.exec(ctx, "create database "+name+" template "+source)
}

// clone makes a database from the template, which it builds first when it is not there.
func (s *server) clone(ctx context.Context, tpl Template) (name string, err error) {
	source, err := tpl.database()
	if err != nil {
		return "", err
	}
	for {
		name, err := s.create(ctx, source)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "3D000" { // 3D000: there is no such template
			return name, err
		}
		if err := s.build(ctx, tpl, source); err != nil {
			return "", err
		}
	}
}

// sweep drops the clones whose process is no longer connected.
func (s *server) sweep(ctx context.Context) error {
	rows, err := s.admin.Query(ctx, `
		select datname from pg_database d
		where datname ~ '^lianqi_test_[0-9a-f]{8}_[0-9]+$'
		and not exists (select from pg_stat_activity where application_name = substring(d.datname for 20))`)
	if err != nil {
		return err
	}
	left, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range left {
		if err := s.exec(ctx, "drop database if exists "+name+" with (force)"); err != nil {
			return err
		}
	}
	return nil
}
