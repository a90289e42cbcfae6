package plan

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
)

// Statements returns what asks the database for an operation of some documents, for a reader: the statement of a query, or one for each row in
// a mutation's payloads. Nothing runs.
func Statements(g *Graph, documents string) func(t *testing.T, operation string, vars map[string]any, reader Actor) []string {
	under := executor.New(&beneath{schema: g.schema})
	under.SetQueryCache(lru.New[*ast.QueryDocument](1))
	return func(t *testing.T, operation string, vars map[string]any, reader Actor) (out []string) {
		t.Helper()
		raw, _ := json.Marshal(vars)
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		var v map[string]any
		_ = d.Decode(&v)
		oc, errs := under.CreateOperationContext(graphql.StartOperationTrace(t.Context()), &graphql.RawParams{Query: documents, OperationName: operation, Variables: v})
		if errs != nil {
			t.Fatalf("%s %s: %v", operation, raw, errs)
		}
		compile := func(at *graphql.CollectedField) {
			p, errs := g.compile(oc, reader, at)
			if errs != nil {
				t.Fatalf("%s %s: %v", operation, raw, errs)
			}
			out = append(out, p.sql)
		}
		if oc.Operation.Operation == ast.Query {
			compile(nil)
			return out
		}
		for _, verb := range graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{g.schema.Mutation.Name}) {
			for _, f := range graphql.CollectFields(oc, verb.Selections, []string{verb.Definition.Type.Name()}) {
				if noun, _ := g.target(f.Definition.Type); noun != nil {
					compile(&f)
				}
			}
		}
		return out
	}
}
