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

// timer is what a unit's reply is measured by: the lead has the whole time, a co-unit the time for progress where the policy has one.
func (c clock) timer(role Role) deadline.Timer {
	if _, ok := c.policy.Steps[deadline.Progress]; ok && role == Co {
		return deadline.Progress
	}
	return deadline.Resolve
}

// due is by when a unit that is handed a problem now must reply.
func (c clock) due(role Role, complexity deadline.Complexity, at time.Time) (deadline.Due, error) {
	due, ok := c.policy.Due(c.timer(role), complexity, at, c.calendar)
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
	return c.policy.Steps[c.timer(d.Role)][complexity].Unit
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
