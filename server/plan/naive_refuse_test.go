package plan

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/fault"
)

// What the naive interpreter refuses before it reads anything, and how it counts the rows of an answer at worst.

// check walks the document once, whatever the rows: arguments, first and after, the number of rows.
func (n *naive) check(r at, sel ast.SelectionSet, rows int) {
	for _, f := range n.collect(r.t.name, sel) {
		target, page := n.target(f.Definition.Type)
		decl, path := r.t.fields[f.Name], join(r.path, f.Alias)
		args := n.arguments(f, path)
		if target == nil || decl.hidden != nil && decl.hidden(n.actor.Role) {
			continue
		}
		inner, each := at{t: target, path: path}, rows
		if page || f.Definition.Type.Elem != nil {
			first, given := args["first"].(int64)
			if f.Definition.Arguments.ForName("first") == nil {
				first = int64(decl.most)
			} else if !given || first < 1 || first > 100 {
				n.fatal[1] = append(n.fatal[1], "INVALID "+path+" first 应为 1 到 100。")
			}
			each = rows * max(1, int(first))
			n.worst += each
		}
		if after, ok := args["after"].(string); ok && page && n.cursor(target, args, after) == nil {
			n.fatal[1] = append(n.fatal[1], "INVALID "+path+" after 不是这个列表的游标。")
		}
		if !page {
			n.check(inner, f.Selections, each)
			continue
		}
		for _, cf := range n.collect(f.Definition.Type.Name(), f.Selections) {
			switch cf.Name {
			case "nodes":
				n.check(at{t: target, path: join(path, cf.Alias)}, cf.Selections, each)
			case "edges":
				for _, ef := range n.collect(cf.Definition.Type.Name(), cf.Selections) {
					if ef.Name == "node" {
						n.check(at{t: target, path: join(join(path, cf.Alias), ef.Alias)}, ef.Selections, each)
					}
				}
			}
		}
	}
}

func (n *naive) arguments(f graphql.CollectedField, path string) map[string]any {
	out := map[string]any{}
	for _, d := range f.Definition.Arguments {
		given := f.ArgumentMap(n.oc.Variables)
		v, errs := n.coerce(argument{ArgumentDefinition: d}, given[d.Name], true)
		out[d.Name] = v
		for _, err := range errs {
			n.fatal[0] = append(n.fatal[0], string(fault.As(err).Code)+" "+path+" "+err.Message)
		}
	}
	return out
}
