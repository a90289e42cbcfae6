package problem

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// What a unit asks of the office and the office rules on: to give a dispatch back (退单), and to stop the clock by a plan (挂账).

const requestAgain = "select requested_by, content_hash from handling_request where id = $1"

// ReturnInput says that a dispatch is not the unit's.
type ReturnInput struct {
	ID         string // the client's own UUID, of the request
	DispatchID string
	ReasonCode string // of ReturnReason
	Note       string // 1 to 1000 characters
	Photos     []Photo
}

// RequestReturn asks to give a dispatch back, within one working day of it (R3), and returns the problem's id.
func (s *Store) RequestReturn(ctx context.Context, actor access.Actor, in ReturnInput) (string, error) {
	if err := cleanEvent(&in.ID, &in.DispatchID, &in.Note, &in.Photos); err != nil {
		return "", err
	}
	if _, err := said("note", in.Note, 1, 1000); err != nil {
		return "", err
	}
	hash := once.Hash("requestReturn", in)
	return s.act(ctx, actor, dispatchOf(in.DispatchID).as(in.ID, requestAgain, hash), func(st *step) error {
		d := st.narrow(in.DispatchID)
		if err := Check(st.facts, RequestReturn); err != nil {
			return err
		}
		_, err := st.tx.Exec(ctx, `
			-- name: RequestReturn
			insert into handling_request (id, kind, problem_id, dispatch_id, reason_code, reason, requested_by, requested_at, content_hash)
			values ($1, 'RETURN', $2, $3, $4, $5, $6, $7, $8)`, in.ID, st.ID, d.ID, in.ReasonCode, in.Note, actor.PersonID, st.at, hash)
		if err != nil {
			return fmt.Errorf("ask for a return: %w", err)
		}
		if err := st.turn(ctx, d, RequestReturn, "", nil); err != nil {
			return err
		}
		return st.move(ctx, RequestReturn, "", happened{note: in.Note, dispatch: d.ID, photos: in.Photos}, nil)
	})
}

// RuleOnReturnInput is the office's ruling; final (R3).
type RuleOnReturnInput struct {
	RequestID string
	Approve   bool
	Note      string // 1 to 4000 characters
	Units     []Unit // to whom instead; after a lead's return empty leaves it to a later Triage
}

// RuleOnReturn lets a unit off or not, and returns the problem's id.
func (s *Store) RuleOnReturn(ctx context.Context, actor access.Actor, in RuleOnReturnInput) (string, error) {
	note, err := said("note", in.Note, 1, 4000)
	if err != nil {
		return "", err
	}
	if !in.Approve && len(in.Units) > 0 {
		return "", fault.At("redispatchTo", "不同意退单时，不能另选承办单位。")
	}
	return s.act(ctx, actor, requestOf(in.RequestID, "RETURN"), func(st *step) error {
		d, err := st.rule(ctx, RuleOnReturn, in.RequestID, in.Approve, note)
		if err != nil {
			return err
		}
		outcome, turned := Denied, Denied
		switch {
		case in.Approve && d.Role == Lead:
			outcome, turned = LeadReturned, LeadReturned
		case in.Approve:
			outcome, turned = CoReturned, CoReturned
		case d.SignedAt != nil:
			turned = DeniedSigned
		}
		if err := st.turn(ctx, d, RuleOnReturn, turned, nil); err != nil {
			return err
		}
		var clock change
		units, err := st.units(ctx, "redispatchTo", in.Units, d.Role == Lead)
		if err != nil {
			return err
		}
		if len(units) > 0 {
			if _, clock, err = st.handOut(ctx, units, RuleOnReturn, outcome); err != nil {
				return err
			}
		}
		return st.move(ctx, RuleOnReturn, outcome, happened{note: note, dispatch: d.ID}, clock)
	})
}

// LongTermInput says that a problem cannot be solved in time, and what is done instead.
type LongTermInput struct {
	ID         string    // the client's own UUID, of the request
	DispatchID string    // the lead's
	Reason     string    // 1 to 1000 characters
	Plan       string    // 1 to 4000 characters
	Until      time.Time // a day after today, at midnight UTC as the Date scalar has it
}

