package session

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
)

const (
	remembered     = 5 * time.Second // that a session is believed without asking the database again
	mostRemembered = 10_000          // sessions
	pause          = time.Second     // before a database that was lost is listened to again
)

// memory is who holds the sessions that were loaded a moment ago. It forgets all of them when the database says that a session, a person, a
// role or a division changed, and remembers none while it does not hear the database.
type memory struct {
	mu       sync.Mutex
	hears    bool
	forgot   int // how often
	sessions map[string]holder
}

// holder is an actor as the database had it at a time.
type holder struct {
	access.Actor
	at time.Time
}

// find returns the holder of a cookie when it is known, and what keep must be told.
func (m *memory) find(cookie string, now time.Time) (a access.Actor, known bool, since int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	h, ok := m.sessions[cookie]
	return h.Actor, ok && now.Sub(h.at).Abs() < remembered, m.forgot
}

// keep remembers an actor, unless something changed since find, while it was being loaded.
func (m *memory) keep(cookie string, a access.Actor, now time.Time, since int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.hears || m.forgot != since {
		return
	}
	if len(m.sessions) >= mostRemembered {
		clear(m.sessions)
	}
	m.sessions[cookie] = holder{a, now}
}

// forget empties the memory; hears says whether the next change will be heard of, too.
func (m *memory) forget(hears bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hears = hears
	m.forgot++
	m.sessions = map[string]holder{}
}

// forgetOwn is for what this server changed itself: it need not wait to be told.
func (m *memory) forgetOwn() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forgot++
	clear(m.sessions)
}

// Follow lets Load remember sessions for 5 s, until ctx is done. A change takes effect as soon as the database has told of it, which
// is within milliseconds, on every server; trouble hears of a lost database, and then each request asks again.
func (s *Store) Follow(ctx context.Context, trouble func(error)) {
	go func() {
		for ctx.Err() == nil {
			err := s.listen(ctx)
			s.memory.forget(false)
			if ctx.Err() == nil {
				trouble(err)
				select {
				case <-ctx.Done():
				case <-time.After(pause):
				}
			}
		}
	}()
}

// listen keeps the memory true on a connection of its own until that is lost.
func (s *Store) listen(ctx context.Context) error {
	conn, err := pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
	if err != nil {
		return fmt.Errorf("follow the sessions: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "listen session"); err != nil {
		return fmt.Errorf("follow the sessions: %w", err)
	}
	for {
		s.memory.forget(true)
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return fmt.Errorf("follow the sessions: %w", err)
		}
	}
}
