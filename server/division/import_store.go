package division

import (
	"context"

	"github.com/jackc/pgx/v5"

	"lianqi/server/intake"
)

// existing returns which codes that the units may lie in are there already.
func existing(ctx context.Context, tx pgx.Tx, units []unit) (map[string]bool, error) {
	var codes []string
	for _, u := range units {
		codes = append(append(codes, u.parent), above(u.code)...)
	}
	rows, err := tx.Query(ctx, "select code from division where code = any($1)", codes)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	var code string
	_, err = pgx.ForEachRow(rows, []any{&code}, func() error {
		known[code] = true
		return nil
	})
	return known, err
}

// stage copies the members into a table that lives as long as the transaction, mends their outlines, and flags those that were broken.
func stage(ctx context.Context, tx pgx.Tx, members []member, r *intake.Report, p intake.Progress) error {
	_, err := tx.Exec(ctx, `
		-- name: StageDivisions
		create temp table incoming (
		  number int, code text collate "C", name text, level text, parent_code text collate "C", boundary geometry(MultiPolygon, 4326), label geometry(Point, 4326)
		) on commit drop`)
	if err != nil {
		return err
	}
	columns := []string{"number", "code", "name", "level", "parent_code", "boundary", "label"}
	err = intake.Copy(ctx, tx, "incoming", columns, members, p, func(m member) []any {
		var up *string
		if m.up != "" {
			up = &m.up
		}
		return []any{m.number, m.code, m.name, levels[rank(m.code)], up, m.boundary, m.label}
	})
	if err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `
		-- name: MendOutlines
		update incoming i
		   set boundary = case when not st_isempty(mended) then mended end
		  from (select code, st_multi(st_collectionextract(st_makevalid(boundary), 3)) as mended from incoming where not st_isvalid(boundary)) m
		 where m.code = i.code
		returning i.number, i.name, i.boundary is null as lost`)
	if err != nil {
		return err
	}
	var number int
	var name string
	var lost bool
	_, err = pgx.ForEachRow(rows, []any{&number, &name, &lost}, func() error {
		if lost {
			r.Flag(number, "geometry", name, "边界没有面积，没有取用")
		} else {
			r.Flag(number, "geometry", name, "边界自相交，已经修正")
		}
		return nil
	})
	return err
}

// merge writes the members, and returns for each that changed anything whether it was added. An outline stays when none is given.
func merge(ctx context.Context, tx pgx.Tx) (pgx.Rows, error) {
	return tx.Query(ctx, `
		-- name: MergeDivisions
		insert into division as d (code, name, level, parent_code, boundary, label_point)
		select i.code, i.name, i.level, i.parent_code, coalesce(i.boundary, o.boundary),
		       coalesce(i.label, st_pointonsurface(coalesce(i.boundary, o.boundary)), o.label_point)
		  from incoming i left join division o on o.code = i.code
		on conflict (code) do update set
		       (name, level, parent_code, boundary, label_point)
		     = (excluded.name, excluded.level, excluded.parent_code, excluded.boundary, excluded.label_point)
		 where (d.name, d.level, d.parent_code, d.boundary, d.label_point)
		       is distinct from (excluded.name, excluded.level, excluded.parent_code, excluded.boundary, excluded.label_point)
		returning xmax = 0 as added`)
}
