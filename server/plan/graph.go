package plan

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"
)

// Graph is a schema together with what its nouns mean. It does not change once it is in use.
type Graph struct {
	schema  *ast.Schema
	types   map[string]*Type
	inputs  map[string]func(map[string]any) (map[string]any, error)
	scalars map[string]func(any) (any, error)
	width   func(string) int
}

// New joins a schema and its nouns. It returns every misfit at once, each naming noun and field: what the schema asks and no
// declaration answers, declarations that are not in the schema, and whatever a rule of the package comment forbids.
func New(schema *ast.Schema, types ...*Type) (*Graph, error) {
	g := &Graph{
		schema: schema, types: map[string]*Type{},
		inputs: map[string]func(map[string]any) (map[string]any, error){}, scalars: map[string]func(any) (any, error){},
	}
	c := &checker{Graph: g, seen: map[string]bool{}}
	for _, t := range types {
		def := schema.Types[t.name]
		c.when(g.types[t.name] != nil, "%s is declared twice", t.name)
		c.when(def == nil || def.Kind != ast.Object, "%s is not an object of the schema", t.name)
		g.types[t.name] = t
	}
	if c.misfits == nil {
		c.refuse()
	}
	return g, errors.Join(c.misfits...)
}

// fill makes fields of t that are not declared the columns of their names.
func (g *Graph) fill(t *Type) {
	of := t.alias
	if t.isValue() {
		of = "(@self)"
	}
	for _, fd := range g.fieldsOf(t) {
		if f := t.field(fd.Name); f.sql == nil {
			f.sql = []string{of + "." + snake(fd.Name)}
		}
	}
}

// Scalar says how a scalar's values are read, which gqlgen does for mutations by the same function: it returns what a parameter is
// made of (a string, bool, integer, float64 or time.Time), or a fault.
func Scalar[T any](g *Graph, name string, read func(any) (T, error)) {
	g.scalars[name] = func(v any) (any, error) {
		out, err := read(v)
		if n, ok := any(out).(int); ok {
			return int64(n), err
		}
		return out, err
	}
}

// Width gives a text of a filter or argument, @it say, a measure @it.width that is written into the statement and is part of a plan's
// key: how much a division's code covers decides which index serves it.
func (g *Graph) Width(of func(text string) int) { g.width = of }

// widthOf is 0 for what has no measure.
func (g *Graph) widthOf(v any) int {
	if text, ok := v.(string); ok && g.width != nil {
		return g.width(text)
	}
	return 0
}

// actorWidth is the reader's @actor.width.
func actorWidth(values map[string]any) int {
	n, _ := values["width"].(int)
	return n
}

// Input converts or refuses an input object before its members become parameters: coordinates to WGS-84, say. f gets the members
// as Scalar returned them (integers as int64, enums by name, lists as []any, inputs as map[string]any, null and absent ones nil,
// defaults filled in) and may change them; its error, which should be a fault, becomes the request's.
func (g *Graph) Input(name string, f func(map[string]any) (map[string]any, error)) {
	g.inputs[name] = f
}

// target is the noun or value behind a field's type, and whether the field is a connection to it; nil for scalars and enums.
func (g *Graph) target(t *ast.Type) (target *Type, page bool) {
	if noun, ok := strings.CutSuffix(t.Name(), "Connection"); ok && g.types[noun] != nil {
		return g.types[noun], true
	}
	return g.types[t.Name()], false
}

// filter is the predicate of a filter's member.
func (t *Type) filter(m *ast.FieldDefinition) string {
	switch sql := t.filters[m.Name]; {
	case sql != "":
		return sql
	case m.Type.Elem != nil:
		return t.alias + "." + snake(m.Name) + " = any(@it)"
	}
	return t.alias + "." + snake(m.Name) + " = @it"
}

// query reads rows. With a limit the joins come after it, so that no more rows are joined than are returned.
func query(columns string, t *Type, from string, where []string, joins, order, limit string) string {
	if order != "" {
		order = " order by " + order
	}
	such := order + limit
	if len(where) > 0 {
		such = " where " + strings.Join(where, " and ") + such
	}
	if joins != "" && limit != "" {
		return "select " + columns + " from (select " + t.named(from, columns+joins+order) + " from " + from + such + ") " + t.alias + joins + order
	}
	return "select " + columns + " from " + from + joins + such
}

var names = regexp.MustCompile(`@([a-zA-Z]\w*)((?:\.\w+)*)`)

// quote makes an SQL literal.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func snake(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
