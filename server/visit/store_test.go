package visit

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"lianqi/server/db/dbtest/county"
	"lianqi/server/enterprise"
	"lianqi/server/fault"
	"lianqi/server/geo"
	"lianqi/server/held"
	"lianqi/server/once"
	"lianqi/server/photo"
)

var ctx = context.Background()

type world struct {
	*county.County
	*Store
}

func newWorld(t *testing.T) world {
	t.Parallel()
	c := county.New(t)
	announce := func(all *pgx.Batch, visitID, personID string, photos []Photo) error {
		var in []photo.Input
		for _, f := range photos {
			in = append(in, photo.Input(f))
		}
		return photo.AnnounceIn(all, photo.Of{VisitID: visitID}, personID, in)
	}
	return world{c, New(c.Pool, c.Clock, enterprise.Sees, announce, held.Keeper{})}
}

// at is a check-in at the firm inside the park, with a fix so many degrees of latitude north of it.
func (w world) at(north, accuracy float64) CheckInInput {
	return CheckInInput{
		ID: once.New(), EnterpriseID: county.ID("firm"), CapturedAt: w.Now,
		Position: &Position{Lon: 111.505, Lat: 27.205 + north, Accuracy: accuracy, CRS: geo.WGS84},
	}
}

// judged records a check-in and returns its result and flags.
func (w world) judged(t *testing.T, account string, in CheckInInput) string {
	t.Helper()
	id, err := w.CheckIn(ctx, w.Actor(account), in)
	if err != nil {
		t.Fatal(err)
	}
	return w.Text("select array_to_string(check_in_result || flags, ' ') from visit where id = $1", id)
}

// The fence has 300 m around 27.205 N; the park reaches 0.005° (554 m) further north.
func TestCheckInIsJudgedByPlace(t *testing.T) {
	w := newWorld(t)
	gcj := geo.FromWGS84(orb.Point{111.505, 27.205}, geo.GCJ02)
	outside := w.at(0, 10)
	outside.EnterpriseID, outside.Position.Lon, outside.Position.Lat = county.ID("firm-outside"), 111.55, 27.25+0.004
	unlocated := w.at(0, 10)
	unlocated.EnterpriseID = county.ID("firm-unlisted")
	for name, c := range map[string]struct {
		account string
		in      CheckInInput
		want    string
		metres  string
	}{
		"at the gate":                   {"cadre", w.at(0, 10), "IN_RANGE", "0"},
		"in the park, out of fence":     {"cadre", w.at(0.004, 10), "IN_RANGE", "443"},
		"beside the park":               {"cadre", w.at(0.006, 10), "OUT_OF_RANGE", "665"},
		"perhaps in the park":           {"cadre", w.at(0.0055, 80), "UNCERTAIN", "609"},
		"too coarse to say":             {"cadre", w.at(0, 600), "NO_FIX LOW_ACCURACY", "0"},
		"out of the fence, no park":     {"cadre-outside", outside, "OUT_OF_RANGE", "443"},
		"an enterprise without a place": {"cadre", unlocated, "UNCERTAIN", ""},
		"no fix":                        {"cadre", CheckInInput{ID: once.New(), EnterpriseID: county.ID("firm"), CapturedAt: w.Now}, "NO_FIX", ""},
		"by an app's shifted map": {"resident", CheckInInput{ID: once.New(), EnterpriseID: county.ID("firm"), CapturedAt: w.Now, Position: &Position{
			Lon: gcj[0], Lat: gcj[1], Accuracy: 10, CRS: geo.GCJ02,
		}}, "IN_RANGE", "0"},
	} {
		w.Now = w.Now.Add(time.Hour)
		c.in.CapturedAt = w.Now
		if got := w.judged(t, c.account, c.in); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := w.Text("select round(distance) from visit where id = $1", c.in.ID); got != c.metres {
			t.Errorf("%s: %s m, want %s", name, got, c.metres)
		}
	}
	if got := w.Text("select concat_ws(' ', raw_crs, st_x(raw_point) = $1, round(st_x(location)::numeric, 6)) from visit where raw_crs = 'GCJ02'", gcj[0]); got != "GCJ02 t 111.505000" {
		t.Errorf("kept %s", got)
	}
}

func TestCheckInIsFlagged(t *testing.T) {
	w := newWorld(t)
	first := w.judged(t, "cadre", w.at(0, 10))
	if first != "IN_RANGE" {
		t.Errorf("the first: %s", first)
	}
	// 111 km north, ten minutes later.
	w.Now = w.Now.Add(10 * time.Minute)
	if got := w.judged(t, "cadre", w.at(1, 10)); got != "OUT_OF_RANGE TELEPORT" {
		t.Errorf("far away at once: %s", got)
	}
	if got := w.judged(t, "resident", w.at(0, 10)); got != "IN_RANGE" {
		t.Errorf("another cadre at the same place: %s", got)
	}
	w.Now = w.Now.AddDate(0, 0, 1)
	if got := w.judged(t, "cadre", w.at(0, 10)); got != "IN_RANGE REPEATED_COORDINATES" {
		t.Errorf("the same coordinates on another day: %s", got)
	}
	late := w.at(0.0001, 10)
	late.CapturedAt = w.Now.Add(-25 * time.Hour)
	if got := w.judged(t, "resident", late); got != "IN_RANGE LATE_ARRIVAL" {
		t.Errorf("sent a day later: %s", got)
	}
	ahead := w.at(0.0002, 10)
	stale := w.Now.Add(-time.Minute)
	ahead.CapturedAt, ahead.Position.FixedAt = w.Now.Add(6*time.Minute), &stale
	if got := w.judged(t, "resident", ahead); got != "IN_RANGE STALE_FIX CLOCK_SKEW" {
		t.Errorf("a clock ahead and an old fix: %s", got)
	}
	if got := w.Text("select checked_in_at = received_at and captured_at > received_at from visit where id = $1", ahead.ID); got != "true" {
		t.Error("a visit of the future counts as of now")
	}
}

