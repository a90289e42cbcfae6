package demo

import (
	"context"
	"slices"
	"time"

	"lianqi/server/deadline"
	"lianqi/server/support"
)

// help is a support plan of the demo (A10) with who follows it up, in the order of time.
type help struct {
	office, leader, plan string
	firm                 *enterprise
	team                 []*person
	steps                []step
	summary              string // of a plan that ended; else ""
}

type step struct {
	by   *person
	text string
}

// support tells of four firms that are helped by a leader and a team each: that of enterprise01, one of cadre01, one in 鄢陵, and one in 大祥
// whose help reached its end.
func (s *script) support() {
	cadre, territory := s.who("cadre03"), s.who("handler-territory")
	ended, yan := s.distressed("430503"), s.distressed(yanling)
	for _, h := range []help{
		{
			office: "office-county", leader: "leader01", firm: s.who("enterprise01").enterprise, team: []*person{cadre, territory},
			plan: "一、两周内协调用电增容，扩产设备按期通电。\n二、对接银行，一个月内落实流动资金贷款。\n三、每周到企业一次，问题不解决不销号。",
			steps: []step{
				{cadre, "到企业对接，增容资料已备齐，当天送供电所。"},
				{territory, "园区已为企业出具用地证明，银行受理了贷款申请。"},
				{s.who("leader01"), "现场协调供电和银行，增容下周完成，贷款本周上会。"},
			},
		},
		{
			office: "office-county", leader: "leader05", firm: s.who("enterprise04").enterprise, team: []*person{s.who("cadre01"), s.who("handler-industry")},
			plan:  "两个月内帮企业招到熟练工，谈妥厂房租金，每月到企业两次。",
			steps: []step{{s.who("cadre01"), "已与人社部门约定专场招工，企业提供岗位 12 个。"}},
		},
		{
			office: "office-" + yanling, leader: "leader02", firm: yan, team: []*person{yan.cadre, s.unit("鄢陵县工业和信息化局").handler},
			plan:  "帮企业稳住订单和用工：组织两场招工，对接三家采购商，三个月内恢复满产。",
			steps: []step{{yan.cadre, "第一场招工到场 60 人，初步签约 23 人。"}},
		},
		{
			office: "office-430503", leader: "leader03", firm: ended, team: []*person{ended.cadre, s.unit("邵阳市工业和信息化局").handler},
			plan: "帮企业走出资金困难：清理被拖欠的货款，申报技改补贴，盘活闲置厂房。",
			steps: []step{
				{ended.cadre, "核对欠款清单，两家欠款单位承诺分期支付。"},
				{s.who("leader03"), "技改补贴已到账，闲置厂房有企业来看。"},
			},
			summary: "欠款收回八成，补贴到账，企业恢复正常经营，结束帮扶，转为日常联系。",
		},
	} {
		s.help(h)
	}
}

// distressed is the first made-up firm of a division that is in trouble and has a cadre.
func (s *script) distressed(division string) *enterprise {
	i := slices.IndexFunc(s.enterprises, func(e *enterprise) bool {
		return e.demo() && e.division == division && e.help == "DISTRESSED" && e.cadre != nil
	})
	return s.enterprises[i]
}

func (s *script) help(h help) {
	at := s.ago(35)
	id := idAt(at, "support plan", h.firm.name)
	in := support.Input{ID: id, EnterpriseID: h.firm.id, LeaderID: s.who(h.leader).id, Plan: h.plan, StartsOn: day(at)}
	for _, p := range h.team {
		in.Members = append(in.Members, p.id)
	}
	s.add(at, "plan support", func(ctx context.Context, st *stage) error { return st.Support.Save(ctx, st.actor(s.who(h.office)), in) })
	for i, step := range h.steps {
		s.add(s.ago(28-8*i), "follow support", func(ctx context.Context, st *stage) error {
			_, err := st.Support.Follow(ctx, st.actor(step.by), support.FollowInput{ID: idAt(at, "follow-up", h.firm.name, i), PlanID: id, Text: step.text})
			return err
		})
	}
	if h.summary == "" {
		return
	}
	s.add(s.ago(5), "end support", func(ctx context.Context, st *stage) error {
		_, err := st.Support.Close(ctx, st.actor(s.who(h.office)), support.CloseInput{ID: idAt(at, "end", h.firm.name), PlanID: id, Outcome: "ACHIEVED", Summary: h.summary})
		return err
	})
}

// day is the day of a moment in Asia/Shanghai, at midnight UTC as days are.
func day(at time.Time) time.Time {
	y, m, d := at.In(deadline.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
