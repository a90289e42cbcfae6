package plan

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// paging compiles one connection: rows by keyset, their number, their cursors.
type paging struct {
	*compiler
	scope  // of the connection's field
	asked  graphql.CollectedField
	decl   *field
	target *Type
	list   int
	order  order
	sub    *row // the rows' columns
	wanted bool // whether anything needs the rows
	beside int  // rows that are fetched beside the page's: one where it is asked whether more follow
}

func (c *compiler) page(n *node, s scope, t *Type, decl *field, f graphql.CollectedField) {
	n.kind, n.list = page, len(c.plan.lists)
	p := &paging{compiler: c, scope: s, asked: f, decl: decl, target: t, list: n.list, sub: newRow(nil, "")}
	p.order = p.orderBy()
	first, after := s.args["first"], s.args["after"]
	b := bound{within: s.list, first: &first, order: t.name + "." + p.order.name, keys: len(p.order.keys), path: s.path}
	if c.now(after) != nil {
		b.after = &after
	}
	c.plan.lists = append(c.plan.lists, b)
	n.fields = p.frame(f, s.path)
	if p.wanted {
		from, where := p.all()
		keys := p.keys()
		if b.after != nil {
			where = append(where, p.beyond(keys))
		}
		asked, _ := c.now(first).(int64) // rounded up; the writer cuts the rest
		limit := bucket(asked) + p.beside
		if _, own := t.args[p.order.name]; own && len(keys) > 1 {
			from, where = nearest(t, t.named(from, strings.Join(append(slices.Clip(p.sub.cols), p.sub.joins, orderSQL(keys)), " ")), from, where, keys, limit), nil
		}
		n.cols = []int{s.row.col(c.array(p.sub, t, from, where, orderSQL(keys), limit))}
	}
}

// frame compiles what stands around the rows: the selection of a connection, of its edges or of its pageInfo.
func (p *paging) frame(f graphql.CollectedField, path ast.Path) (out []*node) {
	for _, in := range p.collect(f.Definition.Type, f.Selections) {
		n := p.start(in)
		out = append(out, n)
		below := append(slices.Clip(path), ast.PathName(in.Alias))
		row := scope{t: p.target, row: p.sub, list: p.list, path: below}
		p.wanted = p.wanted || in.Name == "nodes" || in.Name == "edges" || in.Name == "pageInfo"
		switch in.Name {
		case "__typename":
		case "totalCount":
			from, where := p.all()
			p.column(n, scalar, p.row, "("+query("count(*)", p.target, from, where, "", "", "")+")")
		case "nodes":
			n.kind, n.fields = rows, p.fields(row, in.Selections)
		case "edges":
			n.kind, n.fields = rows, p.frame(in, below)
		case "node":
			n.kind, n.fields = object, p.fields(row, in.Selections)
		case "pageInfo":
			n.kind, n.fields = object, p.frame(in, below)
		case "hasNextPage":
			n.kind, p.beside = pageMore, 1
		case "hasPreviousPage":
			n.text += strconv.FormatBool(p.plan.lists[p.list].after != nil)
		case "startCursor":
			p.cursor(n, pageFirst)
		case "endCursor":
			p.cursor(n, pageLast)
		case "cursor":
			p.cursor(n, scalar)
		default:
			p.column(n, scalar, p.sub, p.edgeField(in.Name))
		}
	}
	return out
}

func (p *paging) column(n *node, k kind, r *row, sql string) {
	n.kind, n.enc, n.cols = k, p.encoder(n.typ), []int{r.col(sql)}
}

// cursor is the order's name and the row's keys in it as text; opaque to clients, read by binding.list.
func (p *paging) cursor(n *node, k kind) {
	var keys []string
	for _, k := range p.keys() {
		keys = append(keys, "("+k.sql+")::text")
	}
	p.column(n, k, p.sub, "array["+strings.Join(keys, ", ")+"]")
	name := p.plan.lists[p.list].order
	n.enc = func(b []byte, c cell) ([]byte, bool) {
		parts := []string{name}
		each(c.b, func(_ int, key cell) { parts = append(parts, string(key.b)) })
		text, _ := json.Marshal(parts)
		return append(base64.RawURLEncoding.AppendEncode(append(b, '"'), text), '"'), true
	}
}