// Another day begins at midnight of China, and coordinates are the same to seven digits.
func TestRepeatedCoordinates(t *testing.T) {
	w := newWorld(t)
	midnight, _ := dayOf(w.Now)
	for _, c := range []struct {
		days  int
		later time.Duration
		north float64
		want  string
	}{
		{1, 0, 0.0001, "IN_RANGE"},
		{2, -time.Second, 0.0001, "IN_RANGE"},
		{2, 0, 0.0001, "IN_RANGE REPEATED_COORDINATES"},
		{2, time.Hour, 0.0001002, "IN_RANGE"},
		{3, 0, 0.00010021, "IN_RANGE REPEATED_COORDINATES"},
	} {
		w.Now = midnight.AddDate(0, 0, c.days).Add(c.later)
		in := w.at(c.north, 10)
		if got := w.judged(t, "cadre", in); got != c.want {
			t.Errorf("%d days, %s: %s, want %s", c.days, c.later, got, c.want)
		}
	}
}

func TestWhoMayCheckIn(t *testing.T) {
	w := newWorld(t)
	for _, account := range county.Names {
		_, err := w.CheckIn(ctx, w.Actor(account), w.at(0, 10))
		var want fault.Code
		switch account {
		case "cadre", "resident", "office", "office-city", "leader", "supervisor":
		case "cadre-outside", "office-sibling":
			want = fault.NotFound
		default:
			want = fault.Forbidden
		}
		if (err == nil) != (want == "") || err != nil && !fault.Is(err, want) {
			t.Errorf("%s: %v", account, err)
		}
	}
}

func TestCheckInSentAgain(t *testing.T) {
	w := newWorld(t)
	in := w.at(0, 10)
	in.Photos = []Photo{{SHA256: strings.Repeat("0a", 32), Bytes: 5}}
	var all sync.WaitGroup
	cadre := w.Actor("cadre")
	for range 5 {
		all.Go(func() {
			if _, err := w.CheckIn(ctx, cadre, in); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	before := w.Dump()
	w.Now = w.Now.Add(time.Hour)
	if _, err := w.CheckIn(ctx, cadre, in); err != nil {
		t.Error(err)
	}
	if _, err := w.CheckIn(ctx, w.Actor("resident"), in); !fault.Is(err, fault.Conflict) {
		t.Errorf("by another: %v", err)
	}
	in.Note = "另一份内容"
	if _, err := w.CheckIn(ctx, cadre, in); !fault.Is(err, fault.Conflict) {
		t.Errorf("other content: %v", err)
	}
	if w.Dump() != before || strings.Count(before, "visit ") != 1 || strings.Count(before, "photo ") != 1 {
		t.Errorf("one visit and one photo are kept, not\n%s", w.Dump())
	}
}

// One that was held while it was being judged is not recorded as well, unless it is taken.
func TestCheckInHeldMeanwhile(t *testing.T) {
	w := newWorld(t)
	in, cadre := w.at(0, 10), w.Actor("cadre")
	_, err := w.Pool.Exec(ctx, `insert into held_record (id, kind, person_id, role, enterprise_id, division_code, content, content_hash, captured_at, received_at, photos_expected)
		select $1, 'CHECK_IN', $2, 'LINK_CADRE', e.id, e.division_code, '{}', 'x', $4, $4, 0 from enterprise e where e.id = $3`, in.ID, cadre.PersonID, in.EnterpriseID, w.Now)
	if err != nil {
		t.Fatal(err)
	}
	point, err := in.clean()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		first bool
		rows  int64
	}{{true, 0}, {false, 1}} {
		sql, args := record(cadre, capture{CheckInInput: in, point: point, received: w.Now, hash: []byte{1}}, place{DivisionCode: w.Text("select division_code from enterprise where id = $1", in.EnterpriseID)}, c.first)
		if done, err := w.Pool.Exec(ctx, sql, args...); err != nil || done.RowsAffected() != c.rows {
			t.Errorf("first %t: %d rows, %v", c.first, done.RowsAffected(), err)
		}
	}
}

func TestCheckInRefused(t *testing.T) {
	w := newWorld(t)
	before := w.Dump()
	for field, change := range map[string]func(*CheckInInput){
		"id":                func(in *CheckInInput) { in.ID = "x" },
		"position.lon":      func(in *CheckInInput) { in.Position.Lon = 181 },
		"position.accuracy": func(in *CheckInInput) { in.Position.Accuracy = 0 },
		"position.crs":      func(in *CheckInInput) { in.Position.CRS = "MARS" },
		"reason":            func(in *CheckInInput) { in.Reason = strings.Repeat("长", 501) },
		"note":              func(in *CheckInInput) { in.Note = strings.Repeat("长", 4001) },
		"photos":            func(in *CheckInInput) { in.Photos = make([]Photo, 10) },
		"photos.0.sha256":   func(in *CheckInInput) { in.Photos = []Photo{{SHA256: "x", Bytes: 1}} },
	} {
		in := w.at(0, 10)
		change(&in)
		_, err := w.CheckIn(ctx, w.Actor("cadre"), in)
		if f := fault.As(err); f == nil || f.Code != fault.Invalid || !slices.Equal(f.Field, strings.Split(field, ".")) {
			t.Errorf("%s: %v", field, err)
		}
	}
	if w.Dump() != before {
		t.Error("something was kept")
	}
}
