package problem

import (
	"encoding/json"

	"lianqi/server/moment"
)

// FactsSQL is the Facts of a problem p for @actor, as JSON text, at this moment.
var FactsSQL = factsAt(moment.SQL)

// ParseFacts reads what FactsSQL returned; from anything else nothing is allowed.
func ParseFacts(text string) (f Facts) {
	if json.Unmarshal([]byte(text), &f) != nil {
		return Facts{}
	}
	return f
}

// led is the predicate that a unit led, or leads, the present round of a problem p.
const led = "exists (select from dispatch x where x.problem_id = p.id and x.round = p.round and x.role = 'LEAD' and x.status <> 'RETURNED')"

// lookedBack is the predicate that somebody was reached about a sample's item i.
const lookedBack = "exists (select from callback b where b.sample_id = i.sample_id and b.problem_id = i.problem_id and b.reached)"

// drawn are the problems of the sample @it, where its area is the reader's.
const drawn = "select i.problem_id from sample_item i join sample m on m.id = i.sample_id where m.id = @it and m.division_code = any(@actor.areas)" +
	" and @actor.role in ('OFFICE', 'SUPERVISOR')"

// unanswered is the predicate that the firm of a problem p was asked for a score and is silent for the days of its policy.
const unanswered = "(p.status = 'AWAITING_EVALUATION' and (select working_days(p.evaluation_asked_at, " + moment.SQL + ", b.office_close) >= b.answer_days" +
	" from sla_policy b where b.code = " + policyCode + "))"

// factsAt is FactsSQL at another moment, an SQL expression.
func factsAt(moment string) string {
	return `(
	select json_build_object(
	  'status', p.status,
	  'noLead', not exists (select from dispatch x where x.problem_id = p.id and x.role = 'LEAD' and x.active),
	  'pending', (select coalesce(json_agg(q.kind), '[]') from handling_request q where q.problem_id = p.id and q.status = 'PENDING'),
	  'raisable', p.level <> 'PROVINCE',
	  'lowerable', ` + width("p.level") + ` < length(area_from(p.division_code)) and length(area_from(@actor.division)) <= ` + width("p.level") + `,
	  'unanswered', p.status = 'AWAITING_EVALUATION' and working_days(p.evaluation_asked_at, c.now, b.office_close) >= b.answer_days,
	  'grantable', exists (select from dispatch x where x.problem_id = p.id and x.active and x.replied_at is null and x.due_at > c.now
	    and x.status <> 'RETURN_REQUESTED' and not exists (select from handling_request q where q.dispatch_id = x.id and q.status = 'PENDING')),
	  'inSample', p.status = 'CLOSED' and exists (select from sample_item i join sample m on m.id = i.sample_id
	    where i.problem_id = p.id and m.division_code = any(@actor.areas) and not ` + lookedBack + `),
	  'reporter', @actor.role not in ('ENTERPRISE_CONTACT', 'ADMIN') and p.reporter_id = @actor.id
	    or @actor.role in ('LINK_CADRE', 'RESIDENT_CADRE') and exists (select from assignment l where l.enterprise_id = p.enterprise_id
	      and l.person_id = @actor.id and (select today()) between l.starts_on and coalesce(l.ends_on, 'infinity')),
	  'enterprise', @actor.role = 'ENTERPRISE_CONTACT' and p.enterprise_id = @actor.enterprise,
	  'office', @actor.role = 'OFFICE' and p.division_code = any(@actor.areas),
	  'supervisor', @actor.role = 'SUPERVISOR' and p.division_code = any(@actor.areas),
	  'system', @actor.role = 'SYSTEM',
	  'leader', @actor.role = 'LEADER' and p.division_code = any(@actor.areas),
	  'handles', exists (select from dispatch x where x.problem_id = p.id and x.organization_id = @actor.organization and x.status <> 'RETURNED'),
	  'dispatches', (
	    select coalesce(json_agg(json_build_object('id', x.id, 'role', x.role, 'status', x.status, 'objectable',
	             working_days(x.dispatched_at, c.now, b.office_close) < b.object_days and not exists (
	               select from handling_request q where q.dispatch_id = x.id and q.kind = 'RETURN' and q.status = 'DENIED'),
	             'asking', exists (select from handling_request q where q.dispatch_id = x.id and q.status = 'PENDING'),
	             'extendable', working_days(c.now, x.due_at, b.office_close) >= b.extend_days and b.extensions > (
	               select count(*) from handling_request q where q.dispatch_id = x.id and q.kind = 'EXTENSION' and q.status = 'APPROVED'),
	             'hasItem', exists (select from sub_item y where y.problem_id = p.id and y.status = 'OPEN' and (x.role = 'LEAD' or y.organization_id = x.organization_id)),
	             'ordered', exists (select from supervision_order so where so.problem_id = p.id and so.organization_id = x.organization_id and ` + awaitsReply + `))), '[]')
	      from dispatch x
	     where x.problem_id = p.id and x.active and @actor.role = 'DEPARTMENT_HANDLER' and x.organization_id = @actor.organization)
	)::text
	  from sla_policy b, (select ` + moment + ` as now) c
	 where b.code = ` + policyCode + `)`
}
