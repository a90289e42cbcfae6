package resident

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Store keeps logs and lists.
type Store struct {
	pool       *pgxpool.Pool
	now        func() time.Time
	enterprise plan.Rule
}

// New returns the store; now is the server's clock, enterprise the rule of who may see an enterprise e.
func New(pool *pgxpool.Pool, now func() time.Time, enterprise plan.Rule) *Store {
	return &Store{pool, now, enterprise}
}

const (
	backward = 30 // days that a log may lie back: a phone may have been without a network
	most     = 30 // items of a list, and of a day
)

// LogInput is a day at an enterprise, as the phone captured it.
type LogInput struct {
	ID           string // the client's own UUID
	EnterpriseID string
	Day          time.Time // of Asia/Shanghai, at midnight UTC
	Text         string    // what was done and seen, 2 to 4000 characters
	Hours        *float64  // spent there, above 0 to 24; nil when not told
	Duties       []string  // which of the list were done, in its words
	CapturedAt   time.Time // by the phone's clock
}

// WriteLog keeps a day and returns its id. FORBIDDEN unless a cadre asks, NOT_FOUND when the enterprise is not the actor's, INVALID at day for
// one to come, one more than 30 days ago, and one on which they did not live there; CONFLICT when the day is written already, or the id came
// with other content.
func (s *Store) WriteLog(ctx context.Context, actor access.Actor, in LogInput) (string, error) {
	if !actor.Cadre() {
		return "", fault.New(fault.Forbidden, "驻企日志由驻企干部写。")
	}
	if err := in.clean(); err != nil {
		return "", err
	}
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		hash := once.Hash("writeResidentLog", in)
		again, err := once.Again(ctx, tx, "select person_id, content_hash from resident_log where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		now := s.now()
		if age := dayOf(now).Sub(in.Day); age < 0 || age > backward*24*time.Hour {
			return fault.At("day", "只能写今天和前 %d 天的日志。", backward)
		}
		link, division, err := s.residence(ctx, tx, actor, in)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			-- name: WriteResidentLog
			insert into resident_log (id, assignment_id, person_id, enterprise_id, division_code, day, text, hours, duties, captured_at, received_at, content_hash)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
			in.ID, link, actor.PersonID, in.EnterpriseID, division, in.Day, in.Text, in.Hours, in.Duties, in.CapturedAt, now, hash)
		return err
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

// clean brings equal inputs to one form.
func (in *LogInput) clean() (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	var ok bool
	if in.EnterpriseID, ok = once.Canonical(in.EnterpriseID); !ok {
		return fault.Missing("家企业")
	}
	if in.Text, err = fault.Said("text", in.Text, 2, 4000); err != nil {
		return err
	}
	if h := in.Hours; h != nil && !(*h > 0 && *h <= 24) {
		return fault.At("hours", "在企时间应在 0 到 24 小时之间。")
	}
	in.CapturedAt = in.CapturedAt.UTC()
	in.Duties, err = items("duties", in.Duties)
	return err
}

// items are the lines of a list, each once and not empty.
func items(field string, all []string) ([]string, error) {
	out := []string{}
	for i, text := range all {
		text, err := fault.Said(field+"."+strconv.Itoa(i), text, 2, 200)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	if len(out) > most {
		return nil, fault.At(field, "最多 %d 条。", most)
	}
	return out, nil
}

// dayOf is the day of a moment in Asia/Shanghai, at midnight UTC.
func dayOf(t time.Time) time.Time {
	y, m, d := t.In(deadline.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// residence is the link by which the actor lives at the enterprise on the day, and the enterprise's division. A link that has ended since then
// still counts: what was written on that day may come late.
func (s *Store) residence(ctx context.Context, tx pgx.Tx, actor access.Actor, in LogInput) (link, division string, err error) {
	err = tx.QueryRow(ctx, `
		-- name: ResidenceOn
		select a.id, e.division_code from assignment a join enterprise e on e.id = a.enterprise_id
		 where a.person_id = $1 and a.enterprise_id = $2 and a.mode = 'RESIDENT' and a.cancelled_at is null
		   and $3::date between a.starts_on and coalesce(a.ends_on, 'infinity')`, actor.PersonID, in.EnterpriseID, in.Day).Scan(&link, &division)
	if !errors.Is(err, pgx.ErrNoRows) {
		return link, division, err
	}
	args := []any{in.EnterpriseID}
	see := plan.See(s.enterprise, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	var sees bool
	if err := tx.QueryRow(ctx, "select exists (select from enterprise e where e.id = $1 and "+see+")", args...).Scan(&sees); err != nil {
		return "", "", fmt.Errorf("find the enterprise: %w", err)
	}
	if !sees {
		return "", "", fault.Missing("家企业")
	}
	return "", "", fault.At("day", "这一天您不是这家企业的驻企干部。")
}

// ChecklistInput is a list of an area.
type ChecklistInput struct {
	Kind         string   // DUTY or DISCIPLINE
	DivisionCode string   // "" is the office's own
	Items        []string // at most 30, each 2 to 200 characters; none: the next area's above holds again
}

// SaveChecklist replaces an area's list and returns its id. FORBIDDEN unless an office over the area asks, INVALID for a line that is
// empty or too long.
func (s *Store) SaveChecklist(ctx context.Context, actor access.Actor, in ChecklistInput) (string, error) {
	if in.DivisionCode == "" {
		in.DivisionCode = actor.DivisionCode
	}
	if actor.Role != access.Office || !actor.Over(in.DivisionCode) {
		return "", fault.New(fault.Forbidden, "只有这个地区的联企办可以修改驻企干部的职责和纪律。")
	}
	lines, err := items("items", in.Items)
	if err != nil {
		return "", err
	}
	var id string
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, `
			-- name: SaveResidentChecklist
			insert into resident_checklist (id, division_code, kind, items, saved_by, saved_at)
			values (md5('resident_checklist ' || $1 || ' ' || $2)::uuid, $1, $2, $3, $4, $5)
			on conflict (division_code, kind) do update set items = excluded.items, saved_by = excluded.saved_by, saved_at = excluded.saved_at
			returning id`, in.DivisionCode, in.Kind, lines, actor.PersonID, s.now()).Scan(&id)
	})
	return id, err
}
