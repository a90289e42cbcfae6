package token

import (
	"context"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db"
)

// keys remembers the signing keys of the database by their kid.
type keys struct {
	pool  *pgxpool.Pool
	known sync.Map // kid: ed25519.PrivateKey
}

// missingKeys says that the database could not be asked, which is not the token's fault.
type missingKeys struct{ error }

func (m *missingKeys) Unwrap() error { return m.error }

// signing returns the newest key. The first call on a database makes it; of servers that start together, one does.
func (k *keys) signing(ctx context.Context, now time.Time) (kid string, key ed25519.PrivateKey, err error) {
	err = db.InTx(ctx, k.pool, func(tx pgx.Tx) error {
		err := newest(ctx, tx, &kid, &key)
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if _, err := tx.Exec(ctx, `-- name: SigningKeyLock
lock table signing_key in share row exclusive mode`); err != nil {
			return err
		}
		if err := newest(ctx, tx, &kid, &key); !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if _, key, err = ed25519.GenerateKey(rand.Reader); err != nil {
			return err
		}
		kid = uuid.NewString()
		_, err = tx.Exec(ctx, `-- name: SigningKeyCreate
insert into signing_key (kid, private_key, created_at) values ($1, $2, $3)`, kid, []byte(key), now)
		return err
	})
	if err != nil {
		return "", nil, fmt.Errorf("find the signing key: %w", err)
	}
	return kid, key, nil
}

func newest(ctx context.Context, tx pgx.Tx, kid *string, key *ed25519.PrivateKey) error {
	return tx.QueryRow(ctx, `-- name: SigningKeyNewest
select kid, private_key from signing_key order by created_at desc, kid limit 1`).Scan(kid, (*[]byte)(key))
}

// Derive returns 32 secret bytes that belong to a label, such as "phone PERSON": on every server of the database the same, and
// for ever. They are made (HKDF-SHA256) from the oldest signing key, which is therefore never deleted.
func (s *Store) Derive(ctx context.Context, label string, now time.Time) ([]byte, error) {
	if _, _, err := s.keys.signing(ctx, now); err != nil { // makes the first
		return nil, err
	}
	var oldest []byte
	err := s.pool.QueryRow(ctx, `-- name: SigningKeyOldest
select private_key from signing_key order by created_at, kid limit 1`).Scan(&oldest)
	if err != nil {
		return nil, fmt.Errorf("find the oldest signing key: %w", err)
	}
	return hkdf.Key(sha256.New, ed25519.PrivateKey(oldest).Seed(), nil, label, 32)
}

var kidShape = regexp.MustCompile(`^[0-9a-f-]{36}$`)

// verifying returns the public half of the key with that kid; an error when there is none, missingKeys when that could not
// be found out.
func (k *keys) verifying(ctx context.Context, kid string) (ed25519.PublicKey, error) {
	if !kidShape.MatchString(kid) {
		return nil, errors.New("no such key")
	}
	key, ok := k.known.Load(kid)
	if !ok {
		var raw []byte
		err := k.pool.QueryRow(ctx, `-- name: SigningKeyFind
select private_key from signing_key where kid = $1`, kid).Scan(&raw)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil, errors.New("no such key")
		}
		if err != nil {
			return nil, &missingKeys{fmt.Errorf("find a signing key: %w", err)}
		}
		key = ed25519.PrivateKey(raw)
		k.known.Store(kid, key)
	}
	return key.(ed25519.PrivateKey).Public().(ed25519.PublicKey), nil
}
