package plan

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

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
func (g *Graph) sorted() []*Type {
	return slices.SortedFunc(maps.Values(g.types), func(a, b *Type) int { return strings.Compare(a.name, b.name) })
}

// refuse notes what does not fit between declarations and schema.
func (c *checker) refuse() {
	if c.when(c.types[c.schema.Query.Name] == nil, "%s needs its Root", c.schema.Query.Name) {
		return
	}
	for _, t := range c.sorted() {
		for name := range t.fields {
			c.when(c.schema.Types[t.name].Fields.ForName(name) == nil, "%s.%s is declared but not in the schema", t.name, name)
		}
		c.fill(t)
		for _, fd := range c.fieldsOf(t) {
			c.kind(t, fd)
		}
		for _, o := range append(slices.Collect(maps.Values(t.args)), t.orders...) {
			for _, k := range o.keys {
				c.when(k.desc != o.keys[0].desc, "%s order %s goes both ways", t.name, o.name)
				c.snippet(scope{t: t, name: o.name, picks: true}, k.sql)
			}
		}
	}
	if c.misfits != nil {
		return
	}
	orders := map[*Type][]string{}
	for _, t := range c.types {
		for _, fd := range c.fieldsOf(t) {
			if target, _ := c.target(fd.Type); t.fields[fd.Name].rows == "" {
				orders[target] = append(orders[target], t.fields[fd.Name].order)
			}
		}
	}
	for _, t := range c.types {
		t.learn(orders[t])
	}
	c.probe("")
	for _, t := range c.sorted() {
		for name, sql := range t.filters {
			c.when(!c.seen[sql], "%s: no filter has the member %s", t.name, name)
		}
		for name, arg := range t.args {
			c.when(!c.seen[arg.where], "%s: no connection has the argument %s", t.name, name)
		}
		for name, sql := range t.edgeFields {
			c.when(!c.seen[sql], "%s: no edge has the field %s", t.name, name)
		}
	}
}

// kind refuses a field whose kind and declaration differ.
func (c *checker) kind(t *Type, fd *ast.FieldDefinition) {
	at, f := t.name+"."+fd.Name, t.fields[fd.Name]
	def := c.schema.Types[fd.Type.Name()]
	target, page := c.target(fd.Type)
	c.when(f.hidden != nil && fd.Type.NonNull, "%s may be hidden, so it must be nullable", at)
	if f.look != nil {
		c.look(t, fd, f)
		return
	}
	if target == nil {
		c.when(f.edge, "%s is declared as an edge but is a %s", at, fd.Type)
		c.when(def.Kind != ast.Scalar && def.Kind != ast.Enum, "%s: %s has no declaration", at, def.Name)
		return
	}
	if target.isValue() {
		c.when(f.edge || fd.Type.Elem != nil, "%s: a value is neither an edge nor a list", at)
		return
	}
	c.when(t.isValue(), "%s: a value has no edges", at)
	c.when(f.rows != "" && !strings.HasSuffix(f.rows, " "+target.alias), "%s: its Rows are not called %s", at, target.alias)
	switch {
	case c.when(!f.edge, "%s is an edge and needs its One or Many", at):
	case c.when(t.alias == target.alias && t.name != target.name, "%s: both ends are called %s", at, t.alias):
	case page:
		c.when(fd.Arguments.ForName("first") == nil || fd.Arguments.ForName("after") == nil, "%s: a connection needs first and after", at)
		c.when(len(target.orders) == 0, "%s: %s needs an Order", at, target.name)
		c.when(f.order != "", "%s: a connection has the Order of %s", at, target.name)
		if by := fd.Arguments.ForName("orderBy"); by != nil {
			for _, v := range c.schema.Types[by.Type.Name()].EnumValues {
				known := slices.ContainsFunc(target.orders, func(o order) bool { return o.name == v.Name })
				c.when(!known, "%s: orderBy %s means nothing", at, v.Name)
			}
		}
	case fd.Type.Elem != nil:
		c.when(f.most == 0, "%s: a list needs AtMost", at)
	}
}

// look refuses what Count and First cannot answer.
func (c *checker) look(t *Type, fd *ast.FieldDefinition, f *field) {
	at, edge := t.name+"."+fd.Name, t.fields[f.look.edge]
	c.when(f.look.sql == "" && fd.Type.String() != "Int!", "%s is a %s, not Int!", at, fd.Type)
	c.when(f.look.sql != "" && (fd.Type.NonNull || f.look.order == ""), "%s must be nullable and needs an order", at)
	if !c.when(edge == nil || !edge.edge, "%s looks at %s, which is no edge", at, f.look.edge) {
		c.when(edge.hidden != nil && f.hidden == nil, "%s looks at %s, which may be hidden", at, f.look.edge)
	}
}

// snippet refuses SQL that reads past another noun's rule, and orders and filters that would reveal a hidden field.
func (c *checker) snippet(s scope, sql string) {
	c.seen[sql] = true
	read := tablesRead(sql)
	for _, noun := range c.types {
		past := read[noun.table()] && !slices.Contains(s.t.through[s.name], noun.table())
		c.when(past, "%s.%s reads %s past the rule of %s: use an edge, Count or First, or declare Through",
			s.t.name, s.name, noun.table(), noun.name)
	}
	for name, f := range s.t.fields {
		for _, column := range f.sql {
			c.when(s.picks && f.hidden != nil && hasWord(sql, column), "%s %s reveals %s, which may be hidden", s.t.name, s.name, name)
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

// tablesRead are the words of SQL with a sub-select that may be names of tables: what stands alone between blanks, brackets and commas.
func tablesRead(sql string) map[string]bool {
	sql, words := strings.ToLower(sql), map[string]bool{}
	for _, word := range strings.FieldsFunc(sql, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(),", r) }) {
		words[word] = true
	}
	if !words["select"] {
		return nil
	}
	return words
}

// hasWord reports whether word stands in s, not as a part of a longer name.
func hasWord(s, word string) bool {
	return regexp.MustCompile(`(^|[^\w.@])` + regexp.QuoteMeta(word) + `($|\W)`).MatchString(s)
}
