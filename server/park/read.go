// Package park is about industrial parks (园区, G5).
package park

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a park: it is no secret, but an application needs park:read.
func Sees(role string) string {
	switch access.Role(role) {
	case access.ThirdPartyApp:
		return access.WithScope("park:read") + " and " + access.InAreas("k.division_code")
	case access.Nobody:
		return "false"
	}
	return ""
}

// Read declares IndustrialPark. overdue is the predicate of an overdue problem p.
func Read(overdue string) *plan.Type {
	return plan.NewType("IndustrialPark", "park k", "k.id", Sees).
		Field("boundary", "st_asgeojson(k.boundary, 5)").
		One("division", "d.code = k.division_code").
		One("committee", "o.id = k.committee_id").
		Many("enterprises", "e.park_id = k.id").
		Many("problems", "p.park_id = k.id").
		Count("enterpriseCount", "enterprises", "").
		Count("openProblemCount", "problems", "p.open").
		Count("overdueProblemCount", "problems", overdue).
		Order("NAME", "k.name, k.id").
		Filter("divisionCode", access.Within("k.division_code"))
}
