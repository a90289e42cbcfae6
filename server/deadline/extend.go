package deadline

import (
	"fmt"
	"time"
)

// EndOf is when a date that is counted in unit ends on a day, of which only the date counts: when the office closes, or at 24:00; false
// when the unit is the working day and that day is none.
func (p Policy) EndOf(day time.Time, unit Unit, cal Calendar) (end time.Time, ok bool) {
	y, m, d := day.Date()
	day = time.Date(y, m, d, 0, 0, 0, 0, Zone)
	if unit == WorkingDay {
		return day.Add(p.OfficeClose), cal.Works(day)
	}
	return day.AddDate(0, 0, 1), true
}

// Extend moves a due date to a later one to which the office agreed (R4).
func (p Policy) Extend(due Due, to, agreed time.Time, cal Calendar) Due {
	if agreed.After(to) {
		agreed = to
	}
	return Due{
		At: to, WarnAt: p.warn(agreed, to, cal),
		Reason: fmt.Sprintf("%s；延期至 %s，原为 %s，联企办同意", due.Reason, ClockSeen(to, due.At), Clock(due.At)),
	}
}
