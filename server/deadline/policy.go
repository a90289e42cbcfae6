package deadline

import "time"

// Timer is one of the clocks that start when a problem is handed out (6.3).
type Timer string

const (
	Sign     Timer = "SIGN"     // until the unit signs
	Contact  Timer = "CONTACT"  // until it first speaks with the enterprise
	Progress Timer = "PROGRESS" // until it first says what was done
	CoReply  Timer = "CO_REPLY" // until a co-unit replies
	Resolve  Timer = "RESOLVE"  // until the lead replies
)

// Complexity is how hard triage finds a problem (Xuchang's C, B and A).
type Complexity string

const (
	Simple    Complexity = "SIMPLE"     // 一般事项
	CrossUnit Complexity = "CROSS_UNIT" // 跨部门事项
	Major     Complexity = "MAJOR"      // 重大复杂事项
)

// Unit is what a step counts.
type Unit string

const (
	Hour       Unit = "HOUR"        // 60 minutes each, day and night
	Day        Unit = "DAY"         // calendar days; ends with the day, at 24:00
	WorkingDay Unit = "WORKING_DAY" // ends when the office closes
	Month      Unit = "MONTH"       // ends with the same day of a later month, or with that month's last day, at 24:00
)

// Step is how long one timer runs.
type Step struct {
	N    int
	Unit Unit
}

// Policy is a set of deadlines (时限方案); which one holds is said by the campaign.
type Policy struct {
	Code        string
	Name        string        // Chinese, for people
	Source      string        // where the numbers are from, and what is ours; in Chinese
	OfficeOpen  time.Duration // after midnight; when a working day begins
	OfficeClose time.Duration // after midnight; when a working day ends
	AnswerDays  int           // working days that an enterprise has to score before it may be called back
	Steps       map[Timer]map[Complexity]Step
	RulingDays  int // working days in which the office rules on what a unit asks
	Furthest    int // days after the first date at which the last extension ends (R4)
}

// Step is how long a timer runs for a problem of that complexity; false when the policy has no such timer.
//
// A harder problem of which the policy says nothing has the time of an ordinary one, as in Quanzhou, where it asks for an extension (P35).
func (p Policy) Step(timer Timer, complexity Complexity) (Step, bool) {
	if step, ok := p.Steps[timer][complexity]; ok {
		return step, true
	}
	step, ok := p.Steps[timer][Simple]
	return step, ok
}

// ReplyTimer is what a unit's reply is measured by: a co-unit has a time of its own where the policy gives one, else the lead's.
func (p Policy) ReplyTimer(lead bool) Timer {
	if _, ok := p.Steps[CoReply]; ok && !lead {
		return CoReply
	}
	return Resolve
}

// Add returns when n units after start end. The day of start is not counted.
//
// 24:00 of a day is the midnight that begins the next one, and Clock writes it as 24:00.
func (p Policy) Add(start time.Time, n int, unit Unit, cal Calendar) time.Time {
	day := midnight(start)
	switch unit {
	case Hour:
		return start.Add(time.Duration(n) * time.Hour)
	case WorkingDay:
		for n > 0 {
			day = day.AddDate(0, 0, 1)
			if cal.Works(day) {
				n--
			}
		}
		return day.Add(p.OfficeClose)
	case Month:
		y, m, d := day.Date()
		last := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, Zone)
		return time.Date(last.Year(), last.Month(), min(d, last.Day())+1, 0, 0, 0, 0, Zone)
	default:
		return day.AddDate(0, 0, n+1)
	}
}
