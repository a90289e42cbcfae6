// Package graph joins the contract (schema.graphqls) with the nouns: reads are compiled from their declarations (Nouns), writes are
// resolvers of a few lines that call a verb and answer with the row it changed.
package graph

import (
	"context"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/plan"
	"lianqi/server/session"
	"lianqi/server/verb"
)

// Resolver is what the mutations need. Now is the present of the work, in which all is read.
type Resolver struct {
	verb.Verbs
	Session *session.Store
	Now     func() time.Time
	// PublicURL is where people reach the server, without a slash at its end.
	PublicURL string
}

// Mutation implements ResolverRoot.
func (r *Resolver) Mutation() MutationResolver { return mutation{r} }

// Query implements ResolverRoot; queries are answered by plans and never get here.
func (r *Resolver) Query() QueryResolver { return query{} }

type (
	mutation struct{ *Resolver }
	query    struct{}
)

func (query) Compiled(context.Context) (*bool, error) { return nil, nil }

// userErrors is what a verb's error is to its caller: none, a list with the one fault, or an error that is not for people.
func userErrors(err error) ([]*UserError, error) {
	f := fault.As(err)
	switch {
	case err == nil:
		return []*UserError{}, nil
	case f == nil || f.Code == fault.Internal || f.Code == fault.Unauthenticated:
		return nil, err
	}
	return []*UserError{{Code: ErrorCode(f.Code), Field: f.Field, Message: f.Message}}, nil
}

// row is what a payload answers with: the record as it is now, when the verb was done, and when it came too late (STALE, or CONFLICT with
// where the record stands), so that whoever came second sees what they missed. An id of "" is none that the caller may see.
func row(id string, errs []*UserError) *plan.Row {
	if id == "" || len(errs) > 0 && !tooLate(errs[0]) {
		return nil
	}
	return &plan.Row{ID: id}
}

// received is what a payload tells of a record that was sent, when it was kept as what it is, or for review.
func received(id string, errs []*UserError) *plan.Row {
	if len(errs) > 0 && errs[0].Code != ErrorCodeWaitingForReview {
		return nil
	}
	return &plan.Row{ID: id}
}

// tooLate tells a record that has moved from an id or number that is taken, which names a member of the input.
func tooLate(e *UserError) bool {
	return e.Code == ErrorCodeStale || e.Code == ErrorCodeConflict && e.Field == nil
}

// text is an optional text; absent and null are "".
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// named is an optional enum value; absent and null are "".
func named[E ~string](v *E) string {
	if v == nil {
		return ""
	}
	return string(*v)
}

func actor(ctx context.Context) access.Actor { return access.From(ctx) }
