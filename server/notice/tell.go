package notice

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// to is a set of those whom an event concerns beside the units that it hands the problem to.
type to uint16

const (
	firm   to             = 1 << iota // the enterprise's contacts who have an account
	staff                             // the reporter, and unless it is confidential the cadres of the enterprise today
	office                            // the offices over its area, of the level that handles it
	unit                              // the unit of the dispatch that the event is about
	lead                              // the lead unit
	units                             // every unit of this round that did not give it back
	above                             // of an order: the offices and, unless it is confidential, the leaders of its area, of the level that supervises
	watch                             // the supervision groups over its area
	heads                             // who heads the unit of the dispatch (负责人)
	issuer                            // who issued the order that the event answers
	both   = firm | staff             // R10: the firm and its cadres hear of every step that they can see
)

// telling is whom an event is told and in which words: %1$s the number, %2$s the title, %3$s the lead unit, %4$s the unit of the dispatch,
// %5$s the number of the problem it was merged into, %6$s the last day of the dispatch, %7$s the level that handles it.
type telling struct {
	to   to
	text string
}

var tellings = map[string]telling{
	"REPORTED":            {both | office, "%1$s《%2$s》已上报，等待研判。"},
	"SOLVED_ON_SITE":      {both | office, "%1$s《%2$s》已现场解决，请企业评价。"},
	"DISPATCHED":          {both, "%1$s《%2$s》已受理，交由%3$s主办。"},
	"REDISPATCHED":        {both, "%1$s《%2$s》已重新交办，改由%3$s主办。"},
	"REJECTED":            {both, "%1$s《%2$s》不予受理，理由见流转记录。"},
	"RETURNED_FOR_INFO":   {both, "%1$s《%2$s》需要补充情况，请按流转记录中的要求补充。"},
	"MERGED":              {both, "%1$s《%2$s》已并入%5$s一并办理。"},
	"SUPPLEMENTED":        {both | office, "%1$s《%2$s》已补充情况，等待研判。"},
	"WITHDRAWN":           {both | office | units, "%1$s《%2$s》已撤回，不再办理。"},
	"SIGNED":              {both, "%4$s已签收%1$s《%2$s》。"},
	"CONTACTED":           {both, "%4$s已就%1$s《%2$s》联系企业。"},
	"DUE_RECOMPUTED":      {both | units, "%1$s《%2$s》的时限因工作日历或时限方案调整而重算，新旧日期见流转记录。"},
	"PROGRESS":            {both, "%4$s报告了%1$s《%2$s》的进展。"},
	"RETURN_REQUESTED":    {office, "%4$s申请退回%1$s《%2$s》，请裁定。"},
	"RETURN_APPROVED":     {both | unit, "%4$s对%1$s《%2$s》的退单申请已同意。"},
	"RETURN_DENIED":       {unit, "%4$s对%1$s《%2$s》的退单申请未获同意，请继续办理。"},
	"EXTENSION_REQUESTED": {office, "%4$s申请将%1$s《%2$s》延期，请裁定。"},
	"EXTENSION_APPROVED":  {both | unit, "%1$s《%2$s》已同意%4$s延期，%6$s前答复。"},
	"EXTENSION_DENIED":    {unit, "%1$s《%2$s》的延期申请未获同意，请按期办理。"},
	"LONG_TERM_REQUESTED": {office, "%4$s申请将%1$s《%2$s》挂账跟踪，请审批。"},
	"LONG_TERM_APPROVED":  {both | unit, "%1$s《%2$s》一时难以办结，已列入挂账跟踪。"},
	"LONG_TERM_DENIED":    {unit, "%1$s《%2$s》的挂账申请未获同意，请按期办理。"},
	"RESUMED":             {both | units, "%1$s《%2$s》已恢复办理。"},
	"REPLIED":             {both | office | lead, "%4$s已答复%1$s《%2$s》。"},
	"REPLY_ACCEPTED":      {both | units, "%1$s《%2$s》的答复已审核通过，请企业评价。"},
	"SENT_BACK":           {lead, "%1$s《%2$s》的答复未通过审核，请继续办理。"},
	"EVALUATED":           {both | office | units, "企业已评价%1$s《%2$s》，问题销号。"},
	"REDO":                {both | office | units, "企业对%1$s《%2$s》的办理结果不满意，重新办理。"},
	"CLOSED_UNANSWERED":   {both | office | units, "%1$s《%2$s》经回访销号。"},
	"LINK_ISSUED":         {firm, "%1$s《%2$s》的一次性评价码已出示，请由企业自己扫码评价。"},
	"UPHELD":              {both, "对%1$s《%2$s》做了回头看，企业没有异议。"},
	"REOPENED":            {both | office | units, "%1$s《%2$s》重新办理。"},
	"REMINDED":            {unit, "提醒：%1$s《%2$s》即将到期，请抓紧办理。"},
	"URGED":               {unit | heads, "催办：请%4$s抓紧办理%1$s《%2$s》。"},
	"SUPERVISED":          {unit | heads | office | watch, "督办：请%4$s限期办理%1$s《%2$s》。"},
	"ESCALATED":           {unit | heads | office | above, "提级督办：%1$s《%2$s》由上一级督促办理。"},
	"LISTED":              {unit | heads | watch, "%1$s《%2$s》已列入督办清单。"},
	"SUPERVISION_REPLIED": {issuer | office, "%4$s已回复%1$s《%2$s》的督办。"},
	"ESCALATED_TO":        {both | office | lead, "%1$s《%2$s》已提级，由%7$s办理。"},
	"HANDED_DOWN":         {both | office | lead, "%1$s《%2$s》已下交，由%7$s办理。"},
	"HELD_TO_ACCOUNT":     {unit, "%1$s《%2$s》已记录问责事实，请查看流转记录。"},
	"EXTENSION_GRANTED":   {both | unit, "%1$s《%2$s》已准予%4$s延期，%6$s前答复。"},
	"SPLIT":               {both | units, "%1$s《%2$s》列出了子事项，将逐条办理。"},
	"ITEM_FINISHED":       {both, "%4$s办结了%1$s《%2$s》的一条子事项。"},
	"CONCEALED":           {both | lead, "%1$s 已设为涉密问题，只有有关单位和人员可以查看。"},
	"DISCLOSED":           {both | lead, "%1$s《%2$s》已解除涉密。"},
	"DECIDED":             {both | office | units, "%1$s《%2$s》已经会议研究，按研究意见办理。"},
	"TASK_FORCE_FORMED":   {both | office | units, "已为%1$s《%2$s》成立工作专班。"},
	"INSTRUCTED":          {office | lead, "领导对%1$s《%2$s》作出批示，请办理并报告进展。"},
}

