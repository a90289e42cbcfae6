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
		Order("DIVISION", "o.division_code, o.name, o.id").
		Filter("divisionCode", access.Within("o.division_code")).
		Filter("text", "position(lower(@it) in lower(o.name)) > 0")
}
