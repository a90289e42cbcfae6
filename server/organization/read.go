// Package organization is about the units that problems are handed to (单位).
package organization

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Read declares Organization, which is public to whoever is signed in.
func Read() *plan.Type {
	return plan.NewType("Organization", "organization o", "o.id", access.SignedInOnly).
		One("division", "d.code = o.division_code").
		One("parent", "o.id = up.parent_id").
		One("lead", "o.id = up.lead_id").
		Many("members", "o.id in (select m.organization_id from task_force_member m where m.task_force_id = up.id)", "o.name, o.id").AtMost(30, "members").
		Many("liaisons", "li.organization_id = o.id and li.ended_at is null", "li.name, li.id").AtMost(20, "liaisons").
		Order("DIVISION", "o.division_code, o.name, o.id").
		Filter("divisionCode", access.Within("o.division_code")).
		Filter("text", "position(lower(@it) in lower(o.name)) > 0")
}
