package policy

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Store publishes policies.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// New returns the store; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time) *Store { return &Store{pool, now} }

// PublishInput is a policy for the book of an area.
type PublishInput struct {
	ID           string // the client's own UUID
	DivisionCode string // "" is the office's own
	Content      Content
}

// Publish puts a policy into an area's book and returns its id. FORBIDDEN unless an office over the area asks, CONFLICT when the id came
// with other content.
func (s *Store) Publish(ctx context.Context, actor access.Actor, in PublishInput) (string, error) {
	if in.DivisionCode == "" {
		in.DivisionCode = actor.DivisionCode
	}
	if actor.Role != access.Office || !actor.Over(in.DivisionCode) {
		return "", fault.New(fault.Forbidden, "只有这个地区的联企办可以发布政策。")
	}
	var err error
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	if err := in.Content.clean(); err != nil {
		return "", err
	}
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		hash := once.Hash("publishPolicy", in)
		again, err := once.Again(ctx, tx, "select published_by, content_hash from policy where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		c := in.Content
		_, err = tx.Exec(ctx, `
			-- name: PublishPolicy
			insert into policy (id, division_code, title, issuer, document_number, issued_on, valid_to, sectors, amount, apply_mode, phone, url,
			                    published_by, published_at, changed_by, changed_at, content_hash)
			values ($1, $2, $3, $4, nullif($5, ''), $6, $7, $8, nullif($9, ''), $10, nullif($11, ''), nullif($12, ''), $13, $14, $13, $14, $15)`,
			in.ID, in.DivisionCode, c.Title, c.Issuer, c.DocumentNumber, c.IssuedOn, c.ValidTo, c.Sectors, c.Amount, c.ApplyMode, c.Phone, c.URL,
			actor.PersonID, s.now(), hash)
		if err != nil {
			return err
		}
		return writeClauses(ctx, tx, in.ID, c.Clauses)
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

// ChangeInput replaces what the book says of a policy.
type ChangeInput struct {
	PolicyID        string
	ExpectedVersion int
	Content         Content
}

// Change replaces what the book says of a policy and returns its id. NOT_FOUND when it is not the actor's to see, FORBIDDEN unless an office
// over its area asks, STALE when it was changed meanwhile, CONFLICT when it is withdrawn.
func (s *Store) Change(ctx context.Context, actor access.Actor, in ChangeInput) (string, error) {
	if err := in.Content.clean(); err != nil {
		return "", err
	}
	err := s.standing(ctx, actor, &in.PolicyID, in.ExpectedVersion, func(tx pgx.Tx) error {
		c := in.Content
		_, err := tx.Exec(ctx, `
			-- name: ChangePolicy
			update policy set title = $2, issuer = $3, document_number = nullif($4, ''), issued_on = $5, valid_to = $6, sectors = $7,
			       amount = nullif($8, ''), apply_mode = $9, phone = nullif($10, ''), url = nullif($11, ''),
			       version = version + 1, changed_by = $12, changed_at = $13
			 where id = $1`,
			in.PolicyID, c.Title, c.Issuer, c.DocumentNumber, c.IssuedOn, c.ValidTo, c.Sectors, c.Amount, c.ApplyMode, c.Phone, c.URL,
			actor.PersonID, s.now())
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "-- name: DropPolicyClauses\ndelete from policy_clause where policy_id = $1", in.PolicyID); err != nil {
			return err
		}
		return writeClauses(ctx, tx, in.PolicyID, c.Clauses)
	})
	return in.PolicyID, err
}

// WithdrawInput takes a policy out of the book.
type WithdrawInput struct {
	PolicyID        string
	ExpectedVersion int
	Reason          string // 2 to 500 characters
}

// Withdraw takes a policy out of the book and returns its id. Errors as for Change.
func (s *Store) Withdraw(ctx context.Context, actor access.Actor, in WithdrawInput) (string, error) {
	var err error
	if in.Reason, err = fault.Said("reason", in.Reason, 2, 500); err != nil {
		return "", err
	}
	err = s.standing(ctx, actor, &in.PolicyID, in.ExpectedVersion, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			-- name: WithdrawPolicy
			update policy set withdrawn_at = $2, withdrawn_by = $3, withdraw_reason = $4, version = version + 1, changed_by = $3, changed_at = $2
			 where id = $1`, in.PolicyID, s.now(), actor.PersonID, in.Reason)
		return err
	})
	return in.PolicyID, err
}

// standing runs do on a policy, locked, that is in the book at that version and the actor's to change. It brings the id to its one form.
func (s *Store) standing(ctx context.Context, actor access.Actor, id *string, version int, do func(pgx.Tx) error) error {
	canonical, ok := once.Canonical(*id)
	if !ok {
		return fault.Missing("条政策")
	}
	*id = canonical
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		args := []any{canonical}
		see := plan.See(Sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
		var division string
		var now int
		var withdrawn bool
		err := tx.QueryRow(ctx, "-- name: StandingPolicy\nselect po.division_code, po.version, po.withdrawn_at is not null from policy po where po.id = $1 and "+
			see+" for no key update", args...).Scan(&division, &now, &withdrawn)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return fault.Missing("条政策")
		case err != nil:
			return fmt.Errorf("find the policy: %w", err)
		case actor.Role != access.Office || !actor.Over(division):
			return fault.New(fault.Forbidden, "只有发布这条政策的地区的联企办可以修改或撤下。")
		case now != version:
			return fault.New(fault.Stale, "这条政策已被别人修改，请看过现在的内容再改。")
		case withdrawn:
			return fault.New(fault.Conflict, "这条政策已经撤下。")
		}
		return do(tx)
	})
}

func writeClauses(ctx context.Context, tx pgx.Tx, policyID string, clauses []Clause) error {
	for i, c := range clauses {
		_, err := tx.Exec(ctx, `
			-- name: WritePolicyClause
			insert into policy_clause (policy_id, position, heading, text, url) values ($1, $2, $3, $4, nullif($5, ''))`,
			policyID, i+1, c.Heading, c.Text, c.URL)
		if err != nil {
			return fmt.Errorf("write a clause: %w", err)
		}
	}
	return nil
}
