package deadline

import (
	"fmt"

	"lianqi/server/access"
	"lianqi/server/plan"
)

// ReadWorkDay declares WorkDay, which is public to whoever is signed in.
func ReadWorkDay() *plan.Type {
	return plan.NewType("WorkDay", "work_calendar wk", "wk.day", access.SignedInOnly)
}

// ReadPolicy declares SlaPolicy, which is public to whoever is signed in.
func ReadPolicy() *plan.Type {
	return plan.NewType("SlaPolicy", "sla_policy sp", "sp.code", access.SignedInOnly).
		Field("officeOpen", "to_char(sp.office_open, 'HH24:MI')").
		Field("officeClose", "to_char(sp.office_close, 'HH24:MI')").
		Many("steps", "ss.policy_code = sp.code", "array_position('{SIGN,CONTACT,PROGRESS,CO_REPLY,RESOLVE}', ss.timer), "+
			"array_position('{SIMPLE,CROSS_UNIT,MAJOR}', ss.complexity)").AtMost(15, "steps")
}

// ReadStep declares SlaStep.
func ReadStep() *plan.Type {
	return plan.NewType("SlaStep", "sla_step ss", "(ss.policy_code, ss.timer, ss.complexity)", access.SignedInOnly).
		Compute("text", func(_ plan.Actor, c plan.Cells) any { return Step{N: c.Int(0), Unit: Unit(c.Text(1))}.String() }, "ss.n", "ss.unit")
}

// String is how long the step runs, in Chinese: 3 个工作日.
func (s Step) String() string { return fmt.Sprintf("%d %s", s.N, unitText[s.Unit]) }
