package plan

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"
)

var (
	documents = flag.Int("documents", 250, "random documents for each seed")
	seed      = flag.Uint64("seed", uint64(time.Now().Unix()/86400), "seed beside the fixed one")
)

// TestDifferential asks random documents of the town.
func TestDifferential(t *testing.T) {
	t.Parallel()
	pool := openTown(t)
	people := map[string]Actor{}
	for _, role := range []string{"MAYOR", "CLERK", "GUEST"} {
		people[role] = as(role).Value(actorKey{}).(Actor)
	}
	for _, area := range []string{"1", "12"} {
		people["WARDEN of "+area] = warden(area).Value(actorKey{}).(Actor)
	}
	cursors := Cursors(t, townGraph(t), pool, strings.NewReplacer("@near.lon", "113", "@near.lat", "28.2"))
	for _, s := range []uint64{1, *seed} {
		Differ(t, townGraph(t), pool, pool, people, townValues, cursors, s, *documents, 6)
	}
}

// Differ asks random documents of a graph, each with several sets of variables, and compares the engine's bytes, read through reader, with the
// naive ones, read through pool; t fails at the first that is not equal. It returns those that were null where the schema has no null.
func Differ(
	t *testing.T, g *Graph, reader, pool *pgxpool.Pool, people map[string]Actor, sensible func(a *Author, f *ast.FieldDefinition, name string) []any,
	cursors map[string][]any, seed uint64, documents, sets int,
) (broken []string) {
	t.Helper()
	c := clientOf(g, reader)
	under := executor.New(c.under)
	asked, _ := lru.New[string, [][]cell](10_000)
	names := slices.Sorted(maps.Keys(people))
	a := &Author{Rand: rand.New(rand.NewPCG(seed, 2)), Graph: g, sensible: sensible, cursors: cursors}
	var equal, failed, size int
	for range documents {
		doc, name := a.document(), pick(a, names...)
		for i := range sets {
			way := i
			if i > 0 && sets < 6 {
				way = 1 + a.IntN(5)
			}
			switch way {
			case 1, 2:
				a.empty(way == 2)
			case 3, 4:
				a.other(way == 4)
			case 5: // the same question by somebody else
				name = pick(a, names...)
			}
			got, err := c.ask(context.WithValue(context.Background(), actorKey{}, people[name]), doc, a.vars)
			if err != nil {
				if i == 0 {
					t.Fatalf("not a valid document: %v\n%s\n%v", err, doc, a.vars)
				}
				continue
			}
			want := naively(t, c, pool, asked, under, people[name], doc, a.vars)
			equal, size = equal+1, size+len(got.data)
			if got.errors != nil {
				failed++
				if strings.HasPrefix(got.errors[0], "INTERNAL") {
					broken = append(broken, name+" asks "+doc+": "+got.errors[0])
				}
			}
			if got.data != want.data || !slices.Equal(got.errors, want.errors) || got.errors == nil && got.cost != want.cost {
				t.Fatalf("seed %d by %s differs\n%s\n%v\ngot  %s\nwant %s\ngot  %q\nwant %q\ncost %d, want %d", seed, name, doc, a.vars, got.data, want.data,
					got.errors, want.errors, got.cost, want.cost)
			}
		}
	}
	t.Logf("seed %d: %d answers equal, %d of them with errors, %d bytes on average", seed, equal, failed, size/max(1, equal))
	return broken
}

// naively answers by the naive interpreter.
func naively(
	t *testing.T, c *client, pool *pgxpool.Pool, asked *lru.Cache[string, [][]cell], under *executor.Executor, actor Actor, doc string, vars map[string]any,
) answer {
	raw, _ := json.Marshal(vars)
	var v map[string]any
	_ = json.Unmarshal(raw, &v)
	oc, errs := under.CreateOperationContext(graphql.StartOperationTrace(context.Background()), &graphql.RawParams{Query: doc, Variables: v})
	if errs != nil {
		t.Fatal(errs)
	}
	n := &naive{Graph: c.schema.graph, t: t, pool: pool, asked: asked, oc: oc, actor: actor}
	return n.answer()
}

// townValues are sensible, or just not so, for the arguments and members of the town.
func townValues(a *Author, f *ast.FieldDefinition, name string) []any {
	switch name {
	case "code", "areaCode", "within":
		return []any{"1", "11", "12", "112", "121", "nowhere", `a"b\c`}
	case "id", "firmId":
		kind := "firm"
		if f.Name == "problem" {
			kind = "problem"
		}
		return []any{made(kind, 1+a.IntN(40)), made(kind, 1+a.IntN(40)), "no uuid", "", "1' or '1'='1"}
	case "near", "lon":
		return []any{112.9 + a.Float64()/5}
	case "lat":
		if a.chance(.02) {
			return []any{85.0, 91}
		}
		return []any{28.1 + a.Float64()/5}
	case "metres":
		return []any{1000, 20000, 5000000}
	case "scale", "of":
		return []any{1 + a.IntN(4)}
	case "staffOver":
		return []any{a.IntN(300)}
	}
	return nil
}

// Cursors are some of each order of each noun; literals says what the arguments are that an order names.
func Cursors(t *testing.T, g *Graph, pool *pgxpool.Pool, literals *strings.Replacer) map[string][]any {
	out := map[string][]any{}
	for _, noun := range g.types {
		for _, o := range append(slices.Collect(maps.Values(noun.args)), noun.orders...) {
			if o.keys == nil {
				continue
			}
			parts := []string{"'" + noun.name + "." + o.name + "'"}
			for _, k := range o.keys {
				parts = append(parts, "("+literals.Replace(k.sql)+")::text")
			}
			for _, parts := range texts(t, pool, "select array["+strings.Join(parts, ", ")+"] from "+noun.from+" order by md5("+noun.key+"::text) limit 20") {
				if !slices.Contains(parts, nil) {
					text, _ := json.Marshal(parts)
					out[noun.name+"."+o.name] = append(out[noun.name+"."+o.name], base64.RawURLEncoding.EncodeToString(text))
				}
			}
		}
	}
	return out
}

// Keys are those of some rows of each noun.
func Keys(t *testing.T, g *Graph, pool *pgxpool.Pool) map[string][]any {
	out := map[string][]any{}
	for _, noun := range g.types {
		if noun.table() == "" {
			continue
		}
		for _, key := range texts(t, pool, "select array[("+noun.key+")::text] from "+noun.from+" order by md5("+noun.key+"::text) limit 30") {
			out[noun.name] = append(out[noun.name], *key[0])
		}
	}
	return out
}

func texts(t *testing.T, pool *pgxpool.Pool, sql string) [][]*string {
	t.Helper()
	rows, err := pool.Query(context.Background(), sql)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[[]*string])
	if err != nil {
		t.Fatalf("%v in %s", err, sql)
	}
	return out
}

// Seed is that of the day, or the one that was asked for.
func Seed() uint64 { return *seed }
