package geo

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// SuspectCRS returns the system in which a point was probably written when it was declared as WGS-84: the point lies outside its county
// as it stands, and inside when read as that. False when it lies inside, or when no reading helps.
func SuspectCRS(p orb.Point, county orb.MultiPolygon) (CRS, bool) {
	if planar.MultiPolygonContains(county, p) {
		return "", false
	}
	for _, crs := range []CRS{GCJ02, BD09} {
		if planar.MultiPolygonContains(county, ToWGS84(p, crs)) {
			return crs, true
		}
	}
	return "", false
}
