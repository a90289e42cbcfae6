package ledger

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// accountability is the 督办问责事实表 (A17): for each unit and problem what is written down of delay, of the ladder, of returns, rounds and
// orders without an answer. It holds facts and judges nothing, it names units and no person, and it is for offices and supervisors.
//
// A row is a unit's dispatches of one problem, of those that the reader's list holds, where there is a fact to tell: their sum f, the problem
// p, its division d, the unit's orders s, the problem's returns t and rounds r.
func (s *Server) accountability() output {
	return output{
		title:   "督办问责事实表",
		list:    "dispatches",
		readers: []access.Role{access.Office, access.Supervisor},
		note:    "只列系统记录的事实，以单位为对象，不涉及个人，不作评价；是否问责由有权机关另行认定。",
		columns: []column{
			{"单位", 28, words, "o.name"},
			{"问题编号", 20, words, "p.number"},
			{"属地", 14, words, "d.name"},
			{"问题类别", 11, words, s.words("ProblemCategory", "p.category")},
			{"主办或协办", 11, words, s.words("DispatchRole", "f.role")},
			{"首次交办", 17, minute, "f.dispatched_at"},
			{"超期起", 17, minute, "f.since"},
			{"答复时间", 17, minute, "f.replied_at"},
			{"超期工作日", 11, number, "working_days(f.since, f.until, '18:00')"},
			{"至今超期", 10, yesNo, "case when f.since is not null then f.still end"},
			{"督办阶梯", 44, words, "s.rungs"},
			{"未回复督办单", 13, number, "s.unanswered"},
			{"最早应回复", 12, day, "s.reply_by"},
			{"本单位退单", 11, number, "t.own"},
			{"全部单位退单", 13, number, "t.every"},
			{"第三次退单", 17, minute, "t.third"},
			{"办理轮次", 10, number, "p.round"},
			{"重新办理", 32, words, "r.causes"},
			{"问题状态", 11, words, s.words("ProblemStatus", "p.status")},
		},
		from: func(rows *plan.Selection) string {
			return `(select x.organization_id, x.problem_id, max(x.role) as role, min(x.dispatched_at) as dispatched_at, max(x.replied_at) as replied_at,
				    min(x.due_at) filter (where ` + wasLate(s.facts.Late) + `) as since,
				    max(case when ` + s.facts.Late + ` then (select moment()) else x.replied_at end) filter (where ` + wasLate(s.facts.Late) + `) as until,
				    coalesce(bool_or(` + s.facts.Late + `), false) as still
				  from (select x.* from ` + rows.From + ` where ` + rows.Where + `) x group by x.organization_id, x.problem_id) f
				join problem p on p.id = f.problem_id and ` + rows.Sees("Problem") + `
				join organization o on o.id = f.organization_id
				left join division d on d.code = p.division_code
				cross join lateral (select string_agg(` + s.words("SupervisionKind", "so.kind") + ` || ' ' || to_char(so.issued_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), '、'
				    order by so.issued_at, so.id) as rungs,
				    count(*) filter (where ` + s.facts.Unanswered + `) as unanswered, min(so.reply_by) filter (where ` + s.facts.Unanswered + `) as reply_by
				  from supervision_order so where so.problem_id = f.problem_id and so.organization_id = f.organization_id and ` + rows.Sees("SupervisionOrder") + `) s
				cross join lateral (select count(*) filter (where q.organization_id = f.organization_id) as own, count(*) as every, min(q.ruled_at) filter (where q.nth = 3) as third
				  from (select q.ruled_at, y.organization_id, row_number() over (partition by y.round order by q.ruled_at, q.id) as nth
				          from handling_request q join dispatch y on y.id = q.dispatch_id
				         where q.problem_id = f.problem_id and q.kind = 'RETURN' and q.status = 'APPROVED') q) t
				cross join lateral (select string_agg('第 ' || u.round || ' 轮 ' || to_char(u.started_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || ' '
				    || case u.cause when 'EVALUATION' then '企业评价' when 'CALLBACK' then '回访' when 'LOOK_BACK' then '回头看' when 'OFFICE' then '联企办重启' else '恢复办理' end,
				    '、' order by u.round) as causes
				  from problem_round u where u.problem_id = f.problem_id) r
				where f.since is not null or s.rungs is not null or t.own > 0 or t.third is not null or p.round > 1`
		},
		order: "o.name, o.id, f.since nulls last, p.number",
	}
}

// wasLate says that a dispatch x was answered after its date, or is not answered and past it.
func wasLate(late string) string { return "(" + late + " or x.replied_at > x.due_at)" }
