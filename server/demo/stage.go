package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/photo"
	"lianqi/server/problem"
	"lianqi/server/verb"
)

// stage is where a script is played: the verbs of real use, by a clock that stands at the moment of the move.
type stage struct {
	*world
	verb.Verbs
	pool   *pgxpool.Pool
	at     time.Time
	photos *photo.Store // nil when pictures do not arrive
}

func newStage(w *world, pool *pgxpool.Pool, photos *photo.Store) *stage {
	s := &stage{world: w, pool: pool, photos: photos}
	s.Verbs = verb.New(pool, func() time.Time { return s.at })
	return s
}

// play makes the moves one after the other.
func (s *stage) play(ctx context.Context, moves []move, progress func(done int)) error {
	for i, m := range moves {
		if err := s.climb(ctx, m.at); err != nil {
			return err
		}
		s.at = m.at
		if err := m.do(ctx, s); err != nil {
			return fmt.Errorf("%s on %s: %w", m.what, m.at.Format(time.DateTime), err)
		}
		progress(i + 1)
	}
	if err := s.climb(ctx, s.now); err != nil {
		return err
	}
	s.at = s.now
	return s.readNotices(ctx)
}

// climb lets the ladder of supervision be climbed at its hours until then.
func (s *stage) climb(ctx context.Context, until time.Time) error {
	for {
		var next *time.Time
		if err := s.pool.QueryRow(ctx, "select min(climb_at) from problem where climb_at <= $1", until).Scan(&next); err != nil {
			return fmt.Errorf("see when the ladder is climbed: %w", err)
		}
		if next == nil {
			return nil
		}
		if next.After(s.at) {
			s.at = *next
		}
		if _, err := s.Problem.ClimbNext(ctx); err != nil {
			return err
		}
	}
}

// dispatch is the running one of the unit with that role, and the unit's handler; nil when no unit has the role.
func (s *stage) dispatch(ctx context.Context, problemID string, role problem.Role) (id string, handler *person, err error) {
	var organization string
	err = s.pool.QueryRow(ctx, `
		select id, organization_id from dispatch where problem_id = $1 and role = $2 and active order by round desc, id limit 1`,
		problemID, role).Scan(&id, &organization)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	for _, o := range s.organizations {
		if o.id == organization {
			return id, o.handler, nil
		}
	}
	return "", nil, fmt.Errorf("dispatch to an unknown organization %s", organization)
}

// readNotices lets everybody have read what is older than three days.
func (s *stage) readNotices(ctx context.Context) error {
	rows, err := s.pool.Query(ctx, `
		select distinct on (n.id) n.account, i.id::text
		  from notice i join person n on n.id = i.person_id
		 where i.at < $1 order by n.id, i.at desc, i.id desc`, s.now.AddDate(0, 0, -3))
	if err != nil {
		return fmt.Errorf("find the notices: %w", err)
	}
	newest := map[string]string{}
	var account, notice string
	if _, err := pgx.ForEachRow(rows, []any{&account, &notice}, func() error { newest[account] = notice; return nil }); err != nil {
		return fmt.Errorf("find the notices: %w", err)
	}
	for account, notice := range newest {
		if err := s.Notice.Read(ctx, s.actor(s.who(account)), notice); err != nil {
			return err
		}
	}
	return nil
}
