package problem

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// TriageInput is what the office decides on a reported problem (D6).
type TriageInput struct {
	ProblemID       string
	ExpectedVersion int
	AnyVersion      bool                // whatever the version is; ExpectedVersion is not looked at
	Decision        Action              // Accept, Reject, ReturnForInfo or Merge; Accept hands out again when no unit leads any more
	Complexity      deadline.Complexity // "" is Simple, or when handing out again what it was
	Level           string              // that handles it; "" is the office's own, or higher where it was raised
	Route           string              // of ResolutionRoute: how it will be solved (D7); "" leaves it as it is
	Note            string              // needed for Reject and ReturnForInfo; at most 4000 characters
	RejectReason    string              // needed for Reject
	TopicID         string              // of its campaign's topics (C10); "" leaves it as it is. With Accept only
	MergeIntoID     string              // needed for Merge: a problem that the office sees and that is not final
	Units           []Unit              // empty for the dual-line default (R2)
	DryRun          bool                // compute units and dates, change nothing
}

// errRehearsed rolls a dry run back.
var errRehearsed = errors.New("dry run")

// Triage decides on a reported problem. Of an Accept it returns what it hands out, or with DryRun would hand out.
func (s *Store) Triage(ctx context.Context, actor access.Actor, in TriageInput) ([]Preview, error) {
	least := 0
	if in.Decision == Reject || in.Decision == ReturnForInfo {
		least = 1
	}
	note, err := said("note", in.Note, least, 4000)
	if err != nil {
		return nil, err
	}
	in.Note = note
	if in.Decision == Reject && in.RejectReason == "" {
		return nil, fault.At("rejectReason", "请选择不予受理的理由。")
	}
	var handed []Preview
	about := problemOf(in.ProblemID, &in.ExpectedVersion)
	if in.AnyVersion {
		about.version = nil
	}
	_, err = s.act(ctx, actor, about, func(st *step) (err error) {
		switch in.Decision {
		case Reject:
			err = st.move(ctx, Reject, "", happened{note: note}, change{"reject_reason": in.RejectReason})
		case ReturnForInfo:
			err = st.move(ctx, ReturnForInfo, "", happened{note: note}, nil)
		case Merge:
			err = st.merge(ctx, in)
		case Accept:
			handed, err = st.accept(ctx, in)
		default:
			return fmt.Errorf("%s is not a decision of triage", in.Decision)
		}
		if err == nil && in.DryRun {
			return errRehearsed
		}
		return err
	})
	if errors.Is(err, errRehearsed) {
		return handed, nil
	}
	if err != nil {
		return nil, err
	}
	return handed, nil
}

// accept hands a problem out, or again.
func (st *step) accept(ctx context.Context, in TriageInput) ([]Preview, error) {
	action := Accept
	if st.facts.Status != Submitted && st.facts.NoLead {
		action = Redispatch
	}
	if err := Check(st.facts, action); err != nil {
		return nil, err
	}
	if err := st.topic(ctx, in.TopicID); err != nil {
		return nil, err
	}
	units, err := st.units(ctx, "dispatches", in.Units, true)
	if err == nil && len(units) == 0 && action == Redispatch {
		err = fault.At("dispatches", "主办单位已退单，请选择新的主办单位。")
	} else if err == nil && len(units) == 0 {
		units, err = st.dualLine(ctx)
	}
	if err != nil {
		return nil, err
	}
	return st.give(ctx, action, units, in, happened{note: in.Note})
}

// give hands the problem to units by an action, which accepts one that awaits triage.
func (st *step) give(ctx context.Context, action Action, units []Unit, in TriageInput, h happened) ([]Preview, error) {
	awaited := st.facts.Status == Submitted
	complexity := in.Complexity
	if complexity == "" && st.Complexity != nil && !awaited {
		complexity = *st.Complexity
	}
	complexity = cmp.Or(complexity, deadline.Simple)
	st.Complexity = &complexity
	handed, clock, err := st.handOut(ctx, units, action, "")
	if err != nil {
		return nil, err
	}
	set := with(with(clock, change{"complexity": complexity}), routed(in.Route))
	if in.TopicID != "" {
		set["topic_id"] = in.TopicID
	}
	if awaited {
		set = with(set, change{
			"accepted_at": st.at, "dispatched_at": st.at, "level": cmp.Or(in.Level, *higher(&st.Level, st.actor.Level)),
		})
	} else if in.Level != "" {
		set["level"] = in.Level
	}
	return handed, st.move(ctx, action, "", h, set)
}

// routed sets how the problem will be solved, where that is said.
func routed(route string) change {
	if route == "" {
		return nil
	}
	return change{"resolution_route": route}
}

// topic returns INVALID unless a topic that is named is one of the problem's campaign (C10).
func (st *step) topic(ctx context.Context, id string) error {
	if id == "" {
		return nil
	}
	known := false
	if canonical, ok := once.Canonical(id); ok {
		err := st.tx.QueryRow(ctx, "select exists (select from campaign_topic k join problem p on p.campaign_id = k.campaign_id where k.id = $1 and p.id = $2)",
			canonical, st.ID).Scan(&known)
		if err != nil {
			return fmt.Errorf("find the topic: %w", err)
		}
	}
	if !known {
		return fault.At("topicId", "没有这个专题，或它不属于这件问题的活动。")
	}
	return nil
}

// merge makes the problem part of another one (R7).
func (st *step) merge(ctx context.Context, in TriageInput) error {
	if err := Check(st.facts, Merge); err != nil {
		return err
	}
	into, ok := once.Canonical(in.MergeIntoID)
	if !ok {
		return fault.At("mergeIntoId", "请选择并入哪一件问题。")
	}
	if into == st.ID {
		return fault.At("mergeIntoId", "不能并入自己。")
	}
	args := []any{into}
	visible := see(Sees, st.actor, &args)
	var status Status
	var confidential bool
	err := st.tx.QueryRow(ctx, "-- name: MergeTarget\nselect p.status, p.confidential from problem p where p.id = $1 and "+visible+" for share of p", args...).Scan(&status, &confidential)
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.At("mergeIntoId", "没有找到要并入的问题，或您无权查看。")
	} else if err != nil {
		return fmt.Errorf("find the problem to merge into: %w", err)
	}
	if status.Final() {
		return fault.At("mergeIntoId", "那件问题已是“%s”，不能并入。", status.Text())
	}
	if confidential != st.Confidential {
		return fault.At("mergeIntoId", "两件问题一件涉密、一件不涉密，不能并单。")
	}
	return st.move(ctx, Merge, "", happened{note: in.Note}, change{"merged_into_id": into})
}
