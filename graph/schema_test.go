package graph_test

import (
	"strings"
	"testing"

	"lianqi/graph"
)

// The contract keeps its own rules: everything is described, names say what things are, and lists that grow are bounded.
func TestSchemaRules(t *testing.T) {
	t.Parallel()
	schema := graph.Schema()
	for name, def := range schema.Types {
		if def.BuiltIn || strings.HasPrefix(name, "__") {
			continue
		}
		if def.Description == "" {
			t.Errorf("%s has no description", name)
		}
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			if f.Description == "" {
				t.Errorf("%s.%s has no description", name, f.Name)
			}
			if strings.HasPrefix(f.Name, "get") {
				t.Errorf("%s.%s: a field is a noun, not a get", name, f.Name)
			}
			first := f.Arguments.ForName("first")
			if strings.HasSuffix(f.Type.Name(), "Connection") && (first == nil || first.Type.String() != "Int!" || f.Arguments.ForName("after") == nil) {
				t.Errorf("%s.%s is a page and needs first: Int! and after", name, f.Name)
			}
		}
		for _, v := range def.EnumValues {
			if v.Description == "" {
				t.Errorf("%s.%s has no description", name, v.Name)
			}
		}
		if strings.HasSuffix(name, "Connection") {
			for _, field := range []string{"edges", "nodes", "pageInfo", "totalCount"} {
				if def.Fields.ForName(field) == nil {
					t.Errorf("%s has no %s", name, field)
				}
			}
		}
	}
	for _, m := range schema.Mutation.Fields {
		verb := strings.ToUpper(m.Name[:1]) + m.Name[1:]
		if len(m.Arguments) != 1 || m.Arguments[0].Type.String() != verb+"Input!" || m.Type.String() != verb+"Payload!" {
			t.Errorf("%s should take (input: %sInput!) and return %sPayload!", m.Name, verb, verb)
			continue
		}
		if e := schema.Types[m.Type.Name()].Fields.ForName("userErrors"); e == nil || e.Type.String() != "[UserError!]!" {
			t.Errorf("%s does not say userErrors", m.Type.Name())
		}
	}
}
