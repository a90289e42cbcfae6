package problem

import (
	"context"
	"fmt"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// How a firm is called back (回访): when it gave no score in time, and when its closed problem was drawn in a 回头看.

// CallbackInput is what was heard when the firm was called back (E2).
type CallbackInput struct {
	ID        string // the client's own UUID
	ProblemID string
	SampleID  string // the 回头看 in which the closed problem was drawn; "" for a problem that waits for its score
	How       string // PHONE or VISIT
	Reached   bool   // else nothing moves
	Solved    *bool  // needed when reached
	Grade     Grade  // "" when the firm does not say, which is not satisfied (R9)
	SpokeWith string // who of the firm spoke, at most 60 characters; not for the handling units
	Note      string // 1 to 4000 characters
}

// RecordCallback keeps a callback. When somebody was reached, one that waited for its score is closed or done again, and one that was
// closed stays so or is reopened; else no event is written.
func (s *Store) RecordCallback(ctx context.Context, actor access.Actor, in CallbackInput) (err error) {
	if err := cleanEvent(&in.ID, &in.ProblemID, &in.Note, new([]Photo)); err != nil {
		return err
	}
	if in.SpokeWith, err = said("spokeWith", in.SpokeWith, 0, 60); err != nil {
		return err
	}
	if in.Reached && in.Solved == nil {
		return fault.At("solved", "请填写企业认为问题是否已解决。")
	}
	if !in.Reached && (in.Solved != nil || in.Grade != "" || in.SpokeWith != "") {
		return fault.At("reached", "没有联系上企业时，不能填写解决情况、满意度和受访人。")
	}
	hash := once.Hash("recordCallback", in)
	about := problemOf(in.ProblemID, nil).as(in.ID, "select person_id, content_hash from callback where id = $1", hash)
	_, err = s.act(ctx, actor, about, func(st *step) error {
		if err := Check(st.facts, RecordCallback); err != nil {
			return err
		}
		if err := st.drawnIn(ctx, &in.SampleID); err != nil {
			return err
		}
		outcome := st.heard(in)
		_, err := st.tx.Exec(ctx, `
			-- name: RecordCallback
			insert into callback (id, problem_id, round, sample_id, how, reached, solved, grade, spoke_with, note, redo, person_id, at, content_hash)
			values ($1, $2, $3, nullif($4, '')::uuid, $5, $6, $7, nullif($8, ''), nullif($9, ''), $10, $11, $12, $13, $14)`,
			in.ID, st.ID, st.Round, in.SampleID, in.How, in.Reached, in.Solved, in.Grade, in.SpokeWith, in.Note,
			outcome == Redo || outcome == Unled, actor.PersonID, st.at, hash)
		if err != nil {
			return fmt.Errorf("record the callback: %w", err)
		}
		if outcome == "" {
			return nil
		}
		return st.judge(ctx, RecordCallback, outcome, in.Note)
	})
	return err
}

// heard is what the callback means for the problem; "" when nobody was reached.
func (st *step) heard(in CallbackInput) Outcome {
	switch {
	case !in.Reached:
		return ""
	case in.SampleID != "":
		return LookBackOutcome(*in.Solved, in.Grade, st.Led)
	default:
		return EvaluationOutcome(*in.Solved, in.Grade, st.Led)
	}
}

// drawnIn sees that a closed problem is called back for a sample of the actor's that drew it, and any other for none. INVALID else,
// NOT_FOUND when there is no such sample, CONFLICT when somebody was reached for it before.
func (st *step) drawnIn(ctx context.Context, sampleID *string) error {
	switch closed := st.facts.Status == Closed; {
	case closed && *sampleID == "":
		return fault.At("sampleId", "这件问题已销号，请注明是哪一次回头看。")
	case !closed && *sampleID != "":
		return fault.At("sampleId", "回头看只回访已销号的问题。")
	case !closed:
		return nil
	}
	var drawn, reached bool
	if id, ok := once.Canonical(*sampleID); ok {
		*sampleID = id
		err := st.tx.QueryRow(ctx, `
			-- name: DrawnInSample
			select count(*) > 0, coalesce(bool_or(`+lookedBack+`), false)
			  from sample_item i join sample m on m.id = i.sample_id
			 where i.sample_id = $1 and i.problem_id = $2 and m.division_code = any($3)`, id, st.ID, st.actor.Areas).Scan(&drawn, &reached)
		if err != nil {
			return fmt.Errorf("look into the sample: %w", err)
		}
	}
	switch {
	case !drawn:
		return fault.Missing("次回头看")
	case reached:
		return fault.New(fault.Conflict, "这次回头看已经回访过这件问题了。")
	}
	return nil
}
