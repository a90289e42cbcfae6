package reception

import (
	"slices"
	"testing"
	"time"

	"lianqi/server/deadline"
)

// The days of 2.10: moved by the holidays that the database tells, and gone when they have passed.
func TestProposedDays(t *testing.T) {
	t.Parallel()
	const spring = `{"2026-04-04": true, "2026-04-05": true, "2026-04-06": true, "2026-05-01": true, "2026-05-04": true, "2026-05-05": true, "2026-05-09": false}`
	for _, one := range []struct {
		today, exceptions string
		want              []string
	}{
		{"2026-03-01", spring, []string{"2026-03-02", "2026-04-07", "2026-05-06"}},
		{"2026-03-02", spring, []string{"2026-03-02", "2026-04-07", "2026-05-06"}},
		{"2026-03-03", spring, []string{"2026-04-07", "2026-05-06"}},
		{"2026-11-22", "", []string{"2026-12-07", "2027-01-04"}},
	} {
		today, err := time.ParseInLocation(time.DateOnly, one.today, deadline.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := proposed(today, one.exceptions); !slices.Equal(got, one.want) {
			t.Errorf("on %s: %v, want %v", one.today, got, one.want)
		}
	}
}
