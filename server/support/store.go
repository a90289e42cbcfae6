package support

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Store keeps support plans. On any error nothing is changed.
type Store struct {
	pool       *pgxpool.Pool
	now        func() time.Time
	enterprise plan.Rule
}

// New returns the store; now is the clock by which everything is dated, enterprise the rule of who may see an enterprise e.
func New(pool *pgxpool.Pool, now func() time.Time, enterprise plan.Rule) *Store {
	return &Store{pool, now, enterprise}
}

// Input is a plan as an office keeps it.
type Input struct {
	ID           string   // the client's own UUID
	EnterpriseID string   // stays as it was made
	LeaderID     string   // a leader of an area that holds the enterprise
	Members      []string // the team: 1 to 20 people of the office's area or above it
	Plan         string   // 2 to 4000 characters
	StartsOn     time.Time
}

// state is a plan as it stands; names are for the words of what changes.
type state struct {
	leader, leaderName, plan string
	startsOn                 time.Time
	members, memberNames     []string
}

// Save makes a plan for an enterprise, or changes it, and writes down what changed; when nothing does, nothing happens. NOT_FOUND for an
// enterprise that the actor may not see, FORBIDDEN unless an office over it asks; INVALID for who does not lead there or is no colleague;
// CONFLICT when the enterprise has another open plan, or this one is closed or another enterprise's.
func (s *Store) Save(ctx context.Context, actor access.Actor, in Input) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if in.Plan, err = fault.Said("plan", in.Plan, 2, 4000); err != nil {
		return err
	}
	var ok bool
	if in.EnterpriseID, ok = once.Canonical(in.EnterpriseID); !ok {
		return fault.Missing("家企业")
	}
	if in.LeaderID, ok = once.Canonical(in.LeaderID); !ok {
		return errNoLeader
	}
	for i, id := range in.Members {
		if in.Members[i], ok = once.Canonical(id); !ok {
			return errNoTeam
		}
	}
	slices.Sort(in.Members)
	in.Members = slices.Compact(in.Members)
	if len(in.Members) == 0 || len(in.Members) > 20 {
		return errNoTeam
	}
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended($1, 0))", in.ID); err != nil {
			return fmt.Errorf("wait for the same plan: %w", err)
		}
		if err := s.office(ctx, tx, actor, in.EnterpriseID); err != nil {
			return err
		}
		after, err := people(ctx, tx, actor, in)
		if err != nil {
			return err
		}
		before, err := standing(ctx, tx, in)
		if err != nil {
			return err
		}
		kind, words := "STARTED", in.Plan
		if before != nil {
			if kind, words = "CHANGED", changes(*before, after); words == "" {
				return nil
			}
		}
		_, err = tx.Exec(ctx, `
			-- name: SaveSupportPlan
			insert into support_plan (id, enterprise_id, leader_id, plan, starts_on, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6, $7)
			    on conflict (id) do update set leader_id = $3, plan = $4, starts_on = $5, saved_by = $6, saved_at = $7`,
			in.ID, in.EnterpriseID, in.LeaderID, in.Plan, in.StartsOn, actor.PersonID, s.now())
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			-- name: SaveSupportTeam
			with gone as (delete from support_plan_member where support_plan_id = $1 and person_id <> all($2::uuid[]))
			insert into support_plan_member (support_plan_id, person_id) select $1, unnest($2::uuid[]) on conflict do nothing`, in.ID, in.Members)
		if err != nil {
			return fmt.Errorf("save the team: %w", err)
		}
		return s.write(ctx, tx, actor, once.New(), in.ID, kind, words, nil)
	})
}

// office returns nil for an office over the enterprise.
func (s *Store) office(ctx context.Context, tx pgx.Tx, actor access.Actor, enterpriseID string) error {
	args := []any{enterpriseID}
	see := plan.See(s.enterprise, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	var division string
	err := tx.QueryRow(ctx, "-- name: EnterpriseOfPlan\nselect e.division_code from enterprise e where e.id = $1 and "+see, args...).Scan(&division)
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing("家企业")
	}
	if err != nil {
		return fmt.Errorf("find the enterprise: %w", err)
	}
	if actor.Role != access.Office || !actor.Over(division) {
		return fault.New(fault.Forbidden, "帮扶方案由企业所在地区的联企办制定和更改。")
	}
	return nil
}

// people returns the plan as it is to stand; INVALID for a leader who does not lead where the enterprise lies, and for members who have no
// role in the office's area or above it.
func people(ctx context.Context, tx pgx.Tx, actor access.Actor, in Input) (state, error) {
	after := state{leader: in.LeaderID, plan: in.Plan, startsOn: in.StartsOn, members: in.Members}
	err := tx.QueryRow(ctx, `
		-- name: LeaderOfPlan
		select n.name from person n where n.id = $1 and n.disabled_at is null and exists (select from person_role r join enterprise e on e.id = $2
		  where r.person_id = n.id and r.role = 'LEADER' and `+access.Holds("r.division_code", "e.division_code")+`)`, in.LeaderID, in.EnterpriseID).Scan(&after.leaderName)
	if errors.Is(err, pgx.ErrNoRows) {
		return after, errNoLeader
	}
	if err != nil {
		return after, fmt.Errorf("find the leader: %w", err)
	}
	err = tx.QueryRow(ctx, `
		-- name: TeamOfPlan
		select coalesce(array_agg(n.name order by n.id), '{}') from person n where n.id = any($1::uuid[]) and n.disabled_at is null and exists (
		  select from person_role r left join organization o on o.id = r.organization_id
		   where r.person_id = n.id and r.role in ('LINK_CADRE', 'RESIDENT_CADRE', 'DEPARTMENT_HANDLER', 'OFFICE')
		     and (coalesce(r.division_code, o.division_code) = any($2) or starts_with(area_from($3), area_from(coalesce(r.division_code, o.division_code)))))`,
		in.Members, actor.Areas, actor.DivisionCode).Scan(&after.memberNames)
	if err != nil {
		return after, fmt.Errorf("find the team: %w", err)
	}
	if len(after.memberNames) != len(in.Members) {
		return after, errNoTeam
	}
	return after, nil
}

// standing returns the open plan of that id as it stands; nil when there is none. CONFLICT when it is closed or another enterprise's.
func standing(ctx context.Context, tx pgx.Tx, in Input) (*state, error) {
	var before state
	var changeable bool
	err := tx.QueryRow(ctx, `
		-- name: StandingSupportPlan
		select sp.closed_at is null and sp.enterprise_id = $2, sp.leader_id::text, n.name, sp.plan, sp.starts_on,
		       array(select sm.person_id::text from support_plan_member sm where sm.support_plan_id = sp.id order by sm.person_id),
		       array(select m.name from support_plan_member sm join person m on m.id = sm.person_id where sm.support_plan_id = sp.id order by sm.person_id)
		  from support_plan sp join person n on n.id = sp.leader_id where sp.id = $1 for no key update of sp`, in.ID, in.EnterpriseID).
		Scan(&changeable, &before.leader, &before.leaderName, &before.plan, &before.startsOn, &before.members, &before.memberNames)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read the plan: %w", err)
	case !changeable:
		return nil, fault.New(fault.Conflict, "这份帮扶方案已经结束，或是另一家企业的，不能再改。")
	}
	return &before, nil
}

// changes are the words of what a change changes, with what stood before; "" when nothing does.
func changes(before, after state) string {
	var words []string
	if before.leader != after.leader {
		words = append(words, fmt.Sprintf("帮扶领导由%s换为%s。", before.leaderName, after.leaderName))
	}
	for _, part := range []struct {
		verb      string
		from, not state
	}{{"增加", after, before}, {"调出", before, after}} {
		var names []string
		for i, id := range part.from.members {
			if !slices.Contains(part.not.members, id) {
				names = append(names, part.from.memberNames[i])
			}
		}
		if len(names) > 0 {
			words = append(words, "班子"+part.verb+strings.Join(names, "、")+"。")
		}
	}
	if !before.startsOn.Equal(after.startsOn) {
		words = append(words, "开始日期原为"+before.startsOn.Format(time.DateOnly)+"。")
	}
	if before.plan != after.plan {
		words = append(words, "方案已更改，原为：\n"+before.plan)
	}
	return strings.Join(words, "\n")
}

// write appends an entry to a plan.
func (s *Store) write(ctx context.Context, tx pgx.Tx, actor access.Actor, id, planID, kind, text string, hash []byte) error {
	if hash == nil {
		hash = once.Hash(kind, text)
	}
	_, err := tx.Exec(ctx, `
		-- name: WriteSupportPlanEntry
		insert into support_plan_entry (id, support_plan_id, kind, text, person_id, at, content_hash) values ($1, $2, $3, $4, $5, $6, $7)`,
		id, planID, kind, text, actor.PersonID, s.now(), hash)
	if err != nil {
		return fmt.Errorf("write the entry: %w", err)
	}
	return nil
}

var (
	errNoLeader = fault.At("leaderId", "请选择一名帮扶领导，须是管企业所在地区的领导。")
	errNoTeam   = fault.At("memberIds", "请选择班子成员，须是本地区或上级的干部和经办，最多 20 名。")
)
