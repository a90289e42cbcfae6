package plan

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/fault"
)

var typeMap = pgtype.NewMap()

// naive answers a document field by field, with a tiny statement each, straight from the declarations: the meaning that the engine
// must not change. It shares with the engine the parsing of snippets and the coercion of single values, and nothing else.
type naive struct {
	*Graph
	t     testing.TB
	pool  *pgxpool.Pool
	oc    *graphql.OperationContext
	actor Actor
	errs  []string
	fatal [2][]string // of arguments, of lists
	worst int
}

// at is one row: item is a from-item that holds it alone, or for a value the SQL of it.
type at struct {
	t    *Type
	item string
	self string
	path string
	args map[string]any
	it   any
}

func (n *naive) answer() answer {
	root := at{t: n.types["Query"], item: "(select) _"}
	n.check(root, n.oc.Operation.SelectionSet, 1)
	for _, errs := range n.fatal {
		if errs != nil {
			slices.Sort(errs)
			return answer{data: "null", errors: errs}
		}
	}
	if n.worst > 10_000 {
		return answer{data: "null", errors: []string{"TOO_LARGE  一次最多读 10000 行，请减少 first 或层数。"}}
	}
	data := n.object(root, n.oc.Operation.SelectionSet)
	slices.Sort(n.errs)
	return answer{or(data, "null"), n.errs, n.worst}
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// declared is what is said of a field; nothing of __typename.
func (t *Type) declared(name string) *field {
	if f := t.fields[name]; f != nil {
		return f
	}
	return &field{}
}

func (n *naive) collect(t string, sel ast.SelectionSet) []graphql.CollectedField {
	return graphql.CollectFields(n.oc, sel, []string{t})
}

func join(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

// check walks the document once, whatever the rows: arguments, first and after, the number of rows.
func (n *naive) check(r at, sel ast.SelectionSet, rows int) {
	for _, f := range n.collect(r.t.name, sel) {
		target, page := n.target(f.Definition.Type)
		decl, path := r.t.declared(f.Name), join(r.path, f.Alias)
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

// sent stands around the literals that clients sent.
const sent = "/**/"

// sql writes everything that a snippet names as a literal.
func (n *naive) sql(snippet string, r at) string {
	return names.ReplaceAllStringFunc(snippet, func(m string) string {
		name, path, _ := strings.Cut(m[1:], ".")
		var members []string
		if path != "" {
			members = strings.Split(path, ".")
		}
		wide := len(members) > 0 && members[len(members)-1] == "width" // a measure of the value before it
		if wide {
			members = members[:len(members)-1]
		}
		v := dig(r.args[name], members)
		switch name {
		case "self":
			return r.self
		case "actor":
			v, wide = n.actor.Values[path], false
		case "it":
			v = dig(r.it, members)
		}
		if wide {
			v = n.widthOf(v)
		}
		if s, given := text(v, 0).(string); given {
			return sent + quote(s) + sent
		}
		return "null"
	})
}

// query returns the cells of all rows. A text that PostgreSQL does not take for a uuid is none: NULL.
func (n *naive) query(sql string) (out [][]cell) {
	rows, err := n.pool.Query(context.Background(), sql, pgx.QueryExecModeDescribeExec, pgx.QueryResultFormats{1})
	if err == nil {
		for rows.Next() {
			var row []cell
			for i, v := range rows.RawValues() {
				row = append(row, cell{rows.FieldDescriptions()[i].DataTypeOID, slices.Clone(v)})
			}
			out = append(out, row)
		}
		rows.Close()
		err = rows.Err()
	}
	if err == nil {
		return out
	}
	_, said, isUUID := strings.Cut(err.Error(), `invalid input syntax for type uuid: "`)
	if !isUUID {
		n.t.Fatalf("%v in %s", err, sql)
	}
	said = said[:strings.LastIndexByte(said, '"')]
	return n.query(strings.NewReplacer(sent+quote(said)+sent, "null", `"`+strings.ReplaceAll(said, "'", "''")+`"`, "NULL").Replace(sql))
}

// object returns "" for null, as do all that write values.
func (n *naive) object(r at, sel ast.SelectionSet) string {
	return n.fields(r.path, n.collect(r.t.name, sel), func(f graphql.CollectedField, path string) string {
		in := r
		in.path, in.args = path, n.arguments(f, path)
		return n.field(in, f)
	})
}

func (n *naive) fields(path string, all []graphql.CollectedField, value func(f graphql.CollectedField, path string) string) string {
	var parts []string
	whole := true
	for _, f := range all {
		v := strconv.Quote(f.ObjectDefinition.Name)
		if f.Name != "__typename" {
			v = value(f, join(path, f.Alias))
		}
		whole = whole && (v != "" || !f.Definition.Type.NonNull)
		parts = append(parts, strconv.Quote(f.Alias)+":"+or(v, "null"))
	}
	if !whole {
		return ""
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// null is "", and an error where the schema does not allow null.
func (n *naive) null(t *ast.Type, path string) string {
	if t.NonNull {
		n.errs = append(n.errs, "INTERNAL "+path+" 必有的内容为空，或您无权查看。")
	}
	return ""
}

func (n *naive) field(r at, f graphql.CollectedField) string {
	typ, decl := f.Definition.Type, r.t.declared(f.Name)
	target, page := n.target(typ)
	switch {
	case decl.hidden != nil && decl.hidden(n.actor.Role):
		return ""
	case decl.look != nil:
		return n.scalar(typ, n.look(r, decl.look), r.path)
	case decl.compute != nil:
		var exprs []string
		for _, sql := range decl.sql {
			exprs = append(exprs, n.sql(sql, r))
		}
		v := decl.compute(n.actor, n.query("select " + strings.Join(exprs, ", ") + " from " + r.item)[0])
		if v == nil {
			return n.null(typ, r.path)
		}
		return encode(v)
	case target == nil:
		return n.scalar(typ, n.query("select " + n.sql(decl.sql[0], r) + " from " + r.item)[0][0], r.path)
	case target.isValue():
		self := "(" + n.sql(decl.sql[0], r) + ")"
		if n.query("select num_nonnulls(" + self + ") > 0 from " + r.item)[0][0].b[0] == 0 {
			return n.null(typ, r.path)
		}
		return n.object(at{t: target, item: r.item, self: self, path: r.path}, f.Selections)
	case page:
		return n.page(r, target, decl, f)
	}
	from, where := n.edge(r, target, decl)
	ids := n.ids(target, from, where, n.sql(decl.order, r))
	if typ.Elem == nil {
		if len(ids) == 0 {
			return n.null(typ, r.path)
		}
		return n.object(at{t: target, item: n.item(target, decl, from, where, ids[0]), path: r.path}, f.Selections)
	}
	first, ok := r.args["first"].(int64)
	if !ok {
		first = int64(decl.most)
	}
	ids = ids[:min(len(ids), int(first))]
	return n.list(typ, r.path, ids, func(id, path string) string {
		return n.object(at{t: target, item: n.item(target, decl, from, where, id), path: path}, f.Selections)
	})
}

func (n *naive) list(typ *ast.Type, path string, ids []string, element func(id, path string) string) string {
	var parts []string
	whole := true
	for i, id := range ids {
		v := element(id, fmt.Sprintf("%s[%d]", path, i))
		whole = whole && (v != "" || !typ.Elem.NonNull)
		parts = append(parts, or(v, "null"))
	}
	if !whole {
		return ""
	}
	return "[" + strings.Join(parts, ",") + "]"
}

// edge is where the rows of an edge come from: the parent's row joined with all of the target's that it may show.
func (n *naive) edge(r at, target *Type, decl *field) (from, where string) {
	parent, rows := r.item, target.from
	if r.t.alias == target.alias {
		parent = strings.TrimSuffix(parent, " "+r.t.alias) + " up"
	}
	if decl.rows != "" {
		rows = "lateral " + n.sql(decl.rows, r)
	}
	where = "(" + or(n.sql(target.see(n.actor.Role), r), "true") + ") and (" + or(n.sql(decl.on, r), "true") + ")"
	return parent + " cross join " + rows, where
}

func (n *naive) ids(t *Type, from, where, order string) (out []string) {
	for _, row := range n.query("select (" + t.key + ")::text from " + from + " where " + where + " order by " + or(order, "1")) {
		out = append(out, string(row[0].b))
	}
	return out
}

// item is the row of an edge with that id.
func (n *naive) item(t *Type, decl *field, from, where, id string) string {
	if decl.rows == "" {
		from, where = t.from, "true"
	}
	return "(select " + t.alias + ".* from " + from + " where " + where + " and coalesce((" + t.key + ")::text = " + quote(id) + ", " + quote(id) + " = '') limit 1) " + t.alias
}

func (n *naive) look(r at, l *look) cell {
	target, _ := n.target(n.schema.Types[r.t.name].Fields.ForName(l.edge).Type)
	from, where := n.edge(r, target, r.t.fields[l.edge])
	where += " and (" + or(n.sql(l.where, r), "true") + ")"
	what := "count(*)"
	if l.sql != "" {
		what = "(array_agg(" + l.sql + " order by " + l.order + "))[1]"
	}
	return n.query("select " + what + " from " + from + " where " + where)[0][0]
}

// scalar decodes with pgx and encodes with encoding/json.
func (n *naive) scalar(t *ast.Type, c cell, path string) string {
	if c.b == nil {
		return n.null(t, path)
	}
	dt, _ := typeMap.TypeForOID(c.oid)
	v, err := dt.Codec.DecodeValue(typeMap, c.oid, 1, c.b)
	if err != nil {
		n.t.Fatal(err)
	}
	if all, ok := v.([]any); ok {
		for i := range all {
			all[i] = n.shownAs(t, all[i])
		}
		return encode(all)
	}
	if t.Name() == "GeoJSON" {
		return v.(string)
	}
	return encode(n.shownAs(t, v))
}

func (n *naive) shownAs(t *ast.Type, v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.UTC().Format(map[string]string{"Date": time.DateOnly, "DateTime": time.RFC3339Nano}[t.Name()])
	case [16]byte:
		return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:])
	}
	return v
}

func encode(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return strings.TrimSpace(b.String())
}
