package plan

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Author writes random valid documents and their variables.
type Author struct {
	*rand.Rand
	*Graph
	sensible func(a *Author, f *ast.FieldDefinition, name string) []any // values for the argument or member of that name; nil for any
	cursors  map[string][]any                                           // by noun and order: Problem.NEWEST
	vars     map[string]any
	defs     []string // "$v0: Int!"
	frags    []string
	aliases  int
}

func (a *Author) chance(p float64) bool     { return a.Float64() < p }
func pick[T any](a *Author, choices ...T) T { return choices[a.IntN(len(choices))] }

// absent is the value of a variable that is not sent.
type absent struct{}

// enumValue is an enum's value in a document.
type enumValue string

func (a *Author) document() string {
	a.vars, a.defs, a.frags = map[string]any{}, nil, nil
	body := a.selection(a.schema.Query, 2+a.IntN(3))
	head := "query Q"
	if a.defs != nil {
		head += "(" + strings.Join(a.defs, ", ") + ")"
	}
	return head + " { " + body + " } " + strings.Join(a.frags, " ")
}

func (a *Author) selection(def *ast.Definition, depth int) string {
	var out []string
	for range 1 + a.IntN(5) {
		switch {
		case a.chance(.08):
			out = append(out, pick(a, "__typename", "t: __typename"))
		case depth > 0 && a.chance(.12):
			out = append(out, "..."+pick(a, " on "+def.Name, "")+a.directive()+" { "+a.selection(def, depth-1)+" }")
		case depth > 0 && a.chance(.1):
			a.aliases++
			name := fmt.Sprintf("F%d", a.aliases)
			a.frags = append(a.frags, "fragment "+name+" on "+def.Name+" { "+a.selection(def, depth-1)+" }")
			out = append(out, "..."+name+a.directive())
		default:
			out = append(out, a.field(def, depth)...)
		}
	}
	if out == nil {
		return "__typename"
	}
	return strings.Join(out, " ")
}

func (a *Author) field(def *ast.Definition, depth int) (out []string) {
	f := pick(a, def.Fields...)
	inner := a.schema.Types[f.Type.Name()]
	isObject := inner.Kind == ast.Object
	if strings.HasPrefix(f.Name, "__") || isObject && depth == 0 {
		return nil
	}
	head := f.Name
	if len(f.Arguments) > 0 || a.chance(.2) {
		a.aliases++
		head = fmt.Sprintf("a%d: %s%s", a.aliases, f.Name, a.arguments(f))
	}
	body := func() string {
		if !isObject {
			return ""
		}
		return " { " + a.selection(inner, depth-1) + " }"
	}
	out = append(out, head+a.directive()+body())
	if isObject && !strings.Contains(head, "(") && a.chance(.15) { // the same key again: selections merge
		out = append(out, head+body())
	}
	return out
}

func (a *Author) directive() string {
	if !a.chance(.12) {
		return ""
	}
	value := pick(a, "true", "false")
	if a.chance(.6) {
		value = a.variable("Boolean!", a.chance(.5), pick(a, "", " = true"))
	}
	return " @" + pick(a, "include", "skip") + "(if: " + value + ")"
}

func (a *Author) variable(typ string, v any, fallback string) string {
	name := fmt.Sprintf("v%d", len(a.defs))
	a.defs = append(a.defs, "$"+name+": "+typ+fallback)
	if v != (absent{}) {
		a.vars[name] = v
	}
	return "$" + name
}

func (a *Author) arguments(f *ast.FieldDefinition) string {
	var out []string
	noun, order := &Type{}, ""
	if target, page := a.target(f.Type); page {
		noun, order = target, target.name+"."+target.orders[0].name
	}
	for _, d := range f.Arguments {
		v := a.value(f, d.Name, d.Type)
		optional := !d.Type.NonNull || d.DefaultValue != nil
		if optional && a.chance(.35) {
			continue
		}
		if !d.Type.NonNull && a.chance(.1) {
			v = nil
		}
		switch by, _ := v.(enumValue); {
		case d.Name == "orderBy":
			order = noun.name + "." + string(by)
		case noun.args[d.Name].keys != nil && v != nil:
			order = noun.name + "." + d.Name
		case d.Name == "after" && v != nil && a.chance(.97) && a.cursors[order] != nil:
			v = pick(a, a.cursors[order]...)
		}
		out = append(out, d.Name+": "+a.literal(f, d.Type, v, .4))
	}
	if out == nil {
		return ""
	}
	return "(" + strings.Join(out, ", ") + ")"
}

