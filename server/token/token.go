// Package token lets third-party applications (第三方应用) in: POST /oauth/token exchanges an application's secret for a
// token of ten minutes, and Verify turns a token into an access.Actor.
//
// Tokens are JWTs signed with Ed25519 by a key that the database keeps, so every server verifies those of every other. What
// a token allows is read from the database at each use: an application that is disabled, or loses a scope, loses it at once.
package token

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
)

// Lifetime is how long a token is good for.
const Lifetime = 10 * time.Minute

const (
	issuer   = "lianqi"
	audience = "lianqi"
	kind     = "at+jwt" // RFC 9068
	longest  = 4096     // bytes of a token
)

// Store knows applications and signs and verifies their tokens.
type Store struct {
	pool *pgxpool.Pool
	keys keys
}

// New returns the applications of a database.
func New(pool *pgxpool.Pool) *Store {
	return &Store{pool: pool, keys: keys{pool: pool}}
}

// Client is a new application. Its secret is not kept and cannot be shown again.
type Client struct{ ID, Secret string }

// CreateClient registers an application that may use the scopes within a division and below. INVALID for an unknown scope or
// division.
func (s *Store) CreateClient(ctx context.Context, name, divisionCode string, scopes []string, now time.Time) (Client, error) {
	c := Client{ID: uuid.Must(uuid.NewV7()).String(), Secret: secret()}
	_, err := s.pool.Exec(ctx, `-- name: ClientCreate
insert into api_client (id, name, secret_hash, scopes, division_code, created_at) values ($1, $2, $3, $4, $5, $6)`,
		c.ID, name, hash(c.Secret), scopes, divisionCode, now)
	if err != nil {
		return Client{}, db.Fault(fmt.Errorf("register the application: %w", err))
	}
	return c, nil
}

// secret is 256 random bits behind a prefix by which scanners of leaked secrets know it.
func secret() string {
	var raw [32]byte
	_, _ = rand.Read(raw[:])
	return "lianqi_" + base64.RawURLEncoding.EncodeToString(raw[:])
}

// hash is what is kept of a secret. It needs no salt and no slowness, having 256 random bits.
func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

var (
	errClient = fault.New(fault.Unauthenticated, "应用编号或密钥不对，或应用已停用。")
	errScope  = fault.New(fault.Invalid, "应用没有所要的权限。")
	errToken  = fault.New(fault.Unauthenticated, "令牌无效或已过期，请重新获取。")
)

type claims struct {
	jwt.RegisteredClaims
	ClientID string `json:"client_id"`
	Scope    string `json:"scope"`
}

// Grant returns a token for an application and the scopes in it: those asked for, or all it has when none is.
// UNAUTHENTICATED when the secret is wrong or the application disabled; INVALID when it has not all those scopes.
func (s *Store) Grant(ctx context.Context, clientID, secret string, wanted []string, now time.Time) (token string, scopes []string, err error) {
	var kept string
	if id, err := uuid.Parse(clientID); err == nil {
		clientID = id.String()
		err = s.pool.QueryRow(ctx, `-- name: ClientFind
select secret_hash, scopes from api_client where id = $1 and disabled_at is null`, id).Scan(&kept, &scopes)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return "", nil, fmt.Errorf("find the application: %w", err)
		}
	}
	if subtle.ConstantTimeCompare([]byte(hash(secret)), []byte(kept)) != 1 {
		return "", nil, errClient
	}
	for _, w := range wanted {
		if !slices.Contains(scopes, w) {
			return "", nil, errScope
		}
	}
	if len(wanted) > 0 {
		scopes = wanted
	}
	kid, key, err := s.keys.signing(ctx, now)
	if err != nil {
		return "", nil, err
	}
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: issuer, Audience: jwt.ClaimStrings{audience}, Subject: clientID, ID: uuid.NewString(),
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(Lifetime)),
		},
		ClientID: clientID, Scope: strings.Join(scopes, " "),
	})
	t.Header["kid"], t.Header["typ"] = kid, kind
	if token, err = t.SignedString(key); err != nil {
		return "", nil, fmt.Errorf("sign a token: %w", err)
	}
	return token, scopes, nil
}

// verify is read at each use of a token, so that what changed meanwhile counts: $3 are the scopes in the token.
const verify = `-- name: ClientVerify
select c.division_code, d.level, array(select s from unnest(c.scopes) s where s = any($3)),
       array(select a.code from division a where a.code >= area_from(c.division_code) and a.code < area_to(c.division_code))
  from api_client c join division d on d.code = c.division_code
 where c.id = $1 and c.disabled_at is null and exists (select from signing_key where kid = $2)`

// Verify returns the application that holds a token; UNAUTHENTICATED for any token that Grant did not make within the last
// ten minutes for an application that is still there.
func (s *Store) Verify(ctx context.Context, token string, now time.Time) (access.Actor, error) {
	if len(token) > longest {
		return access.Actor{}, errToken
	}
	var c claims
	t, err := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}), jwt.WithExpirationRequired(), jwt.WithIssuedAt(),
		jwt.WithIssuer(issuer), jwt.WithAudience(audience), jwt.WithStrictDecoding(),
		jwt.WithTimeFunc(func() time.Time { return now }),
	).ParseWithClaims(token, &c, func(t *jwt.Token) (any, error) { return s.key(ctx, t) })
	var missing *missingKeys
	if errors.As(err, &missing) {
		return access.Actor{}, missing
	}
	if err != nil || c.IssuedAt == nil || c.ExpiresAt.Sub(c.IssuedAt.Time) > Lifetime {
		return access.Actor{}, errToken
	}
	id, err := uuid.Parse(c.ClientID)
	if err != nil || c.Subject != c.ClientID {
		return access.Actor{}, errToken
	}
	a := access.Actor{Role: access.ThirdPartyApp, ClientID: c.ClientID}
	err = s.pool.QueryRow(ctx, verify, id, t.Header["kid"], strings.Fields(c.Scope)).Scan(&a.DivisionCode, &a.Level, &a.Scopes, &a.Areas)
	if errors.Is(err, pgx.ErrNoRows) {
		return access.Actor{}, errToken
	}
	if err != nil {
		return access.Actor{}, fmt.Errorf("find the token's application: %w", err)
	}
	return a, nil
}

// key checks a token's header and returns the key that it names. A header that says anything more is refused: what it says
// (crit, jku, jwk, x5u …) would change how the token must be read.
func (s *Store) key(ctx context.Context, t *jwt.Token) (ed25519.PublicKey, error) {
	for name := range t.Header {
		if name != "alg" && name != "kid" && name != "typ" {
			return nil, fmt.Errorf("header %s", name)
		}
	}
	kid, _ := t.Header["kid"].(string)
	if t.Header["typ"] != kind || kid == "" {
		return nil, errors.New("no access token")
	}
	return s.keys.verifying(ctx, kid)
}
