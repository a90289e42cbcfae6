package plan

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/vektah/gqlparser/v2/ast"
)

// Check prepares every field, edge, filter, order and rule for every role, so that what does not fit the database stops the
// program at its start. It returns every misfit at once, naming noun and field: SQL that PostgreSQL refuses, types that cannot be
// written, nullable columns behind non-null fields, orders that are nullable or do not end in a unique column, and edges to one
// row that may meet several. What is not a plain column of a table it cannot see into.
func (g *Graph) Check(ctx context.Context, conn *pgx.Conn, roles ...string) error {
	c := &checker{Graph: g, ctx: ctx, conn: conn, seen: map[string]bool{}}
	if err := c.load(); err != nil {
		return fmt.Errorf("plan: reading the catalog: %w", err)
	}
	for _, t := range g.sorted() {
		if t.isValue() {
			continue
		}
		for _, role := range roles {
			if see := t.see(role); see != "" {
				c.prepare(t.name+" seen by "+role, "select from "+t.from+" where "+c.expander(snippet{})(see))
			}
			for _, fd := range g.fieldsOf(t) {
				c.edge(t, fd, role)
			}
		}
		for _, s := range g.snippets(t) {
			c.snippet(t, s)
		}
	}
	return errors.Join(c.misfits...)
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

// load reads the columns of the nouns' tables.
func (c *checker) load() error {
	var tables []string
	for _, t := range c.types {
		tables = append(tables, t.table())
	}
	rows, err := c.conn.Query(c.ctx, `
		select r.relname, a.attrelid, a.attnum, a.attname, a.attnotnull or r.relkind not in ('r', 'p'), r.relkind not in ('r', 'p') or exists(
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

// column is the table's column behind a column of a result; nil when there is none.
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

// expander writes literals of the right type and numbered parameters for the @names of snippets that stand in one statement.
func (c *checker) expander(s snippet) func(sql string) string {
	count := 0
	return func(sql string) string {
		places := map[string]string{}
		return expand(strings.ReplaceAll(sql, "@self", s.self), func(name string, path []string) string {
			typ := s.it
			if a := s.args.ForName(name); a != nil {
				typ = a.Type
			}
			if name != "actor" {
				if typ, _ = c.member(typ, path); c.isLiteral(typ) {
					return c.sample(typ)
				}
			}
			key := name + strings.Join(path, ".")
			if places[key] == "" {
				count++
				places[key] = fmt.Sprintf("$%d", count)
			}
			return places[key]
		})
	}
}

// sample is a literal of an enum or boolean, or of a list of them.
func (c *checker) sample(t *ast.Type) string {
	value := "true"
	if def := c.schema.Types[t.Name()]; def.Kind == ast.Enum {
		value = c.stored[def.Name][def.EnumValues[0].Name]
	}
	if t.Elem != nil {
		value = "{" + value + "}"
	}
	return quote(value)
}

// snippet prepares an expression, a predicate or an order.
func (c *checker) snippet(t *Type, s snippet) {
	parts, expand := make([]string, len(s.sql)), c.expander(s)
	for i, sql := range s.sql {
		parts[i] = expand(sql)
	}
	sql := strings.Join(parts, ", ")
	switch s.kind {
	case predicate:
		c.prepare(s.at, "select from "+t.from+" where "+sql)
	case orderKeys:
		fields := c.prepare(s.at, "select "+sql+" from "+t.from)
		for i, f := range fields {
			if k := c.column(f); k != nil && !k.notNull {
				c.misfit("%s: %s may be null", s.at, k.name)
			} else if i == len(fields)-1 && k != nil && !k.unique {
				c.misfit("%s: ends in %s, which is not unique", s.at, k.name)
			}
		}
	case expression:
		fields := c.prepare(s.at, "select "+sql+" from "+t.from)
		if fields == nil || s.typ == nil {
			return
		}
		if !c.fits(s.typ, fields[0].DataTypeOID) {
			c.misfit("%s: a %s cannot show PostgreSQL's type %d", s.at, s.typ, fields[0].DataTypeOID)
		}
		if k := c.column(fields[0]); k != nil && s.typ.NonNull && !k.notNull {
			c.misfit("%s is a %s, but %s.%s may be null", s.at, s.typ, k.table, k.name)
		}
	}
}

// edge prepares an edge, or a value made from its rows, as a role sees it.
func (c *checker) edge(t *Type, fd *ast.FieldDefinition, role string) {
	f, at := t.decl(fd.Name), t.name+"."+fd.Name
	expand := c.expander(snippet{args: fd.Arguments})
	switch {
	case f.look != nil:
		fields := c.prepare(at+" seen by "+role, "select "+c.look(t, f.look, role, expand)+" from "+t.from)
		if fields != nil && !c.fits(fd.Type, fields[0].DataTypeOID) {
			c.misfit("%s: a %s cannot show PostgreSQL's type %d", at, fd.Type, fields[0].DataTypeOID)
		}
	case f.edge:
		target, _ := c.target(fd.Type)
		from, where := c.rows(t, target, f, role, expand)
		inner := query("1", target, from, where, "", expand(f.order), "")
		c.prepare(at+" seen by "+role, "select from "+t.from+" cross join lateral ("+inner+") __")
		isOne := fd.Type.Elem == nil && fd.Type.Name() == target.name
		if isOne && f.order == "" && f.rows == "" && !c.meetsOne(target, f.on) {
			c.misfit("%s may meet several rows: compare a unique column or give it an order", at)
		}
	}
}

// meetsOne reports whether a predicate compares a unique column of a noun, as far as can be seen.
func (c *checker) meetsOne(t *Type, on string) bool {
	known := false
	for _, k := range c.columns {
		if k.table != t.table() {
			continue
		}
		known = true
		name := regexp.QuoteMeta(t.alias + "." + k.name)
		if k.unique && regexp.MustCompile(`(^|[^\w.])`+name+`\s*=|=\s*`+name+`($|\W)`).MatchString(on) {
			return true
		}
	}
	return !known
}
