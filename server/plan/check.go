package plan

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/vektah/gqlparser/v2/ast"
)

// Check prepares every field of every noun for every role, each with all that its arguments can say, so that what does not fit the
// database stops the program at its start. It returns every misfit at once, naming noun and field: SQL that PostgreSQL refuses,
// columns that cannot be shown, nullable columns behind non-null fields, orders that are nullable or do not end in a unique column,
// and edges to one row that may meet several. It sees only through plain columns of tables.
func (g *Graph) Check(ctx context.Context, conn *pgx.Conn, roles ...string) error {
	c := &checker{Graph: g, ctx: ctx, conn: conn, seen: map[string]bool{}}
	if err := c.load(); err != nil {
		return fmt.Errorf("plan: reading the catalog: %w", err)
	}
	for _, role := range roles {
		c.probe(role)
	}
	for _, t := range g.sorted() {
		for _, o := range t.orders {
			c.order(t, o)
		}
		if t.table() != "" {
			c.prepare(t.name+"'s own columns", "select "+t.all()+" from "+t.from)
		}
	}
	return errors.Join(c.misfits...)
}

// checker collects misfits: of declarations and schema for New and, with a connection, also with the database.
type checker struct {
	*Graph
	ctx     context.Context
	conn    *pgx.Conn
	columns map[place]column
	seen    map[string]bool // snippets, statements that are prepared already, and misfits
	made    []string        // statements
	misfits []error
}

// when notes a misfit once, and says whether it is one.
func (c *checker) when(wrong bool, format string, args ...any) bool {
	if !wrong {
		return false
	}
	if err := fmt.Errorf(format, args...); !c.seen[err.Error()] {
		c.seen[err.Error()] = true
		c.misfits = append(c.misfits, err)
	}
	return true
}

// probe compiles every field alone, asking for all that it has, with a sample of every argument.
func (c *checker) probe(role string) {
	for _, t := range c.sorted() {
		for _, fd := range c.fieldsOf(t) {
			vars := map[string]any{}
			for _, a := range fd.Arguments {
				vars[a.Name] = c.sample(a.Type)
			}
			p := c.compiler(&graphql.OperationContext{Variables: vars}, Actor{Role: role})
			if role == "" { // snippets are the same for all
				p.inspect = c.snippet
			}
			s, f := scope{t: t, name: fd.Name, row: newRow(nil, ""), list: -1}, c.everything(t.name, fd)
			if t.isValue() {
				s.self = "null"
			}
			n := p.start(f)
			s.args = p.arguments(f, nil)
			p.field(n, s, f)
			c.field(p, s, n)
		}
	}
}

// field looks for misfits in what probe has compiled.
func (c *checker) field(p *compiler, s scope, n *node) {
	at := s.t.name + "." + s.name
	as := strings.TrimSuffix(at+" as "+p.role, " as ")
	for _, name := range p.absurd {
		c.when(true, "%s: %s means nothing", as, name)
	}
	for _, a := range p.plan.args {
		c.when(len(a.path) == 0 && !a.used, "%s: nothing uses the argument %s", at, a.Name)
	}
	if s.t.isValue() {
		return // values are probed where they are shown
	}
	sql := s.row.selected(s.t.from)
	c.made = append(c.made, sql)
	if c.conn == nil {
		return
	}
	c.shown(at, n, c.prepare(as, sql))
	decl := s.t.fields[s.name]
	target, page := c.target(n.typ)
	toOne := decl.edge && !page && n.typ.Elem == nil && decl.order == "" && decl.rows == ""
	c.when(toOne && !c.meetsOne(target, decl.on), "%s may meet several rows: compare a unique column or give it an order", at)
}

// everything asks for a field with all fields of its value, connection or edge, and for the mere rows of a noun. Its arguments are
// variables of their names.
func (g *Graph) everything(owner string, fd *ast.FieldDefinition) graphql.CollectedField {
	f := &ast.Field{Alias: fd.Name, Name: fd.Name, Definition: fd, ObjectDefinition: g.schema.Types[owner]}
	for _, a := range fd.Arguments {
		f.Arguments = append(f.Arguments, &ast.Argument{Name: a.Name, Value: &ast.Value{Kind: ast.Variable, Raw: a.Name}})
	}
	if target := g.types[fd.Type.Name()]; target == nil || target.isValue() {
		for _, inner := range g.schema.Types[fd.Type.Name()].Fields {
			f.SelectionSet = append(f.SelectionSet, g.everything(fd.Type.Name(), inner).Field)
		}
	}
	return graphql.CollectedField{Field: f, Selections: f.SelectionSet}
}

