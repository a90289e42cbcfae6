package deadline

import (
	"testing"
	"time"

	"lianqi/server/db/dbtest"
)

// When each rung is climbed, by hand, for dates beside nights, weekends, holidays and 补班.
func TestLadder(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	ladder, err := LoadLadder(t.Context(), dbtest.New(t))
	if err != nil || len(ladder) != 5 {
		t.Fatalf("%v %v", ladder, err)
	}
	for _, c := range []struct {
		warn, due string
		want      [5]string // REMIND, URGE, SUPERVISE, ESCALATED, LISTED
	}{
		// Tuesday, when the office closes: the next mornings.
		{"2026-11-16 18:00", "2026-11-17 18:00", [5]string{"2026-11-17 09:00", "2026-11-18 09:00", "2026-11-19 09:00", "2026-11-23 09:00", "2026-11-25 09:00"}},
		// In office hours, at once; the later rungs when the working day has ended.
		{"2026-11-17 10:30", "2026-11-17 15:00", [5]string{"2026-11-17 10:30", "2026-11-17 15:00", "2026-11-19 09:00", "2026-11-23 09:00", "2026-11-25 09:00"}},
		// 24:00 of a Friday is that Friday's: urged on Monday.
		{"2026-11-19 18:00", "2026-11-21 00:00", [5]string{"2026-11-20 09:00", "2026-11-23 09:00", "2026-11-24 09:00", "2026-11-26 09:00", "2026-11-30 09:00"}},
		// A yellow lamp on a Sunday.
		{"2026-11-29 12:48", "2026-12-01 18:00", [5]string{"2026-11-30 09:00", "2026-12-02 09:00", "2026-12-03 09:00", "2026-12-07 09:00", "2026-12-09 09:00"}},
		// 国庆节, and 10月10日 worked.
		{"2026-09-29 18:00", "2026-09-30 18:00", [5]string{"2026-09-30 09:00", "2026-10-08 09:00", "2026-10-09 09:00", "2026-10-12 09:00", "2026-10-14 09:00"}},
		// At night, before the office opens.
		{"2026-11-17 03:00", "2026-11-18 07:30", [5]string{"2026-11-17 09:00", "2026-11-18 09:00", "2026-11-20 09:00", "2026-11-24 09:00", "2026-11-26 09:00"}},
	} {
		due := Due{At: clock(t, c.due), WarnAt: clock(t, c.warn)}
		last := time.Time{}
		for i, r := range ladder {
			at := quanzhou.Climb(r, due, cal)
			if got := at.In(Zone).Format("2006-01-02 15:04"); got != c.want[i] {
				t.Errorf("due %s: %s at %s, want %s", c.due, r.Kind, got, c.want[i])
			}
			if !at.Equal(quanzhou.Opening(at, cal)) || at.Before(last) {
				t.Errorf("due %s: %s at %s is outside working time, or before the rung below", c.due, r.Kind, at)
			}
			last = at
		}
	}
}
