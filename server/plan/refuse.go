package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// sorted are the types by name, so that messages come in one order.
func (g *Graph) sorted() (out []*Type) {
	for _, t := range g.types {
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b *Type) int { return strings.Compare(a.name, b.name) })
	return out
}

// refusal collects misfits.
type refusal struct {
	*Graph
	misfits []error
}

func (r *refusal) when(wrong bool, format string, args ...any) bool {
	if wrong {
		r.misfits = append(r.misfits, fmt.Errorf(format, args...))
	}
	return wrong
}

// refuse lists what does not fit.
func (g *Graph) refuse() []error {
	r := &refusal{Graph: g}
	if r.when(g.types[g.schema.Query.Name] == nil, "%s needs its Root", g.schema.Query.Name) {
		return r.misfits
	}
	for _, t := range g.sorted() {
		def := g.schema.Types[t.name]
		for name := range t.fields {
			r.when(def.Fields.ForName(name) == nil, "%s.%s is declared but not in the schema", t.name, name)
		}
		for _, fd := range g.fieldsOf(t) {
			r.field(t, fd)
		}
	}
	if r.misfits != nil {
		return r.misfits
	}
	for _, t := range g.sorted() {
		r.pages(t)
		for _, fd := range g.fieldsOf(t) {
			r.arguments(t, fd)
		}
		for _, s := range g.snippets(t) {
			r.snippet(t, s)
		}
	}
	return r.misfits
}

// field refuses a field whose kind and declaration differ.
func (r *refusal) field(t *Type, fd *ast.FieldDefinition) {
	at, f := t.name+"."+fd.Name, t.decl(fd.Name)
	def := r.schema.Types[fd.Type.Name()]
	target, page := r.target(fd.Type)
	r.when(f.hidden != nil && fd.Type.NonNull, "%s may be hidden, so it must be nullable", at)
	if f.look != nil {
		r.look(t, fd, f)
		return
	}
	if target == nil {
		r.when(f.edge, "%s is declared as an edge but is a %s", at, fd.Type)
		r.when(def.Kind != ast.Scalar && def.Kind != ast.Enum, "%s: %s has no declaration", at, def.Name)
		return
	}
	if target.isValue() {
		r.when(f.edge || fd.Type.Elem != nil, "%s: a value is neither an edge nor a list", at)
		return
	}
	isList := fd.Type.Elem != nil
	first := fd.Arguments.ForName("first")
	switch {
	case r.when(!f.edge, "%s is an edge and needs its One or Many", at):
	case r.when(t.alias == target.alias && t.name != target.name, "%s: both ends are called %s", at, t.alias):
	case page:
		r.when(first == nil || fd.Arguments.ForName("after") == nil, "%s: a connection needs first and after", at)
		r.when(f.order != "", "%s: a connection has the Order of %s", at, target.name)
	case isList:
		r.when(first == nil && f.most == 0, "%s: a list needs first or AtMost", at)
	}
}

// look refuses what Count, Exists and First cannot answer.
func (r *refusal) look(t *Type, fd *ast.FieldDefinition, f *field) {
	at, edge := t.name+"."+fd.Name, t.fields[f.look.edge]
	want := map[lookAt]string{countRows: "Int!", anyRow: "Boolean!"}[f.look.at]
	r.when(want != "" && fd.Type.String() != want, "%s is a %s, not %s", at, fd.Type, want)
	r.when(f.look.at == firstRow && (fd.Type.NonNull || f.look.order == ""), "%s must be nullable and needs an order", at)
	if !r.when(edge == nil || !edge.edge, "%s looks at %s, which is no edge", at, f.look.edge) {
		r.when(edge.hidden != nil && f.hidden == nil, "%s looks at %s, which may be hidden", at, f.look.edge)
	}
}

// pages refuses connections whose parts have no meaning.
func (r *refusal) pages(t *Type) {
	pages := r.pagesOf(t)
	if len(pages) == 0 {
		return
	}
	r.when(len(t.orders) == 0, "%s has connections, so it needs an Order", t.name)
	for _, fd := range pages {
		if by := fd.Arguments.ForName("orderBy"); by != nil {
			for _, v := range r.schema.Types[by.Type.Name()].EnumValues {
				known := slices.ContainsFunc(t.orders, func(o order) bool { return o.name == v.Name })
				r.when(!known, "%s has no Order %s", t.name, v.Name)
			}
		}
	}
	known := map[string][]string{
		t.name + "Connection": {"totalCount", "nodes", "edges", "pageInfo"}, t.name + "Edge": {"cursor", "node"},
		"PageInfo": {"hasNextPage", "hasPreviousPage", "startCursor", "endCursor"},
	}
	for name, fields := range known {
		for _, fd := range r.schema.Types[name].Fields {
			r.when(!slices.Contains(fields, fd.Name) && (t.edgeFields[fd.Name] == "" || name != t.name+"Edge"), "%s.%s has no meaning", name, fd.Name)
		}
	}
	for name := range t.edgeFields {
		r.when(r.schema.Types[t.name+"Edge"].Fields.ForName(name) == nil, "%sEdge.%s is declared but not in the schema", t.name, name)
	}
	for name := range t.args {
		r.when(!slices.ContainsFunc(pages, func(fd *ast.FieldDefinition) bool { return fd.Arguments.ForName(name) != nil }),
			"%s: no connection has the argument %s", t.name, name)
	}
	for name := range t.filters {
		r.when(!slices.ContainsFunc(r.snippets(t), func(s snippet) bool { return s.it != nil && s.name == name }),
			"%s: no filter has the member %s", t.name, name)
	}
}
