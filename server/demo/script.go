package demo

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"lianqi/server/deadline"
	"lianqi/server/demo/table"
)

// script is what happens in the 60 days: who does what at which moment, to be played in the order of time.
type script struct {
	*world
	rand     *rand.Rand
	calendar deadline.Calendar
	policies map[string]deadline.Policy // by code
	ladder   []deadline.Rung
	phrases  [][]string
	moves    []move
	told     int // stories so far
}

// move is what somebody does at a moment.
type move struct {
	at   time.Time
	what string
	do   func(context.Context, *stage) error
}

// write returns the whole script, in the order of time.
func write(w *world, calendar deadline.Calendar, policies map[string]deadline.Policy, ladder []deadline.Rung) *script {
	s := &script{
		world: w, rand: rand.New(rand.NewPCG(2026, 11)), calendar: calendar, policies: policies, ladder: ladder, phrases: table.Rows("phrase"),
	}
	s.plot()
	s.tellCases()
	s.goRound()
	s.meetings()
	s.oversee()
	s.lookBack()
	s.receive()
	s.headChains()
	s.support()
	s.reside()
	s.fillBook()
	s.goAstray()
	slices.SortStableFunc(s.moves, func(a, b move) int { return a.at.Compare(b.at) })
	return s
}

func (s *script) add(at time.Time, what string, do func(context.Context, *stage) error) {
	s.moves = append(s.moves, move{at, what, do})
}

const (
	opens  = 9 * time.Hour
	closes = 17*time.Hour + 30*time.Minute
)

// later is a moment some hours of work after t: on working days from 9:00 to 17:30.
func (s *script) later(t time.Time, hours float64) time.Time {
	left := time.Duration(hours * float64(time.Hour))
	for {
		y, m, d := t.In(deadline.Zone).Date()
		day := time.Date(y, m, d, 0, 0, 0, 0, deadline.Zone)
		if t.Before(day.Add(opens)) {
			t = day.Add(opens)
		}
		rest := day.Add(closes).Sub(t)
		switch {
		case s.calendar.Works(t) && left <= rest:
			return t.Add(left)
		case s.calendar.Works(t):
			left -= max(rest, 0)
		}
		t = day.AddDate(0, 0, 1)
	}
}

// ago is some moment of work on the nth working day before today, n at least 1: before 15:00, so that more can follow on the same day.
func (s *script) ago(n int) time.Time {
	day := s.start.AddDate(0, 0, history)
	for n > 0 {
		day = day.AddDate(0, 0, -1)
		if s.calendar.Works(day) {
			n--
		}
	}
	return day.Add(opens + time.Duration(s.rand.IntN(6*3600))*time.Second)
}

// dueSoon is a moment of work before now from which a policy's time to solve is nearly over, but not quite.
func (s *script) dueSoon(policy string) time.Time {
	for n := 1; ; n++ {
		at := s.ago(n)
		due, _ := s.policies[policy].Due(deadline.Resolve, deadline.Simple, at, s.calendar)
		switch {
		case due.WarnAt.Before(s.now) && due.At.After(s.now):
			return at
		case due.At.Before(s.now): // a long holiday lies between
			return at
		}
	}
}

// onRung is a moment of work before now from which a policy's ladder stands now at its nth rung, from 0, or, where holidays leave no such moment, above it.
func (s *script) onRung(policy string, n int) time.Time {
	p := s.policies[policy]
	for days := 1; ; days++ {
		at := s.ago(days)
		due, _ := p.Due(deadline.Resolve, deadline.Simple, at, s.calendar)
		climbed := 0
		for _, r := range s.ladder {
			if !p.Climb(r, due, s.calendar).After(s.now) {
				climbed++
			}
		}
		if climbed > n {
			return at
		}
	}
}

// phrase is one problem in words.
type phrase struct {
	category, title, description, demand, progress, reply string
}

// say picks a phrase that a firm may bring up, with its number.
func (s *script) say(e *enterprise) phrase {
	var fits [][]string
	for _, row := range s.phrases {
		trades := strings.Fields(row[1])
		if len(trades) == 0 || slices.ContainsFunc(trades, func(begins string) bool { return strings.HasPrefix(e.code, begins) }) {
			fits = append(fits, row)
		}
	}
	row := pick(s.rand, fits...)
	n := strconv.Itoa(12 + s.rand.IntN(85))
	fill := func(text string) string { return strings.ReplaceAll(text, "{n}", n) }
	return phrase{row[0], fill(row[2]), fill(row[3]), fill(row[4]), fill(row[5]), fill(row[6])}
}
