package person

import (
	"context"

	"github.com/jackc/pgx/v5"

	"lianqi/server/intake"
)

// stage copies the candidates into a table that lives as long as the transaction.
func stage(ctx context.Context, tx pgx.Tx, good []candidate, p intake.Progress) error {
	_, err := tx.Exec(ctx, `
		-- name: StageCadres
		create temp table incoming (
		  line int primary key, id uuid, account text, name text, division text collate "C", phone text, unit text, rank text, role text,
		  organization_id uuid
		) on commit drop`)
	if err != nil {
		return err
	}
	columns := []string{"line", "id", "account", "name", "division", "phone", "unit", "rank", "role"}
	err = intake.Copy(ctx, tx, "incoming", columns, good, p, func(c candidate) []any {
		return []any{c.line, c.id, c.account, c.name, c.division, c.phone, c.unit, c.rank, c.role}
	})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "analyze incoming")
	return err
}

// judge finds who each row is and where their unit stands, puts what is wrong into words, and returns the lines that are refused.
func judge(ctx context.Context, tx pgx.Tx, r *intake.Report, good []candidate) (refused []int, err error) {
	rows, err := tx.Query(ctx, `
		-- name: JudgeCadres
		with found as (
		  select i.line, d.code is not null as placed, d.valid_to < (select today()) as abolished, n.name as known, n.disabled_at is not null as disabled,
		         (select o.id from organization o where o.name = i.unit and (starts_with(i.division, area_from(o.division_code)) or starts_with(o.division_code, area_from(i.division)))
		           order by starts_with(i.division, area_from(o.division_code)) desc, length(area_from(o.division_code)) desc, o.id limit 1) as organization_id
		    from incoming i left join division d on d.code = i.division left join person n on n.account = i.account)
		update incoming i set organization_id = f.organization_id, id = coalesce((select n.id from person n where n.account = i.account), i.id)
		  from found f where f.line = i.line
		returning i.line, f.placed, coalesce(f.abolished, false), coalesce(f.known, ''), f.disabled, i.unit is not null and f.organization_id is null`)
	if err != nil {
		return nil, err
	}
	refused = []int{} // never nil: SQL reads that as NULL
	byLine := map[int]candidate{}
	for _, c := range good {
		byLine[c.line] = c
	}
	unknown := map[string]int{}
	var line int
	var placed, abolished, disabled, nowhere bool
	var known string
	_, err = pgx.ForEachRow(rows, []any{&line, &placed, &abolished, &known, &disabled, &nowhere}, func() error {
		c := byLine[line]
		refuse := func(column, value, reason string) {
			r.Refuse(line, intake.Title(Columns, column), value, "%s", reason)
			refused = append(refused, line)
		}
		switch {
		case !placed:
			refuse("division_code", c.division, "系统中没有这个区划，请先导入行政区划")
		case abolished:
			refuse("division_code", c.division, "这个区划已经撤销")
		case known != "" && known != c.name:
			refuse("account", c.account, "这个账号已属于另一人（"+known+"），请核对")
		case disabled:
			refuse("account", c.account, "这个账号已停用")
		case nowhere:
			unknown[*c.unit]++
		}
		return nil
	})
	if len(unknown) > 0 {
		r.Note("系统中没有这些单位，干部未与之关联：%s", intake.Tally(unknown))
	}
	return refused, err
}

// merge writes the rows but those refused, and returns for each that changed anything whether it was added. What a row does not say stays
// as it is.
func merge(ctx context.Context, tx pgx.Tx, refused []int) (pgx.Rows, error) {
	return tx.Query(ctx, `
		-- name: MergeCadres
		with taken as (select * from incoming where line <> all($1)),
		written as (
		  insert into person as n (id, account, name, phone, organization_id, rank)
		  select i.id, i.account, i.name, coalesce(i.phone, o.phone), coalesce(i.organization_id, o.organization_id), coalesce(i.rank, o.rank)
		    from taken i left join person o on o.id = i.id
		   order by i.line
		  on conflict (id) do update set (phone, organization_id, rank) = (excluded.phone, excluded.organization_id, excluded.rank)
		   where (n.phone, n.organization_id, n.rank) is distinct from (excluded.phone, excluded.organization_id, excluded.rank)
		  returning n.id, xmax = 0 as added),
		appointed as (
		  insert into person_role (id, person_id, role, division_code, position)
		  select gen_random_uuid(), i.id, i.role, i.division, 1 + coalesce((select max(r.position) from person_role r where r.person_id = i.id), 0)
		    from taken i
		  on conflict on constraint person_role_unique do nothing
		  returning person_id)
		select coalesce(w.added, false) from taken i left join written w on w.id = i.id left join appointed a on a.person_id = i.id
		 where w.id is not null or a.person_id is not null`, refused)
}
