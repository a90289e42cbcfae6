package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// paging compiles one connection: rows by keyset, their number, their cursors.
type paging struct {
	*compiler
	scope  // of the connection's field
	target *Type
	node   *node
	order  string
	keys   []key // of the order, expanded
	sub    *row  // the rows' columns
	count  string
	wanted bool // whether anything needs the rows
}

func (c *compiler) page(n *node, s scope, t *Type, decl *field, f graphql.CollectedField) {
	n.kind, n.list = page, len(c.plan.lists)
	p := &paging{compiler: c, scope: s, target: t, node: n, sub: newRow(nil, "")}
	p.order, p.keys = p.orderBy()
	first, after := s.args["first"], s.args["after"]
	b := bound{within: s.list, first: &first, order: p.target.name + "." + p.order, keys: len(p.keys), path: s.path}
	from, where := c.rows(s, t, decl)
	where = append(where, p.conditions(f)...)
	all := where
	if c.now(after) != nil {
		b.after = &after
		where = append(where[:len(where):len(where)], p.beyond(n.list))
	}
	c.plan.lists = append(c.plan.lists, b)
	p.count = "(" + query("count(*)", t, from, all, "", "", "") + ")"
	n.fields = p.frame(f, s.path)
	if p.wanted {
		array := c.array(p.sub, t, from, where, orderSQL(p.keys), c.limit(first)+1)
		n.cols = append([]int{s.row.col(array)}, n.cols...)
	}
}

// frame compiles what stands around the rows: the selection of a connection, of its edges or of its pageInfo.
func (p *paging) frame(f graphql.CollectedField, path ast.Path) (out []*node) {
	for _, in := range p.collect(f.Definition.Type, f.Selections) {
		n := p.start(in)
		out = append(out, n)
		below := append(slices.Clip(path), ast.PathName(in.Alias))
		row := scope{t: p.target, row: p.sub, list: p.node.list, path: below}
		p.wanted = p.wanted || in.Name == "nodes" || in.Name == "edges" || in.Name == "pageInfo"
		switch in.Name {
		case "__typename":
		case "totalCount":
			n.kind, n.enc, n.cols = scalar, p.encoder(n.typ), []int{p.scope.row.col(p.count)}
		case "nodes":
			n.kind, n.fields = pageRows, p.fields(row, in.Selections)
		case "edges":
			n.kind, n.fields = pageRows, p.frame(in, below)
		case "node":
			n.kind, n.fields = object, p.fields(row, in.Selections)
		case "pageInfo":
			n.kind, n.fields = pageInfo, p.frame(in, below)
		case "hasNextPage", "hasPreviousPage":
			n.kind, n.last = pageHas, in.Name == "hasNextPage"
		case "startCursor", "endCursor":
			n.kind, n.last = pageEnd, in.Name == "endCursor"
			p.cursors()
		case "cursor":
			n.kind = rowCursor
			p.cursors()
		default:
			n.kind, n.enc, n.cols = scalar, p.encoder(n.typ), []int{p.sub.col(p.edgeField(in.Name))}
		}
	}
	return out
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

// cursors fetches the keys of the order as text.
func (p *paging) cursors() {
	if p.node.cols != nil {
		return
	}
	for _, k := range p.keys {
		p.node.cols = append(p.node.cols, p.sub.col("("+k.sql+")::text"))
	}
}

// orderBy is the order of the rows: of an argument that brings its own, of orderBy, or the first declared.
func (p *paging) orderBy() (name string, keys []key) {
	o := p.target.orders[0]
	if by, ok := p.args["orderBy"]; ok && p.now(by) != nil {
		i := slices.IndexFunc(p.target.orders, func(o order) bool { return o.name == p.now(by) })
		if i < 0 {
			p.absurd = append(p.absurd, fmt.Sprint("orderBy ", p.now(by)))
		}
		o = p.target.orders[max(i, 0)]
	}
	for _, name := range slices.Sorted(maps.Keys(p.target.args)) {
		arg := p.target.args[name]
		if given, ok := p.args[name]; ok && arg.keys != nil && p.now(given) != nil {
			o = arg
		}
	}
	for _, k := range o.keys {
		keys = append(keys, key{p.expand(k.sql, p.about(o.name, nil)), k.desc})
	}
	return o.name, keys
}

// conditions are what filter and declared arguments ask, in the order of the schema.
func (p *paging) conditions(f graphql.CollectedField) (out []string) {
	for _, a := range f.Definition.Arguments {
		given := p.args[a.Name]
		if arg, ok := p.target.args[a.Name]; ok && p.now(given) != nil {
			out = append(out, "("+p.expand(arg.where, p.about(a.Name, nil))+")")
		}
		if a.Name != "filter" {
			continue
		}
		for _, m := range p.schema.Types[a.Type.Name()].Fields {
			if it := (operand{given.index, []string{m.Name}}); p.now(it) != nil {
				out = append(out, "("+p.expand(p.target.filter(m), p.about(m.Name, &it))+")")
			}
		}
	}
	return out
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

// beyond holds for the rows after the cursor. Keys of one direction are compared as a row, which an index can serve.
func (p *paging) beyond(list int) string {
	var left, right []string
	down := 0
	for i, k := range p.keys {
		left = append(left, k.sql)
		right = append(right, p.param(fmt.Sprint("cursor", list, i), func(b *binding) any { return b.cursors[list][i] }))
		if k.desc {
			down++
		}
	}
	sign := func(desc bool) string {
		if desc {
			return " < "
		}
		return " > "
	}
	if down == 0 || down == len(p.keys) {
		return "(" + strings.Join(left, ", ") + ")" + sign(down > 0) + "(" + strings.Join(right, ", ") + ")"
	}
	var or []string
	for i, k := range p.keys {
		and := left[i] + sign(k.desc) + right[i]
		for j := range i {
			and = left[j] + " = " + right[j] + " and " + and
		}
		or = append(or, and)
	}
	return "(" + strings.Join(or, " or ") + ")"
}
