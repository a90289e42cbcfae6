package statistics

import (
	"fmt"
	"strings"
)

// most is how many rows a statistic has at most.
const most = 400

// counts are the numbers of each measure as columns over facts, and rates makes its column of them: an int, or a rate with its cases.
func counts() string {
	columns := []string{
		"round((extract(epoch from avg(fact.replied_at - fact.dispatched_at) filter (where fact.kind = 'ACCEPTED')) / 3600)::numeric, 1)::float8 as average_handling_hours",
	}
	number := func(what, where, as string) {
		columns = append(columns, fmt.Sprintf("(count(%s) filter (where %s))::int as %s", what, where, as))
	}
	for _, m := range Registry {
		number("*", m.by(), m.column()+"_by")
		if !m.Count {
			number("*", m.of(), m.column()+"_of")
		}
		if m.repeats() { // the list behind has a problem once
			number("distinct fact.problem_id", m.by(), m.column()+"_by_cases")
			number("distinct fact.problem_id", m.of(), m.column()+"_of_cases")
		}
	}
	return strings.Join(columns, ",\n\t")
}

func rates() string {
	var b strings.Builder
	for _, m := range Registry {
		cases := ""
		if m.repeats() {
			cases = "_cases"
		}
		number := func(name string) string { return "coalesce(c." + m.column() + name + ", 0)" }
		if m.Count {
			fmt.Fprintf(&b, ", %s as %s", number("_by"), m.column())
			continue
		}
		fmt.Fprintf(&b, ", row(%s, %s, %s, %s)::rate as %s", number("_by"), number("_of"), number("_by"+cases), number("_of"+cases), m.column())
	}
	return b.String()
}

// column is the measure's name in SQL.
func (m Measure) column() string { return strings.ToLower(m.Name) }

// whole is the from-item of the measures of everything that a question s asks about.
func whole() string {
	return "(select s.by_group, '' as key, c.average_handling_hours" + rates() + " from (select " + counts() + " from statistics_fact fact where " + within + ") c)"
}

// parts is the from-item of the measures by group, with the group's name and its rank by the measure @rankBy: groups of the same share have
// the same rank, and those whose denominator is less than @atLeast have none. Periods without a fact are there, too.
func parts() string {
	var rate, lower strings.Builder
	for _, m := range Registry {
		share := "w." + m.column()
		if m.Count {
			share = "row(" + share + ", 1, 0, 0)::rate"
		}
		fmt.Fprintf(&rate, " when '%s' then %s", m.Name, share)
		if m.Lower {
			fmt.Fprintf(&lower, ", '%s'", m.Name)
		}
	}
	return `(select w.*, case when w.by_group in ` + periods + ` then 0 else -w.reported end as place, case when (by.rate).denominator >= by.least
	               then rank() over (partition by (by.rate).denominator >= by.least
	                                 order by by.sign * (by.rate).numerator::numeric / nullif((by.rate).denominator, 0)) end::int as rank
	  from (select s.by_group, key, coalesce(d.name, o.name, g.name, key) as name, c.average_handling_hours` + rates() + `
	          from (` + grouped() + `) c
	          full join (` + series() + `) k using (key)
	          left join division d on s.by_group = 'DIVISION' and d.code = key
	          left join organization o on s.by_group = 'ORGANIZATION' and o.id::text = key
	          left join campaign g on s.by_group = 'CAMPAIGN' and g.id::text = key
	         where k.key is not null or s.by_group not in ` + periods + `) w
	 cross join lateral (select case @rankBy::text` + rate.String() + ` end as rate, greatest(@atLeast::int, 1) as least,
	                            case when @rankBy::text in (''` + lower.String() + `) then 1 else -1 end as sign) by)`
}

// grouped is the measures of each group that has a fact.
func grouped() string {
	return "select fact.key, " + counts() + " from (select fact.*, " + key() + " as key from statistics_fact fact where " + within + ") fact" +
		" where fact.key is not null group by fact.key"
}

// periods are the groups that are days, weeks from Monday and months, of Asia/Shanghai.
const periods = "('DAY', 'WEEK', 'MONTH')"

// series is the keys of all periods that are asked about, at most most of them: until the last day asked for or today, from the first day
// asked for or the first fact.
func series() string {
	return `select k.day::date::text as key
	          from (select case when s.by_group in ` + periods + ` then s.by_group else 'DAY' end as name) unit
	         cross join generate_series(0, ` + fmt.Sprint(most-1) + `) as n
	         cross join lateral (select date_trunc(unit.name, coalesce(s.to_day, (select today()))::timestamp) - n * ('1 ' || unit.name)::interval as day) k
	         where s.by_group in ` + periods + ` and k.day >= date_trunc(unit.name,
	               coalesce(s.from_day, (select min(fact.day) from statistics_fact fact where ` + within + `))::timestamp)`
}
