package problem

import (
	"strings"

	"lianqi/server/access"
	"lianqi/server/moment"
	"lianqi/server/plan"
)

// Reconciling (对账式办理, D2): what a unit received in a period, and where each receipt stands now. One receipt is one dispatch; a redo is
// another. What was taken back from the unit unasked (CANCELLED: withdrawn by the firm, overridden, or given the lead instead) is told
// apart, so that received = waitingSignature + handling + replied + closed + returned.

// standing is SQL for where a dispatch x of a problem p stands in the reconciliation.
const standing = `case
	when x.status in ('CANCELLED', 'RETURNED') then x.status
	when x.status in ('REPLIED', 'ACCEPTED') then case when p.status = 'CLOSED' or x.round < p.round then 'CLOSED' else 'REPLIED' end
	when x.status = 'PENDING_SIGN' or x.status = 'RETURN_REQUESTED' and x.signed_at is null then 'WAITING_SIGNATURE'
	else 'HANDLING' end`

// Late is the predicate that the clock of a dispatch x runs and is past its date.
const Late = "(" + ticks + " and x.due_at < " + moment.SQL + ")"

// receivedFrom and receivedTo are the predicates that a dispatch x was made on a day, in Asia/Shanghai, or after or before it.
func receivedFrom(day string) string {
	return "x.dispatched_at >= (" + day + "::date)::timestamp at time zone 'Asia/Shanghai'"
}

func receivedTo(day string) string {
	return "x.dispatched_at < (" + day + "::date + 1)::timestamp at time zone 'Asia/Shanghai'"
}

// seenByActor is Sees for whoever asks, where a statement is not made for one role.
func seenByActor() string {
	var b strings.Builder
	b.WriteString("case @actor.role::text")
	for _, role := range []access.Role{access.Office, access.Supervisor, access.Leader, access.DepartmentHandler} {
		b.WriteString(" when '" + string(role) + "' then " + Sees(string(role)))
	}
	return b.String() + " else false end"
}

// reconciled are the rows of units o: of each what it received from @from to @to, as far as the reader sees it.
func reconciled(units string) string {
	return `(
	select o.id as organization_id, o.division_code, k.*
	  from organization o cross join lateral (
	    select count(*) filter (where y.standing <> 'CANCELLED') as received,
	           count(*) filter (where y.standing = 'WAITING_SIGNATURE') as waiting_signature,
	           count(*) filter (where y.standing = 'HANDLING') as handling,
	           count(*) filter (where y.standing = 'REPLIED') as replied,
	           count(*) filter (where y.standing = 'CLOSED') as closed,
	           count(*) filter (where y.standing = 'RETURNED') as returned,
	           count(*) filter (where y.standing = 'CANCELLED') as cancelled,
	           count(*) filter (where y.late) as overdue
	      from (select ` + standing + ` as standing, ` + Late + ` as late
	              from dispatch x join problem p on p.id = x.problem_id
	             where x.organization_id = o.id and ` + receivedFrom("@from") + ` and ` + receivedTo("@to") + ` and ` + seenByActor() + `) y) k
	 where ` + units + `) rc`
}

// Reconcile are the rows of Query.reconcile and, by division, of Query.reconciliations.
var (
	Reconcile       = reconciled("o.id = @organizationId")
	Reconciliations = reconciled(strings.ReplaceAll(access.Within("o.division_code"), "@it", "@divisionCode") + " and k.received > 0")
)

// SeesReconciliation is who may see what a unit rc has received: its handlers, and whoever is over its area.
func SeesReconciliation(role string) string {
	switch access.Role(role) {
	case access.Office, access.Supervisor, access.Leader:
		return access.InAreas("rc.division_code")
	case access.DepartmentHandler:
		return "rc.organization_id = @actor.organization"
	}
	return "false"
}

// ReadReconciliation declares Reconciliation, whose rows always come from Reconcile or Reconciliations.
func ReadReconciliation() *plan.Type {
	return plan.NewType("Reconciliation", "(select null::uuid as organization_id, null::text as division_code, 0 as received, 0 as waiting_signature,"+
		" 0 as handling, 0 as replied, 0 as closed, 0 as returned, 0 as cancelled, 0 as overdue) rc", "rc.organization_id", SeesReconciliation).
		One("organization", "o.id = rc.organization_id")
}
