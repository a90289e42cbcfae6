package deadline

import (
	"fmt"
	"time"
)

// Due is a date by which something must be done, when its lamp turns yellow, and why that date, in Chinese.
type Due struct {
	At     time.Time
	WarnAt time.Time // never before the start, never after At
	Reason string
}

// Equal reports whether both are the same date, with the same lamp, for the same reason.
func (d Due) Equal(other Due) bool {
	return d.At.Equal(other.At) && d.WarnAt.Equal(other.WarnAt) && d.Reason == other.Reason
}

// Due returns the date of a timer that starts now for a problem of that complexity; false when the policy has no such timer.
//
// The lamp turns yellow when less than one working day or less than a fifth of the time is left, whichever comes first (6.3).
func (p Policy) Due(timer Timer, complexity Complexity, start time.Time, cal Calendar) (Due, bool) {
	step, ok := p.Step(timer, complexity)
	if !ok {
		return Due{}, false
	}
	at := p.Add(start, step.N, step.Unit, cal)
	reason := fmt.Sprintf("%s 交办，%s %s（%s）", Clock(start), what(timer, complexity), step, p.Name)
	if step.Unit == WorkingDay {
		reason += skipped(start, at, cal)
	}
	return Due{At: at, WarnAt: p.warn(start, at, cal), Reason: reason + "，到 " + ClockSeen(at, start)}, true
}

// Resume moves a due date, counted in unit, by the time that an approved 挂账 stood. The longer the stand, the later the date; two stands
// move it as far as one of both lengths.
func (p Policy) Resume(due Due, unit Unit, paused, resumed time.Time, cal Calendar) Due {
	n, at, moved := 0, due.At, unitText[unit]
	switch unit {
	case Hour:
		n, at = int(resumed.Sub(paused).Hours()), due.At.Add(resumed.Sub(paused))
	case WorkingDay:
		n = p.closings(paused, resumed, cal)
		at = p.Add(due.At, n, WorkingDay, cal)
	default:
		n, moved = int(midnight(resumed).Sub(midnight(paused)).Hours())/24, unitText[Day]
		at = due.At.AddDate(0, 0, n)
	}
	return Due{
		At:     at,
		WarnAt: p.warn(resumed, at, cal),
		Reason: fmt.Sprintf("%s；%s 至 %s 挂账不计时，顺延 %d %s，到 %s", due.Reason, Clock(paused), Clock(resumed), n, moved, ClockSeen(at, paused)),
	}
}

// Remaining says how far off a due date is: 还有 2 个工作日, 还有 3 小时, 已超期 1 个工作日. workingDays are the whole ones between now and
// then, not counting the day of the earlier; nil where the policy counts other days: 还有 2 天.
func Remaining(now, due time.Time, workingDays *int) string {
	if now.After(due) {
		return "已超期" + span(now.Sub(due), workingDays)
	}
	return "还有" + span(due.Sub(now), workingDays)
}

// warn is the earlier of the closing one working day before the last one in time, and four fifths of the way.
func (p Policy) warn(start, at time.Time, cal Calendar) time.Time {
	fifth := at.Add(-at.Sub(start) / 5).Truncate(time.Microsecond) // as the database keeps it
	day := p.lastClose(p.lastClose(at, cal).Add(-time.Second), cal)
	if day.After(fifth) {
		day = fifth
	}
	if day.Before(start) {
		day = start
	}
	return day
}

// lastClose is the last end of a working day that is not after t.
func (p Policy) lastClose(t time.Time, cal Calendar) time.Time {
	day := midnight(t)
	for !cal.Works(day) || day.Add(p.OfficeClose).After(t) {
		day = day.AddDate(0, 0, -1)
	}
	return day.Add(p.OfficeClose)
}

// closings counts the ends of working days after from and not after to.
func (p Policy) closings(from, to time.Time, cal Calendar) (n int) {
	for day := midnight(from); !day.After(to); day = day.AddDate(0, 0, 1) {
		if end := day.Add(p.OfficeClose); cal.Works(day) && end.After(from) && !end.After(to) {
			n++
		}
	}
	return n
}
