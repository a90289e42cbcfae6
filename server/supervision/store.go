// Package supervision is about supervision groups (督导组, A12): who they are, where they travel, and what they find there. What they find
// becomes a problem or an order by the verbs of package problem.
package supervision

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Neighbours are what the verbs need of other nouns.
type Neighbours struct {
	Enterprise plan.Rule // who may see an enterprise e
	Problem    plan.Rule // who may see a problem p
	// Report records a problem as part of tx, Supervise issues an order; both are the verbs of people, with their errors.
	Report    func(ctx context.Context, tx pgx.Tx, actor access.Actor, in Problem) error
	Supervise func(ctx context.Context, tx pgx.Tx, actor access.Actor, in Order) error
}

// Store changes groups, trips and findings. Its errors are faults: NOT_FOUND for what the actor may not see, FORBIDDEN, CONFLICT when an id
// came before with other content, INVALID for an input. On any error nothing is changed.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
	Neighbours
}

// New returns the store; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time, n Neighbours) *Store {
	return &Store{pool: pool, now: now, Neighbours: n}
}

func (s *Store) at() time.Time { return s.now().UTC().Truncate(time.Microsecond) }

// GroupInput is a group as an office sends it.
type GroupInput struct {
	ID        string
	Name      string // 2 to 60 characters
	Divisions []string
	Members   []string // persons who are of a supervision group somewhere over the office's area or in it
	From      time.Time
	To        *time.Time // nil while it is open
}

// SaveGroup makes a group, or changes it; divisions and members are replaced. FORBIDDEN unless an office asks; INVALID for divisions outside
// its area and for persons who do not supervise.
func (s *Store) SaveGroup(ctx context.Context, actor access.Actor, in GroupInput) (err error) {
	if actor.Role != access.Office {
		return fault.New(fault.Forbidden, "只有联企办可以设督导组。")
	}
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if in.Name, err = said("name", in.Name, 2, 60); err != nil {
		return err
	}
	if in.To != nil && in.To.Before(in.From) {
		return fault.At("endsOn", "结束日期不能早于开始日期。")
	}
	slices.Sort(in.Divisions)
	in.Divisions = slices.Compact(in.Divisions)
	if len(in.Divisions) == 0 || slices.ContainsFunc(in.Divisions, func(code string) bool { return !actor.Over(code) }) {
		return fault.At("divisions", "请选择督导的地区，须在本办的地区之内。")
	}
	for i, id := range in.Members {
		canonical, ok := once.Canonical(id)
		if !ok {
			return errNoSupervisor
		}
		in.Members[i] = canonical
	}
	slices.Sort(in.Members)
	in.Members = slices.Compact(in.Members)
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		var known int
		err := tx.QueryRow(ctx, `
			-- name: SupervisorsAmong
			select count(distinct n.id) from person n join person_role r on r.person_id = n.id and r.role = 'SUPERVISOR'
			 where n.id = any($1::uuid[]) and n.disabled_at is null
			   and (r.division_code = any($2) or starts_with(area_from($3), area_from(r.division_code)))`, in.Members, actor.Areas, actor.DivisionCode).Scan(&known)
		if err != nil {
			return fmt.Errorf("find the members: %w", err)
		}
		if known == 0 || known != len(in.Members) {
			return errNoSupervisor
		}
		saved, err := tx.Exec(ctx, `
			-- name: SaveSupervisionGroup
			insert into supervision_group as g (id, name, level, division_code, starts_on, ends_on, made_by, made_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8)
			    on conflict (id) do update set name = $2, starts_on = $5, ends_on = $6 where g.division_code = $4`,
			in.ID, in.Name, actor.Level, actor.DivisionCode, in.From, in.To, actor.PersonID, s.at())
		if err != nil {
			return fmt.Errorf("save the group: %w", err)
		}
		if saved.RowsAffected() == 0 {
			return fault.Missing("个督导组")
		}
		_, err = tx.Exec(ctx, `
			-- name: FillSupervisionGroup
			with a as (delete from supervision_group_area where group_id = $1 and division_code <> all($2)),
			     m as (delete from supervision_group_member where group_id = $1 and person_id <> all($3::uuid[])),
			     b as (insert into supervision_group_area (group_id, division_code) select $1, unnest($2::text[]) on conflict do nothing)
			insert into supervision_group_member (group_id, person_id) select $1, unnest($3::uuid[]) on conflict do nothing`,
			in.ID, in.Divisions, in.Members)
		if err != nil {
			return fmt.Errorf("fill the group: %w", err)
		}
		return nil
	})
}

