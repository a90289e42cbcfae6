package problem

import (
	"context"
	"fmt"
	"time"

	"lianqi/server/deadline"
)

// defaultPolicy is whose deadlines hold where no campaign runs (2.9).
const defaultPolicy = "QUANZHOU"

// policyCode is SQL for whose deadlines hold for a problem p.
const policyCode = "coalesce((select g.sla_policy_code from campaign g where g.id = p.campaign_id), '" + defaultPolicy + "')"

// clock is how time is counted for one problem.
type clock struct {
	policy   deadline.Policy
	calendar deadline.Calendar
}

// clock reads the problem's policy, and the calendar of two years back and one and a half ahead.
func (st *step) clock(ctx context.Context) (c clock, err error) {
	if c.policy, err = deadline.LoadPolicy(ctx, st.tx, st.PolicyCode); err != nil {
		return c, err
	}
	c.calendar, err = deadline.LoadCalendar(ctx, st.tx, st.at.AddDate(-2, 0, 0), st.at.AddDate(1, 6, 0))
	return c, err
}

// due is by when a unit that is handed a problem now must reply.
func (c clock) due(role Role, complexity deadline.Complexity, at time.Time) (deadline.Due, error) {
	due, ok := c.policy.Due(c.policy.ReplyTimer(role == Lead), complexity, at, c.calendar)
	if !ok {
		return due, fmt.Errorf("policy %s has no time for a %s problem", c.policy.Code, complexity)
	}
	return due, nil
}

// resumed is a dispatch's due date after a 挂账 that stood since paused.
func (c clock) resumed(d *dispatch, complexity deadline.Complexity, paused, at time.Time) deadline.Due {
	return c.policy.Resume(d.due(), c.unit(d, complexity), paused, at, c.calendar)
}

// endOf is when a day ends for a dispatch's due date, and whether that may be one.
func (c clock) endOf(d *dispatch, complexity deadline.Complexity, day time.Time) (end time.Time, ok bool) {
	return c.policy.EndOf(day, c.unit(d, complexity), c.calendar)
}

// unit is what a dispatch's time is counted in.
func (c clock) unit(d *dispatch, complexity deadline.Complexity) deadline.Unit {
	step, _ := c.policy.Step(c.policy.ReplyTimer(d.Role == Lead), complexity)
	return step.Unit
}

// before are the timers that a unit has before its reply, and the columns that say by when.
var before = map[deadline.Timer]string{deadline.Sign: "sign_due_at", deadline.Contact: "contact_due_at", deadline.Progress: "progress_due_at"}

// waits is by when the unit must do what the timer says; nil where that was done, or the policy has no such timer.
func (d *dispatch) waits(timer deadline.Timer) *time.Time {
	switch {
	case timer == deadline.Sign && d.SignedAt == nil:
		return d.SignDueAt
	case timer == deadline.Contact && d.ContactedAt == nil:
		return d.ContactDueAt
	case timer == deadline.Progress && d.ProgressedAt == nil:
		return d.ProgressDueAt
	}
	return nil
}

// waitsOn moves the timers before the reply by the time that a 挂账 stood since paused.
func (c clock) waitsOn(d *dispatch, complexity deadline.Complexity, paused, at time.Time) change {
	dates := change{}
	for timer, column := range before {
		if due := d.waits(timer); due != nil {
			step, _ := c.policy.Step(timer, complexity)
			dates[column] = c.policy.Resume(deadline.Due{At: *due}, step.Unit, paused, at, c.calendar).At
		}
	}
	return dates
}

// due is the dispatch's due date in force.
func (d *dispatch) due() deadline.Due {
	return deadline.Due{At: d.DueAt, WarnAt: d.WarnAt, Reason: d.DueReason}
}

// redate gives a dispatch another due date, and returns what the problem takes over: the lead's.
func (st *step) redate(ctx context.Context, d *dispatch, due deadline.Due) (change, error) {
	dates := change{"due_at": due.At, "warn_at": due.WarnAt, "due_reason": due.Reason}
	if err := update(ctx, st.tx, "dispatch", d.ID, dates); err != nil {
		return nil, err
	}
	if d.Role != Lead {
		return nil, nil
	}
	return dates, nil
}
