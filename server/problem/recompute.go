package problem

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/deadline"
	"lianqi/server/fault"
)

// A changed calendar or policy recomputes the dates of what is in units' hands, from when it was handed out and what was agreed since.

// DueMove is a dispatch whose date is another.
type DueMove struct {
	ProblemID, Number string
	OrganizationName  string
	Role              Role
	Old, New          time.Time
	Reason            string // why the new one, in Chinese
}

// WorkDay is a day as a notice on holidays has it.
type WorkDay struct {
	Day  time.Time // of which only the date counts
	Off  *bool     // whether it is off; nil takes the exception back
	Name string    // of the festival; at most 20 characters, needed with Off
}

// ChangeWorkCalendar changes days of the working calendar and recomputes the dates, or, dry, says which would move and changes nothing.
// FORBIDDEN unless an administrator asks.
func (s *Store) ChangeWorkCalendar(ctx context.Context, actor access.Actor, days []WorkDay, reason string, dry bool) ([]DueMove, error) {
	if actor.Role != access.Admin {
		return nil, fault.New(fault.Forbidden, "只有系统管理员可以调整工作日历。")
	}
	if len(days) == 0 || len(days) > 250 {
		return nil, fault.At("days", "请列出 1 至 250 天。")
	}
	return s.recompute(ctx, reason, dry, "", func(tx pgx.Tx) error {
		for _, d := range days {
			sql, args := "delete from work_calendar where day = $1", []any{d.Day}
			if d.Off != nil {
				name, err := said("days", d.Name, 1, 20)
				if err != nil {
					return err
				}
				sql = "insert into work_calendar (day, off, name) values ($1, $2, $3) on conflict (day) do update set off = excluded.off, name = excluded.name"
				args = []any{d.Day, *d.Off, name}
			}
			if _, err := tx.Exec(ctx, sql, args...); err != nil {
				return fmt.Errorf("change the calendar: %w", err)
			}
		}
		return nil
	})
}

// ChangeCampaignPolicy has a campaign follow other deadlines and recomputes the dates of its problems, or, dry, says which would move and
// changes nothing. NOT_FOUND for an unknown campaign or policy; FORBIDDEN unless an administrator or an office over its area asks.
func (s *Store) ChangeCampaignPolicy(ctx context.Context, actor access.Actor, campaignID, policy, reason string, dry bool) ([]DueMove, error) {
	return s.recompute(ctx, reason, dry, campaignID, func(tx pgx.Tx) error {
		var area string
		err := tx.QueryRow(ctx, "-- name: CampaignToChange\nselect division_code from campaign where id::text = $1 for update", campaignID).Scan(&area)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing("个活动")
		} else if err != nil {
			return fmt.Errorf("find the campaign: %w", err)
		}
		if actor.Role != access.Admin && !(actor.Role == access.Office && slices.Contains(actor.Areas, area)) {
			return fault.New(fault.Forbidden, "只有活动所在地的联企办和系统管理员可以调整时限方案。")
		}
		if _, err := deadline.LoadPolicy(ctx, tx, policy); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "update campaign set sla_policy_code = $2 where id::text = $1", campaignID, policy); err != nil {
			return fmt.Errorf("change the policy: %w", err)
		}
		return nil
	})
}

// errDry takes back what a dry run did.
var errDry = errors.New("dry run")

