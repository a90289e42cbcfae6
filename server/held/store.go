// Package held is about records that arrived after their author's link to the enterprise had ended (待审核): kept whole, with their photos,
// until an office over the enterprise accepts or declines them. See package arrival for what the other nouns say of them.
package held

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/arrival"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Store keeps and rules on held records.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
	take map[string]Take
}

// Taken is a held record as the verb that would have made it takes it.
type Taken struct {
	Content    []byte // JSON
	Hash       []byte
	Lead       *int
	ReceivedAt time.Time
}

// Take makes the visit or problem of a held record, whoever is linked to the enterprise now. Its photos are announced already.
type Take func(ctx context.Context, tx pgx.Tx, author access.Actor, t Taken) error

// New returns the store; now is the clock by which rulings are dated, take says by kind how a record takes effect.
func New(pool *pgxpool.Pool, now func() time.Time, take map[string]Take) *Store {
	return &Store{pool: pool, now: now, take: take}
}

// Keeper is where nouns put records that have to be held; announce keeps which photos one will have.
type Keeper struct {
	Announce func(ctx context.Context, tx pgx.Tx, heldID, personID string, content any) error
}

// Hold implements arrival.Holder. An application was never linked to anything.
func (k Keeper) Hold(ctx context.Context, tx pgx.Tx, author access.Actor, r arrival.Record) (bool, error) {
	if author.PersonID == "" {
		return false, nil
	}
	content, err := json.Marshal(r.Content)
	if err != nil {
		return false, fmt.Errorf("keep a held record: %w", err)
	}
	done, err := tx.Exec(ctx, `
		-- name: HoldRecord
		insert into held_record (id, kind, person_id, role, enterprise_id, division_code, linked_until, visit_id, title, text, content, content_hash,
		                         captured_at, clock_lead, received_at, photos_expected)
		select $1, $2, $3, case when l.mode = 'RESIDENT' then 'RESIDENT_CADRE' else 'LINK_CADRE' end, e.id, e.division_code,
		       case when l.ended then l.ends_on end, nullif($5, '')::uuid, nullif($6, ''), nullif($7, ''), $8, $9, $10, $11, $12, $13
		  from enterprise e
		 cross join lateral (
		       select a.mode, a.ends_on, not exists (
		                select from assignment c where c.person_id = a.person_id and c.enterprise_id = a.enterprise_id
		                   and (select today()) between c.starts_on and coalesce(c.ends_on, 'infinity')) as ended
		         from assignment a
		        where a.person_id = $3 and a.enterprise_id = e.id and a.cancelled_at is null and a.starts_on <= (select today())
		        order by a.starts_on desc limit 1) l
		 where e.id = $4 and (l.ended or exists (select from held_record v where v.id::text = $5 and v.person_id = $3 and v.state = 'WAITING'))`,
		r.ID, r.Kind, author.PersonID, r.EnterpriseID, r.VisitID, r.Title, r.Text, content, r.Hash, r.CapturedAt, r.Lead, r.ReceivedAt, r.Photos)
	if err != nil {
		return false, fmt.Errorf("hold a record: %w", err)
	}
	if done.RowsAffected() == 0 || r.Photos == 0 {
		return done.RowsAffected() > 0, nil
	}
	return true, k.Announce(ctx, tx, r.ID, author.PersonID, r.Content)
}

// Held implements arrival.Holder.
func (Keeper) Held(ctx context.Context, tx pgx.Tx, id string) (held bool, err error) {
	if err = tx.QueryRow(ctx, "-- name: WasHeld\nselect exists (select from held_record where id = $1)", id).Scan(&held); err != nil {
		return false, fmt.Errorf("look for a held record: %w", err)
	}
	return held, nil
}

// RulingInput is what an office decides.
type RulingInput struct {
	ID      string
	Approve bool
	Note    string // at most 1000 characters; needed when it is declined
}

// record is a held record to be ruled on.
type record struct {
	Kind, State, PersonID, Role string
	RuledBy, Ruling             *string
	VisitWaits                  bool
	Taken
}

// Rule accepts or declines a held record, once; the same ruling again changes nothing. NOT_FOUND when the actor may not see it, FORBIDDEN
// unless an office asks, CONFLICT when it was ruled on otherwise or its visit waits still.
func (s *Store) Rule(ctx context.Context, actor access.Actor, in RulingInput) error {
	id, ok := once.Canonical(in.ID)
	if !ok {
		return fault.Missing("条待审核记录")
	}
	least := 1
	if in.Approve {
		least = 0
	}
	note, err := fault.Said("note", in.Note, least, 1000)
	if err != nil {
		return err
	}
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		r, err := lock(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		state := map[bool]string{true: "ACCEPTED", false: "DECLINED"}[in.Approve]
		switch {
		case actor.Role != access.Office:
			return fault.New(fault.Forbidden, "只有联企办可以审核。")
		case r.State == state && *r.RuledBy == actor.PersonID && (r.Ruling == nil && note == "" || r.Ruling != nil && *r.Ruling == note):
			return nil
		case r.State != "WAITING":
			return fault.New(fault.Conflict, "这条记录已经审核过了。")
		case in.Approve && r.VisitWaits:
			return fault.New(fault.Conflict, "请先审核它所属的走访签到。")
		}
		if in.Approve {
			if err := s.accept(ctx, tx, id, r); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `
			-- name: RuleOnHeldRecord
			update held_record set state = $2, ruled_by = $3, ruled_at = $4, ruling = nullif($5, '') where id = $1`,
			id, state, actor.PersonID, s.now(), note)
		if err != nil {
			return fmt.Errorf("rule on a held record: %w", err)
		}
		return nil
	})
}

// lock waits for the record and reads it.
func lock(ctx context.Context, tx pgx.Tx, actor access.Actor, id string) (r record, err error) {
	args := []any{id}
	see := plan.See(Sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	rows, err := tx.Query(ctx, `
		-- name: LockHeldRecord
		select hr.kind, hr.state, hr.person_id::text as person_id, hr.role, hr.ruled_by::text as ruled_by, hr.ruling, hr.content::text::bytea as content,
		       hr.content_hash as hash, hr.clock_lead as lead, hr.received_at,
		       exists (select from held_record v where v.id = hr.visit_id and v.state = 'WAITING') as visit_waits
		  from held_record hr where hr.id = $1 and `+see+` for update of hr`, args...)
	if err == nil {
		r, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[record])
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return r, fault.Missing("条待审核记录")
	}
	if err != nil {
		return r, fmt.Errorf("read a held record: %w", err)
	}
	return r, nil
}

// accept makes the record what it was captured as, and gives it its photos.
func (s *Store) accept(ctx context.Context, tx pgx.Tx, id string, r record) error {
	if err := s.take[r.Kind](ctx, tx, access.Actor{Role: access.Role(r.Role), PersonID: r.PersonID}, r.Taken); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		-- name: HandOverPhotos
		update photo set held_id = null, visit_id = case when $2 = 'CHECK_IN' then held_id end, problem_id = case when $2 = 'REPORT' then held_id end
		 where held_id = $1`, id, r.Kind)
	if err != nil {
		return fmt.Errorf("hand over a held record's photos: %w", err)
	}
	return nil
}
