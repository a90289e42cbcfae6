package problem

import (
	"lianqi/server/access"
	"lianqi/server/moment"
	"lianqi/server/plan"
)

// What belongs to a problem: its events, dispatches, scores and requests.

func handler(role string) bool { return access.Role(role) == access.DepartmentHandler }

// seesEvent is who may see an event t: whoever sees its problem; but what offices and units tell each other when one is pressed, neither the
// firm nor an application.
func seesEvent(role string) string {
	sees := seesWith("t.problem_id")(role)
	if access.Role(role) == access.EnterpriseContact || access.Role(role) == access.ThirdPartyApp {
		return sees + " and t.kind not in ('REMINDED', 'URGED', 'SUPERVISED', 'LISTED', 'SUPERVISION_REPLIED', 'HELD_TO_ACCOUNT')"
	}
	return sees
}

// ReadEvent declares ProblemEvent. The handling unit does not learn who scored it.
func ReadEvent() *plan.Type {
	return plan.NewType("ProblemEvent", "problem_event t", "t.id", seesEvent).
		Compute("kindText", func(_ plan.Actor, c plan.Cells) any { return EventKind(c.Text(0)).Text() }, "t.kind").
		Field("note", "case when t.kind not in ('DECIDED', 'INSTRUCTED') or @actor.role not in ('ENTERPRISE_CONTACT', 'THIRD_PARTY_APP') then t.note end").
		One("actor", "n.id = t.actor_id and not (@actor.role = 'DEPARTMENT_HANDLER' and t.kind in ('EVALUATED', 'REDO'))").
		One("organization", "o.id = t.organization_id").
		Many("photos", "f.event_id = t.id", "f.position, f.id").AtMost(9, "photos").
		Order("OLDEST", "t.version, t.id")
}

// ReadInstruction declares Instruction, which is an event.
func ReadInstruction() *plan.Type {
	const after = " and t.version > j.version and t.kind in ('PROGRESS', 'REPLIED') and t.dispatch_id in (select x.id from dispatch x where x.role = 'LEAD')"
	return plan.NewType("Instruction", "problem_event j", "j.id", func(role string) string {
		switch access.Role(role) {
		case access.EnterpriseContact, access.ThirdPartyApp:
			return "false"
		}
		return "j.kind = 'INSTRUCTED' and " + seesWith("j.problem_id")(role)
	}).
		Field("text", "coalesce(j.note, '')").
		One("leader", "n.id = j.actor_id").
		One("answer", "t.problem_id = j.problem_id"+after, "t.version").
		Field("answered", "exists (select from problem_event t where t.problem_id = j.problem_id"+after+")").
		Through("answer", "dispatch").
		Through("answered", "dispatch", "problem_event") // whoever sees a problem sees what its units did
}

// ticks is the predicate that a dispatch x's clock runs: until the unit replies, and not while the problem is followed long-term (6.3).
const ticks = "x.active and x.replied_at is null and not exists (select from problem p where p.id = x.problem_id and p.status = 'LONG_TERM')"

