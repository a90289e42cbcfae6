package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"
)

// naive answers a document field by field, with a tiny statement each, straight from the declarations: the meaning that the engine
// must not change. It shares with the engine the parsing of snippets and the coercion of single values, and nothing else.
type naive struct {
	*Graph
	t     testing.TB
	pool  *pgxpool.Pool
	asked *lru.Cache[string, [][]cell] // by statement
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
	return answer{cmp.Or(data, "null"), n.errs, n.worst}
}

func (n *naive) collect(t string, sel ast.SelectionSet) []graphql.CollectedField {
	return graphql.CollectFields(n.oc, sel, []string{t})
}

func join(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

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
		parts = append(parts, strconv.Quote(f.Alias)+":"+cmp.Or(v, "null"))
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
	typ, decl := f.Definition.Type, r.t.fields[f.Name]
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
		parts = append(parts, cmp.Or(v, "null"))
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
	where = "(" + cmp.Or(n.sql(target.see(n.actor.Role), r), "true") + ") and (" + cmp.Or(n.sql(decl.on, r), "true") + ")"
	return parent + " cross join " + rows, where
}

func (n *naive) ids(t *Type, from, where, order string) (out []string) {
	for _, row := range n.query("select (" + t.key + ")::text from " + from + " where " + where + " order by " + cmp.Or(order, "1")) {
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
	where += " and (" + cmp.Or(n.sql(l.where, r), "true") + ")"
	what := "count(*)"
	if l.sql != "" {
		what = "(array_agg(" + l.sql + " order by " + l.order + "))[1]"
	}
	return n.query("select " + what + " from " + from + " where " + where)[0][0]
}
