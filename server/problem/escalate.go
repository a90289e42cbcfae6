package problem

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/fault"
)

// Levels: who handles a problem, and when the rules raise it (D3, D14, R5).

// width is SQL for how many digits of a division code name a unit of the level in a column; the fewer, the higher.
func width(level string) string {
	return "case " + level + " when 'PROVINCE' then 2 when 'CITY' then 4 when 'COUNTY' then 6 else 9 end"
}

// within is the predicate that a division d holds what has a division column.
func within(column string) string {
	return column + " >= area_from(d.code) and " + column + " < area_to(d.code)"
}

// EscalateInput gives a problem to another level.
type EscalateInput struct {
	ProblemID       string
	ExpectedVersion int
	ToLevel         string // PROVINCE, CITY, COUNTY or TOWN
	Reason          string // 1 to 1000 characters
}

// Escalate raises a problem, or hands it down: that only an office of the problem's level or above does. INVALID for the level where it is
// and for one that its area does not have.
func (s *Store) Escalate(ctx context.Context, actor access.Actor, in EscalateInput) error {
	reason, err := said("reason", in.Reason, 1, 1000)
	if err != nil {
		return err
	}
	_, err = s.act(ctx, actor, problemOf(in.ProblemID, &in.ExpectedVersion), func(st *step) error {
		var exists, up bool
		err := st.tx.QueryRow(ctx, `
			-- name: LevelOfArea
			select exists (select from division d where d.level = $2 and `+within("$1")+`), `+width("$2")+` < `+width("$3"),
			st.DivisionCode, in.ToLevel, st.Level).Scan(&exists, &up)
		if err != nil {
			return fmt.Errorf("find the level: %w", err)
		}
		action := HandDown
		if up || in.ToLevel == st.Level {
			action = Escalate
		}
		if err := Check(st.facts, action); err != nil {
			return err
		}
		switch {
		case in.ToLevel == st.Level:
			return fault.At("toLevel", "这件问题现在就由这一级办理。")
		case !exists:
			return fault.At("toLevel", "问题所在地没有这一级。")
		}
		return st.move(ctx, action, "", happened{note: reason}, change{"level": in.ToLevel})
	})
	return err
}

// above is the level next over the problem's that its area has; of the province, the province.
func (st *step) above(ctx context.Context) (level string, err error) {
	err = st.tx.QueryRow(ctx, `
		-- name: LevelAbove
		select d.level from division d where `+within("$1")+` and `+width("d.level")+` < `+width("$2")+`
		 order by length(area_from(d.code)) desc limit 1`, st.DivisionCode, st.Level).Scan(&level)
	if errors.Is(err, pgx.ErrNoRows) {
		return st.Level, nil
	} else if err != nil {
		return "", fmt.Errorf("find the level above: %w", err)
	}
	return level, nil
}

// forcedAt is at which round (R5), and at which return of one round (domain 2.7), the rules raise a problem.
const forcedAt = 3

// follow does what the rules force after an event: a third round, each later one, and a third unit let off raise the problem by one level
// with an order by the system, once in a round.
func (st *step) follow(ctx context.Context, kind EventKind, from Status) error {
	var note string
	switch redone := kind == EventRedo || kind == EventReopened && from == Closed; {
	case redone && st.Round >= forcedAt:
		note = fmt.Sprintf("第 %d 次办理仍未办好，按规定提级督办。", st.Round)
		if kind == EventRedo {
			note = fmt.Sprintf("企业不满意，进入第 %d 轮办理，按规定提级督办。", st.Round)
		}
	case kind == EventReturnApproved && st.letOff() == forcedAt:
		note = fmt.Sprintf("已有 %d 个单位退单，按规定提级督办。", forcedAt)
	default:
		return nil
	}
	level, err := st.above(ctx)
	if err != nil {
		return err
	}
	return st.bySystem(func(system *step) error {
		_, err := system.issue(ctx, newOrder{kind: Escalated, note: note, level: level, forced: true}, change{"level": level})
		return err
	})
}

// letOff counts the units that this round was taken back from.
func (st *step) letOff() int {
	units := map[string]bool{}
	for _, d := range st.dispatches {
		if d.Round == st.Round && d.Status == Returned {
			units[d.OrganizationID] = true
		}
	}
	return len(units)
}
