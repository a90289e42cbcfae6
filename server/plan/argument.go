package plan

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/vektah/gqlparser/v2/ast"
)

// argument is an argument of a selected field.
type argument struct {
	name string
	typ  *ast.Type
	path ast.Path // of the field
	raw  func(vars map[string]any) any
}

// operand is a place in an argument.
type operand struct {
	index int // into plan.args
	path  []string
}

// arguments notes every argument of a field, whether its SQL will use it or not: a bad value is a bad request.
func (c *compiler) arguments(f graphql.CollectedField, path ast.Path) map[string]operand {
	if len(f.Definition.Arguments) == 0 {
		return nil
	}
	out := map[string]operand{}
	for _, d := range f.Definition.Arguments {
		a := argument{d.Name, d.Type, path, raw(d, f.Arguments.ForName(d.Name))}
		out[d.Name] = operand{index: len(c.plan.args)}
		c.plan.args = append(c.plan.args, a)
		v, errs := c.coerce(a, c.oc.Variables, false)
		c.values, c.errs = append(c.values, v), append(c.errs, errs...)
	}
	return out
}

// raw is where an argument's value comes from: a literal, variables, or the schema's default.
func raw(d *ast.ArgumentDefinition, a *ast.Argument) func(vars map[string]any) any {
	var fallback any
	if d.DefaultValue != nil {
		fallback, _ = d.DefaultValue.Value(nil)
	}
	switch {
	case a == nil:
		return func(map[string]any) any { return fallback }
	case a.Value.Kind == ast.Variable:
		return func(vars map[string]any) any {
			if v, ok := vars[a.Value.Raw]; ok {
				return v
			}
			return fallback
		}
	}
	return func(vars map[string]any) any {
		v, _ := a.Value.Value(vars) // fails only for integers beyond 64 bits, which then are beyond 32 as well
		return v
	}
}

// now is the operand's value in the request that is being compiled.
func (c *compiler) now(o operand) any {
	c.used[o.index] = true
	return dig(c.values[o.index], o.path)
}

// operand is the SQL of a value: a literal when its type is part of the plan's key, else a parameter.
func (c *compiler) operand(snippet string, o operand) string {
	typ, converted := c.member(c.plan.args[o.index].typ, o.path)
	if v := c.now(o); c.isLiteral(typ) && !converted {
		return c.literal(typ, v)
	}
	return c.param(fmt.Sprint(snippet, "\x00", o), func(b *binding) any { return dig(b.values[o.index], o.path) })
}

// member is the type of an input object's member, and whether an Input converts it on the way. It is nil where there is none.
func (g *Graph) member(t *ast.Type, path []string) (typ *ast.Type, converted bool) {
	for _, name := range path {
		def := g.schema.Types[t.Name()]
		f := def.Fields.ForName(name)
		if def.Kind != ast.InputObject || f == nil {
			return nil, false
		}
		converted = converted || g.inputs[def.Name] != nil
		t = f.Type
	}
	return t, converted
}

// literal is an enum's value, a boolean, or a list of them.
func (c *compiler) literal(t *ast.Type, v any) string {
	switch v := v.(type) {
	case bool:
		return strconv.FormatBool(v)
	case string:
		return quote(c.stored[t.Name()][v])
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			s, isEnum := e.(string)
			if list[i] = e; isEnum {
				list[i] = c.stored[t.Name()][s]
			}
		}
		return quote(*text(list, 0))
	}
	return "null"
}

// param makes a parameter, once for each key; placeholders are numbered when the statement is complete.
func (c *compiler) param(key string, p param) string {
	if c.known[key] == "" {
		c.plan.params = append(c.plan.params, p)
		c.known[key] = fmt.Sprintf("\x00%d\x00", len(c.plan.params)-1)
	}
	return c.known[key]
}

var placeholder = regexp.MustCompile("\x00(\\d+)\x00")

// number gives the parameters that the statement came to use their places.
func (p *plan) number(sql string) {
	var used []param
	seen := map[string]string{}
	p.sql = placeholder.ReplaceAllStringFunc(sql, func(m string) string {
		if seen[m] == "" {
			i, _ := strconv.Atoi(m[1 : len(m)-1])
			used = append(used, p.params[i])
			seen[m] = "$" + strconv.Itoa(len(used))
		}
		return seen[m]
	})
	p.params = used
}

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// text is a parameter as PostgreSQL reads it; nil is NULL. An id that is no UUID is NULL, so that it equals no row's.
func text(v any, oid uint32) *string {
	var s string
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		if s = v; oid == pgtype.UUIDOID && !uuid.MatchString(v) {
			return nil
		}
	case []string:
		all := make([]any, len(v))
		for i, e := range v {
			all[i] = e
		}
		return text(all, oid)
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = "NULL"
			if p := text(e, elementOf[oid]); p != nil {
				parts[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(*p) + `"`
			}
		}
		s = "{" + strings.Join(parts, ",") + "}"
	case float64:
		s = strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		s = v.Format(time.RFC3339Nano)
	default:
		s = fmt.Sprint(v)
	}
	return &s
}
