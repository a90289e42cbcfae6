package park_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/dbtest"
	"lianqi/server/intake"
	"lianqi/server/park"
)

// load imports features, each given as its properties and geometry, both JSON.
func load(t *testing.T, pool *pgxpool.Pool, o intake.Options, features ...string) *intake.Report {
	t.Helper()
	list, err := intake.ReadFeatures([]byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := park.Import(t.Context(), pool, list, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func feature(properties, geometry string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":%s}`, properties, geometry)
}

const (
	inside  = `{"type":"Point","coordinates":[111.45,27.25]}`
	outside = `{"type":"Point","coordinates":[113,28]}`
	square  = `{"type":"Polygon","coordinates":[[[111.42,27.22],[111.44,27.22],[111.44,27.24],[111.42,27.24],[111.42,27.22]]]}`
	bowTie  = `{"type":"Polygon","coordinates":[[[111.42,27.22],[111.44,27.24],[111.44,27.22],[111.42,27.24],[111.42,27.22]]]}`
	line    = `{"type":"Polygon","coordinates":[[[111.42,27.22],[111.44,27.24],[111.42,27.22],[111.42,27.22]]]}`
)

func county(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool := dbtest.New(t)
	_, err := pool.Exec(t.Context(), `
		insert into division (code, name, level, boundary) values ('430502', '双清区', 'COUNTY', st_multi(st_makeenvelope(111.4, 27.2, 111.5, 27.3, 4326)));
		insert into enterprise (id, name, division_code, location, raw_point) values
		  ('01970000-0000-7000-8000-000000000001', '甲厂', '430502', st_setsrid(st_point(111.43, 27.23), 4326), st_point(111.43, 27.23))`)
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

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
		select coalesce(string_agg(concat_ws(' ', k.name, k.level, st_astext(k.location, 2), round(st_area(k.boundary)::numeric, 4),
		       (select e.name from enterprise e where e.park_id = k.id)), '; ' order by k.name), '') from park k`).Scan(&all)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestImport(t *testing.T) {
	t.Parallel()
	pool := county(t)
	north := feature(`"id":"P1","name":"北园","level":"national","county_code":"430502"`, inside)
	south := feature(`"name":"南园","level":"省级","county_code":430502`, square)
	far := feature(`"name":"远园","level":"other","county_code":"430502"`, outside)
	counts(t, load(t, pool, intake.Options{DryRun: true}, north, south, far), 3, 3, 3, 0, 0, 1)
	if got := stored(t, pool); got != "" {
		t.Fatalf("a dry run left %s", got)
	}
	counts(t, load(t, pool, intake.Options{}, north, south, far), 3, 3, 3, 0, 0, 1)
	counts(t, load(t, pool, intake.Options{}, north, south, far), 3, 3, 0, 0, 3, 1)
	if got, want := stored(t, pool), "北园 NATIONAL POINT(111.45 27.25); 南园 PROVINCIAL POINT(111.43 27.23) 0.0004 甲厂; 远园 OTHER POINT(113 28)"; got != want {
		t.Errorf("stored are %s, want %s", got, want)
	}
	counts(t, load(
		t, pool, intake.Options{},
		feature(`"id":"P1","name":"新北园","level":"national","county_code":"430502"`, bowTie), // known by its id
		feature(`"name":"南园","level":"省级","county_code":"430502"`, inside),                  // keeps its outline
	), 2, 2, 0, 2, 0, 1)
	if got, want := stored(t, pool), "南园 PROVINCIAL POINT(111.45 27.25) 0.0004; 新北园 NATIONAL POINT(111.42 27.24) 0.0002 甲厂; 远园 OTHER POINT(113 28)"; got != want {
		t.Errorf("stored are %s, want %s", got, want)
	}
}

func TestImportRefuses(t *testing.T) {
	t.Parallel()
	pool := county(t)
	load(t, pool, intake.Options{}, feature(`"id":"P1","name":"旧园","level":"other","county_code":"430502"`, inside))
	good := feature(`"id":"P1","name":"好园","level":"other","county_code":"430502"`, inside)
	for bad, column := range map[string]string{
		feature(`"level":"other","county_code":"430502"`, inside):                                                        "name",
		feature(`"name":"好园","level":"other","county_code":"430502"`, inside):                                            "name",
		feature(`"id":"P1","name":"坏园","level":"other","county_code":"430502"`, inside):                                  "name",
		feature(`"name":"旧园","level":"other","county_code":"430502"`, inside):                                            "name", // which 好园 was
		feature(`"name":"坏园","level":"一级","county_code":"430502"`, inside):                                               "level",
		feature(`"name":"坏园","level":"other","county_code":"430599"`, inside):                                            "county_code",
		feature(`"name":"坏园","level":"other","county_code":"430502"`, "null"):                                            "geometry",
		feature(`"name":"坏园","level":"other","county_code":"430502"`, line):                                              "geometry",
		feature(`"name":"坏园","level":"other","county_code":"430502"`, `{"type":"Point","coordinates":[500000,3000000]}`): "geometry",
	} {
		r := load(t, pool, intake.Options{}, good, bad)
		if len(r.Findings) != 1 || r.Findings[0].Column != column || !r.Findings[0].Refused || r.Findings[0].Line != 2 || r.Saved {
			t.Errorf("%s: saved %v, %+v; want one at %s", bad, r.Saved, r.Findings, column)
		}
	}
	if got := stored(t, pool); got != "旧园 OTHER POINT(111.45 27.25)" {
		t.Errorf("left is %s", got)
	}
}
