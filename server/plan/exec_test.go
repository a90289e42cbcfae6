package plan

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/db"
	"lianqi/server/db/dbtest"
)

// openTown returns the pool of a database that holds the town.
func openTown(t testing.TB) *pgxpool.Pool {
	t.Helper()
	ctx, url := context.Background(), dbtest.Blank(t)
	text, err := os.ReadFile("testdata/town.sql")
	if err != nil {
		t.Fatal(err)
	}
	bare, err := pgxpool.New(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	if _, err := bare.Exec(ctx, string(text)); err != nil {
		t.Fatal(err)
	}
	pool, err := db.Open(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// beneath is the schema that plans are wrapped around: it answers introspection with a constant, and mutations by mutate.
type beneath struct {
	schema *ast.Schema
	mutate func(ctx context.Context, sel ast.SelectionSet) graphql.Marshaler
}

func (b *beneath) Schema() *ast.Schema { return b.schema }

func (b *beneath) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (b *beneath) Exec(ctx context.Context) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx).Operation
	return func(ctx context.Context) *graphql.Response {
		if op.Operation == ast.Mutation {
			var out bytes.Buffer
			b.mutate(ctx, op.SelectionSet).MarshalGQL(&out)
			return &graphql.Response{Data: out.Bytes()}
		}
		fields := map[string]string{}
		for _, s := range op.SelectionSet {
			fields[s.(*ast.Field).Alias] = "introspected"
		}
		data, _ := json.Marshal(fields)
		return &graphql.Response{Data: data}
	}
}

type actorKey struct{}

func as(role string) context.Context {
	person := made("person", 2)
	return context.WithValue(context.Background(), actorKey{},
		Actor{Role: role, Values: map[string]any{"person": person, "areas": []string{"11", "12", "112"}}})
}

// warden is the warden of an area.
func warden(area string) context.Context {
	return context.WithValue(context.Background(), actorKey{}, Actor{Role: "WARDEN", Values: map[string]any{"area": area, "width": len(area)}})
}

// client asks questions of a town.
type client struct {
	*executor.Executor
	schema *Schema
	under  *beneath
}

func newClient(t testing.TB, pool *pgxpool.Pool) *client { return clientOf(townGraph(t), pool) }

func clientOf(g *Graph, pool *pgxpool.Pool) *client {
	under := &beneath{schema: g.schema}
	s := Wrap(under, g, pool, func(ctx context.Context) Actor { return ctx.Value(actorKey{}).(Actor) })
	e := executor.New(s)
	e.SetQueryCache(lru.New[*ast.QueryDocument](100))
	return &client{e, s, under}
}

// answer is a response; errors are "code path message", sorted.
type answer struct {
	data   string
	errors []string
	cost   int
}

// respond returns an error when the document is not valid.
func (c *client) respond(ctx context.Context, document string, vars map[string]any) (*graphql.Response, error) {
	raw, _ := json.Marshal(vars)
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v map[string]any
	_ = d.Decode(&v)
	ctx = graphql.StartOperationTrace(ctx)
	oc, errs := c.CreateOperationContext(ctx, &graphql.RawParams{Query: document, Variables: v})
	if errs != nil {
		return nil, errs
	}
	handle, ctx := c.DispatchOperation(ctx, oc)
	return handle(ctx), nil
}

// ask is respond, in a form to compare.
func (c *client) ask(ctx context.Context, document string, vars map[string]any) (answer, error) {
	r, err := c.respond(ctx, document, vars)
	if err != nil {
		return answer{}, err
	}
	a := answer{data: string(r.Data)}
	a.cost, _ = r.Extensions["cost"].(int)
	for _, e := range r.Errors {
		code, _ := e.Extensions["code"].(string)
		a.errors = append(a.errors, code+" "+e.Path.String()+" "+e.Message)
	}
	slices.Sort(a.errors)
	return a, nil
}

func (c *client) must(t testing.TB, ctx context.Context, document string, vars map[string]any) answer {
	t.Helper()
	a, err := c.ask(ctx, document, vars)
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return a
}

// What was answered stays as it is while others are answered.
func TestAnswersStay(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	said := func(i int) []byte {
		r, err := c.respond(as("MAYOR"), `{ firms(first: 9) { nodes { n`+strconv.Itoa(i)+`: name } } }`, nil)
		if err != nil || len(r.Errors) > 0 {
			t.Fatal(err, r.Errors)
		}
		return r.Data
	}
	first := said(0)
	was := string(first)
	for i := range 9 {
		said(i)
	}
	if string(first) != was || was == string(said(1)) {
		t.Errorf("%s became %s", was, first)
	}
}
