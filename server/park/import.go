package park

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/paulmach/orb"

	"lianqi/server/intake"
	"lianqi/server/once"
)

// candidate is a park as a feature gives it.
type candidate struct {
	number                    int // of its feature
	id                        string
	name, level, divisionCode string
	point                     *orb.Point       // nil when there is an outline
	boundary                  orb.MultiPolygon // nil when there is a point
}

// levels are how people write the level of a park.
var levels = map[string]string{
	"national": "NATIONAL", "国家级": "NATIONAL", "provincial": "PROVINCIAL", "省级": "PROVINCIAL", "other": "OTHER", "其他": "OTHER",
}

// Import takes the parks of a GeoJSON file into the database and tells what became of each feature.
//
// A feature has the properties name, level and county_code, and may have id, a key of the file's own; its shape is an outline or a point
// inside the park. It is the park of that name, else the one that came with that id before, else a new one. A park whose place is outside
// its division is taken and flagged.
func Import(ctx context.Context, pool *pgxpool.Pool, features []intake.Feature, o intake.Options) (*intake.Report, error) {
	report := intake.Report{Noun: "园区", Unit: "个要素", Read: len(features)}
	seen := map[string]int{}
	var good []candidate
	for _, f := range features {
		if c, ok := read(f, seen, &report); ok {
			good = append(good, c)
		}
	}
	return intake.Load(ctx, pool, o, report, func(tx pgx.Tx, r *intake.Report) error {
		if err := stage(ctx, tx, good, o.Progress); err != nil {
			return fmt.Errorf("stage the parks: %w", err)
		}
		verdicts, err := judge(ctx, tx)
		if err != nil {
			return fmt.Errorf("judge the parks: %w", err)
		}
		refused := []int{} // never nil: SQL reads that as NULL
		for _, v := range verdicts {
			if column, reason := v.refusal(); reason != "" {
				r.Refuse(v.Number, column, v.Name, "%s", reason)
				refused = append(refused, v.Number)
				continue
			}
			for _, doubt := range v.doubts() {
				r.Flag(v.Number, "geometry", v.Name, "%s", doubt)
			}
		}
		rows, err := merge(ctx, tx, refused)
		if err != nil {
			return fmt.Errorf("write the parks: %w", err)
		}
		if err := r.Count(rows, len(good)-len(refused)); err != nil {
			return fmt.Errorf("write the parks: %w", err)
		}
		return nil
	})
}

// read returns the feature as a candidate, or false after the report says why not. seen has the features read so far, by name and by id.
func read(f intake.Feature, seen map[string]int, r *intake.Report) (c candidate, ok bool) {
	refuse := func(column, value, reason string) { r.Refuse(f.Number, column, value, "%s", reason) }
	c = candidate{number: f.Number, id: once.New(), name: f.Text("name"), divisionCode: f.Text("county_code", "division_code")}
	if key := f.Text("id"); key != "" {
		c.id = intake.ID("park", key)
	}
	if c.name == "" {
		refuse("name", "", "没有名称")
		return c, false
	}
	for _, key := range []string{"name " + c.name, "id " + c.id} {
		if first, again := seen[key]; again {
			refuse("name", c.name, fmt.Sprintf("与第 %d 个要素重复", first))
			return c, false
		}
		seen[key] = f.Number
	}
	said := f.Text("level")
	if c.level = levels[strings.ToLower(said)]; c.level == "" {
		refuse("level", said, "应是 national（国家级）、provincial（省级）或 other（其他）")
		return c, false
	}
	if point, is := f.Shape.(orb.Point); is {
		c.point = &point
		if err := intake.OnGlobe(point); err != nil {
			refuse("geometry", c.name, err.Error())
			return c, false
		}
		return c, true
	}
	var err error
	if c.boundary, err = intake.Area(f.Shape); err != nil {
		refuse("geometry", c.name, err.Error())
	}
	return c, err == nil
}
