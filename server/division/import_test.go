package division_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/dbtest"
	"lianqi/server/division"
	"lianqi/server/intake"
)

// load imports features, each given as its properties and geometry, both JSON.
func load(t *testing.T, pool *pgxpool.Pool, o intake.Options, features ...string) *intake.Report {
	t.Helper()
	list, err := intake.ReadFeatures([]byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := division.Import(t.Context(), pool, list, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func feature(properties, geometry string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":%s}`, properties, geometry)
}

const (
	square = `{"type":"Polygon","coordinates":[[[111,27],[112,27],[112,28],[111,28],[111,27]]]}`
	bowTie = `{"type":"Polygon","coordinates":[[[111,27],[112,28],[112,27],[111,28],[111,27]]]}`
	line   = `{"type":"Polygon","coordinates":[[[111,27],[112,27],[111,27],[111,27]]]}`
	metres = `{"type":"Polygon","coordinates":[[[500000,3000000],[600000,3000000],[600000,3100000],[500000,3000000]]]}`
	open   = `{"type":"Polygon","coordinates":[[[111,27],[112,27],[112,28],[111,28]]]}`
	point  = `{"type":"Point","coordinates":[111,27]}`
)

func counts(t *testing.T, r *intake.Report, want ...int) {
	t.Helper()
	got := []int{r.Read, r.Accepted(), r.Added, r.Updated, r.Unchanged, len(r.Flagged())}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("read, accepted, added, updated, unchanged, flagged are %v, want %v; %+v", got, want, r.Findings)
	}
}

func stored(t *testing.T, pool *pgxpool.Pool) (all string) {
	t.Helper()
	err := pool.QueryRow(t.Context(), `
		select coalesce(string_agg(concat_ws(' ', code, name, level, parent_code, round(st_area(boundary)::numeric, 2), st_astext(label_point, 1)), E'\n' order by code), '')
		  from division`).Scan(&all)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestImport(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	features := []string{ // children before their parents
		feature(`"code":"430502","name":"双清区","label_point":[111.2,27.2]`, square),
		feature(`"gb":"156430500","name":"邵阳市","parent_code":"430000","parent_name":"湖南省"`, square),
		feature(`"adcode":430503,"name":"大祥区"`, bowTie),
		feature(`"code":"430502001","name":"演示街道"`, square),
	}
	counts(t, load(t, pool, intake.Options{DryRun: true}, features...), 4, 4, 5, 0, 0, 1)
	if got := stored(t, pool); got != "" {
		t.Fatalf("a dry run left %s", got)
	}
	r := load(t, pool, intake.Options{}, features...)
	counts(t, r, 4, 4, 5, 0, 0, 1)
	want := `430000 湖南省 PROVINCE
430500 邵阳市 CITY 430000 1.00 POINT(111.5 27.5)
430502 双清区 COUNTY 430500 1.00 POINT(111.2 27.2)
430502001 演示街道 TOWN 430502 1.00 POINT(111.5 27.5)
430503 大祥区 COUNTY 430500 0.50 POINT(111.1 27.8)`
	if got := stored(t, pool); got != want {
		t.Errorf("stored are\n%s\nwant\n%s", got, want)
	}
	counts(t, load(t, pool, intake.Options{}, features...), 4, 4, 0, 0, 4, 1)
	counts(t, load(t, pool, intake.Options{}, feature(`"code":"430000","name":"湖南省"`, square), features[0]), 2, 2, 0, 1, 1, 0)
	counts(t, load(t, pool, intake.Options{}, feature(`"code":"430000","name":"湖南省"`, line)), 1, 1, 0, 0, 1, 1) // the outline stays
}

func TestImportRefuses(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	good := feature(`"code":"430000","name":"湖南省"`, square)
	for bad, column := range map[string]string{
		feature(`"name":"无代码"`, square):                                                            "code",
		feature(`"code":"4305","name":"短"`, square):                                                "code",
		feature(`"code":"430000","name":"又一个"`, square):                                            "code",
		feature(`"code":"430500"`, square):                                                         "name",
		feature(`"code":"430500","name":"邵阳市"`, point):                                             "geometry",
		feature(`"code":"430500","name":"邵阳市"`, "null"):                                            "geometry",
		feature(`"code":"430500","name":"邵阳市"`, metres):                                            "geometry",
		feature(`"code":"430500","name":"邵阳市"`, open):                                              "geometry",
		feature(`"code":"410502","name":"外省县"`, square):                                            "parent",
		feature(`"code":"430502","name":"双清区","parent_code":"430500"`, square):                     "parent",
		feature(`"code":"430502","name":"双清区","parent_code":"430503","parent_name":"大祥区"`, square): "parent",
	} {
		r := load(t, pool, intake.Options{}, good, bad)
		if len(r.Findings) != 1 || r.Findings[0].Column != column || !r.Findings[0].Refused || r.Findings[0].Line != 2 || r.Saved {
			t.Errorf("%s: saved %v, %+v; want one at %s", bad, r.Saved, r.Findings, column)
		}
	}
	if got := stored(t, pool); got != "" {
		t.Errorf("left is %s", got)
	}
	r := load(t, pool, intake.Options{Partial: true}, good, feature(`"code":"430500"`, square), feature(`"code":"430502","name":"双清区","parent":430500`, square))
	counts(t, r, 3, 1, 1, 0, 0, 0)
	counts(t, load(t, pool, intake.Options{}, feature(`"code":"430500","name":"邵阳市"`, line)), 1, 1, 1, 0, 0, 1)
}

func TestReadFeaturesRefusesOtherFiles(t *testing.T) {
	t.Parallel()
	for content, words := range map[string]string{
		"code,name":          "文件不是 GeoJSON",
		`{"type":"Feature"}`: "FeatureCollection",
		`{"type":"FeatureCollection","crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::4547"}}}`:                      "坐标系是 urn:ogc:def:crs:EPSG::4547",
		`{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[1]}}]}`: "第 1 个要素无法读取",
	} {
		if _, err := intake.ReadFeatures([]byte(content)); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v, want %s", content, err, words)
		}
	}
}
