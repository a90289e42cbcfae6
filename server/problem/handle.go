package problem

import (
	"context"
	"fmt"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// Sign takes a dispatch and returns its problem's id; the lead's signature starts the handling. Signed before by the same unit: nothing
// happens.
func (s *Store) Sign(ctx context.Context, actor access.Actor, dispatchID string) (string, error) {
	return s.act(ctx, actor, dispatchOf(dispatchID), func(st *step) error {
		d := st.narrow(dispatchID)
		if d.SignedAt != nil && actor.Role == access.DepartmentHandler && d.OrganizationID == actor.OrganizationID {
			return nil
		}
		if err := st.turn(ctx, d, Sign, "", change{"signed_at": st.at}); err != nil {
			return err
		}
		return st.move(ctx, Sign, "", happened{dispatch: d.ID}, nil)
	})
}

// ProgressInput is what a unit did so far.
type ProgressInput struct {
	ID         string // the client's own UUID, of the event
	DispatchID string
	Note       string // 1 to 4000 characters
	Photos     []Photo
}

// ReportProgress says what was done and returns the problem's id.
func (s *Store) ReportProgress(ctx context.Context, actor access.Actor, in ProgressInput) (string, error) {
	if err := cleanEvent(&in.ID, &in.DispatchID, &in.Note, &in.Photos); err != nil {
		return "", err
	}
	hash := once.Hash("reportProgress", in)
	return s.act(ctx, actor, dispatchOf(in.DispatchID).as(in.ID, eventAgain, hash), func(st *step) error {
		d := st.narrow(in.DispatchID)
		var first change
		if d.ProgressedAt == nil {
			first = change{"progressed_at": st.at}
		}
		if err := st.turn(ctx, d, ReportProgress, "", first); err != nil {
			return err
		}
		return st.move(ctx, ReportProgress, "", happened{id: in.ID, hash: hash, note: in.Note, dispatch: d.ID, photos: in.Photos}, nil)
	})
}

// ContactInput is how a unit spoke with the enterprise.
type ContactInput struct {
	ID         string // the client's own UUID, of the event
	DispatchID string
	How        string // PHONE or VISIT
	Note       string // 1 to 4000 characters
}

// contactText is how, before the unit's words in the event.
var contactText = map[string]string{"PHONE": "电话联系：", "VISIT": "上门联系："}

// RecordContact says that the unit spoke with the enterprise, and returns the problem's id; the first time meets its timer.
func (s *Store) RecordContact(ctx context.Context, actor access.Actor, in ContactInput) (string, error) {
	if err := cleanEvent(&in.ID, &in.DispatchID, &in.Note, new([]Photo)); err != nil {
		return "", err
	}
	how, ok := contactText[in.How]
	if !ok {
		return "", fault.At("how", "请选择电话或上门。")
	}
	hash := once.Hash("recordContact", in)
	return s.act(ctx, actor, dispatchOf(in.DispatchID).as(in.ID, eventAgain, hash), func(st *step) error {
		d := st.narrow(in.DispatchID)
		var first change
		if d.ContactedAt == nil {
			first = change{"contacted_at": st.at}
		}
		if err := st.turn(ctx, d, RecordContact, "", first); err != nil {
			return err
		}
		return st.move(ctx, RecordContact, "", happened{id: in.ID, hash: hash, note: how + in.Note, dispatch: d.ID}, nil)
	})
}

// ReplyInput is a unit's answer.
type ReplyInput struct {
	ID              string // the client's own UUID, of the event
	DispatchID      string
	Solved          bool
	Note            string // 1 to 4000 characters; a lead that goes on without its co-units says why
	Photos          []Photo
	OverrideCoUnits bool // the lead replies although co-units have not (R2)
	OverrideItems   bool // the lead replies although items are open
}

// Reply answers and returns the problem's id; the lead's answer goes to the office. INVALID while co-units have not replied and are not
// overridden.
func (s *Store) Reply(ctx context.Context, actor access.Actor, in ReplyInput) (string, error) {
	if err := cleanEvent(&in.ID, &in.DispatchID, &in.Note, &in.Photos); err != nil {
		return "", err
	}
	hash := once.Hash("replyDispatch", in)
	return s.act(ctx, actor, dispatchOf(in.DispatchID).as(in.ID, eventAgain, hash), func(st *step) error {
		d := st.narrow(in.DispatchID)
		if err := Check(st.facts, Reply); err != nil {
			return err
		}
		var set change
		if d.Role == Lead {
			if n := st.waiting(); n > 0 && !in.OverrideCoUnits {
				return fault.At("overrideCoUnits", "还有 %d 个协办单位没有答复。请等待，或选择不等协办单位并在答复中说明。", n)
			}
			if n, err := st.openItems(ctx); err != nil {
				return err
			} else if n > 0 && !in.OverrideItems {
				return fault.At("overrideSubItems", "还有 %d 条子事项没有办结。请逐条办结，或选择不等子事项并在答复中说明。", n)
			}
			set = change{"replied_at": st.at, "solved": in.Solved}
		}
		if st.facts.Status == LongTerm {
			units := []*dispatch{d}
			if d.Role == Lead { // the problem goes on, and so does everybody's clock
				units = st.active()
			}
			clock, err := st.goOn(ctx, units...)
			if err != nil {
				return err
			}
			set = with(clock, set)
		}
		if err := st.turn(ctx, d, Reply, "", change{"replied_at": st.at, "solved": in.Solved, "reply": in.Note}); err != nil {
			return err
		}
		if err := st.lapse(ctx, d.ID); err != nil {
			return err
		}
		return st.move(ctx, Reply, "", happened{id: in.ID, hash: hash, note: in.Note, dispatch: d.ID, photos: in.Photos}, set)
	})
}

// waiting counts the co-units that have not replied.
func (st *step) waiting() (n int) {
	for _, d := range st.active() {
		if d.Role == Co && d.Status != Replied {
			n++
		}
	}
	return n
}

// goOn moves the due dates of dispatches by the time that the 挂账 stood, and returns what the problem takes over from the lead's.
func (st *step) goOn(ctx context.Context, dispatches ...*dispatch) (set change, err error) {
	var paused time.Time
	err = st.tx.QueryRow(ctx, `
		-- name: PausedSince
		select max(at) from problem_event where problem_id = $1 and to_status = 'LONG_TERM' and from_status <> to_status`, st.ID).Scan(&paused)
	if err != nil {
		return nil, fmt.Errorf("find since when the clock stands: %w", err)
	}
	clock, err := st.clock(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range dispatches {
		if d.RepliedAt != nil {
			continue
		}
		dates, err := st.redate(ctx, d, clock.resumed(d, *st.Complexity, paused, st.at))
		if err != nil {
			return nil, err
		}
		if waits := clock.waitsOn(d, *st.Complexity, paused, st.at); len(waits) > 0 {
			if err := update(ctx, st.tx, "dispatch", d.ID, waits); err != nil {
				return nil, err
			}
		}
		set = with(set, dates)
	}
	return set, nil
}

// Resume handles a long-term problem again and returns its id. The due dates of the units that have not replied move by the time that the
// clock stood.
func (s *Store) Resume(ctx context.Context, actor access.Actor, dispatchID, note string) (string, error) {
	note, err := said("note", note, 1, 4000)
	if err != nil {
		return "", err
	}
	return s.act(ctx, actor, dispatchOf(dispatchID), func(st *step) error {
		d := st.narrow(dispatchID)
		if err := Check(st.facts, Resume); err != nil {
			return err
		}
		clock, err := st.goOn(ctx, st.active()...)
		if err != nil {
			return err
		}
		if err := st.turn(ctx, d, Resume, "", nil); err != nil {
			return err
		}
		if err := st.lapse(ctx, d.ID); err != nil { // of a new plan
			return err
		}
		return st.move(ctx, Resume, "", happened{note: note, dispatch: d.ID}, clock)
	})
}

// ReviewInput is what the office decides on the lead's reply.
type ReviewInput struct {
	ProblemID       string
	ExpectedVersion int
	Decision        Action // AcceptReply or SendBack
	Note            string // needed for SendBack; at most 4000 characters
}

// ReviewReply asks the firm for its score, or sends the lead back to work, by the calendar and the policy of now.
func (s *Store) ReviewReply(ctx context.Context, actor access.Actor, in ReviewInput) error {
	least := 0
	if in.Decision == SendBack {
		least = 1
	}
	note, err := said("note", in.Note, least, 4000)
	if err != nil {
		return err
	}
	_, err = s.act(ctx, actor, problemOf(in.ProblemID, &in.ExpectedVersion), func(st *step) error {
		if in.Decision == AcceptReply {
			if err := st.turnAll(ctx, AcceptReply, ""); err != nil {
				return err
			}
			if err := st.lapse(ctx, ""); err != nil {
				return err
			}
			return st.move(ctx, AcceptReply, "", happened{note: note}, change{"evaluation_asked_at": st.at})
		}
		var leads []*dispatch
		for _, d := range st.active() {
			if d.Role != Lead {
				continue
			}
			if err := st.turn(ctx, d, SendBack, "", change{"replied_at": nil, "solved": nil, "reply": nil}); err != nil {
				return err
			}
			d.RepliedAt = nil
			leads = append(leads, d)
		}
		if err := st.move(ctx, SendBack, "", happened{note: note}, change{"replied_at": nil, "solved": nil}); err != nil {
			return err
		}
		return st.bySystem(func(system *step) error {
			_, err := system.dateAnew(ctx, "答复后工作日历或时限方案有调整", leads...)
			return err
		})
	})
	return err
}
