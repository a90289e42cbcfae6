package problem

import (
	"slices"

	"lianqi/server/fault"
)

// Facts are what the rules ask about a problem and the person who looks at it: one row of SQL, read as JSON for allowedActions.
type Facts struct {
	Status     Status        `json:"status"`
	NoLead     bool          `json:"noLead"`     // no dispatch of this round leads: it was returned and not handed out again
	Pending    []RequestKind `json:"pending"`    // what units ask of the office and wait for
	Raisable   bool          `json:"raisable"`   // a level is above that which handles it
	Lowerable  bool          `json:"lowerable"`  // a level is below, and the person's office is not under the level that handles it
	Unanswered bool          `json:"unanswered"` // asked for a score and silent for the policy's days
	Grantable  bool          `json:"grantable"`  // a unit is not past its date, has not replied and waits for no ruling
	InSample   bool          `json:"inSample"`   // drawn in a 回头看 of the person's area, and nobody was reached since

	Reporter   bool           `json:"reporter"`   // the person reported it as staff, or is a link cadre of its enterprise today
	Enterprise bool           `json:"enterprise"` // is a contact of its enterprise
	Office     bool           `json:"office"`     // has an office role over its area
	Supervisor bool           `json:"supervisor"` // is of a supervision group over its area
	System     bool           `json:"system"`     // is nobody: the time has come
	Leader     bool           `json:"leader"`     // leads its area
	Handles    bool           `json:"handles"`    // belongs to a unit that it was ever handed to and that did not return it (R6)
	Dispatches []DispatchFact `json:"dispatches"` // of the units the person handles for, this round; a verb on one dispatch passes that one
}

// DispatchFact is a dispatch as far as the rules look at it.
type DispatchFact struct {
	ID         string         `json:"id"`
	Role       Role           `json:"role"`
	Status     DispatchStatus `json:"status"`
	Objectable bool           `json:"objectable"` // at most the policy's working days since it was handed out, and no return was denied (R3)
	Asking     bool           `json:"asking"`     // a request of its unit waits for the ruling
	Extendable bool           `json:"extendable"` // the policy's working days before its date, and not yet extended as often as it lets (R4)
	HasItem    bool           `json:"hasItem"`    // an open item is its unit's to strike off
	Ordered    bool           `json:"ordered"`    // an order to its unit waits for the reply
}

// Allowed lists what this person may do to this problem now, in the order of Actions; never nil.
func Allowed(f Facts) []Action {
	out := []Action{}
	for _, a := range Actions {
		if f.may(a) {
			out = append(out, a)
		}
	}
	return out
}

// Check returns nil when the person may do this now; CONFLICT when nobody may in this status, FORBIDDEN when others may.
func Check(f Facts, action Action) error {
	switch {
	case f.may(action):
		return nil
	case !f.Status.knows(action):
		return fault.New(fault.Conflict, "这件问题现在是“%s”，不能%s。请刷新后再看。", f.Status.Text(), action.Text())
	}
	for _, t := range f.rows(action) {
		if words, ok := needText[t.Need]; ok && f.party(t) {
			return fault.New(fault.Forbidden, "%s", words)
		}
	}
	return fault.New(fault.Forbidden, "这件问题现在不能由您%s。", action.Text())
}

// needText says what somebody lacks who has a part in an action, but not in time or not now.
var needText = map[Need]string{
	Unanswered: "企业还在评价期内；过了期限没有回音，再回访。",
	InSample:   "已销号的问题，抽入回头看后才回访，联系上一次为止。",
	Objectable: "退单须在交办后按规定的时间内申请（一般为 1 个工作日），裁定不同意的不再受理。",
	NotAsking:  "已有一项申请在等裁定，裁定后再申请。",
	Extendable: "延期须在时限前按规定提前申请（一般为 1 个工作日），每次交办只准延期一次；已有申请在等裁定的，裁定后再申请。确需再延的，请与联企办联系。",
	HasItem:    "没有等贵单位办结的子事项。",
	Ordered:    "这件问题没有等待贵单位回复的督办单。",
}

