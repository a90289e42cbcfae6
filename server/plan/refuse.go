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
	seen    map[string]bool
	misfits []error
}

// when notes a misfit once, and says whether it is one.
func (r *refusal) when(wrong bool, format string, args ...any) bool {
	if err := fmt.Errorf(format, args...); wrong && !r.seen[err.Error()] {
		r.seen[err.Error()] = true
		r.misfits = append(r.misfits, err)
	}
	return wrong
}

// refuse lists what does not fit.
func (g *Graph) refuse() []error {
	r := &refusal{Graph: g, seen: map[string]bool{}}
	if r.when(g.types[g.schema.Query.Name] == nil, "%s needs its Root", g.schema.Query.Name) {
		return r.misfits
	}
	for _, t := range g.sorted() {
		for name := range t.fields {
			r.when(g.schema.Types[t.name].Fields.ForName(name) == nil, "%s.%s is declared but not in the schema", t.name, name)
		}
		for _, fd := range g.fieldsOf(t) {
			r.field(t, fd)
		}
	}
	if r.misfits != nil {
		return r.misfits
	}
	met := map[string]bool{}
	inspect := func(s scope, sql string) {
		met[sql] = true
		r.snippet(s, sql)
	}
	g.probe("", inspect, func(at string, c *compiler, t *Type, n *node) {
		for _, name := range c.absurd {
			r.when(true, "%s: %s means nothing", at, name)
		}
		for i, a := range c.plan.args {
			r.when(len(a.path) == 0 && !c.used[i], "%s: nothing uses the argument %s", at, a.name)
		}
	})
	for _, t := range g.sorted() {
		for name, sql := range t.filters {
			r.when(!met[sql], "%s: no filter has the member %s", t.name, name)
		}
		for name, arg := range t.args {
			r.when(!met[arg.where], "%s: no connection has the argument %s", t.name, name)
		}
		for name, sql := range t.edgeFields {
			r.when(!met[sql], "%s: no edge has the field %s", t.name, name)
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
	r.when(t.isValue(), "%s: a value has no edges", at)
	r.when(f.rows != "" && !strings.HasSuffix(f.rows, " "+target.alias), "%s: its Rows are not called %s", at, target.alias)
	isList := fd.Type.Elem != nil
	first := fd.Arguments.ForName("first")
	switch {
	case r.when(!f.edge, "%s is an edge and needs its One or Many", at):
	case r.when(t.alias == target.alias && t.name != target.name, "%s: both ends are called %s", at, t.alias):
	case page:
		r.when(first == nil || fd.Arguments.ForName("after") == nil, "%s: a connection needs first and after", at)
		r.when(len(target.orders) == 0, "%s: %s needs an Order", at, target.name)
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

// snippet refuses SQL that reads past another noun's rule, and orders and filters that would reveal a hidden field.
func (r *refusal) snippet(s scope, sql string) {
	for _, noun := range r.sorted() {
		past := readsTable(sql, noun.table()) && !slices.Contains(s.t.through[s.name], noun.table())
		r.when(past, "%s.%s reads %s past the rule of %s: use an edge, Count, Exists or First, or declare Through",
			s.t.name, s.name, noun.table(), noun.name)
	}
	for name, f := range s.t.fields {
		for _, column := range s.t.columns(name) {
			r.when(s.picks && f.hidden != nil && hasWord(sql, column), "%s %s reveals %s, which may be hidden", s.t.name, s.name, name)
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
