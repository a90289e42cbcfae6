package device

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a device dv: whoever signs in on it, and offices and supervisors over that person's division.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Nobody, access.ThirdPartyApp:
		return "false"
	case access.Office, access.Supervisor:
		return "(" + access.InAreas("dv.division_code") + " or dv.person_id = @actor.id)"
	}
	return "dv.person_id = @actor.id"
}

// Read declares Device.
func Read() *plan.Type {
	return plan.NewType("Device", "device dv", "dv.id", Sees).
		One("person", "n.id = dv.person_id").
		Order("LONGEST", "coalesce(dv.oldest_at, 'infinity'), dv.id").
		Filter("divisionCode", access.Within("dv.division_code")).
		Filter("mine", "(dv.person_id = @actor.id) = @it").
		Filter("holding", "(dv.unsent > 0) = @it")
}
