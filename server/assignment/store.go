// Package assignment is about which cadre is linked to which enterprise, from which day to which (分包联系, A7).
package assignment

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

// Store changes who is linked to which enterprise.
type Store struct {
	pool       *pgxpool.Pool
	enterprise plan.Rule
}

// New returns the store; enterprise is the rule of who may see an enterprise e.
func New(pool *pgxpool.Pool, enterprise plan.Rule) *Store {
	return &Store{pool: pool, enterprise: enterprise}
}

// AssignInput links a cadre to an enterprise. Days are Asia/Shanghai's, at midnight UTC.
type AssignInput struct {
	ID           string // the client's own UUID
	CadreID      string
	EnterpriseID string
	Role         string // LEAD or MEMBER
	Mode         string // LINKED, RESIDENT or CHIEF_SERVICE_OFFICER
	StartsOn     time.Time
	EndsOn       *time.Time // the last day; nil while open
}

// Assign links a cadre to an enterprise and returns the link's id. NOT_FOUND when the enterprise is not the actor's to see, FORBIDDEN unless
// an office asks, CONFLICT when the two are linked on one of the days or the id came with other content.
func (s *Store) Assign(ctx context.Context, actor access.Actor, in AssignInput) (string, error) {
	var err error
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	var ok bool
	if in.EnterpriseID, ok = once.Canonical(in.EnterpriseID); !ok {
		return "", fault.Missing("家企业")
	}
	if in.CadreID, ok = once.Canonical(in.CadreID); !ok {
		return "", errNoCadre
	}
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		hash := once.Hash("assignEnterprise", in)
		again, err := once.Again(ctx, tx, kept, in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		if err := s.office(ctx, tx, actor, "e.id = $1", in.EnterpriseID, "家企业"); err != nil {
			return err
		}
		var cadre bool
		err = tx.QueryRow(ctx, "select "+cadreOf, in.CadreID, actor.Areas).Scan(&cadre)
		if err != nil {
			return fmt.Errorf("find the cadre: %w", err)
		}
		if !cadre {
			return errNoCadre
		}
		_, err = tx.Exec(ctx, `
			-- name: Assign
			insert into assignment (id, person_id, enterprise_id, role, mode, starts_on, ends_on, created_by, content_hash)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			in.ID, in.CadreID, in.EnterpriseID, in.Role, in.Mode, in.StartsOn, in.EndsOn, actor.PersonID, hash)
		return err
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

// cadreOf says that person $1 is a cadre whom an office over the areas $2 may send: those of person.Cadres.
const cadreOf = `exists (select from person n join person_role r on r.person_id = n.id where n.id = $1 and n.disabled_at is null
	and r.role in ('LINK_CADRE', 'RESIDENT_CADRE') and r.division_code = any($2))`

var errNoCadre = fault.At("cadreId", "没有找到这名联企干部，或不是本地区的干部。")

// kept is who made a link, and from what.
const kept = "select coalesce(created_by::text, ''), content_hash from assignment where id = $1"

// End ends a link on a day and returns its id. NOT_FOUND and FORBIDDEN as for Assign.
func (s *Store) End(ctx context.Context, actor access.Actor, assignmentID string, endsOn time.Time) (string, error) {
	id, ok := once.Canonical(assignmentID)
	if !ok {
		return "", fault.Missing("条联系")
	}
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if err := s.office(ctx, tx, actor, "e.id = (select a.enterprise_id from assignment a where a.id = $1)", id, "条联系"); err != nil {
			return err
		}
		done, err := tx.Exec(ctx, "-- name: EndAssignment\nupdate assignment set ends_on = $2 where id = $1 and cancelled_at is null", id, endsOn)
		if err == nil && done.RowsAffected() == 0 {
			return fault.New(fault.Conflict, "这条联系已取消。")
		}
		return err
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// Cancel takes a link back before its first day and returns its id. NOT_FOUND and FORBIDDEN as for Assign; CONFLICT when it has begun: then
// it can only be ended. Cancelled before: nothing happens.
func (s *Store) Cancel(ctx context.Context, actor access.Actor, assignmentID string) (string, error) {
	id, ok := once.Canonical(assignmentID)
	if !ok {
		return "", fault.Missing("条联系")
	}
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if err := s.office(ctx, tx, actor, "e.id = (select a.enterprise_id from assignment a where a.id = $1)", id, "条联系"); err != nil {
			return err
		}
		var begun, cancelled bool
		err := tx.QueryRow(ctx, "-- name: PlannedAssignment\nselect starts_on <= today(), cancelled_at is not null from assignment where id = $1 for update", id).
			Scan(&begun, &cancelled)
		switch {
		case err != nil:
			return fmt.Errorf("read the link: %w", err)
		case cancelled:
			return nil
		case begun:
			return fault.New(fault.Conflict, "这条联系已经开始，不能取消，只能结束。")
		}
		_, err = tx.Exec(ctx, `
			-- name: CancelAssignment
			update assignment set ends_on = starts_on - 1, cancelled_at = moment(), cancelled_by = $2 where id = $1`, id, actor.PersonID)
		return err
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// office returns nil for an office over the enterprise that is named by where and $1.
func (s *Store) office(ctx context.Context, tx pgx.Tx, actor access.Actor, where, id, noun string) error {
	args := []any{id}
	see := plan.See(s.enterprise, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	var division string
	err := tx.QueryRow(ctx, "select e.division_code from enterprise e where "+where+" and "+see, args...).Scan(&division)
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing(noun)
	}
	if err != nil {
		return fmt.Errorf("find the enterprise: %w", err)
	}
	if actor.Role != access.Office {
		return fault.New(fault.Forbidden, "只有联企办可以安排联系干部。")
	}
	return nil
}
