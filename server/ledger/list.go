package ledger

import (
	"net/url"

	"lianqi/server/plan"
)

// The three lists of 一书三单一表 (D1).

// linked says that an assignment a holds today.
const linked = "(select today()) between a.starts_on and coalesce(a.ends_on, 'infinity')"

// cadreList is the 联企干部清单: whom the office may appoint, with what they answer for today.
func (s *Server) cadreList() output {
	return output{
		title: "联企干部清单",
		list:  "cadres",
		columns: []column{
			{"姓名", 16, words, "n.name"},
			{"单位", 28, words, "o.name"},
			{"职级", 10, words, s.words("CadreRank", "n.rank")},
			{"电话", 16, words, "n.phone"},
			{"联系企业数", 11, number, "c.firms"},
			{"联系企业", 60, words, "c.names"},
			{"走访次数", 10, number, "v.visits"},
			{"最近走访", 17, minute, "v.last"},
			{"上报问题", 10, number, "r.reported"},
			{"在办问题", 10, number, "r.open"},
		},
		from: func(rows *plan.Selection) string {
			return `(select n.* from ` + rows.From + ` where ` + rows.Where + `) n
				left join organization o on o.id = n.organization_id
				left join lateral (select count(*) firms, string_agg(e.name, '、' order by e.name) names from assignment a join enterprise e on e.id = a.enterprise_id
				  where a.person_id = n.id and ` + linked + ` and ` + rows.Sees("Enterprise") + `) c on true
				left join lateral (select count(*) visits, max(v.checked_in_at) last from visit v where v.person_id = n.id and ` + rows.Sees("Visit") + `) v on true
				left join lateral (select count(*) reported, count(*) filter (where p.open) open from problem p where p.reporter_id = n.id
				  and ` + rows.Sees("Problem") + `) r on true`
		},
		order: "n.name, n.id",
	}
}

// enterpriseList is the 重点企业清单: the key list, with whom to call and what is open there.
func (s *Server) enterpriseList() output {
	return output{
		title: "重点企业清单",
		list:  "enterprises",
		fixed: url.Values{"isKey": {"true"}},
		columns: []column{
			{"企业名称", 32, words, "e.name"},
			{"统一社会信用代码", 21, words, "e.uscc"},
			{"行业", 16, words, s.words("Sector", "e.sector")},
			{"属地", 14, words, "d.name"},
			{"园区", 24, words, "k.name"},
			{"地址", 34, words, "e.address"},
			{"梯度", 18, words, s.words("EnterpriseTier", "e.tier")},
			{"帮扶分类", 11, words, s.words("HelpCategory", "e.help_category")},
			{"企业联系人", 16, words, "c.name"},
			{"联系电话", 16, words, "c.phone"},
			{"联企干部", 24, words, cadres},
			{"最近走访", 17, minute, "v.last"},
			{"在办问题", 10, number, "r.open"},
			{"超期问题", 10, number, "r.overdue"},
		},
		from: func(rows *plan.Selection) string {
			return `(select e.* from ` + rows.From + ` where ` + rows.Where + `) e
				left join division d on d.code = e.division_code
				left join park k on k.id = e.park_id
				left join lateral (select c.name, c.phone from enterprise_contact c where c.enterprise_id = e.id and ` + rows.Sees("EnterpriseContact") + `
				  order by c.position, c.id limit 1) c on true` + s.doings(rows)
		},
		order: "e.name, e.id",
	}
}

// taskList is the 工作任务清单: who answers for which enterprise, what was done there and what is still to do.
func (s *Server) taskList() output {
	return output{
		title: "工作任务清单",
		list:  "enterprises",
		columns: []column{
			{"联企干部", 16, words, "n.name"},
			{"单位", 26, words, "o.name"},
			{"企业名称", 32, words, "e.name"},
			{"属地", 14, words, "d.name"},
			{"分工", 10, words, s.words("AssignmentRole", "a.role")},
			{"方式", 12, words, s.words("AssignmentMode", "a.mode")},
			{"开始日期", 12, day, "a.starts_on"},
			{"结束日期", 12, day, "a.ends_on"},
			{"本人走访次数", 13, number, "w.visits"},
			{"本人最近走访", 17, minute, "w.last"},
			{"企业最近走访", 17, minute, "v.last"},
			{"在办问题", 10, number, "r.open"},
			{"超期问题", 10, number, "r.overdue"},
		},
		from: func(rows *plan.Selection) string {
			return `(select e.* from ` + rows.From + ` where ` + rows.Where + `) e
				join assignment a on a.enterprise_id = e.id and ` + linked + ` and ` + rows.Sees("Assignment") + `
				join person n on n.id = a.person_id
				left join organization o on o.id = n.organization_id
				left join division d on d.code = e.division_code
				left join lateral (select count(*) visits, max(v.checked_in_at) last from visit v
				  where v.enterprise_id = e.id and v.person_id = n.id and ` + rows.Sees("Visit") + `) w on true` + s.doings(rows)
		},
		order: "n.name, n.id, e.name, e.id",
	}
}

// doings joins the last visit v to an enterprise e, and its problems r, as far as the reader may see them.
func (s *Server) doings(rows *plan.Selection) string {
	return `
		left join lateral (select max(v.checked_in_at) last from visit v where v.enterprise_id = e.id and ` + rows.Sees("Visit") + `) v on true
		left join lateral (select count(*) filter (where p.open) open, count(*) filter (where ` + s.facts.Overdue + `) overdue from problem p
		  where p.enterprise_id = e.id and ` + rows.Sees("Problem") + `) r on true`
}
