package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// slowest is how long reading the rows of one workbook may take.
const slowest = "2min"

// export reads what a reader may see into a workbook and writes into export_log that it was read. INVALID for a bad filter.
func (s *Server) export(ctx context.Context, reader access.Actor, what output, members url.Values) (*book, error) {
	asked := maps.Clone(members)
	maps.Copy(asked, what.fixed)
	rows, err := s.nouns.Select(what.list, asked, plan.Actor{Role: reader.RoleName(), Values: reader.Values(), At: s.now()})
	if err != nil {
		return nil, err
	}
	b, err := newBook(what.title, what.columns)
	if err != nil {
		return nil, fmt.Errorf("begin a workbook: %w", err)
	}
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "set local statement_timeout = '"+slowest+"'"); err != nil {
			return err
		}
		if err := fill(ctx, tx, b, rows, what); err != nil {
			return err
		}
		now := s.now()
		notes, err := s.describe(ctx, tx, reader, what, members, b, now)
		if err != nil {
			return err
		}
		if err := b.finish(notes); err != nil {
			return err
		}
		return write(ctx, tx, reader, what.title, asked.Encode(), b.rows, now)
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("export %s: %w", what.title, err), b.close())
	}
	return b, nil
}

// fill reads the rows one by one.
func fill(ctx context.Context, tx pgx.Tx, b *book, rows *plan.Selection, what output) error {
	expressions := make([]string, len(what.columns))
	for i, c := range what.columns {
		expressions[i] = c.sql
	}
	sql := "/* " + what.title + " */ select " + strings.Join(expressions, ",\n") + "\nfrom " + what.from(rows) + "\norder by " + what.order
	d, err := tx.Conn().PgConn().Prepare(ctx, "", sql, nil)
	if err != nil {
		return err
	}
	found, err := tx.Query(ctx, sql, append([]any{pgx.QueryExecModeDescribeExec}, rows.Args(d.ParamOIDs)...)...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		values, err := found.Values()
		if err != nil {
			return err
		}
		if err := b.add(values); err != nil {
			return err
		}
	}
	return found.Err()
}

// describe names the file and says what its rows are.
func (s *Server) describe(ctx context.Context, tx pgx.Tx, reader access.Actor, what output, members url.Values, b *book, now time.Time) ([][2]string, error) {
	var person, area string
	err := tx.QueryRow(ctx, `select n.name, coalesce(
			(select name from division where code = nullif($2, '')), (select name from division where code = nullif($3, '')),
			(select name from organization where id = nullif($4, '')::uuid), (select name from enterprise where id = nullif($5, '')::uuid), '全部')
		from person n where n.id = $1`,
		reader.PersonID, members.Get("divisionCode"), reader.DivisionCode, reader.OrganizationID, reader.EnterpriseID).Scan(&person, &area)
	if err != nil {
		return nil, fmt.Errorf("say who exports: %w", err)
	}
	at := now.In(shanghai)
	b.name = fmt.Sprintf("%s_%s_%s.xlsx", what.title, area, at.Format("20060102"))
	return [][2]string{
		{"表名", what.title},
		{"范围", area},
		{"筛选条件", s.filterInWords(members, area)},
		{"行数", fmt.Sprintf("%d 行", b.rows)},
		{"导出时间", at.Format("2006-01-02 15:04") + "（北京时间）"},
		{"导出人", person + "（" + s.word("Role")[string(reader.Role)] + "）"},
		{"说明", "只含导出人有权查看的记录；表中数据为导出时刻的情况。内含个人和企业信息，请妥善保管，本次导出已记录。" + what.note},
	}, nil
}

// labels are the members of the filters as people say them.
var labels = map[string]string{
	"divisionCode": "区划", "status": "状态", "category": "类别", "organizationId": "单位", "enterpriseId": "企业", "parkId": "园区",
	"overdue": "超期未答复", "open": "未办结", "mine": "本人或本单位的", "dispatchStatus": "本单位办理状态", "lamp": "灯", "awaitsRuling": "待裁定",
	"text": "含有文字", "batchId": "批次", "sector": "行业", "isKey": "重点企业", "unassigned": "无人联系", "rank": "职级", "applyMode": "享受方式", "expired": "已过期", "withdrawn": "已撤下", "from": "自", "to": "至",
	"standing": "对账状态",
}

// enums are the members of the filters whose values have words of their own.
var enums = map[string]string{
	"status": "ProblemStatus", "category": "ProblemCategory", "dispatchStatus": "DispatchStatus", "lamp": "Lamp", "sector": "Sector", "rank": "CadreRank", "applyMode": "PolicyApplyMode", "standing": "ReconciliationStanding",
}

// filterInWords says what was asked for; of a single record only that it is one, as its name may not be the reader's to know.
func (s *Server) filterInWords(members url.Values, area string) string {
	var parts []string
	for _, member := range slices.Sorted(maps.Keys(members)) {
		var said []string
		for _, v := range members[member] {
			switch {
			case v == "":
				continue
			case member == "divisionCode":
				v = area
			case strings.HasSuffix(member, "Id"):
				v = "指定的一个"
			case v == "true":
				v = "是"
			case v == "false":
				v = "否"
			case enums[member] != "":
				v = s.word(enums[member])[v]
			}
			said = append(said, v)
		}
		if said != nil {
			label := labels[member]
			if label == "" {
				label = member
			}
			parts = append(parts, label+"："+strings.Join(said, "、"))
		}
	}
	if parts == nil {
		return "无"
	}
	return strings.Join(parts, "；")
}

// write keeps that somebody took these rows.
func write(ctx context.Context, tx pgx.Tx, reader access.Actor, title, filter string, rows int, now time.Time) error {
	_, err := tx.Exec(ctx, `insert into export_log (id, person_id, role, division_code, organization_id, enterprise_id, name, filter, row_count, at)
		values ($1, $2, $3, nullif($4, ''), nullif($5, '')::uuid, nullif($6, '')::uuid, $7, $8, $9, $10)`,
		once.New(), reader.PersonID, string(reader.Role), reader.DivisionCode, reader.OrganizationID, reader.EnterpriseID, title, filter, rows, now)
	if err != nil {
		return fmt.Errorf("write down the export: %w", err)
	}
	return nil
}
