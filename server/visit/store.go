// Package visit is about visits (走访): cadres who check in at enterprises, with the evidence (B1, 3.1).
//
// judge.go holds the judgement as pure functions; measure.go has the database measure what they ask about; store.go keeps every check-in.
package visit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/paulmach/orb"

	"lianqi/server/access"
	"lianqi/server/arrival"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/geo"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Store records visits.
type Store struct {
	pool       *pgxpool.Pool
	now        func() time.Time
	enterprise plan.Rule
	announce   Announce
	holder     arrival.Holder
}

// Announce keeps which photos a visit will have, as a part of what is sent in one message.
type Announce func(all *pgx.Batch, visitID, personID string, photos []Photo) error

// New returns the store; now is the server's clock, enterprise the rule of who may see an enterprise e, holder keeps check-ins that came
// after their author's link had ended.
func New(pool *pgxpool.Pool, now func() time.Time, enterprise plan.Rule, announce Announce, holder arrival.Holder) *Store {
	return &Store{pool: pool, now: now, enterprise: enterprise, announce: announce, holder: holder}
}

// CheckInInput is a check-in as the phone captured it.
type CheckInInput struct {
	ID           string // the client's own UUID
	EnterpriseID string
	Position     *Position // nil when there was no fix
	CapturedAt   time.Time // by the phone's clock
	ClockLead    *int      `json:",omitempty"` // seconds by which that was ahead, as the phone knew at capture; nil when it did not
	SeenLead     *int      `json:"-"`          // the same as seen when it was sent; no part of what was captured
	Reason       string    // why it is not in range; at most 500 characters
	Note         string    // what was seen and told; at most 4000 characters
	Photos       []Photo   // at most 9
}

// Position is where the phone says it is.
type Position struct {
	Lon, Lat float64 // degrees, in CRS
	Accuracy float64 // metres, 95 %
	CRS      geo.CRS
	FixedAt  *time.Time // when the fix was made; nil when the phone does not say
}

// Photo is a picture that a person says they will upload.
type Photo struct {
	SHA256  string     // of the bytes, 64 lower-case hex digits
	Bytes   int        // their number
	TakenAt *time.Time // by the phone's clock; nil when it does not say
}

// sentBefore is the query of once.Again: the check-in as a visit, or as it was held.
const sentBefore = `select person_id, content_hash from visit where id = $1
	union all select person_id, content_hash from held_record where id = $1`

// CheckIn records a check-in and returns its id. It is judged and flagged, never refused for its place or time (3.1). NOT_FOUND when the
// enterprise is not the actor's to see, for a cadre: never assigned; FORBIDDEN for whoever does not visit; CONFLICT for the same id with
// other content; WAITING_FOR_REVIEW, with the id, when the assignment ended before it arrived: then it is held.
func (s *Store) CheckIn(ctx context.Context, actor access.Actor, in CheckInInput) (string, error) {
	point, err := in.clean()
	if err != nil {
		return "", err
	}
	received := s.now().UTC().Truncate(time.Microsecond)
	c := capture{
		CheckInInput: in, point: point, received: received,
		lead: arrival.Lead(in.CapturedAt, in.ClockLead, in.SeenLead, received), hash: once.Hash("checkIn", in),
	}
	if s.atOnce(ctx, actor, c) {
		return in.ID, nil
	}
	held := false
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		again, err := once.Again(ctx, tx, sentBefore, in.ID, actor.PersonID, c.hash)
		if err != nil {
			return err
		}
		if again {
			held, err = s.holder.Held(ctx, tx, in.ID)
			return err
		}
		err = s.keep(ctx, tx, actor, c, s.enterprise)
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Forbidden) {
			refused := err
			if held, err = s.hold(ctx, tx, actor, c); err == nil && !held {
				err = refused
			}
			return err
		}
		if err != nil {
			return err
		}
		var photos pgx.Batch
		if err := s.announce(&photos, in.ID, actor.PersonID, in.Photos); err != nil {
			return err
		}
		return tx.SendBatch(ctx, &photos).Close()
	})
	switch {
	case err != nil:
		return "", err
	case held:
		return in.ID, arrival.Waiting()
	}
	return in.ID, nil
}

