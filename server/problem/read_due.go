package problem

import (
	"lianqi/server/deadline"
	"lianqi/server/plan"
)

// leadTime and ownTime are the timers by which the reply to a problem p, or a dispatch x, is measured, the first that the policy has:
// deadline.Policy.ReplyTimer in SQL.
const (
	leadTime = "'{RESOLVE}'"
	ownTime  = "case x.role when 'CO' then '{CO_REPLY,RESOLVE}' else '{RESOLVE}' end::text[]"
)

// workingDaysTo is SQL for the whole working days between a moment and the date of a problem p or of one of its dispatches, by one of
// those timers; null where the policy counts other days for it.
func workingDaysTo(due, timers, moment string) string {
	return `(
	select case s.unit when 'WORKING_DAY' then working_days(least(` + moment + `, ` + due + `), greatest(` + moment + `, ` + due + `), b.office_close) end
	  from sla_policy b join sla_step s on s.policy_code = b.code
	 where b.code = ` + policyCode + ` and s.complexity in (p.complexity, 'SIMPLE') and s.timer = any(` + timers + `)
	 order by s.timer, s.complexity <> p.complexity limit 1)`
}

// dueText words a date that still counts, the moment now, and the working days between them.
func dueText(_ plan.Actor, c plan.Cells) any {
	if c.Null(0) {
		return nil
	}
	var workingDays *int
	if !c.Null(2) {
		workingDays = new(c.Int(2))
	}
	return deadline.Remaining(c.Time(1), c.Time(0), workingDays)
}
