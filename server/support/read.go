// Package support is about support plans (五个一, A10): one enterprise, one leader, one team, one plan, followed to the end.
package support

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// team says that the reader is of the team of plan sp.
const team = "exists (select from support_plan_member sm where sm.support_plan_id = sp.id and sm.person_id = @actor.id)"

// Sees is who may see a plan sp: offices, leaders and supervisors over the enterprise, its cadres, the team, and the enterprise itself.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Office, access.Leader, access.Supervisor:
		return "exists (select from enterprise e where e.id = sp.enterprise_id and " + access.InAreas("e.division_code") + ")"
	case access.LinkCadre, access.ResidentCadre:
		return "(" + access.AssignedTo("sp.enterprise_id") + " or " + team + ")"
	case access.DepartmentHandler:
		return team
	case access.EnterpriseContact:
		return "sp.enterprise_id = @actor.enterprise"
	}
	return "false"
}

// seesEntry is who may see how a plan goes: whoever sees it, but the enterprise, which reads who helps it and how (the plain facts).
func seesEntry(role string) string {
	if access.Role(role) == access.EnterpriseContact {
		return "false"
	}
	return plan.With("support_plan sp", "se.support_plan_id = sp.id", Sees)(role)
}

// Read declares SupportPlan.
func Read() *plan.Type {
	return plan.NewType("SupportPlan", "support_plan sp", "sp.id", Sees).
		Field("leads", "sp.leader_id = @actor.id").
		Field("mine", "(sp.leader_id = @actor.id or "+team+")").
		One("enterprise", "e.id = sp.enterprise_id").
		One("leader", "n.id = sp.leader_id").
		Many("members", "n.id in (select sm.person_id from support_plan_member sm where sm.support_plan_id = sp.id)", "n.name, n.id").AtMost(20, "members").
		Many("entries", "se.support_plan_id = sp.id").
		Count("followUpCount", "entries", "se.kind = 'FOLLOWED'").
		First("lastFollowedAt", "entries", "se.at", "se.kind = 'FOLLOWED'", "se.at desc, se.id desc").
		Order("NEWEST", "sp.starts_on desc, sp.id desc").
		Filter("divisionCode", "exists (select from enterprise e where e.id = sp.enterprise_id and "+access.Within("e.division_code")+")").
		Through("divisionCode", "enterprise"). // whose plan the reader sees
		Filter("open", "(sp.closed_at is null) = @it").
		Filter("mine", "(sp.leader_id = @actor.id or "+team+") = @it")
}

// ReadEntry declares SupportPlanEntry.
func ReadEntry() *plan.Type {
	return plan.NewType("SupportPlanEntry", "support_plan_entry se", "se.id", seesEntry).
		One("by", "n.id = se.person_id").
		Order("NEWEST", "se.at desc, se.id desc")
}