// Tell writes a notice of a problem's event to each person whom it concerns (R10), but not to whoever did it; the firm and the staff of
// problems that were merged into it read of their own problem (R7). It asks to act those on whom the next step waits. What is not urgent
// is held in somebody's quiet hours, and where they want a digest of it also what does not ask them to act.
// Of several events of the system at one moment each person hears the first that is told.
func Tell(ctx context.Context, tx pgx.Tx, eventID string) error {
	var kind string
	if err := tx.QueryRow(ctx, "select kind from problem_event where id = $1", eventID).Scan(&kind); err != nil {
		return fmt.Errorf("read the event to tell: %w", err)
	}
	t, ok := tellings[kind]
	if !ok {
		return fmt.Errorf("nobody knows whom to tell of %s", kind)
	}
	ofJoined, ok := joined[kind]
	if !ok {
		ofJoined = t.text
	}
	_, err := tx.Exec(ctx, `
		-- name: TellEvent
		with recursive t as (
		  select t.id, t.problem_id, t.kind, t.actor_id, t.at, t.dispatch_id, t.to_status, t.from_status is distinct from t.to_status as moved,
		         p.enterprise_id, p.division_code, p.level, p.reporter_id, p.confidential, p.round, m.reporter_id as merged_reporter_id,
		         t.kind in ('DISPATCHED', 'REDISPATCHED', 'RETURN_APPROVED', 'REDO', 'REOPENED', 'TASK_FORCE_FORMED') as hands_out,
		         p.number, p.title, o.name as lead, u.name as unit, m.number as into,
		         to_char(x.due_at at time zone 'Asia/Shanghai' - interval '1 second',
		           case when extract(year from x.due_at) = extract(year from t.at) then '' else 'YYYY"年"' end || 'FMMM"月"FMDD"日"') as day,
		         case p.level when 'PROVINCE' then '省级' when 'CITY' then '市级' when 'COUNTY' then '县级' else '乡镇（街道）' end as by_level
		    from problem_event t
		    join problem p on p.id = t.problem_id
		    left join organization o on o.id = p.lead_organization_id
		    left join dispatch x on x.id = t.dispatch_id
		    left join organization u on u.id = x.organization_id
		    left join problem m on m.id = p.merged_into_id
		   where t.id = $1
		), joined as (
		  select j.id, j.merged_into_id, j.enterprise_id, j.reporter_id, j.confidential, j.number, j.title
		    from t join problem j on j.merged_into_id = t.problem_id
		  union
		  select j.id, j.merged_into_id, j.enterprise_id, j.reporter_id, j.confidential, j.number, j.title
		    from joined up join problem j on j.merged_into_id = up.id
		), receiver (person_id, acts, handed, joined_id) as (
		  select r.person_id, t.moved and t.to_status in ('AWAITING_EVALUATION', 'RETURNED_FOR_INFO'), false, null::uuid
		    from t join person_role r on r.enterprise_id = t.enterprise_id and r.role = 'ENTERPRISE_CONTACT' where $3
		  union all
		  select t.reporter_id, t.moved and t.to_status = 'RETURNED_FOR_INFO', false, null from t where $4
		  union all
		  select l.person_id, t.moved and t.to_status = 'RETURNED_FOR_INFO', false, null
		    from t join assignment l on l.enterprise_id = t.enterprise_id and not t.confidential
		     and (t.at at time zone 'Asia/Shanghai')::date between l.starts_on and coalesce(l.ends_on, 'infinity') where $4
		  union all
		  select t.merged_reporter_id, false, false, null from t where t.kind = 'MERGED' and not t.confidential
		  union all
		  select r.person_id, false, false, j.id from joined j join person_role r on r.enterprise_id = j.enterprise_id and r.role = 'ENTERPRISE_CONTACT' where $3
		  union all
		  select j.reporter_id, false, false, j.id from joined j where $4
		  union all
		  select l.person_id, false, false, j.id
		    from t, joined j join assignment l on l.enterprise_id = j.enterprise_id and not j.confidential
		   where $4 and (t.at at time zone 'Asia/Shanghai')::date between l.starts_on and coalesce(l.ends_on, 'infinity')
		  union all
		  select r.person_id, t.moved and t.to_status in ('SUBMITTED', 'HANDLED') or t.kind in ('RETURN_REQUESTED', 'LONG_TERM_REQUESTED', 'EXTENSION_REQUESTED', 'ESCALATED_TO', 'HANDED_DOWN', 'INSTRUCTED'), false, null
		    from t join division d on d.level = case t.level when 'TOWN' then 'COUNTY' else t.level end
		     and t.division_code >= area_from(d.code) and t.division_code < area_to(d.code)
		    join person_role r on r.division_code = d.code and r.role = 'OFFICE' where $5
		  union all
		  select r.person_id, r.role = 'OFFICE' and d.level = so.level, false, null
		    from t join supervision_order so on so.event_id = t.id
		    join division d on d.level in (case t.level when 'TOWN' then 'COUNTY' else t.level end, so.level)
		     and t.division_code >= area_from(d.code) and t.division_code < area_to(d.code)
		    join person_role r on r.division_code = d.code and (r.role = 'OFFICE' or r.role = 'LEADER' and not t.confidential) where $10
		  union all
		  select r.person_id, false, false, null
		    from t join division d on t.division_code >= area_from(d.code) and t.division_code < area_to(d.code)
		    join person_role r on r.division_code = d.code and r.role = 'SUPERVISOR' where $11
		  union all
		  select o.head_id, false, false, null
		    from t join dispatch x on x.id = t.dispatch_id join organization o on o.id = x.organization_id where $15 and o.head_id is not null
		  union all
		  select so.issued_by, false, false, null
		    from t join supervision_order so on so.problem_id = t.problem_id and so.replied_at = t.at and so.issued_by is not null where $12
		  union all
		  select r.person_id, h.handed or t.kind in ('RETURN_DENIED', 'LONG_TERM_DENIED', 'EXTENSION_DENIED', 'SENT_BACK', 'INSTRUCTED',
		                                             'REMINDED', 'URGED', 'SUPERVISED', 'ESCALATED', 'LISTED'), h.handed, null
		    from t join dispatch x on x.problem_id = t.problem_id
		    join person_role r on r.organization_id = x.organization_id and r.role = 'DEPARTMENT_HANDLER'
		    cross join lateral (select t.hands_out and x.dispatched_at = t.at and x.active as handed) h
		   where h.handed
		      or $6 and x.id = t.dispatch_id
		      or $7 and x.active and x.role = 'LEAD'
		      or $8 and x.round = t.round and x.status <> 'RETURNED'
		), told as (
		  select person_id, bool_or(acts) as acts, bool_or(handed) as handed, case when bool_and(joined_id is not null) then min(joined_id::text)::uuid end as joined_id
		    from receiver group by person_id
		)
		insert into notice (id, person_id, problem_id, event_id, kind, text, actionable, at, urgent, held, aloud_at)
		select gen_random_uuid(), n.id, coalesce(j.id, t.problem_id), t.id, t.kind,
		       format(case when r.handed then $9 when j.id is null then $2 else $13 end,
		         coalesce(j.number, t.number), coalesce(j.title, t.title), t.lead, t.unit, t.into, t.day, t.by_level),
		       r.acts, t.at, $14, h.held, case when h.held then digest_after(t.at, w.quiet_to, w.quiet_days_off) else t.at end
		  from t
		  join told r on r.person_id is distinct from t.actor_id
		  join person n on n.id = r.person_id and n.disabled_at is null
		  left join joined j on j.id = r.joined_id
		  left join notice_preference q on q.person_id = n.id
		  cross join lateral (select coalesce(q.quiet_from, '20:00') as quiet_from, coalesce(q.quiet_to, '08:00') as quiet_to,
		                             coalesce(q.quiet_days_off, true) as quiet_days_off, coalesce(q.digest, true) as digest) w
		  cross join lateral (select not $14 and (w.digest and not r.acts or quiet_at(t.at, w.quiet_from, w.quiet_to, w.quiet_days_off)) as held) h
		 where not (t.actor_id is null and exists (
		       select from notice i join problem_event o on o.id = i.event_id and o.actor_id is null
		        where i.person_id = n.id and i.problem_id = coalesce(j.id, t.problem_id) and i.at = t.at))`,
		eventID, t.text, t.to&firm != 0, t.to&staff != 0, t.to&office != 0, t.to&unit != 0, t.to&lead != 0, t.to&units != 0, handed,
		t.to&above != 0, t.to&watch != 0, t.to&issuer != 0, ofJoined, urgent[kind], t.to&heads != 0)
	if err != nil {
		return fmt.Errorf("tell %s: %w", kind, err)
	}
	return nil
}