func (f Facts) may(action Action) bool {
	return slices.ContainsFunc(f.rows(action), f.fits)
}

// rows are those of the action from here that this person is not barred from by R6.
func (f Facts) rows(action Action) (out []Transition) {
	for _, t := range Transitions {
		if t.Action == action && slices.Contains(t.From, f.Status) && !(t.Judges && f.Handles) {
			out = append(out, t)
		}
	}
	return out
}

// Take returns where the action takes the problem and the kind of its event; the errors of Check, and CONFLICT when the action may be
// done but not with this outcome.
func (f Facts) Take(action Action, outcome Outcome) (Status, EventKind, error) {
	if err := Check(f, action); err != nil {
		return "", "", err
	}
	who := f.parties()
	for _, d := range f.Dispatches {
		who |= d.Role.Party()
	}
	to, event, ok := Next(f.Status, action, who, outcome)
	if !ok {
		return "", "", fault.New(fault.Conflict, "这件问题现在是“%s”，不能%s。请刷新后再看。", f.Status.Text(), action.Text())
	}
	return to, event, nil
}

// fits reports whether the row names a part that this person has, and its need is met.
func (f Facts) fits(t Transition) bool {
	if !f.meets(t.Need) {
		return false
	}
	return t.Who&f.parties() != 0 || slices.ContainsFunc(f.Dispatches, func(d DispatchFact) bool { return d.moves(t) && d.meets(t.Need) })
}

// party reports whether the row names a part that this person has, whatever it needs.
func (f Facts) party(t Transition) bool {
	return t.Who&f.parties() != 0 || slices.ContainsFunc(f.Dispatches, func(d DispatchFact) bool { return d.moves(t) })
}

// moves reports whether the row is for the dispatch's unit, and touches the dispatch where it stands.
func (d DispatchFact) moves(t Transition) bool {
	_, ok := NextDispatch(d.Status, t.Action, t.Outcome)
	return ok && t.Who&d.Role.Party() != 0
}

// parties are the person's parts beside those that come with a dispatch.
func (f Facts) parties() (who Who) {
	if f.Reporter {
		who |= ByReporter
	}
	if f.Enterprise {
		who |= ByEnterprise
	}
	if f.Office {
		who |= ByOffice
	}
	if f.Supervisor {
		who |= BySupervisor
	}
	if f.System {
		who |= BySystem
	}
	if f.Leader {
		who |= ByLeader
	}
	return who
}

// meets looks at the needs that belong to the whole problem.
func (f Facts) meets(n Need) bool {
	switch n {
	case ReturnPending:
		return slices.Contains(f.Pending, Return)
	case LongTermPending:
		return slices.Contains(f.Pending, LongTermPlan)
	case ExtensionPending:
		return slices.Contains(f.Pending, Extension)
	case Grantable:
		return f.Grantable
	case NoLead:
		return f.NoLead
	case Raisable:
		return f.Raisable
	case Lowerable:
		return f.Lowerable
	case HasLead:
		return !f.NoLead
	case Unanswered:
		return f.Unanswered
	case InSample:
		return f.InSample
	default:
		return true
	}
}

// meets looks at the needs that belong to one dispatch.
func (d DispatchFact) meets(n Need) bool {
	switch n {
	case Objectable:
		return d.Objectable
	case NotAsking:
		return !d.Asking
	case Extendable:
		return d.Extendable && !d.Asking
	case HasItem:
		return d.HasItem
	case Ordered:
		return d.Ordered
	default:
		return true
	}
}

// Party is the part of a handler whose unit has this role.
func (r Role) Party() Who {
	if r == Lead {
		return ByLead
	}
	return ByCo
}

// knows reports whether anybody may ever do this from here.
func (s Status) knows(action Action) bool {
	return slices.ContainsFunc(Transitions, func(t Transition) bool {
		return t.Action == action && slices.Contains(t.From, s)
	})
}
