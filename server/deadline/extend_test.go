package deadline

import "testing"

func TestEndOf(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	for _, c := range []struct {
		day  string
		unit Unit
		end  string
		ok   bool
	}{
		{"2026-12-08 00:00", WorkingDay, "2026-12-08 18:00", true},
		{"2026-12-05 00:00", WorkingDay, "2026-12-05 18:00", false}, // a Saturday
		{"2026-10-10 00:00", WorkingDay, "2026-10-10 18:00", true},  // a Saturday of work
		{"2026-10-01 00:00", WorkingDay, "2026-10-01 18:00", false},
		{"2026-12-05 00:00", Day, "2026-12-06 00:00", true},
		{"2026-12-31 00:00", Month, "2027-01-01 00:00", true},
	} {
		end, ok := quanzhou.EndOf(clock(t, c.day), c.unit, cal)
		if !end.Equal(clock(t, c.end)) || ok != c.ok {
			t.Errorf("%s in %s: %s %v", c.day, c.unit, end, ok)
		}
	}
}

func TestExtend(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	for _, c := range []struct{ due, to, agreed, warn, reason string }{
		{"2026-12-01 18:00", "2026-12-08 18:00", "2026-11-27 10:00", "2026-12-06 11:36", "原因；延期至 12月8日 18:00，原为 12月1日 18:00，联企办同意"},
		{"2026-11-30 00:00", "2026-12-06 00:00", "2026-11-27 10:00", "2026-12-03 18:00", "原因；延期至 12月5日 24:00，原为 11月29日 24:00，联企办同意"},
		{"2026-12-01 18:00", "2026-12-08 18:00", "2026-12-20 10:00", "2026-12-08 18:00", "原因；延期至 12月8日 18:00，原为 12月1日 18:00，联企办同意"},
	} {
		got := quanzhou.Extend(Due{At: clock(t, c.due), Reason: "原因"}, clock(t, c.to), clock(t, c.agreed), cal)
		if !got.At.Equal(clock(t, c.to)) || !got.WarnAt.Equal(clock(t, c.warn)) || got.Reason != c.reason {
			t.Errorf("%s to %s, agreed %s: yellow at %s, %s", c.due, c.to, c.agreed, got.WarnAt, got.Reason)
		}
	}
}
