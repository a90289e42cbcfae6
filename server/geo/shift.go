package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// The ellipsoid of Krasovsky, by which GCJ-02 scales its shift.
const (
	semiMajor    = 6378245.0 // metres
	eccentricity = 0.00669342162296594323
)

// China is the rectangle in which GCJ-02 shifts; it holds foreign land too.
var China = orb.Bound{Min: orb.Point{72.004, 0.8293}, Max: orb.Point{137.8347, 55.8271}}

// shift is WGS-84 to GCJ-02.
func shift(p orb.Point) orb.Point {
	if !China.Contains(p) {
		return p
	}
	east, north := displacement(p[0]-105, p[1]-35)
	sin, cos := math.Sincos(radians(p[1]))
	flat := 1 - eccentricity*sin*sin
	meridian := semiMajor * (1 - eccentricity) / (flat * math.Sqrt(flat)) // radius of curvature northwards, metres
	parallel := semiMajor / math.Sqrt(flat) * cos                         // radius of the circle of latitude, metres
	return orb.Point{p[0] + degrees(east/parallel), p[1] + degrees(north/meridian)}
}

// displacement is how far GCJ-02 moves a place, in metres, given degrees east and north of 105 E 35 N.
func displacement(x, y float64) (east, north float64) {
	sin := func(halfTurns float64) float64 { return math.Sin(halfTurns * math.Pi) }
	ripple := 20*sin(6*x) + 20*sin(2*x)
	root := math.Sqrt(math.Abs(x))
	east = 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*root +
		2./3*(ripple+20*sin(x)+40*sin(x/3)+150*sin(x/12)+300*sin(x/30))
	north = -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*root +
		2./3*(ripple+20*sin(y)+40*sin(y/3)+160*sin(y/12)+320*sin(y/30))
	return east, north
}

// unshift is GCJ-02 to WGS-84: the point that shift takes to p. The shift changes by less than a hundredth over its own length, so
// each round of correction leaves less than a hundredth of the error of the one before.
func unshift(p orb.Point) orb.Point {
	guess := p
	for range 10 {
		there := shift(guess)
		guess[0] += p[0] - there[0]
		guess[1] += p[1] - there[1]
	}
	return guess
}

// Baidu's own turn on top of GCJ-02.
const baidu = math.Pi * 3000 / 180

func toBD09(p orb.Point) orb.Point {
	r := math.Hypot(p[0], p[1]) + 0.00002*math.Sin(p[1]*baidu)
	sin, cos := math.Sincos(math.Atan2(p[1], p[0]) + 0.000003*math.Cos(p[0]*baidu))
	return orb.Point{r*cos + 0.0065, r*sin + 0.006}
}

// fromBD09 is the point that toBD09 takes to p, by the same correction.
func fromBD09(p orb.Point) orb.Point {
	guess := orb.Point{p[0] - 0.0065, p[1] - 0.006}
	for range 10 {
		there := toBD09(guess)
		guess[0] += p[0] - there[0]
		guess[1] += p[1] - there[1]
	}
	return guess
}

func radians(deg float64) float64 { return deg * math.Pi / 180 }
func degrees(rad float64) float64 { return rad * 180 / math.Pi }
