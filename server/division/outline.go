package division

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// Outline is the shape of a unit in WGS-84, within about a kilometre of the border; outer rings run counter-clockwise.
//
// Good to tell in which county a place lies and to draw it; it is not an approved map, which the operator loads by `lianqi import divisions`.
type Outline struct {
	Code       string // GB/T 2260
	Name       string
	Level      string // CITY or COUNTY
	ParentCode string
	Boundary   orb.MultiPolygon
}

// The sources and the way it was made stand in the file. Neighbours share their arcs, so their borders match exactly.
//
//go:embed data/outlines.topo.json
var outlines []byte

// Outlines returns Hunan's 14 prefectures and 122 counties, Xuchang and its county Yanling, prefectures first.
func Outlines() ([]Outline, error) {
	var t topology
	if err := json.Unmarshal(outlines, &t); err != nil {
		return nil, fmt.Errorf("read the outlines: %w", err)
	}
	lines := t.lines()
	var out []Outline
	for _, layer := range []struct{ object, level string }{{"cities", "CITY"}, {"counties", "COUNTY"}} {
		for _, g := range t.Objects[layer.object].Geometries {
			boundary, err := g.shape(lines)
			if err != nil {
				return nil, fmt.Errorf("read the outline of %s: %w", g.Properties.Name, err)
			}
			out = append(out, Outline{g.ID, g.Properties.Name, layer.level, g.Properties.Parent, boundary})
		}
	}
	return out, nil
}

// topology is as much of TopoJSON as the file uses.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Objects   map[string]struct{ Geometries []topoGeometry }
	Arcs      [][][2]int
}

type topoGeometry struct {
	Type       string
	ID         string
	Properties struct{ Name, Parent string }
	Arcs       json.RawMessage
}

// lines are the arcs as degrees; in the file each point is a step from the one before.
func (t topology) lines() []orb.LineString {
	lines := make([]orb.LineString, len(t.Arcs))
	for i, arc := range t.Arcs {
		x, y := 0, 0
		for _, step := range arc {
			x, y = x+step[0], y+step[1]
			lines[i] = append(lines[i], orb.Point{
				float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0],
				float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1],
			})
		}
	}
	return lines
}

// shape joins arcs to rings: ^i is arc i run backwards, and each arc begins where the one before ended.
func (g topoGeometry) shape(lines []orb.LineString) (orb.MultiPolygon, error) {
	var polygons [][][]int
	switch g.Type {
	case "Polygon":
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(g.Arcs, &polygons[0]); err != nil {
			return nil, err
		}
	case "MultiPolygon":
		if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("a %s is no area", g.Type)
	}
	var shape orb.MultiPolygon
	for _, rings := range polygons {
		var polygon orb.Polygon
		for _, arcs := range rings {
			ring := orb.Ring{}
			for _, i := range arcs {
				line := lines[max(i, ^i)]
				if i < 0 {
					line = slices.Clone(line)
					line.Reverse()
				}
				ring = append(ring[:max(len(ring)-1, 0)], line...)
			}
			if outer := len(polygon) == 0; outer != (ring.Orientation() == orb.CCW) {
				ring.Reverse()
			}
			polygon = append(polygon, ring)
		}
		shape = append(shape, polygon)
	}
	return shape, nil
}
