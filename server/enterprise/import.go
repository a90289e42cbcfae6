package enterprise

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/geo"
	"lianqi/server/intake"
)

// Import takes the enterprises of a table into the database and tells what became of each row; crs is in what its points are given.
//
// A row without a county is put under its city, for want of better, and flagged; it never takes an enterprise out of a county of that city.
// A row is the enterprise that has its unified social credit code, else the one of that name in that county, else a new one. A point
// outside its county, or in it only when read in another reference system, is taken and flagged.
func Import(ctx context.Context, pool *pgxpool.Pool, table *intake.Table, crs geo.CRS, o intake.Options) (*intake.Report, error) {
	report := intake.Report{Noun: "企业", Unit: "行", Read: len(table.Rows)}
	if len(table.Ignored) > 0 {
		report.Note("没有用到的列：%s", strings.Join(table.Ignored, "、"))
	}
	check := checker{Checker: intake.Checker{Report: &report, Columns: Columns, Words: words}, crs: crs}
	var good []candidate
	for _, row := range table.Rows {
		if e, ok := check.check(row); ok {
			good = append(good, e)
		}
	}
	return intake.Load(ctx, pool, o, report, func(tx pgx.Tx, r *intake.Report) error {
		if err := stage(ctx, tx, good, crs, o.Progress); err != nil {
			return fmt.Errorf("stage the enterprises: %w", err)
		}
		o.Progress.Begin("核对县、位置、园区和已有企业")
		verdicts, err := judge(ctx, tx)
		if err != nil {
			return fmt.Errorf("judge the enterprises: %w", err)
		}
		refused, err := tell(ctx, tx, r, good, verdicts, crs)
		if err != nil {
			return err
		}
		o.Progress.Begin("写入企业")
		rows, err := merge(ctx, tx, refused)
		if err != nil {
			return fmt.Errorf("write the enterprises: %w", err)
		}
		if err := r.Count(rows, len(good)-len(refused)); err != nil {
			return fmt.Errorf("write the enterprises: %w", err)
		}
		return nil
	})
}

// tell puts the verdicts into words, flags points that suit another reference system, and returns the lines that are refused.
func tell(ctx context.Context, tx pgx.Tx, r *intake.Report, good []candidate, verdicts map[int]verdict, crs geo.CRS) (refused []int, err error) {
	refused = []int{} // never nil: SQL reads that as NULL
	var outside []candidate
	unknown := map[string]int{}
	for _, e := range good {
		v := verdicts[e.row.Line]
		if column, reason := v.refusal(); reason != "" {
			r.Refuse(e.row.Line, title(column), e.row.Get(column), "%s", reason)
			refused = append(refused, e.row.Line)
			continue
		}
		if *v.CountyLevel == "CITY" {
			r.Flag(e.row.Line, title("county_code"), "", "没有填，暂记在%s，位置未与县界核对", *v.CountyName)
		}
		if v.Outside != nil {
			outside = append(outside, e)
		}
		if v.ParkUnknown {
			unknown[*e.park]++
		}
	}
	if len(unknown) > 0 {
		r.Note("系统中没有这些园区，企业未与之关联：%s", intake.Tally(unknown))
	}
	return refused, flag(ctx, tx, r, outside, verdicts, crs)
}

// flag tells which points lie outside their county, and which of these seem to be given in another system than crs says.
func flag(ctx context.Context, tx pgx.Tx, r *intake.Report, outside []candidate, verdicts map[int]verdict, crs geo.CRS) error {
	if len(outside) == 0 {
		return nil
	}
	outlines, err := countyOutlines(ctx, tx, outside)
	if err != nil {
		return fmt.Errorf("read the outlines of counties: %w", err)
	}
	var suspects []int
	for _, e := range outside {
		v := verdicts[e.row.Line]
		if e.point == nil {
			r.Flag(e.row.Line, title("county_code"), e.county, "已登记的位置不在%s内，距边界约 %s", *v.CountyName, far(*v.Outside))
			continue
		}
		at := fmt.Sprintf("%g, %g", *e.lon, *e.lat)
		if crs == geo.WGS84 || crs == geo.CGCS2000 {
			if better, ok := geo.SuspectCRS(*e.point, outlines[e.county]); ok {
				r.Flag(e.row.Line, "位置", at, "不在%s内，距边界约 %s；若按 %s 读则在内，请核对坐标系", *v.CountyName, far(*v.Outside), better)
				suspects = append(suspects, e.row.Line)
				continue
			}
		}
		r.Flag(e.row.Line, "位置", at, "不在%s内，距边界约 %s", *v.CountyName, far(*v.Outside))
	}
	if len(suspects) == 0 {
		return nil
	}
	r.Note("有 %d 个位置换一种坐标系读就在县内：可能用错了 --crs，也可能只是边界不够精细", len(suspects))
	if err := suspect(ctx, tx, suspects); err != nil {
		return fmt.Errorf("flag the reference systems: %w", err)
	}
	return nil
}

// far is a distance in metres as people say it.
func far(metres float64) string {
	if metres < 1000 {
		return fmt.Sprintf("%.0f 米", metres)
	}
	return fmt.Sprintf("%.1f 公里", metres/1000)
}
