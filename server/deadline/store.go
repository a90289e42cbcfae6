package deadline

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/fault"
)

// Querier is a pool or a transaction.
type Querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// LoadCalendar reads the exceptions of the days from the day of from to the day of to, both included.
func LoadCalendar(ctx context.Context, q Querier, from, to time.Time) (Calendar, error) {
	rows, err := q.Query(ctx, `
		-- name: WorkCalendar
		select day::text, off, name from work_calendar where day between $1 and $2`,
		from.In(Zone).Format(time.DateOnly), to.In(Zone).Format(time.DateOnly))
	if err != nil {
		return nil, fmt.Errorf("read the working calendar: %w", err)
	}
	cal := Calendar{}
	var day string
	var e Exception
	if _, err := pgx.ForEachRow(rows, []any{&day, &e.Off, &e.Name}, func() error { cal[day] = e; return nil }); err != nil {
		return nil, fmt.Errorf("read the working calendar: %w", err)
	}
	return cal, nil
}

// LoadPolicy reads a policy with its steps; NOT_FOUND when there is none of that code.
func LoadPolicy(ctx context.Context, q Querier, code string) (Policy, error) {
	rows, err := q.Query(ctx, `
		-- name: SlaPolicy
		select p.name, p.source, extract(epoch from p.office_open)::int, extract(epoch from p.office_close)::int, p.answer_days, p.ruling_days, p.extension_days, s.timer, s.complexity, s.n, s.unit
		  from sla_policy p join sla_step s on s.policy_code = p.code
		 where p.code = $1`, code)
	if err != nil {
		return Policy{}, fmt.Errorf("read the policy %s: %w", code, err)
	}
	p := Policy{Code: code, Steps: map[Timer]map[Complexity]Step{}}
	var opens, closes int
	var timer Timer
	var complexity Complexity
	var step Step
	tag, err := pgx.ForEachRow(rows, []any{&p.Name, &p.Source, &opens, &closes, &p.AnswerDays, &p.RulingDays, &p.Furthest, &timer, &complexity, &step.N, &step.Unit}, func() error {
		if p.Steps[timer] == nil {
			p.Steps[timer] = map[Complexity]Step{}
		}
		p.Steps[timer][complexity] = step
		return nil
	})
	if err != nil {
		return Policy{}, fmt.Errorf("read the policy %s: %w", code, err)
	}
	if tag.RowsAffected() == 0 {
		return Policy{}, fault.Missing("套时限方案")
	}
	p.OfficeOpen, p.OfficeClose = time.Duration(opens)*time.Second, time.Duration(closes)*time.Second
	return p, nil
}
