package demo

import (
	"cmp"
	"context"
	"time"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/problem"
	"lianqi/server/visit"
)

// story is the life of one problem, told forwards: each verb adds a move some hours of work after the one before.
type story struct {
	*script
	id     string
	of     *enterprise
	office *person
	text   phrase
	at     time.Time // of the last move
	photos int       // of the report
	secret bool
}

// tell begins the story of a problem that comes up at a moment.
func (s *script) tell(e *enterprise, at time.Time, text phrase) *story {
	s.told++
	t := &story{script: s, id: idAt(at, "problem", s.told), of: e, text: text, at: at}
	unit := s.office(e.division)
	for _, p := range s.people {
		if p.organization == unit && p.account == officeAccount(unit.division) {
			t.office = p
		}
	}
	return t
}

// then adds a move some hours of work later; what would lie in the future is done in overtime, half-way to now.
func (t *story) then(hours float64, what string, do func(context.Context, *stage) error) *story {
	next := t.later(t.at, hours*(0.6+0.8*t.rand.Float64()))
	if !next.Before(t.now) {
		next = t.at.Add(t.now.Sub(t.at) / 2)
	}
	t.at = next.Truncate(time.Second)
	t.add(t.at, what, do)
	return t
}

// seen adds a move of somebody who has the problem on the screen, and sends its version back (R1).
func (t *story) seen(hours float64, what string, by *person, do func(ctx context.Context, st *stage, actor access.Actor, version int) error) *story {
	return t.then(hours, what, func(ctx context.Context, st *stage) error {
		var version int
		if err := st.pool.QueryRow(ctx, "select version from problem where id = $1", t.id).Scan(&version); err != nil {
			return err
		}
		return do(ctx, st, st.actor(by), version)
	})
}

// found lets the enterprise's cadre find it on a visit.
func (t *story) found() *story {
	c := call{
		id: idAt(t.at, "visit of", t.id), by: t.of.cadre, of: t.of, at: t.at, result: visit.InRange,
		note: "走访了解生产经营情况，企业反映：" + t.text.title + "。",
	}
	t.checkIn(c)
	return t.reportBy(c.by, c.id, 0.5)
}

// reported lets somebody report it without a visit.
func (t *story) reported(by *person) *story { return t.reportBy(by, "", 0) }

func (t *story) reportBy(by *person, visitID string, hours float64) *story {
	return t.report(hours, by, t.photos, problem.ReportInput{
		VisitID: visitID, Description: t.text.description, Demand: t.text.demand, Confidential: t.secret,
	})
}

func (t *story) report(hours float64, by *person, photos int, in problem.ReportInput) *story {
	in.ID, in.EnterpriseID, in.Title, in.Category = t.id, t.of.id, t.text.title, t.text.category
	return t.then(hours, "report", func(ctx context.Context, st *stage) error {
		pictures := st.pictures(in.ID, photos)
		in.CapturedAt = st.at
		for _, p := range pictures {
			in.Photos = append(in.Photos, problem.Photo{SHA256: p.sha256, Bytes: len(p.jpeg), TakenAt: &st.at})
		}
		if _, err := st.Problem.Report(ctx, st.actor(by), in); err != nil {
			return err
		}
		return st.send(ctx, by, pictures)
	})
}

// solvedOnSite lets the cadre report what was solved on the spot, with a photo (R8).
func (t *story) solvedOnSite() *story {
	return t.report(0, t.of.cadre, 1, problem.ReportInput{ResolvedOnSite: true, Description: t.text.description + "干部当场协调：" + t.text.reply})
}

// triaged lets the office decide.
func (t *story) triaged(hours float64, in problem.TriageInput) *story {
	in.ProblemID = t.id
	return t.seen(hours, "triage", t.office, func(ctx context.Context, st *stage, office access.Actor, version int) error {
		in.ExpectedVersion = version
		_, err := st.Problem.Triage(ctx, office, in)
		return err
	})
}

// accepted lets the office hand it out: by the dual-line default, or to the units of the place where there is no such default.
func (t *story) accepted(hours float64) *story {
	return t.triaged(hours, problem.TriageInput{
		Decision: problem.Accept, Complexity: deadline.Simple, Units: t.units(),
		Note: pick(t.rand, "", "请主办单位先联系企业，再提办理意见。", "属地牵头，行业专班协助，按期答复。", "同类诉求较多，请一并研究。"),
	})
}

// units are whom an office chooses where the dual-line default has no answer; none where it has one.
func (t *story) units() []problem.Unit {
	lead := problem.Unit{OrganizationID: t.government(t.of.division).id, Line: "TERRITORY", Role: problem.Lead}
	switch {
	case t.of.division == yanling:
		if p := t.of.park(t.world); p != nil {
			lead.OrganizationID = p.committee.id
		}
		return []problem.Unit{lead, {OrganizationID: t.unit("鄢陵县" + cmp.Or(groupFor[t.text.category], "产业发展专项工作小组")).id, Line: "FUNCTIONAL", Role: problem.Co}}
	case t.of.code == "" || t.of.division[:4] != shaoyang[:4]:
		return []problem.Unit{lead}
	}
	return nil
}

// groupFor is which of 鄢陵's four work groups takes a category; 产业发展 takes the others.
var groupFor = map[string]string{
	"FINANCE": "金融服务专项工作小组", "LEGAL": "涉法涉诉专项工作小组",
	"ENERGY": "要素保障专项工作小组", "LAND": "要素保障专项工作小组", "LABOUR": "要素保障专项工作小组",
	"TALENT": "要素保障专项工作小组", "LOGISTICS": "要素保障专项工作小组", "TRANSPORT": "要素保障专项工作小组",
}
