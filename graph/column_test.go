package graph_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/plan"
	"lianqi/server/session"
	"lianqi/server/verb"
)

// A column becomes a field by a migration and one line of schema, and no Go: on a copy of the contract it is asked for, by the reader's rule.
func TestAColumnIsAField(t *testing.T) {
	t.Parallel()
	c := county.New(t)
	if _, err := c.Pool.Exec(t.Context(), seenRows+"; alter table problem add column colour text not null default 'red'"); err != nil {
		t.Fatal(err)
	}
	contract, err := os.ReadFile("schema_gen.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(contract), "\ntype Problem {\n", "\ntype Problem {\n  \"Of what colour it is.\"\n  colour: String!\n", 1)
	schema := gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: changed})
	nouns, err := graph.Nouns(schema)
	if err != nil {
		t.Fatal(err)
	}
	resolver := &graph.Resolver{Verbs: verb.New(c.Pool, time.Now), Session: session.New(c.Pool), Now: time.Now}
	executable := plan.Wrap(graph.NewExecutableSchema(graph.Config{Schema: schema, Resolvers: resolver}), nouns, reading(t, nouns, c.Pool), func(ctx context.Context) plan.Actor {
		a := access.From(ctx)
		return plan.Actor{Role: a.RoleName(), Values: a.Values()}
	})
	ask := func(account string) (colours []string) {
		var out struct {
			Problems struct{ Nodes []struct{ Colour string } }
		}
		asker{t, graph.Handler(executable), c.Actor(account)}.ask(`{ problems(first: 20) { nodes { colour } } }`, nil, &out)
		for _, n := range out.Problems.Nodes {
			colours = append(colours, n.Colour)
		}
		return colours
	}
	if got := strings.Join(ask("office"), " "); got != "red red red" {
		t.Errorf("the office reads %q of its three problems", got)
	}
	if got := ask("handler-bureau"); got != nil {
		t.Errorf("who sees no problem reads %q", got)
	}
}
