package demo

import (
	"lianqi/server/deadline"
	"lianqi/server/demo/table"
	"lianqi/server/problem"
)

// tellCases tells the cases of the source texts: what was the matter, what was done, how it ended. They lie in 2022; here each runs in the
// first weeks of the 60 days, says so, and ends as the texts say it ended.
func (s *script) tellCases() {
	for i, row := range table.Rows("case") {
		firm := s.firm(row[0])
		t := s.tell(firm, s.ago(36-i%6), phrase{
			category: row[1], title: row[3], progress: row[5], reply: row[6],
			description: row[4] + "（据2022年公开报道整理，时间为演示）",
		})
		t.reported(firm.cadre).
			triaged(4, problem.TriageInput{Decision: problem.Accept, Level: row[2], Complexity: deadline.Simple, Units: t.unitsOfCase()}).
			bothSigned().progressed(6, problem.Lead, t.text.progress)
		if row[7] == "going" {
			t.askedLongTerm(10, "已有安排，需要持续办理。", t.text.reply).ruledOnLongTerm(5, true, "同意，持续跟踪。")
			continue
		}
		t.replied(14, problem.Co, true, "配合主办单位办理。").replied(8, problem.Lead, true, t.text.reply).
			reviewed(6, problem.AcceptReply, "").
			evaluated(6, true, problem.GradeSatisfied, "按公开报道的办理结果录入，不是企业本人打分。")
	}
}

// unitsOfCase are those of any problem there; the one that the province handled also went to its departments.
func (t *story) unitsOfCase() []problem.Unit {
	units := t.units()
	if t.of.key == "宇能" {
		units = append(units,
			problem.Unit{OrganizationID: t.unit("湖南省交通运输厅").id, Line: "FUNCTIONAL", Role: problem.Co},
			problem.Unit{OrganizationID: t.unit("湖南省高速公路集团").id, Line: "FUNCTIONAL", Role: problem.Co})
	}
	return units
}

// firm is the named firm with that key; there must be one.
func (s *script) firm(key string) *enterprise {
	for _, e := range s.enterprises {
		if e.key == key {
			return e
		}
	}
	panic("no firm " + key)
}
