package plan

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// snippet is SQL of a declaration with the things that it may name.
type snippet struct {
	at   string // "Problem.overdue", for messages
	name string // of the field, filter, argument or order, for Through
	kind snippetKind
	sql  []string
	typ  *ast.Type // of an expression that a field shows
	args ast.ArgumentDefinitionList
	it   *ast.Type
	self string
}

type snippetKind uint8

const (
	expression snippetKind = iota
	predicate
	orderKeys
	edgeParts // checked as a whole, see Check
)

// snippets are all SQL of a noun but its rule.
func (g *Graph) snippets(t *Type) (out []snippet) {
	if t.isValue() {
		return nil // they are those of the fields that show it
	}
	for _, fd := range g.fieldsOf(t) {
		out = append(out, g.fieldSnippets(t, fd, t.name, "")...)
	}
	for _, o := range t.orders {
		out = append(out, snippet{at: t.name + " order " + o.name, name: o.name, kind: orderKeys, sql: keySQL(o.keys)})
	}
	var all ast.ArgumentDefinitionList
	seen := map[string]bool{}
	for _, fd := range g.pagesOf(t) {
		for _, a := range fd.Arguments {
			if arg, ok := t.args[a.Name]; ok {
				at := t.name + " argument " + a.Name
				out = append(out, snippet{at: at, name: a.Name, kind: predicate, sql: []string{arg.where}, args: fd.Arguments})
				if arg.keys != nil {
					out = append(out, snippet{at: at, name: a.Name, kind: orderKeys, sql: keySQL(arg.keys), args: fd.Arguments})
				}
			}
			if a.Name != "filter" || seen[a.Type.Name()] {
				continue
			}
			seen[a.Type.Name()] = true
			for _, m := range g.schema.Types[a.Type.Name()].Fields {
				at := a.Type.Name() + "." + m.Name
				out = append(out, snippet{at: at, name: m.Name, kind: predicate, sql: []string{t.filter(m)}, it: m.Type})
			}
		}
		all = append(all, fd.Arguments...)
	}
	for _, name := range slices.Sorted(maps.Keys(t.edgeFields)) {
		if ef := g.schema.Types[t.name+"Edge"].Fields.ForName(name); ef != nil {
			out = append(out, snippet{at: t.name + "Edge." + name, name: name, sql: []string{t.edgeFields[name]}, typ: ef.Type, args: all})
		}
	}
	return out
}

// fieldSnippets are the SQL of a field; of a value's field once for every place where the value is shown.
func (g *Graph) fieldSnippets(t *Type, fd *ast.FieldDefinition, at, self string) []snippet {
	f := t.decl(fd.Name)
	s := snippet{at: at + "." + fd.Name, name: fd.Name, args: fd.Arguments, self: self, typ: fd.Type}
	target, _ := g.target(fd.Type)
	switch {
	case f.look != nil:
		s.kind, s.sql = edgeParts, []string{f.look.sql, f.look.where, f.look.order}
	case f.edge:
		s.kind, s.sql = edgeParts, []string{f.on, f.rows, f.order}
	case f.compute != nil:
		s.sql, s.typ = f.sql, nil
	case target == nil:
		s.sql = t.columns(fd.Name)
	case target.isValue():
		s.sql, s.typ = t.columns(fd.Name), nil
		out := []snippet{s}
		inner := strings.ReplaceAll(s.sql[0], "@self", self)
		for _, vf := range g.fieldsOf(target) {
			for _, v := range g.fieldSnippets(target, vf, s.at, "("+inner+")") {
				v.name, v.args = fd.Name, append(slices.Clip(fd.Arguments), v.args...)
				out = append(out, v)
			}
		}
		return out
	}
	return []snippet{s}
}

// fieldsOf are the schema's fields of a type, without __typename and its like.
func (g *Graph) fieldsOf(t *Type) (out ast.FieldList) {
	for _, fd := range g.schema.Types[t.name].Fields {
		if !strings.HasPrefix(fd.Name, "__") {
			out = append(out, fd)
		}
	}
	return out
}

// pagesOf are all fields that are connections to a noun.
func (g *Graph) pagesOf(t *Type) (out ast.FieldList) {
	for _, from := range g.sorted() {
		for _, fd := range g.fieldsOf(from) {
			if target, page := g.target(fd.Type); page && target == t {
				out = append(out, fd)
			}
		}
	}
	return out
}

func keySQL(keys []key) (out []string) {
	for _, k := range keys {
		out = append(out, k.sql)
	}
	return out
}

// snippet refuses @names that mean nothing, tables behind another noun's rule, and what would reveal a hidden field.
func (r *refusal) snippet(t *Type, s snippet) {
	for _, sql := range s.sql {
		for _, m := range names.FindAllString(sql, -1) {
			r.when(!r.means(s, strings.Split(m[1:], ".")), "%s: %s means nothing here", s.at, m)
		}
		for _, noun := range r.sorted() {
			table := noun.table()
			if readsTable(sql, table) && !slices.Contains(t.through[s.name], table) {
				r.when(true, "%s reads %s past the rule of %s: use an edge, Count or Exists, or declare Through", s.at, table, noun.name)
			}
		}
		for name, f := range t.fields {
			if f.hidden != nil && (s.kind == orderKeys || s.kind == predicate) {
				reveals := slices.ContainsFunc(t.columns(name), func(column string) bool { return hasWord(sql, column) })
				r.when(reveals, "%s reveals %s.%s, which may be hidden", s.at, t.name, name)
			}
		}
	}
}

// means reports whether an @name has a meaning in a snippet.
func (r *refusal) means(s snippet, name []string) bool {
	switch name[0] {
	case "actor":
		return len(name) == 2
	case "self":
		return s.self != ""
	case "it":
		if s.it == nil {
			return false
		}
		typ, _ := r.member(s.it, name[1:])
		return typ != nil
	}
	arg := s.args.ForName(name[0])
	if arg == nil {
		return false
	}
	typ, _ := r.member(arg.Type, name[1:])
	return typ != nil
}

// arguments refuses arguments of a field that nothing uses.
func (r *refusal) arguments(t *Type, fd *ast.FieldDefinition) {
	target, page := r.target(fd.Type)
	var sql []string
	for _, s := range r.fieldSnippets(t, fd, t.name, "") {
		sql = append(sql, s.sql...)
	}
	for _, a := range fd.Arguments {
		used := slices.ContainsFunc(sql, func(s string) bool { return hasWord(s, "@"+a.Name) })
		switch a.Name {
		case "first":
			used = used || page || fd.Type.Elem != nil
		case "after", "filter", "orderBy":
			used = used || page
		default:
			used = used || page && target.args[a.Name].name != ""
		}
		r.when(!used, "%s.%s: nothing uses the argument %s", t.name, fd.Name, a.Name)
	}
}

// table is the noun's table; "" when its rows come from something else.
func (t *Type) table() string {
	name, _, _ := strings.Cut(t.from, " ")
	if strings.ContainsAny(name, "(,") {
		return ""
	}
	return name
}

var selects = regexp.MustCompile(`(?i)\bselect\b`)

// readsTable reports whether SQL holds a sub-select that names a table.
func readsTable(sql, table string) bool {
	return table != "" && selects.MatchString(sql) && regexp.MustCompile(`(?i)(^|[\s(,])`+regexp.QuoteMeta(table)+`([\s),]|$)`).MatchString(sql)
}

// hasWord reports whether word stands in s, not as a part of a longer name.
func hasWord(s, word string) bool {
	return regexp.MustCompile(`(^|[^\w.@])` + regexp.QuoteMeta(word) + `($|\W)`).MatchString(s)
}
