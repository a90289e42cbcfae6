package visit

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a visit. Applications and handling units never do.
func Sees(role string) string {
	switch access.Role(role) {
	case access.LinkCadre, access.ResidentCadre:
		return "(v.person_id = @actor.id or " + access.AssignedTo("v.enterprise_id") + ")"
	case access.Office, access.Leader, access.Supervisor:
		return access.InAreas("v.division_code")
	case access.EnterpriseContact:
		return "v.enterprise_id = @actor.enterprise"
	}
	return "false"
}

// hidesWhereabouts is who may not see where a phone was: all but the cadre and those who judge check-ins (PIPL art. 28).
func hidesWhereabouts(role string) bool {
	return !access.Actor{Role: access.Role(role)}.Is(access.LinkCadre, access.ResidentCadre, access.Office, access.Supervisor)
}

// Read declares Visit. Cadres see the fix of their own visits only.
func Read() *plan.Type {
	return plan.NewType("Visit", "visit v", "v.id", Sees).
		Field("location", "case when v.person_id = @actor.id or @actor.role in ('OFFICE', 'SUPERVISOR') then v.location end").
		Hide(hidesWhereabouts, "location").
		One("enterprise", "e.id = v.enterprise_id").
		One("cadre", "n.id = v.person_id").
		Many("photos", "f.visit_id = v.id", "f.position, f.id").AtMost(9, "photos").
		Many("problems", "p.visit_id = v.id", "p.submitted_at, p.id").AtMost(20, "problems").
		Count("photosReceived", "photos", "f.received_at is not null").
		Order("NEWEST", "v.checked_in_at desc, v.id desc").
		Filter("divisionCode", access.Within("v.division_code")).
		Filter("mine", "(v.person_id = @actor.id) = @it")
}
