package park

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/intake"
)

// stage copies the candidates into a table that lives as long as the transaction, and mends their outlines.
func stage(ctx context.Context, tx pgx.Tx, good []candidate, p intake.Progress) error {
	_, err := tx.Exec(ctx, `
		-- name: StageParks
		create temp table incoming (
		  number int, id uuid, name text, level text, division_code text collate "C", point geometry(Point, 4326), boundary geometry(MultiPolygon, 4326),
		  match uuid
		) on commit drop`)
	if err != nil {
		return err
	}
	columns := []string{"number", "id", "name", "level", "division_code", "point", "boundary"}
	return intake.Copy(ctx, tx, "incoming", columns, good, p, func(c candidate) []any {
		return []any{c.number, c.id, c.name, c.level, c.divisionCode, c.point, c.boundary}
	})
}

// verdict is what the database knows about a feature.
type verdict struct {
	Number   int
	Name     string
	Division *string // its name; nil: no such division
	SameAs   *int    // the earlier feature that is the same park
	Empty    bool    // the outline has no area
	Mended   bool    // the outline crossed itself
	Outside  bool    // the place is not in the division
}

// judge finds, in one statement, for every candidate the park that it is and its division, and mends its outline.
func judge(ctx context.Context, tx pgx.Tx) ([]verdict, error) {
	rows, err := tx.Query(ctx, `
		-- name: JudgeParks
		with found as (
		  select i.number, d.name as division, d.boundary as around, not st_isvalid(i.boundary) as broken,
		         case when st_isvalid(i.boundary) then i.boundary else st_multi(st_collectionextract(st_makevalid(i.boundary), 3)) end as mended,
		         (select k.id from park k where k.name = i.name or k.id = i.id order by k.name = i.name desc limit 1) as id
		    from incoming i left join division d on d.code = i.division_code),
		told as (
		  select f.*, min(f.number) over (partition by coalesce(f.id, i.id)) as first from found f join incoming i on i.number = f.number)
		update incoming i
		   set match = t.id, boundary = t.mended, point = coalesce(i.point, st_pointonsurface(t.mended))
		  from told t
		 where t.number = i.number
		returning i.number, i.name, t.division, nullif(t.first, i.number) as same_as, coalesce(st_isempty(i.boundary), false) as empty,
		          coalesce(t.broken, false) as mended, coalesce(not st_covers(t.around, i.point), false) as outside`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[verdict])
}

// refusal is the property at fault and why, in Chinese; empty when the park is taken.
func (v verdict) refusal() (column, reason string) {
	switch {
	case v.Division == nil:
		return "county_code", "系统中没有所填的区划，请先导入行政区划"
	case v.SameAs != nil:
		return "name", fmt.Sprintf("与第 %d 个要素是同一个园区", *v.SameAs)
	case v.Empty:
		return "geometry", "边界没有面积"
	}
	return "", ""
}

// doubts are what is to be said about a park that is taken.
func (v verdict) doubts() (words []string) {
	if v.Mended {
		words = append(words, "边界自相交，已经修正")
	}
	if v.Outside {
		words = append(words, "位置不在"+*v.Division+"内")
	}
	return words
}

// merge writes the parks but those refused, and returns for each that changed anything whether it was added. A point leaves the outline
// that is stored.
func merge(ctx context.Context, tx pgx.Tx, refused []int) (pgx.Rows, error) {
	return tx.Query(ctx, `
		-- name: MergeParks
		insert into park as k (id, name, level, division_code, location, boundary)
		select coalesce(i.match, i.id), i.name, i.level, i.division_code, i.point, coalesce(i.boundary, o.boundary)
		  from incoming i left join park o on o.id = i.match
		 where i.number <> all($1)
		on conflict (id) do update set
		       (name, level, division_code, location, boundary)
		     = (excluded.name, excluded.level, excluded.division_code, excluded.location, excluded.boundary)
		 where (k.name, k.level, k.division_code, k.location, k.boundary)
		       is distinct from (excluded.name, excluded.level, excluded.division_code, excluded.location, excluded.boundary)
		returning xmax = 0 as added`, refused)
}
