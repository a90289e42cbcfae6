package demo

import (
	"github.com/paulmach/orb"

	"lianqi/server/geo"
	"lianqi/server/visit"
)

// misplace records the first two firms of 双清 that stand outside the parks and have two cadres at points of a shifted map taken for WGS-84, so that
// their check-ins say that they are elsewhere (H15).
func (w *world) misplace() {
	systems := []geo.CRS{geo.GCJ02, geo.BD09}
	for _, a := range w.assignments {
		e := a.enterprise
		if len(systems) == 0 || a.role != "MEMBER" || e.division != "430502" || !e.demo() || e.park(w) != nil {
			continue
		}
		e.recorded = geo.FromWGS84(*e.location, systems[0])
		e.members = append(e.members, e.cadre, a.person)
		systems = systems[1:]
	}
}

// goAstray lets both cadres of a misplaced firm check in where it is.
func (s *script) goAstray() {
	for _, e := range s.enterprises {
		for i := range 3 * len(e.members) {
			c := call{of: e, by: e.members[i%len(e.members)], at: s.ago(3 + 4*i), result: visit.InRange, note: notes[i%len(notes)]}
			c.id = idAt(c.at, "astray", e.id)
			s.checkIn(c)
		}
	}
}

// place is where the firm is recorded: where it is, but for a misplaced one.
func (e *enterprise) place() any {
	switch {
	case e.recorded != (orb.Point{}):
		return e.recorded
	case e.location != nil:
		return *e.location
	}
	return nil
}
