package ledger

import "lianqi/server/plan"

// policies is the 一书 of 一书三单一表 (D1) as a table: what the reader's book holds, a row for each policy po of division d with its clauses c.
func (s *Server) policies() output {
	return output{
		title: "惠企政策一本通",
		list:  "policies",
		columns: []column{
			{"政策名称", 40, words, "po.title"},
			{"发文单位", 24, words, "po.issuer"},
			{"文号", 22, words, "po.document_number"},
			{"发布日期", 12, day, "po.issued_on"},
			{"有效期至", 12, day, "po.valid_to"},
			{"适用地区", 14, words, "d.name"},
			{"适用行业", 20, words, "coalesce((select string_agg(" + s.words("Sector", "k.sector") + ", '、' order by k.nth) from unnest(po.sectors) with ordinality k (sector, nth)), '全部行业')"},
			{"支持内容", 32, words, "po.amount"},
			{"享受方式", 11, words, s.words("PolicyApplyMode", "po.apply_mode")},
			{"要点", 60, words, "c.clauses"},
			{"咨询电话", 16, words, "po.phone"},
			{"政策原文", 40, words, "po.url"},
		},
		from: func(rows *plan.Selection) string {
			return `(select po.* from ` + rows.From + ` where ` + rows.Where + `) po
				left join division d on d.code = po.division_code
				left join lateral (select string_agg(pc.position || '. ' || pc.heading || '：' || pc.text, chr(10) order by pc.position) clauses
				  from policy_clause pc where pc.policy_id = po.id) c on true`
		},
		order: "po.issued_on desc, po.id desc",
	}
}