// sample is a value of a type, as a variable holds it.
func (g *Graph) sample(t *ast.Type) any {
	def := g.schema.Types[t.Name()]
	switch {
	case t.Elem != nil:
		return []any{g.sample(t.Elem)}
	case def.Kind == ast.Enum:
		return def.EnumValues[0].Name
	case def.Kind == ast.InputObject:
		out := map[string]any{}
		for _, m := range def.Fields {
			out[m.Name] = g.sample(m.Type)
		}
		return out
	case def.Name == "Boolean":
		return true
	}
	return "1"
}

// place is where the catalog has a column: its table's oid and its number there.
type place struct {
	table  uint32
	number uint16
}

// column is what the catalog says of a column of a noun's table.
type column struct {
	table, name     string
	notNull, unique bool
}

// load reads the columns of the nouns' tables. Of views it believes the best.
func (c *checker) load() error {
	var tables []string
	for _, t := range c.types {
		tables = append(tables, t.table())
	}
	rows, err := c.conn.Query(c.ctx, `
		select a.attrelid, a.attnum, r.relname, a.attname, a.attnotnull or r.relkind = 'v', r.relkind = 'v' or exists(
			select from pg_index i where i.indrelid = a.attrelid and i.indisunique and i.indpred is null and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)
		from pg_attribute a join pg_class r on r.oid = a.attrelid
		where a.attnum > 0 and r.relname = any($1) and pg_table_is_visible(r.oid)`, tables)
	if err != nil {
		return err
	}
	c.columns = map[place]column{}
	var at place
	var k column
	_, err = pgx.ForEachRow(rows, []any{&at.table, &at.number, &k.table, &k.name, &k.notNull, &k.unique}, func() error {
		c.columns[at] = k
		return nil
	})
	return err
}

// prepare describes a statement's columns; nil when PostgreSQL refuses it or it has been seen.
func (c *checker) prepare(at, sql string) []pgconn.FieldDescription {
	if c.seen[sql] {
		return nil
	}
	c.seen[sql] = true
	d, err := c.conn.PgConn().Prepare(c.ctx, "", sql, nil)
	if err != nil {
		c.when(true, "%s: %w", at, err)
		return nil
	}
	return d.Fields
}

// shown compares a field, and those of a value, with the columns that they show.
func (c *checker) shown(at string, n *node, fields []pgconn.FieldDescription) {
	if n.kind == scalar && fields != nil {
		f := fields[n.cols[0]]
		c.when(!c.fits(n.typ, f.DataTypeOID), "%s: a %s cannot show PostgreSQL's type %d", at, n.typ, f.DataTypeOID)
		k, known := c.columns[place{f.TableOID, f.TableAttributeNumber}]
		c.when(known && n.typ.NonNull && !k.notNull, "%s is a %s, but %s.%s may be null", at, n.typ, k.table, k.name)
	}
	if n.kind == object {
		for _, inner := range n.fields {
			c.shown(fmt.Sprint(at, ".", inner.at), inner, fields)
		}
	}
}

// order checks that keys can be walked by cursor.
func (c *checker) order(t *Type, o order) {
	at := t.name + " order " + o.name
	fields := c.prepare(at, t.keysOf(o))
	for i, f := range fields {
		k, known := c.columns[place{f.TableOID, f.TableAttributeNumber}]
		nullable := c.when(known && !k.notNull, "%s: %s may be null", at, k.name)
		c.when(known && !nullable && !k.unique && i == len(fields)-1, "%s: ends in %s, which is not unique", at, k.name)
	}
}

// keysOf selects the keys of an order.
func (t *Type) keysOf(o order) string {
	return "select " + strings.ReplaceAll(orderSQL(o.keys), " desc", "") + " from " + t.from + " limit 1"
}

// meetsOne reports whether a predicate compares a unique column of a noun, as far as can be seen.
func (c *checker) meetsOne(t *Type, on string) bool {
	known := false
	for _, k := range c.columns {
		name := regexp.QuoteMeta(t.alias + "." + k.name)
		known = known || k.table == t.table()
		if k.table == t.table() && k.unique && regexp.MustCompile(`(^|[^\w.])`+name+`\s*=|=\s*`+name+`($|\W)`).MatchString(on) {
			return true
		}
	}
	return !known
}
