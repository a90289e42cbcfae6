package graph

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"lianqi/server/fault"
)

// present makes of an error what clients read: a fault's own words with extensions.code and, for one input member,
// extensions.field; the parser's and the validator's words as INVALID; of all else an id (see fault.Public).
func present(ctx context.Context, err error) *gqlerror.Error {
	out := &gqlerror.Error{Path: graphql.GetPath(ctx)}
	code, field := fault.Invalid, []string(nil)
	var known *gqlerror.Error
	isKnown := errors.As(err, &known)
	if isKnown && len(known.Path) > 1 && known.Path[0] == ast.PathName("variable") {
		return misfit(known)
	}
	if isKnown {
		out.Locations = known.Locations
		if known.Path != nil {
			out.Path = known.Path
		}
		if field = inputPath(ctx, known.Path); field != nil {
			out.Path = graphql.GetFieldContext(ctx).Path()
		}
	}
	switch f := fault.As(err); {
	case f == nil && isKnown && known.Err == nil:
		out.Message = known.Message
	case f == nil && field != nil:
		out.Message = "这一项的值不对，请检查后再提交。"
	default:
		f = fault.Public(ctx, err)
		out.Message, code = f.Message, f.Code
		if f.Field != nil {
			field = f.Field
		}
	}
	out.Extensions = map[string]any{"code": string(code)}
	if field != nil {
		out.Extensions["field"] = field
	}
	return out
}

// misfit makes of what does not fit a variable's type the member at fault and words for it. Nothing that was sent is repeated.
func misfit(err *gqlerror.Error) *gqlerror.Error {
	words := "这一项的值不对，请检查后再提交。"
	switch err.Message {
	case "must be defined", "cannot be null":
		words = "请填写此项。"
	case "unknown field":
		words = "没有这一项，请删去后再提交。"
	}
	return &gqlerror.Error{Message: words, Extensions: map[string]any{"code": string(fault.Invalid), "field": member(err.Path[1:])}}
}

// member is a path into arguments or variables, without the one named input.
func member(path ast.Path) (field []string) {
	for _, e := range path {
		field = append(field, fmt.Sprint(e))
	}
	if len(field) > 1 && field[0] == "input" {
		return field[1:]
	}
	return field
}

// inputPath is the part of path that lies in a field's arguments, without the argument named input; nil when path is only
// that of an answer's field.
func inputPath(ctx context.Context, path ast.Path) []string {
	at := graphql.GetFieldContext(ctx)
	if at == nil || len(path) <= len(at.Path()) {
		return nil
	}
	return member(path[len(at.Path()):])
}

// recovered makes of a panic an error that is logged with its stack.
func recovered(_ context.Context, reason any) error {
	return fmt.Errorf("panic: %v\n%s", reason, debug.Stack())
}
