package division_test

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"lianqi/server/db/dbtest"
	"lianqi/server/division"
)

func TestOutlines(t *testing.T) {
	t.Parallel()
	outlines, err := division.Outlines()
	if err != nil {
		t.Fatal(err)
	}
	byCode, count := map[string]division.Outline{}, map[string]int{}
	for _, o := range outlines {
		if _, twice := byCode[o.Code]; twice {
			t.Errorf("%s %s is there twice", o.Code, o.Name)
		}
		byCode[o.Code] = o
		count[o.Level+" "+o.Code[:2]]++
	}
	for key, want := range map[string]int{"CITY 43": 14, "COUNTY 43": 122, "CITY 41": 1, "COUNTY 41": 1} {
		if count[key] != want {
			t.Errorf("%d of %s, want %d", count[key], key, want)
		}
	}
	for _, o := range outlines {
		switch o.Level {
		case "CITY":
			if o.ParentCode != o.Code[:2]+"0000" {
				t.Errorf("%s lies in %s", o.Name, o.ParentCode)
			}
		case "COUNTY":
			if city := byCode[o.ParentCode]; city.Level != "CITY" || o.Code[:4] != city.Code[:4] {
				t.Errorf("%s lies in %s", o.Name, o.ParentCode)
			}
		}
		for _, polygon := range o.Boundary {
			for i, ring := range polygon {
				if !ring.Closed() || len(ring) < 4 || (ring.Orientation() == orb.CCW) != (i == 0) {
					t.Errorf("%s has a broken ring", o.Name)
				}
			}
		}
	}
	for code, name := range map[string]string{
		"430182": "宁乡市", "430582": "邵东市", "431181": "祁阳市", "430212": "渌口区", "433100": "湘西土家族苗族自治州", "411024": "鄢陵县",
	} {
		if byCode[code].Name != name {
			t.Errorf("%s is %q, want %s", code, byCode[code].Name, name)
		}
	}
	if _, old := byCode["430521"]; old {
		t.Error("邵东县 is a city since 2019")
	}
}

func TestPlacesLieInTheirCounty(t *testing.T) {
	t.Parallel()
	outlines, err := division.Outlines()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		place  string
		p      orb.Point
		county string
	}{
		{"岳麓山", orb.Point{112.931, 28.185}, "430104"},
		{"韶山冲", orb.Point{112.487, 27.905}, "430382"},
		{"宁乡城区", orb.Point{112.553, 28.278}, "430182"},
		{"邵东城区", orb.Point{111.744, 27.259}, "430582"},
		{"武冈城区", orb.Point{110.632, 26.727}, "430581"},
		{"祁阳城区", orb.Point{111.858, 26.580}, "431181"},
		{"渌口镇", orb.Point{113.144, 27.699}, "430212"},
		{"凤凰古城", orb.Point{109.599, 27.948}, "433123"},
		{"南县县城", orb.Point{112.396, 29.362}, "430921"},
		{"靖州县城", orb.Point{109.696, 26.575}, "431229"},
		{"鄢陵县城", orb.Point{114.177, 34.102}, "411024"},
	} {
		for _, o := range outlines {
			inside := planar.MultiPolygonContains(o.Boundary, c.p)
			if inside != (o.Code == c.county || o.Code == c.county[:4]+"00") {
				t.Errorf("%s is in %s: %v", c.place, o.Name, inside)
			}
		}
	}
}

func TestOutlinesAreValid(t *testing.T) {
	t.Parallel()
	outlines, err := division.Outlines()
	if err != nil {
		t.Fatal(err)
	}
	pool := dbtest.New(t)
	for _, o := range outlines {
		var valid bool
		if err := pool.QueryRow(t.Context(), "select st_isvalid($1::geometry)", o.Boundary).Scan(&valid); err != nil || !valid {
			t.Errorf("%s: valid %v, %v", o.Name, valid, err)
		}
	}
}
