package problem

import (
	"lianqi/server/deadline"
	"lianqi/server/plan"
)

// ownTime and leadTime say by which timer a dispatch x, or a problem p, is measured: clock.timer in SQL.
const (
	leadTime = "s.timer = 'RESOLVE'"
	ownTime  = "s.timer = case when x.role = 'CO' and exists (select from sla_step k where k.policy_code = s.policy_code and k.timer = 'PROGRESS') then 'PROGRESS' else 'RESOLVE' end"
)

// workingDaysTo is SQL for the whole working days between a moment and the date of a problem p or of one of its dispatches; null where
// the policy counts other days for it.
func workingDaysTo(due, timer, moment string) string {
	return `(
	select working_days(least(` + moment + `, ` + due + `), greatest(` + moment + `, ` + due + `), b.office_close)
	  from sla_policy b join sla_step s on s.policy_code = b.code
	 where b.code = ` + policyCode + ` and s.complexity = p.complexity and ` + timer + ` and s.unit = 'WORKING_DAY')`
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
