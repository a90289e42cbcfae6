package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"
)

// H26: whoever asks what is overdue in a district is told the same by the map (its label, its parks, its tiles at either scale), the
// dashboard, the list and the workbook; also when time passes, when a problem becomes a secret, and when it is answered and closed.
func TestH26OverdueIsTheSameEverywhere(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	h := f.handedOut("变压器到期未装")
	number := f.one(`select number from problem where id = ` + quoted(h.id))
	leader, county, city := f.as("leader01"), h.office, f.as("office-city")
	cadre, outsider, admin := f.as("cadre01"), f.as("office-411024"), f.as("admin")
	told := func(when string, seenBy ...*caller) {
		t.Helper()
		for _, c := range []*caller{leader, county, city, cadre, outsider, admin} {
			list := c.numbers(map[string]any{"divisionCode": ownCounty, "overdue": true})
			if slices.Contains(list, number) != slices.Contains(seenBy, c) {
				t.Errorf("%s, %s lists %v; %s?", when, c.name, list, number)
			}
			for place, got := range c.overdueNamed(ownCounty) {
				if !slices.Equal(got, list) {
					t.Errorf("%s, %s: %s has %v, the list %v", when, c.name, place, got, list)
				}
			}
			for place, got := range c.overdueCounted(ownCounty) {
				if got != len(list) {
					t.Errorf("%s, %s: %s says %d, the list %d", when, c.name, place, got, len(list))
				}
			}
			whole := 0 // a cell of a small scale may hold points of the next county
			for _, x := range c.drawn("overdue", 3, ownCounty) {
				whole += int(x.Properties["count"].(float64))
			}
			if all := c.numbers(map[string]any{"overdue": true}); whole != len(all) {
				t.Errorf("%s, %s: the tile of all that it sees counts %d, the list %d", when, c.name, whole, len(all))
			}
		}
	}

	told("in time")
	var says bytes.Buffer
	if run(t.Context(), []string{"clock", "+40d"}, []string{"DATABASE_URL=" + f.Config.DatabaseURL}, &says, &says) != 0 {
		t.Fatal(says.String())
	}
	told("past its date", leader, county, city, cadre)
	version := func() string { return f.one(`select version from problem where id = ` + quoted(h.id)) }
	h.office.must("setConfidential", `problemId: %q, expectedVersion: %s, confidential: true, reason: "商业秘密"`, h.id, version())
	told("a secret", county, city) // for a leader and a cadre it counts nowhere
	h.territory.must("replyDispatch", `id: %q, dispatchId: %q, solved: true, note: "已装", overrideCoUnits: true`, newID(), h.territoryDispatch)
	h.office.must("reviewReply", `problemId: %q, expectedVersion: %s, decision: ACCEPT`, h.id, version())
	h.firm.must("evaluateProblem", `problemId: %q, solved: true, grade: SATISFIED`, h.id)
	told("closed")
}

// overdueNamed is the numbers of the overdue problems of a county by each place that names them, sorted.
func (c *caller) overdueNamed(county string) map[string][]string {
	c.t.Helper()
	out := map[string][]string{
		"what is behind the number": c.numbers(map[string]any{"counted": map[string]any{"divisionCode": county, "measure": "OVERDUE"}}),
		"the overdue tiles":         {}, "the red of the problem tiles": {}, "the workbook": {},
	}
	add := func(place string, number any) {
		if n := fmt.Sprint(number); strings.HasPrefix(n, county) && !slices.Contains(out[place], n) { // a tile reaches beyond its edge
			out[place] = append(out[place], n)
		}
	}
	_, _, rows := c.export("ledger", url.Values{"divisionCode": {county}, "overdue": {"true"}})
	for _, row := range rows {
		add("the workbook", row[0])
	}
	for _, x := range c.drawn("overdue", 11, county) {
		add("the overdue tiles", x.Properties["name"])
	}
	for _, x := range c.drawn("problem", 11, county) {
		if x.Properties["lamp"] == "RED" {
			add("the red of the problem tiles", x.Properties["name"])
		}
	}
	for _, numbers := range out {
		slices.Sort(numbers)
	}
	return out
}

// overdueCounted is how many problems of a county are overdue by each place that counts them.
func (c *caller) overdueCounted(county string) map[string]int {
	c.t.Helper()
	type measures struct{ Overdue int }
	type statistics struct {
		Total measures
		Rows  []struct {
			Key      string
			Measures measures
		}
	}
	var got struct {
		Own, Above *statistics // null for who may not count there
		Parks      struct {
			Nodes []struct {
				OverdueProblemCount int
				Problems            struct{ TotalCount int }
			}
		}
		Outside struct {
			Nodes []struct{ Park *struct{ ID string } }
		}
	}
	c.get(fmt.Sprintf(`{ own: statistics(divisionCode: %[1]q, groupBy: CATEGORY) { ...s } above: statistics(divisionCode: "430500", groupBy: DIVISION) { ...s }
		parks(filter: {divisionCode: %[1]q}, first: 100) { nodes { overdueProblemCount problems(filter: {overdue: true}, first: 1) { totalCount } } }
		outside: problems(filter: {divisionCode: %[1]q, overdue: true}, first: 100) { nodes { park { id } } } }
		fragment s on Statistics { total { overdue } rows { key measures { overdue } } }`, county), nil, &got)
	out := map[string]int{}
	if got.Own != nil {
		out["the dashboard"] = got.Own.Total.Overdue
		for _, row := range got.Own.Rows {
			out["the dashboard by category"] += row.Measures.Overdue
		}
	}
	if got.Above != nil {
		for _, row := range got.Above.Rows {
			if row.Key == county {
				out["the label on the map"] = row.Measures.Overdue
			}
		}
	}
	for _, park := range got.Parks.Nodes {
		out["the parks and what is outside of them"] += park.OverdueProblemCount
		if park.OverdueProblemCount != park.Problems.TotalCount {
			c.t.Errorf("%s: a park says %d and lists %d", c.name, park.OverdueProblemCount, park.Problems.TotalCount)
		}
	}
	for _, problem := range got.Outside.Nodes {
		if problem.Park == nil {
			out["the parks and what is outside of them"]++
		}
	}
	return out
}

// drawn is what the tiles of a layer hold at a zoom, all of those in which a county has an enterprise.
func (c *caller) drawn(layer string, zoom maptile.Zoom, county string) (out []*geojson.Feature) {
	c.t.Helper()
	box := c.all(`select st_xmin(b)::text, st_ymin(b)::text, st_xmax(b)::text, st_ymax(b)::text
		from (select st_extent(location) b from enterprise where division_code = '` + county + `') _`)
	var at [4]float64
	for i := range at {
		at[i], _ = strconv.ParseFloat(box[i], 64)
	}
	from, to := maptile.At(orb.Point{at[0], at[3]}, zoom), maptile.At(orb.Point{at[2], at[1]}, zoom)
	for x := from.X; x <= to.X; x++ {
		for y := from.Y; y <= to.Y; y++ {
			resp, err := c.http.Get(fmt.Sprintf("%s/tiles/%s/%d/%d/%d.mvt", c.URL, layer, zoom, x, y))
			if err != nil {
				c.t.Fatal(err)
			}
			body, _ := io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			if resp.StatusCode == http.StatusNoContent {
				continue
			}
			layers, err := mvt.Unmarshal(body)
			if err != nil || len(layers) != 1 {
				c.t.Fatalf("%s: a tile of %s: %d %v", c.name, layer, resp.StatusCode, err)
			}
			out = append(out, layers[0].Features...)
		}
	}
	return out
}
