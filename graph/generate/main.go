// Command generate makes graph/generated.go and graph/models_gen.go from schema.graphqls and gqlgen.yml. Run it from the
// repository's root: go run ./graph/generate
//
// Reads are compiled by server/plan, so gqlgen needs to know only what mutations take and return. It is given a reduced schema:
// every type that Query reaches is a scalar bound to plan.Row, and of the rest only what Mutation reaches is left. At run time
// graph.Config{Schema: full} puts the whole contract back, for validation and introspection, from graph/schema_gen.graphqls: a
// copy of schema.graphqls, since a Go package can only embed what lies below it.
package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

const row = "lianqi/server/plan.Row"

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate() error {
	cfg, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return err
	}
	full, err := gqlparser.LoadSchema(cfg.Sources...)
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	if err := copyContract(cfg.Sources); err != nil {
		return err
	}
	reduced, nouns := reduce(full)
	cfg.Sources = []*ast.Source{{Name: "reduced.graphqls", Input: reduced}}
	for _, noun := range nouns {
		cfg.Models[noun] = config.TypeMapEntry{Model: config.StringList{row}}
	}
	return api.Generate(cfg)
}

// copyContract writes what package graph embeds.
func copyContract(sources []*ast.Source) error {
	text := "# Code generated from schema.graphqls by graph/generate. DO NOT EDIT.\n\n"
	for _, s := range sources {
		if !s.BuiltIn {
			text += s.Input
		}
	}
	return os.WriteFile("graph/schema_gen.graphqls", []byte(text), 0o644)
}

// reduce returns the schema that gqlgen generates from, and the names of the types that a row stands for.
func reduce(full *ast.Schema) (text string, nouns []string) {
	read := reach(full, full.Query.Name, func(*ast.Definition) bool { return false })
	isNoun := func(d *ast.Definition) bool { return d.Kind == ast.Object && read[d.Name] }
	written := reach(full, full.Mutation.Name, isNoun)
	reduced := &ast.Schema{
		Mutation: full.Mutation, Directives: full.Directives,
		Query: &ast.Definition{Kind: ast.Object, Name: full.Query.Name, Fields: ast.FieldList{{Name: "compiled", Type: ast.NamedType("Boolean", nil)}}},
	}
	reduced.Types = map[string]*ast.Definition{full.Query.Name: reduced.Query}
	for name := range written {
		def := full.Types[name]
		if isNoun(def) {
			def = &ast.Definition{Kind: ast.Scalar, Name: name}
			nouns = append(nouns, name)
		}
		reduced.Types[name] = def
	}
	var out bytes.Buffer
	formatter.NewFormatter(&out).FormatSchema(reduced)
	return out.String(), nouns
}

// reach returns the names of all types that fields and arguments lead to from a type, not looking into those where stop holds.
func reach(s *ast.Schema, from string, stop func(*ast.Definition) bool) map[string]bool {
	seen := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		def := s.Types[name]
		if seen[name] || strings.HasPrefix(name, "__") {
			return
		}
		seen[name] = true
		if stop(def) {
			return
		}
		for _, f := range def.Fields {
			visit(f.Type.Name())
			for _, a := range f.Arguments {
				visit(a.Type.Name())
			}
		}
	}
	visit(from)
	return seen
}
