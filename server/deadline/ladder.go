package deadline

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Rung is a step of the ladder of supervision (6.3).
type Rung struct {
	Kind  string // of the order that it issues
	Start string // WARN counts from the yellow lamp, DUE from the date
	After int    // working days later
	Why   string // in Chinese, for the order
}

// LoadLadder reads the rungs, the first to be climbed first.
func LoadLadder(ctx context.Context, q Querier) ([]Rung, error) {
	rows, err := q.Query(ctx, "-- name: Ladder\nselect kind, start, after, why from ladder_rung order by start desc, after")
	if err != nil {
		return nil, fmt.Errorf("read the ladder: %w", err)
	}
	rungs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Rung])
	if err != nil {
		return nil, fmt.Errorf("read the ladder: %w", err)
	}
	return rungs, nil
}

// Climb is when a rung is climbed for a date: in working time, so one that falls due at night or on a day off waits for the office to open.
func (p Policy) Climb(rung Rung, due Due, cal Calendar) time.Time {
	at := due.At
	if rung.Start == "WARN" {
		at = due.WarnAt
	}
	if rung.After > 0 {
		at = p.Add(at.Add(-time.Nanosecond), rung.After, WorkingDay, cal) // 24:00 belongs to the day that it ends
	}
	return p.Opening(at, cal)
}

// Opening is t when the office is open then, else when it next opens.
func (p Policy) Opening(t time.Time, cal Calendar) time.Time {
	day := midnight(t)
	for !cal.Works(day) || !t.Before(day.Add(p.OfficeClose)) {
		day = day.AddDate(0, 0, 1)
	}
	if open := day.Add(p.OfficeOpen); t.Before(open) {
		return open
	}
	return t
}
