package session

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"lianqi/server/fault"
)

const (
	window          = 15 * time.Minute // in which failures count
	accountFailures = 10               // of one account before its answers are delayed
	addressFailures = 100              // of one address; offices share theirs
	longestDelay    = 5 * time.Minute
)

// Throttled is the TOO_MANY of somebody who guesses passwords, with the time to wait.
type Throttled struct {
	After time.Duration
	fault *fault.Fault
}

func (t *Throttled) Error() string { return t.fault.Error() }
func (t *Throttled) Unwrap() error { return t.fault }

// delay is how long to wait after the last of n failures when limit are free: 1, 2, 4 … seconds, at most longestDelay.
func delay(n, limit int) time.Duration {
	if n < limit {
		return 0
	}
	return min(time.Second<<min(n-limit, 30), longestDelay)
}

// rest is how much of a delay is left. Without one there is nothing to wait for, also when the last failure lies ahead: it is a try that
// began a moment later, and was noted first.
func rest(now, last time.Time, delay time.Duration) time.Duration {
	if delay == 0 {
		return 0
	}
	return last.Add(delay).Sub(now)
}

// try notes an attempt as failed before it is made, so that attempts at the same time see each other; success
// takes it back. Throttled, and not noted, when the account or the address has to wait.
func (s *Store) try(ctx context.Context, account, address string, now time.Time) error {
	const count = `-- name: SignInTry
with failed as (
  select account = $1 as same_account, address = $2 as same_address, at from sign_in_failure
   where (account = $1 or address = $2) and at > $3::timestamptz - $4::interval
), mine as (
  insert into sign_in_failure (account, address, at) values ($1, $2, $3)
)
select count(*) filter (where same_account), coalesce(max(at) filter (where same_account), 'epoch'),
       count(*) filter (where same_address), coalesce(max(at) filter (where same_address), 'epoch') from failed`
	var ofAccount, ofAddress int
	var lastOfAccount, lastOfAddress time.Time
	if err := s.pool.QueryRow(ctx, count, account, address, now, window).
		Scan(&ofAccount, &lastOfAccount, &ofAddress, &lastOfAddress); err != nil {
		return fmt.Errorf("count failed sign-ins: %w", err)
	}
	wait := max(rest(now, lastOfAccount, delay(ofAccount, accountFailures)), rest(now, lastOfAddress, delay(ofAddress, addressFailures)))
	if wait <= 0 {
		return nil
	}
	if err := s.untry(ctx, account, address, now); err != nil {
		return err
	}
	wait = wait.Truncate(time.Second) + time.Second
	return &Throttled{wait, fault.New(fault.TooMany, "密码错误次数过多，请 %d 秒后再试。", int(wait.Seconds()))}
}

// untry takes back what try noted of an attempt that was not made.
func (s *Store) untry(ctx context.Context, account, address string, at time.Time) error {
	if _, err := s.pool.Exec(ctx, `-- name: SignInNotTried
delete from sign_in_failure where account = $1 and address = $2 and at = $3`, account, address, at); err != nil {
		return fmt.Errorf("forget an attempt: %w", err)
	}
	return nil
}

// network is the part of an address that one subscriber has: all of IPv4, 64 bits of IPv6.
func network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if a = a.Unmap(); a.Is4() {
		return a.String()
	}
	p, _ := a.WithZone("").Prefix(64)
	return p.Masked().String()
}
