// Package arrival is how what phones captured reaches the server: late, dated by a clock that was wrong, or after its author's right to
// make it had ended. A record is never lost for any of these.
package arrival

import (
	"context"
	"math"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/fault"
)

const (
	slack = 5 * time.Minute      // by which a time may lie ahead of its arrival
	ages  = 366 * 24 * time.Hour // since when nothing can be on its way
)

// Lead is by how many seconds the phone's clock was ahead at capture: as the phone said then, else as it was seen when the record was sent,
// also where what the phone said cannot be, because its clock was set right before the capture without its knowing. A time that even so
// lies in the future, or more than a year back, is the clock's fault: it counts as captured when it arrived. Nil when nobody knows.
func Lead(capturedAt time.Time, said, seen *int, receivedAt time.Time) *int {
	can := func(lead int) bool {
		at := capturedAt.Add(-time.Duration(lead) * time.Second)
		return !at.After(receivedAt.Add(slack)) && !at.Before(receivedAt.Add(-ages))
	}
	switch {
	case said != nil && can(*said):
		return said
	case seen != nil && can(*seen):
		return seen
	case said == nil && seen == nil && can(0):
		return nil
	}
	return Seconds(capturedAt, receivedAt)
}

// Seconds is by how many seconds a clock that shows at is ahead of now; within 68 years.
func Seconds(at, now time.Time) *int {
	n := int(min(max(at.Unix()-now.Unix(), math.MinInt32), math.MaxInt32))
	return &n
}

// Corrected is when something was captured, by the server's clock; as corrected() is in SQL.
func Corrected(capturedAt time.Time, lead *int, receivedAt time.Time) time.Time {
	if lead != nil {
		capturedAt = capturedAt.Add(-time.Duration(*lead) * time.Second)
	}
	if capturedAt.After(receivedAt) {
		return receivedAt
	}
	return capturedAt
}

// The kinds of records that may be held.
const (
	CheckIn = "CHECK_IN"
	Report  = "REPORT"
)

// Record is one whose author may not make it any more.
type Record struct {
	Kind, ID, EnterpriseID string
	VisitID                string // the visit that it belongs to; "" for none
	Title, Text            string // for whoever rules on it
	Content                any    // as the verb takes it, with a JSON
	Hash                   []byte // of the content (once.Hash)
	CapturedAt             time.Time
	Lead                   *int
	ReceivedAt             time.Time
	Photos                 int
}

// Holder keeps records for an office to rule on (待审核).
type Holder interface {
	// Hold keeps a record when its author was linked with the enterprise once and is not now, or when the visit that it belongs to is held;
	// it reports whether it did.
	Hold(ctx context.Context, tx pgx.Tx, author access.Actor, r Record) (bool, error)
	// Held reports whether the record of that id was held, whatever became of it.
	Held(ctx context.Context, tx pgx.Tx, id string) (bool, error)
}

// Waiting is what the author of a held record is told, whenever it is sent.
func Waiting() error {
	return fault.New(fault.WaitingForReview, "您与这家企业的联系已经结束，记录已收到，等联企办审核，不用重新填写。")
}
