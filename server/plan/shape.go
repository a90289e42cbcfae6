package plan

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// buckets are the limits that statements are written with.
var buckets = [...]int{1, 5, 10, 20, 50, maxFirst}

// maxFirst is the longest page that may be asked for.
const maxFirst = 100

// bucket is the limit that n is rounded up to.
func bucket(n int64) int {
	for _, b := range buckets {
		if n <= int64(b) {
			return b
		}
	}
	return maxFirst
}

// shape is what of the variables a plan may depend on. Forgetting something here answers one question with another's plan.
func (g *Graph) shape(oc *graphql.OperationContext) string {
	var b []byte
	for _, d := range oc.Operation.VariableDefinitions {
		v, given := oc.Variables[d.Variable]
		b = g.appendShape(b, d.Type, v, given)
	}
	return string(b)
}

func (g *Graph) appendShape(b []byte, t *ast.Type, v any, given bool) []byte {
	switch {
	case !given:
		return append(b, '_')
	case v == nil:
		return append(b, '0')
	}
	if t.Elem != nil {
		b = append(b, '[')
		if g.isLiteral(t) {
			for _, e := range elements(v) {
				b = g.appendShape(b, t.Elem, e, true)
			}
		}
		return append(b, ']')
	}
	if m, ok := v.(map[string]any); ok {
		b = append(b, '{')
		for _, f := range g.schema.Types[t.Name()].Fields {
			e, given := m[f.Name]
			b = g.appendShape(b, f.Type, e, given)
		}
		return append(b, '}')
	}
	if g.isLiteral(t) {
		return fmt.Append(b, v, ";")
	}
	if read := g.scalars["Int"]; t.Name() == "Int" && read != nil {
		whole, _ := read(v)
		n, _ := whole.(int64)
		return fmt.Append(b, bucket(n), ";")
	}
	return fmt.Append(b, g.widthOf(v), ",")
}

// isLiteral reports whether values of a type, or lists of it, are written into the statement: enums and booleans.
func (g *Graph) isLiteral(t *ast.Type) bool {
	return t.Name() == "Boolean" || g.schema.Types[t.Name()].Kind == ast.Enum
}
