package session

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lianqi/server/db"
	"lianqi/server/fault"
)

// Credentials are what somebody signs in with.
type Credentials struct {
	Account  string
	Password string
	Role     string // id of a person_role, or a Role of which the person's first counts; empty for the first of all
}

// longestPassword bounds what is hashed, in bytes.
const longestPassword = 1024

var (
	errWrong    = fault.New(fault.Unauthenticated, "账号或密码不对。")
	errDisabled = fault.New(fault.Unauthenticated, "这个账号已停用，请联系管理员。")
	errNoRole   = fault.New(fault.Unauthenticated, "这个账号没有这个身份，请联系管理员。")
)

// SignIn begins a session and returns the cookie's value and when it ends at the latest. address is where the request
// comes from, without a port.
//
// UNAUTHENTICATED when account and password do not belong together (it takes as long when there is no such account), the
// person is disabled or has not the role; Throttled after too many failures; TOO_MANY when too many sign in at once.
func (s *Store) SignIn(ctx context.Context, c Credentials, userAgent, address string, now time.Time) (cookie string, expires time.Time, err error) {
	account := strings.ToLower(strings.TrimSpace(c.Account))
	if account == "" || len(account) > 40 || len(c.Password) > longestPassword || strings.ContainsRune(account, 0) {
		return "", time.Time{}, errWrong
	}
	now, address = now.Truncate(time.Microsecond), network(address)
	if err := s.try(ctx, account, address, now); err != nil {
		return "", time.Time{}, err
	}
	undecided := func(err error) error { // nobody has learnt whether the password is right, be it that the caller has gone
		return errors.Join(err, s.untry(context.WithoutCancel(ctx), account, address, now))
	}
	var person, hash string
	var disabled bool
	err = s.pool.QueryRow(ctx, `-- name: SignInPerson
select id::text, coalesce(password_hash, ''), disabled_at is not null from person where account = $1`, account).
		Scan(&person, &hash, &disabled)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", time.Time{}, undecided(fmt.Errorf("find the account: %w", err))
	}
	switch ok, err := s.matches(ctx, c.Password, hash); {
	case err != nil:
		return "", time.Time{}, undecided(err)
	case !ok:
		return "", time.Time{}, errWrong
	case disabled:
		return "", time.Time{}, errDisabled
	}
	cookie, tokenHash := newToken()
	expires = now.Add(Lifetime)
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `-- name: SessionBegin
insert into session (id, token_hash, person_id, role_id, user_agent, created_at, last_seen_at, expires_at)
select $1, $2, r.person_id, r.id, $5, $6, $6, $7 from person_role r
 where r.person_id = $3 and $4 in ('', r.id::text, r.role) order by r.position, r.id limit 1`,
			uuid.Must(uuid.NewV7()), tokenHash, person, c.Role, strings.ToValidUTF8(userAgent[:min(len(userAgent), 300)], ""), now, expires)
		if err != nil {
			return fmt.Errorf("begin the session: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return errNoRole
		}
		if _, err := tx.Exec(ctx, `-- name: SignInSucceeded
delete from sign_in_failure where account = $1`, account); err != nil {
			return fmt.Errorf("forget failed sign-ins: %w", err)
		}
		return nil
	})
	switch {
	case err != nil && fault.As(err) == nil:
		return "", time.Time{}, undecided(err)
	case err != nil:
		return "", time.Time{}, err
	}
	return cookie, expires, nil
}

// Switch lets the person of a cookie go on in another of their roles: a new session with its own cookie takes the place of
// the old one and ends when that would have. UNAUTHENTICATED when the cookie is of no live session or the role is not theirs.
func (s *Store) Switch(ctx context.Context, old, roleID string, now time.Time) (cookie string, expires time.Time, err error) {
	now = now.Truncate(time.Microsecond)
	if _, err := s.Load(ctx, old, now); err != nil {
		return "", time.Time{}, err
	}
	cookie, tokenHash := newToken()
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `-- name: SessionSwitch
with old as (
  update session set ended_at = $3 where token_hash = $1 and ended_at is null returning person_id, user_agent, created_at, expires_at
)
insert into session (id, token_hash, person_id, role_id, user_agent, created_at, last_seen_at, expires_at)
select $4, $5, r.person_id, r.id, old.user_agent, old.created_at, $3, old.expires_at
  from old join person_role r on r.person_id = old.person_id and r.id::text = $2
returning expires_at`, hashOf(old), roleID, now, uuid.Must(uuid.NewV7()), tokenHash).Scan(&expires)
		if errors.Is(err, pgx.ErrNoRows) {
			return errNoRole
		}
		if err != nil {
			return fmt.Errorf("change the role: %w", err)
		}
		return nil
	})
	if err != nil {
		return "", time.Time{}, err
	}
	s.memory.forgetOwn()
	return cookie, expires, nil
}
