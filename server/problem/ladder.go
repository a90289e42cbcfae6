package problem

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/deadline"
)

// postponed is how long the ladder leaves a problem alone that it could not climb for.
const postponed = 10 * time.Minute

// ClimbNext climbs the ladder of supervision (6.3) for one problem whose time has come, as the system, and reports whether there was one.
//
// All rungs that are due are issued in one transaction, each once for its round and date, and each person is told of the highest that
// concerns them alone. Outside office hours nothing is issued. Any number of servers may call it at once.
func (s *Store) ClimbNext(ctx context.Context) (found bool, err error) {
	var id string
	err = db.InTx(ctx, s.db, func(tx pgx.Tx) error {
		found = false
		err := tx.QueryRow(ctx, `
			-- name: NextToClimb
			select id from problem where climb_at <= $1 order by climb_at, id limit 1 for update skip locked`, s.now()).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		} else if err != nil {
			return fmt.Errorf("find whose time has come: %w", err)
		}
		found = true
		st, err := s.lock(ctx, tx, access.Actor{Role: access.System}, id)
		if err != nil {
			return fmt.Errorf("lock the problem to climb: %w", err)
		}
		next, err := st.climb(ctx)
		if err != nil {
			return err
		}
		return update(ctx, tx, "problem", id, change{"climb_at": next})
	})
	if err != nil && found { // the others' turn comes
		late := db.InTx(ctx, s.db, func(tx pgx.Tx) error {
			return update(ctx, tx, "problem", id, change{"climb_at": s.now().Add(postponed)})
		})
		err = errors.Join(fmt.Errorf("climb for the problem %s: %w", id, err), late)
	}
	return found, err
}

// climb issues the rungs that are due, and returns when the next one is; nil for none.
func (st *step) climb(ctx context.Context) (next *time.Time, err error) {
	if !st.pressed() {
		return nil, nil
	}
	clock, err := st.clock(ctx)
	if err != nil {
		return nil, err
	}
	ladder, err := deadline.LoadLadder(ctx, st.tx)
	if err != nil {
		return nil, err
	}
	due := deadline.Due{At: *st.DueAt, WarnAt: *st.WarnAt}
	opens := clock.policy.Opening(st.at, clock.calendar)
	var events []string
	for _, r := range ladder {
		at := clock.policy.Climb(r, due, clock.calendar)
		if at.Before(opens) {
			at = opens
		}
		if at.After(st.at) {
			if next == nil || at.Before(*next) {
				next = &at
			}
			continue
		}
		event, err := st.rung(ctx, OrderKind(r.Kind), r.Why+"（时限 "+deadline.Clock(due.At)+"）")
		if err != nil {
			return nil, err
		}
		if event != "" {
			events = append(events, event)
		}
	}
	for _, event := range slices.Backward(events) {
		if err := st.Tell(ctx, st.tx, event); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// pressed reports whether the ladder stands for the problem: its clock runs, and somebody leads.
func (st *step) pressed() bool {
	return st.DueAt != nil && !st.facts.NoLead && slices.Contains([]Status{Dispatched, InProgress}, st.facts.Status)
}

// rung issues an order of the system about the date in force and returns its event, of which nobody has been told; "" when this round
// was given it for this date before.
func (st *step) rung(ctx context.Context, kind OrderKind, note string) (event string, err error) {
	level := st.Level
	if kind == Escalated {
		if level, err = st.above(ctx); err != nil {
			return "", err
		}
	}
	return st.issue(ctx, newOrder{kind: kind, note: note, level: level, quiet: true}, nil)
}
