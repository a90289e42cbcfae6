// Package chain is about industry chains (产业链, A16): which leaders head them, which department answers, and which enterprises belong.
//
// A head of a chain (链长) is a leader of an area that holds the chain, and a chain's enterprises lie in that area: so heads see the chain's
// firms and problems in full by the rule of leaders (6.5), and the chain is a filter, which no rule but this noun's own needs to know.
package chain

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a chain ic: staff of its area, of one above and of one inside, the department that answers for it, and its enterprises.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Office, access.Leader, access.Supervisor:
		return "(" + access.InAreas("ic.division_code") + " or " + access.Holds("ic.division_code", "@actor.division") + ")"
	case access.LinkCadre, access.ResidentCadre:
		return access.Holds("ic.division_code", "@actor.division")
	case access.DepartmentHandler:
		return "ic.department_id = @actor.organization"
	case access.EnterpriseContact:
		return "ic.id in (select cm.chain_id from chain_member cm where cm.enterprise_id = @actor.enterprise)"
	case access.Admin:
		return ""
	}
	return "false"
}

// along is what is of an enterprise along chain ic.
const along = " in (select cm.enterprise_id from chain_member cm where cm.chain_id = ic.id)"

// mine says that the reader heads chain ic.
const mine = "exists (select from chain_head ch where ch.chain_id = ic.id and ch.person_id = @actor.id)"

// Read declares IndustryChain. overdue is the predicate of an overdue problem p.
func Read(overdue string) *plan.Type {
	return plan.NewType("IndustryChain", "industry_chain ic", "ic.id", Sees).
		Field("mine", mine).
		One("division", "d.code = ic.division_code").
		One("department", "o.id = ic.department_id").
		One("liaison", "li.chain_id = ic.id and li.ended_at is null", "li.id").
		Many("heads", "n.id in (select ch.person_id from chain_head ch where ch.chain_id = ic.id)", "n.name, n.id").AtMost(20, "heads").
		Many("enterprises", "e.id"+along).
		Many("problems", "p.enterprise_id"+along).
		Count("enterpriseCount", "enterprises", "").
		Count("openProblemCount", "problems", "p.open").
		Count("overdueProblemCount", "problems", overdue).
		Order("NAME", "ic.name, ic.id").
		Filter("divisionCode", access.Within("ic.division_code")).
		Filter("mine", mine+" = @it")
}
