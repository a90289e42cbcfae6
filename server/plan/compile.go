package plan

import (
	"fmt"
	"hash/crc32"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"lianqi/server/fault"
	"lianqi/server/moment"
)

// scope is where a field stands: in a row of t, or in a value, and inside which list.
type scope struct {
	t     *Type
	name  string // of the field, or of what picks and orders rows of t
	picks bool
	self  string // a value's SQL
	row   *row
	list  int
	path  ast.Path
	args  map[string]operand // the field's
	it    *operand           // a filter's value
}

type compiler struct {
	*Graph
	oc      *graphql.OperationContext
	role    string
	widths  map[string]any // the actor's values, of which whole numbers are written into the statement
	plan    *plan
	values  []any // of plan.args, as they are now
	errs    gqlerror.List
	known   map[string]string // of the parameters, by their key
	joined  int               // edges to one row, and looks
	absurd  []string          // names that mean nothing where they stand; New finds them
	inspect func(s scope, sql string)
}

func (g *Graph) compiler(oc *graphql.OperationContext, actor Actor) *compiler {
	return &compiler{Graph: g, oc: oc, role: actor.Role, widths: actor.Values, plan: &plan{}, known: map[string]string{}}
}

// compile makes the plan of an operation, or of the payload's field at, whose row has the id of the binding.
func (g *Graph) compile(oc *graphql.OperationContext, actor Actor, at *graphql.CollectedField) (*plan, gqlerror.List) {
	c := g.compiler(oc, actor)
	root := scope{t: g.types[g.schema.Query.Name], row: newRow(nil, ""), list: -1}
	if at == nil {
		c.plan.root = c.fields(root, oc.Operation.SelectionSet)
	} else {
		t, _ := g.target(at.Definition.Type)
		n := c.start(*at)
		n.typ = ast.NamedType(t.name, nil) // a row that may not be seen is the caller's NOT_FOUND
		id := c.param("id", func(b *binding) any { return b.id })
		c.one(n, root, t, &field{on: t.key + " = " + id}, *at)
		c.plan.root, c.plan.single = []*node{n}, true
	}
	if c.joined+len(c.plan.lists) > maxEdges {
		c.errs = append(c.errs, report(nil, fault.New(fault.TooLarge, "一次最多查 %d 处关联，请分开查询。", maxEdges)))
	}
	c.plan.columns = len(root.row.cols)
	sql := root.row.selected(root.t.from)
	c.plan.id = strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(sql))), 36)
	c.plan.sql = "/* " + word(oc.Operation.Name) + " " + word(c.role) + " */ " + sql
	return c.plan, c.errs
}

var unsafe = regexp.MustCompile(`\W`)

// word keeps what is safe inside an SQL comment.
func word(s string) string {
	s = unsafe.ReplaceAllString(s, "")
	return s[:min(len(s), 60)]
}

// collect is GraphQL's CollectFields: fragments, @skip and @include are gone after it.
func (c *compiler) collect(t *ast.Type, sel ast.SelectionSet) []graphql.CollectedField {
	return graphql.CollectFields(c.oc, sel, append([]string{t.Name()}, c.schema.Types[t.Name()].Interfaces...))
}

// start makes a field's node. A __typename is complete with it.
func (c *compiler) start(f graphql.CollectedField) *node {
	n := &node{at: ast.PathName(f.Alias), text: strconv.Quote(f.Alias) + ":", typ: f.Definition.Type, list: -1}
	if f.Name == "__typename" {
		n.text += strconv.Quote(f.ObjectDefinition.Name)
	}
	return n
}

// fields compiles an object's selection.
func (c *compiler) fields(s scope, sel ast.SelectionSet) (out []*node) {
	for _, f := range c.collect(ast.NamedType(s.t.name, nil), sel) {
		n := c.start(f)
		out = append(out, n)
		switch {
		case f.Name == "__typename":
		case strings.HasPrefix(f.Name, "__"):
			c.errs = append(c.errs, report(s.path, fault.New(fault.Invalid, "%s 请单独查询。", f.Name)))
		default:
			in := s
			in.name = f.Name
			in.path = append(slices.Clip(s.path), ast.PathName(f.Alias))
			in.args = c.arguments(f, in.path)
			c.field(n, in, f)
		}
	}
	return out
}

func (c *compiler) field(n *node, s scope, f graphql.CollectedField) {
	decl := s.t.fields[f.Name]
	target, isPage := c.target(f.Definition.Type)
	switch {
	case decl.hidden != nil && decl.hidden(c.role):
		n.text += "null"
	case decl.look != nil:
		n.kind, n.enc = scalar, c.encoder(n.typ)
		n.cols = []int{s.row.col(c.look(s, decl.look))}
	case target == nil:
		n.kind, n.enc, n.compute = scalar, c.encoder(n.typ), decl.compute
		if n.compute != nil {
			n.kind = computed
		}
		for _, sql := range decl.sql {
			n.cols = append(n.cols, s.row.col(c.expand(sql, s)))
		}
	case target.isValue():
		s.self = "(" + c.expand(decl.sql[0], s) + ")"
		s.t = target
		n.kind, n.cols = object, []int{s.row.col("nullif(" + s.self + " is null, true)")}
		n.fields = c.fields(s, f.Selections)
	case isPage:
		c.page(n, s, target, decl, f)
	case n.typ.Elem != nil:
		c.rowsOf(n, s, target, decl, f)
	default:
		c.one(n, s, target, decl, f)
	}
}

