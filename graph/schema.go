package graph

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/plan"
)

//go:embed schema_gen.graphqls
var contract string

var schema = gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: contract})

// Schema is the whole contract, schema.graphqls. It must not be changed.
func Schema() *ast.Schema { return schema }

// Roles are the names of all roles, for plan.Graph's Check and Reach.
func Roles() []string {
	names := make([]string, len(access.Roles))
	for i, r := range access.Roles {
		names[i] = string(r)
	}
	return names
}

// OpenReader opens the pool of the plans: its role may read what the nouns declare, and nothing else (db.OpenReader).
func OpenReader(ctx context.Context, nouns *plan.Graph, pool *pgxpool.Pool) (reader *pgxpool.Pool, missing string, err error) {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return nil, "", fmt.Errorf("open the read pool: %w", err)
	}
	reach, err := nouns.Reach(ctx, conn.Conn(), Roles()...)
	conn.Release()
	if err != nil {
		return nil, "", err
	}
	return db.OpenReader(ctx, pool, reach.Columns, reach.Functions)
}

// Executable answers operations on the contract: queries by plans over pool, mutations by the resolver.
func Executable(nouns *plan.Graph, pool *pgxpool.Pool, r *Resolver) graphql.ExecutableSchema {
	written := NewExecutableSchema(Config{Schema: schema, Resolvers: r})
	return plan.Wrap(written, nouns, pool, func(ctx context.Context) plan.Actor {
		a := access.From(ctx)
		return plan.Actor{Role: a.RoleName(), Values: a.Values(), At: r.Now()}
	})
}
