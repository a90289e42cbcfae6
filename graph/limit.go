package graph

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"lianqi/server/access"
	"lianqi/server/fault"
)

// What one request may contain; fragments count wherever they are spread. Introspection's own depth is not bounded here,
// since its tools nest types deeper than any answer of ours.
const (
	maxTokens     = 1000
	maxDepth      = 12
	maxAliases    = 30
	maxDirectives = 50
	maxRootFields = 10
	maxElements   = 250 // of a list in the variables
)

// limits is a gqlgen extension: it refuses documents that ask too much and introspection by nobody.
type limits struct{}

func (limits) ExtensionName() string                   { return "limits" }
func (limits) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (limits) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	m := measurer{fragments: map[string]measure{}}
	got := m.set(oc.Operation.SelectionSet)
	got.directives += len(oc.Operation.Directives)
	got.elements = longest(oc.Variables)
	for _, limit := range []struct {
		got, most int
		words     string
	}{
		{got.depth, maxDepth, "嵌套太深，最多 %d 层。"},
		{got.aliases, maxAliases, "别名太多，最多 %d 个。"},
		{got.directives, maxDirectives, "指令太多，最多 %d 个。"},
		{got.fields, maxRootFields, "顶层字段太多，最多 %d 个。"},
		{got.elements, maxElements, "列表太长，最多 %d 项。"},
	} {
		if limit.got > limit.most {
			return &gqlerror.Error{Err: fault.New(fault.TooLarge, limit.words, limit.most)}
		}
	}
	if got.introspects && !access.From(ctx).SignedIn() {
		return &gqlerror.Error{Err: fault.New(fault.Unauthenticated, "登录后才能查看接口说明。")}
	}
	oc.DisableIntrospection = false
	return nil
}

// measure is the size of a selection set with its fragments written out.
type measure struct {
	depth, aliases, directives int
	fields                     int // of its first level
	elements                   int // of the longest list in the variables
	introspects                bool
}

// longest is how many elements the longest list within a variable has.
func longest(v any) (n int) {
	switch v := v.(type) {
	case []any:
		n = len(v)
		for _, e := range v {
			n = max(n, longest(e))
		}
	case map[string]any:
		for _, e := range v {
			n = max(n, longest(e))
		}
	}
	return n
}

// enough is where counting stops, so that fragments which spread each other do not overflow.
const enough = 1_000_000

// measurer measures each fragment once, however often it is spread.
type measurer struct{ fragments map[string]measure }

func (m measurer) set(set ast.SelectionSet) (sum measure) {
	for _, s := range set {
		var one measure
		switch s := s.(type) {
		case *ast.Field:
			one = m.set(s.SelectionSet)
			one.depth, one.fields = one.depth+1, 1
			if s.Alias != s.Name {
				one.aliases++
			}
			one.directives += len(s.Directives)
			if s.Name == "__schema" || s.Name == "__type" {
				one.depth, one.introspects = 1, true
			}
		case *ast.InlineFragment:
			one = m.set(s.SelectionSet)
			one.directives += len(s.Directives)
		case *ast.FragmentSpread:
			known, ok := m.fragments[s.Name]
			if !ok && s.Definition != nil {
				known = m.set(s.Definition.SelectionSet)
				m.fragments[s.Name] = known
			}
			one = known
			one.directives += len(s.Directives)
		}
		sum.depth = max(sum.depth, one.depth)
		sum.aliases = min(sum.aliases+one.aliases, enough)
		sum.directives = min(sum.directives+one.directives, enough)
		sum.fields = min(sum.fields+one.fields, enough)
		sum.introspects = sum.introspects || one.introspects
	}
	return sum
}

// documents remembers parsed and validated documents, except for long ones.
type documents struct {
	graphql.Cache[*ast.QueryDocument]
}

// Add implements graphql.Cache.
func (d documents) Add(ctx context.Context, query string, doc *ast.QueryDocument) {
	if len(query) <= 8<<10 {
		d.Cache.Add(ctx, strings.Clone(query), doc)
	}
}
