package graph_test

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/demo/demotest"
	"lianqi/server/session"
	"lianqi/server/verb"
)

// limits are the contract's queries written by hand as one statement with json_agg: what plain net/http and pgx can do.
//
//go:embed testdata/limit/*.sql
var limits embed.FS

// measured are the contract's queries with who asks, their variables, and the parameters of the statement by hand.
func measured(park, problem string, of map[string]access.Actor) []struct {
	name, account string
	variables     map[string]any
	args          []any
} {
	cadre, county, leader := of["cadre01"], of["office-county"], of["leader01"]
	near := map[string]any{"lon": 111.5, "lat": 27.24, "metres": 20000, "crs": "WGS84"}
	return []struct {
		name, account string
		variables     map[string]any
		args          []any
	}{
		{"Viewer", "cadre01", nil, []any{cadre.PersonID, string(cadre.Role), nil, cadre.DivisionCode}},
		{"MyEnterprises", "cadre01", map[string]any{"first": 20}, []any{cadre.PersonID}},
		{"NearbyEnterprises", "cadre01", map[string]any{"near": near, "first": 10}, []any{cadre.PersonID, 111.5, 27.24}},
		{"EnterpriseList", "office-county", map[string]any{"divisionCode": "430502", "first": 20, "each": 3}, []any{county.Areas}},
		{"Problem", "office-county", map[string]any{"id": problem}, []any{problem, county.Areas}},
		{"Problems", "office-county", map[string]any{"filter": map[string]any{"status": []string{"SUBMITTED", "IN_PROGRESS"}}, "first": 20}, []any{county.Areas}},
		{"Statistics", "leader01", map[string]any{"divisionCode": "430500", "groupBy": "DIVISION"}, nil},
		{"ParkMap", "leader01", map[string]any{"id": park}, []any{park, leader.Areas}},
	}
}

// BenchmarkContract asks each query of the contract over HTTP, and in turn the same by hand, and prints what each does and their ratio.
// Reads only: the cost of a mutation is its transaction.
func BenchmarkContract(b *testing.B) {
	seen := &watcher{}
	pool := watched(b, demotest.New(b).Config().ConnString(), seen)
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		b.Fatal(err)
	}
	answer := graph.Handler(graph.Executable(nouns, pool, &graph.Resolver{Verbs: verb.New(pool, time.Now), Session: session.New(pool), Now: time.Now}))
	actors := map[string]access.Actor{}
	for _, account := range []string{"cadre01", "office-county", "leader01"} {
		actors[account] = actorOf(b, pool, account)
	}
	documents := contract(b)
	for _, m := range measured(
		id(b, pool, "select park_id from enterprise where park_id is not null group by 1 order by count(*) desc limit 1"),
		id(b, pool, "select id from problem where division_code = '430502' and status = 'CLOSED' limit 1"), actors,
	) {
		body, _ := json.Marshal(map[string]any{"query": documents[m.name], "variables": m.variables})
		ours := listen(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			answer.ServeHTTP(w, r.WithContext(access.With(r.Context(), actors[m.account])))
		}))
		limit := listen(b, byHand(pool, m.name, m.args))
		b.Run(m.name, func(b *testing.B) {
			var a, l run
			query(b, ours, body) // compiled and prepared before the clock runs
			query(b, ours, body)
			query(b, ours, body)
			query(b, limit, body)
			seen.take()
			query(b, ours, body)
			statements := len(seen.take())
			b.ResetTimer()
			for range b.N {
				a.once(func() { query(b, ours, body) })
				l.once(func() { query(b, limit, body) })
			}
			b.StopTimer()
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(a.perSecond(), "req/s")
			b.ReportMetric(a.at(0.5), "p50-µs")
			b.ReportMetric(a.at(0.99), "p99-µs")
			b.ReportMetric(a.allocs(), "allocs")
			b.ReportMetric(float64(statements), "statements")
			b.ReportMetric(l.perSecond(), "limit-req/s")
			b.ReportMetric(l.at(0.5), "limit-p50-µs")
			b.ReportMetric(l.allocs(), "limit-allocs")
			b.ReportMetric(l.at(0.5)/a.at(0.5), "ratio")
		})
	}
}

// run is what was measured of one side.
type run struct {
	took   []time.Duration
	memory uint64
}

func (r *run) once(f func()) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	f()
	r.took = append(r.took, time.Since(start))
	runtime.ReadMemStats(&after)
	r.memory += after.Mallocs - before.Mallocs
}

func (r *run) perSecond() float64 {
	var sum time.Duration
	for _, d := range r.took {
		sum += d
	}
	return float64(len(r.took)) / sum.Seconds()
}

func (r *run) at(q float64) float64 {
	sorted := slices.Sorted(slices.Values(r.took))
	return float64(sorted[min(len(sorted)-1, int(q*float64(len(sorted))))].Nanoseconds()) / 1000
}

// allocs are the allocations of a request, those of the client that asks included: they are the same on both sides.
func (r *run) allocs() float64 { return float64(r.memory) / float64(len(r.took)) }

func listen(b *testing.B, h http.Handler) string {
	s := httptest.NewServer(h)
	b.Cleanup(s.Close)
	return s.URL
}

func query(b *testing.B, url string, body []byte) {
	resp, err := http.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != http.StatusOK || bytes.HasPrefix(text, []byte(`{"errors"`)) {
		b.Fatalf("%d %s", resp.StatusCode, text)
	}
}

// byHand answers with what the statement of that name returns.
func byHand(pool *pgxpool.Pool, name string, args []any) http.Handler {
	sql, err := limits.ReadFile("testdata/limit/" + name + ".sql")
	if err != nil {
		panic(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in any
		_ = json.NewDecoder(r.Body).Decode(&in)
		var out []byte
		if err := pool.QueryRow(context.WithoutCancel(r.Context()), string(sql), args...).Scan(&out); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"data":`)
		_, _ = w.Write(out)
		_, _ = io.WriteString(w, `}`)
	})
}

// contract are the documents that clients send, by name, each with its fragments.
func contract(t testing.TB) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../server/testdata/core.graphql")
	if err != nil {
		t.Fatal(err)
	}
	all, err := parser.ParseQuery(&ast.Source{Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, op := range all.Operations {
		var b bytes.Buffer
		one := &ast.QueryDocument{Operations: ast.OperationList{op}}
		if op.Name == "Statistics" {
			one.Fragments = all.Fragments
		}
		formatter.NewFormatter(&b).FormatQueryDocument(one)
		out[op.Name] = b.String()
	}
	return out
}
