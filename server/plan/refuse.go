package plan

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// fieldsOf are the schema's fields of a type, without __typename and its like.
func (g *Graph) fieldsOf(t *Type) (out ast.FieldList) {
	for _, fd := range g.schema.Types[t.name].Fields {
		if !strings.HasPrefix(fd.Name, "__") {
			out = append(out, fd)
		}
	}
	return out
}

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
		r.snippets(t)
	}
	if r.misfits != nil {
		return r.misfits
	}
	g.probe("", func(at string, c *compiler, t *Type, n *node) {
		for _, name := range c.absurd {
			r.when(true, "%s: %s means nothing", at, name)
		}
		for i, a := range c.plan.args {
			r.when(len(a.path) == 0 && !c.used[i], "%s: nothing uses the argument %s", at, a.name)
		}
	})
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
	r.when(t.isValue(), "%s: a value has no edges", at)
	r.when(f.rows != "" && !strings.HasSuffix(f.rows, " "+target.alias), "%s: its Rows are not called %s", at, target.alias)
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
	known := map[string]bool{
		"totalCount": true, "nodes": true, "edges": true, "pageInfo": true, "cursor": true, "node": true,
		"hasNextPage": true, "hasPreviousPage": true, "startCursor": true, "endCursor": true,
	}
	members, arguments, edge := map[string]bool{}, map[string]bool{}, r.schema.Types[t.name+"Edge"]
	for _, from := range r.sorted() {
		for _, fd := range r.fieldsOf(from) {
			if target, page := r.target(fd.Type); !page || target != t {
				continue
			}
			if r.when(len(t.orders) == 0 || edge == nil, "%s.%s: %s needs an Order and %sEdge", from.name, fd.Name, t.name, t.name) {
				return
			}
			for _, a := range fd.Arguments {
				arguments[a.Name] = true
				for _, m := range r.schema.Types[a.Type.Name()].Fields {
					members[m.Name] = members[m.Name] || a.Name == "filter"
				}
				for _, v := range r.schema.Types[a.Type.Name()].EnumValues {
					has := slices.ContainsFunc(t.orders, func(o order) bool { return o.name == v.Name })
					r.when(a.Name == "orderBy" && !has, "%s has no Order %s", t.name, v.Name)
				}
			}
		}
	}
	for _, name := range []string{t.name + "Connection", t.name + "Edge", "PageInfo"} {
		for _, fd := range append(ast.FieldList{}, r.definition(name).Fields...) {
			own := name == t.name+"Edge" && t.edgeFields[fd.Name] != ""
			r.when(len(arguments) > 0 && !known[fd.Name] && !own, "%s.%s has no meaning", name, fd.Name)
		}
	}
	for name := range t.edgeFields {
		r.when(edge == nil || edge.Fields.ForName(name) == nil, "%sEdge.%s is declared but not in the schema", t.name, name)
	}
	for name := range t.args {
		r.when(!arguments[name], "%s: no connection has the argument %s", t.name, name)
	}
	for name := range t.filters {
		r.when(!members[name], "%s: no filter has the member %s", t.name, name)
	}
}

func (r *refusal) definition(name string) *ast.Definition {
	if d := r.schema.Types[name]; d != nil {
		return d
	}
	return &ast.Definition{}
}

// snippets refuses SQL that reads past another noun's rule, and orders and filters that would reveal a hidden field.
func (r *refusal) snippets(t *Type) {
	for name, f := range t.fields {
		r.snippet(t, name, append(f.sql, f.on, f.rows, f.order)...)
		if f.look != nil {
			r.snippet(t, name, f.look.sql, f.look.where, f.look.order)
		}
	}
	for name, sql := range t.edgeFields {
		r.snippet(t, name, sql)
	}
	ordering := func(name, where string, keys []key) {
		r.snippet(t, name, where, orderSQL(keys))
		r.reveals(t, name, where, orderSQL(keys))
	}
	for _, o := range t.orders {
		ordering(o.name, "", o.keys)
	}
	for _, a := range t.args {
		ordering(a.name, a.where, a.keys)
	}
	for _, def := range r.filters(t) {
		for _, m := range def.Fields {
			ordering(m.Name, t.filter(m), nil)
		}
	}
}

// filters are the filter inputs of a noun's connections.
func (g *Graph) filters(t *Type) (out []*ast.Definition) {
	for _, from := range g.sorted() {
		for _, fd := range g.fieldsOf(from) {
			if target, page := g.target(fd.Type); page && target == t && fd.Arguments.ForName("filter") != nil {
				out = append(out, g.schema.Types[fd.Arguments.ForName("filter").Type.Name()])
			}
		}
	}
	return out
}

func (r *refusal) snippet(t *Type, name string, sql ...string) {
	for _, noun := range r.sorted() {
		table := noun.table()
		past := slices.ContainsFunc(sql, func(s string) bool { return readsTable(s, table) })
		r.when(past && !slices.Contains(t.through[name], table),
			"%s.%s reads %s past the rule of %s: use an edge, Count, Exists or First, or declare Through", t.name, name, table, noun.name)
	}
}

func (r *refusal) reveals(t *Type, name string, sql ...string) {
	for field, f := range t.fields {
		for _, column := range t.columns(field) {
			shown := f.hidden != nil && slices.ContainsFunc(sql, func(s string) bool { return hasWord(s, column) })
			r.when(shown, "%s %s reveals %s, which may be hidden", t.name, name, field)
		}
	}
}

// table is the noun's table; "" when its rows come from something else.
func (t *Type) table() string {
	if name, _, _ := strings.Cut(t.from, " "); !strings.ContainsAny(name, "(,") {
		return name
	}
	return ""
}

var selects = regexp.MustCompile(`(?i)\bselect\b`)

// readsTable reports whether SQL holds a sub-select that names a table.
func readsTable(sql, table string) bool {
	return table != "" && selects.MatchString(sql) && regexp.MustCompile(`(?i)(^|[\s(,])`+regexp.QuoteMeta(table)+`([\s),]|$)`).MatchString(sql)
}

// hasWord reports whether word stands in s, not as a part of a longer name.
func hasWord(s, word string) bool {
	return regexp.MustCompile(`(^|[^\w.@])` + regexp.QuoteMeta(word) + `($|\W)`).MatchString(s)
}
