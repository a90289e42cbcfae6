package liaison

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Neighbours are the rules of what a liaison is for.
type Neighbours struct {
	Chain      plan.Rule // who may see a chain ic
	Enterprise plan.Rule // who may see an enterprise e
}

// Store names liaisons. On any error nothing is changed.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
	Neighbours
}

// New returns the store; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time, n Neighbours) *Store {
	return &Store{pool, now, n}
}

// Input is a liaison of exactly one chain, enterprise or department.
type Input struct {
	ID                                    string // the client's own UUID
	ChainID, EnterpriseID, OrganizationID string
	PersonID                              string // of staff, where the liaison has an account; "" else
	Name                                  string // at most 40 characters; "" is the person's
	Post                                  string // at most 40 characters
	Phone                                 string // "" is the person's
}

// phone is a number that can be called.
var phone = regexp.MustCompile(`^\+?[0-9][0-9-]{4,18}[0-9]$`)

// Save names a liaison, or changes one; whoever was a chain's before is so no longer. NOT_FOUND for a chain or an enterprise that the actor
// may not see, FORBIDDEN unless an office over it asks; INVALID unless it is for exactly one and can be called; CONFLICT for one that has
// ended or is of something else.
func (s *Store) Save(ctx context.Context, actor access.Actor, in Input) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if in.Name, err = fault.Said("name", in.Name, 0, 40); err != nil {
		return err
	}
	if in.Post, err = fault.Said("post", in.Post, 0, 40); err != nil {
		return err
	}
	if in.Phone != "" && !phone.MatchString(in.Phone) {
		return errNoPhone
	}
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if err := s.over(ctx, tx, actor, &in); err != nil {
			return err
		}
		if err := account(ctx, tx, &in); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "-- name: RelieveLiaison\nupdate liaison set ended_at = $3 where chain_id = nullif($1, '')::uuid and id <> $2 and ended_at is null", in.ChainID, in.ID, s.now())
		if err != nil {
			return fmt.Errorf("relieve the liaison before: %w", err)
		}
		saved, err := tx.Exec(ctx, `
			-- name: SaveLiaison
			insert into liaison as li (id, chain_id, enterprise_id, organization_id, person_id, name, post, phone, saved_by, saved_at)
			values ($1, nullif($2, '')::uuid, nullif($3, '')::uuid, nullif($4, '')::uuid, nullif($5, '')::uuid, $6, nullif($7, ''), $8, $9, $10)
			    on conflict (id) do update set person_id = excluded.person_id, name = $6, post = excluded.post, phone = $8, saved_by = $9, saved_at = $10
			 where li.ended_at is null and (li.chain_id, li.enterprise_id, li.organization_id) is not distinct from
			       (excluded.chain_id, excluded.enterprise_id, excluded.organization_id)`,
			in.ID, in.ChainID, in.EnterpriseID, in.OrganizationID, in.PersonID, in.Name, in.Post, in.Phone, actor.PersonID, s.now())
		if err == nil && saved.RowsAffected() == 0 {
			return fault.New(fault.Conflict, "这名联络员已经撤下，或是别处的，请重新登记。")
		}
		return err
	})
}

// over brings the ids of what a liaison is for to their one form: NOT_FOUND for what the actor may not see, FORBIDDEN unless an office over
// it asks.
func (s *Store) over(ctx context.Context, tx pgx.Tx, actor access.Actor, in *Input) error {
	n, division := 0, ""
	for _, of := range []struct {
		id         *string
		noun, from string
		rule       plan.Rule
	}{
		{&in.ChainID, "条产业链", "select ic.division_code from industry_chain ic where ic.id = $1 and ", s.Chain},
		{&in.EnterpriseID, "家企业", "select e.division_code from enterprise e where e.id = $1 and ", s.Enterprise},
		{&in.OrganizationID, "个单位", "select o.division_code from organization o where o.id = $1 and ", access.SignedInOnly},
	} {
		if *of.id == "" {
			continue
		}
		n++
		var ok bool
		if *of.id, ok = once.Canonical(*of.id); !ok {
			return fault.Missing(of.noun)
		}
		args := []any{*of.id}
		see := plan.See(of.rule, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
		err := tx.QueryRow(ctx, "-- name: SubjectOfLiaison\n"+of.from+see, args...).Scan(&division)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing(of.noun)
		}
		if err != nil {
			return fmt.Errorf("find what the liaison is for: %w", err)
		}
	}
	if n != 1 {
		return fault.At("enterpriseId", "请选择一条产业链、一家企业或一个单位，且只选一个。")
	}
	if actor.Role != access.Office || !actor.Over(division) {
		return errNotTheirs
	}
	return nil
}

// account fills in what a liaison's account knows; INVALID for who is no staff, and where name or phone are still missing.
func account(ctx context.Context, tx pgx.Tx, in *Input) error {
	if in.PersonID != "" {
		id, ok := once.Canonical(in.PersonID)
		if !ok {
			return errNobody
		}
		err := tx.QueryRow(ctx, `
			-- name: AccountOfLiaison
			select n.id, coalesce(nullif($2, ''), n.name), coalesce(nullif($3, ''), n.phone, '') from person n
			 where n.id = $1 and n.organization_id is not null and n.disabled_at is null`, id, in.Name, in.Phone).Scan(&in.PersonID, &in.Name, &in.Phone)
		if errors.Is(err, pgx.ErrNoRows) {
			return errNobody
		}
		if err != nil {
			return fmt.Errorf("find the account: %w", err)
		}
	}
	if in.Name == "" {
		return fault.At("name", "请填写联络员的姓名。")
	}
	if !phone.MatchString(in.Phone) {
		return errNoPhone
	}
	return nil
}

// End relieves a liaison and returns the id; relieved before, nothing happens. NOT_FOUND when it is not the actor's to see, FORBIDDEN unless
// an office over what it is for asks.
func (s *Store) End(ctx context.Context, actor access.Actor, liaisonID string) (string, error) {
	id, ok := once.Canonical(liaisonID)
	if !ok {
		return "", fault.Missing("名联络员")
	}
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		args := []any{id}
		see := plan.See(Sees(s.Chain, s.Enterprise), plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
		var division string
		err := tx.QueryRow(ctx, `
			-- name: FindLiaison
			select coalesce((select ic.division_code from industry_chain ic where ic.id = li.chain_id), (select e.division_code from enterprise e where e.id = li.enterprise_id),
			                (select o.division_code from organization o where o.id = li.organization_id))
			  from liaison li where li.id = $1 and `+see+` for no key update of li`, args...).Scan(&division)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing("名联络员")
		}
		if err != nil {
			return fmt.Errorf("find the liaison: %w", err)
		}
		if actor.Role != access.Office || !actor.Over(division) {
			return errNotTheirs
		}
		_, err = tx.Exec(ctx, "-- name: EndLiaison\nupdate liaison set ended_at = $2 where id = $1 and ended_at is null", id, s.now())
		return err
	})
	return id, err
}

var (
	errNotTheirs = fault.New(fault.Forbidden, "联络员由所在地区的联企办登记。")
	errNobody    = fault.At("personId", "没有找到这名工作人员。")
	errNoPhone   = fault.At("phone", "请填写能拨通的电话，6 到 20 位数字，可以有短横线。")
)
