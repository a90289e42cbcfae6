// Package meeting is about meetings (会议, D10, D17) and what they decide about problems (决定, D7, D14), followed to the end.
//
// A meeting is planned with an agenda of open problems (plan.go), or recorded at once; decide.go records what it decided, completes
// decisions; read.go says who sees what.
package meeting

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/plan"
)

// Neighbours are what the verbs need of problems.
type Neighbours struct {
	Problem plan.Rule // who may see a problem p
	Overdue string    // the predicate of a problem p past its date
	// Decide does within tx what was decided about problems and returns their ids in that order; a fault's field begins with
	// decisions.<index>.
	Decide func(ctx context.Context, tx pgx.Tx, actor access.Actor, all []Item) ([]string, error)
}

// Store changes meetings. Every verb is one transaction and takes the actor first, an office or a leader; its errors are faults:
// NOT_FOUND for what the actor may not see, FORBIDDEN for whom it is not, CONFLICT for what has been done, INVALID for an input. On any
// error nothing is changed.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
	Neighbours
}

// New returns the store; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time, n Neighbours) *Store {
	return &Store{pool: pool, now: now, Neighbours: n}
}

// most is how many problems one meeting takes up.
const most = 50

// Head is what a meeting is called and where it stands in the calendar.
type Head struct {
	Kind    string // of MeetingKind
	Title   string // 2 to 100 characters
	HeldAt  time.Time
	Host    string // in words, at most 100 characters; "" when it is not said
	Minutes string // at most 4000 characters; "" when there are none
}

func (h *Head) clean() (err error) {
	h.HeldAt = h.HeldAt.UTC()
	if h.Title, err = fault.Said("title", h.Title, 2, 100); err != nil {
		return err
	}
	if h.Host, err = fault.Said("host", h.Host, 0, 100); err != nil {
		return err
	}
	h.Minutes, err = fault.Said("minutes", h.Minutes, 0, 4000)
	return err
}

// may is nil for those who hold meetings (6.5).
func may(actor access.Actor) error {
	if !actor.Is(access.Office, access.Leader) {
		return fault.New(fault.Forbidden, "会议由联企办或领导召开和记录。")
	}
	return nil
}

// see is a rule as SQL for the actor; it appends what it needs to args.
func see(rule plan.Rule, actor access.Actor, args *[]any) string {
	return plan.See(rule, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, args)
}
