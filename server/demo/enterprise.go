package demo

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"lianqi/server/demo/table"
	enterprises "lianqi/server/enterprise"
)

// enterprise is a firm: made up and called 演示, or one that the source texts name.
type enterprise struct {
	id, name, uscc, kind, address, division, code, tier, help string
	key                                                       string // of a firm that the source texts name; else empty
	location                                                  *orb.Point
	recorded                                                  orb.Point // of a misplaced firm; else zero
	fence                                                     int       // metres
	declared                                                  *park
	important                                                 bool
	contact                                                   *person
	cadre                                                     *person   // who answers for it; nil when nobody does
	members                                                   []*person // of a misplaced firm: its two cadres
}

// settleEnterprises makes the made-up firms county by county and then the named ones.
func (w *world) settleEnterprises() {
	var trades [][]string // a common trade stands there often
	for _, row := range table.Rows("trade") {
		for range int(number(row[2])) {
			trades = append(trades, row)
		}
	}
	serial := 0
	for _, row := range table.Rows("county") {
		place := county{code: row[0], short: row[1], town: orb.Point{number(row[2]), number(row[3])}, spread: number(row[5])}
		if row[2] == "" {
			place.town = w.middle(place.code)
		}
		for i := range int(number(row[4])) {
			serial++
			trade := pick(w.rand, trades...)
			if serial <= 3 { // of enterprise01 to enterprise03: factories
				trade = trades[0]
			}
			w.enterprises = append(w.enterprises, w.settle(place, trade, i+1, serial))
		}
	}
	for _, row := range table.Rows("firm") {
		w.enterprises = append(w.enterprises, w.named(row))
	}
}

// county is where the firms of one county stand.
type county struct {
	code, short string
	town        orb.Point
	spread      float64 // metres from the town
}

// settle makes the nth firm of a county; serial counts all.
func (w *world) settle(place county, trade []string, n, serial int) *enterprise {
	e := &enterprise{
		id: id("enterprise", serial), division: place.code, code: trade[1], kind: "ENTERPRISE", fence: 300,
		name:      fmt.Sprintf("演示·%s%s%02d%s", place.short, trade[0], n, trade[3]),
		address:   fmt.Sprintf("%s演示路%d号", w.outlines[place.code].Name, 2*n),
		uscc:      usccOf(place.code, serial),
		help:      pick(w.rand, "LEADING", "SPECIALIZED", "SPECIALIZED", "SME", "SME", "SME", "SME", "SME", "DISTRESSED", "DISTRESSED"),
		important: w.rand.IntN(8) == 0,
	}
	switch e.code[0] {
	case 'A':
		e.kind, e.fence = "FARM", 500
	case 'C':
		e.tier = pick(w.rand, "", "", "", "", "INNOVATIVE", "INNOVATIVE", "SPECIALIZED")
		if w.rand.IntN(40) == 0 {
			e.tier = pick(w.rand, "LITTLE_GIANT", "CHAMPION")
		}
	}
	at := near(w.rand, place.town, place.spread, w.outlines[place.code].Boundary)
	if p := w.drawnPark(place.code); p != nil && (serial <= 3 || w.rand.IntN(3) == 0 && e.kind == "ENTERPRISE") {
		at = near(w.rand, p.location, 2000, p.boundary)
		e.address = fmt.Sprintf("%s演示大道%d号", p.name, n)
	}
	e.location = &at
	return e
}

// drawnPark is the first park of a county whose outline is drawn; nil when there is none.
func (w *world) drawnPark(county string) *park {
	for _, p := range w.parks {
		if p.division == county && p.boundary != nil {
			return p
		}
	}
	return nil
}

// named makes a firm of the source texts. Nothing is said about it that they do not say, but for a rough place where they name the
// county, so that it can be seen on the map.
func (w *world) named(row []string) *enterprise {
	e := &enterprise{id: id("enterprise", row[0]), key: row[0], name: row[1], division: row[2], kind: row[3], code: row[4], fence: 500}
	if row[5] != "" {
		e.declared = w.park(row[5])
		at := near(w.rand, e.declared.location, 700, e.declared.boundary)
		e.location = &at
	} else if rank(w.outlines[e.division]) == 2 {
		at := near(w.rand, w.middle(e.division), 3000, w.outlines[e.division].Boundary)
		for w.parkAt(at) != nil {
			at = near(w.rand, w.middle(e.division), 3000, w.outlines[e.division].Boundary)
		}
		e.location = &at
	}
	return e
}

// usccOf is a code that passes every check and belongs to nobody: its organization code begins with DEM.
func usccOf(division string, serial int) string {
	body := fmt.Sprintf("91%sDEM%05d", division, serial)
	for _, ninth := range "0123456789X" {
		for _, last := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
			if code := body + string(ninth) + string(last); enterprises.CheckUSCC(code) == nil {
				return code
			}
		}
	}
	panic("no check characters for " + body)
}

// demo reports whether the firm is made up.
func (e *enterprise) demo() bool { return strings.HasPrefix(e.name, "演示·") }

func (w *world) enterpriseRows() (rows [][]any) {
	for _, e := range w.enterprises {
		var declared any
		if e.declared != nil {
			declared = e.declared.id
		}
		rows = append(rows, []any{
			e.id, e.name, null(e.uscc), e.kind, null(e.address), e.division, e.place(), e.place(), e.fence, declared,
			null(e.code), null(e.tier), null(e.help), e.important, e.demo(), w.start,
		})
	}
	return rows
}