// RequestLongTerm asks to stop the clock, and returns the problem's id.
func (s *Store) RequestLongTerm(ctx context.Context, actor access.Actor, in LongTermInput) (string, error) {
	if err := in.clean(s.now()); err != nil {
		return "", err
	}
	hash := once.Hash("requestLongTerm", in)
	return s.act(ctx, actor, dispatchOf(in.DispatchID).as(in.ID, requestAgain, hash), func(st *step) error {
		d := st.narrow(in.DispatchID)
		if err := Check(st.facts, RequestLongTerm); err != nil {
			return err
		}
		_, err := st.tx.Exec(ctx, `
			-- name: RequestLongTerm
			insert into handling_request (id, kind, problem_id, dispatch_id, reason, plan, until, requested_by, requested_at, content_hash)
			values ($1, 'LONG_TERM', $2, $3, $4, $5, $6, $7, $8, $9)`, in.ID, st.ID, d.ID, in.Reason, in.Plan, in.Until, actor.PersonID, st.at, hash)
		if err != nil {
			return fmt.Errorf("ask for 挂账: %w", err)
		}
		if err := st.turn(ctx, d, RequestLongTerm, "", nil); err != nil {
			return err
		}
		return st.move(ctx, RequestLongTerm, "", happened{note: in.Reason, dispatch: d.ID}, nil)
	})
}

func (in *LongTermInput) clean(now time.Time) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if id, ok := once.Canonical(in.DispatchID); ok {
		in.DispatchID = id
	}
	if in.Reason, err = said("reason", in.Reason, 1, 1000); err != nil {
		return err
	}
	if in.Plan, err = said("plan", in.Plan, 1, 4000); err != nil {
		return err
	}
	if in.Until.Format(time.DateOnly) <= now.In(deadline.Zone).Format(time.DateOnly) {
		return fault.At("until", "挂账期限须在今天之后。")
	}
	return nil
}

// RuleOnLongTermInput is the office's ruling on a plan.
type RuleOnLongTermInput struct {
	RequestID string
	Approve   bool
	Note      string // 1 to 4000 characters
}

// RuleOnLongTerm stops the clock or not, and returns the problem's id.
func (s *Store) RuleOnLongTerm(ctx context.Context, actor access.Actor, in RuleOnLongTermInput) (string, error) {
	note, err := said("note", in.Note, 1, 4000)
	if err != nil {
		return "", err
	}
	return s.act(ctx, actor, requestOf(in.RequestID, "LONG_TERM"), func(st *step) error {
		d, err := st.rule(ctx, RuleOnLongTerm, in.RequestID, in.Approve, note)
		if err != nil {
			return err
		}
		outcome := Denied
		if in.Approve {
			outcome = Approved
		}
		return st.move(ctx, RuleOnLongTerm, outcome, happened{note: note, dispatch: d.ID}, nil)
	})
}

// rule keeps the ruling on a request, and returns the dispatch it is about; CONFLICT when it was ruled on before or lapsed.
func (st *step) rule(ctx context.Context, action Action, requestID string, approve bool, note string) (*dispatch, error) {
	if err := Check(st.facts, action); err != nil {
		return nil, err
	}
	status := "DENIED"
	if approve {
		status = "APPROVED"
	}
	var dispatchID string
	err := st.tx.QueryRow(ctx, `
		-- name: RuleOnRequest
		update handling_request set status = $2, ruled_by = $3, ruled_at = $4, ruling = $5
		 where id = $1 and status = 'PENDING' returning dispatch_id`, requestID, status, st.actor.PersonID, st.at, note).Scan(&dispatchID)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fault.New(fault.Conflict, "这项申请已经裁定或已失效，请刷新后再看。")
	} else if err != nil {
		return nil, fmt.Errorf("rule on the request: %w", err)
	}
	for _, d := range st.dispatches {
		if d.ID == dispatchID {
			return d, nil
		}
	}
	return nil, fmt.Errorf("request %s is about a dispatch of another problem", requestID)
}

// Resume handles a long-term problem again and returns its id. The due dates of the units that have not replied move by the time that the
// clock stood.
func (s *Store) Resume(ctx context.Context, actor access.Actor, dispatchID, note string) (string, error) {
	note, err := said("note", note, 1, 4000)
	if err != nil {
		return "", err
	}
	return s.act(ctx, actor, dispatchOf(dispatchID), func(st *step) error {
		d := st.narrow(dispatchID)
		if err := Check(st.facts, Resume); err != nil {
			return err
		}
		clock, err := st.goOn(ctx, st.active()...)
		if err != nil {
			return err
		}
		if err := st.turn(ctx, d, Resume, "", nil); err != nil {
			return err
		}
		return st.move(ctx, Resume, "", happened{note: note, dispatch: d.ID}, clock)
	})
}
