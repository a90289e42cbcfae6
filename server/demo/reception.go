package demo

import (
	"context"
	"time"

	"lianqi/server/deadline"
	"lianqi/server/problem"
	"lianqi/server/reception"
)

// receive tells of 双清's reception days: last month's, which was held and where a firm raised a problem, and the next one, for which the
// firm of enterprise02 has signed up; and of a salon to come (C2, C3).
func (s *script) receive() {
	office := s.who("office-county")
	plan := func(at, starts time.Time, kind, title string) string {
		id := idAt(at, "reception", title)
		s.add(at, "reception", func(ctx context.Context, st *stage) error {
			_, err := st.Reception.Save(ctx, st.actor(office), reception.Input{
				ID: id, Kind: kind, Title: title, StartsAt: starts, Place: "区政务服务中心三楼会议室", Host: "区政府主要领导和有关部门",
			})
			return err
		})
		return id
	}
	come := func(at time.Time, event, account, question string) {
		s.add(at, "sign-up", func(ctx context.Context, st *stage) error {
			_, err := st.Reception.SignUp(ctx, st.actor(s.who(account)), reception.SignUpInput{ID: idAt(at, "sign-up", account), EventID: event, Question: question})
			return err
		})
	}
	last := s.ago(12)
	held := plan(last.AddDate(0, 0, -8), last, "RECEPTION_DAY", "企业家接待日（上一次）")
	come(last.AddDate(0, 0, -5), held, "enterprise03", "厂区外道路夜间没有照明，员工上下班不安全，希望尽快装上路灯。")
	t := s.tell(s.who("enterprise03").enterprise, last, phrase{
		category: "TRANSPORT", title: "厂区外道路没有路灯", description: "在企业家接待日上提出：厂区外道路夜间没有照明，员工上下班不安全。",
		demand: "希望尽快装上路灯。", progress: "已到现场查看，正在确定灯位。", reply: "路灯已安装并亮灯。",
	})
	t.report(1, office, 0, problem.ReportInput{ReceptionID: held, Description: t.text.description, Demand: t.text.demand})
	s.add(t.at.Add(time.Minute), "held", func(ctx context.Context, st *stage) error {
		_, err := st.Reception.Settle(ctx, st.actor(office), reception.SettleInput{EventID: held, Outcome: reception.Held, Note: "到会企业提出的问题当场登记，按双线交办。"})
		return err
	})
	t.accepted(4).bothSigned().progressed(6, problem.Lead, t.text.progress)

	today := s.now.In(deadline.Zone)
	next := s.calendar.ReceptionDay(today.Year(), today.Month())
	if !next.After(today) {
		next = s.calendar.ReceptionDay(today.Year(), today.Month()+1)
	}
	coming := plan(s.ago(2), next.Add(9*time.Hour), "RECEPTION_DAY", "企业家接待日")
	come(s.ago(1), coming, "enterprise02", "扩产需要新增用电容量，想知道增容审批要多久。")
	plan(s.ago(1), next.AddDate(0, 0, 10).Add(15*time.Hour), "SALON", "民营企业家沙龙：用工和社保")
}
