package plan

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
)

var (
	documents = flag.Int("documents", 250, "random documents for each seed")
	seed      = flag.Uint64("seed", uint64(time.Now().Unix()/86400), "seed beside the fixed one")
)

// TestDifferential asks random documents, each with five sets of variables and by two roles, and compares the engine's bytes with
// the naive ones.
func TestDifferential(t *testing.T) {
	pool := openTown(t)
	c := newClient(t, pool)
	under := executor.New(c.under)
	for _, s := range []uint64{1, *seed} {
		a := &author{Rand: rand.New(rand.NewPCG(s, 2)), schema: c.under.schema, cursors: cursors(t, c)}
		var asked, failed, size int
		for range *documents {
			doc, role := a.document(), pick(a, "MAYOR", "CLERK", "CLERK", "GUEST")
			for i := range 6 {
				switch i {
				case 1, 2:
					a.empty(i == 2)
				case 3, 4:
					a.other(i == 4)
				case 5: // the same question by somebody else
					role = map[string]string{"MAYOR": "GUEST", "CLERK": "MAYOR", "GUEST": "CLERK"}[role]
				}
				got, err := c.ask(as(role), doc, a.vars)
				if err != nil {
					if i == 0 {
						t.Fatalf("not a valid document: %v\n%s\n%v", err, doc, a.vars)
					}
					continue
				}
				want := naively(t, c, under, role, doc, a.vars)
				asked, size = asked+1, size+len(got.data)
				if got.errors != nil {
					failed++
				}
				if got.data != want.data || !slices.Equal(got.errors, want.errors) {
					t.Fatalf("seed %d as %s differs\n%s\n%v\ngot  %s\nwant %s\ngot  %q\nwant %q", s, role, doc, a.vars, got.data, want.data, got.errors, want.errors)
				}
			}
		}
		t.Logf("seed %d: %d answers equal, %d of them with errors, %d bytes on average", s, asked, failed, size/asked)
	}
}

// naively answers by the naive interpreter.
func naively(t *testing.T, c *client, under *executor.Executor, role, doc string, vars map[string]any) answer {
	raw, _ := json.Marshal(vars)
	var v map[string]any
	_ = json.Unmarshal(raw, &v)
	oc, errs := under.CreateOperationContext(graphql.StartOperationTrace(context.Background()), &graphql.RawParams{Query: doc, Variables: v})
	if errs != nil {
		t.Fatal(errs)
	}
	actor := as(role).Value(actorKey{}).(Actor)
	n := &naive{Graph: c.schema.graph, t: t, pool: c.schema.pool, oc: oc, actor: actor}
	return n.answer()
}

// cursors are some of each order.
func cursors(t *testing.T, c *client) map[string][]string {
	out := map[string][]string{}
	for order, sql := range map[string]string{
		"NEWEST": "select array['Problem.NEWEST', created_at::text, id::text] from problem", "DUE": "select array['Problem.DUE', status, created_at::text, id::text] from problem",
		"OLDEST": "select array['Problem.OLDEST', created_at::text, id::text] from problem", "NAME": "select array['Firm.NAME', name, id::text] from firm",
		"near": "select array['Firm.near', (location::geography <-> st_point(113, 28.2)::geography)::text, id::text] from firm where location is not null",
	} {
		rows, err := c.schema.pool.Query(context.Background(), sql+" order by id limit 20")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var parts []string
			if err := rows.Scan(&parts); err != nil {
				t.Fatal(err)
			}
			text, _ := json.Marshal(parts)
			out[order] = append(out[order], base64.RawURLEncoding.EncodeToString(text))
		}
	}
	return out
}
