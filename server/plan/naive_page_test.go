package plan

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
)

// order is that of a page: an argument's own, the one that is named, or the first.
func (n *naive) order(t *Type, args map[string]any) order {
	for _, o := range append(slices.Collect(maps.Values(t.args)), t.orders...) {
		if o.keys != nil && args[o.name] != nil || o.name == args["orderBy"] {
			return o
		}
	}
	return t.orders[0]
}

func (n *naive) cursor(t *Type, args map[string]any, after string) (parts []string) {
	o := n.order(t, args)
	raw, err := base64.RawURLEncoding.DecodeString(after)
	if err != nil || json.Unmarshal(raw, &parts) != nil || len(parts) != 1+len(o.keys) || parts[0] != t.name+"."+o.name {
		return nil
	}
	return parts
}

func (n *naive) page(r at, t *Type, decl *field, f graphql.CollectedField) string {
	o := n.order(t, r.args)
	from, where := n.edge(r, t, decl)
	for _, d := range f.Definition.Arguments {
		if arg, ok := t.args[d.Name]; ok && r.args[d.Name] != nil {
			where += " and (" + n.sql(arg.where, r) + ")"
		}
		if d.Name == "filter" {
			for _, m := range n.schema.Types[d.Type.Name()].Fields {
				if r.it = dig(r.args["filter"], []string{m.Name}); r.it != nil {
					where += " and (" + n.sql(t.filter(m), r) + ")"
				}
			}
		}
	}
	all, order, beyond := where, "", "false"
	var cursor []string
	for i, k := range o.keys {
		sql := n.sql(k.sql, r)
		order += ", " + sql + map[bool]string{true: " desc"}[k.desc]
		cursor = append(cursor, "("+sql+")::text")
		if after, ok := r.args["after"].(string); ok {
			parts, equal := n.cursor(t, r.args, after), "true"
			for j := range i {
				equal += " and " + n.sql(o.keys[j].sql, r) + " = " + quote(parts[j+1])
			}
			beyond += " or " + equal + " and " + sql + map[bool]string{true: " < ", false: " > "}[k.desc] + quote(parts[i+1])
		}
	}
	if r.args["after"] != nil {
		where += " and (" + beyond + ")"
	}
	ids := n.ids(t, from, where, order[2:])
	first := int(r.args["first"].(int64))
	more := len(ids) > first
	ids = ids[:min(len(ids), first)]
	item := func(id string) string { return n.item(t, decl, from, where, id) }
	mark := func(id string) string {
		parts := []string{t.name + "." + o.name}
		for _, c := range n.query("select " + strings.Join(cursor, ", ") + " from " + item(id))[0] {
			parts = append(parts, string(c.b))
		}
		raw, _ := json.Marshal(parts)
		return fmt.Sprintf("%q", base64.RawURLEncoding.EncodeToString(raw))
	}
	return n.fields(r.path, n.collect(f.Definition.Type.Name(), f.Selections), func(cf graphql.CollectedField, path string) string {
		switch cf.Name {
		case "totalCount":
			return fmt.Sprint(len(n.ids(t, from, all, "")))
		case "nodes":
			return n.list(cf.Definition.Type, path, ids, func(id, path string) string {
				return n.object(at{t: t, item: item(id), path: path}, cf.Selections)
			})
		case "edges":
			return n.list(cf.Definition.Type, path, ids, func(id, path string) string {
				return n.fields(path, n.collect(cf.Definition.Type.Name(), cf.Selections), func(ef graphql.CollectedField, path string) string {
					switch ef.Name {
					case "cursor":
						return mark(id)
					case "node":
						return n.object(at{t: t, item: item(id), path: path}, ef.Selections)
					}
					return n.scalar(ef.Definition.Type, n.query("select " + n.sql(t.edgeFields[ef.Name], r) + " from " + item(id))[0][0], path)
				})
			})
		}
		return n.fields(path, n.collect("PageInfo", cf.Selections), func(xf graphql.CollectedField, path string) string {
			switch {
			case xf.Name == "hasNextPage":
				return fmt.Sprint(more)
			case xf.Name == "hasPreviousPage":
				return fmt.Sprint(r.args["after"] != nil)
			case len(ids) == 0:
				return ""
			case xf.Name == "startCursor":
				return mark(ids[0])
			}
			return mark(ids[len(ids)-1])
		})
	})
}
