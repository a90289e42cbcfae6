package problem

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// SuperviseInput presses the lead unit of a problem (domain 2.7 催办、督办), or keeps a fact about it (A17).
type SuperviseInput struct {
	ID        string // the client's own UUID, of the order
	ProblemID string
	Kind      OrderKind  // Remind, Urge, Oversee or, by an office, Accountability
	Note      string     // 1 to 1000 characters
	ReplyBy   *time.Time // the day by whose end the unit answers, at midnight UTC as the Date scalar has it; nil for none
}

// Supervise issues an order to the lead unit. INVALID when the day of the reply is past.
func (s *Store) Supervise(ctx context.Context, actor access.Actor, in SuperviseInput) error {
	err := cleanSupervise(&in)
	if err != nil {
		return err
	}
	if in.ReplyBy != nil && in.ReplyBy.Format(time.DateOnly) < s.now().In(deadline.Zone).Format(time.DateOnly) {
		return fault.At("replyBy", "回复期限不能早于今天。")
	}
	hash := once.Hash("supervise", in)
	about := problemOf(in.ProblemID, nil).as(in.ID, "select issued_by, content_hash from supervision_order where id = $1", hash)
	_, err = s.act(ctx, actor, about, func(st *step) error {
		_, err := st.issue(ctx, newOrder{id: in.ID, kind: in.Kind, note: in.Note, replyBy: in.ReplyBy, level: actor.Level, hash: hash}, nil)
		return err
	})
	return err
}

// cleanSupervise brings equal inputs to one form.
func cleanSupervise(in *SuperviseInput) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if canonical, ok := once.Canonical(in.ProblemID); ok {
		in.ProblemID = canonical
	}
	in.Note, err = said("note", in.Note, 1, 1000)
	return err
}

// newOrder is a supervision order as it is issued.
type newOrder struct {
	id      string // of a create; else made here
	kind    OrderKind
	note    string
	replyBy *time.Time
	level   string // that supervises
	hash    []byte // of a create
	forced  bool   // by a rule, not by a date
	quiet   bool   // who issues it tells of it
}

// issue issues an order to the unit that leads now, with its event and what set changes beside, and returns the event: none for what
// the system gave before in this round and about this date.
func (st *step) issue(ctx context.Context, o newOrder, set change) (event string, err error) {
	event = once.New()
	if o.id == "" {
		o.id = once.New()
	}
	action, outcome := o.kind.action()
	if _, _, err := st.facts.Take(action, outcome); err != nil {
		return "", err
	}
	due := st.DueAt
	if o.forced {
		due = nil
	}
	lead := dispatch{}
	if i := slices.IndexFunc(st.dispatches, func(d *dispatch) bool { return d.Round == st.Round && d.Role == Lead && d.Status != Returned }); i >= 0 {
		lead = *st.dispatches[i] // of what is closed already, whoever led it
	}
	made, err := st.tx.Exec(ctx, `
		-- name: IssueOrder
		insert into supervision_order (id, problem_id, event_id, kind, round, due_at, level, organization_id, issued_by, issued_at, note, reply_by, content_hash)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		    on conflict (problem_id, round, due_at, kind) where issued_by is null do nothing`,
		o.id, st.ID, event, o.kind, st.Round, due, o.level, given(lead.OrganizationID), given(st.actor.PersonID), st.at, o.note, o.replyBy, o.hash)
	if err != nil {
		return "", fmt.Errorf("issue the order: %w", err)
	}
	if made.RowsAffected() == 0 {
		return "", nil
	}
	st.Pressed = stronger(o.kind, st.Pressed)
	return event, st.move(ctx, action, outcome, happened{id: event, note: o.note, dispatch: lead.ID, quiet: o.quiet}, with(set, change{"escalation_level": st.Pressed}))
}

// ReplySupervisionInput is what the unit says to an order.
type ReplySupervisionInput struct {
	OrderID string
	Note    string // 1 to 4000 characters
}

// ReplySupervision answers an order for the unit that it is addressed to, and returns the problem's id. CONFLICT when it was answered
// before, unless by the same person in the same words: then nothing happens.
func (s *Store) ReplySupervision(ctx context.Context, actor access.Actor, in ReplySupervisionInput) (string, error) {
	note, err := said("note", in.Note, 1, 4000)
	if err != nil {
		return "", err
	}
	id, _ := once.Canonical(in.OrderID)
	about := subject{noun: "份督办单", query: "select problem_id from supervision_order where id = $1", id: in.OrderID}
	return s.act(ctx, actor, about, func(st *step) error {
		var unit string
		var reply, by *string
		args := []any{id}
		visible := see(SeesOrder, actor, &args)
		err := st.tx.QueryRow(ctx, `
			-- name: OrderToAnswer
			select coalesce(so.organization_id::text, ''), so.reply, so.replied_by from supervision_order so where so.id = $1 and `+visible,
			args...).Scan(&unit, &reply, &by)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing("份督办单")
		} else if err != nil {
			return fmt.Errorf("read the order: %w", err)
		}
		switch {
		case actor.Role != access.DepartmentHandler || unit != actor.OrganizationID:
			return fault.New(fault.Forbidden, "这份督办单不由您回复。")
		case reply != nil && *reply == note && *by == actor.PersonID:
			return nil
		case reply != nil:
			return fault.New(fault.Conflict, "这份督办单已经回复，请刷新后再看。")
		}
		i := slices.IndexFunc(st.active(), func(d *dispatch) bool { return d.OrganizationID == unit })
		if i < 0 {
			return fault.New(fault.Conflict, "贵单位已不再办理这件问题，不必回复。")
		}
		if err := Check(st.facts, ReplySupervision); err != nil {
			return err
		}
		if err := update(ctx, st.tx, "supervision_order", id, change{"reply": note, "replied_by": actor.PersonID, "replied_at": st.at}); err != nil {
			return err
		}
		return st.move(ctx, ReplySupervision, "", happened{note: note, dispatch: st.active()[i].ID}, nil)
	})
}
