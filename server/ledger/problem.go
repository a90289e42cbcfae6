package ledger

import "lianqi/server/plan"

// problems is the 问题台账表 with exactly the columns of 6.4, the oldest problem first. A problem p is joined with its enterprise e, as
// far as the reader may see it, its park k, division d, lead unit o, its lead's dispatch l, the other units of the round w, the last score
// v, the last batch h, the last callback cb and the last words of a unit t.
func (s *Server) problems() output {
	return output{
		title: "问题台账",
		list:  "problems",
		columns: []column{
			{"编号", 20, words, "p.number"},
			{"收集日期", 11, day, "least(p.captured_at, p.submitted_at)"},
			{"渠道", 9, words, s.words("ProblemChannel", "p.channel")},
			{"交办层级", 9, words, s.words("Level", "p.assigned_by_level")},
			{"批次", 10, words, "h.number"},
			{"企业名称", 18, words, "e.name"},
			{"统一社会信用代码", 20, words, "e.uscc"},
			{"行业", 9, words, s.words("Sector", "e.sector")},
			{"园区/属地", 14, words, "concat_ws(' ', d.name, k.name)"},
			{"联企干部", 12, words, cadres},
			{"问题类别", 9, words, s.words("ProblemCategory", "p.category")},
			{"问题描述", 36, words, "case when starts_with(p.description, p.title) then p.description else p.title || '：' || p.description end"},
			{"诉求", 20, words, "p.demand"},
			{"主办", 14, words, "o.name"},
			{"协办", 14, words, "w.co"},
			{"专班", 14, words, "w.task_force"},
			{"交办日期", 11, day, "p.dispatched_at"},
			{"签收", 16, minute, "l.signed_at"},
			{"时限", 16, minute, "p.due_at"},
			{"进展", 32, words, "concat_ws('：', " + s.words("ProblemStatus", "p.status") + ", t.note)"},
			{"是否延期", 6, yesNo, "case when p.dispatched_at is not null then exists (select from handling_request q where q.problem_id = p.id" +
				" and q.kind = 'EXTENSION' and q.status = 'APPROVED') end"},
			{"办结日期", 11, day, "p.closed_at"},
			{"是否解决", 6, yesNo, "p.solved"},
			{"是否按时", 6, yesNo, onTime},
			{"企业评价", 9, words, "coalesce(" + s.words("Grade", "v.grade") + ", case when p.status = 'CLOSED' then '未评价' end)"},
			{"回访结果", 14, words, "case when cb.reached then concat_ws('，', " + s.words("CallbackHow", "cb.how") +
				" || '回访', case when cb.solved then '已解决' else '未解决' end, " + s.words("Grade", "cb.grade") + ")" +
				" when cb.reached is not null then " + s.words("CallbackHow", "cb.how") + " || '回访，未联系上' end"},
			{"督办级别", 9, words, s.words("SupervisionKind", "p.escalation_level")},
			{"备注", 16, words, "concat_ws('；', case when p.confidential then '保密' end, case when p.resolved_on_site then '现场解决' end," +
				" case when p.round > 1 then '第 ' || p.round || ' 轮办理' end, " + s.words("RejectReason", "p.reject_reason") +
				", '并入 ' || m.number, case when p.status = 'LONG_TERM' then " + until + " end)"},
		},
		from: func(rows *plan.Selection) string {
			return `(select p.* from ` + rows.From + ` where ` + rows.Where + `) p
				left join enterprise e on e.id = p.enterprise_id and ` + rows.Sees("Enterprise") + `
				left join park k on k.id = p.park_id
				left join division d on d.code = p.division_code
				left join organization o on o.id = p.lead_organization_id
				left join lateral (select x.signed_at from dispatch x where x.problem_id = p.id and x.round = p.round and x.role = 'LEAD'
				  and x.status not in ('RETURNED', 'CANCELLED') order by x.dispatched_at desc, x.id desc limit 1) l on true
				left join lateral (select string_agg(c.name, '、' order by c.name) filter (where c.kind <> 'TASK_FORCE' and x.role = 'CO') co,
				  string_agg(c.name, '、' order by c.name) filter (where c.kind = 'TASK_FORCE') task_force
				  from dispatch x join organization c on c.id = x.organization_id
				  where x.problem_id = p.id and x.round = p.round and x.status not in ('RETURNED', 'CANCELLED')) w on true
				left join lateral (select b.number from dispatch_batch_item i join dispatch_batch b on b.id = i.batch_id and ` + rows.Sees("DispatchBatch") + `
				  where i.problem_id = p.id order by i.at desc limit 1) h on true
				left join lateral (select u.grade from evaluation u where u.problem_id = p.id order by u.round desc limit 1) v on true
				left join lateral (select c.how, c.reached, c.solved, c.grade from callback c where c.problem_id = p.id
				  order by c.at desc, c.id desc limit 1) cb on true
				left join lateral (select i.note from problem_event i where i.problem_id = p.id and i.kind in ('PROGRESS', 'REPLIED')
				  order by i.version desc limit 1) t on true
				left join lateral (select p.merged_into_id target) up on true
				left join lateral (select p.number from problem p where p.id = up.target and ` + rows.Sees("Problem") + `) m on true`
		},
		order: "p.submitted_at, p.id",
	}
}

// onTime is 按时办结 (2.8) as statistics_of counts it: by the date in force, null while it is not due.
const onTime = "case when p.accepted_at is not null and p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN') and p.due_at is not null" +
	" and (p.replied_at is not null or p.due_at < (select moment())) then coalesce(p.replied_at <= p.due_at, false) end"

// cadres are those assigned to an enterprise e today, who is responsible first (A7).
const cadres = "(select string_agg(n.name, '、' order by a.role, n.name) from assignment a join person n on n.id = a.person_id" +
	" where a.enterprise_id = e.id and (select today()) between a.starts_on and coalesce(a.ends_on, 'infinity'))"

// until is the day up to which a problem is followed long-term.
const until = "(select '挂账至 ' || to_char(q.until, 'YYYY-MM-DD') from handling_request q where q.problem_id = p.id and q.kind = 'LONG_TERM'" +
	" and q.status = 'APPROVED' order by q.ruled_at desc limit 1)"
