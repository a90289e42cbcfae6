package plan

import "testing"

// A rule is left out where the row at the start of an edge is the reason for it, and nowhere else.
func TestImplied(t *testing.T) {
	t.Parallel()
	sees := func(string) string { return "p.open or p.reporter_id = @actor.id" }
	problem := NewType("Problem", "problem p", "p.id", sees)
	with := With("problem p", "t.problem_id = p.id", sees)
	firm := With("firm f", "t.firm_id = f.id", Everyone)
	and := func(more string) Rule { return func(role string) string { return with(role) + more } }
	other := func(string) string { return "p.open" }
	for _, q := range []struct {
		name, on string
		rule     Rule
		want     bool
	}{
		{"the same", "t.problem_id = p.id", with, true},
		{"the same, of fewer rows", "t.problem_id = p.id and t.kind = 'A' and (t.at is null or t.done)", with, true},
		{"one of some reasons", "t.problem_id = p.id", Any(firm, with), true},
		{"the last of them", "t.problem_id = p.id", Any(firm, firm, with, firm), true},
		{"other rows, too", "t.problem_id = p.id and t.kind = 'A' or t.kind = 'B'", with, false},
		{"another column", "t.former_id = p.id", with, false},
		{"a further condition", "t.problem_id = p.id", and(" and t.kind = 'A'"), false},
		{"a further condition before", "t.problem_id = p.id", func(role string) string { return "t.kind = 'A' and " + with(role) }, false},
		{"the opposite", "t.problem_id = p.id", func(role string) string { return "not " + with(role) }, false},
		{"a part of a reason", "t.problem_id = p.id", func(role string) string { return "t.kind = 'A' and (t.at is null or " + with(role) + " or t.done)" }, false},
		{"another rule of the same noun", "t.problem_id = p.id", With("problem p", "t.problem_id = p.id", other), false},
		{"another noun", "t.firm_id = f.id", firm, false},
	} {
		c := (&Graph{}).compiler(nil, Actor{Role: "CLERK"})
		if got := c.implied(problem, &field{on: q.on}, q.rule("CLERK")); got != q.want {
			t.Errorf("%s: %t, want %t", q.name, got, q.want)
		}
	}
}
