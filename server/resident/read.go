// Package resident is about cadres who live at an enterprise (驻企干部, A13): what they do there day by day (驻企日志), and the duties and
// disciplines that an area's office gives them.
package resident

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a log rl: whoever may see a visit there. Applications and handling units never do.
func Sees(role string) string {
	switch access.Role(role) {
	case access.LinkCadre, access.ResidentCadre:
		return "(rl.person_id = @actor.id or " + access.AssignedTo("rl.enterprise_id") + ")"
	case access.Office, access.Leader, access.Supervisor:
		return access.InAreas("rl.division_code")
	case access.EnterpriseContact:
		return "rl.enterprise_id = @actor.enterprise"
	}
	return "false"
}

// Read declares ResidentLog.
func Read() *plan.Type {
	return plan.NewType("ResidentLog", "resident_log rl", "rl.id", Sees).
		One("enterprise", "e.id = rl.enterprise_id").
		One("cadre", "n.id = rl.person_id").
		Order("NEWEST", "rl.day desc, rl.id desc").
		Filter("divisionCode", access.Within("rl.division_code")).
		Filter("mine", "(rl.person_id = @actor.id) = @it").
		Filter("from", "rl.day >= @it").
		Filter("to", "rl.day <= @it")
}

// ReadChecklist declares ResidentChecklist, which is for cadres and those over them.
func ReadChecklist() *plan.Type {
	return plan.NewType("ResidentChecklist", "resident_checklist rk", "rk.id", func(role string) string {
		if (access.Actor{Role: access.Role(role)}).Is(access.LinkCadre, access.ResidentCadre, access.Office, access.Leader, access.Supervisor) {
			return ""
		}
		return "false"
	}).
		One("division", "d.code = rk.division_code")
}

// Checklists are the rows of Query.residentChecklists: those that hold where the reader is.
const Checklists = "resident_checklists_of(@actor.division) rk"
