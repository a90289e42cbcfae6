package sample

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// largest is how many problems a sample may have.
const largest = 250

// Kind is what a sample draws evenly.
type Kind string

const (
	Enterprise Kind = "ENTERPRISE" // 随机企业: at most one problem of an enterprise while there are enterprises left
	Problem    Kind = "PROBLEM"    // 随机问题: every problem with the same chance
)

// Store draws samples.
type Store struct {
	pool    *pgxpool.Pool
	now     func() time.Time
	problem plan.Rule
}

// New returns the store; problem is the rule of who may see a problem p.
func New(pool *pgxpool.Pool, now func() time.Time, problem plan.Rule) *Store {
	return &Store{pool: pool, now: now, problem: problem}
}

// DrawInput says from what to draw. Days are Asia/Shanghai's, at midnight UTC.
type DrawInput struct {
	ID             string // the client's own UUID
	Kind           Kind
	DivisionCode   string // this division and below
	OrganizationID string // the unit that led; "" for all
	From, To       time.Time
	Size           int
	Seed           string // "" for one of the server's
}

// Draw keeps a sample of the problems that were closed in the period and still are, and returns its id. Every problem has a ticket,
// SHA-256 of the seed and its id (sample_ticket). The lowest tickets win; of a sample of enterprises, the lowest of each enterprise before
// any second one. So the order in which rows were written means nothing, and whoever knows the seed can draw again.
//
// FORBIDDEN unless an office or supervisor asks; NOT_FOUND for an area or unit that is not theirs; INVALID for an input, and when nothing was
// closed; CONFLICT for the same id with other content.
func (s *Store) Draw(ctx context.Context, actor access.Actor, in DrawInput) (id string, err error) {
	if err := clean(actor, &in); err != nil {
		return "", err
	}
	hash := once.Hash("drawSample", in)
	seed := in.Seed
	if seed == "" {
		var random [8]byte
		_, _ = rand.Read(random[:])
		seed = hex.EncodeToString(random[:])
	}
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		again, err := once.Again(ctx, tx, "select drawn_by, content_hash from sample where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		if in.OrganizationID != "" {
			var known bool
			if err := tx.QueryRow(ctx, "select exists (select from organization where id = $1)", in.OrganizationID).Scan(&known); err != nil {
				return fmt.Errorf("find the unit: %w", err)
			}
			if !known {
				return errNoUnit
			}
		}
		problems, population, err := s.tickets(ctx, tx, actor, in, seed)
		if err != nil {
			return err
		}
		if len(problems) == 0 {
			return fault.At("from", "这段时间、这个范围没有已销号的问题，没有可抽的。")
		}
		_, err = tx.Exec(ctx, `
			-- name: KeepSample
			insert into sample (id, kind, division_code, organization_id, from_day, to_day, size_asked, size, population, seed, seed_given,
			                    drawn_by, drawn_at, content_hash)
			values ($1, $2, $3, nullif($4, '')::uuid, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
			in.ID, in.Kind, in.DivisionCode, in.OrganizationID, in.From, in.To, in.Size, len(problems), population, seed, in.Seed != "",
			actor.PersonID, s.now(), hash)
		if err != nil {
			return fmt.Errorf("keep the sample: %w", err)
		}
		_, err = tx.Exec(ctx, `
			-- name: KeepSampleItems
			insert into sample_item (sample_id, position, problem_id) select $1, position, problem from unnest($2::uuid[]) with ordinality as u (problem, position)`,
			in.ID, problems)
		if err != nil {
			return fmt.Errorf("keep what was drawn: %w", err)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return in.ID, nil
}

var errNoUnit = &fault.Fault{Code: fault.NotFound, Field: []string{"organizationId"}, Message: "没有找到这个单位。"}

// clean checks an input and brings it into its one form.
func clean(actor access.Actor, in *DrawInput) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	ok := true
	if in.OrganizationID != "" {
		in.OrganizationID, ok = once.Canonical(in.OrganizationID)
	}
	in.Seed = strings.TrimSpace(in.Seed)
	switch {
	case !actor.Is(access.Office, access.Supervisor):
		return fault.New(fault.Forbidden, "只有联企办和督导组可以抽取回头看样本。")
	case !slices.Contains(actor.Areas, in.DivisionCode):
		return &fault.Fault{Code: fault.NotFound, Field: []string{"divisionCode"}, Message: "没有找到这个行政区划，或不在您的辖区内。"}
	case !ok:
		return errNoUnit
	case in.To.Before(in.From):
		return fault.At("to", "截止日期不能早于起始日期。")
	case in.Size < 1 || in.Size > largest:
		return fault.At("size", "抽查件数须在 1 至 %d 之间。", largest)
	case len([]rune(in.Seed)) > 64 || strings.ContainsFunc(in.Seed, func(r rune) bool { return !unicode.IsPrint(r) }):
		return fault.At("seed", "随机种子最多 64 个字，且不能有看不见的字符。")
	}
	return nil
}

// tickets returns the problems that win, in order, and how many took part.
func (s *Store) tickets(ctx context.Context, tx pgx.Tx, actor access.Actor, in DrawInput, seed string) (problems []string, population int, err error) {
	args := []any{in.DivisionCode, in.OrganizationID, in.From, in.To, in.Size, seed, in.Kind}
	visible := plan.See(s.problem, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	rows, err := tx.Query(ctx, `
		-- name: DrawSample
		select id, population from (
		  select p.id, sample_ticket($6, p.id) as ticket, count(*) over () as population,
		         case $7 when 'ENTERPRISE' then row_number() over (partition by p.enterprise_id order by sample_ticket($6, p.id)) else 1 end as turn
		    from problem p
		   where p.status = 'CLOSED' and p.division_code >= area_from($1) and p.division_code < area_to($1)
		     and ($2 = '' or p.lead_organization_id::text = $2)
		     and p.closed_at >= $3::date::timestamp at time zone 'Asia/Shanghai' and p.closed_at < ($4::date + 1)::timestamp at time zone 'Asia/Shanghai'
		     and `+visible+`
		) drawn order by turn, ticket limit $5`, args...)
	if err != nil {
		return nil, 0, fmt.Errorf("draw: %w", err)
	}
	var id string
	if _, err := pgx.ForEachRow(rows, []any{&id, &population}, func() error { problems = append(problems, id); return nil }); err != nil {
		return nil, 0, fmt.Errorf("draw: %w", err)
	}
	return problems, population, nil
}
