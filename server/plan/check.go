package plan

import (
	"context"
	"errors"
	"fmt"
	"maps"
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
		g.probe(role, nil, c.field)
	}
	for _, t := range g.sorted() {
		for _, o := range t.orders {
			c.order(t, o)
		}
	}
	return errors.Join(c.misfits...)
}

// probe compiles every field alone, asking for all that it has, with a sample of every argument; a page once for every order that
// it can have.
func (g *Graph) probe(role string, inspect func(scope, string), visit func(at string, c *compiler, t *Type, n *node)) {
	for _, t := range g.sorted() {
		for _, fd := range g.fieldsOf(t) {
			target, page := g.target(fd.Type)
			vars, orders := map[string]any{}, []map[string]any{{}}
			for _, a := range fd.Arguments {
				switch value := g.sample(a.Type); {
				case page && a.Name == "orderBy":
					for _, v := range g.schema.Types[a.Type.Name()].EnumValues {
						orders = append(orders, map[string]any{a.Name: v.Name})
					}
				case page && target.args[a.Name].keys != nil:
					orders = append(orders, map[string]any{a.Name: value})
				default:
					vars[a.Name] = value
				}
			}
			for _, order := range orders {
				maps.Copy(order, vars)
				c := g.compiler(&graphql.OperationContext{Variables: order}, role)
				c.inspect = inspect
				s, f := scope{t: t, name: fd.Name, row: newRow(nil, ""), list: -1}, g.everything(t.name, fd)
				if t.isValue() {
					s.self = "null"
				}
				n := c.start(f)
				s.args = c.arguments(f, nil)
				c.field(n, s, f)
				c.plan.number("select " + strings.Join(s.row.cols, ", ") + " from " + t.from + s.row.joins)
				visit(t.name+"."+fd.Name, c, t, n)
			}
		}
	}
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

type checker struct {
	*Graph
	ctx     context.Context
	conn    *pgx.Conn
	columns []column
	seen    map[string]bool // statements that are prepared already, and misfits
	misfits []error
}

// column is what the catalog says of a column of a noun's table.
type column struct {
	table           string
	OID             uint32
	number          uint16
	name            string
	notNull, unique bool
}

// load reads the columns of the nouns' tables. Of views it believes the best.
func (c *checker) load() error {
	var tables []string
	for _, t := range c.types {
		tables = append(tables, t.table())
	}
	rows, err := c.conn.Query(c.ctx, `
		select r.relname, a.attrelid, a.attnum, a.attname, a.attnotnull or r.relkind = 'v', r.relkind = 'v' or exists(
			select from pg_index i where i.indrelid = a.attrelid and i.indisunique and i.indpred is null and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)
		from pg_attribute a join pg_class r on r.oid = a.attrelid
		where a.attnum > 0 and r.relname = any($1) and pg_table_is_visible(r.oid)`, tables)
	if err != nil {
		return err
	}
	c.columns, err = pgx.CollectRows(rows, func(r pgx.CollectableRow) (k column, err error) {
		return k, r.Scan(&k.table, &k.OID, &k.number, &k.name, &k.notNull, &k.unique)
	})
	return err
}

// column is the noun's column that a column of a result simply is; nil when it is none.
func (c *checker) column(f pgconn.FieldDescription) *column {
	for i, k := range c.columns {
		if f.TableOID == k.OID && f.TableAttributeNumber == k.number {
			return &c.columns[i]
		}
	}
	return nil
}

func (c *checker) misfit(format string, args ...any) {
	if err := fmt.Errorf(format, args...); !c.seen[err.Error()] {
		c.seen[err.Error()] = true
		c.misfits = append(c.misfits, err)
	}
}

// prepare describes a statement's columns; nil when PostgreSQL refuses it or it has been seen.
func (c *checker) prepare(at, sql string) []pgconn.FieldDescription {
	if c.seen[sql] {
		return nil
	}
	c.seen[sql] = true
	d, err := c.conn.PgConn().Prepare(c.ctx, "", sql, nil)
	if err != nil {
		c.misfit("%s: %w", at, err)
		return nil
	}
	return d.Fields
}

// field prepares what probe has compiled.
func (c *checker) field(at string, p *compiler, t *Type, n *node) {
	for _, name := range p.absurd {
		c.misfit("%s as %s: %s means nothing", at, p.role, name)
	}
	if t.isValue() {
		return // they are probed where they are shown
	}
	if fields := c.prepare(at+" as "+p.role, p.plan.sql); fields != nil {
		c.shown(at, n, fields)
	}
	decl := t.decl(n.alias)
	target, page := c.target(n.typ)
	if decl.edge && !page && n.typ.Elem == nil && decl.order == "" && decl.rows == "" && !c.meetsOne(target, decl.on) {
		c.misfit("%s may meet several rows: compare a unique column or give it an order", at)
	}
}

// shown compares a field, and those of a value, with the columns that they show.
func (c *checker) shown(at string, n *node, fields []pgconn.FieldDescription) {
	if n.kind == scalar {
		f := fields[n.cols[0]]
		if !c.fits(n.typ, f.DataTypeOID) {
			c.misfit("%s: a %s cannot show PostgreSQL's type %d", at, n.typ, f.DataTypeOID)
		}
		if k := c.column(f); k != nil && n.typ.NonNull && !k.notNull {
			c.misfit("%s is a %s, but %s.%s may be null", at, n.typ, k.table, k.name)
		}
	}
	if n.kind == object {
		for _, inner := range n.fields {
			c.shown(at+"."+inner.alias, inner, fields)
		}
	}
}

// order checks that keys can be walked by cursor.
func (c *checker) order(t *Type, o order) {
	at := t.name + " order " + o.name
	fields := c.prepare(at, "select "+strings.ReplaceAll(orderSQL(o.keys), " desc", "")+" from "+t.from+" limit 1")
	for i, f := range fields {
		if k := c.column(f); k != nil && !k.notNull {
			c.misfit("%s: %s may be null", at, k.name)
		} else if k != nil && !k.unique && i == len(fields)-1 {
			c.misfit("%s: ends in %s, which is not unique", at, k.name)
		}
	}
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
