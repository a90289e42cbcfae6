//go:build !mutant

package plan_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/db/dbtest"
	"lianqi/server/demo/demotest"
	"lianqi/server/plan"
	"lianqi/server/session"
)

var (
	asked = flag.Int("contract", 2000, "random documents of the contract for the fixed seed")
	today = flag.Int("contract.today", 500, "and for the seed of the day")
)

// TestContractDifferential asks random documents of the whole contract on the demo data, by somebody of every role, each with two sets of
// variables: the answers are those of the naive interpreter, byte for byte, and keep the contract.
func TestContractDifferential(t *testing.T) {
	t.Parallel()
	dbtest.WithoutRace(t)
	pool := demotest.New(t)
	at := freeze(t, pool)
	if _, err := pool.Exec(t.Context(), "update enterprise set location = st_snaptogrid(location, 0.05)"); err != nil { // many are equally near
		t.Fatal(err)
	}
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	keys := plan.Keys(t, nouns, pool)
	cursors := plan.Cursors(t, nouns, pool, strings.NewReplacer("@near.lon", "111.47", "@near.lat", "27.23"))
	who := people(t, pool, at)
	reader, missing, err := graph.OpenReader(t.Context(), nouns, pool)
	if err != nil || missing != "" {
		t.Fatal(missing, err)
	}
	t.Cleanup(reader.Close)
	const parts = 8 // that run beside each other
	t.Run("documents", func(t *testing.T) {
		for part := range parts {
			t.Run(fmt.Sprint(part), func(t *testing.T) {
				t.Parallel()
				for seed, documents := range map[uint64]int{5: *asked, plan.Seed(): *today} {
					for _, answer := range plan.Differ(t, nouns, reader, pool, who, sensible(keys), cursors, seed*parts+uint64(part), (documents+part)/parts, 2) {
						t.Errorf("null where the contract has none: %s", answer)
					}
				}
			})
		}
	})
	if !t.Failed() {
		t.Logf("differential seed=%d documents=%d different=0", plan.Seed(), *asked+*today)
	}
}

// freeze stops the clock of the work, so that two statements agree on what is late, and on what has changed.
func freeze(t *testing.T, pool *pgxpool.Pool) (at time.Time) {
	t.Helper()
	at = time.Now().UTC().Truncate(time.Second)
	var committed string
	err := pool.QueryRow(t.Context(), "select pg_current_snapshot()::text").Scan(&committed)
	if err == nil {
		_, err = pool.Exec(t.Context(), `create or replace function moment() returns timestamptz language sql stable as
			$$ select '`+at.Format(time.RFC3339)+`'::timestamptz $$;
			create or replace function snapshot_now() returns pg_snapshot language sql stable as $$ select '`+committed+`'::pg_snapshot $$`)
	}
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// people are somebody of every role, who ask at that moment.
func people(t *testing.T, pool *pgxpool.Pool, at time.Time) map[string]plan.Actor {
	t.Helper()
	out := map[string]plan.Actor{}
	add := func(name string, a access.Actor) {
		out[name] = plan.Actor{Role: a.RoleName(), Values: a.Values(), At: at}
	}
	store := session.New(pool)
	for _, account := range []string{
		"cadre01", "cadre02", "handler-territory", "handler-industry", "office-county", "office-city", "office-province", "office-411024",
		"leader01", "supervisor01", "enterprise01", "admin",
	} {
		cookie, _, err := store.SignIn(t.Context(), session.Credentials{Account: account, Password: session.DemoPassword}, "test", "127.0.0.1", time.Now())
		if err != nil {
			t.Fatalf("%s: %v", account, err)
		}
		actor, err := store.Load(t.Context(), cookie, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		add(account, actor)
	}
	add("an application", access.Actor{
		Role: access.ThirdPartyApp, ClientID: "app", DivisionCode: "430500", Areas: []string{"430500", "430502", "430503"},
		Scopes: []string{"enterprise:read", "park:read", "stats:read", "problem:read:masked"},
	})
	add("an application without scopes", access.Actor{Role: access.ThirdPartyApp, ClientID: "app", DivisionCode: "430500", Areas: []string{"430502"}})
	add("nobody", access.Actor{})
	return out
}

// sensible are values that mean something in the demo data, or just not.
func sensible(keys map[string][]any) func(a *plan.Author, f *ast.FieldDefinition, name string) []any {
	return func(a *plan.Author, f *ast.FieldDefinition, name string) []any {
		noun := f.Type.Name()
		if of, ok := strings.CutSuffix(name, "Id"); ok {
			for n := range keys {
				if strings.HasSuffix(strings.ToLower(n), strings.ToLower(of)) {
					noun, name = n, "id"
				}
			}
		}
		switch name {
		case "id":
			return append(keys[noun][:len(keys[noun]):len(keys[noun])], "no uuid", "", "1' or '1'='1")
		case "code", "divisionCode":
			return []any{"430000", "430500", "430502", "430503", "411000", "411024", "43", "nowhere"}
		case "lon":
			return []any{111.3 + a.Float64()/3}
		case "lat":
			return []any{27.1 + a.Float64()/3}
		case "metres":
			return []any{500, 5000, 100000}
		case "text":
			return []any{"演示", "贷款", "4305", "企业", "%", "'", "a"}
		}
		return nil
	}
}
