package assignment

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see who is linked to which enterprise: whoever may see the enterprise, but no application.
func Sees(enterprise plan.Rule) plan.Rule {
	return func(role string) string {
		if access.Role(role) == access.ThirdPartyApp {
			return "false"
		}
		return plan.With("enterprise e", "a.enterprise_id = e.id", enterprise)(role)
	}
}

// Read declares Assignment.
func Read(enterprise plan.Rule) *plan.Type {
	return plan.NewType("Assignment", "assignment a", "a.id", Sees(enterprise)).
		One("cadre", "n.id = a.person_id").
		One("enterprise", "e.id = a.enterprise_id")
}
