package meeting

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// SeesDecision is who may see what was decided: of those who see the problem the office, leaders, supervisors and units. The firm
// reads in the problem's events that a meeting studied it, and no more.
func SeesDecision(problem plan.Rule) plan.Rule {
	return func(role string) string {
		switch access.Role(role) {
		case access.Office, access.Leader, access.Supervisor, access.DepartmentHandler:
			return plan.With("problem p", "ac.problem_id = p.id", problem)(role)
		}
		return "false"
	}
}

// Sees is who may see a meeting: the office, leaders and supervisors of its division or of a problem that it decided about, and units
// that see one of its decisions.
func Sees(problem plan.Rule) plan.Rule {
	return func(role string) string {
		switch access.Role(role) {
		case access.Office, access.Leader, access.Supervisor:
			return "(" + access.InAreas("ab.division_code") + " or ab.id = any(array(select ac.meeting_id from decision ac where " +
				access.InAreas("ac.division_code") + ")))"
		case access.DepartmentHandler:
			return "exists (select from decision ac where ac.meeting_id = ab.id and (" + SeesDecision(problem)(role) + "))"
		}
		return "false"
	}
}

// seesAgenda is who may see what a meeting of their area will take up: of those who see the problem the office, leaders and supervisors.
func seesAgenda(problem plan.Rule) plan.Rule {
	return func(role string) string {
		switch access.Role(role) {
		case access.Office, access.Leader, access.Supervisor:
			return "exists (select from meeting ab where ab.id = ad.meeting_id and " + access.InAreas("ab.division_code") + ")" +
				" and exists (select from problem p where p.id = ad.problem_id and (" + problem(role) + "))"
		}
		return "false"
	}
}

// Read declares Meeting; problem is the rule of who may see a problem p.
func Read(problem plan.Rule) *plan.Type {
	return plan.NewType("Meeting", "meeting ab", "ab.id", Sees(problem)).
		One("division", "d.code = ab.division_code").
		Many("agenda", "ad.meeting_id = ab.id", "ad.position, ad.id").
		Many("decisions", "ac.meeting_id = ab.id", "ac.position, ac.id").
		AtMost(most, "agenda", "decisions").
		Count("decisionCount", "decisions", "").
		Count("doneCount", "decisions", "ac.status = 'DONE'").
		Order("NEWEST", "ab.held_at desc, ab.id desc").
		Filter("divisionCode", access.Within("ab.division_code"))
}

// ReadAgendaItem declares AgendaItem.
func ReadAgendaItem(problem plan.Rule) *plan.Type {
	return plan.NewType("AgendaItem", "agenda_item ad", "ad.id", seesAgenda(problem)).
		One("problem", "p.id = ad.problem_id")
}

// overdue is the predicate of a decision ac that is past its day and not carried out.
const overdue = "(ac.status = 'OPEN' and coalesce(ac.due_on < (select today()), false))"

// ReadDecision declares Decision.
func ReadDecision(problem plan.Rule) *plan.Type {
	return plan.NewType("Decision", "decision ac", "ac.id", SeesDecision(problem)).
		Field("overdue", overdue).
		One("meeting", "ab.id = ac.meeting_id").
		One("problem", "p.id = ac.problem_id").
		Order("DUE", "coalesce(ac.due_on, 'infinity'), ac.id").
		Filter("overdue", plan.Whether(overdue))
}
