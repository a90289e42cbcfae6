package reception

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Store plans events and signs enterprises up.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// New returns the store; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time) *Store { return &Store{pool, now} }

// furthest is how far ahead an event can be planned.
const furthest = 2 * 366 * 24 * time.Hour

// Input is an event as an office plans it.
type Input struct {
	ID           string // the client's own UUID
	Kind         string // of ReceptionKind
	Title        string // 2 to 60 characters
	DivisionCode string // "" is the office's own
	StartsAt     time.Time
	Place        string // 1 to 100 characters
	Host         string // who receives, 1 to 60 characters
}

// Save plans an event and returns its id. FORBIDDEN unless an office over the division asks, INVALID for a time that has passed or lies more
// than two years ahead, CONFLICT when the id came with other content.
func (s *Store) Save(ctx context.Context, actor access.Actor, in Input) (string, error) {
	if in.DivisionCode == "" {
		in.DivisionCode = actor.DivisionCode
	}
	if actor.Role != access.Office || !actor.Over(in.DivisionCode) {
		return "", fault.New(fault.Forbidden, "只有这个地区的联企办可以安排接待活动。")
	}
	var err error
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	for _, f := range []struct {
		field       string
		text        *string
		least, most int
	}{{"title", &in.Title, 2, 60}, {"place", &in.Place, 1, 100}, {"host", &in.Host, 1, 60}} {
		if *f.text, err = fault.Said(f.field, *f.text, f.least, f.most); err != nil {
			return "", err
		}
	}
	in.StartsAt = in.StartsAt.UTC()
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		hash := once.Hash("saveReceptionEvent", in)
		again, err := once.Again(ctx, tx, "select created_by, content_hash from reception_event where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		if err := s.ahead(in.StartsAt); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			-- name: PlanReceptionEvent
			insert into reception_event (id, kind, title, division_code, starts_at, place, host, created_by, created_at, content_hash)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			in.ID, in.Kind, in.Title, in.DivisionCode, in.StartsAt, in.Place, in.Host, actor.PersonID, s.now(), hash)
		return err
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

// ahead returns INVALID unless a time lies between now and the furthest that can be planned.
func (s *Store) ahead(at time.Time) error {
	if wait := at.Sub(s.now()); wait < 0 || wait > furthest {
		return fault.At("startsAt", "时间应在现在之后、两年之内。")
	}
	return nil
}

// Outcome is what became of an event.
type Outcome string

const (
	Held      Outcome = "HELD"      // it took place
	Cancelled Outcome = "CANCELLED" // it will not
	Moved     Outcome = "MOVED"     // it will at another time
)

// SettleInput is what became of an event.
type SettleInput struct {
	EventID string
	Outcome Outcome
	MoveTo  *time.Time // with Moved
	Note    string     // why, or how it went; at most 1000 characters
}

// Settle says what became of an event and returns its id. NOT_FOUND when it is not the actor's to see, FORBIDDEN unless an office over its
// division asks, CONFLICT when it was held or cancelled before, or is held before it began; INVALID for a time as for Save.
func (s *Store) Settle(ctx context.Context, actor access.Actor, in SettleInput) (string, error) {
	note, err := fault.Said("note", in.Note, 0, 1000)
	if err != nil {
		return "", err
	}
	switch {
	case (in.Outcome == Moved) != (in.MoveTo != nil):
		return "", fault.At("startsAt", "改期时请填新的时间，其他情况不填。")
	case in.MoveTo != nil:
		if err := s.ahead(*in.MoveTo); err != nil {
			return "", err
		}
	}
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		e, err := find(ctx, tx, actor, &in.EventID, "for no key update of re")
		if err != nil {
			return err
		}
		status := e.status
		switch {
		case actor.Role != access.Office || !actor.Over(e.division):
			return fault.New(fault.Forbidden, "只有安排这次活动的地区的联企办可以更改。")
		case e.status != planned:
			return fault.New(fault.Conflict, "这次活动已经举行或取消，不能再改。")
		case in.Outcome == Held && s.now().Before(e.startsAt):
			return fault.New(fault.Conflict, "活动还没有开始，不能记为已举行。")
		case in.Outcome != Moved:
			status = string(in.Outcome)
		}
		_, err = tx.Exec(ctx, `
			-- name: SettleReceptionEvent
			update reception_event set status = $2, starts_at = coalesce($3, starts_at), note = nullif($4, '') where id = $1`,
			in.EventID, status, in.MoveTo, note)
		return err
	})
	return in.EventID, err
}

// planned is the status of an event to come.
const planned = "PLANNED"

// event is what the verbs ask of an event.
type event struct {
	kind, status, division string
	startsAt               time.Time
}

// find returns the event with that id, brought to its one form, if the actor may see it; else NOT_FOUND at receptionEventId.
func find(ctx context.Context, tx pgx.Tx, actor access.Actor, id *string, lock string) (e event, err error) {
	missing := fault.Missing("次接待活动")
	missing.Field = []string{"receptionEventId"}
	canonical, ok := once.Canonical(*id)
	if !ok {
		return e, missing
	}
	*id = canonical
	args := []any{canonical}
	see := plan.See(Sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	err = tx.QueryRow(ctx, "-- name: ReceptionEvent\nselect re.kind, re.status, re.division_code, re.starts_at from reception_event re where re.id = $1 and "+see+" "+lock, args...).
		Scan(&e.kind, &e.status, &e.division, &e.startsAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return e, missing
	}
	if err != nil {
		return e, fmt.Errorf("find the reception event: %w", err)
	}
	return e, nil
}
