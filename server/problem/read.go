package problem

import (
	"lianqi/server/access"
	"lianqi/server/moment"
	"lianqi/server/plan"
)

// Sees is who may see a problem. A confidential one is for the office, the supervisors, its firm, its reporter and the leading unit.
func Sees(role string) string {
	switch access.Role(role) {
	case access.LinkCadre, access.ResidentCadre:
		return "(p.reporter_id = @actor.id or not p.confidential and " + access.AssignedTo("p.enterprise_id") + ")"
	case access.Office, access.Supervisor:
		return access.InAreas("p.division_code")
	case access.Leader:
		return access.InAreas("p.division_code") + " and not p.confidential"
	case access.DepartmentHandler:
		return access.HandedTo("p.id", "") + " and (not p.confidential or " + access.HandedTo("p.id", "and x.role = 'LEAD'") + ")"
	case access.EnterpriseContact:
		return "p.enterprise_id = @actor.enterprise"
	case access.ThirdPartyApp:
		return access.WithScope("problem:read:masked") + " and " + access.InAreas("p.division_code") + " and not p.confidential"
	}
	return "false"
}

// seesWith is the rule of what belongs to a problem: whoever sees the problem sees it.
func seesWith(column string) plan.Rule {
	return plan.With("problem p", column+" = p.id", Sees)
}

// Overdue is the predicate of a problem p past its date and unanswered; its clock does not run before dispatch, while it is
// followed long-term, and after the lead's reply (6.3).
const Overdue = "(" + runs + " and p.due_at < " + moment.SQL + ")"

// runs is the predicate that a problem p's clock does.
const runs = "p.status in ('DISPATCHED', 'IN_PROGRESS')"

// Lamp is the lamp of a problem p; null while its clock does not run.
const Lamp = "case when " + runs + " then lamp(p.due_at, p.warn_at, " + moment.SQL + ") end"

