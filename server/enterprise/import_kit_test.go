package enterprise_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/dbtest"
	"lianqi/server/enterprise"
	"lianqi/server/geo"
	"lianqi/server/intake"
)

// The square county 双清区 reaches from 111.4 E 27.2 N to 111.5 E 27.3 N; 大祥区 has no outline; 邵阳县 was abolished.
const squareCounty = `
	insert into division (code, name, level, parent_code, valid_to, boundary) values
	  ('430000', '湖南省', 'PROVINCE', null, null, null), ('430500', '邵阳市', 'CITY', '430000', null, null),
	  ('430502', '双清区', 'COUNTY', '430500', null, st_multi(st_makeenvelope(111.4, 27.2, 111.5, 27.3, 4326))),
	  ('430503', '大祥区', 'COUNTY', '430500', null, null),
	  ('430523', '邵阳县', 'COUNTY', '430500', '2020-01-01', null);
	insert into park (id, name, level, division_code, location) values
	  ('01970000-0000-7000-8000-000000000001', '演示产业园', 'PROVINCIAL', '430502', st_setsrid(st_point(111.45, 27.25), 4326))`

// county returns a database with the square county.
func county(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool := dbtest.New(t)
	if _, err := pool.Exec(t.Context(), squareCounty); err != nil {
		t.Fatal(err)
	}
	return pool
}

// uscc returns a valid code that belongs to nobody.
func uscc(serial int) string {
	for check := range 11 * 31 {
		code := fmt.Sprintf("91430502DEM%05d%c%c", serial, "0123456789X"[check/31], "0123456789ABCDEFGHJKLMNPQRTUWXY"[check%31])
		if enterprise.CheckUSCC(code) == nil {
			return code
		}
	}
	panic("no check characters")
}

type options struct {
	intake.Options
	crs geo.CRS
}

// load imports lines of CSV under the heading.
func load(t *testing.T, pool *pgxpool.Pool, o options, heading string, lines ...string) *intake.Report {
	t.Helper()
	table, err := intake.ReadTable([]byte(heading+"\n"+strings.Join(lines, "\n")), enterprise.Columns, nil)
	if err != nil {
		t.Fatal(err)
	}
	if o.crs == "" {
		o.crs = geo.WGS84
	}
	r, err := enterprise.Import(t.Context(), pool, table, o.crs, o.Options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// counts fails unless the numbers of the report are these: read, accepted, added, updated, unchanged, flagged.
func counts(t *testing.T, r *intake.Report, want ...int) {
	t.Helper()
	got := []int{r.Read, r.Accepted(), r.Added, r.Updated, r.Unchanged, len(r.Flagged())}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("read, accepted, added, updated, unchanged, flagged are %v, want %v; %+v", got, want, r.Findings)
	}
}

// one scans a single value.
func one[T any](t *testing.T, pool *pgxpool.Pool, sql string, args ...any) (value T) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), sql, args...).Scan(&value); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return value
}
