package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Feature is one thing with its shape in WGS-84.
type Feature struct {
	Number     int // its place in the file, from 1
	Properties map[string]any
	Shape      orb.Geometry // nil when it has none
}

// ReadFeatures reads a GeoJSON FeatureCollection. An error says in Chinese what is wrong with the file as a whole, such as another
// reference system than WGS-84 and CGCS2000.
func ReadFeatures(content []byte) ([]Feature, error) {
	var file struct {
		Type     string
		CRS      struct{ Properties struct{ Name string } }
		Features []json.RawMessage
	}
	if err := json.Unmarshal(bytes.TrimPrefix(content, []byte("\ufeff")), &file); err != nil {
		return nil, fmt.Errorf("文件不是 GeoJSON：%w", err)
	}
	if file.Type != "FeatureCollection" {
		return nil, errors.New("文件不是 GeoJSON 的 FeatureCollection")
	}
	if name := file.CRS.Properties.Name; name != "" && !strings.HasSuffix(name, "CRS84") && !strings.HasSuffix(name, ":4326") && !strings.HasSuffix(name, ":4490") {
		return nil, fmt.Errorf("文件的坐标系是 %s，请先转换为 WGS-84 或 CGCS2000 的经纬度", name)
	}
	features := make([]Feature, len(file.Features))
	for i, raw := range file.Features {
		f, err := geojson.UnmarshalFeature(raw)
		if err != nil {
			return nil, fmt.Errorf("第 %d 个要素无法读取：%w", i+1, err)
		}
		features[i] = Feature{i + 1, f.Properties, f.Geometry}
	}
	return features, nil
}

// Text returns the first of these properties that is a text, without blanks around it, or a whole number; empty when none is.
func (f Feature) Text(names ...string) string {
	for _, name := range names {
		switch value := f.Properties[name].(type) {
		case string:
			if said := strings.TrimSpace(value); said != "" {
				return said
			}
		case float64:
			if value == math.Trunc(value) {
				return strconv.FormatFloat(value, 'f', 0, 64)
			}
		}
	}
	return ""
}

// Point returns a property that is a pair of longitude and latitude; nil when it is not.
func (f Feature) Point(name string) *orb.Point {
	pair, ok := f.Properties[name].([]any)
	if !ok || len(pair) != 2 {
		return nil
	}
	lon, isLon := pair[0].(float64)
	lat, isLat := pair[1].(float64)
	if p := (orb.Point{lon, lat}); isLon && isLat && globe.Contains(p) {
		return &p
	}
	return nil
}

var globe = orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}

// Area returns a Polygon or MultiPolygon as the latter; an error says in Chinese why it is no area on the globe. Rings that cross
// themselves are left to ST_MakeValid.
func Area(shape orb.Geometry) (orb.MultiPolygon, error) {
	var area orb.MultiPolygon
	switch shape := shape.(type) {
	case orb.Polygon:
		area = orb.MultiPolygon{shape}
	case orb.MultiPolygon:
		area = shape
	case nil:
		return nil, errors.New("没有图形")
	default:
		return nil, fmt.Errorf("图形是 %s，应为 Polygon 或 MultiPolygon", shape.GeoJSONType())
	}
	for _, polygon := range area {
		for _, ring := range polygon {
			if len(ring) < 4 || !ring.Closed() {
				return nil, errors.New("边界线没有闭合，或不足四个点")
			}
		}
		if len(polygon) == 0 {
			return nil, errors.New("图形里有空的多边形")
		}
	}
	if len(area) == 0 {
		return nil, errors.New("图形是空的")
	}
	return area, OnGlobe(area)
}

// OnGlobe returns an error, in Chinese, when a coordinate is not a longitude and latitude in degrees.
func OnGlobe(shape orb.Geometry) error {
	if bound := shape.Bound(); !globe.Contains(bound.Min) || !globe.Contains(bound.Max) {
		return errors.New("坐标不是经纬度（度）")
	}
	return nil
}
