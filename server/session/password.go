package session

import (
	"context"
	"fmt"
	"time"

	"github.com/alexedwards/argon2id"

	"lianqi/server/fault"
)

// cost is that of every password hash: 19 MiB, two passes, one thread (OWASP's minimum for argon2id).
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

const (
	// DemoPassword is that of every account of the demo data.
	DemoPassword = "lianqi-demo"
	// DemoPasswordHash is its hash with a salt that is always the same, so that accounts which still have it are found
	// without hashing.
	DemoPasswordHash = "$argon2id$v=19$m=19456,t=2,p=1$bGlhbnFpLWRlbW8tc2FsdA$NXB0+9h+gpfPiNYLBqhoRHPGZPfZffuudnezoC6pWug"

	// nobodysHash is compared with when an account is unknown, so that the answer takes as long.
	nobodysHash = DemoPasswordHash
	// patience is how long a sign-in waits for its turn to hash.
	patience = 5 * time.Second
)

// HashPassword returns what person.password_hash keeps.
func HashPassword(password string) (string, error) {
	hash, err := argon2id.CreateHash(password, cost)
	if err != nil {
		return "", fmt.Errorf("hash the password: %w", err)
	}
	return hash, nil
}

// DemoPasswordsValid reports whether an enabled person can sign in with the demo password that the demo data came with.
func (s *Store) DemoPasswordsValid(ctx context.Context) (bool, error) {
	var found bool
	err := s.pool.QueryRow(ctx, `-- name: DemoPasswordsValid
select exists (select from person where password_hash = $1 and disabled_at is null)`, DemoPasswordHash).Scan(&found)
	if err != nil {
		return false, fmt.Errorf("look for demo passwords: %w", err)
	}
	return found, nil
}

// matches compares a password with a hash, or does equal work for an empty one. At most two are compared at a time;
// TOO_MANY when the turn does not come in time.
func (s *Store) matches(ctx context.Context, password, hash string) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case s.hashes <- struct{}{}:
		defer func() { <-s.hashes }()
	case <-ctx.Done():
		return false, fault.New(fault.TooMany, "现在登录的人太多，请稍后再试。")
	}
	known := hash != ""
	if !known {
		hash = nobodysHash
	}
	same, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("compare the password: %w", err)
	}
	return known && same, nil
}
