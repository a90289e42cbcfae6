package geo

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"lianqi/server/fault"
)

var (
	shanghai = orb.Point{121.5272106, 31.1774276}
	shenzhen = orb.Point{113.912316, 22.543847}
	beijing  = orb.Point{116.377817, 39.911954}
	shaoyang = orb.Point{111.4677, 27.2389}
	yiyang   = orb.Point{112.3551, 28.5540}
	yanling  = orb.Point{114.1774, 34.1023}
	amap     = orb.Point{116.481499, 39.990475}
)

// The published vectors of section 4.
func TestGCJ02(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		wgs, gcj  orb.Point
		tolerance float64 // degrees
	}{
		{shanghai, orb.Point{121.53154186, 31.17530398}, 1e-5},
		{shenzhen, orb.Point{113.91717648, 22.54079613}, 1e-5},
		{beijing, orb.Point{116.38404722, 39.91334546}, 1e-5},
		{amap, orb.Point{116.487585177952, 39.991754014757}, 1e-6}, // 高德's own sample
	} {
		if got := FromWGS84(c.wgs, GCJ02); !near(got, c.gcj, c.tolerance) {
			t.Errorf("%v in GCJ-02 is %v, want %v", c.wgs, got, c.gcj)
		}
		if got := ToWGS84(c.gcj, GCJ02); !near(got, c.wgs, c.tolerance) {
			t.Errorf("%v from GCJ-02 is %v, want %v", c.gcj, got, c.wgs)
		}
	}
}

func TestOffsets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		place orb.Point
		want  float64 // metres
	}{
		{"邵阳", shaoyang, 658}, {"益阳", yiyang, 659}, {"鄢陵", yanling, 562}, {"上海", shanghai, 475}, {"北京", amap, 538},
	} {
		if got := geo.Distance(c.place, FromWGS84(c.place, GCJ02)); math.Abs(got-c.want) > 2 {
			t.Errorf("%s is shifted by %.1f m, want %.0f", c.name, got, c.want)
		}
	}
}

// 百度's turn, by the published formula: GCJ-02 of 天安门 and its BD-09.
func TestBD09(t *testing.T) {
	t.Parallel()
	if got, want := toBD09(orb.Point{116.404, 39.915}), (orb.Point{116.41036949371029, 39.92133699351022}); !near(got, want, 1e-9) {
		t.Errorf("BD-09 is %v, want %v", got, want)
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(43, 41))
	for range 20_000 {
		p := orb.Point{73 + r.Float64()*64, 2 + r.Float64()*53}
		for _, crs := range []CRS{WGS84, CGCS2000, GCJ02, BD09} {
			for _, got := range []orb.Point{ToWGS84(FromWGS84(p, crs), crs), FromWGS84(ToWGS84(p, crs), crs)} {
				if d := geo.Distance(p, got); d > 1e-6 {
					t.Fatalf("%v through %s and back is %v, %g m off", p, crs, got, d)
				}
			}
		}
	}
}

func TestNoShiftAbroad(t *testing.T) {
	t.Parallel()
	for _, p := range []orb.Point{{2.35, 48.86}, {-74, 40.7}, {151.2, -33.9}, {-180, -90}, {180, 90}} {
		for _, crs := range []CRS{GCJ02, BD09} {
			if to, from := FromWGS84(p, crs), ToWGS84(p, crs); to != p || from != p {
				t.Errorf("%v in %s is shifted to %v and %v", p, crs, to, from)
			}
		}
	}
}

func TestPoint(t *testing.T) {
	t.Parallel()
	if p, err := Point("position", 116.487585177952, 39.991754014757, GCJ02); err != nil || !near(p, amap, 1e-6) {
		t.Errorf("%v, %v", p, err)
	}
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		lon, lat float64
		crs      CRS
		field    string
	}{
		{nan, 0, WGS84, "lon"},
		{0, nan, WGS84, "lat"},
		{inf, 0, WGS84, "lon"},
		{0, -inf, WGS84, "lat"},
		{180.1, 0, GCJ02, "lon"},
		{0, -90.1, BD09, "lat"},
		{111, 27, "GPS", "crs"},
		{27, 111, WGS84, "lat"},
	} {
		_, err := Point("input.position", c.lon, c.lat, c.crs)
		if f := fault.As(err); f == nil || f.Code != fault.Invalid || !slices.Equal(f.Field, []string{"input", "position", c.field}) {
			t.Errorf("%v %v %s: %v", c.lon, c.lat, c.crs, err)
		}
	}
	for metres, ok := range map[float64]bool{0.1: true, 65000: true, 0: false, -1: false, inf: false, nan: false} {
		if err := Accuracy("position.accuracy", metres); (err == nil) != ok {
			t.Errorf("an accuracy of %v m: %v", metres, err)
		}
	}
}

func TestSuspectCRS(t *testing.T) {
	t.Parallel()
	county := orb.MultiPolygon{{{{111.46, 27.23}, {111.47, 27.23}, {111.47, 27.24}, {111.46, 27.24}, {111.46, 27.23}}}}
	inside, corner := orb.Point{111.465, 27.235}, orb.Point{111.4699, 27.2399}
	for _, c := range []struct {
		name string
		p    orb.Point
		want CRS
	}{
		{"inside as it stands", inside, ""},
		{"inside when read as GCJ-02", FromWGS84(corner, GCJ02), GCJ02},
		{"inside when read as BD-09 alone", FromWGS84(orb.Point{111.4601, 27.2399}, BD09), BD09},
		{"nowhere near", orb.Point{113, 28}, ""},
	} {
		if got, ok := SuspectCRS(c.p, county); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q %v, want %q", c.name, got, ok, c.want)
		}
	}
}

func near(a, b orb.Point, degrees float64) bool {
	return math.Abs(a[0]-b[0]) <= degrees && math.Abs(a[1]-b[1]) <= degrees
}