// recompute makes a change and dates everything anew that is in units' hands, of one campaign or, with "", of all, in one transaction.
func (s *Store) recompute(ctx context.Context, reason string, dry bool, campaignID string, change func(pgx.Tx) error) (moved []DueMove, err error) {
	if reason, err = said("reason", reason, 1, 200); err != nil {
		return nil, err
	}
	err = db.InTx(ctx, s.db, func(tx pgx.Tx) error {
		moved = nil
		if err := change(tx); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			-- name: ProblemsToDate
			select p.id::text from problem p
			 where p.status in ('DISPATCHED', 'IN_PROGRESS', 'LONG_TERM', 'HANDLED') and ($1 = '' or p.campaign_id::text = $1) order by p.id`, campaignID)
		if err != nil {
			return fmt.Errorf("find what is in units' hands: %w", err)
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return fmt.Errorf("find what is in units' hands: %w", err)
		}
		for _, id := range ids {
			st, err := s.lock(ctx, tx, access.Actor{Role: access.System}, id)
			if err != nil {
				return fmt.Errorf("lock the problem to date: %w", err)
			}
			some, err := st.dateAnew(ctx, reason, st.active()...)
			if err != nil {
				return err
			}
			moved = append(moved, some...)
		}
		if dry {
			return errDry
		}
		return nil
	})
	if errors.Is(err, errDry) {
		err = nil
	}
	return moved, err
}

// allowance is what moved a date since it was handed out: an agreed 延期 of one dispatch, or a 挂账 that is over.
type allowance struct {
	DispatchID string // of an extension
	Until      *time.Time
	From, At   time.Time
}

// allowances are those of the problem, in the order in which they came into force.
func (st *step) allowances(ctx context.Context) ([]allowance, error) {
	rows, err := st.tx.Query(ctx, `
		-- name: Allowances
		select dispatch_id::text, new_due_on, ruled_at, ruled_at as at from handling_request
		 where problem_id = $1 and kind = 'EXTENSION' and status = 'APPROVED'
		union all
		select '', null, q.ruled_at, t.at from handling_request q cross join lateral (
		  select min(t.at) as at from problem_event t where t.problem_id = q.problem_id and t.at >= q.ruled_at
		     and t.from_status = 'LONG_TERM' and t.to_status <> 'LONG_TERM') t
		 where q.problem_id = $1 and q.kind = 'LONG_TERM' and q.status = 'APPROVED' and t.at is not null
		 order by at`, st.ID)
	if err != nil {
		return nil, fmt.Errorf("read what was agreed: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByPos[allowance])
	if err != nil {
		return nil, fmt.Errorf("read what was agreed: %w", err)
	}
	return out, nil
}

// dateAnew dates those of the dispatches that have not replied, and says with one event what moved.
func (st *step) dateAnew(ctx context.Context, why string, dispatches ...*dispatch) (moved []DueMove, err error) {
	clock, err := st.clock(ctx)
	if err != nil {
		return nil, err
	}
	agreed, err := st.allowances(ctx)
	if err != nil {
		return nil, err
	}
	var set change
	var words []string
	for _, d := range dispatches {
		if d.RepliedAt != nil {
			continue
		}
		if err := st.dateTimers(ctx, clock, d, agreed); err != nil {
			return nil, err
		}
		first, due, err := clock.recount(d, *st.Complexity, agreed)
		if err != nil {
			return nil, err
		}
		if due.Equal(d.due()) && first.Equal(d.FirstDueAt) {
			continue
		}
		dates, err := st.redate(ctx, d, due)
		if err != nil {
			return nil, err
		}
		if err := update(ctx, st.tx, "dispatch", d.ID, change{"first_due_at": first}); err != nil {
			return nil, err
		}
		set = with(set, dates)
		if due.At.Equal(d.DueAt) {
			continue
		}
		m := DueMove{ProblemID: st.ID, Role: d.Role, Old: d.DueAt, New: due.At, Reason: due.Reason}
		err = st.tx.QueryRow(ctx, "-- name: DueMoved\nselect p.number, o.name from problem p, organization o where p.id = $1 and o.id = $2",
			st.ID, d.OrganizationID).Scan(&m.Number, &m.OrganizationName)
		if err != nil {
			return nil, fmt.Errorf("name what moved: %w", err)
		}
		moved = append(moved, m)
		words = append(words, fmt.Sprintf("%s的时限由 %s 改为 %s", m.OrganizationName, deadline.Clock(m.Old), deadline.Clock(m.New)))
	}
	if len(moved) == 0 && len(set) > 0 { // only the way to the date, or when its lamp turns
		return nil, update(ctx, st.tx, "problem", st.ID, set)
	} else if len(moved) == 0 {
		return nil, nil
	}
	return moved, st.move(ctx, RecomputeDue, "", happened{note: strings.Join(words, "；") + "，因为" + why}, set)
}

// stated begins the reason of a date that no rule has counted: a ledger that was imported says it, and it stays.
const stated = "台账写明"

// recount is a dispatch's first date and the one in force, from when it was handed out and what was agreed since.
func (c clock) recount(d *dispatch, complexity deadline.Complexity, agreed []allowance) (first time.Time, due deadline.Due, err error) {
	if strings.HasPrefix(d.DueReason, stated) {
		return d.FirstDueAt, d.due(), nil
	}
	if due, err = c.due(d.Role, complexity, d.DispatchedAt); err != nil {
		return first, due, err
	}
	first = due.At
	for _, a := range agreed {
		switch {
		case a.At.Before(d.DispatchedAt) || a.Until != nil && a.DispatchID != d.ID:
		case a.Until == nil:
			due = c.policy.Resume(due, c.unit(d, complexity), a.From, a.At, c.calendar)
		default:
			if end, _ := c.endOf(d, complexity, *a.Until); end.After(due.At) {
				due = c.policy.Extend(due, end, a.At, c.calendar)
			}
		}
	}
	return first, due, nil
}

// dateTimers dates what a unit has to do before its reply and has not done.
func (st *step) dateTimers(ctx context.Context, c clock, d *dispatch, agreed []allowance) error {
	dates := change{}
	for timer, column := range before {
		if d.met(timer) {
			continue
		}
		due, ok := c.policy.Due(timer, *st.Complexity, d.DispatchedAt, c.calendar)
		if !ok {
			dates[column] = nil
			continue
		}
		step, _ := c.policy.Step(timer, *st.Complexity)
		for _, a := range agreed {
			if a.Until == nil && !a.At.Before(d.DispatchedAt) {
				due = c.policy.Resume(due, step.Unit, a.From, a.At, c.calendar)
			}
		}
		dates[column] = due.At
	}
	if len(dates) == 0 {
		return nil
	}
	return update(ctx, st.tx, "dispatch", d.ID, dates)
}

// met reports whether the unit did what a timer before the reply is for; one that never had to sign did.
func (d *dispatch) met(timer deadline.Timer) bool {
	switch timer {
	case deadline.Sign:
		return d.Status != PendingSign
	case deadline.Contact:
		return d.ContactedAt != nil
	default:
		return d.ProgressedAt != nil
	}
}
