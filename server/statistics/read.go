// Package statistics is about the numbers of a division (统计, domain 2.8). measure.go has every formula, once; question.go puts them to the
// facts of the view statistics_fact, for a number as for the list behind it; answer.go makes the rows. The facts of problems are kept by
// whatever writes them (migrations/0038_problem_fact.sql).
package statistics

import (
	"fmt"
	"strings"

	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who gets numbers: offices, leaders and supervisors of the division, and applications with stats:read over it.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Office, access.Leader, access.Supervisor:
		return access.InAreas("s.code")
	case access.ThirdPartyApp:
		return access.WithScope("stats:read") + " and " + access.InAreas("s.code")
	}
	return "false"
}

// Read declares Statistics, its rows, its measures and their definitions. word is the Chinese name of a group's key that is an enum's value.
func Read(word func(group, key string) string) []*plan.Type {
	// Rows of these always come through Statistics, which has the rule; the reads below only say what columns they have.
	question := "(select null::text as code, null::text as by_group, null::date as from_day, null::date as to_day, null::uuid as campaign_id," +
		" null::uuid as organization_id, null::uuid as chain_id, null::text[] as sectors, null::text[] as categories, null::text[] as channels, null::text[] as levels," +
		" null::text[] as assigned_by_levels) s"
	row := strings.NewReplacer("@rankBy", "null", "@atLeast", "1", "@actor.role", "null").Replace(parts())
	from := "(select r.* from " + question + " cross join lateral " + row + " r)"
	return []*plan.Type{
		plan.NewType("Statistics", question, "s.code", Sees).
			Field("asOf", "(select moment())").
			One("total", "").Rows("total", whole()+" m").
			Many("rows", "", "r.place, r.key").Rows("rows", parts()+" r").AtMost(most, "rows").
			Through("total", "visit").                                        // how many, not which
			Through("rows", "visit", "division", "organization", "campaign"), // how many, and the names of groups
		plan.NewType("StatisticsRow", from+" r", "r.key", plan.Everyone).
			Compute("name", func(_ plan.Actor, c plan.Cells) any {
				group, key := c.Text(0), c.Text(1)
				if w := word(group, key); w != "" {
					return w
				}
				if w := period(group, key); w != "" {
					return w
				}
				return c.Text(2)
			}, "r.by_group", "r.key", "r.name").
			One("measures", "").Rows("measures", "(select r.*) m"),
		plan.NewType("Measures", from+" m", "m.key", plan.Everyone),
		plan.Value("Rate").
			Field("percent", "round(100.0 * (@self).numerator / nullif((@self).denominator, 0), 1)::float8"),
		plan.NewType("MeasureDefinition", definitions(), "md.measure", plan.Everyone),
	}
}

// Root is the rows of Query.statistics: the division with what was asked about it.
var Root = "(" + ask("division.code", "@") + " from division) s"

// definitions is the registry as a from-item.
func definitions() string {
	rows := make([]string, len(Registry))
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
	for i, m := range Registry {
		rows[i] = fmt.Sprintf("(%d, %s, %s, %s, %s, %t, %t)", i, quote(m.Name), quote(m.Word), quote(m.Formula), quote(m.Source), m.Count, m.Lower)
	}
	return "(select * from (values " + strings.Join(rows, ", ") + ") as d (position, measure, word, formula, source, is_count, lower_is_better)) md"
}
