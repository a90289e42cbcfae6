// Package geo is the edge where coordinates come in: reference systems, their conversion, and the check of a point.
//
// Inside the product every coordinate is WGS-84, longitude first. Maps and apps of the country send shifted ones (section 4); reading
// them as WGS-84 puts a person half a kilometre off, twice the width of a fence.
package geo

import (
	"math"

	"github.com/paulmach/orb"

	"lianqi/server/fault"
)

// CRS is the reference system in which a point was given.
type CRS string

const (
	WGS84    CRS = "WGS84"    // GPS and browsers
	GCJ02    CRS = "GCJ02"    // 高德, 腾讯, 企业微信
	BD09     CRS = "BD09"     // 百度
	CGCS2000 CRS = "CGCS2000" // 天地图; equal to WGS-84 within what a phone can measure
)

// ToWGS84 reads a point given in crs. Outside the rectangle around China, where no shift is applied, it returns the point as it is.
//
// The inverse of GCJ-02 is exact to a micrometre. An unknown crs is taken for WGS-84; Point refuses it.
func ToWGS84(p orb.Point, crs CRS) orb.Point {
	switch crs {
	case GCJ02:
		return unshift(p)
	case BD09:
		if turned := fromBD09(p); China.Contains(turned) {
			return unshift(turned)
		}
	}
	return p
}

// FromWGS84 writes a point in crs; outside the rectangle as it is.
func FromWGS84(p orb.Point, crs CRS) orb.Point {
	switch {
	case !China.Contains(p):
		return p
	case crs == GCJ02:
		return shift(p)
	case crs == BD09:
		return toBD09(shift(p))
	default:
		return p
	}
}

// Point checks a point that somebody sent and returns it in WGS-84; field is its dotted path, such as "position". INVALID at
// field.lon, field.lat or field.crs when it is not a place on the globe.
func Point(field string, lon, lat float64, crs CRS) (orb.Point, error) {
	switch {
	case !(math.Abs(lon) <= 180):
		return orb.Point{}, fault.At(field+".lon", "经度应在 -180 到 180 之间。")
	case !(math.Abs(lat) <= 90):
		return orb.Point{}, fault.At(field+".lat", "纬度应在 -90 到 90 之间。")
	case crs != WGS84 && crs != GCJ02 && crs != BD09 && crs != CGCS2000:
		return orb.Point{}, fault.At(field+".crs", "坐标系只能是 WGS84、GCJ02、BD09 或 CGCS2000。")
	}
	return ToWGS84(orb.Point{lon, lat}, crs), nil
}

// Accuracy checks the radius in metres in which a fix lies. INVALID at field when it is not a positive number.
func Accuracy(field string, metres float64) error {
	if !(metres > 0) || math.IsInf(metres, 1) {
		return fault.At(field, "定位精度应是大于 0 的米数。")
	}
	return nil
}
