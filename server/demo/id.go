package demo

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// standing is the moment in the ids of what was there before anything happened.
var standing = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// id returns the UUIDv7 of something that was always there: the same words, the same id, whenever it is loaded.
func id(words ...any) string { return idAt(standing, words...) }

// idAt returns the UUIDv7 that a phone could have made at that moment; the same moment and words, the same id.
func idAt(at time.Time, words ...any) string {
	sum := sha256.Sum256(fmt.Appendln(nil, words...))
	var u uuid.UUID
	copy(u[:], sum[:])
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(at.UnixMilli()))
	copy(u[:6], ms[2:])
	u[6] = u[6]&0x0f | 0x70
	u[8] = u[8]&0x3f | 0x80
	return u.String()
}
