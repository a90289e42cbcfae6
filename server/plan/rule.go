package plan

import (
	"slices"
	"strings"
)

// Rule says which rows of a noun a role may see, as a predicate over the noun's alias: "" is every row, "false" none.
// The role picks the text (it is part of a plan's key); the person's values are parameters, written @actor.name.
type Rule func(role string) string

// Everyone may see every row.
func Everyone(string) string { return "" }

// With is the rule of what belongs to a row of another noun: whoever sees that row sees it. on compares the two as edges do.
func With(from, on string, sees Rule) Rule {
	return func(role string) string {
		if see := sees(role); see != "" {
			return "exists (select from " + from + " where " + on + " and (" + see + "))"
		}
		return "exists (select from " + from + " where " + on + ")"
	}
}

// Any is the rule of what may be seen for any of some reasons.
func Any(rules ...Rule) Rule {
	return func(role string) string {
		var reasons []string
		for _, r := range rules {
			reasons = append(reasons, r(role))
		}
		return strings.Join(reasons, " or ")
	}
}

// implied reports whether an edge leads to nothing but rows that are seen with the one that it starts from, which the reader sees: then their
// rule, made of With, is not asked of each of them.
func (c *compiler) implied(from *Type, f *field, rule string) bool {
	return len(split(f.on, " or ")) == 1 && slices.Contains(split(rule, " or "), With(from.from, split(f.on, " and ")[0], from.see)(c.role))
}

// split takes a predicate apart at a word that joins it, outside of brackets.
func split(sql, word string) (parts []string) {
	depth, from := 0, 0
	for i := range sql {
		switch {
		case sql[i] == '(':
			depth++
		case sql[i] == ')':
			depth--
		case depth == 0 && strings.HasPrefix(sql[i:], word):
			parts, from = append(parts, sql[from:i]), i+len(word)
		}
	}
	return append(parts, sql[from:])
}
