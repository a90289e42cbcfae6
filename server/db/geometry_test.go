package db_test

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"lianqi/server/db/dbtest"
)

var ring = orb.Ring{{113, 28}, {113.1, 28}, {113.1, 28.1}, {113, 28}}

// protocols are all the ways in which pgx can send a statement; poolers need the later ones.
var protocols = map[string]pgx.QueryExecMode{
	"cached statement":   pgx.QueryExecModeCacheStatement,
	"cached description": pgx.QueryExecModeCacheDescribe,
	"described":          pgx.QueryExecModeDescribeExec,
	"exec":               pgx.QueryExecModeExec,
	"simple":             pgx.QueryExecModeSimpleProtocol,
}

func TestGeometryGoesThereAndBack(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	point := orb.Point{112.9834, 28.1129}
	values := []orb.Geometry{
		point,
		orb.MultiPoint{point, {113, 28}},
		orb.LineString{point, {113, 28}},
		orb.MultiLineString{{point, {113, 28}}},
		orb.Polygon{ring},
		orb.MultiPolygon{{ring}},
		orb.Collection{point, orb.Polygon{ring}},
	}
	for name, mode := range protocols {
		for _, kind := range []string{"geometry", "geography"} {
			t.Run(name+" "+kind, func(t *testing.T) {
				t.Parallel()
				for _, want := range values {
					got := reflect.New(reflect.TypeOf(want))
					row := pool.QueryRow(context.Background(), "select $1::"+kind, mode, want)
					if err := row.Scan(got.Interface()); err != nil {
						t.Errorf("%T: %v", want, err)
					} else if !reflect.DeepEqual(got.Elem().Interface(), want) {
						t.Errorf("sent %v, got %v", want, got.Elem())
					}
				}
			})
		}
	}
}

func TestGeometryIsKeptExactlyInColumns(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := dbtest.New(t)
	type row struct {
		Place *orb.Point
		Area  orb.MultiPolygon
		Any   orb.Geometry
	}
	want := []row{
		{Place: &orb.Point{112.98341234567891, 28.1129}, Area: orb.MultiPolygon{{ring}}, Any: orb.LineString(ring)},
		{},
	}
	_, err := pool.Exec(ctx, `create table shape
		(place geography(Point, 4326), area geometry(MultiPolygon, 4326), "any" geometry)`)
	if err != nil {
		t.Fatal(err)
	}
	n, err := pool.CopyFrom(ctx, pgx.Identifier{"shape"}, []string{"place", "area", "any"},
		pgx.CopyFromSlice(len(want), func(i int) ([]any, error) {
			return []any{want[i].Place, want[i].Area, want[i].Any}, nil
		}))
	if err != nil || n != 2 {
		t.Fatalf("copied %d rows: %v", n, err)
	}
	for name, mode := range protocols {
		rows, err := pool.Query(ctx, "select * from shape order by place is null", mode)
		if err != nil {
			t.Fatal(err)
		}
		got, err := pgx.CollectRows(rows, pgx.RowToStructByName[row])
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, %v; want %v", name, got, err, want)
		}
	}
}

func TestGeometryThatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	for name, value := range map[string]any{
		"NaN":                orb.Point{math.NaN(), 28},
		"infinity":           &orb.Point{113, math.Inf(1)},
		"NaN deep inside":    orb.MultiPolygon{{{{113, 28}, {113, math.NaN()}, {114, 28}, {113, 28}}}},
		"NaN in a line":      orb.MultiLineString{{{113, math.NaN()}}},
		"NaN in many points": orb.Collection{orb.MultiPoint{{math.Inf(-1), 1}}},
	} {
		if _, err := pool.Exec(context.Background(), "select $1::geometry", value); err == nil {
			t.Errorf("%s was sent", name)
		}
	}
	for expression, want := range map[string]string{
		"'SRID=4326;POINT EMPTY'::geometry":          "empty point",
		"'SRID=3857;POINT(1 2)'::geometry":           "SRID 3857",
		"'SRID=4326;LINESTRING(1 2, 3 4)'::geometry": "cannot scan LineString",
		"null::geometry":                             "cannot scan NULL",
	} {
		for name, mode := range protocols {
			var got orb.Point
			err := pool.QueryRow(context.Background(), "select "+expression, mode).Scan(&got)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s, %s: read %v, error %v", expression, name, got, err)
			}
		}
	}
}
