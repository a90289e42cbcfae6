package scalar_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"lianqi/graph/scalar"
	"lianqi/server/fault"
)

func date(v any) (scalar.Date, error) {
	var d scalar.Date
	err := d.UnmarshalGQL(v)
	return d, err
}

// as makes scalars of different types comparable in one table.
func as[T any](f func(any) (T, error)) func(any) (any, error) {
	return func(v any) (any, error) { return f(v) }
}

func TestUnmarshal(t *testing.T) {
	t.Parallel()
	type n = json.Number
	scalars := map[string]func(any) (any, error){
		"String": as(scalar.UnmarshalString), "ID": as(scalar.UnmarshalID), "Int": as(scalar.UnmarshalInt), "Float": as(scalar.UnmarshalFloat),
		"Longitude": as(scalar.UnmarshalLongitude), "Latitude": as(scalar.UnmarshalLatitude), "DateTime": as(scalar.UnmarshalDateTime), "Date": as(date),
	}
	for _, c := range []struct {
		scalar string
		in     any
		want   any // nil: refused
	}{
		{"String", "𠮷 “引号” é‮", "𠮷 “引号” é‮"},
		{"String", "", ""},
		{"String", "a\x00", nil},
		{"String", "\xff", nil},
		{"String", n("1"), nil},
		{"String", true, nil},
		{"ID", "x", "x"},
		{"ID", int64(7), "7"},
		{"ID", n("7"), "7"},
		{"ID", n("7.5"), nil},
		{"ID", 1.5, nil},
		{"ID", "\x00", nil},
		{"Int", n("2147483647"), math.MaxInt32},
		{"Int", n("-2147483648"), math.MinInt32},
		{"Int", n("1e3"), 1000},
		{"Int", int64(5), 5},
		{"Int", n("2147483648"), nil},
		{"Int", n("99999999999"), nil},
		{"Int", n("1.5"), nil},
		{"Int", "5", nil},
		{"Int", true, nil},
		{"Float", n("1.5"), 1.5},
		{"Float", int64(2), 2.0},
		{"Float", n("1e999"), nil},
		{"Float", "NaN", nil},
		{"Float", "Infinity", nil},
		{"Float", n("NaN"), nil},
		{"Float", math.NaN(), nil},
		{"Float", math.Inf(1), nil},
		{"Longitude", n("180"), 180.0},
		{"Longitude", -180.0, -180.0},
		{"Longitude", n("-180.0001"), nil},
		{"Longitude", n("Infinity"), nil},
		{"Longitude", "111.4", nil},
		{"Latitude", n("27.2"), 27.2},
		{"Latitude", n("111.4"), nil}, // swapped
		{"Latitude", math.NaN(), nil},
		{"DateTime", "2026-11-22T08:00:00+08:00", time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)},
		{"DateTime", "2026-11-22T08:00:00.1234567Z", time.Date(2026, 11, 22, 8, 0, 0, 123456000, time.UTC)},
		{"DateTime", "2026-11-22T08:00:00", nil},
		{"DateTime", "2026-11-22", nil},
		{"DateTime", "2026-02-30T08:00:00Z", nil},
		{"DateTime", "2026-11-22T8:00:00Z", nil},
		{"DateTime", "0000-01-01T00:00:00Z", nil},
		{"DateTime", "9999-12-31T23:59:59-08:00", nil},
		{"DateTime", "infinity", nil},
		{"DateTime", n("1795305600"), nil},
		{"Date", "2028-02-29", scalar.Date("2028-02-29")},
		{"Date", "2026-02-29", nil},
		{"Date", "2026-1-1", nil},
		{"Date", "0000-01-01", nil},
		{"Date", "2026-11-22T00:00:00Z", nil},
		{"Date", nil, nil},
	} {
		got, err := scalars[c.scalar](c.in)
		switch {
		case c.want == nil && !fault.Is(err, fault.Invalid):
			t.Errorf("%s took %#v as %#v, %v", c.scalar, c.in, got, err)
		case c.want != nil && (err != nil || got != c.want):
			t.Errorf("%s read %#v as %#v, %v", c.scalar, c.in, got, err)
		}
	}
}

func TestMarshalDateTime(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	scalar.MarshalDateTime(time.Date(2026, 11, 22, 8, 0, 0, 5e8, time.FixedZone("", 8*3600))).MarshalGQL(&b)
	if b.String() != `"2026-11-22T00:00:00.5Z"` {
		t.Error(b.String())
	}
}
