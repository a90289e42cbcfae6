package supervision

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// FindingInput is what a group found about exactly one enterprise, unit or problem.
type FindingInput struct {
	ID                                      string // the client's own UUID
	TripID                                  string
	EnterpriseID, OrganizationID, ProblemID string
	Text                                    string // 1 to 2000 characters
}

// RecordFinding keeps what was found on a trip. FORBIDDEN unless a member of the group asks; NOT_FOUND for what it is about when the actor
// does not see it; INVALID unless it is about exactly one thing.
func (s *Store) RecordFinding(ctx context.Context, actor access.Actor, in FindingInput) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if in.Text, err = said("text", in.Text, 1, 2000); err != nil {
		return err
	}
	about, n := "", 0
	for _, id := range []*string{&in.EnterpriseID, &in.OrganizationID, &in.ProblemID} {
		if *id == "" {
			continue
		}
		n++
		canonical, ok := once.Canonical(*id)
		if !ok {
			return fault.Missing("家企业、这个单位或这件问题")
		}
		*id, about = canonical, canonical
	}
	if n != 1 {
		return fault.At("enterpriseId", "请选择一家企业、一个单位或一件问题，且只选一个。")
	}
	hash := once.Hash("recordFinding", in)
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		again, err := once.Again(ctx, tx, "select found_by, content_hash from finding where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		if err := s.traveller(ctx, tx, actor, in.TripID); err != nil {
			return err
		}
		args := []any{about}
		who := plan.Actor{Role: actor.RoleName(), Values: actor.Values()}
		sql := "select from organization o where o.id = $1"
		if in.EnterpriseID != "" {
			sql = "select from enterprise e where e.id = $1 and " + plan.See(s.Enterprise, who, &args)
		} else if in.ProblemID != "" {
			sql = "select from problem p where p.id = $1 and " + plan.See(s.Problem, who, &args)
		}
		var seen bool
		if err := tx.QueryRow(ctx, "-- name: SubjectOfFinding\nselect exists ("+sql+")", args...).Scan(&seen); err != nil {
			return fmt.Errorf("find what the finding is about: %w", err)
		}
		if !seen {
			return fault.Missing("家企业、这个单位或这件问题")
		}
		_, err = tx.Exec(ctx, `
			-- name: RecordFinding
			insert into finding (id, trip_id, enterprise_id, organization_id, problem_id, text, found_by, found_at, content_hash)
			values ($1, $2, nullif($3, '')::uuid, nullif($4, '')::uuid, nullif($5, '')::uuid, $6, $7, $8, $9)`,
			in.ID, in.TripID, in.EnterpriseID, in.OrganizationID, in.ProblemID, in.Text, actor.PersonID, s.at(), hash)
		if err != nil {
			return fmt.Errorf("record the finding: %w", err)
		}
		return nil
	})
}

// traveller refuses whoever is not of the trip's group.
func (s *Store) traveller(ctx context.Context, tx pgx.Tx, actor access.Actor, tripID string) error {
	id, ok := once.Canonical(tripID)
	if !ok {
		return fault.Missing("次督导")
	}
	var group string
	err := tx.QueryRow(ctx, "select group_id from supervision_trip where id = $1", id).Scan(&group)
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing("次督导")
	} else if err != nil {
		return fmt.Errorf("find the trip: %w", err)
	}
	if err := s.member(ctx, tx, actor, group); fault.Is(err, fault.NotFound) {
		return fault.Missing("次督导")
	} else if err != nil {
		return err
	}
	return nil
}

// Problem is what a finding becomes when it is reported.
type Problem struct {
	ID, EnterpriseID                     string // of a finding about an enterprise, its enterprise
	Title, Description, Demand, Category string
	Confidential                         bool
	CapturedAt                           time.Time
}

// Order is what a finding becomes when a unit is pressed.
type Order struct {
	ID, ProblemID string // of a finding about a problem, that problem
	Kind, Note    string
	ReplyBy       *time.Time
}

// RaiseInput makes a finding a problem or an order: exactly one of them.
type RaiseInput struct {
	FindingID string
	Problem   *Problem
	Order     *Order
}

// Raise reports a finding as a problem by way of supervision, or issues an order from it; once. FORBIDDEN unless a member of the group
// asks, and by the rules of both; CONFLICT when it was raised before as something else.
func (s *Store) Raise(ctx context.Context, actor access.Actor, in RaiseInput) error {
	if (in.Problem == nil) == (in.Order == nil) {
		return fault.At("problem", "请选择立为问题或发督办单，且只选一个。")
	}
	id, ok := once.Canonical(in.FindingID)
	if !ok {
		return fault.Missing("条督导发现")
	}
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		var trip, enterprise, problem, raised, text string
		var found time.Time
		err := tx.QueryRow(ctx, `
			-- name: FindingToRaise
			select trip_id, coalesce(enterprise_id::text, ''), coalesce(problem_id::text, ''), coalesce(raised_problem_id::text, raised_order_id::text, ''), text, found_at
			  from finding where id = $1 for update`, id).Scan(&trip, &enterprise, &problem, &raised, &text, &found)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing("条督导发现")
		} else if err != nil {
			return fmt.Errorf("find the finding: %w", err)
		}
		if err := s.traveller(ctx, tx, actor, trip); fault.Is(err, fault.NotFound) {
			return fault.Missing("条督导发现")
		} else if err != nil {
			return err
		}
		column, becomes := "raised_problem_id", ""
		if in.Problem != nil {
			if in.Problem.EnterpriseID, err = aboutThis(enterprise, in.Problem.EnterpriseID, "problem.enterpriseId", "这条发现是另一家企业的。"); err != nil {
				return err
			}
			in.Problem.CapturedAt, becomes = found, in.Problem.ID
		} else {
			if in.Order.ProblemID, err = aboutThis(problem, in.Order.ProblemID, "order.problemId", "这条发现是另一件问题的。"); err != nil {
				return err
			}
			column, becomes = "raised_order_id", in.Order.ID
		}
		if becomes, ok = once.Canonical(becomes); raised != "" && (!ok || raised != becomes) {
			return fault.New(fault.Conflict, "这条发现已经立为问题或发了督办单。")
		}
		if in.Problem != nil {
			err = s.Report(ctx, tx, actor, *in.Problem)
		} else {
			err = s.Supervise(ctx, tx, actor, *in.Order)
		}
		if err != nil {
			return err
		}
		if raised != "" {
			return nil
		}
		if _, err := tx.Exec(ctx, "-- name: RaiseFinding\nupdate finding set "+column+" = $2, raised_at = $3 where id = $1", id, becomes, s.at()); err != nil {
			return fmt.Errorf("raise the finding: %w", err)
		}
		return nil
	})
}

// aboutThis is what a finding is about, or, where it is about something else, what was named; INVALID at field when both are and differ.
func aboutThis(found, named, field, words string) (string, error) {
	if id, _ := once.Canonical(named); found != "" && named != "" && id != found {
		return "", fault.At(field, "%s", words)
	}
	return cmp.Or(found, named), nil
}