// literal writes a value, or a variable that holds it; members of inputs may be variables, too.
func (a *Author) literal(f *ast.FieldDefinition, t *ast.Type, v any, variable float64) string {
	if a.chance(variable) {
		if v == nil && a.chance(.5) {
			v = absent{}
		}
		return a.variable(t.String(), v, "")
	}
	switch v := v.(type) {
	case map[string]any:
		var out []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			m := a.schema.Types[t.Name()].Fields.ForName(k)
			out = append(out, k+": "+a.literal(f, m.Type, v[k], .2))
		}
		return "{" + strings.Join(out, ", ") + "}"
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, a.literal(f, t.Elem, e, 0))
		}
		return "[" + strings.Join(out, ", ") + "]"
	case enumValue:
		return string(v)
	}
	text, _ := json.Marshal(v)
	return string(text)
}

// value makes one that is mostly sensible for the argument or member of that name.
func (a *Author) value(f *ast.FieldDefinition, name string, t *ast.Type) any {
	if t.Elem != nil {
		out := make([]any, a.IntN(3))
		for i := range out {
			out[i] = a.value(f, name, t.Elem)
		}
		return out
	}
	def := a.schema.Types[t.Name()]
	switch {
	case def.Kind == ast.Enum:
		return enumValue(pick(a, def.EnumValues...).Name)
	case def.Kind == ast.InputObject:
		out := map[string]any{}
		for _, m := range def.Fields {
			if m.Type.NonNull && m.DefaultValue == nil || a.chance(.3) {
				out[m.Name] = a.value(f, m.Name, m.Type)
			}
			if !m.Type.NonNull && a.chance(.05) {
				out[m.Name] = nil
			}
		}
		return out
	}
	switch name {
	case "first":
		if a.chance(.01) {
			return pick(a, 0, -1, 101)
		}
		return 1 + a.IntN(6)
	case "after":
		return pick(a, "x", "", "WyJORVdFU1QiXQ", pick(a, a.cursors[pick(a, slices.Sorted(maps.Keys(a.cursors))...)]...))
	}
	if some := a.sensible(a, f, name); some != nil {
		return pick(a, some...)
	}
	switch t.Name() {
	case "Boolean":
		return a.chance(.5)
	case "DateTime":
		if a.chance(.01) {
			return pick(a, "2026-02-10", "yesterday")
		}
		return pick(a, "2026-01-02T08:00:00.5+08:00", "2026-02-10T00:00:00Z")
	case "Date":
		return pick(a, "2026-02-05", "2026-02-06")
	}
	if t.Name() == "Int" {
		return 1 + a.IntN(20)
	}
	return pick(a, "1", "same", "厂", `\`, `"`, "%", "'; drop table firm; --", "")
}

// other gives the document other variables: one of them, or all. One at a time, because two changes hide each other from a plan's
// key that forgets one of them.
func (a *Author) other(all bool) {
	a.vars = maps.Clone(a.vars)
	defs := a.defs
	if !all && len(defs) > 0 {
		defs = []string{pick(a, defs...)}
	}
	for _, d := range defs {
		name, typ, _ := strings.Cut(d[1:], ": ")
		typ, _, _ = strings.Cut(typ, " ")
		def := a.schema.Types[strings.Trim(typ, "[]!")]
		v := a.vars[name]
		switch {
		case def.Kind == ast.Enum && typ[0] != '[':
			values := slices.DeleteFunc(slices.Clone(def.EnumValues), func(e *ast.EnumValueDefinition) bool { return enumValue(e.Name) == v })
			v = enumValue(pick(a, values...).Name)
		case def.Name == "Int" && typ[0] != '[':
			v = 1 + a.IntN(8)
		case !strings.HasSuffix(typ, "!") && a.chance(.3):
			v = nil
		case def.Name == "Boolean" && v != nil:
			v = v != true
		case typ[0] != '[' && def.Kind != ast.InputObject && v != nil:
			continue
		default:
			v = a.value(a.schema.Query.Fields[0], name, parseType(typ))
		}
		a.vars[name] = v
	}
}

// empty makes the last nullable variable null, or takes it away, which differs where the argument has a default.
func (a *Author) empty(absent bool) {
	a.vars = maps.Clone(a.vars)
	for _, d := range slices.Backward(a.defs) {
		name, typ, _ := strings.Cut(d[1:], ": ")
		if strings.HasSuffix(typ, "!") || strings.Contains(typ, " = ") {
			continue
		}
		a.vars[name] = nil
		if absent {
			delete(a.vars, name)
		}
		return
	}
}

func parseType(s string) *ast.Type {
	bare := strings.TrimSuffix(s, "!")
	t := &ast.Type{NonNull: bare != s, NamedType: bare}
	if bare[0] == '[' {
		t.NamedType, t.Elem = "", parseType(bare[1:len(bare)-1])
	}
	return t
}
