package fault_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db/dbtest"
	"lianqi/server/fault"
)

// A database that is away is said to come back: nobody is told to bring a number to the administrator, and phones wait.
func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	conn := func() *pgx.Conn {
		c, err := pgx.ConnectConfig(t.Context(), pool.Config().ConnConfig)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close(t.Context()) })
		return c
	}
	_, nowhere := pgx.Connect(t.Context(), "postgres://127.0.0.1:1/none")
	_, ended := conn().Exec(t.Context(), "select pg_terminate_backend(pg_backend_pid())")
	killed := conn()
	if _, err := pool.Exec(t.Context(), "select pg_terminate_backend($1, 5000)", int(killed.PgConn().PID())); err != nil {
		t.Fatal(err)
	}
	_, gone := killed.Exec(t.Context(), "select 1")
	_, slow := pool.Exec(t.Context(), "begin; set local statement_timeout = 1; select pg_sleep(1)")
	_, wrong := pool.Exec(t.Context(), "select 1 / 0")
	for name, c := range map[string]struct {
		err  error
		code fault.Code
	}{
		"nobody listens":        {nowhere, fault.TooMany},
		"the connection ends":   {ended, fault.TooMany},
		"it was ended before":   {gone, fault.TooMany},
		"the statement is slow": {slow, fault.TooMany},
		"a mistake":             {wrong, fault.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			if c.err == nil {
				t.Fatal("no error")
			}
			if f := fault.Public(t.Context(), c.err); f.Code != c.code {
				t.Errorf("%v: %v, want %s", c.err, f, c.code)
			}
		})
	}
}
