package demo

import (
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"lianqi/server/demo/table"
)

// park is a park with its outline where one is drawn.
type park struct {
	id, name, level, division string
	location                  orb.Point
	boundary                  orb.MultiPolygon // nil where only the county is known
	committee                 *organization    // nil when there is none
}

// layOutParks draws the parks of 邵阳 and 鄢陵 as rounded shapes and puts the others somewhere in the middle of their county.
func (w *world) layOutParks() {
	for _, row := range table.Rows("outline") {
		division, level, name := row[0], row[1], row[2]
		p := &park{id: id("park", name), name: name, level: level, division: division, location: orb.Point{number(row[3]), number(row[4])}}
		p.boundary = rounded(w.rand, p.location, number(row[5]))
		if row[6] != "" {
			p.committee = w.found(division, row[6], "PARK_COMMITTEE")
		}
		w.parks = append(w.parks, p)
	}
	for _, row := range table.Rows("park") {
		for name := range strings.SplitSeq(row[2], "、") {
			location := near(w.rand, w.middle(row[1]), 4000, w.outlines[row[1]].Boundary)
			w.parks = append(w.parks, &park{id: id("park", name), name: name, level: row[0], division: row[1], location: location})
		}
	}
}

// park is the one of that name; there must be one.
func (w *world) park(name string) *park {
	for _, p := range w.parks {
		if p.name == name {
			return p
		}
	}
	panic("no park " + name)
}

// parkAt is the smallest drawn park that holds the point; nil when there is none.
func (w *world) parkAt(at orb.Point) (found *park) {
	for _, p := range w.parks {
		if planar.MultiPolygonContains(p.boundary, at) && (found == nil || planar.Area(p.boundary) < planar.Area(found.boundary)) {
			found = p
		}
	}
	return found
}

func (w *world) parkRows() (rows [][]any) {
	for _, p := range w.parks {
		var committee any
		if p.committee != nil {
			committee = p.committee.id
		}
		rows = append(rows, []any{p.id, p.name, p.level, p.division, committee, p.location, p.boundary, w.start})
	}
	return rows
}
