package demo

import (
	"context"
	"strconv"
	"time"

	"lianqi/server/batch"
	"lianqi/server/deadline"
	"lianqi/server/problem"
)

// batches tells of 双清's third and fourth batch (D4), one mostly settled, one under way: size problems each, of firms that take turns.
func (s *script) batches(z *zone, size int) {
	for _, old := range []struct {
		number string
		ago    int
		settle int // how many of its problems are struck off
	}{{"第3批", 15, size - 2}, {"第4批", 4, 0}} {
		var stories []*story
		for range size {
			stories = append(stories, s.begin(z.turn(), old.ago))
		}
		s.handOut(old.number, stories)
		for i, t := range stories {
			switch {
			case i < old.settle:
				t.handled().reviewed(5, problem.AcceptReply, "").praised()
			case i%2 == 0:
				t.bothSigned().progressed(6, problem.Lead, t.text.progress)
			}
		}
	}
}

// handOut lets the office of the first story hand all of them out together, some hours after the last was reported.
func (s *script) handOut(number string, stories []*story) {
	last := stories[0]
	for _, t := range stories {
		if t.at.After(last.at) {
			last = t
		}
	}
	last.then(3, "batch", func(ctx context.Context, st *stage) error {
		day := st.at.In(deadline.Zone)
		in := batch.Input{
			ID: idAt(st.at, "batch", number), Number: strconv.Itoa(day.Year()) + "年" + number, Level: "COUNTY",
			Date: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC),
		}
		for _, t := range stories {
			item := batch.Item{ProblemID: t.id, Complexity: string(deadline.Simple)}
			for _, u := range t.units() {
				item.Units = append(item.Units, batch.Unit{OrganizationID: u.OrganizationID, Line: u.Line, Role: string(u.Role)})
			}
			in.Items = append(in.Items, item)
		}
		_, err := st.Batch.Dispatch(ctx, st.actor(last.office), in)
		return err
	})
	for _, t := range stories {
		t.at = last.at
	}
}
