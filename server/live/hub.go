// Package live tells signed-in browsers of their new notices (消息, D15) within a second, by Server-Sent Events at GET /live.
//
// The notice table is the truth and streams only say what is new in it: PostgreSQL tells each server whose notices a committed
// transaction has changed, and each stream of that person then reads what it has not sent yet. Nothing is kept for a stream but where
// it stands, so a slow reader costs no memory, and whoever comes back by Last-Event-ID gets exactly what is missing, from any server.
package live

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/plan"
)

const (
	perPerson = 8                // streams of one person on one server: a browser has one
	checkup   = 30 * time.Second // how often it is asked which sessions still stand
	pause     = time.Second      // before the database is listened to again
)

// Hub is the streams of one server.
type Hub struct {
	pool     *pgxpool.Pool
	problem  plan.Rule
	standing Standing
	closing  chan struct{}
	close    func()

	mu      sync.Mutex
	streams map[string]map[*stream]bool // by person
}

// Standing returns those of some sessions that a request could still be made in.
type Standing func(ctx context.Context, sessionIDs []string, now time.Time) ([]string, error)

// New returns a hub without streams; problem is who may see a problem p. Run must be called for it to hear of anything.
func New(pool *pgxpool.Pool, problem plan.Rule, standing Standing) *Hub {
	closing := make(chan struct{})
	return &Hub{
		pool: pool, problem: problem, standing: standing, streams: map[string]map[*stream]bool{},
		closing: closing, close: sync.OnceFunc(func() { close(closing) }),
	}
}

// Close ends all streams; browsers come back to another server.
func (h *Hub) Close() { h.close() }

// Run listens to the database until ctx is done. A lost connection is made anew, and all streams look then for what they have missed.
func (h *Hub) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := h.listen(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "live: the database does not say what is new", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// listen passes on what the database says, over a connection of its own, and checks now and then which sessions still stand.
func (h *Hub) listen(ctx context.Context) error {
	conn, err := pgx.ConnectConfig(ctx, h.pool.Config().ConnConfig)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "listen live"); err != nil {
		return err
	}
	h.each("", (*stream).wake)
	next := time.Now().Add(checkup)
	for {
		until, cancel := context.WithDeadline(ctx, next)
		said, err := conn.WaitForNotification(until)
		late := until.Err() != nil
		cancel()
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			h.hear(said.Payload)
		case !late:
			return err
		}
		if late {
			if err := conn.Ping(ctx); err != nil {
				return err
			}
			if err := h.check(ctx); err != nil {
				return err
			}
			next = time.Now().Add(checkup)
		}
	}
}

// hear acts on what a trigger of migration 0020 says.
func (h *Hub) hear(payload string) {
	switch what, id, _ := strings.Cut(payload, ":"); what {
	case "notice":
		h.each(id, (*stream).wake)
	case "person":
		h.each(id, (*stream).cut)
	case "session":
		h.each("", func(s *stream) {
			if s.actor.SessionID == id {
				s.cut()
			}
		})
	}
}

// check cuts the streams whose session has run out.
func (h *Hub) check(ctx context.Context) error {
	var ids []string
	h.each("", func(s *stream) { ids = append(ids, s.actor.SessionID) })
	if len(ids) == 0 {
		return nil
	}
	stand, err := h.standing(ctx, ids, time.Now())
	if err != nil {
		return err
	}
	holds := make(map[string]bool, len(stand))
	for _, id := range stand {
		holds[id] = true
	}
	h.each("", func(s *stream) {
		if !holds[s.actor.SessionID] {
			s.cut()
		}
	})
	return nil
}

// each calls f, which must not wait, for the streams of a person; of everybody for "".
func (h *Hub) each(personID string, f func(*stream)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for person, streams := range h.streams {
		if personID == "" || person == personID {
			for s := range streams {
				f(s)
			}
		}
	}
}

// join adds a stream of the actor; FORBIDDEN for an application, TOO_MANY when the person has too many, UNAUTHENTICATED when the session
// has ended since the request came.
func (h *Hub) join(ctx context.Context, a access.Actor) (*stream, error) {
	if a.PersonID == "" {
		return nil, fault.New(fault.Forbidden, "只有登录的用户有消息。")
	}
	s := &stream{hub: h, actor: a, woken: make(chan struct{}, 1), ended: make(chan struct{})}
	h.mu.Lock()
	mine := h.streams[a.PersonID]
	if mine == nil {
		mine = map[*stream]bool{}
		h.streams[a.PersonID] = mine
	}
	full := len(mine) >= perPerson
	if !full {
		mine[s] = true
	}
	h.mu.Unlock()
	if full {
		return nil, fault.New(fault.TooMany, "同时打开的页面太多，请关掉几个。")
	}
	switch stand, err := h.standing(ctx, []string{a.SessionID}, time.Now()); {
	case err != nil:
		h.leave(s)
		return nil, fmt.Errorf("join the live streams: %w", err)
	case len(stand) == 0:
		h.leave(s)
		return nil, fault.New(fault.Unauthenticated, "登录已过期，请重新登录。")
	}
	return s, nil
}

// leave forgets a stream.
func (h *Hub) leave(s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	mine := h.streams[s.actor.PersonID]
	delete(mine, s)
	if len(mine) == 0 {
		delete(h.streams, s.actor.PersonID)
	}
}
