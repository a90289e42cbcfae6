package plan

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/vektah/gqlparser/v2/ast"
)

// argument is an argument of a selected field.
type argument struct {
	*ast.ArgumentDefinition
	given *ast.Value
	path  ast.Path // of the field
	used  bool     // whether the statement or its making looked at it
}

// raw is what a client sent: a literal, variables, or the schema's default.
func (a argument) raw(vars map[string]any) any {
	from := a.given
	if from != nil && from.Kind == ast.Variable {
		if v, sent := vars[from.Raw]; sent {
			return v
		}
		from = nil
	}
	if from == nil {
		from = a.DefaultValue
	}
	v, _ := from.Value(vars) // fails only for integers beyond 64 bits, which then are beyond 32 as well
	return v
}

// operand is a place in an argument.
type operand struct {
	index int // into plan.args
	path  []string
}

// arguments notes every argument of a field, whether its SQL will use it or not: a bad value is a bad request.
func (c *compiler) arguments(f graphql.CollectedField, path ast.Path) map[string]operand {
	out := map[string]operand{}
	for _, d := range f.Definition.Arguments {
		a := argument{ArgumentDefinition: d, path: path}
		if given := f.Arguments.ForName(d.Name); given != nil {
			a.given = given.Value
		}
		v, _ := c.coerce(a, a.raw(c.oc.Variables), false) // bind says what is wrong
		out[d.Name] = operand{index: len(c.plan.args)}
		c.plan.args, c.values = append(c.plan.args, a), append(c.values, v)
	}
	return out
}

// now is the operand's value in the request that is being compiled.
func (c *compiler) now(o operand) any {
	c.plan.args[o.index].used = true
	return dig(c.values[o.index], o.path)
}

// operand is the SQL of a value: a literal when its type is part of the plan's key, else a parameter. It is "" where the type has no
// such member.
func (c *compiler) operand(snippet string, o operand) string {
	typ, converted := c.plan.args[o.index].Type, false
	for _, name := range o.path {
		def := c.schema.Types[typ.Name()]
		f := def.Fields.ForName(name)
		if def.Kind != ast.InputObject || f == nil {
			return ""
		}
		typ, converted = f.Type, converted || c.inputs[def.Name] != nil
	}
	v := c.now(o)
	switch b, isBool := v.(bool); {
	case converted || !c.isLiteral(typ):
		return c.param(fmt.Sprint(snippet, "\x00", o), func(b *binding) any { return dig(b.values[o.index], o.path) })
	case isBool:
		return strconv.FormatBool(b)
	case v == nil:
		return "null"
	}
	return quote(text(v, 0).(string))
}

// param makes a parameter, once for each key.
func (c *compiler) param(key string, p param) string {
	if c.known[key] == "" {
		c.plan.params = append(c.plan.params, p)
		c.known[key] = "$" + strconv.Itoa(len(c.plan.params))
	}
	return c.known[key]
}

// isUUID tells hyphenated hexadecimal digits.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		if hyphen != (c == '-') || !hyphen && !(c >= '0' && c <= '9' || c|' ' >= 'a' && c|' ' <= 'f') {
			return false
		}
	}
	return true
}

// text is a parameter as PostgreSQL reads it: a string, or nil for NULL. An id that is no UUID is NULL, so that it equals no row's.
func text(v any, oid uint32) any {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		if oid == pgtype.UUIDOID && !isUUID(v) {
			return nil
		}
		return v
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
			if p, ok := text(e, elementOf[oid]).(string); ok {
				parts[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(p) + `"`
			}
		}
		return "{" + strings.Join(parts, ",") + "}"
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	}
	return fmt.Sprint(v)
}
