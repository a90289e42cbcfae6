package enterprise

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see an enterprise; the team of its support plan, too (A10).
func Sees(role string) string {
	switch access.Role(role) {
	case access.LinkCadre, access.ResidentCadre:
		return "(" + access.AssignedTo("e.id") + " or " + access.Supports("e.id") + ")"
	case access.Office, access.Leader, access.Supervisor:
		return access.InAreas("e.division_code")
	case access.DepartmentHandler: // whose problems were handed to the own unit
		return "(e.id = any(array(select y.enterprise_id from problem y join dispatch x on x.problem_id = y.id where x.organization_id = @actor.organization))" +
			" or " + access.Supports("e.id") + ")"
	case access.EnterpriseContact:
		return "e.id = @actor.enterprise"
	case access.Admin:
		return ""
	case access.ThirdPartyApp:
		return access.WithScope("enterprise:read") + " and " + access.InAreas("e.division_code")
	}
	return "false"
}

// seesContacts is who may call there: the office, supervisors (they spot-check, E2), assigned cadres, the firm itself, and the unit that leads one of its open problems.
func seesContacts(role string) string {
	switch access.Role(role) {
	case access.LinkCadre, access.ResidentCadre:
		return access.AssignedTo("c.enterprise_id")
	case access.Office, access.Supervisor:
		return "exists (select from enterprise e where e.id = c.enterprise_id and " + access.InAreas("e.division_code") + ")"
	case access.DepartmentHandler:
		return "c.enterprise_id in (select y.enterprise_id from problem y where y.open and y.lead_organization_id = @actor.organization)"
	case access.EnterpriseContact:
		return "c.enterprise_id = @actor.enterprise"
	}
	return "false"
}

// centre is the point of the argument near, on the spheroid.
const centre = "st_setsrid(st_point(@near.lon, @near.lat), 4326)::geography"

// Read declares Enterprise. lamp is the lamp of a problem p, policy the predicate that a policy po is for an enterprise e.
func Read(lamp, policy string) *plan.Type {
	return plan.NewType("Enterprise", "enterprise e", "e.id", Sees).
		One("division", "d.code = e.division_code").
		One("park", "k.id = e.park_id").
		Many("contacts", "c.enterprise_id = e.id", "c.position, c.id").AtMost(20, "contacts").
		Many("assignments", "a.enterprise_id = e.id and (select today()) between a.starts_on and coalesce(a.ends_on, 'infinity')", "a.role, a.id").
		Many("plannedAssignments", "a.enterprise_id = e.id and a.starts_on > (select today()) and a.cancelled_at is null", "a.starts_on, a.id").
		AtMost(20, "assignments", "plannedAssignments").
		Many("chains", "ic.id in (select cm.chain_id from chain_member cm where cm.enterprise_id = e.id)", "ic.name, ic.id").AtMost(20, "chains").
		One("supportPlan", "sp.enterprise_id = e.id and sp.closed_at is null", "sp.id").
		Many("visits", "v.enterprise_id = e.id").
		Many("problems", "p.enterprise_id = e.id").
		Many("residentLogs", "rl.enterprise_id = e.id").
		Many("policies", policy).
		One("lastVisit", "v.enterprise_id = e.id", "v.checked_in_at desc, v.id desc").
		Count("visitCount30d", "visits", "v.checked_in_at > (select moment()) - interval '30 days'").
		Count("openProblemCount", "problems", "p.open").
		First("lamp", "problems", lamp, lamp+" is not null", "array_position(array['RED', 'YELLOW', 'GREEN'], "+lamp+")").
		Order("NAME", "e.name, e.id").
		Filter("divisionCode", access.Within("e.division_code")).
		Filter("chainId", "e.id = any(array(select cm.enterprise_id from chain_member cm where cm.chain_id = @it))").
		Filter("text", "e.name_grams @> grams(@it) and position(lower(@it) in lower(e.name)) > 0").
		Filter("unassigned", "(not exists (select from assignment l where l.enterprise_id = e.id"+
							" and (select today()) between l.starts_on and coalesce(l.ends_on, 'infinity'))) = @it").
		Through("unassigned", "assignment"). // says only whether anybody is linked
		Arg("near", "st_dwithin(e.location::geography, "+centre+", @near.metres)", "e.location::geography <-> "+centre+", e.id").
		EdgeField("distance", "st_distance(e.location::geography, "+centre+")")
}

// ReadContact declares EnterpriseContact.
func ReadContact() *plan.Type {
	return plan.NewType("EnterpriseContact", "enterprise_contact c", "c.id", seesContacts)
}
