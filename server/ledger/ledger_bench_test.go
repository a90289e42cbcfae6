package ledger_test

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/demo/demotest"
	"lianqi/server/ledger"
	"lianqi/server/problem"
)

// A province's problems of a campaign (S0) in one ledger: memory must not grow with them.
func BenchmarkLedger(b *testing.B) {
	pool := demotest.New(b)
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		b.Fatal(err)
	}
	exports := ledger.New(pool, nouns, func(enum string) map[string]string { return graph.Words(graph.Schema(), enum) }, ledger.Facts{Overdue: problem.Overdue, Late: problem.Late, Unanswered: problem.WaitsForReply}, time.Now)
	reader := access.Actor{Role: access.Office, DivisionCode: "430000", Level: "PROVINCE"}
	err = pool.QueryRow(b.Context(), `select n.id, array(select code from division where starts_with(code, '43')) from person n where n.account = 'office-province'`).
		Scan(&reader.PersonID, &reader.Areas)
	if err != nil {
		b.Fatal(err)
	}
	for _, rows := range []int{7_250, 72_500} {
		grow(b, pool, rows)
		b.Run(strconv.Itoa(rows), func(b *testing.B) {
			for b.Loop() {
				peak := watchHeap()
				req := httptest.NewRequest(http.MethodGet, "/exports/ledger.xlsx", nil)
				req.SetPathValue("name", "ledger.xlsx")
				answer := &discard{head: http.Header{}}
				exports.ServeHTTP(answer, req.WithContext(access.With(b.Context(), reader)))
				b.ReportMetric(float64(peak())/(1<<20), "MB-heap")
				b.ReportMetric(float64(answer.bytes)/(1<<20), "MB-file")
				if got := answer.head.Get("X-Row-Count"); got == "" || answer.status >= 400 {
					b.Fatalf("%d with %s rows", answer.status, got)
				}
			}
		})
	}
}

// discard is an answer that nobody keeps.
type discard struct {
	head   http.Header
	status int
	bytes  int
}

func (d *discard) Header() http.Header         { return d.head }
func (d *discard) WriteHeader(status int)      { d.status = status }
func (d *discard) Write(p []byte) (int, error) { d.bytes += len(p); return len(p), nil }

// watchHeap returns how to stop watching, which tells the most bytes that were in use beyond those at the start.
func watchHeap() (peak func() uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	start, most, done := m.HeapAlloc, atomic.Uint64{}, make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most.Store(max(most.Load(), m.HeapAlloc))
			}
		}
	}()
	return func() uint64 { close(done); return max(most.Load(), start) - start }
}

// grow copies the demo's problems with what belongs to them until there are that many.
func grow(b *testing.B, pool *pgxpool.Pool, rows int) {
	b.Helper()
	err := pgx.BeginFunc(b.Context(), pool, func(tx pgx.Tx) error {
		var have, times int
		if _, err := tx.Exec(b.Context(), "set local statement_timeout = 0; set local session_replication_role = replica"); err != nil {
			return err
		}
		if err := tx.QueryRow(b.Context(), "select count(*), (select count(*) from problem where number !~ '#') from problem").Scan(&have, &times); err != nil {
			return err
		}
		times = (rows - have) / times
		for _, table := range []string{"problem", "dispatch", "problem_event", "evaluation"} {
			var into, from string
			own := map[bool]string{true: "b.number", false: "(select number from problem p where p.id = b.problem_id)"}[table == "problem"]
			err := tx.QueryRow(b.Context(), `select string_agg(column_name, ', '), string_agg(case column_name
					when 'id' then 'md5(b.id || n.n)::uuid' when 'problem_id' then 'md5(b.problem_id || n.n)::uuid' when 'number' then 'b.number || n.n'
					when 'content_hash' then 'b.content_hash' else 'b.' || column_name end, ', ')
				from information_schema.columns where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER'`, table).Scan(&into, &from)
			if err != nil {
				return err
			}
			sql := "insert into " + table + " (" + into + ") select " + from + " from " + table + " b, (select '#' || g || '/' || $1::int n from generate_series(1, $2::int) g) n where " + own + " !~ '#'"
			if _, err := tx.Exec(b.Context(), sql, rows, times); err != nil {
				return err
			}
		}
		_, err := tx.Exec(b.Context(), "analyze problem, dispatch, problem_event, evaluation")
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}
