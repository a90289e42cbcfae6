// Package sample is about looking back at closed problems (回头看, domain E2, E3): random samples that can be drawn again, kept with what
// they were drawn from. What the firms of a sample said is a callback of package problem.
package sample

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a sample: offices and supervisors over its area.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Office, access.Supervisor:
		return access.InAreas("sm.division_code")
	}
	return "false"
}

// Read declares Sample. Its rates count every problem of the sample, as all lie in the reader's area.
func Read() *plan.Type {
	t := plan.NewType("Sample", "sample sm", "sm.id", Sees).
		One("division", "d.code = sm.division_code").
		One("organization", "o.id = sm.organization_id").
		One("drawnBy", "n.id = sm.drawn_by").
		Many("problems", "p.id in (select i.problem_id from sample_item i where i.sample_id = sm.id)",
							"(select i.position from sample_item i where i.sample_id = sm.id and i.problem_id = p.id)").AtMost(largest, "problems").
		Through("problems", "sample_item"). // whoever sees the sample sees its items
		Many("items", "si.sample_id = sm.id").
		Order("NEWEST", "sm.drawn_at desc, sm.id desc")
	for name, rate := range map[string][2]string{ // of one problem there is one answer, so the cases are the numbers
		"reachedRate":      {reached("true"), "sm.size"},
		"solvedRate":       {reached("c.solved"), reached("true")},
		"satisfactionRate": {reached("c.grade in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED')"), reached("true")},
		"reopenRate":       {reached("c.redo"), reached("true")},
	} {
		n, of := rate[0], rate[1]
		t.Field(name, "row("+n+", "+of+", "+n+", "+of+")::rate").Through(name, "callback") // counted, not shown
	}
	return t
}

// reached counts the firms of a sample sm that were reached and of whose answers c a condition holds.
func reached(condition string) string {
	return "(select count(*) from callback c where c.sample_id = sm.id and c.reached and " + condition + ")::int"
}

// ReadItem declares SampleItem.
func ReadItem() *plan.Type {
	return plan.NewType("SampleItem", "sample_item si", "si.id", plan.With("sample sm", "si.sample_id = sm.id", Sees)).
		One("problem", "p.id = si.problem_id").
		One("callback", "cb.sample_id = si.sample_id and cb.problem_id = si.problem_id", "cb.reached desc, cb.at desc, cb.id desc").
		Order("POSITION", "si.position, si.id")
}
