// Package once makes it harmless to send a create twice: the record's id is the client's own, and a hash of what was sent is kept
// with the record. The same content by the same author is answered as the first time; anything else under that id is a CONFLICT.
package once

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lianqi/server/fault"
)

// ID returns a client-made id in lower case; INVALID at id unless it is a UUID. Version 7 is asked for, as its rows lie together,
// but any other does.
func ID(id string) (string, error) {
	if canonical, ok := Canonical(id); ok {
		return canonical, nil
	}
	return "", fault.At("id", "编号须是客户端生成的 UUID（建议第 7 版）。")
}

// Canonical is the lower-case form of a UUID with hyphens; false for any other text.
func Canonical(id string) (string, bool) {
	u, err := uuid.Parse(id)
	if err != nil || len(id) != 36 {
		return "", false
	}
	return u.String(), true
}

// New is an id for what no client names, later than those before it.
func New() string { return uuid.Must(uuid.NewV7()).String() }

// Hash is the SHA-256 of an input's JSON together with the verb it was sent to.
func Hash(verb string, input any) []byte {
	content, err := json.Marshal(input)
	if err != nil {
		panic(fmt.Sprintf("once: %T has no JSON: %v", input, err)) // inputs are plain structs
	}
	sum := sha256.Sum256(append([]byte(verb+"\n"), content...))
	return sum[:]
}

// Lock is the statement by which transactions that create the same id, $1, wait for each other.
const Lock = "select pg_advisory_xact_lock(hashtextextended($1, 0))"

// Again reports whether the record with that id was created before, by this author from this content; CONFLICT when there is another
// one. Of several transactions that create the same id, one goes on and the others wait for it here.
//
// query takes the id and returns the kept author and hash, or no row.
func Again(ctx context.Context, tx pgx.Tx, query, id, author string, hash []byte) (bool, error) {
	var both pgx.Batch // in one message, but the second sees what was committed while the first waited
	both.Queue(Lock, id)
	both.Queue(query, id)
	answers := tx.SendBatch(ctx, &both)
	defer answers.Close()
	if _, err := answers.Exec(); err != nil {
		return false, fmt.Errorf("wait for the same id: %w", err)
	}
	var by string
	var kept []byte
	err := answers.QueryRow().Scan(&by, &kept)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for the same id: %w", err)
	}
	if by != author || !bytes.Equal(kept, hash) {
		return false, &fault.Fault{Code: fault.Conflict, Field: []string{"id"}, Message: "同一编号已提交过不同的内容，本次没有保存。"}
	}
	return true, nil
}
