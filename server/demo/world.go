package demo

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"lianqi/server/deadline"
	"lianqi/server/division"
)

const (
	shaoyang = "430500"
	yanling  = "411024"
	history  = 60 // days of visits and problems
)

// world is everything that stands when the first visit is made, in memory: made up from a fixed seed and the tables, so it is the same
// whenever it is made.
type world struct {
	now   time.Time
	start time.Time // midnight in Asia/Shanghai, history days before now
	rand  *rand.Rand

	outlines      map[string]division.Outline
	divisions     []division.Outline // parents before children
	organizations []*organization
	parks         []*park
	enterprises   []*enterprise
	people        []*person
	assignments   []assignment
}

func newWorld(now time.Time, outlines []division.Outline) *world {
	outlines = append([]division.Outline{
		{Code: "410000", Name: "河南省", Level: "PROVINCE"}, {Code: "430000", Name: "湖南省", Level: "PROVINCE"},
	}, outlines...)
	for i, o := range outlines {
		if o.Level == "CITY" {
			outlines[i].ParentCode = o.Code[:2] + "0000"
		}
	}
	now = now.UTC().Truncate(time.Second)
	y, m, d := now.In(deadline.Zone).Date()
	w := &world{
		now:   now,
		start: time.Date(y, m, d-history, 0, 0, 0, 0, deadline.Zone),
		rand:  rand.New(rand.NewPCG(2022, 6)), // the month in which it began
		divisions: slices.SortedFunc(slices.Values(outlines), func(a, b division.Outline) int {
			return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Code, b.Code))
		}),
		outlines: map[string]division.Outline{},
	}
	for _, o := range w.divisions {
		w.outlines[o.Code] = o
	}
	w.foundOrganizations()
	w.layOutParks()
	w.settleEnterprises()
	w.appointPeople()
	w.assignCadres()
	w.houseResidents()
	w.misplace()
	return w
}

// rank is 0 for provinces, 1 for cities, 2 for counties.
func rank(o division.Outline) int {
	return slices.Index([]string{"PROVINCE", "CITY", "COUNTY"}, o.Level)
}

// below are the units one level below a division, by code.
func (w *world) below(code string) (out []division.Outline) {
	for _, o := range w.divisions {
		if o.ParentCode == code {
			out = append(out, o)
		}
	}
	return out
}

// areas are a division and everything below it.
func (w *world) areas(code string) []string {
	out := []string{code}
	for _, o := range w.below(code) {
		out = append(out, w.areas(o.Code)...)
	}
	return out
}

func (w *world) divisionRows() (rows [][]any) {
	for _, o := range w.divisions {
		rows = append(rows, []any{o.Code, o.Name, o.Level, null(o.ParentCode), o.Boundary})
	}
	return rows
}

// middle is a point inside a division: the middle of its area where that lies inside.
func (w *world) middle(code string) orb.Point {
	outline := w.outlines[code].Boundary
	middle, _ := planar.CentroidArea(outline)
	if planar.MultiPolygonContains(outline, middle) {
		return middle
	}
	return near(w.rand, middle, 20_000, outline)
}

// null is an empty text as the database's nothing.
func null(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// number reads a column of one of our own tables; an empty one is 0.
func number(column string) float64 {
	if column == "" {
		return 0
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(column), 64)
	if err != nil {
		panic(err)
	}
	return n
}

// pick is one of several.
func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }
