package plan

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"lianqi/server/fault"
)

// coercion makes Go values of what a client sent for an argument, and collects what is wrong with it. The document has been
// validated, so what is left is enums, which gqlgen takes in any case, and the scalars' own rules.
type coercion struct {
	*Graph
	path    ast.Path
	convert bool // whether inputs are converted, too
	errs    gqlerror.List
}

// coerce reads what was sent for an argument.
func (g *Graph) coerce(a argument, sent any, convert bool) (any, gqlerror.List) {
	c := coercion{Graph: g, path: a.path, convert: convert}
	return c.value(a.Type, sent, []string{a.Name}), c.errs
}

// refuse notes what is wrong with the member at path.
func (c *coercion) refuse(path []string, format string, args ...any) {
	c.errs = append(c.errs, report(c.path, fault.At(strings.Join(path, "."), format, args...)))
}

// value returns nil, what the scalar's reader makes, an enum's name, []any or map[string]any.
func (c *coercion) value(t *ast.Type, v any, path []string) any {
	if v == nil {
		if t.NonNull { // a variable that is null where the argument has a default
			c.refuse(path, "%s 不能为空。", path[len(path)-1])
		}
		return nil
	}
	if t.Elem != nil {
		all := elements(v)
		out := make([]any, len(all))
		for i, e := range all {
			out[i] = c.value(t.Elem, e, append(path, strconv.Itoa(i)))
		}
		return out
	}
	def := c.schema.Types[t.Name()]
	if m, ok := v.(map[string]any); ok {
		return c.object(def, m, path)
	}
	if def.Kind == ast.Enum && def.EnumValues.ForName(fmt.Sprint(v)) == nil {
		c.refuse(path, "没有 %v 这个选项。", v)
	}
	read := c.scalars[def.Name]
	if read == nil {
		return v
	}
	out, err := read(v)
	if err == nil {
		return out
	}
	message := "这个值不合约定。"
	if f := fault.As(err); f != nil {
		message = f.Message
	}
	c.refuse(path, "%s", message)
	return v
}

func (c *coercion) object(def *ast.Definition, m map[string]any, path []string) any {
	out := make(map[string]any, len(def.Fields))
	for _, f := range def.Fields {
		v, given := m[f.Name]
		if !given {
			v, _ = f.DefaultValue.Value(nil)
		}
		out[f.Name] = c.value(f.Type, v, append(slices.Clip(path), f.Name))
	}
	if f := c.inputs[def.Name]; f != nil && c.convert && c.errs == nil {
		converted, err := f(out)
		if err != nil {
			c.errs = append(c.errs, report(c.path, err))
		}
		return converted
	}
	return out
}

// elements are a list's; a single value is a list of one. gqlgen makes typed slices of single values.
func elements(v any) (out []any) {
	if all, ok := v.([]any); ok {
		return all
	}
	text, _ := json.Marshal(v)
	if json.Unmarshal(text, &out) != nil {
		return []any{v}
	}
	return out
}

// dig follows a path into an input object; nil where it ends early.
func dig(v any, path []string) any {
	for _, name := range path {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}
