package notice_test

import (
	"context"
	"testing"
	"time"

	"lianqi/server/db/dbtest"
	"lianqi/server/deadline"
)

// Quiet hours go over midnight and over days off, but not over weekend days that are worked; the digest comes when they end.
func TestQuietHours(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	at := func(s string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", s, deadline.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, c := range []struct {
		at, from, to string
		daysOff      bool
		quiet        bool
		digest       string
	}{
		{"2026-11-18 10:00", "20:00", "08:00", true, false, "2026-11-19 08:00"}, // Wednesday
		{"2026-11-18 19:59", "20:00", "08:00", true, false, "2026-11-19 08:00"},
		{"2026-11-18 20:00", "20:00", "08:00", true, true, "2026-11-19 08:00"},
		{"2026-11-19 07:59", "20:00", "08:00", true, true, "2026-11-19 08:00"},
		{"2026-11-19 08:00", "20:00", "08:00", true, false, "2026-11-20 08:00"},
		{"2026-11-20 21:00", "20:00", "08:00", true, true, "2026-11-23 08:00"}, // Friday night
		{"2026-11-21 10:00", "20:00", "08:00", true, true, "2026-11-23 08:00"}, // Saturday
		{"2026-11-21 10:00", "20:00", "08:00", false, false, "2026-11-22 08:00"},
		{"2026-09-30 21:00", "20:00", "08:00", true, true, "2026-10-08 08:00"},  // before National Day
		{"2026-10-05 12:00", "20:00", "08:00", true, true, "2026-10-08 08:00"},  // a Monday off
		{"2026-10-09 21:00", "20:00", "08:00", true, true, "2026-10-10 08:00"},  // Saturday the 10th is worked
		{"2026-10-10 12:00", "20:00", "08:00", true, false, "2026-10-12 08:00"}, // so it is not quiet
		{"2026-02-14 21:00", "20:00", "08:00", true, true, "2026-02-24 08:00"},  // Spring Festival, nine days
		{"2026-11-18 13:00", "12:00", "14:00", true, true, "2026-11-18 14:00"},  // a nap
		{"2026-11-18 12:00", "00:00", "00:00", false, false, "2026-11-19 00:00"},
		{"2026-11-21 12:00", "08:00", "08:00", true, true, "2026-11-23 08:00"},
	} {
		var quiet bool
		var digest time.Time
		err := pool.QueryRow(context.Background(), "select quiet_at($1, $2::text::time, $3::text::time, $4), digest_after($1, $3::text::time, $4)",
			at(c.at), c.from, c.to, c.daysOff).Scan(&quiet, &digest)
		if err != nil {
			t.Fatal(err)
		}
		if quiet != c.quiet || !digest.Equal(at(c.digest)) {
			t.Errorf("%s, %s to %s, days off %v: quiet %v, digest %s", c.at, c.from, c.to, c.daysOff, quiet, digest.In(deadline.Zone))
		}
	}
}
