// Package policy is the policy book (《惠企政策一本通》, D1, F1): policies with their clauses, as the office of an area publishes them, and which
// of them are for an enterprise.
package policy

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// of says that policy po is of the area of a division column, or of one that holds it.
func of(column string) string { return "po.division_code = any(area_chain(" + column + "))" }

// Sees is who may see a policy po: everybody those of their area, of the areas above and of those inside. Of what is withdrawn only offices
// over its area know.
func Sees(role string) string {
	const stands = "po.withdrawn_at is null and "
	const around = "po.division_code = any(@actor.areas || area_chain(@actor.division))"
	switch access.Role(role) {
	case access.Office:
		return "(po.division_code = any(@actor.areas) or " + stands + of("@actor.division") + ")"
	case access.LinkCadre, access.ResidentCadre, access.Leader, access.Supervisor:
		return stands + around
	case access.DepartmentHandler:
		return stands + "exists (select from organization o where o.id = @actor.organization and (" + of("o.division_code") +
			" or po.division_code >= area_from(o.division_code) and po.division_code < area_to(o.division_code)))"
	case access.EnterpriseContact:
		return stands + "exists (select from enterprise e where e.id = @actor.enterprise and " + of("e.division_code") + ")"
	case access.Admin:
		return "po.withdrawn_at is null"
	case access.ThirdPartyApp:
		return stands + access.WithScope("policy:read") + " and " + around
	}
	return "false"
}

// For says that a policy po is for an enterprise e: of its division and industry, neither withdrawn nor run out (F3).
const For = "po.division_code = any(area_chain(e.division_code)) and (po.sectors = '{}' or e.sector = any(po.sectors))" +
	" and po.withdrawn_at is null and coalesce(po.valid_to, 'infinity') >= (select today())"

// Read declares Policy.
func Read() *plan.Type {
	return plan.NewType("Policy", "policy po", "po.id", Sees).
		One("division", "d.code = po.division_code").
		Many("clauses", "pc.policy_id = po.id", "pc.position, pc.id").AtMost(50, "clauses").
		Field("expired", "coalesce(po.valid_to < (select today()), false)").
		Order("NEWEST", "po.issued_on desc, po.id desc").
		Filter("divisionCode", "po.division_code = any(area_chain(@it))").
		Filter("sector", "(po.sectors = '{}' or po.sectors && @it)").
		Filter("text", "po.search_grams @> grams(@it) and position(lower(@it) in lower(concat_ws(' ', po.title, po.issuer, po.document_number))) > 0").
		Filter("expired", "coalesce(po.valid_to < (select today()), false) = @it").
		Filter("withdrawn", "(po.withdrawn_at is not null) = @it")
}

// ReadClause declares PolicyClause: whoever sees a policy sees its clauses.
func ReadClause() *plan.Type {
	return plan.NewType("PolicyClause", "policy_clause pc", "pc.id", plan.With("policy po", "pc.policy_id = po.id", Sees))
}
