package demo

// zone is where stories happen: a list of firms that take turns.
type zone struct {
	firms []*enterprise
	next  int
}

func (z *zone) turn() *enterprise {
	e := z.firms[z.next%len(z.firms)]
	z.next++
	return e
}

// plot tells the problems of made-up firms: every kind of story so often in each zone.
func (s *script) plot() {
	park, county, city, yl := &zone{}, &zone{}, &zone{}, &zone{}
	for _, e := range s.enterprises {
		switch p := e.park(s.world); {
		case !e.demo() || e.cadre == nil:
		case e.division == yanling:
			yl.firms = append(yl.firms, e)
		case p != nil && p.name == "邵阳经济技术开发区" && e.code[0] == 'C':
			park.firms = append(park.firms, e)
		case e.division == "430502":
			county.firms = append(county.firms, e)
		case e.division[:4] == shaoyang[:4]:
			city.firms = append(city.firms, e)
		}
	}
	s.rand.Shuffle(len(city.firms), func(i, j int) { city.firms[i], city.firms[j] = city.firms[j], city.firms[i] })
	s.rand.Shuffle(len(yl.firms), func(i, j int) { yl.firms[i], yl.firms[j] = yl.firms[j], yl.firms[i] })
	for _, k := range kinds {
		for _, part := range []struct {
			zone   *zone
			policy string
			count  int
		}{{park, "QUANZHOU", k.park}, {county, "QUANZHOU", k.county}, {city, "QUANZHOU", k.city}, {yl, "HENAN_13710", k.yanling}} {
			for range part.count {
				k.tell(s, part.zone.turn(), part.policy)
			}
		}
	}
	s.batches(county, 5)
}

// kind is a kind of story, and how many are told: in 邵阳's national park, in 双清 outside it, in the rest of 邵阳, in 鄢陵.
type kind struct {
	park, county, city, yanling int
	tell                        func(s *script, e *enterprise, policy string)
}

// begin is a story that comes up on the nth working day before today, by any of the ways in which problems come up.
func (s *script) begin(e *enterprise, n int) *story {
	t := s.tell(e, s.ago(n), s.say(e))
	if s.rand.IntN(10) == 0 {
		t.photos = 1 + s.rand.IntN(2)
	}
	return t.comeUp()
}

func (t *story) comeUp() *story {
	switch n := t.rand.IntN(20); {
	case n < 3:
		return t.reported(t.of.contact)
	case n == 3:
		return t.reported(t.office)
	case n == 4 && t.of.division[:4] == shaoyang[:4]:
		return t.reported(t.who("supervisor01"))
	case n == 5 && t.of.division[:4] == shaoyang[:4]:
		return t.reported(t.who("leader01"))
	default:
		return t.found()
	}
}

// some is a number of working days from a to b.
func (s *script) some(a, b int) int { return a + s.rand.IntN(b-a+1) }

var kinds = []kind{
	// The first turns in the park are those of cadre01's firms: enterprise01 is asked for a score, enterprise02's problem is overdue …
	{1, 0, 0, 0, toScore},
	{1, 0, 0, 0, overdue},
	{1, 0, 0, 0, lacking},
	{1, 0, 0, 0, longTerm},
	{1, 0, 0, 0, dueSoon},
	{1, 0, 0, 0, displeased},

	{4, 5, 9, 3, toTriage},
	{3, 3, 8, 3, toSign},
	{3, 3, 9, 3, taken},
	{2, 2, 6, 2, begun},
	{1, 2, 5, 2, dueSoon},
	{2, 2, 6, 2, overdue},
	{0, 1, 0, 1, onRung(0)},
	{0, 1, 0, 1, onRung(1)},
	{0, 1, 0, 1, onRung(2)},
	{0, 1, 0, 1, onRung(3)},
	{0, 1, 0, 1, onRung(4)},
	{2, 1, 6, 2, toReview},
	{1, 2, 6, 2, toScore},
	{0, 1, 1, 0, unanswered},
	{5, 8, 34, 9, wellDone},
	{1, 1, 5, 1, late},
	{1, 1, 4, 1, overridden},
	{0, 1, 3, 0, silent},
	{0, 1, 3, 1, displeased},
	{1, 0, 3, 1, secondTry},
	{0, 1, 2, 0, sentBack},
	{0, 1, 3, 1, longTerm},
	{1, 0, 2, 0, askingForTime},
	{0, 0, 1, 1, refusedTime},
	{0, 0, 2, 0, resumedLater},
	{1, 1, 2, 0, notOurs},
	{0, 1, 2, 0, passedOn},
	{0, 0, 1, 0, returnDenied},
	{0, 1, 0, 0, helperReturned},
	{0, 1, 1, 0, withoutLead},
	{0, 1, 3, 1, lacking},
	{0, 1, 1, 0, completed},
	{0, 1, 3, 1, rejected},
	{0, 1, 2, 1, merged},
	{0, 1, 2, 1, withdrawn},
	{0, 1, 3, 1, solvedOnSite},
	{0, 1, 2, 0, toScoreOnSite},
	{0, 1, 1, 0, looseEnd},
	{1, 0, 1, 0, confidential},
	{0, 1, 1, 0, askingLonger},
	{0, 1, 1, 0, extended},
}
