package plan

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/fault"
)

// Selection is the rows of one of the query's connections, as one reader may see them, for a statement that is not a plan: an export
// of all pages at once. The statement is made of From, Where and what Sees returns, and run with Args.
type Selection struct {
	From, Where string
	compiler    *compiler
	in          *binding
}

// Select is what list(filter: …) of the query holds for a reader: the same rows that its pages have together. The members of the filter
// come as text, those that are lists repeated; an empty one filters nothing. INVALID names a member that does not exist or a bad value.
func (g *Graph) Select(list string, members url.Values, reader Actor) (*Selection, error) {
	def := g.schema.Query.Fields.ForName(list)
	target, _ := g.target(def.Type)
	arg := argument{ArgumentDefinition: def.Arguments.ForName("filter")}
	sent, err := g.members(arg.Type, members)
	if err != nil {
		return nil, err
	}
	filter, errs := g.coerce(arg, sent, true)
	if errs != nil {
		return nil, errs[0]
	}
	reader.At = cmp.Or(reader.At, time.Now())
	c := g.compiler(nil, reader)
	c.plan.args, c.values = []argument{arg}, []any{filter}
	root := g.types[g.schema.Query.Name]
	p := &paging{
		compiler: c, decl: root.fields[list], target: target, asked: graphql.CollectedField{Field: &ast.Field{Definition: def}},
		scope: scope{t: root, name: list, row: newRow(nil, ""), list: -1, args: map[string]operand{"filter": {}}},
	}
	from, where := p.all()
	return &Selection{
		From: from, Where: strings.Join(append(where, "true"), " and "), compiler: c,
		in: &binding{actor: reader, values: c.values},
	}, nil
}

// Sees is the predicate of a noun's rule over its alias for the reader of the selection.
func (s *Selection) Sees(noun string) string {
	rule := s.compiler.types[noun].see(s.compiler.role)
	if rule == "" {
		return "true"
	}
	return "(" + s.compiler.expand(rule, scope{}) + ")"
}

// Args are the parameters of the statement, whose types the database has told.
func (s *Selection) Args(oids []uint32) []any {
	args := make([]any, len(s.compiler.plan.params))
	for i, param := range s.compiler.plan.params {
		args[i] = text(param(s.in), oids[i])
	}
	return args
}

// members makes an input of what a URL says.
func (g *Graph) members(input *ast.Type, sent url.Values) (map[string]any, error) {
	out := map[string]any{}
	for name, values := range sent {
		f := g.schema.Types[input.Name()].Fields.ForName(name)
		if f == nil {
			return nil, fault.At(name, "没有 %s 这个筛选条件。", name)
		}
		given := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
		elements := make([]any, len(given))
		for i, v := range given {
			if elements[i] = v; f.Type.Name() == "Boolean" {
				if v != "true" && v != "false" {
					return nil, fault.At(name, "%s 应为 true 或 false。", name)
				}
				elements[i] = v == "true"
			}
		}
		switch {
		case len(elements) == 0:
		case f.Type.Elem != nil:
			out[name] = elements
		case len(elements) > 1:
			return nil, fault.At(name, "%s 只能给一个。", name)
		default:
			out[name] = elements[0]
		}
	}
	return out, nil
}
