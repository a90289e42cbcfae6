package access

import "strings"

// Predicates that several nouns' rules are made of.

// SignedInOnly is the rule of what every signed-in reader may see.
func SignedInOnly(role string) string {
	if Role(role) == Nobody {
		return "false"
	}
	return ""
}

// InAreas says that a division column lies in the reader's area: its codes begin alike. How much of them does is written into the statement,
// so that PostgreSQL knows an office of a county, for which an index has the rows in their order, from one of the province, for which the
// rule leaves nothing out.
func InAreas(column string) string { return "left(" + column + ", @actor.width) = @actor.area" }

// AssignedTo says that an enterprise column is one of the reader's assigned enterprises today (A7). It is an array, not a join, so that
// an index serves it beside an alternative, too: reported by the reader, or of an assigned enterprise.
func AssignedTo(column string) string {
	return column + " = any(array(select l.enterprise_id from assignment l where l.person_id = @actor.id" +
		" and (select today()) between l.starts_on and coalesce(l.ends_on, 'infinity')))"
}

// HandedTo says that a problem column is one that was ever handed to the reader's unit, narrowed by more (such as "and x.active").
func HandedTo(column, more string) string {
	return column + " = any(array(select x.problem_id from dispatch x where x.organization_id = @actor.organization " + more + "))"
}

// WithScope says that the reading application was given a scope.
func WithScope(scope string) string { return "'" + scope + "' = any(@actor.scopes)" }

// Holds says that the area of one division column holds another division.
func Holds(area, division string) string {
	return division + " >= area_from(" + area + ") and " + division + " < area_to(" + area + ")"
}

// Supports says that an enterprise column is one that the reader helps in the team of an open support plan (A10).
func Supports(column string) string {
	return column + " = any(array(select sp.enterprise_id from support_plan_member sm join support_plan sp on sp.id = sm.support_plan_id" +
		" where sm.person_id = @actor.id and sp.closed_at is null))"
}

// Within is the filter of a division and below, over a division column, in the form of InAreas.
func Within(column string) string { return "left(" + column + ", @it.width) = area_from(@it)" }

// Prefix is a GB/T 2260 code without its empty pairs, as area_from in SQL: 430000 is 43, 430500 is 4305.
func Prefix(code string) string {
	switch {
	case len(code) == 6 && strings.HasSuffix(code, "0000"):
		return code[:2]
	case len(code) == 6 && strings.HasSuffix(code, "00"):
		return code[:4]
	}
	return code
}

// Width is the length of a code's prefix; of what is no code, more than any code has.
func Width(code string) int {
	if code == "" || len(code) > 9 || strings.Trim(code, "0123456789") != "" {
		return 10
	}
	return len(Prefix(code))
}
