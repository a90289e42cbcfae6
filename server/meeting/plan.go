package meeting

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

// PlanInput is a meeting that will be held, with what it shall take up.
type PlanInput struct {
	ID string // the client's own UUID
	Head
	ProblemIDs []string // the agenda in order
	Filter     *Filter  // fills it instead, when it is not nil
}

// Filter chooses open problems that the actor sees; what is zero does not narrow.
type Filter struct {
	DivisionCode string // in this division or below, which lies in the actor's area
	Level        string // that handles it
	Categories   []string
	Route        string // of ResolutionRoute
	Overdue      *bool
}

// Plan keeps a meeting with its agenda and returns its id. The agenda that a filter fills begins with what is overdue, then by due date,
// and has at most 50 problems.
func (s *Store) Plan(ctx context.Context, actor access.Actor, in PlanInput) (string, error) {
	var err error
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	if err := in.clean(); err != nil {
		return "", err
	}
	if in.Filter != nil && len(in.ProblemIDs) > 0 {
		return "", fault.At("problemIds", "议程按条件选取或逐件列出，不能同时用。")
	}
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if err := may(actor); err != nil {
			return err
		}
		hash := once.Hash("planMeeting", in)
		again, err := once.Again(ctx, tx, "select created_by, coalesce(content_hash, '') from meeting where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		_, err = tx.Exec(ctx, `
			-- name: PlanMeeting
			insert into meeting (id, kind, title, division_code, host, minutes, status, held_at, created_by, created_at, content_hash)
			values ($1, $2, $3, $4, nullif($5, ''), nullif($6, ''), 'PLANNED', $7, $8, $9, $10)`,
			in.ID, in.Kind, in.Title, actor.DivisionCode, in.Host, in.Minutes, in.HeldAt, actor.PersonID, s.now(), hash)
		if err != nil {
			return fmt.Errorf("plan the meeting: %w", err)
		}
		if in.Filter != nil {
			return s.fill(ctx, tx, actor, in.ID, *in.Filter)
		}
		return s.arrange(ctx, tx, actor, in.ID, in.ProblemIDs)
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

// fill makes the agenda of a new meeting.
func (s *Store) fill(ctx context.Context, tx pgx.Tx, actor access.Actor, id string, f Filter) error {
	if !actor.Over(f.DivisionCode) {
		return fault.At("filter.divisionCode", "请选择您管理范围内的行政区划。")
	}
	args := []any{id, f.DivisionCode, f.Level, f.Categories, f.Route, f.Overdue, most}
	visible := see(s.Problem, actor, &args)
	_, err := tx.Exec(ctx, `
		-- name: FillAgenda
		insert into agenda_item (id, meeting_id, problem_id, position)
		select gen_random_uuid(), $1, p.id, row_number() over (order by `+s.Overdue+` desc, coalesce(p.due_at, 'infinity'), p.submitted_at, p.id)
		  from problem p
		 where p.open and `+visible+`
		   and (p.division_code >= area_from($2) and p.division_code < area_to($2))
		   and ($3 = '' or p.level = $3)
		   and (coalesce(cardinality($4::text[]), 0) = 0 or p.category = any($4))
		   and ($5 = '' or p.resolution_route = $5)
		   and ($6::bool is null or `+s.Overdue+` = $6)
		 order by `+s.Overdue+` desc, coalesce(p.due_at, 'infinity'), p.submitted_at, p.id limit $7`, args...)
	if err != nil {
		return fmt.Errorf("fill the agenda: %w", err)
	}
	return nil
}

// Arrange gives a meeting that was not held yet another agenda: these problems in this order.
func (s *Store) Arrange(ctx context.Context, actor access.Actor, meetingID string, problemIDs []string) error {
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		id, status, err := s.lock(ctx, tx, actor, meetingID)
		if err != nil {
			return err
		}
		if err := may(actor); err != nil {
			return err
		}
		if status != "PLANNED" {
			return errHeld
		}
		if _, err := tx.Exec(ctx, "-- name: ClearAgenda\ndelete from agenda_item where meeting_id = $1", id); err != nil {
			return fmt.Errorf("clear the agenda: %w", err)
		}
		return s.arrange(ctx, tx, actor, id, problemIDs)
	})
}

var errHeld = fault.New(fault.Conflict, "这次会议已经开过，不能再改议程。")

// arrange writes an agenda of problems that the actor sees and that are open.
func (s *Store) arrange(ctx context.Context, tx pgx.Tx, actor access.Actor, id string, problemIDs []string) error {
	if len(problemIDs) > most {
		return fault.At("problemIds", "一次会议最多研究 %d 件问题，现在是 %d 件。", most, len(problemIDs))
	}
	ids, seen := []string{}, map[string]bool{}
	for _, p := range problemIDs {
		c, ok := once.Canonical(p)
		if !ok || seen[c] {
			return errAgenda
		}
		ids, seen[c] = append(ids, c), true
	}
	args := []any{id, ids}
	visible := see(s.Problem, actor, &args)
	tag, err := tx.Exec(ctx, `
		-- name: ArrangeAgenda
		insert into agenda_item (id, meeting_id, problem_id, position)
		select gen_random_uuid(), $1, p.id, i.n from unnest($2::uuid[]) with ordinality as i (id, n) join problem p on p.id = i.id
		 where p.open and `+visible, args...)
	if err != nil {
		return fmt.Errorf("write the agenda: %w", err)
	}
	if int(tag.RowsAffected()) != len(ids) {
		return errAgenda
	}
	return nil
}

var errAgenda = fault.At("problemIds", "议程中有重复、已办结或无权查看的问题，请刷新后再选。")

// lock waits for a meeting that the actor sees.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, actor access.Actor, meetingID string) (id, status string, err error) {
	id, ok := once.Canonical(meetingID)
	if !ok {
		return "", "", fault.Missing("次会议")
	}
	args := []any{id}
	visible := see(Sees(s.Problem), actor, &args)
	err = tx.QueryRow(ctx, "-- name: LockMeeting\nselect ab.status from meeting ab where ab.id = $1 and "+visible+" for update of ab", args...).Scan(&status)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", "", fault.Missing("次会议")
	} else if err != nil {
		return "", "", fmt.Errorf("find the meeting: %w", err)
	}
	return id, status, nil
}
