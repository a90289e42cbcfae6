package problem

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
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
func (s *Store) Evaluate(ctx context.Context, actor access.Actor, in EvaluateInput) (err error) {
	if in.Comment, err = said("comment", in.Comment, 0, 1000); err != nil {
		return err
	}
	_, err = s.act(ctx, actor, problemOf(in.ProblemID, nil), func(st *step) error {
		if st.facts.Enterprise && st.facts.Status != AwaitingEvaluation {
			if again, err := st.scored(ctx, in.Solved, in.Grade, in.Comment); err != nil || again {
				return err
			}
		}
		return st.score(ctx, in, "")
	})
	return err
}

// score keeps a score, by the actor or by a link, and moves the problem by it.
func (st *step) score(ctx context.Context, in EvaluateInput, linkID string) error {
	if err := Check(st.facts, Evaluate); err != nil {
		return err
	}
	_, err := st.tx.Exec(ctx, `
		-- name: Evaluate
		insert into evaluation (id, problem_id, round, solved, grade, comment, person_id, link_id, at)
		values ($1, $2, $3, $4, $5, nullif($6, ''), nullif($7, '')::uuid, nullif($8, '')::uuid, $9)`,
		once.New(), st.ID, st.Round, in.Solved, in.Grade, in.Comment, st.actor.PersonID, linkID, st.at)
	if err != nil {
		return fmt.Errorf("evaluate: %w", err)
	}
	return st.judge(ctx, Evaluate, EvaluationOutcome(in.Solved, in.Grade, st.Led), in.Comment)
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

// judge closes the problem, leaves it closed or starts a new round, by what the firm says.
func (st *step) judge(ctx context.Context, action Action, outcome Outcome, note string) error {
	switch outcome {
	case Satisfied:
		return st.move(ctx, action, outcome, happened{note: note}, change{"closed_at": st.at, "solved": true})
	case Upheld:
		return st.move(ctx, action, outcome, happened{note: note}, nil)
	}
	set, err := st.again(ctx, action, outcome)
	if err != nil {
		return err
	}
	return st.move(ctx, action, outcome, happened{note: note}, set)
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