// ReadDispatch declares Dispatch.
func ReadDispatch() *plan.Type {
	return plan.NewType("Dispatch", "dispatch x", "x.id", seesWith("x.problem_id")).
		Compute("statusText", func(_ plan.Actor, c plan.Cells) any { return DispatchStatus(c.Text(0)).Text() }, "x.status").
		Field("lamp", "case when "+ticks+" then lamp(x.due_at, x.warn_at, "+moment.SQL+") end").
		Compute("dueText", dueText, left("true", "x.due_at", ownTime)...).
		Compute("signDueText", dueText, left("x.signed_at is null", "x.sign_due_at", "'{SIGN}'")...).
		Compute("contactDueText", dueText, left("x.contacted_at is null", "x.contact_due_at", "'{CONTACT}'")...).
		Compute("progressDueText", dueText, left("x.progressed_at is null", "x.progress_due_at", "'{PROGRESS}'")...).
		Field("extensions", "(select count(*)::int from handling_request h where h.dispatch_id = x.id and h.kind = 'EXTENSION' and h.status = 'APPROVED')").
		Through("extensions", "handling_request"). // how often its date was moved, which the firm was told
		One("problem", "p.id = x.problem_id").
		One("organization", "o.id = x.organization_id").
		Order("NEWEST", "x.dispatched_at desc, x.id desc").
		Filter("from", receivedFrom("@it")).
		Filter("to", receivedTo("@it")).
		Filter("standing", "(select "+standing+" from problem p where p.id = x.problem_id) = any(@it)").
		Filter("overdue", Late+" = @it").
		Filter("divisionCode", "x.problem_id in (select p.id from problem p where "+access.Within("p.division_code")+")").
		Through("divisionCode", "problem"). // whoever sees a dispatch sees its problem
		Through("standing", "problem").
		Through("overdue", "problem").
		Through("lamp", "problem").                                                 // whoever sees a dispatch sees its problem
		Through("dueText", "problem", "campaign", "sla_policy", "sla_step").        // and whose deadlines hold for it
		Through("signDueText", "problem", "campaign", "sla_policy", "sla_step").    // and whose deadlines hold for it
		Through("contactDueText", "problem", "campaign", "sla_policy", "sla_step"). // and whose deadlines hold for it
		Through("progressDueText", "problem", "campaign", "sla_policy", "sla_step") // and whose deadlines hold for it
}

// left are the columns that dueText words for a date of a dispatch x while its clock runs and it waits.
func left(waits, due, timers string) []string {
	counts := "case when " + waits + " and " + ticks + " then "
	return []string{counts + due + " end", moment.SQL, counts + "(select " + workingDaysTo(due, timers, moment.SQL) + " from problem p where p.id = x.problem_id) end"}
}

// ReadEvaluation declares Evaluation: units see the score, not who gave it.
func ReadEvaluation() *plan.Type {
	return plan.NewType("Evaluation", "evaluation u", "u.id", seesWith("u.problem_id")).
		Field("byLink", "u.link_id is not null").
		One("evaluator", "n.id = u.person_id").
		Hide(handler, "evaluator")
}

// ReadCallback declares Callback. Handling units do not learn who of the firm spoke, and applications nothing.
func ReadCallback() *plan.Type {
	return plan.NewType("Callback", "callback cb", "cb.id", func(role string) string {
		if access.Role(role) == access.ThirdPartyApp {
			return "false"
		}
		return seesWith("cb.problem_id")(role)
	}).
		One("caller", "n.id = cb.person_id").
		One("sample", "sm.id = cb.sample_id").
		Hide(handler, "spokeWith")
}

// ReadRequest declares HandlingRequest, which concerns the office and the units.
func ReadRequest() *plan.Type {
	return plan.NewType("HandlingRequest", "handling_request q", "q.id", func(role string) string {
		switch access.Role(role) {
		case access.Office, access.Supervisor, access.DepartmentHandler:
			return seesWith("q.problem_id")(role)
		}
		return "false"
	}).
		Field("late", "coalesce(q.ruled_at, case when q.status = 'PENDING' then "+moment.SQL+" end) > q.rule_by").
		Compute("ruleText", dueText, "case when q.status = 'PENDING' then q.rule_by end", moment.SQL,
			"case when q.status = 'PENDING' then working_days(least("+moment.SQL+", q.rule_by), greatest("+moment.SQL+", q.rule_by), '18:00') end").
		One("requestedBy", "n.id = q.requested_by").
		One("ruledBy", "n.id = q.ruled_by").
		Many("photos", "f.event_id = (select t.id from problem_event t where t.problem_id = q.problem_id and t.kind = 'RETURN_REQUESTED'"+
							" and t.dispatch_id = q.dispatch_id and t.at = q.requested_at and q.kind = 'RETURN')", "f.position, f.id").AtMost(9, "photos").
		Through("photos", "problem_event"). // of the same problem
		One("dispatch", "x.id = q.dispatch_id")
}

// ReadItem declares SubItem: whoever sees the problem sees its items.
func ReadItem() *plan.Type {
	return plan.NewType("SubItem", "sub_item y", "y.id", seesWith("y.problem_id")).
		One("organization", "o.id = y.organization_id").
		One("doneBy", "n.id = y.done_by")
}
