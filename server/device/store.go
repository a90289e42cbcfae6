// Package device is about the phones and browsers that people work with (设备): by headers of their requests they say how their clock stands
// and how many records they hold that are not delivered, so that an office knows which phone holds how much for how long, also after
// it was lost (H09).
package device

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/arrival"
	"lianqi/server/once"
)

// Store keeps what devices last said.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// New returns the store; now is the server's clock.
func New(pool *pgxpool.Pool, now func() time.Time) *Store { return &Store{pool: pool, now: now} }

// Said is what a device says of itself.
type Said struct {
	ID              string // "" when it does not say
	Lead            *int   // seconds by which its clock is ahead; nil when it does not say
	App             int    // number of the documents that it sends; 0 when it does not say
	Build           string
	Unsent, Stopped int
	OldestAt        *time.Time // by the server's clock
}

// read takes the headers apart (see Device in schema.graphqls); what makes no sense is passed over.
func read(h http.Header, now time.Time) Said {
	s := Said{Build: h.Get("Device-Build")}
	s.ID, _ = once.Canonical(h.Get("Device-Id"))
	if at, err := time.Parse(time.RFC3339, h.Get("Device-Time")); err == nil {
		s.Lead = arrival.Seconds(at, now)
	}
	if n, err := strconv.Atoi(h.Get("Device-App")); err == nil && n >= 0 && n <= 1_000_000 {
		s.App = n
	}
	if len(s.Build) > 60 || !plain(s.Build) {
		s.Build = ""
	}
	oldest, err := time.Parse(time.RFC3339, h.Get("Device-Oldest"))
	if n := atMost(h.Get("Device-Unsent"), 1_000_000); n > 0 {
		s.Unsent, s.Stopped = n, atMost(h.Get("Device-Stopped"), n)
		if err != nil {
			oldest = now
		}
		at := arrival.Corrected(oldest, s.Lead, now)
		s.OldestAt = &at
	}
	return s
}

// atMost is a number from 0 to most; 0 for anything else.
func atMost(text string, most int) int {
	if n, err := strconv.Atoi(text); err == nil && n >= 0 {
		return min(n, most)
	}
	return 0
}

func plain(text string) bool {
	for _, r := range text {
		if r < ' ' || r > '~' {
			return false
		}
	}
	return true
}

type key struct{}

// Of is what the device that asks has said.
func Of(ctx context.Context) Said {
	s, _ := ctx.Value(key{}).(Said)
	return s
}

// Listen puts what the device says into the request's context and keeps it, and tells the device in the header Device-Lead by how many seconds
// its clock is ahead. A device is never refused: that it could not be noted is logged.
func (s *Store) Listen(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		said := read(r.Header, s.now())
		if said.ID != "" {
			if err := s.note(r.Context(), access.From(r.Context()), said); err != nil && r.Context().Err() == nil {
				slog.WarnContext(r.Context(), "a device was not noted", "error", err)
			}
		}
		if said.Lead != nil {
			w.Header().Set("Device-Lead", strconv.Itoa(*said.Lead))
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, said)))
	})
}

// note keeps what a person's device says, at most once a minute while it says the same.
func (s *Store) note(ctx context.Context, actor access.Actor, d Said) error {
	person, err := uuid.Parse(actor.PersonID)
	if err != nil { // an application
		return nil
	}
	_, err = s.pool.Exec(ctx, `
		-- name: NoteDevice
		insert into device as d (id, person_id, division_code, seen_at, clock_lead, app, build, unsent, stopped, oldest_at)
		values ($1, $2, coalesce(nullif($3, ''), (select o.division_code from organization o where o.id::text = $4)), $5, $6, $7, $8, $9, $10, $11)
		    on conflict (id) do update
		   set division_code = excluded.division_code, seen_at = excluded.seen_at, clock_lead = excluded.clock_lead, app = excluded.app,
		       build = excluded.build, unsent = excluded.unsent, stopped = excluded.stopped, oldest_at = excluded.oldest_at
		 where d.seen_at < excluded.seen_at - interval '1 minute'
		    or (d.unsent, d.stopped, d.app, d.build) is distinct from (excluded.unsent, excluded.stopped, excluded.app, excluded.build)`,
		uuid.NewSHA1(person, []byte(d.ID)), actor.PersonID, actor.DivisionCode, actor.OrganizationID, s.now(), d.Lead, d.App, d.Build, d.Unsent, d.Stopped, d.OldestAt)
	if err != nil {
		return fmt.Errorf("note a device: %w", err)
	}
	return nil
}