// one joins the row of an edge.
func (c *compiler) one(n *node, s scope, t *Type, decl *field, f graphql.CollectedField) {
	c.joined++
	sub := newRow(s.row, "o"+strconv.Itoa(c.joined))
	n.kind, n.cols = object, []int{sub.col(t.key)}
	n.fields = c.fields(scope{t: t, row: sub, list: s.list, path: s.path}, f.Selections)
	from, where := c.rows(s, t, decl)
	order, limit := c.expand(decl.order, s), ""
	if order != "" {
		limit = " limit 1"
	}
	named := make([]string, len(sub.cols))
	for i, col := range sub.cols {
		named[i] = fmt.Sprintf("%s as c%d", col, i)
	}
	sql := query(strings.Join(named, ", "), t, from, where, sub.joins, order, limit)
	s.row.joins += " left join lateral (" + sql + ") " + sub.alias + " on true"
}

// rowsOf makes the rows of a list one column of records.
func (c *compiler) rowsOf(n *node, s scope, t *Type, decl *field, f graphql.CollectedField) {
	n.kind, n.list = rows, len(c.plan.lists)
	c.plan.lists = append(c.plan.lists, bound{within: s.list, most: decl.most, path: s.path})
	sub := newRow(nil, "")
	n.fields = c.fields(scope{t: t, row: sub, list: n.list, path: s.path}, f.Selections)
	from, where := c.rows(s, t, decl)
	n.cols = []int{s.row.col(c.array(sub, t, from, where, c.expand(decl.order, s), decl.most))}
}

func (c *compiler) array(sub *row, t *Type, from string, where []string, order string, limit int) string {
	columns := "row(" + strings.Join(sub.cols, ", ") + ")"
	return "array(" + query(columns, t, from, where, sub.joins, order, " limit "+strconv.Itoa(limit)) + ")"
}

// rows is the from-item and the predicates of the edge f to t: the only place where a noun's rows are named, and they never come
// without the noun's rule, unless where the edge starts implies it. In an edge of a noun to itself the row it starts from is called up.
func (c *compiler) rows(s scope, t *Type, f *field) (from string, where []string) {
	from = t.from
	if f.rows != "" {
		from = c.expand(f.rows, s)
	}
	if s.t.alias == t.alias {
		from = t.above() + " cross join " + from
	}
	if see := t.see(c.role); see != "" && !c.implied(s.t, f, see) {
		where = append(where, "("+c.expand(see, scope{})+")")
	}
	if f.on != "" {
		where = append(where, "("+c.expand(f.on, s)+")")
	}
	return from, where
}

// look is a value made from the rows of an edge.
func (c *compiler) look(s scope, l *look) string {
	target, _ := c.target(c.schema.Types[s.t.name].Fields.ForName(l.edge).Type)
	c.joined++
	edge := s
	edge.name = l.edge
	from, where := c.rows(edge, target, s.t.fields[l.edge])
	if l.where != "" {
		where = append(where, "("+c.expand(l.where, s)+")")
	}
	if l.sql != "" {
		return "(" + query(c.expand(l.sql, s), target, from, where, "", c.expand(l.order, s), " limit 1") + ")"
	}
	return "(" + query("count(*)", target, from, where, "", "", "") + ")"
}

// expand gives the @names of a snippet their meaning in a scope.
func (c *compiler) expand(sql string, s scope) string {
	if c.inspect != nil && s.t != nil {
		c.inspect(s, sql)
	}
	for _, now := range present {
		if strings.Contains(sql, now.asked) {
			sql = strings.ReplaceAll(sql, now.asked, c.param(now.asked, now.is)+now.as)
		}
	}
	return names.ReplaceAllStringFunc(sql, func(m string) string {
		path := strings.Split(m[1:], ".")
		o, isOperand := s.args[path[0]]
		switch {
		case m == "@actor.width":
			return strconv.Itoa(actorWidth(c.widths))
		case m == "@actor.role":
			return quote(c.role)
		case path[0] == "actor" && len(path) == 2:
			return c.param(sql+"\x00"+m, func(b *binding) any { return b.actor.Values[path[1]] })
		case path[0] == "self" && s.self != "":
			return s.self
		case path[0] == "it" && s.it != nil:
			o, isOperand = *s.it, true
		}
		if last := len(path) - 1; isOperand && last > 0 && path[last] == "width" {
			o.path = slices.Concat(o.path, path[1:last])
			return strconv.Itoa(c.widthOf(c.now(o)))
		}
		if isOperand {
			o.path = slices.Concat(o.path, path[1:])
			if value := c.operand(sql, o); value != "" {
				return value
			}
		}
		c.absurd = append(c.absurd, m+" in "+sql)
		return "null"
	})
}

// present is how snippets ask what time it is. A plan gives them when its reader asked: the database would look for each anew.
var present = []struct {
	asked, as string
	is        param
}{
	{moment.SQL, "::timestamptz", func(b *binding) any { return b.actor.At }},
	{moment.Today, "::date", func(b *binding) any { return b.actor.At.In(moment.Zone).Format(time.DateOnly) }},
}
