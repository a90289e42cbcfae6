// Package liaison is about liaisons (联络员, A15): whom a firm or a cadre calls about an industry chain, about one enterprise, or at a department.
package liaison

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a liaison li: those of departments are published to staff and firms, those of a chain or an enterprise are for whoever
// sees these.
func Sees(chain, enterprise plan.Rule) plan.Rule {
	return func(role string) string {
		switch access.Role(role) {
		case access.ThirdPartyApp, access.Nobody:
			return "false"
		}
		return "(li.organization_id is not null" +
			" or li.chain_id is not null and " + among("industry_chain ic where ic.id = li.chain_id", chain(role)) +
			" or li.enterprise_id is not null and " + among("enterprise e where e.id = li.enterprise_id", enterprise(role)) + ")"
	}
}

func among(rows, rule string) string {
	if rule != "" {
		rows += " and (" + rule + ")"
	}
	return "exists (select from " + rows + ")"
}

// calls says that the reader may call liaison li: leaders and administrators do not (6.5), and a unit calls that of an enterprise as it does the
// enterprise's own contacts, while it leads one of its problems.
const calls = "case @actor.role::text when 'LEADER' then false when 'ADMIN' then false when 'DEPARTMENT_HANDLER' then li.enterprise_id is null" +
	" or exists (select from problem y where y.enterprise_id = li.enterprise_id and y.open and y.lead_organization_id = @actor.organization) else true end"

// OfEnterprise joins an enterprise e to whom it calls: its own liaisons, those of its chains, and those of the departments that handle a
// problem of it which the reader sees.
const OfEnterprise = "li.ended_at is null and (li.enterprise_id = e.id" +
	" or li.chain_id in (select cm.chain_id from chain_member cm where cm.enterprise_id = e.id)" +
	" or li.organization_id in (select y.organization_id from problem p join dispatch y on y.problem_id = p.id and y.active" +
	" where p.enterprise_id = e.id and p.open and case @actor.role::text when 'DEPARTMENT_HANDLER' then p.id in" +
	" (select x.problem_id from dispatch x where x.organization_id = @actor.organization and (not p.confidential or x.role = 'LEAD'))" +
	" else not p.confidential or @actor.role::text in ('OFFICE', 'SUPERVISOR', 'ENTERPRISE_CONTACT') or p.reporter_id = @actor.id end))"

// Read declares Liaison.
func Read(chain, enterprise plan.Rule) *plan.Type {
	return plan.NewType("Liaison", "liaison li", "li.id", Sees(chain, enterprise)).
		Field("phone", "case when "+calls+" then li.phone else masked_phone(li.phone) end").
		Through("phone", "problem"). // whether the reader's own unit leads one
		One("chain", "ic.id = li.chain_id").
		One("enterprise", "e.id = li.enterprise_id").
		One("organization", "o.id = li.organization_id").
		Order("NAME", "li.name, li.id").
		Filter("divisionCode", "exists (select from organization o where o.id = li.organization_id and "+access.Within("o.division_code")+")").
		Through("divisionCode", "organization") // public
}
