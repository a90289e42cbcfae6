package problem

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/intake"
)

// Import takes the problems of a ledger into the database, in the name of the office to which account belongs, and tells what became of
// each row. It is for what was handled elsewhere: earlier years, or a hotline's export (C5).
//
// A row becomes a problem where the ledger leaves it, by the steps that the state machine has on the way there, each dated by the ledger's
// day; nobody is told. Its number names it among those of the same channel that came in this area's name: a row that came before is left
// as it stands, and flagged when it says something else now. The dates that are due are the ledger's, else those of the campaign's policy.
func Import(ctx context.Context, pool *pgxpool.Pool, table *intake.Table, account string, now time.Time, o intake.Options) (*intake.Report, error) {
	by, err := importer(ctx, pool, account)
	if err != nil {
		return nil, err
	}
	report := intake.Report{Noun: "问题", Unit: "行", Read: len(table.Rows)}
	if len(table.Ignored) > 0 {
		report.Note("没有用到的列：%s", strings.Join(table.Ignored, "、"))
	}
	y, m, d := now.In(deadline.Zone).Date()
	check := ledger{area: by.DivisionCode, today: time.Date(y, m, d, 0, 0, 0, 0, deadline.Zone), Checker: intake.Checker{Report: &report, Columns: Columns, Words: ledgerWords}}
	var good []*entry
	for _, row := range table.Rows {
		if e, ok := check.check(row); ok {
			good = append(good, e)
		}
	}
	return intake.Load(ctx, pool, o, report, func(tx pgx.Tx, r *intake.Report) error {
		o.Progress.Begin("核对企业、单位、活动和已有问题")
		known, err := judgeLedger(ctx, tx, by.DivisionCode, good, o.Progress)
		if err != nil {
			return fmt.Errorf("judge the ledger: %w", err)
		}
		w := &writer{importer: by, now: now.UTC().Truncate(time.Microsecond)}
		for _, e := range good {
			f := known[e.row.Line]
			switch column, reason := f.refusal(e); {
			case reason != "":
				r.Refuse(e.row.Line, intake.Title(Columns, column), e.row.Get(column), "%s", reason)
				continue
			case f.Known != nil && !bytes.Equal(f.Known, e.hash):
				r.Flag(e.row.Line, intake.Title(Columns, "number"), e.row.Get("number"), "以前导入过，这次内容不同，保持系统中的原样")
				r.Unchanged++
				continue
			case f.Known != nil:
				r.Unchanged++
				continue
			case e.grade != nil && (*e.grade == "DISSATISFIED" || *e.grade == "VERY_DISSATISFIED"):
				r.Flag(e.row.Line, intake.Title(Columns, "grade"), e.row.Get("grade"), "按规则应重办，照台账记为已销号")
			}
			w.entries = append(w.entries, incoming{e, f})
		}
		o.Progress.Begin("写入问题")
		if err := w.write(ctx, tx, o.Progress); err != nil {
			return fmt.Errorf("write the problems: %w", err)
		}
		r.Added = len(w.entries)
		return nil
	})
}

// office is in whose name an import is.
type office struct{ PersonID, DivisionCode, Level string }

// importer is the office of an account; an error says in Chinese that it has none.
func importer(ctx context.Context, pool *pgxpool.Pool, account string) (of office, err error) {
	err = pool.QueryRow(ctx, `
		-- name: ImportingOffice
		select n.id, r.division_code, d.level
		  from person n join person_role r on r.person_id = n.id join division d on d.code = r.division_code
		 where n.account = $1 and n.disabled_at is null and r.role = 'OFFICE'
		 order by r.position, r.id limit 1`, account).Scan(&of.PersonID, &of.DivisionCode, &of.Level)
	if errors.Is(err, pgx.ErrNoRows) {
		return of, fault.New(fault.Invalid, "账号 %q 不是联企办的账号，请用 --by 写明以哪个联企办账号的名义导入。", account)
	}
	if err != nil {
		return of, fmt.Errorf("find the office: %w", err)
	}
	return of, nil
}
