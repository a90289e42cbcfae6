package problem

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// SeesOrder is who may see a supervision order so: offices, supervisors and leaders who see its problem, and the unit it is addressed to. Firms and
// cadres see in the problem's events that it is pressed, not in which words.
func SeesOrder(role string) string {
	switch access.Role(role) {
	case access.Office, access.Supervisor, access.Leader:
		return seesWith("so.problem_id")(role)
	case access.DepartmentHandler:
		return "so.organization_id = @actor.organization"
	}
	return "false"
}

// lapsed is the predicate that an order so has nobody left to answer it: its unit does not handle the problem any more.
const lapsed = "not exists (select from dispatch x where x.problem_id = so.problem_id and x.organization_id = so.organization_id and x.active)"

// ReadOrder declares SupervisionOrder.
func ReadOrder() *plan.Type {
	return plan.NewType("SupervisionOrder", "supervision_order so", "so.id", SeesOrder).
		Compute("kindText", func(_ plan.Actor, c plan.Cells) any { return OrderKind(c.Text(0)).Text() }, "so.kind").
		Field("status", orderStatus).
		Field("replyOverdue", replyOverdue).
		One("problem", "p.id = so.problem_id").
		One("organization", "o.id = so.organization_id").
		One("issuedBy", "n.id = so.issued_by").
		One("repliedBy", "n.id = so.replied_by").
		Order("NEWEST", "so.issued_at desc, so.id desc").
		Filter("divisionCode", "so.problem_id in (select p.id from problem p where "+access.Within("p.division_code")+")").
		Filter("status", orderStatus+" = any(@it)").
		Filter("bySystem", "(so.issued_by is null) = @it").
		Filter("replyOverdue", plan.Whether(replyOverdue)).
		Through("divisionCode", "problem"). // whoever sees an order sees its problem
		Through("status", "dispatch")       // whether the unit that it is addressed to still handles the problem
}

// WaitsForReply is the predicate that an order so waits for its unit's answer.
const WaitsForReply = "(" + awaitsReply + " and not " + lapsed + ")"

const (
	orderStatus  = "case when so.replied_at is not null then 'REPLIED' when " + lapsed + " then 'LAPSED' when " + awaitsReply + " then 'WAITING' else 'TOLD' end"
	replyOverdue = "(so.reply_by < coalesce((so.replied_at at time zone 'Asia/Shanghai')::date, (select today())))"
)
