package support

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// FollowInput is what was done by a plan.
type FollowInput struct {
	ID     string // the client's own UUID, of the entry
	PlanID string
	Text   string // 2 to 2000 characters
}

// Follow writes down what was done by a plan and returns the plan's id. NOT_FOUND when it is not the actor's to see, FORBIDDEN unless its leader or
// one of its team asks, CONFLICT when it is closed or the id came with other content.
func (s *Store) Follow(ctx context.Context, actor access.Actor, in FollowInput) (string, error) {
	return s.append(ctx, actor, step{
		kind: "FOLLOWED", field: "text", sent: in,
		may:     func(p standingPlan) bool { return p.mine },
		refusal: "跟进由帮扶领导和班子成员填写。",
	})
}

// CloseInput is how a plan ended.
type CloseInput struct {
	ID      string // the client's own UUID, of the entry
	PlanID  string
	Outcome string // of SupportOutcome
	Summary string // 2 to 2000 characters
}

// Close ends a plan and returns its id. NOT_FOUND when it is not the actor's to see, FORBIDDEN unless an office over the enterprise or the
// plan's leader asks, CONFLICT when it is closed or the id came with other content.
func (s *Store) Close(ctx context.Context, actor access.Actor, in CloseInput) (string, error) {
	return s.append(ctx, actor, step{
		kind: "CLOSED", field: "summary", sent: FollowInput{ID: in.ID, PlanID: in.PlanID, Text: in.Summary}, outcome: in.Outcome,
		may:     func(p standingPlan) bool { return p.leads || actor.Role == access.Office },
		refusal: "结束帮扶由联企办或帮扶领导办理。",
	})
}

// step is an entry to be appended, and who may.
type step struct {
	kind, field string // field is what the input calls its text
	sent        FollowInput
	outcome     string // of what ends the plan; else ""
	may         func(standingPlan) bool
	refusal     string
}

// standingPlan is what the verbs ask of a plan.
type standingPlan struct{ mine, leads, closed bool }

// append writes an entry once and returns the plan's id.
func (s *Store) append(ctx context.Context, actor access.Actor, step step) (string, error) {
	in, err := step.sent, error(nil)
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	if in.Text, err = fault.Said(step.field, in.Text, 2, 2000); err != nil {
		return "", err
	}
	var ok bool
	if in.PlanID, ok = once.Canonical(in.PlanID); !ok {
		return "", fault.Missing("份帮扶方案")
	}
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		hash := once.Hash(step.kind, []string{in.PlanID, in.Text, step.outcome})
		again, err := once.Again(ctx, tx, "select person_id, content_hash from support_plan_entry where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		p, err := find(ctx, tx, actor, in.PlanID)
		switch {
		case err != nil:
			return err
		case !step.may(p):
			return fault.New(fault.Forbidden, "%s", step.refusal)
		case p.closed:
			return fault.New(fault.Conflict, "这份帮扶方案已经结束。")
		}
		if step.outcome != "" {
			_, err := tx.Exec(ctx, "-- name: CloseSupportPlan\nupdate support_plan set outcome = $2, closed_at = $3 where id = $1", in.PlanID, step.outcome, s.now())
			if err != nil {
				return err
			}
		}
		return s.write(ctx, tx, actor, in.ID, in.PlanID, step.kind, in.Text, hash)
	})
	return in.PlanID, err
}

// find returns a plan that the actor may see and locks it; else NOT_FOUND.
func find(ctx context.Context, tx pgx.Tx, actor access.Actor, id string) (p standingPlan, err error) {
	args := []any{id, actor.PersonID}
	see := plan.See(Sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	err = tx.QueryRow(ctx, `
		-- name: FindSupportPlan
		select sp.leader_id::text = $2, sp.leader_id::text = $2 or exists (select from support_plan_member sm where sm.support_plan_id = sp.id and sm.person_id::text = $2),
		       sp.closed_at is not null
		  from support_plan sp where sp.id = $1 and `+see+` for no key update of sp`, args...).Scan(&p.leads, &p.mine, &p.closed)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, fault.Missing("份帮扶方案")
	}
	if err != nil {
		return p, fmt.Errorf("find the plan: %w", err)
	}
	return p, nil
}
