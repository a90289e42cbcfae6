package enterprise

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"lianqi/server/geo"
	"lianqi/server/intake"
)

// stage copies the candidates into a table that lives as long as the transaction.
func stage(ctx context.Context, tx pgx.Tx, good []candidate, crs geo.CRS, p intake.Progress) error {
	_, err := tx.Exec(ctx, `
		-- name: StageEnterprises
		create temp table incoming (
		  line int primary key, id uuid, name text, uscc text, county_code text collate "C", city text, address text, industry text, kind text, tier text,
		  help text, key text, fence int, park text, park_id uuid, point geometry(Point, 4326), lon float8, lat float8, crs text,
		  match uuid, declared uuid, flag text
		) on commit drop`)
	if err != nil {
		return err
	}
	columns := []string{
		"line", "id", "name", "uscc", "county_code", "city", "address", "industry", "kind", "tier",
		"help", "key", "fence", "park", "park_id", "point", "lon", "lat", "crs",
	}
	err = intake.Copy(ctx, tx, "incoming", columns, good, p, func(e candidate) []any {
		return []any{
			e.row.Line, e.id, e.name, e.uscc, e.county, e.city, e.address, e.industry, e.kind, e.tier,
			e.help, e.key, e.fence, e.park, e.parkID, e.point, e.lon, e.lat, crs,
		}
	})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		-- name: PlaceInCity
		update incoming i
		   set county_code = d.code
		  from division d
		 where i.city is not null and d.level = 'CITY' and (d.code = i.city or d.name in (i.city, i.city || '市'))`)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "analyze incoming")
	return err
}

// verdict is what the database knows about a row.
type verdict struct {
	Line        int
	CountyName  *string // of the city when that is all that is known; nil: no such division
	CountyLevel *string
	Abolished   *string  // the day, when the division is no more
	Namesakes   int      // enterprises which the row may be, when it is found by its name
	OtherUSCC   *string  // the code of the enterprise that has the name already, when the row has another
	SameAs      *int     // the earlier line that is the same enterprise
	Outside     *float64 // metres from the county to the point; nil when it is inside, or the outline or the point is not known
	ParkUnknown bool
	ByCity      bool // the row names no county
}

// judge finds for every row, in one statement, the enterprise that it is, its county, its park, and whether its point lies in its county.
func judge(ctx context.Context, tx pgx.Tx) (map[int]verdict, error) {
	rows, err := tx.Query(ctx, `
		-- name: JudgeEnterprises
		with named as (
		  select i.line, count(*) filter (where i.uscc is null or e.uscc is null) as namesakes,
		         min(e.id::text) filter (where i.uscc is null or e.uscc is null) as id, max(e.uscc) filter (where e.uscc <> i.uscc) as uscc
		    from incoming i join enterprise e on e.division_code = i.county_code and e.name = i.name
		   group by i.line),
		found as (
		  select i.line, coalesce(u.id, n.id::uuid) as id,
		         case when u.id is null then n.namesakes end as namesakes,
		         case when u.id is null and n.namesakes = 0 then n.uscc end as other_uscc
		    from incoming i left join enterprise u on u.uscc = i.uscc left join named n on n.line = i.line),
		placed as (
		  select i.line, f.id, f.namesakes, f.other_uscc, d.code, d.name, d.level, d.valid_to,
		         (select k.id from park k where k.name = i.park or k.id = i.park_id order by k.name = i.park desc limit 1) as park,
		         i.park is not null as in_park, case when i.point is null then e.location_flag end as known_flag,
		         min(i.line) over (partition by coalesce(f.id, i.id)) as same_as,
		         case when not st_covers(d.boundary, p.point) then st_distance(d.boundary::geography, p.point::geography) end as outside
		    from incoming i join found f on f.line = i.line
		    left join enterprise e on e.id = f.id
		    left join division d on d.code = case when i.city is not null and left(e.division_code, 4) = left(i.county_code, 4)
		                                          then e.division_code else i.county_code end
		    cross join lateral (select coalesce(i.point, e.location) as point) p)
		update incoming i
		   set county_code = p.code, match = p.id, declared = p.park, flag = case when p.outside is not null then coalesce(p.known_flag, 'OUTSIDE_COUNTY') end
		  from placed p
		 where p.line = i.line
		returning i.line, p.name as county_name, p.level as county_level, case when p.valid_to < (select today()) then p.valid_to::text end as abolished,
		          coalesce(p.namesakes, 0) as namesakes, p.other_uscc, nullif(p.same_as, i.line) as same_as, p.outside,
		          p.in_park and p.park is null as park_unknown,
		          i.city is not null as by_city`)
	if err != nil {
		return nil, err
	}
	verdicts := map[int]verdict{}
	judged, err := pgx.CollectRows(rows, pgx.RowToStructByName[verdict])
	if err != nil {
		return nil, err
	}
	for _, v := range judged {
		verdicts[v.Line] = v
	}
	_, err = tx.Exec(ctx, "analyze incoming") // else the planner takes match for NULL everywhere, and joins row by row
	return verdicts, err
}

// refusal is the column at fault and why, in Chinese; empty when the row is taken.
func (v verdict) refusal() (column, reason string) {
	switch {
	case v.CountyName == nil && v.ByCity:
		return "city", "没有填县市区，系统中也没有这个市州"
	case v.CountyName == nil:
		return "county_code", "系统中没有这个区划，请先导入行政区划"
	case *v.CountyLevel != "COUNTY" && !v.ByCity:
		return "county_code", *v.CountyName + "不是县级区划，应填到县（市、区）"
	case v.Abolished != nil:
		return "county_code", *v.CountyName + "已于 " + *v.Abolished + " 撤销"
	case v.Namesakes > 1:
		return "name", fmt.Sprintf("%s已有 %d 家同名企业，请填统一社会信用代码", *v.CountyName, v.Namesakes)
	case v.OtherUSCC != nil:
		return "uscc", fmt.Sprintf("%s已有同名企业，代码是 %s，请核对", *v.CountyName, *v.OtherUSCC)
	case v.SameAs != nil:
		return "name", fmt.Sprintf("与第 %d 行是同一家企业", *v.SameAs)
	}
	return "", ""
}

// countyOutlines returns the outlines of the counties of these rows, by code.
func countyOutlines(ctx context.Context, tx pgx.Tx, of []candidate) (map[string]orb.MultiPolygon, error) {
	codes := make([]string, len(of))
	for i, e := range of {
		codes[i] = e.county
	}
	rows, err := tx.Query(ctx, "select code, boundary from division where code = any($1)", codes)
	if err != nil {
		return nil, err
	}
	outlines := map[string]orb.MultiPolygon{}
	var code string
	var outline orb.MultiPolygon
	_, err = pgx.ForEachRow(rows, []any{&code, &outline}, func() error {
		outlines[code] = outline
		return nil
	})
	return outlines, err
}

// suspect flags rows whose points suit another reference system.
func suspect(ctx context.Context, tx pgx.Tx, lines []int) error {
	_, err := tx.Exec(ctx, "update incoming set flag = 'SUSPECT_CRS' where line = any($1)", lines)
	return err
}

// merge writes the rows but those refused, and returns for each that changed anything whether it was added. What a row does not say stays
// as it is.
func merge(ctx context.Context, tx pgx.Tx, refused []int) (pgx.Rows, error) {
	return tx.Query(ctx, `
		-- name: MergeEnterprises
		insert into enterprise as e (id, name, uscc, kind, address, division_code, location, raw_point, raw_crs, location_flag, fence_radius,
		                             declared_park_id, industry_code, tier, help_category, is_key)
		select coalesce(o.id, i.id), i.name, coalesce(i.uscc, o.uscc), coalesce(i.kind, o.kind, 'ENTERPRISE'), coalesce(i.address, o.address),
		       i.county_code, coalesce(i.point, o.location), coalesce(st_point(i.lon, i.lat), o.raw_point),
		       case when i.point is null and o.id is not null then o.raw_crs else i.crs end, i.flag, coalesce(i.fence, o.fence_radius, 300),
		       coalesce(i.declared, o.declared_park_id), coalesce(i.industry, o.industry_code), coalesce(i.tier, o.tier),
		       coalesce(i.help, o.help_category), coalesce(i.key::boolean, o.is_key, false)
		  from incoming i left join enterprise o on o.id = i.match
		 where i.line <> all($1)
		 order by i.line
		on conflict (id) do update set
		       (name, uscc, kind, address, division_code, location, raw_point, raw_crs, location_flag, fence_radius, declared_park_id,
		        industry_code, tier, help_category, is_key)
		     = (excluded.name, excluded.uscc, excluded.kind, excluded.address, excluded.division_code, excluded.location, excluded.raw_point,
		        excluded.raw_crs, excluded.location_flag, excluded.fence_radius, excluded.declared_park_id, excluded.industry_code,
		        excluded.tier, excluded.help_category, excluded.is_key)
		 where (e.name, e.uscc, e.kind, e.address, e.division_code, e.location, e.raw_point, e.raw_crs, e.location_flag, e.fence_radius,
		        e.declared_park_id, e.industry_code, e.tier, e.help_category, e.is_key)
		       is distinct from
		       (excluded.name, excluded.uscc, excluded.kind, excluded.address, excluded.division_code, excluded.location, excluded.raw_point,
		        excluded.raw_crs, excluded.location_flag, excluded.fence_radius, excluded.declared_park_id, excluded.industry_code,
		        excluded.tier, excluded.help_category, excluded.is_key)
		returning xmax = 0 as added`, refused)
}
