// Package visit is about visits (走访): cadres who check in at enterprises, with the evidence (B1, 3.1).
//
// judge.go holds the judgement as pure functions; store.go has the database measure what they ask about, and keeps every check-in.
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
	"lianqi/server/deadline"
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
	var ask, tell pgx.Batch
	sent, recorded := false, false
	var p place
	ask.Queue("-- name: WasSent\nselect exists ("+sentBefore+")", c.ID).QueryRow(func(row pgx.Row) error { return row.Scan(&sent) })
	sql, args := measure(actor, c, s.enterprise)
	ask.Queue(sql, args...).Query(func(rows pgx.Rows) (err error) {
		p, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[place])
		return err
	})
	if s.pool.SendBatch(ctx, &ask).Close() != nil || sent {
		return false
	}
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

// place is what the database knows of the check-in's place.
type place struct {
	DivisionCode      string
	Radius            float64
	Distance, ToPark  *float64 // metres on the spheroid
	PreviousDistance  *float64
	PreviousAccuracy  *float64
	PreviousCheckedIn *time.Time
	Repeated          bool
}

// measure is the query that asks for the way from the fix to the fence and the check-in before; to the park only outside the fence, where it
// decides. Coordinates that are equal to seven digits are near each other, which is cheaper to see and so is asked first; so is whether a time
// lies outside the check-in's day.
func measure(actor access.Actor, in capture, sees plan.Rule) (sql string, args []any) {
	var lon, lat *float64
	var crs *geo.CRS
	if in.Position != nil {
		lon, lat, crs = &in.Position.Lon, &in.Position.Lat, &in.Position.CRS
	}
	day, next := dayOf(in.at())
	args = []any{in.EnterpriseID, in.point, actor.PersonID, in.at(), lon, lat, crs, day, next}
	see := plan.See(sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	return `
		-- name: PlaceOfCheckIn
		select e.division_code, e.fence_radius::float8 as radius, f.distance,
		       case when f.distance <= e.fence_radius then null else (
		         select st_distance(k.boundary::geography, $2::geometry::geography) from park k where k.id = e.park_id) end as to_park,
		       l.distance as previous_distance, l.accuracy as previous_accuracy, l.checked_in_at as previous_checked_in,
		       exists (
		         select from visit r
		          where r.person_id = $3 and (r.checked_in_at < $8 or r.checked_in_at >= $9) and r.raw_crs = $7 and abs(st_x(r.raw_point) - $5) < 1e-6
		            and round(st_x(r.raw_point)::numeric, 7) = round($5::float8::numeric, 7)
		            and round(st_y(r.raw_point)::numeric, 7) = round($6::float8::numeric, 7)) as repeated
		  from enterprise e
		 cross join lateral (select st_distance(e.location::geography, $2::geometry::geography) as distance) f
		  left join lateral (
		    select st_distance(b.location::geography, $2::geometry::geography) as distance, b.accuracy, b.checked_in_at
		      from visit b
		     where b.person_id = $3 and b.location is not null and b.checked_in_at <= $4
		     order by b.checked_in_at desc, b.id desc limit 1) l on true
		 where e.id = $1 and ` + see, args
}

// dayOf is when the day of a moment begins and when the next one does.
func dayOf(at time.Time) (day, next time.Time) {
	year, month, date := at.In(deadline.Zone).Date()
	day = time.Date(year, month, date, 0, 0, 0, 0, deadline.Zone)
	return day, day.AddDate(0, 0, 1)
}

// record is the statement that keeps a check-in, judged; nothing is kept of one that should be the first of its id when that was held meanwhile.
func record(actor access.Actor, in capture, p place, first bool) (sql string, args []any) {
	c := Circumstances{CapturedAt: in.CapturedAt, Lead: in.lead, ReceivedAt: in.received, Repeated: p.Repeated}
	var lon, lat, accuracy *float64
	var fixedAt *time.Time
	crs := geo.WGS84
	if in.Position != nil {
		lon, lat, accuracy, fixedAt, crs = &in.Position.Lon, &in.Position.Lat, &in.Position.Accuracy, in.Position.FixedAt, in.Position.CRS
		c.Fix = &Fix{Accuracy: in.Position.Accuracy, At: fixedAt}
		if p.PreviousDistance != nil {
			c.Previous = &Previous{Distance: *p.PreviousDistance, Accuracy: *p.PreviousAccuracy, At: *p.PreviousCheckedIn}
		}
	}
	result := Judge(c.Fix, Target{Distance: p.Distance, Radius: p.Radius, ToPark: p.ToPark})
	return `
		-- name: RecordCheckIn
		insert into visit (id, enterprise_id, person_id, division_code, check_in_result, location, raw_point, raw_crs, accuracy, fixed_at, distance,
		                   flags, reason, note, captured_at, clock_lead, received_at, photos_expected, content_hash)
		select $1, $2, $3, $4, $5, $6, st_point($7, $8), $9, $10, $11, $12, $13, nullif($14, ''), nullif($15, ''), $16, $17, $18, $19, $20
		 where not ($21 and exists (select from held_record where id = $1))`, []any{
		in.ID, in.EnterpriseID, actor.PersonID, p.DivisionCode, result, in.point, lon, lat, crs, accuracy, fixedAt, p.Distance,
		Flags(c), in.Reason, in.Note, in.CapturedAt, in.lead, in.received, len(in.Photos), in.hash, first,
	}
}
