package plan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"lianqi/server/fault"
)

// Row stands for a noun in a mutation's payload: its selection is read by a plan when the response is written, after commit. gqlgen
// takes nouns for scalars of this type. A row that the reader may not see is NOT_FOUND and null.
type Row struct{ ID string }

// MarshalGQLContext implements graphql.ContextMarshaler.
func (r Row) MarshalGQLContext(ctx context.Context, w io.Writer) error {
	s, ok := ctx.Value(schemaKey{}).(*Schema)
	if !ok {
		return errors.New("plan: a Row outside of a wrapped schema")
	}
	at := graphql.GetFieldContext(ctx)
	for at.Field.Field == nil { // an element of a list
		at = at.Parent
	}
	data, errs := s.answer(ctx, graphql.GetOperationContext(ctx), &at.Field, r.ID)
	for _, err := range errs {
		err.Path = append(graphql.GetPath(ctx), err.Path...)
		graphql.AddError(ctx, err)
	}
	if len(errs) == 0 && string(data) == "null" {
		return report(graphql.GetPath(ctx), fault.Missing("条记录"))
	}
	_, err := w.Write(data)
	return err
}

// UnmarshalGQLContext refuses: a Row is output only.
func (r *Row) UnmarshalGQLContext(context.Context, any) error {
	return errors.New("plan: a Row is output only")
}

// See is a rule as SQL for statements that are not plans: writes, tiles, photos. It appends the actor's values to args and refers to
// them as $n; a rule that lets everything pass is "true".
func See(rule Rule, a Actor, args *[]any) string {
	sql := rule(a.Role)
	if sql == "" {
		return "true"
	}
	place := map[string]string{}
	return "(" + names.ReplaceAllStringFunc(sql, func(m string) string {
		name := strings.TrimPrefix(m, "@actor.")
		if name == "width" {
			return strconv.Itoa(actorWidth(a.Values))
		}
		if place[name] == "" {
			*args = append(*args, a.Values[name])
			place[name] = fmt.Sprintf("$%d", len(*args))
		}
		return place[name]
	}) + ")"
}
