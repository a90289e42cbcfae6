package problem

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	"lianqi/server/access"
)

// A second model of 6.2 that shares nothing with the program but the names: a text table, an interpreter of it, and the working days counted
// one by one. Random people do random things to many problems; after every step the model and the database must agree on where the problem
// and each unit stand, on every date, on round and version, and on what did not happen.

//go:embed testdata/rule-6.2.txt
var secondRule string

// rule62 is a row of the table.
type rule62 struct{ from, who, does, to, when []string }

func parseRule62(text string) (problems, units []rule62) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		unit := strings.HasPrefix(line, "dispatch ")
		cells := strings.Split(strings.TrimPrefix(line, "dispatch "), "|")
		r := rule62{strings.Fields(cells[0]), strings.Fields(cells[1]), strings.Fields(cells[2]), strings.Fields(cells[3]), strings.Fields(cells[4])}
		if unit {
			units = append(units, r)
		} else {
			problems = append(problems, r)
		}
	}
	return problems, units
}

// shadow is what the model knows of a problem.
type shadow struct {
	id, status string
	round      int
	version    int
	items      int       // open ones
	askedAt    time.Time // since when the firm is asked to score
	pausedAt   time.Time // since when the clock stands
	units      []*shadowUnit
	orders     map[string]int // how many wait for an organization's answer
	level      int            // 0 county, 1 city, 2 province
	forced     int            // the last round in which the rules raised it
	sampled    bool           // in a 回头看 that reached nobody yet
}

// shadowUnit is one dispatch.
type shadowUnit struct {
	id, organization, role, status string
	round                          int
	at, due                        time.Time
	signed, replied                bool
	denied, extended               bool      // of its requests
	asks                           string    // the kind of request that waits
	wants                          time.Time // the end that a pending extension asks for
}

func (u *shadowUnit) live() bool {
	return u.status != "RETURNED" && u.status != "CANCELLED" && u.status != "ACCEPTED"
}

// turn62 is one try: who does what to which problem, and how a judgement of theirs goes.
type turn62 struct {
	account             string
	actor               access.Actor
	does                string
	approves, satisfied bool
	now                 time.Time
}

// second is the model.
type model62 struct {
	problems, units []rule62
	off             map[string]bool // days that differ from Monday to Friday: whether they are off
}

// mine is the live unit of this round that the person handles for.
func (s *shadow) mine(a access.Actor) *shadowUnit {
	if a.Role != access.DepartmentHandler {
		return nil
	}
	return s.unit(func(u *shadowUnit) bool { return u.live() && u.organization == a.OrganizationID })
}

func (s *shadow) unit(is func(*shadowUnit) bool) *shadowUnit {
	if i := slices.IndexFunc(s.units, is); i >= 0 {
		return s.units[i]
	}
	return nil
}

// leading is the unit that leads now.
func (s *shadow) leading() *shadowUnit {
	return s.unit(func(u *shadowUnit) bool { return u.live() && u.role == "LEAD" })
}

func (s *shadow) led() bool {
	return s.unit(func(u *shadowUnit) bool { return u.round == s.round && u.role == "LEAD" && u.status != "RETURNED" }) != nil
}

// parties are what the person is to the problem.
func (s *shadow) parties(a access.Actor, account string, inside bool) (out []string) {
	firm, cadres := "contact-outside", []string{"cadre-outside"}
	if inside {
		firm, cadres = "contact", []string{"cadre", "resident"}
	}
	switch {
	case account == firm:
		out = append(out, "firm")
	case slices.Contains(cadres, account):
		out = append(out, "reporter")
	case account == "office" || account == "office-city":
		out = append(out, "office")
	case account == "supervisor", account == "leader":
		out = append(out, account)
	}
	if u := s.mine(a); u != nil {
		out = append(out, strings.ToLower(u.role))
	}
	return out
}

// asked is the unit that waits for the ruling; of two the first by id, which is how the test's people rule.
func (s *shadow) asked(does string) (first *shadowUnit) {
	for _, u := range s.units {
		if u.asks != "" && does == "RULE_ON_"+u.asks && (first == nil || u.id < first.id) {
			first = u
		}
	}
	return first
}

