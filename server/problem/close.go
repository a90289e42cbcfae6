package problem

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// How a problem ends, and how it starts again.

// EvaluateInput is the enterprise's score (E1).
type EvaluateInput struct {
	ProblemID string
	Solved    bool
	Grade     Grade
	Comment   string // at most 1000 characters
}

// Evaluate closes a problem that is solved and at least basically satisfies; any other score starts a new round (R5). The same score sent
// again: nothing happens.
func (s *Store) Evaluate(ctx context.Context, actor access.Actor, in EvaluateInput) error {
	comment, err := said("comment", in.Comment, 0, 1000)
	if err != nil {
		return err
	}
	_, err = s.act(ctx, actor, problemOf(in.ProblemID, nil), func(st *step) error {
		if st.facts.Enterprise && st.facts.Status != AwaitingEvaluation {
			if again, err := st.scored(ctx, in.Solved, in.Grade, comment); err != nil || again {
				return err
			}
		}
		if err := Check(st.facts, Evaluate); err != nil {
			return err
		}
		_, err := st.tx.Exec(ctx, `
			-- name: Evaluate
			insert into evaluation (id, problem_id, round, solved, grade, comment, person_id, at) values ($1, $2, $3, $4, $5, nullif($6, ''), $7, $8)`,
			once.New(), st.ID, st.Round, in.Solved, in.Grade, comment, actor.PersonID, st.at)
		if err != nil {
			return fmt.Errorf("evaluate: %w", err)
		}
		return st.judge(ctx, Evaluate, in.Solved, in.Grade, comment)
	})
	return err
}

// scored reports whether the last score is this one, by this person.
func (st *step) scored(ctx context.Context, solved bool, grade Grade, comment string) (same bool, err error) {
	err = st.tx.QueryRow(ctx, `
		-- name: ScoredBefore
		select (person_id = $2 and solved = $3 and grade = $4 and coalesce(comment, '') = $5)
		  from evaluation where problem_id = $1 order by round desc limit 1`, st.ID, st.actor.PersonID, solved, grade, comment).Scan(&same)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return false, fmt.Errorf("read the last score: %w", err)
	}
	return same, nil
}

// judge closes the problem or starts a new round, by what the firm says.
func (st *step) judge(ctx context.Context, action Action, solved bool, grade Grade, note string) error {
	outcome := EvaluationOutcome(solved, grade, st.Led)
	if outcome == Satisfied {
		return st.move(ctx, action, Satisfied, happened{note: note}, change{"closed_at": st.at, "solved": true})
	}
	set, err := st.again(ctx, action, outcome)
	if err != nil {
		return err
	}
	return st.move(ctx, action, outcome, happened{note: note}, set)
}

// CallbackInput is what was heard when the firm was called back (E2).
type CallbackInput struct {
	ID        string // the client's own UUID
	ProblemID string
	How       string // PHONE or VISIT
	Reached   bool   // else nothing moves
	Solved    *bool  // needed when reached
	Grade     Grade  // "" when the firm does not say, which is not satisfied (R9)
	Note      string // 1 to 4000 characters
}

// RecordCallback keeps a callback of a firm that gave no score in time. When somebody was reached it closes the problem or starts a new
// round; else it writes no event.
func (s *Store) RecordCallback(ctx context.Context, actor access.Actor, in CallbackInput) error {
	if err := cleanEvent(&in.ID, &in.ProblemID, &in.Note, new([]Photo)); err != nil {
		return err
	}
	if in.Reached && in.Solved == nil {
		return fault.At("solved", "请填写企业认为问题是否已解决。")
	}
	if !in.Reached && (in.Solved != nil || in.Grade != "") {
		return fault.At("reached", "没有联系上企业时，不能填写解决情况和满意度。")
	}
	hash := once.Hash("recordCallback", in)
	about := problemOf(in.ProblemID, nil).as(in.ID, "select person_id, content_hash from callback where id = $1", hash)
	_, err := s.act(ctx, actor, about, func(st *step) error {
		if err := Check(st.facts, RecordCallback); err != nil {
			return err
		}
		_, err := st.tx.Exec(ctx, `
			-- name: RecordCallback
			insert into callback (id, problem_id, round, how, reached, solved, grade, note, person_id, at, content_hash)
			values ($1, $2, $3, $4, $5, $6, nullif($7, ''), $8, $9, $10, $11)`,
			in.ID, st.ID, st.Round, in.How, in.Reached, in.Solved, in.Grade, in.Note, actor.PersonID, st.at, hash)
		if err != nil {
			return fmt.Errorf("record the callback: %w", err)
		}
		if !in.Reached {
			return nil
		}
		return st.judge(ctx, RecordCallback, *in.Solved, in.Grade, in.Note)
	})
	return err
}

// Reopen starts a final problem again: what a unit led goes back to the same units, anything else to triage.
func (s *Store) Reopen(ctx context.Context, actor access.Actor, problemID string, version int, reason string) error {
	reason, err := said("reason", reason, 1, 1000)
	if err != nil {
		return err
	}
	_, err = s.act(ctx, actor, problemOf(problemID, &version), func(st *step) error {
		var outcome Outcome
		if st.facts.Status == Closed && !st.Led {
			outcome = Unled
		}
		set, err := st.again(ctx, Reopen, outcome)
		if err != nil {
			return err
		}
		return st.move(ctx, Reopen, outcome, happened{note: reason}, set)
	})
	return err
}
