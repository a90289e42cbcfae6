package demo

import (
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// metresPerDegree is the length of a degree of latitude, and of longitude at the equator.
const metresPerDegree = 111_320

// away is the point that lies metres from p in a direction, in radians from east; good enough for a few kilometres.
func away(p orb.Point, metres, direction float64) orb.Point {
	return orb.Point{
		p[0] + metres*math.Cos(direction)/metresPerDegree/math.Cos(p[1]*math.Pi/180),
		p[1] + metres*math.Sin(direction)/metresPerDegree,
	}
}

// near is a random point at most metres from p and inside the outline, on six decimals (0.1 m) as maps give them. It is p itself when
// the outline holds hardly anything of the circle.
func near(r *rand.Rand, p orb.Point, metres float64, inside orb.MultiPolygon) orb.Point {
	for range 200 {
		q := away(p, metres*math.Sqrt(r.Float64()), 2*math.Pi*r.Float64())
		q = orb.Point{math.Round(q[0]*1e6) / 1e6, math.Round(q[1]*1e6) / 1e6}
		if planar.MultiPolygonContains(inside, q) {
			return q
		}
	}
	return p
}

// rounded is an uneven circle of 36 corners around p.
func rounded(r *rand.Rand, p orb.Point, metres float64) orb.MultiPolygon {
	const corners = 36
	a, b, turn := 0.10+0.08*r.Float64(), 0.05+0.05*r.Float64(), 2*math.Pi*r.Float64()
	ring := make(orb.Ring, 0, corners+1)
	for i := range corners {
		angle := 2 * math.Pi * float64(i) / corners
		ring = append(ring, away(p, metres*(1+a*math.Cos(2*angle+turn)+b*math.Cos(3*angle)), angle))
	}
	return orb.MultiPolygon{{append(ring, ring[0])}}
}
