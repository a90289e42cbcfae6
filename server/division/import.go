package division

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/paulmach/orb"

	"lianqi/server/intake"
)

// unit is a division as a feature gives it.
type unit struct {
	number             int // of its feature; 0 when it is only named as a parent
	code, name         string
	parent, parentName string // as the feature says; may be empty
	boundary           orb.MultiPolygon
	label              *orb.Point
}

// Import takes the divisions of a GeoJSON file into the database and tells what became of each feature.
//
// A feature has the properties code (or gb, adcode) and name, and may have parent_code (or parent) with parent_name, and label_point. Its level
// follows from its code; so does its parent when it names none. A parent that is nowhere is made from parent_name, without an outline.
func Import(ctx context.Context, pool *pgxpool.Pool, features []intake.Feature, o intake.Options) (*intake.Report, error) {
	report := intake.Report{Noun: "行政区划", Unit: "个要素", Read: len(features)}
	seen := map[string]int{}
	var good []unit
	for _, f := range features {
		if u, ok := read(f, seen, &report); ok {
			good = append(good, u)
		}
	}
	slices.SortStableFunc(good, func(a, b unit) int { return rank(a.code) - rank(b.code) })
	return intake.Load(ctx, pool, o, report, func(tx pgx.Tx, r *intake.Report) error {
		known, err := existing(ctx, tx, good)
		if err != nil {
			return fmt.Errorf("look for the parents: %w", err)
		}
		units := family{known: known, report: r}
		for _, u := range good {
			units.join(u)
		}
		if len(units.made) > 0 {
			r.Note("按下级的 parent_name 补建上级（没有边界）：%s", strings.Join(units.made, "、"))
		}
		if err := stage(ctx, tx, units.members, r, o.Progress); err != nil {
			return fmt.Errorf("stage the divisions: %w", err)
		}
		rows, err := merge(ctx, tx)
		if err != nil {
			return fmt.Errorf("write the divisions: %w", err)
		}
		if err := r.Count(rows, len(units.members)); err != nil {
			return fmt.Errorf("write the divisions: %w", err)
		}
		return nil
	})
}

var codeShape = regexp.MustCompile(`^[1-9]\d{5}(\d{3})?$`)

// read returns the feature as a unit, or false after the report says why not. seen has the features read so far by code.
func read(f intake.Feature, seen map[string]int, r *intake.Report) (unit, bool) {
	u := unit{
		number: f.Number, code: code(f.Text("code", "gb", "adcode")), name: f.Text("name"),
		parent: code(f.Text("parent_code", "parent")), parentName: f.Text("parent_name"), label: f.Point("label_point"),
	}
	if !codeShape.MatchString(u.code) {
		r.Refuse(f.Number, "code", u.code, "应是 6 位的行政区划代码，或 9 位的乡镇代码")
		return u, false
	}
	if first, again := seen[u.code]; again {
		r.Refuse(f.Number, "code", u.code, "与第 %d 个要素重复", first)
		return u, false
	}
	seen[u.code] = f.Number
	if u.name == "" {
		r.Refuse(f.Number, "name", "", "没有名称")
		return u, false
	}
	var err error
	if u.boundary, err = intake.Area(f.Shape); err != nil {
		r.Refuse(f.Number, "geometry", u.name, "%s", err)
		return u, false
	}
	return u, true
}

// code takes off the country, 156, which 天地图 writes before the six digits.
func code(said string) string {
	if len(said) == 9 {
		return strings.TrimPrefix(said, "156")
	}
	return said
}

// levels are the kinds of divisions by rank.
var levels = []string{"PROVINCE", "CITY", "COUNTY", "TOWN"}

// rank is the place of a code's level in levels.
func rank(code string) int {
	switch {
	case len(code) == 9:
		return 3
	case strings.HasSuffix(code, "0000"):
		return 0
	case strings.HasSuffix(code, "00"):
		return 1
	}
	return 2
}

// above are the codes that a division may lie in, the nearest first: 430500 and 430000 for 430502.
func above(code string) (codes []string) {
	for _, up := range []string{code[:6], code[:4] + "00", code[:2] + "0000"} {
		if rank(up) < rank(code) && !slices.Contains(codes, up) {
			codes = append(codes, up)
		}
	}
	return codes
}

// family is the divisions to write, each after its parent.
type family struct {
	known   map[string]bool // codes that the database has, or that are among the members
	members []member
	made    []string // parents that no feature stands for
	report  *intake.Report
}

// member is a unit whose parent exists; "" for a province.
type member struct {
	unit
	up string
}

// join takes a unit whose parent is known or can be made; else it is refused.
func (f *family) join(u unit) {
	if u.parent != "" && rank(u.code) > 0 && codeShape.MatchString(u.parent) && rank(u.parent) < rank(u.code) && !f.known[u.parent] && u.parentName != "" {
		before := len(f.members)
		f.join(unit{code: u.parent, name: u.parentName})
		if len(f.members) > before {
			f.made = append(f.made, u.parentName)
		}
	}
	up, ok := f.parent(u)
	if !ok {
		if u.number > 0 {
			f.report.Refuse(u.number, "parent", u.parent, "%s的上级不在文件里，也不在系统里，请先导入上级", u.name)
		}
		return
	}
	f.known[u.code] = true
	f.members = append(f.members, member{u, up})
}

// parent is the nearest known division above u, the one that it names before others.
func (f *family) parent(u unit) (code string, ok bool) {
	if rank(u.code) == 0 {
		return "", true
	}
	if u.parent != "" {
		return u.parent, f.known[u.parent] && rank(u.parent) < rank(u.code)
	}
	for _, up := range above(u.code) {
		if f.known[up] {
			return up, true
		}
	}
	return "", false
}
