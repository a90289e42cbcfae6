package batch

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a batch b: those over the area of the office that made it or of one of its problems, and the units that work on one.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Office, access.Supervisor:
		return "(" + access.InAreas("b.division_code") + " or exists (select from dispatch_batch_item i join problem p on p.id = i.problem_id" +
			" where i.batch_id = b.id and " + access.InAreas("p.division_code") + "))"
	case access.Leader:
		return "(" + access.InAreas("b.division_code") + " or exists (select from dispatch_batch_item i join problem p on p.id = i.problem_id" +
			" where i.batch_id = b.id and not p.confidential and " + access.InAreas("p.division_code") + "))"
	case access.DepartmentHandler:
		return "exists (select from dispatch_batch_item i where i.batch_id = b.id and " + access.HandedTo("i.problem_id", "") + ")"
	}
	return "false"
}

// Read declares DispatchBatch, whose figures count what the reader sees; overdue is the predicate of a problem p past its date.
func Read(overdue string) *plan.Type {
	const items = "p.id in (select i.problem_id from dispatch_batch_item i where i.batch_id = b.id)"
	return plan.NewType("DispatchBatch", "dispatch_batch b", "b.id", Sees).
		One("division", "d.code = b.division_code").
		One("madeBy", "n.id = b.made_by").
		Many("problems", items).
		Through("problems", "dispatch_batch_item"). // of a batch that the reader sees, those that the reader sees
		Count("total", "problems", "").
		Count("open", "problems", "p.open").
		Count("closed", "problems", "not p.open").
		Count("overdue", "problems", overdue).
		Many("units", "bu.batch_id = b.id", "bu.total desc, bu.organization_id").AtMost(100, "units").
		Order("NEWEST", "b.made_at desc, b.id desc").
		Filter("divisionCode", access.Within("b.division_code"))
}

// ReadUnit declares BatchUnit: what one lead unit has of a batch. It counts all of it, so it is for those over the whole of it.
func ReadUnit() *plan.Type {
	return plan.NewType("BatchUnit", "batch_unit bu", "bu.id", func(role string) string {
		switch access.Role(role) {
		case access.Office, access.Supervisor:
			return "exists (select from dispatch_batch b where b.id = bu.batch_id and " + access.InAreas("b.division_code") + ")"
		}
		return "false"
	}).
		One("organization", "o.id = bu.organization_id")
}
