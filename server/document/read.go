// Package document is about what is printed of a problem (三单: 交办单、办理反馈单、销号单, and 督办单; domain 2.2, D12), and about the texts that
// each area gives it.
package document

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Read declares ProblemDocument: whoever sees a problem sees its documents, but of supervision orders those only that the rule order lets
// see.
func Read(problem, order plan.Rule) *plan.Type {
	return plan.NewType("ProblemDocument", "problem_document dm", "dm.id", func(role string) string {
		return "exists (select from problem p where p.id = dm.problem_id and (" + problem(role) + "))" +
			" and (dm.order_id is null or exists (select from supervision_order so where so.id = dm.order_id and (" + order(role) + ")))"
	}).
		One("dispatch", "x.id = dm.dispatch_id").
		One("supervisionOrder", "so.id = dm.order_id")
}

// ReadTemplate declares DocumentTemplate, which is for those who may save one.
func ReadTemplate() *plan.Type {
	return plan.NewType("DocumentTemplate", "document_template dt", "dt.id", func(role string) string {
		switch access.Role(role) {
		case access.Office, access.Admin:
			return ""
		}
		return "false"
	}).
		One("division", "d.code = dt.division_code")
}

// Templates are the rows of Query.documentTemplates: those in force where the reader is.
const Templates = "document_templates_of(@actor.division) dt"
