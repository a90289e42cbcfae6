package problem

import (
	"context"
	"fmt"
	"slices"
	"time"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// What each kind of request asks for, and what the office's ruling does.

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
	if err := cleanRequest(&in.ID, &in.DispatchID, "note", &in.Note); err != nil {
		return "", err
	}
	in.Photos = cleanPhotos(in.Photos)
	return s.ask(ctx, actor, Return, request{
		id: in.ID, dispatchID: in.DispatchID, reason: in.Note, reasonCode: &in.ReasonCode, photos: in.Photos, hash: once.Hash("requestReturn", in),
	})
}

// RuleOnReturn lets a unit off or not, for good (R3), and returns the problem's id. Units are to whom instead; after a lead's return none
// leaves it to a later Triage.
func (s *Store) RuleOnReturn(ctx context.Context, actor access.Actor, in Ruling, instead []Unit) (string, error) {
	if !in.Approve && len(instead) > 0 {
		return "", fault.At("redispatchTo", "不同意退单时，不能另选承办单位。")
	}
	id, _, err := s.rule(ctx, actor, Return, in, func(st *step, q ruled) (Outcome, change, error) {
		outcome, turned := Denied, Denied
		switch {
		case in.Approve && q.Role == Lead:
			outcome, turned = LeadReturned, LeadReturned
		case in.Approve:
			outcome, turned = CoReturned, CoReturned
		case q.SignedAt != nil:
			turned = DeniedSigned
		}
		if err := st.turn(ctx, q.dispatch, RuleOnReturn, turned, nil); err != nil {
			return "", nil, err
		}
		units, err := st.units(ctx, "redispatchTo", instead, q.Role == Lead)
		if err != nil || len(units) == 0 {
			return outcome, nil, err
		}
		_, clock, err := st.handOut(ctx, units, RuleOnReturn, outcome)
		return outcome, clock, err
	})
	return id, err
}

// ExtensionInput says that a unit needs longer.
type ExtensionInput struct {
	ID         string // the client's own UUID, of the request
	DispatchID string
	NewDueOn   time.Time // the day by whose end it will reply, at midnight UTC as the Date scalar has it
	Reason     string    // 1 to 1000 characters
}

// RequestExtension asks to reply by a later day, at least one working day before the date in force and once (R4), and returns the
// problem's id. INVALID unless the new date is later, and a working day where the policy counts those.
func (s *Store) RequestExtension(ctx context.Context, actor access.Actor, in ExtensionInput) (string, error) {
	if err := cleanRequest(&in.ID, &in.DispatchID, "reason", &in.Reason); err != nil {
		return "", err
	}
	return s.ask(ctx, actor, Extension, request{
		id: in.ID, dispatchID: in.DispatchID, reason: in.Reason, newDueOn: &in.NewDueOn, hash: once.Hash("requestExtension", in),
		note: in.words(s.now()),
		fit: func(ctx context.Context, st *step, d *dispatch) error {
			clock, err := st.clock(ctx)
			if err != nil {
				return err
			}
			_, err = st.longer(clock, d, in.NewDueOn)
			return err
		},
	})
}

// words are those of the event.
func (in ExtensionInput) words(now time.Time) string {
	return "延到 " + deadline.DaySeen(in.NewDueOn, now) + "：" + in.Reason
}

// longer is when a day ends to which a unit's date may be moved; INVALID at newDueOn unless it is later than the date in force, one that
// counts, and not further off than the policy lets.
func (st *step) longer(clock clock, d *dispatch, day time.Time) (time.Time, error) {
	end, works := clock.endOf(d, *st.Complexity, day)
	furthest := d.FirstDueAt.AddDate(0, 0, clock.policy.Furthest)
	switch {
	case !works:
		return end, fault.At("newDueOn", "这一天不上班，请选一个工作日。")
	case !end.After(d.DueAt):
		return end, fault.At("newDueOn", "新的时限须晚于现在的 %s。", deadline.ClockSeen(d.DueAt, st.at))
	case end.After(furthest):
		return end, fault.At("newDueOn", "最晚可延到 %s。更久的请申请挂账。", deadline.DaySeen(furthest.In(deadline.Zone), st.at))
	}
	return end, nil
}

