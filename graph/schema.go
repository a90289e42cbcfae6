package graph

import (
	"context"
	_ "embed"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/access"
	"lianqi/server/plan"
)

//go:embed schema_gen.graphqls
var contract string

var schema = gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: contract})

// Schema is the whole contract, schema.graphqls. It must not be changed.
func Schema() *ast.Schema { return schema }

// Executable answers operations on the contract: queries by plans over pool, mutations by the resolver.
func Executable(nouns *plan.Graph, pool *pgxpool.Pool, r *Resolver) graphql.ExecutableSchema {
	written := NewExecutableSchema(Config{Schema: schema, Resolvers: r})
	return plan.Wrap(written, nouns, pool, func(ctx context.Context) plan.Actor {
		a := access.From(ctx)
		return plan.Actor{Role: a.RoleName(), Values: a.Values()}
	})
}
