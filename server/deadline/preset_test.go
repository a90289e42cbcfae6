package deadline

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"lianqi/server/db/dbtest"
)

// presets is 2.9 written out once more, with the date to which each time runs that starts on 2026-09-30 (a Wednesday before the holidays
// and 补班 of 国庆节) at 16:10. What is not here must be absent.
const presets = `
HENAN_13710 SIGN     SIMPLE,CROSS_UNIT,MAJOR 1 DAY          2026-10-02 00:00
HENAN_13710 PROGRESS SIMPLE,CROSS_UNIT,MAJOR 3 DAY          2026-10-04 00:00
HENAN_13710 RESOLVE  SIMPLE                  7 DAY          2026-10-08 00:00
HENAN_13710 RESOLVE  CROSS_UNIT,MAJOR        1 MONTH        2026-10-31 00:00
QUANZHOU    SIGN     SIMPLE,CROSS_UNIT,MAJOR 1 WORKING_DAY  2026-10-08 18:00
QUANZHOU    CO_REPLY SIMPLE,CROSS_UNIT,MAJOR 3 WORKING_DAY  2026-10-10 18:00
QUANZHOU    RESOLVE  SIMPLE,CROSS_UNIT,MAJOR 7 WORKING_DAY  2026-10-15 18:00
XUCHANG_ABC RESOLVE  SIMPLE                  5 WORKING_DAY  2026-10-13 18:00
XUCHANG_ABC RESOLVE  CROSS_UNIT              15 WORKING_DAY 2026-10-27 18:00
XUCHANG_ABC RESOLVE  MAJOR                   1 MONTH        2026-10-31 00:00
ZHONGSHAN   CONTACT  SIMPLE,CROSS_UNIT,MAJOR 1 HOUR         2026-09-30 17:10
ZHONGSHAN   PROGRESS SIMPLE,CROSS_UNIT,MAJOR 3 WORKING_DAY  2026-10-10 18:00
ZHONGSHAN   RESOLVE  SIMPLE                  5 WORKING_DAY  2026-10-13 18:00
QINGDAO     CONTACT  SIMPLE,CROSS_UNIT,MAJOR 1 WORKING_DAY  2026-10-08 18:00
QINGDAO     RESOLVE  SIMPLE                  3 WORKING_DAY  2026-10-10 18:00
JIANGMEN    CONTACT  SIMPLE,CROSS_UNIT,MAJOR 1 HOUR         2026-09-30 17:10
JIANGMEN    PROGRESS SIMPLE,CROSS_UNIT,MAJOR 24 HOUR        2026-10-01 16:10
JIANGMEN    RESOLVE  SIMPLE                  7 DAY          2026-10-08 00:00
ZAOZHUANG   SIGN     SIMPLE,CROSS_UNIT,MAJOR 1 WORKING_DAY  2026-10-08 18:00
ZAOZHUANG   PROGRESS SIMPLE,CROSS_UNIT,MAJOR 2 WORKING_DAY  2026-10-09 18:00
ZAOZHUANG   RESOLVE  SIMPLE                  10 WORKING_DAY 2026-10-20 18:00
ZAOZHUANG   RESOLVE  CROSS_UNIT,MAJOR        25 WORKING_DAY 2026-11-10 18:00
WUHAN       CONTACT  SIMPLE,CROSS_UNIT,MAJOR 1 WORKING_DAY  2026-10-08 18:00
WUHAN       PROGRESS SIMPLE,CROSS_UNIT,MAJOR 3 WORKING_DAY  2026-10-10 18:00
WUHAN       RESOLVE  SIMPLE                  1 MONTH        2026-10-31 00:00
`

func TestPresets(t *testing.T) {
	t.Parallel()
	pool, cal := dbtest.New(t), calendar(t)
	start := clock(t, "2026-09-30 16:10")
	said, dates := map[string]string{}, map[string]string{}
	for line := range strings.Lines(presets[1:]) {
		f := strings.Fields(line)
		for complexity := range strings.SplitSeq(f[2], ",") {
			key := f[0] + " " + f[1] + " " + complexity
			said[key], dates[key] = f[3]+" "+f[4], f[5]+" "+f[6]
		}
	}
	rows, err := pool.Query(t.Context(), "select code from sla_policy")
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			t.Fatal(err)
		}
		codes = append(codes, code)
	}
	if len(codes) != 8 {
		t.Errorf("%d presets, want 8", len(codes))
	}
	held := map[string]string{}
	for _, code := range codes {
		p, err := LoadPolicy(t.Context(), pool, code)
		if err != nil || p.Source == "" || p.OfficeOpen.Hours() != 9 || p.OfficeClose.Hours() != 18 {
			t.Errorf("%+v %v", p, err)
		}
		for timer, steps := range p.Steps {
			for complexity, step := range steps {
				key := fmt.Sprintf("%s %s %s", code, timer, complexity)
				held[key] = fmt.Sprintf("%d %s", step.N, step.Unit)
				if due, ok := p.Due(timer, complexity, start, cal); !ok || !due.At.Equal(clock(t, dates[key])) {
					t.Errorf("%s runs to %s, want %s", key, due.At.In(Zone).Format("2006-01-02 15:04"), dates[key])
				}
			}
		}
		for _, complexity := range []Complexity{Simple, CrossUnit, Major} { // everything can be handed out
			for _, lead := range []bool{true, false} {
				if _, ok := p.Due(p.ReplyTimer(lead), complexity, start, cal); !ok {
					t.Errorf("%s has no time to reply for %s", code, complexity)
				}
			}
		}
	}
	if !maps.Equal(held, said) {
		t.Errorf("held %v, want %v", slices.Sorted(maps.Keys(held)), slices.Sorted(maps.Keys(said)))
	}
}
