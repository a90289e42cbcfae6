package plan

import "strings"

// Type is what the engine knows of a GraphQL object type. Its methods declare and return it; mistakes are reported by New.
type Type struct {
	name, from, alias, key string
	see                    Rule
	fields                 map[string]*field
	orders                 []order
	filters, edgeFields    map[string]string
	args                   map[string]order
	through                map[string][]string
	own                    own
}

// field is what a declaration says of one field. New makes what is not declared the column of its name.
type field struct {
	sql      []string
	compute  func(Actor, Cells) any
	hidden   func(role string) bool
	edge     bool // to rows of another noun, which meet the parent's row on; rows is their from-item where it is not the noun's
	on, rows string
	order    string
	most     int
	look     *look
}

// look is a value made from the rows of an edge that the reader may see, narrowed by where: sql over the first in order, or where
// there is none their number.
type look struct{ edge, sql, where, order string }

// order is a named order, or a connection's argument with its predicate and, where it has one, its order.
type order struct {
	name, where string
	keys        []key
}

// key is a column of an order.
type key struct {
	sql  string
	desc bool
}

// NewType declares a noun: its rows ("problem p"), the column that names one of them, and who may see which.
// For a noun whose rows always come by Rows, from is any from-item of the same columns.
func NewType(name, from, key string, see Rule) *Type {
	return &Type{
		name: name, from: from, alias: from[strings.LastIndexByte(from, ' ')+1:], key: key, see: see,
		fields: map[string]*field{}, filters: map[string]string{}, edgeFields: map[string]string{},
		args: map[string]order{}, through: map[string][]string{},
	}
}

// Root declares the query type, which has no rows: its edges start from nothing.
func Root(name string) *Type { return NewType(name, "(select) _", "", Everyone) }

// Value declares an object without rows: its fields are SQL over @self, which is the SQL of the field that holds it. A field that
// is not declared is the attribute of its name, (@self).snake_case. The object is null when @self is.
func Value(name string) *Type { return NewType(name, "", "", Everyone) }

func (t *Type) isValue() bool { return t.from == "" }

// field returns what is declared of a field so far, for a declaration to add to.
func (t *Type) field(name string) *field {
	if t.fields[name] == nil {
		t.fields[name] = &field{}
	}
	return t.fields[name]
}

// Field gives a field's SQL where it is not the column of its name.
func (t *Type) Field(name, sql string) *Type { t.field(name).sql = []string{sql}; return t }

// Compute makes a field in Go from the values of SQL expressions. f returns nil for null, or a string, bool, int, float64,
// []string or time.Time, as the schema says; an enum's value is its GraphQL name.
func (t *Type) Compute(name string, f func(a Actor, c Cells) any, sql ...string) *Type {
	d := t.field(name)
	d.sql, d.compute = sql, f
	return t
}

// One is an edge to at most one row: on joins the target's alias to ours. With an order it is the first of many; without, on must
// compare a unique column of the target.
func (t *Type) One(name, on string, order ...string) *Type {
	d := t.field(name)
	d.edge, d.on, d.order = true, on, strings.Join(order, ", ")
	return t
}

// Many is an edge to rows. The schema says whether it is a list, in this order, or a connection, ordered by the target's Order.
// A list also needs AtMost.
func (t *Type) Many(name, on string, order ...string) *Type { return t.One(name, on, order...) }

// AtMost bounds lists: no more than n rows are returned, and n counts towards the cost of a document.
func (t *Type) AtMost(n int, names ...string) *Type {
	for _, name := range names {
		t.field(name).most = n
	}
	return t
}

// Rows makes an edge's rows come from this lateral from-item over the parent's row and the field's arguments, instead of the
// target's table: "tasks_of(s.code, @groupBy) r", with the target's alias. The target's rule still applies. Of an edge to one row without
// an order it must not have more than one that meets it.
func (t *Type) Rows(name, from string) *Type {
	d := t.field(name)
	d.edge, d.rows = true, from
	return t
}

// Count is an Int: how many rows of an edge this reader may see, narrowed by where ("" for all).
func (t *Type) Count(name, edge, where string) *Type {
	t.field(name).look = &look{edge: edge, where: where}
	return t
}

// First is a scalar: an expression over the first row, in an order, of those that Count would count; null when there is none.
func (t *Type) First(name, edge, sql, where, order string) *Type {
	t.field(name).look = &look{edge, sql, where, order}
	return t
}

// Hide makes nullable fields null for some roles.
func (t *Type) Hide(hidden func(role string) bool, names ...string) *Type {
	for _, name := range names {
		t.field(name).hidden = hidden
	}
	return t
}

// Order gives a value of the noun's orderBy enum its keys, all of one direction, none of them nullable and the last one unique. The
// first declared is the order of connections without that argument.
func (t *Type) Order(value, keys string) *Type {
	t.orders = append(t.orders, order{name: value, keys: parseKeys(keys)})
	return t
}

// Filter gives a member of the noun's filter inputs its predicate over @it. Undeclared, the column of its name equals it, or any
// of it for a list. A member that is null or absent filters nothing.
func (t *Type) Filter(member, sql string) *Type { t.filters[member] = sql; return t }

// Whether is the SQL of a filter by yes or no: @it asks for the rows of which the predicate is true, or for all others.
func Whether(predicate string) string {
	return "case when @it then " + predicate + " else (" + predicate + ") is not true end"
}

// Arg gives an argument of connections to this noun a meaning: when it is given, predicate holds and, unless keys is "", the rows
// come in that order instead. Both may use the argument: st_dwithin(e.location, point(@near.lon, @near.lat), @near.metres).
func (t *Type) Arg(name, predicate, keys string) *Type {
	t.args[name] = order{name: name, where: predicate, keys: parseKeys(keys)}
	return t
}

// EdgeField is a further field of the noun's edge type beside cursor and node; it may use the connection's arguments.
func (t *Type) EdgeField(name, sql string) *Type { t.edgeFields[name] = sql; return t }

// Through lets the snippets of a field, filter or argument read these tables although they are other nouns' and their rules do not
// apply there: for links, where it is known already that the reader may learn of the link. Say why beside it.
func (t *Type) Through(name string, tables ...string) *Type {
	t.through[name] = append(t.through[name], tables...)
	return t
}

// parseKeys reads "a desc, f(b, c)" at the commas outside parentheses.
func parseKeys(s string) (out []key) {
	depth, from := 0, 0
	add := func(part string) {
		if part = strings.TrimSpace(part); part != "" {
			sql, desc := strings.CutSuffix(part, " desc")
			out = append(out, key{strings.TrimSuffix(sql, " asc"), desc})
		}
	}
	for i, c := range s {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			add(s[from:i])
			from = i + 1
		}
	}
	add(s[from:])
	return out
}