// edgeField is null in a connection without the arguments that it is about.
func (p *paging) edgeField(name string) string {
	sql, known := p.target.edgeFields[name]
	if !known {
		p.absurd = append(p.absurd, name)
	}
	for _, m := range names.FindAllStringSubmatch(sql, -1) {
		if _, given := p.args[m[1]]; !given && m[1] != "actor" {
			return "null"
		}
	}
	return p.expand(sql, p.about(name, nil))
}

// about is the scope of a snippet that picks or orders the target's rows.
func (p *paging) about(name string, it *operand) scope {
	s := p.scope
	s.t, s.name, s.picks, s.it = p.target, name, true, it
	return s
}

// orderBy is the order of the rows: of an argument that brings its own, of orderBy, or the first declared.
func (p *paging) orderBy() order {
	out := p.target.orders[0]
	if by, ok := p.args["orderBy"]; ok {
		i := slices.IndexFunc(p.target.orders, func(o order) bool { return o.name == p.now(by) })
		out = p.target.orders[max(i, 0)]
	}
	for _, name := range slices.Sorted(maps.Keys(p.target.args)) {
		arg := p.target.args[name]
		if given, ok := p.args[name]; ok && arg.keys != nil && p.now(given) != nil {
			out = arg
		}
	}
	return out
}

// keys are those of the order, expanded.
func (p *paging) keys() []key {
	keys := slices.Clone(p.order.keys)
	for i, k := range keys {
		keys[i].sql = p.expand(k.sql, p.about(p.order.name, nil))
	}
	return keys
}

// all is where the rows of all pages come from: those of the edge that hold what filter and declared arguments ask.
func (p *paging) all() (from string, where []string) {
	from, where = p.rows(p.scope, p.target, p.decl)
	for _, a := range p.asked.Definition.Arguments {
		given, sent := p.args[a.Name] // an export sends the filter alone
		if !sent {
			continue
		}
		if arg, ok := p.target.args[a.Name]; ok && p.now(given) != nil {
			where = append(where, "("+p.expand(arg.where, p.about(a.Name, nil))+")")
		}
		if a.Name != "filter" {
			continue
		}
		for _, m := range p.schema.Types[a.Type.Name()].Fields {
			if it := (operand{given.index, []string{m.Name}}); p.now(it) != nil {
				where = append(where, "("+p.expand(p.target.filter(m), p.about(m.Name, &it))+")")
			}
		}
	}
	return from, where
}

// nearest is a from-item of the first rows by the first key alone, and of those that are equal to the last of them: that an index can walk,
// nearest first, where it could not with a second key. The rows are then put into the whole order and cut.
func nearest(t *Type, columns, from string, where []string, keys []key, limit int) string {
	return "(" + query(columns, t, from, where, "", orderSQL(keys[:1]), " fetch first "+strconv.Itoa(limit)+" rows with ties") + ") " + t.alias
}

func orderSQL(keys []key) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.sql
		if k.desc {
			out[i] += " desc"
		}
	}
	return strings.Join(out, ", ")
}

// beyond holds for the rows after the cursor: the keys are compared as a row, which an index can serve.
func (p *paging) beyond(keys []key) string {
	left, right := make([]string, len(keys)), make([]string, len(keys))
	for i, k := range keys {
		left[i] = k.sql
		right[i] = p.param(fmt.Sprint("cursor", p.list, i), func(b *binding) any { return b.cursors[p.list][i] })
	}
	sign := ">"
	if keys[0].desc {
		sign = "<"
	}
	return "(" + strings.Join(left, ", ") + ") " + sign + " (" + strings.Join(right, ", ") + ")"
}
