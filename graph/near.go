package graph

import (
	"lianqi/server/fault"
	"lianqi/server/geo"
)

// maxNear is the largest radius of NearInput in metres: as far as a province is wide from its middle.
const maxNear = 200_000

// near brings a NearInput to WGS-84; INVALID for a radius out of range.
func near(in map[string]any) (map[string]any, error) {
	if metres, _ := in["metres"].(int64); metres < 1 || metres > maxNear {
		return nil, fault.At("near.metres", "范围应为 1 到 %d 米。", maxNear)
	}
	lon, _ := in["lon"].(float64)
	lat, _ := in["lat"].(float64)
	crs, _ := in["crs"].(string)
	at, err := geo.Point("near", lon, lat, geo.CRS(crs))
	if err != nil {
		return nil, err
	}
	in["lon"], in["lat"] = at.Lon(), at.Lat()
	return in, nil
}