// GrantExtension gives a unit until a later day although it did not ask, or had its own extension (R4), and returns the problem's id. The
// errors of RequestExtension; CONFLICT when that unit has replied, is past its date or waits for a ruling.
func (s *Store) GrantExtension(ctx context.Context, actor access.Actor, in ExtensionInput) (string, error) {
	if err := cleanRequest(&in.ID, &in.DispatchID, "reason", &in.Reason); err != nil {
		return "", err
	}
	hash := once.Hash("grantExtension", in)
	return s.act(ctx, actor, dispatchOf(in.DispatchID).as(in.ID, requestAgain, hash), func(st *step) error {
		if err := Check(st.facts, GrantExtension); err != nil {
			return err
		}
		d := st.dispatches[slices.IndexFunc(st.dispatches, func(d *dispatch) bool { return d.ID == in.DispatchID })]
		var asks bool
		if err := st.tx.QueryRow(ctx, "select exists (select from handling_request where dispatch_id = $1 and status = 'PENDING')", d.ID).Scan(&asks); err != nil {
			return fmt.Errorf("look for a pending request: %w", err)
		}
		if asks || d.Status.Final() || d.RepliedAt != nil || !d.DueAt.After(st.at) {
			return fault.New(fault.Conflict, "这个单位已答复、已超期，或有申请在等裁定，不能准予延期。")
		}
		clock, err := st.clock(ctx)
		if err != nil {
			return err
		}
		end, err := st.longer(clock, d, in.NewDueOn)
		if err != nil {
			return err
		}
		_, err = st.tx.Exec(ctx, `
			-- name: GrantExtension
			insert into handling_request (id, kind, problem_id, dispatch_id, reason, new_due_on, requested_by, requested_at, rule_by, status, ruled_by, ruled_at,
			                              ruling, granted, content_hash)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $8, 'APPROVED', $7, $8, $5, true, $9)`,
			in.ID, Extension, st.ID, d.ID, in.Reason, in.NewDueOn, actor.PersonID, st.at, hash)
		if err != nil {
			return fmt.Errorf("grant an extension: %w", err)
		}
		set, err := st.redate(ctx, d, clock.policy.Extend(d.due(), end, st.at, clock.calendar))
		if err != nil {
			return err
		}
		return st.move(ctx, GrantExtension, "", happened{note: in.words(st.at), dispatch: d.ID}, set)
	})
}

// RuleOnExtension gives a unit until the day it asked for, or not, and returns the ids of problem and dispatch. The lead's date is the
// problem's. A date that a 挂账 has meanwhile moved further stays.
func (s *Store) RuleOnExtension(ctx context.Context, actor access.Actor, in Ruling) (problemID, dispatchID string, err error) {
	return s.rule(ctx, actor, Extension, in, func(st *step, q ruled) (Outcome, change, error) {
		if !in.Approve {
			return Denied, nil, nil
		}
		clock, err := st.clock(ctx)
		if err != nil {
			return "", nil, err
		}
		end, _ := clock.endOf(q.dispatch, *st.Complexity, *q.newDueOn)
		if !end.After(q.DueAt) {
			return Approved, nil, nil
		}
		due := clock.policy.Extend(q.due(), end, st.at, clock.calendar)
		set, err := st.redate(ctx, q.dispatch, due)
		return Approved, set, err
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
	err := cleanRequest(&in.ID, &in.DispatchID, "reason", &in.Reason)
	if err != nil {
		return "", err
	}
	if in.Plan, err = said("plan", in.Plan, 1, 4000); err != nil {
		return "", err
	}
	if in.Until.Format(time.DateOnly) <= s.now().In(deadline.Zone).Format(time.DateOnly) {
		return "", fault.At("until", "挂账期限须在今天之后。")
	}
	return s.ask(ctx, actor, LongTermPlan, request{
		id: in.ID, dispatchID: in.DispatchID, reason: in.Reason, plan: &in.Plan, until: &in.Until, hash: once.Hash("requestLongTerm", in),
	})
}

// RuleOnLongTerm stops the clock or not, and returns the problem's id.
func (s *Store) RuleOnLongTerm(ctx context.Context, actor access.Actor, in Ruling) (string, error) {
	id, _, err := s.rule(ctx, actor, LongTermPlan, in, func(*step, ruled) (Outcome, change, error) { return in.Outcome(), nil, nil })
	return id, err
}

// cleanRequest brings what all requests have to one form.
func cleanRequest(id, dispatchID *string, field string, reason *string) (err error) {
	if *id, err = once.ID(*id); err != nil {
		return err
	}
	if canonical, ok := once.Canonical(*dispatchID); ok {
		*dispatchID = canonical
	}
	*reason, err = said(field, *reason, 1, 1000)
	return err
}
