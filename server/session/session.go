// Package session is about who is signed in: passwords and their throttle, the cookie of a browser, and the middleware that
// puts an access.Actor into each request.
//
// A session lives 12 hours after its last request and at most 7 days, so a cadre signs in about once a week. The cookie is
// a random number of which only the SHA-256 is kept; it means nothing by itself, so a disabled person or a changed role
// takes effect with the next request, or as soon as this server has
// been told of it (Follow).
package session

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/fault"
)

const (
	// Idle is how long a session lives without a request.
	Idle = 12 * time.Hour
	// Lifetime is how long it lives at most.
	Lifetime = 7 * 24 * time.Hour
)

// Store keeps sessions.
type Store struct {
	pool   *pgxpool.Pool
	hashes chan struct{} // a place for each password that may be hashed at the same time
	memory memory
}

// New returns the sessions of a database.
func New(pool *pgxpool.Pool) *Store {
	return &Store{pool: pool, hashes: make(chan struct{}, 2)}
}

// newToken is 256 random bits, as the cookie carries them and as the database keeps them.
func newToken() (cookie string, hash []byte) {
	var raw [32]byte
	_, _ = rand.Read(raw[:])
	cookie = base64.RawURLEncoding.EncodeToString(raw[:])
	return cookie, hashOf(cookie)
}

func hashOf(cookie string) []byte {
	sum := sha256.Sum256([]byte(cookie))
	return sum[:]
}

// load also notes, at most once a minute, that the session was seen. $3 is Idle.
const load = `-- name: SessionLoad
with live as (
  select s.id, s.person_id, s.role_id, s.last_seen_at
    from session s join person p on p.id = s.person_id
   where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $2 - $3::interval
     and p.disabled_at is null
), seen as (
  update session set last_seen_at = $2 where id = (select id from live where last_seen_at < $2 - interval '1 minute')
)
select r.role, p.id::text, s.id::text, coalesce(r.division_code, ''), coalesce(d.level, ''),
       array(select a.code from division a where a.code >= area_from(r.division_code) and a.code < area_to(r.division_code)),
       coalesce(r.organization_id, p.organization_id)::text, r.enterprise_id::text
  from live s
  join person p on p.id = s.person_id
  join person_role r on r.id = s.role_id
  left join division d on d.code = r.division_code`

// Load returns who holds the cookie's value, in one statement, or from memory when Follow keeps that true. UNAUTHENTICATED when the session is unknown, ended, idle for
// too long or too old, or its person is disabled.
func (s *Store) Load(ctx context.Context, cookie string, now time.Time) (access.Actor, error) {
	a, known, since := s.memory.find(cookie, now)
	if known {
		return a, nil
	}
	var organization, enterprise *string
	err := s.pool.QueryRow(ctx, load, hashOf(cookie), now, Idle).Scan(
		&a.Role, &a.PersonID, &a.SessionID, &a.DivisionCode, &a.Level, &a.Areas, &organization, &enterprise)
	if errors.Is(err, pgx.ErrNoRows) {
		return access.Actor{}, fault.New(fault.Unauthenticated, "登录已过期，请重新登录。")
	}
	if err != nil {
		return access.Actor{}, fmt.Errorf("load the session: %w", err)
	}
	if organization != nil {
		a.OrganizationID = *organization
	}
	if enterprise != nil {
		a.EnterpriseID = *enterprise
	}
	s.memory.keep(cookie, a, now, since)
	return a, nil
}

// Author returns who a person is when work of theirs is brought in: in the first of the roles that they have, else in the first of roles
// without its scope, so that what they may not do any more is judged as theirs. NOT_FOUND when there is no such person.
func (s *Store) Author(ctx context.Context, personID string, roles ...access.Role) (access.Actor, error) {
	a := access.Actor{Role: roles[0]}
	var role, organization, enterprise *string
	err := s.pool.QueryRow(ctx, `-- name: AuthorLoad
select r.role, p.id::text, coalesce(r.division_code, ''), coalesce(d.level, ''),
       array(select a.code from division a where a.code >= area_from(r.division_code) and a.code < area_to(r.division_code)),
       coalesce(r.organization_id, p.organization_id)::text, r.enterprise_id::text
  from person p
  left join person_role r on r.person_id = p.id and r.role = any($2)
  left join division d on d.code = r.division_code
 where p.id::text = $1
 order by array_position($2, r.role), r.position limit 1`, personID, names(roles)).Scan(
		&role, &a.PersonID, &a.DivisionCode, &a.Level, &a.Areas, &organization, &enterprise)
	if errors.Is(err, pgx.ErrNoRows) {
		return a, fault.Missing("个人")
	}
	if err != nil {
		return a, fmt.Errorf("load an author: %w", err)
	}
	if role != nil {
		a.Role = access.Role(*role)
	}
	if organization != nil {
		a.OrganizationID = *organization
	}
	if enterprise != nil {
		a.EnterpriseID = *enterprise
	}
	return a, nil
}

func names(roles []access.Role) (out []string) {
	for _, r := range roles {
		out = append(out, string(r))
	}
	return out
}

// End ends the session of the cookie's value; nothing happens when there is none.
func (s *Store) End(ctx context.Context, cookie string, now time.Time) error {
	_, err := s.pool.Exec(ctx, `-- name: SessionEnd
update session set ended_at = $2 where token_hash = $1 and ended_at is null`, hashOf(cookie), now)
	s.memory.forgetOwn()
	if err != nil {
		return fmt.Errorf("end the session: %w", err)
	}
	return nil
}

// EndOwn ends one of the actor's own sessions, such as that of a lost phone; ending it twice is the same as once.
// NOT_FOUND when it is not the actor's.
func (s *Store) EndOwn(ctx context.Context, a access.Actor, sessionID string, now time.Time) error {
	id, err := uuid.Parse(sessionID)
	if err != nil || a.PersonID == "" {
		return fault.Missing("次登录")
	}
	tag, err := s.pool.Exec(ctx, `-- name: SessionEndOwn
update session set ended_at = coalesce(ended_at, $3) where id = $1 and person_id = $2`, id, a.PersonID, now)
	s.memory.forgetOwn()
	if err != nil {
		return fmt.Errorf("end the session: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return fault.Missing("次登录")
	}
	return nil
}

// Standing returns those of some sessions that Load would still find, without noting that they were seen.
func (s *Store) Standing(ctx context.Context, sessionIDs []string, now time.Time) ([]string, error) {
	rows, err := s.pool.Query(ctx, `-- name: SessionStanding
select s.id::text from session s join person p on p.id = s.person_id
 where s.id = any($1) and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $2::timestamptz - $3::interval and p.disabled_at is null`,
		sessionIDs, now, Idle)
	if err != nil {
		return nil, fmt.Errorf("ask which sessions stand: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Sweep deletes failed sign-ins older than a day and sessions that ended or ran out 30 days ago; to be called now and then.
func (s *Store) Sweep(ctx context.Context, now time.Time) error {
	if _, err := s.pool.Exec(ctx, `-- name: SignInFailureSweep
delete from sign_in_failure where at < $1::timestamptz - interval '1 day'`, now); err != nil {
		return fmt.Errorf("sweep failed sign-ins: %w", err)
	}
	if _, err := s.pool.Exec(ctx, `-- name: SessionSweep
delete from session where least(expires_at, ended_at) < $1::timestamptz - interval '30 days'`, now); err != nil {
		return fmt.Errorf("sweep sessions: %w", err)
	}
	return nil
}
