// Package batch is about batches of problems that an office hands out together, with a number and a date (交办批次, D4).
package batch

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// MaxItems is how many problems a batch may have.
const MaxItems = 250

// slack is how many days the date on a batch's paper may lie before or after the day on which it is handed out.
const slack = 30

// HandOut accepts one problem and hands it to units as part of tx, by the verb that triages it. Problems are held in one order before.
type HandOut func(ctx context.Context, tx pgx.Tx, actor access.Actor, level string, items []Item) error

// Store makes batches.
type Store struct {
	pool    *pgxpool.Pool
	now     func() time.Time
	handOut HandOut
}

// New returns the store; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time, handOut HandOut) *Store {
	return &Store{pool: pool, now: now, handOut: handOut}
}

// Input is a batch as an office makes it.
type Input struct {
	ID     string    // the client's own UUID
	Number string    // for people, such as 第4批; 1 to 40 characters, once in a division
	Date   time.Time // on its paper, at midnight UTC
	Level  string    // that handles its problems
	Items  []Item    // 1 to MaxItems, no problem twice
}

// Item is one problem of a batch.
type Item struct {
	ProblemID       string
	ExpectedVersion *int   // nil: whatever it is
	Complexity      string // "" is Simple
	Note            string
	Units           []Unit // empty for the dual-line default (R2)
}

// Unit is to whom a problem is handed.
type Unit struct{ OrganizationID, Line, Role string }

// Dispatch hands out all problems of a batch, or none, and returns the batch's id. FORBIDDEN unless an office asks; CONFLICT when the
// number is taken or the id came with other content. What is wrong with an item is said below items and its index, from 0, with the codes
// of triage.
func (s *Store) Dispatch(ctx context.Context, actor access.Actor, in Input) (string, error) {
	if actor.Role != access.Office {
		return "", fault.New(fault.Forbidden, "只有联企办可以分批交办。")
	}
	if err := in.clean(s.now()); err != nil {
		return "", err
	}
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		hash := once.Hash("dispatchBatch", in)
		again, err := once.Again(ctx, tx, "select made_by, content_hash from dispatch_batch where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		at := s.now().UTC().Truncate(time.Microsecond)
		_, err = tx.Exec(ctx, `
			-- name: MakeBatch
			insert into dispatch_batch (id, number, date, level, division_code, made_by, made_at, content_hash)
			values ($1, $2, $3, $4, $5, $6, $7, $8)`,
			in.ID, in.Number, in.Date, in.Level, actor.DivisionCode, actor.PersonID, at, hash)
		if err != nil {
			return fmt.Errorf("make the batch: %w", err)
		}
		if err := s.handOut(ctx, tx, actor, in.Level, in.Items); err != nil {
			return err
		}
		problems := make([]string, len(in.Items))
		for i, item := range in.Items {
			problems[i] = item.ProblemID
		}
		_, err = tx.Exec(ctx, `
			-- name: FillBatch
			insert into dispatch_batch_item (batch_id, problem_id, position, at)
			select $1, i.problem_id, i.position, $3 from unnest($2::uuid[]) with ordinality i (problem_id, position)`, in.ID, problems, at)
		if err != nil {
			return fmt.Errorf("fill the batch: %w", err)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

// clean brings equal inputs to one form and refuses what cannot be a batch.
func (in *Input) clean(now time.Time) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	in.Number = strings.TrimSpace(in.Number)
	if n := len([]rune(in.Number)); n > 40 || !strings.ContainsFunc(in.Number, func(r rune) bool { return r != ' ' && unicode.IsPrint(r) }) {
		return fault.At("number", "批次编号应为 1 到 40 个字，如“第4批”。")
	}
	if away := now.Sub(in.Date).Hours() / 24; away > slack+1 || away < -slack {
		return fault.At("date", "批次日期须在今天前后 %d 天之内。", slack)
	}
	if n := len(in.Items); n < 1 || n > MaxItems {
		return fault.At("items", "一批应有 1 到 %d 件问题，现在是 %d 件。", MaxItems, n)
	}
	first := map[string]int{}
	items := make([]Item, len(in.Items))
	for i, item := range in.Items {
		id, ok := once.Canonical(item.ProblemID)
		if !ok {
			return Under(fault.Missing("件问题"), i)
		}
		if before, twice := first[id]; twice {
			return fault.At("items."+strconv.Itoa(i)+".problemId", "这件问题与第 %d 件相同。", before+1)
		}
		first[id], item.ProblemID = i, id
		items[i] = item
	}
	in.Items = items
	return nil
}

// Under puts a fault below the item with that index.
func Under(err error, index int) error { return fault.Under(err, "items", strconv.Itoa(index)) }