// capture is a check-in that has arrived.
type capture struct {
	CheckInInput
	point    *orb.Point // nil without a fix
	received time.Time
	lead     *int
	hash     []byte
}

func (c capture) at() time.Time { return arrival.Corrected(c.CapturedAt, c.lead, c.received) }

func (s *Store) hold(ctx context.Context, tx pgx.Tx, actor access.Actor, c capture) (bool, error) {
	return s.holder.Hold(ctx, tx, actor, arrival.Record{
		Kind: arrival.CheckIn, ID: c.ID, EnterpriseID: c.EnterpriseID, Text: c.Note, Content: c.CheckInInput, Hash: c.hash,
		CapturedAt: c.CapturedAt, Lead: c.lead, ReceivedAt: c.received, Photos: len(c.Photos),
	})
}

// Take records a check-in that was held, as it was captured and received, and whoever is linked to the enterprise now.
func (s *Store) Take(ctx context.Context, tx pgx.Tx, author access.Actor, in CheckInInput, hash []byte, lead *int, received time.Time) error {
	point, err := in.clean()
	if err != nil {
		return err
	}
	return s.keep(ctx, tx, author, capture{in, point, received, lead, hash}, plan.Everyone)
}

// atOnce records a check-in that comes for the first time from whom may send it, by two messages: what the database knows, and what was
// judged from it, a transaction by itself. False for all else, and where anything went wrong: then the long way says what.
func (s *Store) atOnce(ctx context.Context, actor access.Actor, c capture) bool {
	if !mayCheckIn(actor) {
		return false
	}
	sql, args := measure(actor, c, s.enterprise)
	rows, _ := s.pool.Query(ctx, sql, args...)
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[place])
	if err != nil || p.Sent {
		return false
	}
	var tell pgx.Batch
	recorded := false
	tell.Queue(once.Lock, c.ID)
	sql, args = record(actor, c, p, true)
	tell.Queue(sql, args...).Exec(func(done pgconn.CommandTag) error {
		recorded = done.RowsAffected() > 0
		return nil
	})
	return s.announce(&tell, c.ID, actor.PersonID, c.Photos) == nil && s.pool.SendBatch(ctx, &tell).Close() == nil && recorded
}

// keep judges a check-in at an enterprise that the rule lets the actor see, and records it.
func (s *Store) keep(ctx context.Context, tx pgx.Tx, actor access.Actor, c capture, sees plan.Rule) error {
	if !mayCheckIn(actor) {
		return fault.New(fault.Forbidden, "您的身份不能走访签到。")
	}
	sql, args := measure(actor, c, sees)
	rows, _ := tx.Query(ctx, sql, args...)
	place, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[place])
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing("家企业")
	}
	if err != nil {
		return fmt.Errorf("measure the check-in: %w", err)
	}
	sql, args = record(actor, c, place, false)
	if _, err := tx.Exec(ctx, sql, args...); err != nil {
		return fmt.Errorf("record the check-in: %w", err)
	}
	return nil
}

func mayCheckIn(a access.Actor) bool {
	return a.Cadre() || a.Is(access.Office, access.Leader, access.Supervisor)
}

// clean brings equal inputs to one form and returns the point in WGS-84, nil without a fix.
func (in *CheckInInput) clean() (*orb.Point, error) {
	var err error
	if in.ID, err = once.ID(in.ID); err != nil {
		return nil, err
	}
	var ok bool
	if in.EnterpriseID, ok = once.Canonical(in.EnterpriseID); !ok {
		return nil, fault.Missing("家企业")
	}
	in.Reason, in.Note, in.CapturedAt = strings.TrimSpace(in.Reason), strings.TrimSpace(in.Note), in.CapturedAt.UTC()
	photos := []Photo{}
	for _, f := range in.Photos {
		f.TakenAt = utc(f.TakenAt)
		photos = append(photos, f)
	}
	in.Photos = photos
	if in.Position == nil {
		return nil, nil
	}
	position := *in.Position
	position.FixedAt = utc(position.FixedAt)
	in.Position = &position
	if err := geo.Accuracy("position.accuracy", position.Accuracy); err != nil {
		return nil, err
	}
	point, err := geo.Point("position", position.Lon, position.Lat, position.CRS)
	return &point, err
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}
