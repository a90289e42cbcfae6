package deadline

import (
	"maps"
	"reflect"
	"testing"

	"lianqi/server/db/dbtest"
	"lianqi/server/fault"
)

// What the database holds after its migrations is what the rules are tested with.
func TestLoad(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	cal, err := LoadCalendar(t.Context(), pool, date(t, "2000-01-01"), date(t, "2100-01-01"))
	if err != nil || !maps.Equal(cal, calendar(t)) {
		t.Errorf("%d exceptions, want %d; %v", len(cal), len(calendar(t)), err)
	}
	if cal, err = LoadCalendar(t.Context(), pool, date(t, "2026-10-01"), date(t, "2026-10-10")); err != nil || len(cal) != 8 {
		t.Errorf("%d exceptions from 1 to 10 October 2026, want 8; %v", len(cal), err)
	}
	for _, want := range []Policy{quanzhou, henan} {
		got, err := LoadPolicy(t.Context(), pool, want.Code)
		if got.Source == "" {
			t.Errorf("%s has no source", want.Code)
		}
		got.Source = ""
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, want %+v; %v", got, want, err)
		}
	}
	if _, err := LoadPolicy(t.Context(), pool, "NOWHERE"); !fault.Is(err, fault.NotFound) {
		t.Errorf("an unknown policy: %v", err)
	}
}
