package chain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Store changes chains. On any error nothing is changed.
type Store struct {
	pool       *pgxpool.Pool
	now        func() time.Time
	enterprise plan.Rule
}

// New returns the store; now is the clock by which everything is dated, enterprise the rule of who may see an enterprise e.
func New(pool *pgxpool.Pool, now func() time.Time, enterprise plan.Rule) *Store {
	return &Store{pool, now, enterprise}
}

// Input is a chain as an office keeps it.
type Input struct {
	ID           string // the client's own UUID
	Name         string // 2 to 40 characters
	DivisionCode string // "" is the office's own; it stays as it was made
	DepartmentID string
	Heads        []string // 1 to 20 leaders of an area that holds the division
}

// Save makes a chain, or changes it; its heads are replaced. FORBIDDEN unless an office over the division asks; INVALID for what is no
// department of the division or above, and for heads who do not lead there; CONFLICT when the division has a chain of that name.
func (s *Store) Save(ctx context.Context, actor access.Actor, in Input) (err error) {
	if in.DivisionCode == "" {
		in.DivisionCode = actor.DivisionCode
	}
	if actor.Role != access.Office || !actor.Over(in.DivisionCode) {
		return errNotTheirs
	}
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if in.Name, err = fault.Said("name", in.Name, 2, 40); err != nil {
		return err
	}
	var ok bool
	if in.DepartmentID, ok = once.Canonical(in.DepartmentID); !ok {
		return errNoDepartment
	}
	if in.Heads, ok = canonical(in.Heads); !ok || len(in.Heads) == 0 || len(in.Heads) > 20 {
		return errNoHead
	}
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		var answers bool
		var leaders int
		err := tx.QueryRow(ctx, `
			-- name: DepartmentAndHeads
			select exists (select from organization o where o.id = $1 and o.kind = 'DEPARTMENT' and starts_with(area_from($3), area_from(o.division_code))),
			       (select count(distinct n.id) from person n join person_role r on r.person_id = n.id
			         where n.id = any($2::uuid[]) and n.disabled_at is null and r.role = 'LEADER' and starts_with(area_from($3), area_from(r.division_code)))`,
			in.DepartmentID, in.Heads, in.DivisionCode).Scan(&answers, &leaders)
		switch {
		case err != nil:
			return fmt.Errorf("find the department and the heads: %w", err)
		case !answers:
			return errNoDepartment
		case leaders != len(in.Heads):
			return errNoHead
		}
		saved, err := tx.Exec(ctx, `
			-- name: SaveIndustryChain
			insert into industry_chain as ic (id, name, division_code, department_id, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6)
			    on conflict (id) do update set name = $2, department_id = $4, saved_by = $5, saved_at = $6 where ic.division_code = $3`,
			in.ID, in.Name, in.DivisionCode, in.DepartmentID, actor.PersonID, s.now())
		if err != nil {
			return err
		}
		if saved.RowsAffected() == 0 {
			return fault.Missing("条产业链")
		}
		_, err = tx.Exec(ctx, `
			-- name: SaveChainHeads
			with gone as (delete from chain_head where chain_id = $1 and person_id <> all($2::uuid[]))
			insert into chain_head (chain_id, person_id) select $1, unnest($2::uuid[]) on conflict do nothing`, in.ID, in.Heads)
		return err
	})
}

// MembersInput is which enterprises join a chain and which leave it; at most 200 each.
type MembersInput struct {
	ChainID     string
	Join, Leave []string
}

// Arrange lets enterprises join a chain and leave it, and returns the chain's id; whoever has joined or left before stays so. NOT_FOUND for a
// chain or an enterprise that the actor may not see, FORBIDDEN unless an office over the chain's division asks, INVALID for an enterprise
// outside of it and for one that both joins and leaves.
func (s *Store) Arrange(ctx context.Context, actor access.Actor, in MembersInput) (string, error) {
	id, ok := once.Canonical(in.ChainID)
	if !ok {
		return "", fault.Missing("条产业链")
	}
	for _, ids := range []*[]string{&in.Join, &in.Leave} {
		if *ids, ok = canonical(*ids); !ok {
			return "", fault.Missing("家企业")
		}
		if len(*ids) > 200 {
			return "", fault.At("join", "一次最多调整 200 家企业。")
		}
	}
	if slices.ContainsFunc(in.Join, func(one string) bool { return slices.Contains(in.Leave, one) }) {
		return "", fault.At("join", "同一家企业不能又加入又退出。")
	}
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		division, err := find(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if actor.Role != access.Office || !actor.Over(division) {
			return errNotTheirs
		}
		args := []any{append(slices.Clone(in.Join), in.Leave...), in.Join, division}
		see := plan.See(s.enterprise, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
		var seen, outside int
		err = tx.QueryRow(ctx, `
			-- name: EnterprisesOfChain
			select count(*), count(*) filter (where e.id = any($2::uuid[]) and not (`+access.Holds("$3", "e.division_code")+`))
			  from enterprise e where e.id = any($1::uuid[]) and `+see, args...).Scan(&seen, &outside)
		switch {
		case err != nil:
			return fmt.Errorf("find the enterprises: %w", err)
		case seen != len(in.Join)+len(in.Leave):
			return fault.Missing("家企业")
		case outside > 0:
			return fault.At("join", "加入的企业须在产业链所在的地区之内。")
		}
		_, err = tx.Exec(ctx, `
			-- name: ArrangeChainMembers
			with gone as (delete from chain_member where chain_id = $1 and enterprise_id = any($3::uuid[]))
			insert into chain_member (chain_id, enterprise_id, joined_by, joined_at) select $1, unnest($2::uuid[]), $4, $5 on conflict do nothing`,
			id, in.Join, in.Leave, actor.PersonID, s.now())
		return err
	})
	return id, err
}

// find returns the division of a chain that the actor may see and locks it; else NOT_FOUND.
func find(ctx context.Context, tx pgx.Tx, actor access.Actor, id string) (division string, err error) {
	args := []any{id}
	see := plan.See(Sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	err = tx.QueryRow(ctx, "-- name: FindChain\nselect ic.division_code from industry_chain ic where ic.id = $1 and "+see+" for no key update", args...).Scan(&division)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", fault.Missing("条产业链")
	}
	if err != nil {
		return "", fmt.Errorf("find the chain: %w", err)
	}
	return division, nil
}

// canonical are ids in their one form, each once; false when one is no UUID.
func canonical(ids []string) (out []string, ok bool) {
	out = []string{}
	for _, id := range ids {
		c, ok := once.Canonical(id)
		if !ok {
			return nil, false
		}
		out = append(out, c)
	}
	slices.Sort(out)
	return slices.Compact(out), true
}

var (
	errNotTheirs    = fault.New(fault.Forbidden, "产业链由它所在地区的联企办维护。")
	errNoDepartment = fault.At("departmentId", "请选择一个责任部门，须是本地区或上级的部门。")
	errNoHead       = fault.At("headIds", "请选择链长，须是管这个地区的领导，最多 20 名。")
)
