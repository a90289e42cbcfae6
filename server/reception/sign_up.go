package reception

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// SignUpInput is that an enterprise comes.
type SignUpInput struct {
	ID       string // the client's own UUID
	EventID  string
	Question string // what it wants to raise, 2 to 2000 characters
}

// SignUp signs the actor's enterprise up and returns the id. NOT_FOUND when the event is not for the enterprise, FORBIDDEN unless its contact
// asks, CONFLICT when it has signed up, when the event has begun or is cancelled, or when the id came with other content.
func (s *Store) SignUp(ctx context.Context, actor access.Actor, in SignUpInput) (string, error) {
	var err error
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	if in.Question, err = fault.Said("question", in.Question, 2, 2000); err != nil {
		return "", err
	}
	if canonical, ok := once.Canonical(in.EventID); ok {
		in.EventID = canonical
	}
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		hash := once.Hash("signUpForReception", in)
		again, err := once.Again(ctx, tx, "select signed_up_by, content_hash from reception_sign_up where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		e, err := find(ctx, tx, actor, &in.EventID, "for share of re")
		if err != nil {
			return err
		}
		if actor.Role != access.EnterpriseContact {
			return fault.New(fault.Forbidden, "报名要由企业联系人办理。")
		}
		if err := s.open(e); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			-- name: SignUpForReception
			insert into reception_sign_up (id, reception_event_id, enterprise_id, question, signed_up_by, signed_up_at, content_hash)
			values ($1, $2, $3, $4, $5, $6, $7)`, in.ID, in.EventID, actor.EnterpriseID, in.Question, actor.PersonID, s.now(), hash)
		return err
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

// open returns CONFLICT unless enterprises may still come and go.
func (s *Store) open(e event) error {
	if e.status != planned || !s.now().Before(e.startsAt) {
		return fault.New(fault.Conflict, "这次活动已经开始或取消，不能再报名或撤回。")
	}
	return nil
}

// Withdraw takes a sign-up back and returns its id; withdrawn before, nothing happens. NOT_FOUND unless it is the actor's enterprise's,
// CONFLICT when the event has begun or is cancelled.
func (s *Store) Withdraw(ctx context.Context, actor access.Actor, signUpID string) (string, error) {
	id, ok := once.Canonical(signUpID)
	if !ok || actor.Role != access.EnterpriseContact {
		return "", fault.Missing("条报名")
	}
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		var e event
		var withdrawn bool
		err := tx.QueryRow(ctx, `
			-- name: ReceptionSignUp
			select re.status, re.starts_at, ru.withdrawn_at is not null from reception_sign_up ru join reception_event re on re.id = ru.reception_event_id
			 where ru.id = $1 and ru.enterprise_id = $2 for no key update of ru`, id, actor.EnterpriseID).Scan(&e.status, &e.startsAt, &withdrawn)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing("条报名")
		}
		if err != nil {
			return fmt.Errorf("find the sign-up: %w", err)
		}
		if withdrawn {
			return nil
		}
		if err := s.open(e); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "-- name: WithdrawFromReception\nupdate reception_sign_up set withdrawn_at = $2 where id = $1", id, s.now())
		return err
	})
	return id, err
}

// channels is how a problem came in that was raised at an event, by the event's kind (1C).
var channels = map[string]string{
	"RECEPTION_DAY": "RECEPTION_DAY", "SALON": "SALON", "SYMPOSIUM": "SYMPOSIUM",
	"OPEN_DAY": "OPEN_DAY", "BREAKFAST": "OPEN_DAY", "ENTREPRENEUR_DAY": "OPEN_DAY",
}

// Raised returns the channel of a problem that an enterprise raised at an event. NOT_FOUND when the event is not the actor's to see,
// FORBIDDEN unless an office or a leader over its division reports, INVALID when the enterprise did not sign up or the event was cancelled.
func Raised(ctx context.Context, tx pgx.Tx, actor access.Actor, eventID, enterpriseID string) (string, error) {
	e, err := find(ctx, tx, actor, &eventID, "for share of re")
	if err != nil {
		return "", err
	}
	if !actor.Is(access.Office, access.Leader) || !actor.Over(e.division) {
		return "", fault.New(fault.Forbidden, "接待活动上提出的问题由组织活动的联企办或领导登记。")
	}
	var comes bool
	err = tx.QueryRow(ctx, "select exists (select from reception_sign_up where reception_event_id = $1 and enterprise_id = $2 and withdrawn_at is null)",
		eventID, enterpriseID).Scan(&comes)
	if err != nil {
		return "", fmt.Errorf("find the sign-up: %w", err)
	}
	if e.status == string(Cancelled) || !comes {
		return "", fault.At("receptionEventId", "这家企业没有报名这次活动，或活动已取消。")
	}
	return channels[e.kind], nil
}