// grantable is the unit to which the test's office gives longer: of two the one of the later round, then the first by id.
func (s *shadow) grantable(now time.Time) (first *shadowUnit) {
	for _, u := range s.units {
		if !u.live() || u.replied || u.asks != "" || !u.due.After(now) {
			continue
		}
		if first == nil || u.round > first.round || u.round == first.round && u.id < first.id {
			first = u
		}
	}
	return first
}

func (m *model62) holds(when []string, s *shadow, t turn62) bool {
	u, asked := s.mine(t.actor), s.asked(t.does)
	for _, w := range when {
		ok := false
		switch w {
		case "other":
			ok = s.unit(func(u *shadowUnit) bool { return u.organization == t.actor.OrganizationID && u.status != "RETURNED" }) == nil
		case "objectable": // within a working day of the dispatch, and not denied before (R3)
			ok = u != nil && !u.denied && t.now.Before(m.closing(u.at, 1))
		case "idle": // asks for nothing else
			ok = u != nil && u.asks == ""
		case "extendable": // a working day before the date, once (R4)
			ok = u != nil && u.asks == "" && !u.extended && !u.due.Before(m.closing(t.now, 1))
		case "item": // the lead's to strike off
			ok = u != nil && u.role == "LEAD" && s.items > 0
		case "grantable": // not past its date, not replied, asks for nothing
			ok = s.grantable(t.now) != nil
		case "asked":
			ok = asked != nil
		case "lead-lets-off":
			ok = asked != nil && asked.role == "LEAD" && t.approves
		case "approves":
			ok = t.approves
		case "signed":
			ok = asked != nil && asked.signed
		case "satisfied":
			ok = t.satisfied
		case "unanswered": // for five working days
			ok = !t.now.Before(m.closing(s.askedAt, 5))
		case "leaderless":
			ok = s.leading() == nil
		case "led":
			ok = s.leading() != nil
		case "raisable":
			ok = s.level < 2
		case "lowerable": // by an office that is not under the level
			ok = s.level == 1 && t.account == "office-city" || s.level == 2 && t.account == "office-province"
		case "sampled":
			ok = s.sampled
		case "pressed": // an order waits for its answer
			ok = s.orders[t.actor.OrganizationID] > 0
		}
		if !ok {
			return false
		}
	}
	return true
}

func (m *model62) ruleOf(s *shadow, t turn62, parties []string) (rule62, bool) {
	for _, r := range m.problems {
		if !slices.Contains(r.from, s.status) || r.does[0] != t.does || !m.holds(r.when, s, t) {
			continue
		}
		for _, p := range parties {
			if slices.Contains(r.who, p) && (p != "lead" && p != "co" || m.unitRule(s.mine(t.actor), "own", s, t) != "") {
				return r, true
			}
		}
	}
	return rule62{}, false
}

// unitRule is where the turn takes a unit; "" where it does not touch it.
func (m *model62) unitRule(u *shadowUnit, whose string, s *shadow, t turn62) string {
	for _, r := range m.units {
		if r.does[0] == t.does && slices.Contains(r.from, u.status) && slices.Contains(r.who, whose) && m.holds(r.when, s, t) {
			return r.to[0]
		}
	}
	return ""
}

