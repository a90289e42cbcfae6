// Package deadline counts the time that offices have: working days, due dates and the words for them (6.3).
//
// Everything here is a pure function of its arguments: the calendar and the policies are data, the moment is passed in.
// Days are days in Asia/Shanghai.
package deadline

import (
	"time"

	"lianqi/server/moment"
)

// Zone is where all days are counted.
var Zone = moment.Zone

// Calendar holds the days that differ from "Monday to Friday is worked" (2.10), by day as 2006-01-02.
type Calendar map[string]Exception

// Exception is a legal day off, or a weekend day that is worked to make up for one (补班).
type Exception struct {
	Off  bool
	Name string // of the festival it belongs to
}

// Works reports whether the day of t is a working day.
func (c Calendar) Works(t time.Time) bool {
	if e, ok := c.on(t); ok {
		return !e.Off
	}
	return !weekend(t.In(Zone))
}

// on returns the exception of the day of t; false when it is a day like others.
func (c Calendar) on(t time.Time) (Exception, bool) {
	e, ok := c[t.In(Zone).Format(time.DateOnly)]
	return e, ok
}

// WorkingDays counts the working days from the day of from to the day of to, both included.
func (c Calendar) WorkingDays(from, to time.Time) (n int) {
	for day := midnight(from); !day.After(to); day = day.AddDate(0, 0, 1) {
		if c.Works(day) {
			n++
		}
	}
	return n
}

// ReceptionDay returns the midnight at which the entrepreneurs' reception day of a month begins: its first Monday, or the next
// working day when that one is off (C2).
func (c Calendar) ReceptionDay(year int, month time.Month) time.Time {
	day := time.Date(year, month, 1, 0, 0, 0, 0, Zone)
	for day.Weekday() != time.Monday {
		day = day.AddDate(0, 0, 1)
	}
	for !c.Works(day) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }

func midnight(t time.Time) time.Time {
	y, m, d := t.In(Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, Zone)
}
