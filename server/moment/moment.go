// Package moment is the one place of "now": what people do, and what falls due, is dated by it.
//
// It is the computer's clock, and in a demonstration runs ahead of it by a lead that the database keeps (table clock), so that a week's
// consequences can be shown in a minute. Sessions, tokens and uploads run out by the computer's clock itself.
package moment

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// SQL is now in a statement, and Today the day that it is in Zone. A plan puts in their place when its reader asked.
const (
	SQL   = "(select moment())"
	Today = "(select today())"
)

// Zone is where all days are counted: Asia/Shanghai, which keeps no summer time.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// pause is how long Follow waits before it tries a database again that it lost.
const pause = time.Second

// Clock is the program's copy of the database's clock; the zero Clock is the computer's.
type Clock struct{ lead atomic.Int64 }

// Now is the present of the work.
func (c *Clock) Now() time.Time { return time.Now().Add(time.Duration(c.lead.Load())) }

// Follow reads the lead and then keeps to it, in the background and until ctx is done, however often it is changed; trouble hears of a
// lost database.
func (c *Clock) Follow(ctx context.Context, pool *pgxpool.Pool, trouble func(error)) error {
	lead, err := Lead(ctx, pool)
	if err != nil {
		return err
	}
	c.lead.Store(int64(lead))
	go func() {
		for ctx.Err() == nil {
			if err := c.listen(ctx, pool.Config().ConnConfig); err != nil && ctx.Err() == nil {
				trouble(err)
				select {
				case <-ctx.Done():
				case <-time.After(pause):
				}
			}
		}
	}()
	return nil
}

// listen keeps to the lead on a connection of its own until that is lost.
func (c *Clock) listen(ctx context.Context, config *pgx.ConnConfig) error {
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("follow the clock: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "listen clock"); err != nil {
		return fmt.Errorf("follow the clock: %w", err)
	}
	for {
		lead, err := Lead(ctx, conn)
		if err != nil {
			return err
		}
		c.lead.Store(int64(lead))
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return fmt.Errorf("follow the clock: %w", err)
		}
	}
}

// Querier is a pool, a connection or a transaction.
type Querier interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Lead is how far the clock of a database runs ahead of the computer's; never negative.
func Lead(ctx context.Context, q Querier) (time.Duration, error) {
	return scan(q.QueryRow(ctx, "-- name: ClockLead\nselect extract(epoch from lead)::float8 from clock"))
}

// Advance lets it run further ahead by that much, and returns the new lead; reset lets it keep the computer's time before.
func Advance(ctx context.Context, q Querier, by time.Duration, reset bool) (time.Duration, error) {
	return scan(q.QueryRow(ctx, `
		-- name: AdvanceClock
		update clock set lead = case when $2 then '0' else lead end + make_interval(secs => $1)
		returning extract(epoch from lead)::float8`, by.Seconds(), reset))
}

func scan(row pgx.Row) (time.Duration, error) {
	var seconds float64
	if err := row.Scan(&seconds); err != nil {
		return 0, fmt.Errorf("read the clock's lead: %w", err)
	}
	return time.Duration(seconds * float64(time.Second)), nil
}
