package problem

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/fault"
)

// RequestKind is what a unit may ask of the office for its dispatch, one at a time; the office approves or denies it.
type RequestKind string

const (
	Return       RequestKind = "RETURN"    // 退单: to give it back (R3)
	Extension    RequestKind = "EXTENSION" // 延期: to reply by a later day (R4)
	LongTermPlan RequestKind = "LONG_TERM" // 挂账: to stop the clock by a plan
)

// requestVerbs are the actions by which a request is made and ruled on.
var requestVerbs = map[RequestKind]struct{ ask, rule Action }{
	Return:       {RequestReturn, RuleOnReturn},
	Extension:    {RequestExtension, RuleOnExtension},
	LongTermPlan: {RequestLongTerm, RuleOnLongTerm},
}

// request is a row of handling_request as its author makes it. What another kind has is nil.
type request struct {
	id, dispatchID  string
	reason          string
	reasonCode      *string
	plan            *string
	until, newDueOn *time.Time
	photos          []Photo // of the event
	note            string  // of the event; "" is the reason
	hash            []byte

	fit func(context.Context, *step, *dispatch) error // what the kind asks beside the table; nil for nothing
}

const requestAgain = "select requested_by, content_hash from handling_request where id = $1"

// ask makes a request, and returns the problem's id.
func (s *Store) ask(ctx context.Context, actor access.Actor, kind RequestKind, r request) (string, error) {
	action := requestVerbs[kind].ask
	return s.act(ctx, actor, dispatchOf(r.dispatchID).as(r.id, requestAgain, r.hash), func(st *step) error {
		d := st.narrow(r.dispatchID)
		if err := Check(st.facts, action); err != nil {
			return err
		}
		if r.fit != nil {
			if err := r.fit(ctx, st, d); err != nil {
				return err
			}
		}
		clock, err := st.clock(ctx)
		if err != nil {
			return err
		}
		ruleBy := clock.policy.Add(st.at, clock.policy.RulingDays, deadline.WorkingDay, clock.calendar)
		_, err = st.tx.Exec(ctx, `
			-- name: AskOffice
			insert into handling_request (id, kind, problem_id, dispatch_id, reason, reason_code, plan, until, new_due_on,
			                              requested_by, requested_at, rule_by, content_hash)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
			r.id, kind, st.ID, d.ID, r.reason, r.reasonCode, r.plan, r.until, r.newDueOn, actor.PersonID, st.at, ruleBy, r.hash)
		if err != nil {
			return fmt.Errorf("ask for %s: %w", kind, err)
		}
		if err := st.turn(ctx, d, action, "", nil); err != nil {
			return err
		}
		return st.move(ctx, action, "", happened{note: cmp.Or(r.note, r.reason), dispatch: d.ID, photos: r.photos}, nil)
	})
}

// Ruling is the office's answer to a request.
type Ruling struct {
	RequestID string
	Approve   bool
	Note      string // 1 to 4000 characters
}

// Outcome is the plain end of a ruling.
func (r Ruling) Outcome() Outcome {
	if r.Approve {
		return Approved
	}
	return Denied
}

// ruled is a request that has just been ruled on, with its dispatch.
type ruled struct {
	*dispatch
	newDueOn *time.Time
}

// rule keeps the office's answer, has effect do to the dispatch what follows from it, and moves the problem to the outcome with what
// effect says that it takes over. It returns the ids of problem and dispatch; CONFLICT when the request was ruled on before or lapsed.
func (s *Store) rule(ctx context.Context, actor access.Actor, kind RequestKind, in Ruling, effect func(*step, ruled) (Outcome, change, error)) (problemID, dispatchID string, err error) {
	if in.Note, err = said("note", in.Note, 1, 4000); err != nil {
		return "", "", err
	}
	action := requestVerbs[kind].rule
	problemID, err = s.act(ctx, actor, requestOf(in.RequestID, kind), func(st *step) error {
		if err := Check(st.facts, action); err != nil {
			return err
		}
		q, err := st.keep(ctx, in)
		if err != nil {
			return err
		}
		outcome, set, err := effect(st, q)
		if err != nil {
			return err
		}
		dispatchID = q.ID
		return st.move(ctx, action, outcome, happened{note: in.Note, dispatch: q.ID}, set)
	})
	return problemID, dispatchID, err
}

// keep writes the ruling beside the request.
func (st *step) keep(ctx context.Context, in Ruling) (q ruled, err error) {
	var id string
	err = st.tx.QueryRow(ctx, `
		-- name: RuleOnRequest
		update handling_request set status = $2, ruled_by = $3, ruled_at = $4, ruling = $5
		 where id = $1 and status = 'PENDING' returning dispatch_id, new_due_on`,
		in.RequestID, in.Outcome(), st.actor.PersonID, st.at, in.Note).Scan(&id, &q.newDueOn)
	if errors.Is(err, pgx.ErrNoRows) {
		return q, fault.New(fault.Conflict, "这项申请已经裁定或已失效，请刷新后再看。")
	} else if err != nil {
		return q, fmt.Errorf("rule on the request: %w", err)
	}
	i := slices.IndexFunc(st.dispatches, func(d *dispatch) bool { return d.ID == id })
	q.dispatch = st.dispatches[i]
	return q, nil
}
