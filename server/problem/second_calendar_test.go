package problem

import "time"

// The working days of the second model, counted one by one.

const closes = 18 * time.Hour

func dayOf(t time.Time) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

var zone = time.FixedZone("", 8*3600)

func (m *model62) works(day time.Time) bool {
	if off, ok := m.off[day.Format(time.DateOnly)]; ok {
		return !off
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

// closing is when the nth working day after the day of t ends.
func (m *model62) closing(t time.Time, n int) time.Time {
	day := dayOf(t)
	for n > 0 {
		if day = day.AddDate(0, 0, 1); m.works(day) {
			n--
		}
	}
	return day.Add(closes)
}

// closings counts the ends of working days after from, up to and with to.
func (m *model62) closings(from, to time.Time) (n int) {
	for day := dayOf(from); !day.After(to); day = day.AddDate(0, 0, 1) {
		if end := day.Add(closes); m.works(day) && end.After(from) && !end.After(to) {
			n++
		}
	}
	return n
}
