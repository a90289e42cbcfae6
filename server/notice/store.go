package notice

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// Store changes notices.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// New returns the store; now is the clock by which reading is dated.
func New(pool *pgxpool.Pool, now func() time.Time) *Store { return &Store{pool: pool, now: now} }

// Read marks the actor's notices as read, up to and including the one named; NOT_FOUND when it is not the actor's.
func (s *Store) Read(ctx context.Context, actor access.Actor, upToID string) error {
	id, ok := once.Canonical(upToID)
	if !ok || actor.PersonID == "" {
		return fault.Missing("条消息")
	}
	var found bool
	err := s.pool.QueryRow(ctx, `
		-- name: ReadNotices
		with newest as (
		  select at, id from notice where id = $1 and person_id = $2
		), read as (
		  update notice i set read_at = $3 from newest where i.person_id = $2 and i.read_at is null and (i.at, i.id) <= (newest.at, newest.id)
		)
		select exists (select from newest)`, id, actor.PersonID, s.now()).Scan(&found)
	if err != nil {
		return fmt.Errorf("read the notices: %w", err)
	}
	if !found {
		return fault.Missing("条消息")
	}
	return nil
}
