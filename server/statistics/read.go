// Package statistics is about the numbers of a division (统计, domain 2.8); the SQL function statistics_of counts them.
package statistics

import (
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

// counted is any from-item with the columns of a statistic: its rows always come through Statistics, which has the rule.
const counted = "statistics_of('', null)"

// Read declares Statistics, its rows, its measures and their rates. word is the Chinese name of a group's key that is an enum's value.
func Read(word func(group, key string) string) []*plan.Type {
	return []*plan.Type{
		plan.NewType("Statistics", "(select code, null::text as by_group from division) s", "s.code", Sees).
			Field("asOf", "(select moment())").
			One("total", "").Rows("total", "statistics_of(s.code, null) m").
			Many("rows", "", "r.reported desc, r.key").Rows("rows", "statistics_of(s.code, s.by_group) r").AtMost(200, "rows"),
		plan.NewType("StatisticsRow", counted+" r", "r.key", plan.Everyone).
			Compute("name", func(_ plan.Actor, c plan.Cells) any {
				if w := word(c.Text(0), c.Text(1)); w != "" {
					return w
				}
				return c.Text(2)
			}, "r.by_group", "r.key", "r.name").
			One("measures", "").Rows("measures", "(select r.*) m"),
		plan.NewType("Measures", counted+" m", "m.key", plan.Everyone),
		plan.Value("Rate").
			Field("percent", "round(100.0 * (@self).numerator / nullif((@self).denominator, 0), 1)::float8"),
	}
}

// Root is the rows of Query.statistics: the division with the grouping that was asked for.
const Root = "(select code, @groupBy::text as by_group from division) s"
