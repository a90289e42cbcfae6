package meeting

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// DecideInput is what a meeting decided: one that was planned under this id, or one that is recorded at once.
type DecideInput struct {
	ID string // the client's own UUID
	Head
	Decisions []Item // 1 to 50
}

// Item is what was decided on one problem, which is reported by it where it is new.
type Item struct {
	ProblemID       string
	New             *NewProblem // instead of ProblemID
	ExpectedVersion *int
	Text            string // 1 to 4000 characters
	Route           string // of ResolutionRoute; "" leaves it as it is
	Complexity      string // of the dispatches; "" for the simplest, or what it was
	Units           []Unit // hands it out; empty to record the decision alone
	DueOn           *time.Time
}

// Unit is to whom a problem is handed.
type Unit struct{ OrganizationID, Line, Role string }

// NewProblem is a problem that came up at the meeting.
type NewProblem struct {
	ID           string // the client's own UUID
	EnterpriseID string
	Title        string
	Description  string
	Category     string
}

// Decide records a meeting and all that it decided, and returns its id. A decision that cannot be taken refuses them all.
func (s *Store) Decide(ctx context.Context, actor access.Actor, in DecideInput) (string, error) {
	if err := in.clean(s.now()); err != nil {
		return "", err
	}
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if err := may(actor); err != nil {
			return err
		}
		hash := once.Hash("decideAtMeeting", in)
		again, err := once.Again(ctx, tx, "select decided_by, decided_hash from meeting where id = $1 and status = 'HELD'", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		if err := s.hold(ctx, tx, actor, in, hash); err != nil {
			return err
		}
		ids, err := s.Neighbours.Decide(ctx, tx, actor, in.Decisions)
		if err != nil {
			return err
		}
		for i, d := range in.Decisions {
			_, err := tx.Exec(ctx, `
				-- name: KeepDecision
				insert into decision (id, meeting_id, problem_id, division_code, position, text, route, due_on, decided_at)
				select $1, $2, p.id, p.division_code, $4, $5, nullif($6, ''), $7, $8 from problem p where p.id = $3`,
				once.New(), in.ID, ids[i], i+1, d.Text, d.Route, d.DueOn, in.HeldAt)
			if err != nil {
				return fmt.Errorf("keep decision %d: %w", i, err)
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

func (in *DecideInput) clean(now time.Time) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	if err := in.Head.clean(); err != nil {
		return err
	}
	switch n := len(in.Decisions); {
	case n == 0:
		return fault.At("decisions", "请至少记录一项决定。")
	case n > most:
		return fault.At("decisions", "一次会议最多记录 %d 项决定，现在是 %d 项。", most, n)
	}
	y, m, day := now.In(deadline.Zone).Date()
	today, seen := time.Date(y, m, day, 0, 0, 0, 0, time.UTC), map[string]bool{}
	for i := range in.Decisions {
		d := &in.Decisions[i]
		at := "decisions." + strconv.Itoa(i)
		if d.Text, err = fault.Said(at+".text", d.Text, 1, 4000); err != nil {
			return err
		}
		if d.New != nil == (d.ProblemID != "") {
			return fault.At(at, "一项决定针对一件已有的问题，或一件新问题。")
		}
		id, ok := once.Canonical(d.ProblemID)
		if ok && seen[id] {
			return fault.At(at+".problemId", "同一件问题在一次会议上只记一项决定。")
		} else if ok {
			d.ProblemID, seen[id] = id, true
		}
		if d.DueOn != nil && d.DueOn.Before(today) {
			return fault.At(at+".dueOn", "落实时限不能早于今天。")
		}
	}
	return nil
}

// hold keeps the meeting as held: a planned one, else a new one.
func (s *Store) hold(ctx context.Context, tx pgx.Tx, actor access.Actor, in DecideInput, hash []byte) error {
	var planned bool
	if err := tx.QueryRow(ctx, "select exists (select from meeting where id = $1)", in.ID).Scan(&planned); err != nil {
		return fmt.Errorf("look for the meeting: %w", err)
	}
	sql := `
		-- name: RecordMeeting
		insert into meeting (id, kind, title, host, minutes, held_at, decided_by, decided_hash, status, division_code, created_by, created_at)
		values ($1, $2, $3, nullif($4, ''), nullif($5, ''), $6, $7, $8, 'HELD', $9, $7, $10)`
	args := []any{in.ID, in.Kind, in.Title, in.Host, in.Minutes, in.HeldAt, actor.PersonID, hash}
	if planned {
		if _, _, err := s.lock(ctx, tx, actor, in.ID); err != nil {
			return err
		}
		sql = `
		-- name: HoldMeeting
		update meeting set kind = $2, title = $3, host = nullif($4, ''), minutes = nullif($5, ''), held_at = $6, decided_by = $7, decided_hash = $8,
		       status = 'HELD' where id = $1`
	} else {
		args = append(args, actor.DivisionCode, s.now())
	}
	if _, err := tx.Exec(ctx, sql, args...); err != nil {
		return fmt.Errorf("record the meeting: %w", err)
	}
	return nil
}

// Complete says that a decision was carried out, and returns its id.
func (s *Store) Complete(ctx context.Context, actor access.Actor, decisionID, note string) (string, error) {
	id, ok := once.Canonical(decisionID)
	if !ok {
		return "", fault.Missing("项决定")
	}
	note, err := fault.Said("note", note, 1, 4000)
	if err != nil {
		return "", err
	}
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		args := []any{id}
		visible := see(SeesDecision(s.Problem), actor, &args)
		var done *time.Time
		err := tx.QueryRow(ctx, "-- name: LockDecision\nselect ac.done_at from decision ac where ac.id = $1 and "+visible+" for update of ac", args...).Scan(&done)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing("项决定")
		} else if err != nil {
			return fmt.Errorf("find the decision: %w", err)
		}
		switch {
		case !actor.Is(access.Office, access.Leader):
			return fault.New(fault.Forbidden, "决定由联企办或领导确认落实。")
		case done != nil:
			return fault.New(fault.Conflict, "这项决定已经确认落实，请刷新后再看。")
		}
		_, err = tx.Exec(ctx, "-- name: CompleteDecision\nupdate decision set status = 'DONE', done_at = $2, done_by = $3, done_note = $4 where id = $1",
			id, s.now(), actor.PersonID, note)
		return err
	})
	if err != nil {
		return "", err
	}
	return id, nil
}