var errNoSupervisor = fault.At("members", "请选择成员，须是这里的督导人员。")

// TripInput is where a group goes, and what came of it.
type TripInput struct {
	ID           string
	GroupID      string
	DivisionCode string
	From, To     time.Time
	Purpose      string // 1 to 1000 characters
	Done         bool
	Summary      string // at most 4000 characters; needed when done
}

// SaveTrip plans a trip, or changes it. FORBIDDEN unless a member of the group asks; INVALID for a division that the group does not
// answer for.
func (s *Store) SaveTrip(ctx context.Context, actor access.Actor, in TripInput) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if in.Purpose, err = said("purpose", in.Purpose, 1, 1000); err != nil {
		return err
	}
	least := 0
	if in.Done {
		least = 1
	}
	if in.Summary, err = said("summary", in.Summary, least, 4000); err != nil {
		return err
	}
	if in.To.Before(in.From) {
		return fault.At("to", "结束日期不能早于开始日期。")
	}
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		group, ok := once.Canonical(in.GroupID)
		if !ok {
			return fault.Missing("个督导组")
		}
		if err := s.member(ctx, tx, actor, group); err != nil {
			return err
		}
		var answers bool
		err := tx.QueryRow(ctx, `
			-- name: GroupAnswersFor
			select exists (select from supervision_group_area ga where ga.group_id = $1 and $2 >= area_from(ga.division_code) and $2 < area_to(ga.division_code))
			   and exists (select from division where code = $2)`, group, in.DivisionCode).Scan(&answers)
		if err != nil {
			return fmt.Errorf("find where the group goes: %w", err)
		}
		if !answers {
			return fault.At("divisionCode", "这个地区不在督导组的范围内。")
		}
		saved, err := tx.Exec(ctx, `
			-- name: SaveSupervisionTrip
			insert into supervision_trip as t (id, group_id, division_code, starts_on, ends_on, purpose, done, summary, saved_by, saved_at)
			values ($1, $2, $3, $4, $5, $6, $7, nullif($8, ''), $9, $10)
			    on conflict (id) do update set division_code = $3, starts_on = $4, ends_on = $5, purpose = $6, done = $7, summary = nullif($8, ''), saved_by = $9, saved_at = $10
			 where t.group_id = $2`, in.ID, group, in.DivisionCode, in.From, in.To, in.Purpose, in.Done, in.Summary, actor.PersonID, s.at())
		if err != nil {
			return fmt.Errorf("save the trip: %w", err)
		}
		if saved.RowsAffected() == 0 {
			return fault.New(fault.Conflict, "这次督导属于另一个督导组。")
		}
		return nil
	})
}

// member refuses whoever is not of the group: NOT_FOUND when they do not see it, else FORBIDDEN.
func (s *Store) member(ctx context.Context, tx pgx.Tx, actor access.Actor, groupID string) error {
	args := []any{groupID, actor.PersonID, actor.Role == access.Supervisor}
	visible := plan.See(sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	var is bool
	err := tx.QueryRow(ctx, `
		-- name: MemberOfGroup
		select $3 and exists (select from supervision_group_member mb where mb.group_id = sg.id and mb.person_id = nullif($2, '')::uuid)
		  from supervision_group sg where sg.id = $1 and `+visible, args...).Scan(&is)
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing("个督导组")
	} else if err != nil {
		return fmt.Errorf("find the group: %w", err)
	}
	if !is {
		return fault.New(fault.Forbidden, "只有这个督导组的成员可以操作。")
	}
	return nil
}

// said returns a text without the space around it; INVALID at field unless it has least to most characters.
func said(field, text string, least, most int) (string, error) {
	text = strings.TrimSpace(text)
	n := len([]rune(text))
	switch {
	case least > 0 && !strings.ContainsFunc(text, func(r rune) bool { return r != ' ' && unicode.IsPrint(r) }):
		return "", fault.At(field, "请填写此项。")
	case n < least || n > most:
		return "", fault.At(field, "请填写 %d 至 %d 个字，现在是 %d 个字。", max(least, 1), most, n)
	}
	return text, nil
}