// take moves the shadow as the rule says; handed are the units that the office chose, as the database has them.
func (m *model62) take(s *shadow, r rule62, t turn62, handed []*shadowUnit) {
	s.version++
	own := s.mine(t.actor)
	if strings.HasPrefix(t.does, "RULE_ON_") {
		own = s.asked(t.does)
	}
	if t.does == "RESUME" || t.does == "REPLY" && s.status == "LONG_TERM" { // the clock stood, and goes on
		for _, u := range s.units {
			if u.live() && !u.replied && (u == own || own.role == "LEAD") {
				if n := m.closings(s.pausedAt, t.now); n > 0 {
					u.due = m.closing(u.due, n)
				}
			}
		}
	}
	switch t.does {
	case "GRANT_EXTENSION":
		own = s.grantable(t.now)
	case "SPLIT":
		s.items++
	case "FINISH_ITEM":
		s.items--
	}
	for _, u := range s.units {
		if !u.live() {
			continue
		}
		to := ""
		for _, whose := range []string{"own", strings.ToLower(u.role), "all"} {
			if (whose != "own" || u == own) && to == "" {
				to = m.unitRule(u, whose, s, t)
			}
		}
		if to != "" && to != "-" {
			u.status = to
		}
	}
	switch t.does {
	case "RECORD_CALLBACK":
		s.sampled = s.sampled && s.status != "CLOSED"
	case "SUPERVISE":
		s.orders[s.leading().organization]++
	case "REPLY_SUPERVISION":
		s.orders[own.organization]--
	case "ESCALATE":
		s.level++
	case "HAND_DOWN":
		s.level = 0
	case "ACCEPT", "DECIDE", "FORM_TASK_FORCE": // whichever accepts it
		if s.status == "SUBMITTED" && len(handed) > 0 {
			s.level = max(s.level, map[string]int{"PROVINCE": 2, "CITY": 1}[t.actor.Level])
		}
	}
	if own != nil {
		m.effect(own, t)
	}
	if t.does == "ACCEPT_REPLY" || t.does == "WITHDRAW" {
		s.askedAt = t.now
		for _, u := range s.units {
			u.asks = ""
		}
	}
	if t.does == "SEND_BACK" {
		s.unit(func(u *shadowUnit) bool { return u.live() && u.role == "LEAD" }).replied = false
	}
	switch to := r.to[0]; to {
	case "-":
	case "again":
		m.again(s, t)
	case "LONG_TERM":
		s.status, s.pausedAt = to, t.now
	default:
		s.status = to
	}
	for _, u := range handed { // a co-unit may have taken over the lead
		days := map[string]int{"LEAD": 7, "CO": 3}[u.role]
		u.at, u.due = t.now, m.closing(t.now, days)
	}
	s.units = append(handed, s.units...)
	m.force(s, t, r)
}

// force is R5 and the third return: the system raises the problem by a level and presses the lead, once in a round.
func (m *model62) force(s *shadow, t turn62, r rule62) {
	let := map[string]bool{}
	for _, u := range s.units {
		if u.round == s.round && u.status == "RETURNED" {
			let[u.organization] = true
		}
	}
	redone := r.to[0] == "again" && s.round >= 3 && slices.Contains([]string{"AWAITING_EVALUATION", "CLOSED"}, r.from[0])
	third := t.does == "RULE_ON_RETURN" && t.approves && len(let) == 3
	if s.forced == s.round || !redone && !third {
		return
	}
	s.forced = s.round
	s.version++
	s.level = min(s.level+1, 2)
	if u := s.leading(); u != nil {
		s.orders[u.organization]++
	}
}

// effect is what else a turn does to the unit that it is about.
func (m *model62) effect(u *shadowUnit, t turn62) {
	switch t.does {
	case "SIGN":
		u.signed = true
	case "REPLY":
		u.replied, u.asks = true, ""
	case "REQUEST_RETURN", "REQUEST_LONG_TERM", "REQUEST_EXTENSION":
		u.asks = strings.TrimPrefix(t.does, "REQUEST_")
	case "RESUME":
		u.asks = ""
	case "GRANT_EXTENSION":
		u.extended, u.due = true, u.wants
	case "RULE_ON_RETURN":
		u.asks, u.denied = "", !t.approves
	case "RULE_ON_LONG_TERM":
		u.asks = ""
	case "RULE_ON_EXTENSION":
		if u.asks = ""; t.approves {
			u.extended = true
			if u.wants.After(u.due) {
				u.due = u.wants
			}
		}
	}
}

// again starts the next round: a unit that led takes it up again with those beside it, else the office triages.
func (m *model62) again(s *shadow, t turn62) {
	led := s.led()
	old := s.units
	s.round++
	if !led || s.status != "CLOSED" && s.status != "AWAITING_EVALUATION" {
		s.status = "SUBMITTED"
		return
	}
	s.status = "IN_PROGRESS"
	for _, u := range old {
		if u.round == s.round-1 && u.status != "RETURNED" {
			days := map[string]int{"LEAD": 7, "CO": 3}[u.role]
			s.units = append(s.units, &shadowUnit{
				organization: u.organization, role: u.role, status: "HANDLING", round: s.round, at: t.now, due: m.closing(t.now, days),
			})
		}
	}
}
