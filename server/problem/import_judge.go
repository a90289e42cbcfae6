package problem

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/intake"
)

// found is what the database knows about a row.
type found struct {
	Line         int
	Known        []byte  // the hash of the row that came before under this number; nil when it is new
	Enterprises  int     // how many the row may mean
	EnterpriseID *string // the one
	Name         *string
	DivisionCode *string
	ParkID       *string
	CampaignID   *string
	NoCampaign   bool // the row names one that is not there
	PolicyCode   string
	LeadID       *string
	LeadLevel    *string
	ForceID      *string
	ForceLine    string // INDUSTRY for the task force of an industry
	CoIDs        []*string
}

const (
	enterpriseByCode = `
		-- name: EnterpriseByCode
		update ledger l set enterprise_id = e.id, enterprises = 1 from enterprise e where e.uscc = l.uscc`
	enterpriseByName = `
		-- name: EnterpriseByName
		update ledger l set enterprise_id = e.id, enterprises = e.n
		  from (select name, min(id::text)::uuid as id, count(*)::int as n from enterprise
		         where name in (select name from ledger where enterprise_id is null) and division_code >= area_from($1) and division_code < area_to($1)
		         group by name) e
		 where l.enterprise_id is null and l.uscc is null and e.name = l.name`
)

// judgeLedger finds for every row its enterprise in the area, its campaign and its units. A unit is one of the enterprise's county or of what
// lies above it, the nearest of that name.
func judgeLedger(ctx context.Context, tx pgx.Tx, area string, good []*entry, p intake.Progress) (map[int]found, error) {
	_, err := tx.Exec(ctx, `
		-- name: StageLedger
		create temp table ledger (
		  line int primary key, id uuid, name text, uscc text, lead text, force text, co text[], campaign text, day date, enterprise_id uuid, enterprises int
		) on commit drop`)
	if err != nil {
		return nil, err
	}
	columns := []string{"line", "id", "name", "uscc", "lead", "force", "co", "campaign", "day"}
	err = intake.Copy(ctx, tx, "ledger", columns, good, p, func(e *entry) []any {
		return []any{e.row.Line, e.id, e.row.Get("enterprise"), e.uscc, e.lead, e.force, e.co, e.campaign, e.reported}
	})
	if err != nil {
		return nil, err
	}
	for _, statement := range []string{"analyze ledger", enterpriseByCode, enterpriseByName, "analyze ledger"} {
		var args []any
		if statement == enterpriseByName {
			args = append(args, area)
		}
		if _, err := tx.Exec(ctx, statement, args...); err != nil {
			return nil, err
		}
	}
	rows, err := tx.Query(ctx, `
		-- name: JudgeLedger
		with place as materialized (
		  select distinct e.id, e.name, e.division_code, e.park_id from ledger l join enterprise e on e.id = l.enterprise_id
		   where e.division_code >= area_from($1) and e.division_code < area_to($1)
		), named as (
		  select county, name, id, level, line from (
		    select c.county, o.name, o.id, o.level, case when o.kind = 'TASK_FORCE' and o.sector is not null then 'INDUSTRY' else 'FUNCTIONAL' end as line,
		           row_number() over (partition by c.county, o.name order by length(area_from(o.division_code)) desc, o.id) as n
		      from (select distinct division_code as county from place) c
		      join organization o on o.division_code in (c.county, left(c.county, 4) || '00', left(c.county, 2) || '0000')) all_of
		   where n = 1
		), run as (
		  select l.line, l.campaign, (select g.id from campaign g
		           where e.division_code >= area_from(g.division_code) and e.division_code < area_to(g.division_code)
		             and case when l.campaign is null then l.day between g.starts_on and coalesce(g.ends_on, 'infinity') else g.name = l.campaign end
		           order by length(area_from(g.division_code)) desc, g.starts_on desc, g.id limit 1) as id
		    from (select min(line) as line, campaign, day, enterprise_id from ledger group by campaign, day, enterprise_id) l join place e on e.id = l.enterprise_id
		), story as (select l.campaign, l.day, l.enterprise_id, r.id from ledger l join run r on r.line = l.line)
		select l.line, p.content_hash as known, coalesce(l.enterprises, 0) as enterprises, e.id as enterprise_id, e.name, e.division_code, e.park_id,
		       r.id as campaign_id, l.campaign is not null and r.id is null as no_campaign,
		       coalesce((select g.sla_policy_code from campaign g where g.id = r.id), '`+defaultPolicy+`') as policy_code,
		       o.id as lead_id, o.level as lead_level, f.id as force_id, coalesce(f.line, '') as force_line,
		       case when l.co <> '{}' then array(select c.id from unnest(l.co) with ordinality as u (name, n)
		          left join named c on c.county = e.division_code and c.name = btrim(u.name) order by u.n) else '{}' end as co_ids
		  from ledger l
		  left join problem p on p.id = l.id
		  left join place e on e.id = l.enterprise_id
		  left join story r on r.campaign is not distinct from l.campaign and r.day = l.day and r.enterprise_id = l.enterprise_id
		  left join named o on o.county = e.division_code and o.name = l.lead
		  left join named f on f.county = e.division_code and f.name = l.force`, area)
	if err != nil {
		return nil, err
	}
	judged, err := pgx.CollectRows(rows, pgx.RowToStructByName[found])
	if err != nil {
		return nil, err
	}
	out := make(map[int]found, len(judged))
	for _, f := range judged {
		out[f.Line] = f
	}
	return out, nil
}

// refusal is the column at fault and why, in Chinese; empty when the row is taken.
func (f found) refusal(e *entry) (column, reason string) {
	switch {
	case f.EnterpriseID == nil && e.uscc != nil:
		return "uscc", "本地区没有这家企业，请先导入企业"
	case f.EnterpriseID == nil:
		return "enterprise", "本地区没有这家企业，请先导入企业"
	case f.Enterprises > 1:
		return "enterprise", fmt.Sprintf("本地区有 %d 家同名企业，请填统一社会信用代码", f.Enterprises)
	case f.NoCampaign:
		return "campaign", "没有这个活动"
	case e.lead != "" && f.LeadID == nil:
		return "lead", "企业所在的县、市、省都没有登记这个单位"
	case e.force != nil && f.ForceID == nil:
		return "force", "企业所在的县、市、省都没有登记这个专班"
	}
	taken := map[string]bool{}
	for _, id := range append([]*string{f.LeadID, f.ForceID}, f.CoIDs...) {
		if id == nil {
			continue
		}
		if taken[*id] {
			return "co", "同一单位不能既主办又协办"
		}
		taken[*id] = true
	}
	for i, id := range f.CoIDs {
		if id == nil {
			return "co", "企业所在的县、市、省都没有登记“" + e.co[i] + "”"
		}
	}
	return "", ""
}
