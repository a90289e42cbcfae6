// Package division is about units of GB/T 2260 (行政区划) and their outlines.
package division

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Read declares Division, which is public to whoever is signed in.
func Read() *plan.Type {
	return plan.NewType("Division", "division d", "d.code", access.SignedInOnly).
		Field("boundary", "st_asgeojson(d.boundary, 5)").
		Field("outline", "st_asgeojson(st_simplifypreservetopology(d.boundary, 0.002), 3)").
		One("parent", "d.code = up.parent_code").
		Many("children", "d.parent_code = up.code", "d.code").AtMost(200, "children")
}
