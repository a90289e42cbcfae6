package deadline

import "time"

// Timer is one of the clocks that start when a problem is handed out (6.3).
type Timer string

const (
	Sign     Timer = "SIGN"     // until the unit signs
	Contact  Timer = "CONTACT"  // until it first speaks with the enterprise
	Progress Timer = "PROGRESS" // until it says what was done; for a co-unit, until it replies
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
	OfficeClose time.Duration // after midnight; when a working day ends
	AnswerDays  int           // working days that an enterprise has to score before it may be called back
	Steps       map[Timer]map[Complexity]Step
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