// Read declares Problem.
func Read() *plan.Type {
	return plan.NewType("Problem", "problem p", "p.id", Sees).
		Compute("statusText", func(_ plan.Actor, c plan.Cells) any { return Status(c.Text(0)).Text() }, "p.status").
		Compute("allowedActions", func(_ plan.Actor, c plan.Cells) any { return allowedNames(c.Text(0)) }, FactsSQL).
		Field("foundAt", "corrected(p.captured_at, p.clock_lead, p.submitted_at)").
		Field("lamp", Lamp).
		Compute("dueText", dueText, "case when "+runs+" then p.due_at end", moment.SQL, "case when "+runs+" then "+workingDaysTo("p.due_at", leadTime, moment.SQL)+" end").
		One("enterprise", "e.id = p.enterprise_id").
		One("reporter", "n.id = p.reporter_id").
		One("visit", "v.id = p.visit_id").
		One("receptionEvent", "re.id = p.reception_event_id").
		One("division", "d.code = p.division_code").
		One("park", "k.id = p.park_id").
		One("campaign", "g.id = p.campaign_id").
		One("topic", "ct.id = p.topic_id").
		One("batch", "b.id = (select j.batch_id from dispatch_batch_item j where j.problem_id = p.id order by j.at desc limit 1)").
		One("leadOrganization", "o.id = p.lead_organization_id").
		One("mergedInto", "p.id = merged_to(up.id)").
		Many("mergedProblems", "p.merged_into_id = up.id", "p.submitted_at, p.id").
		Many("callbacks", "cb.problem_id = p.id", "cb.at desc, cb.id").AtMost(50, "callbacks").
		One("evaluation", "u.problem_id = p.id and u.round = p.round", "u.id").
		Many("dispatches", "x.problem_id = p.id", "x.round desc, x.role desc, x.dispatched_at, x.id").
		Many("photos", "f.problem_id = p.id and f.event_id is null", "f.position, f.id").
		Many("instructions", "j.problem_id = p.id", "j.version desc").
		Many("decisions", "ac.problem_id = p.id", "ac.decided_at desc, ac.id desc").
		Many("pendingRequests", "q.problem_id = p.id and q.status = 'PENDING'", "q.requested_at, q.id").
		Many("documents", "dm.problem_id = p.id", "dm.at, dm.place, dm.id").AtMost(100, "documents").
		Many("supervisionOrders", "so.problem_id = p.id", "so.issued_at desc, so.id desc").
		Many("requests", "q.problem_id = p.id", "q.requested_at, q.id").
		One("longTermPlan", "q.id = (select h.id from handling_request h where h.problem_id = p.id and h.kind = 'LONG_TERM' and h.status = 'APPROVED'"+
								" and p.status = 'LONG_TERM' order by h.ruled_at desc limit 1)").
		Through("longTermPlan", "handling_request"). // the one that is then read by its own rule
		Field("longTermPassed", longTermPassed).
		Through("longTermPassed", "handling_request"). // a day, which the firm was told
		Many("subItems", "y.problem_id = p.id", "y.position, y.id").
		Count("subItemCount", "subItems", "").
		Count("openSubItemCount", "subItems", "y.status = 'OPEN'").
		AtMost(50, "subItems", "mergedProblems").AtMost(100, "requests").
		AtMost(50, "dispatches", "supervisionOrders").AtMost(9, "photos").AtMost(20, "pendingRequests", "instructions", "decisions").
		Many("events", "t.problem_id = p.id").
		Count("photosReceived", "photos", "f.received_at is not null").
		Order("NEWEST", "p.submitted_at desc, p.id desc").
		Order("DUE", "coalesce(p.due_at, 'infinity'), p.id").
		Filter("divisionCode", access.Within("p.division_code")).
		Filter("organizationId", "p.id in (select y.problem_id from dispatch y where y.organization_id = @it)").
		Filter("chainId", "p.enterprise_id = any(array(select cm.enterprise_id from chain_member cm where cm.chain_id = @it))").
		Filter("batchId", "p.id in (select j.problem_id from dispatch_batch_item j where j.batch_id = @it)").
		Filter("overdue", plan.Whether("p.open and "+Overdue)). // which is no narrower, and lets the index of open problems by date answer
		Filter("mine", plan.Whether("(p.reporter_id = @actor.id or "+access.HandedTo("p.id", "and x.active")+")")).
		Filter("dispatchStatus", access.HandedTo("p.id", "and x.status = any(@it)")).
		Filter("lamp", Lamp+" = any(@it)").
		Filter("awaitsRuling", "(p.id in (select y.problem_id from handling_request y where y.status = 'PENDING')"+
			" or p.status = 'DISPATCHED' and p.id not in (select y.problem_id from dispatch y where y.role = 'LEAD' and y.active)) = @it").
		Filter("rulingLate", "p.id in (select h.problem_id from handling_request h where h.status = 'PENDING' and h.rule_by < "+moment.SQL+") = @it").
		Through("rulingLate", "handling_request"). // whether the office is asked
		Filter("longTermPassed", plan.Whether(longTermPassed)).
		Filter("unanswered", plan.Whether(unanswered)).
		Filter("sampleId", "p.id in ("+drawn+")").
		Filter("toCallInSample", "p.id in ("+drawn+" and not "+lookedBack+")").
		Through("sampleId", "sample", "sample_item"). // of the reader's area
		Through("toCallInSample", "sample", "sample_item", "callback").
		Through("unanswered", "campaign", "sla_policy"). // whose days hold
		Filter("text", "p.search_grams @> grams(@it) and position(lower(@it) in p.search_text) > 0").
		Through("organizationId", "dispatch").                                                                                                                                                  // of a problem that the reader sees
		Through("mine", "dispatch").                                                                                                                                                            // the reader's own unit's
		Through("dispatchStatus", "dispatch").                                                                                                                                                  // the reader's own unit's
		Through("awaitsRuling", "dispatch", "handling_request").                                                                                                                                // whether the office is asked
		Through("dueText", "campaign", "sla_policy", "sla_step").                                                                                                                               // whose deadlines hold
		Through("allowedActions", "dispatch", "handling_request", "supervision_order", "sub_item", "callback", "assignment", "organization", "campaign", "sla_policy", "sample", "sample_item") // the reader's own part
}

// longTermPassed is the predicate of a problem p that is followed long-term past the day of its plan.
const longTermPassed = "(p.status = 'LONG_TERM' and (select today()) > (select h.until from handling_request h where h.problem_id = p.id" +
	" and h.kind = 'LONG_TERM' and h.status = 'APPROVED' order by h.ruled_at desc limit 1))"

func allowedNames(facts string) []string {
	out := []string{}
	for _, a := range Allowed(ParseFacts(facts)) {
		out = append(out, string(a))
	}
	return out
}
