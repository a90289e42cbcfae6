package graph_test

import (
	"testing"

	"lianqi/graph"
	"lianqi/server/db/dbtest"
)

// Every declaration fits the schema and the database, for every role.
func TestNounsFitSchemaAndDatabase(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if err := nouns.Check(t.Context(), conn.Conn(), graph.Roles()...); err != nil {
		t.Error(err)
	}
}
