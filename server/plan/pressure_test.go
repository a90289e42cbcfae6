package plan

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// The cost of a document is the rows that its answer may have at worst, the same before it is refused as when it runs.
func TestCost(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	for _, q := range []struct {
		document, code string
		cost           int
	}{
		{`{ firm(id: "` + made("firm", 1) + `") { name } }`, "", 0},
		{`{ firms(first: 7) { nodes { name } } }`, "", 7},
		{`{ firms(first: 7) { nodes { problems(first: 3) { nodes { title } } } } }`, "", 7 + 7*3},
		{`{ a: firms(first: 5) { totalCount } b: firms(first: 6) { nodes { name } } }`, "", 11},
		{`{ firms(first: 100) { nodes { problems(first: 100) { nodes { title } } } } }`, "TOO_LARGE", 100 + 100*100},
	} {
		a := c.must(t, as("MAYOR"), q.document, nil)
		code, _, _ := strings.Cut(strings.Join(a.errors, ""), " ")
		if a.cost != q.cost || code != q.code {
			t.Errorf("%s costs %d, %q; want %d, %q", q.document, a.cost, a.errors, q.cost, q.code)
		}
	}
}

// slow is a town in which a firm's name takes a minute to read.
func slow(t *testing.T, settings map[string]string) *client {
	t.Helper()
	g, err := change(t, "Firm", func(n *Type) { n.Field("name", "f.name || pg_sleep(60)::text") })
	if err != nil {
		t.Fatal(err)
	}
	config := openTown(t).Config()
	for name, value := range settings {
		config.ConnConfig.RuntimeParams[name] = value
	}
	config.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return clientOf(g, pool)
}

const sleeps = `{ firms(first: 1) { nodes { name } } }`

// A statement that takes too long is ended, the reader is told in words, and the same connection reads on.
func TestStatementTimeout(t *testing.T) {
	t.Parallel()
	c := slow(t, map[string]string{"statement_timeout": "50ms"})
	for range 2 {
		if a := c.must(t, as("MAYOR"), sleeps, nil); a.data != "null" || len(a.errors) != 1 || !strings.HasPrefix(a.errors[0], "TOO_MANY ") {
			t.Errorf("%s %q", a.data, a.errors)
		}
	}
	if n := c.schema.pool.Stat().NewConnsCount(); n != 1 {
		t.Errorf("it took %d connections", n)
	}
}

// Who goes away takes the statement along: its backend does not go on.
func TestCancelledRequestCancelsItsStatement(t *testing.T) {
	t.Parallel()
	c := slow(t, map[string]string{"statement_timeout": "0"})
	watch, err := pgxpool.New(t.Context(), c.schema.pool.Config().ConnString())
	if err != nil {
		t.Fatal(err)
	}
	defer watch.Close()
	running := func() (n int) {
		err := watch.QueryRow(t.Context(), "select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and query like '%pg_sleep(60)::text%'"+
			" and pid <> pg_backend_pid()").Scan(&n)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	until := func(n int) {
		for i := 0; running() != n; i++ {
			if i > 3000 { // long before the minute is over only on a machine that does nothing else
				t.Fatalf("%d statements run, want %d", running(), n)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	ctx, leave := context.WithCancel(as("MAYOR"))
	done := make(chan answer)
	go func() {
		a, _ := c.ask(ctx, sleeps, nil)
		done <- a
	}()
	until(1)
	leave()
	if a := <-done; a.data != "null" || len(a.errors) != 1 {
		t.Errorf("%s %q", a.data, a.errors)
	}
	until(0)
}

// Thousands of documents, no two alike, leave neither the server nor its backend with much: plans are kept by number, and a statement is prepared
// only when it comes again.
func TestManyDocumentsLeaveLittle(t *testing.T) {
	config := openTown(t).Config()
	config.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	c := newClient(t, pool)
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	for i := range 5000 {
		document := fmt.Sprintf(`{ a%d: firms(first: 3) { nodes { b%d: name problems(first: 2) { nodes { title } } } } }`, i, i%7)
		if a := c.must(t, as("MAYOR"), document, nil); a.errors != nil {
			t.Fatal(a.errors)
		}
	}
	after := heap()
	if grown := int(after) - int(before); grown > 64<<20 {
		t.Errorf("the server holds %d MB more", grown>>20)
	}
	if n := c.schema.plans.Len(); n != maxPlans {
		t.Errorf("%d plans are kept, want %d", n, maxPlans)
	}
	var backend int
	if err := pool.QueryRow(t.Context(), "select sum(total_bytes) from pg_backend_memory_contexts").Scan(&backend); err != nil {
		t.Fatal(err)
	}
	if backend > 40<<20 {
		t.Errorf("the backend holds %d MB", backend>>20)
	}
	t.Logf("server %d KB more, backend %d KB", (int(after)-int(before))>>10, backend>>10)
	runtime.KeepAlive(c)
}
