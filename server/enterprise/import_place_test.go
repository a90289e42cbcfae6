package enterprise_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"lianqi/server/geo"
	"lianqi/server/intake"
)

func TestImportReadsTheReferenceSystem(t *testing.T) {
	t.Parallel()
	pool := county(t)
	place := orb.Point{111.4999, 27.25} // 10 m inside the eastern border
	for _, crs := range []geo.CRS{geo.WGS84, geo.CGCS2000, geo.GCJ02, geo.BD09} {
		given := geo.FromWGS84(place, crs)
		row := fmt.Sprintf("%s厂,430502,%.9f,%.9f", crs, given[0], given[1])
		counts(t, load(t, pool, options{crs: crs}, "name,county_code,lon,lat", row), 1, 1, 1, 0, 0, 0)
		counts(t, load(t, pool, options{crs: crs}, "name,county_code,lon,lat", row), 1, 1, 0, 0, 1, 0)
		var location orb.Point
		var rawLon float64
		var kept string
		err := pool.QueryRow(t.Context(), "select location, st_x(raw_point), raw_crs from enterprise where name = $1", string(crs)+"厂").
			Scan(&location, &rawLon, &kept)
		if err != nil || math.Abs(location[0]-place[0]) > 1e-7 || math.Abs(rawLon-given[0]) > 1e-8 || kept != string(crs) {
			t.Errorf("%s: at %v, raw %v %s, %v", crs, location, rawLon, kept, err)
		}
	}
}

func TestImportFlagsPoints(t *testing.T) {
	t.Parallel()
	pool := county(t)
	shifted := geo.FromWGS84(orb.Point{111.4999, 27.25}, geo.GCJ02)
	rows := []string{
		"在内,430502,111.45,27.25",
		"在外,430502,112,28",
		fmt.Sprintf("偏移,430502,%f,%f", shifted[0], shifted[1]),
		"无边界,430503,112,28",
		"无位置,430502,,",
		"边上,430502,111.4,27.2",
	}
	const flags = "select string_agg(name || ' ' || location_flag, ', ' order by name) from enterprise where location_flag is not null"
	for range 2 {
		r := load(t, pool, options{}, "name,county_code,lon,lat", rows...)
		if got := fmt.Sprint(r.Flagged()); got != "[3 4]" || !r.Saved {
			t.Errorf("flagged %s: %+v", got, r.Findings)
		}
		if got := one[string](t, pool, flags); got != "偏移 SUSPECT_CRS, 在外 OUTSIDE_COUNTY" {
			t.Errorf("flags: %s", got)
		}
	}
	counts(t, load(t, pool, options{}, "name,county_code", "在外,430502", "偏移,430502"), 2, 2, 0, 0, 2, 2)
	counts(t, load(t, pool, options{crs: geo.GCJ02}, "name,county_code,lon,lat", rows[2]), 1, 1, 0, 1, 0, 0)
	if got := one[string](t, pool, flags); got != "在外 OUTSIDE_COUNTY" {
		t.Errorf("flags: %s", got)
	}
}

func TestImportWithoutCounty(t *testing.T) {
	t.Parallel()
	pool := county(t)
	const heading = "name,uscc,county_code,prefecture_name"
	counts(t, load(t, pool, options{}, heading, "甲厂,"+uscc(1)+",,邵阳"), 1, 1, 1, 0, 0, 1)
	for _, row := range []string{"甲厂," + uscc(1) + ",,邵阳", "甲厂," + uscc(1) + ",,430500", "甲厂,,,邵阳市"} {
		counts(t, load(t, pool, options{}, heading, row), 1, 1, 0, 0, 1, 1)
	}
	counts(t, load(t, pool, options{}, heading, "甲厂,"+uscc(1)+",430502,"), 1, 1, 0, 1, 0, 0)
	counts(t, load(t, pool, options{}, heading, "甲厂,"+uscc(1)+",,邵阳市"), 1, 1, 0, 0, 1, 0)
	r := load(t, pool, options{}, heading, "乙厂,,,", "丙厂,,,双清区", "丁厂,,430500,邵阳市")
	counts(t, r, 3, 0, 0, 0, 0, 0)
}

func TestImportKeepsTheFileIDsOfParks(t *testing.T) {
	t.Parallel()
	pool := county(t)
	_, err := pool.Exec(t.Context(), `insert into park (id, name, level, division_code, location)
		values ($1, '编号产业园', 'OTHER', '430502', st_setsrid(st_point(111.45, 27.25), 4326))`, intake.ID("park", "HNP001"))
	if err != nil {
		t.Fatal(err)
	}
	load(t, pool, options{}, "name,county_code,park_id", "甲厂,430502,HNP001")
	if got := one[string](t, pool, "select k.name from enterprise e join park k on k.id = e.park_id"); got != "编号产业园" {
		t.Errorf("it is in %s", got)
	}
}
