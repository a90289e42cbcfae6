package statistics

import (
	"fmt"
	"strings"
)

// A question is one row s: of which area, by what groups, in which period, narrowed to what. The numbers and the lists behind them put
// the same predicates to it.

// ask is that row, in SQL, from the arguments below a name: @ for the field's own, @it. for a filter's.
func ask(code, at string) string {
	member := func(name string) string { return at + "filter." + name }
	return "select " + code + " as code, " + at + "groupBy::text as by_group, " +
		member("from") + "::date as from_day, " + member("to") + "::date as to_day, " +
		member("campaignId") + "::uuid as campaign_id, " + member("organizationId") + "::uuid as organization_id, " +
		member("chainId") + "::uuid as chain_id, " +
		member("sector") + "::text[] as sectors, " + member("category") + "::text[] as categories, " +
		member("channel") + "::text[] as channels, " + member("level") + "::text[] as levels, " +
		member("assignedByLevel") + "::text[] as assigned_by_levels"
}

// within says that a fact answers the question. What is confidential counts only for those who see it in lists.
const within = `fact.division_code >= area_from(s.code) and fact.division_code < area_to(s.code)
	and (fact.day is null or fact.day >= coalesce(s.from_day, '-infinity') and fact.day <= coalesce(s.to_day, 'infinity'))
	and (s.campaign_id is null or fact.campaign_id = s.campaign_id)
	and (s.organization_id is null or fact.organization_id = s.organization_id)
	and (s.chain_id is null or exists (select from chain_member cm where cm.chain_id = s.chain_id and cm.enterprise_id = fact.enterprise_id))
	and (s.sectors is null or fact.sector = any(s.sectors))
	and (s.categories is null or fact.category = any(s.categories))
	and (s.channels is null or fact.channel = any(s.channels))
	and (s.levels is null or fact.level = any(s.levels))
	and (s.assigned_by_levels is null or fact.assigned_by_level = any(s.assigned_by_levels))
	and (not fact.confidential or @actor.role::text in ('OFFICE', 'SUPERVISOR'))`

// groups are the keys of a fact, by group.
var groups = []struct{ name, key string }{
	{"DIVISION", "case when s.code like '__0000' then left(fact.division_code, 4) || '00' else fact.division_code end"}, // one level below, or a county itself
	{"ORGANIZATION", "fact.organization_id::text"},
	{"CATEGORY", "fact.category"},
	{"SECTOR", "fact.sector"},
	{"CHANNEL", "fact.channel"},
	{"STATUS", "fact.status"},
	{"LEVEL", "fact.level"},
	{"ASSIGNED_BY_LEVEL", "fact.assigned_by_level"},
	{"CAMPAIGN", "fact.campaign_id::text"},
	{"DAY", "fact.day::text"},
	{"WEEK", "date_trunc('week', fact.day)::date::text"},
	{"MONTH", "date_trunc('month', fact.day)::date::text"},
}

// key is the group that a fact belongs to; null when it belongs to none.
func key() string {
	var b strings.Builder
	b.WriteString("case s.by_group")
	for _, g := range groups {
		fmt.Fprintf(&b, " when '%s' then %s", g.name, g.key)
	}
	return b.String() + " end"
}

// Behind is the predicate that the row of a column, problem_id or enterprise_id, stands behind a number: @it is a CountedInput.
func Behind(id, column string) string {
	var of, by strings.Builder
	for _, m := range Registry {
		fmt.Fprintf(&of, " when '%s' then %s", m.Name, m.of())
		fmt.Fprintf(&by, " when '%s' then %s", m.Name, m.by())
	}
	return id + " in (select fact." + column + " from (" + ask("@it.divisionCode::text", "@it.") + ") s cross join statistics_fact fact where " + within +
		" and (@it.key::text is null or " + key() + " = @it.key::text)" +
		" and case @it.part::text when 'DENOMINATOR' then case @it.measure::text" + of.String() + " end" +
		" else case @it.measure::text" + by.String() + " end end)"
}
