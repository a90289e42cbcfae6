package plan

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/fault"
)

// coercion makes Go values of what a client sent for an argument, and collects what is wrong with it.
type coercion struct {
	*Graph
	convert bool // whether inputs are converted, too
	faults  []error
}

// value returns nil, a string, bool, int64, float64, []any or map[string]any. The document has been validated, so only what
// gqlgen leaves to scalars is checked here.
func (c *coercion) value(t *ast.Type, v any, path []string) any {
	if v == nil {
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
	if m, ok := v.(map[string]any); ok {
		return c.object(c.schema.Types[t.Name()], m, path)
	}
	out, err := c.scalar(t.Name(), v)
	if err != "" {
		c.faults = append(c.faults, fault.At(strings.Join(path, "."), "%s", err))
	}
	return out
}

func (c *coercion) object(def *ast.Definition, m map[string]any, path []string) any {
	out := make(map[string]any, len(def.Fields))
	for _, f := range def.Fields {
		v, given := m[f.Name]
		if !given && f.DefaultValue != nil {
			v, _ = f.DefaultValue.Value(nil)
		}
		out[f.Name] = c.value(f.Type, v, append(slices.Clip(path), f.Name))
	}
	if f := c.inputs[def.Name]; f != nil && c.convert && len(c.faults) == 0 {
		converted, err := f(out)
		if err != nil {
			c.faults = append(c.faults, err)
		}
		return converted
	}
	return out
}

// scalar returns the value, or in Chinese what is wrong with it.
func (c *coercion) scalar(name string, v any) (any, string) {
	text, isText := v.(string)
	switch name {
	case "Boolean":
		return v, ""
	case "Int":
		n, ok := number(v)
		if !ok || n != math.Trunc(n) || math.Abs(n) > math.MaxInt32 {
			return nil, "应为 32 位整数。"
		}
		return int64(n), ""
	case "Float", "Longitude", "Latitude":
		n, ok := number(v)
		limit := map[string]float64{"Float": math.MaxFloat64, "Longitude": 180, "Latitude": 90}[name]
		if !ok || math.IsNaN(n) || math.Abs(n) > limit {
			return nil, fmt.Sprintf("应为 -%g 到 %g 之间的数。", limit, limit)
		}
		return n, ""
	case "DateTime":
		at, err := time.Parse(time.RFC3339Nano, text)
		if at = at.UTC(); err != nil || at.Year() < 1 || at.Year() > 9999 {
			return nil, "应为带时区的时间，如 2026-11-22T08:00:00+08:00。"
		}
		return at.Format(time.RFC3339Nano), ""
	case "Date":
		if day, err := time.Parse(time.DateOnly, text); err != nil || day.Year() < 1 {
			return nil, "应为日期，如 2026-11-22。"
		}
		return text, ""
	}
	if stored := c.stored[name]; stored != nil {
		if _, ok := stored[text]; !ok {
			return nil, "没有这个选项。"
		}
	}
	if !isText {
		text = fmt.Sprint(v) // an ID may be written as an integer
	}
	if strings.ContainsRune(text, 0) {
		return nil, "含有不可用的字符。"
	}
	return text, ""
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case int:
		return float64(v), true
	case json.Number:
		f, err := v.Float64()
		return f, err == nil
	}
	return 0, false
}

// elements are a list's; a single value is a list of one. gqlgen makes typed slices of single values.
func elements(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case []string:
		return anys(v)
	case []json.Number:
		return anys(v)
	case []map[string]any:
		return anys(v)
	case []bool:
		return anys(v)
	case []int64:
		return anys(v)
	case []float64:
		return anys(v)
	}
	return []any{v}
}

func anys[T any](l []T) []any {
	out := make([]any, len(l))
	for i, e := range l {
		out[i] = e
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
