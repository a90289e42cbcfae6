package demo

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/demo/table"
	"lianqi/server/policy"
	"lianqi/server/resident"
)

// appointResidents sends two resident cadres into two enterprises of 双清 (A13).
func (w *world) appointResidents() {
	for i, account := range []string{"resident01", "resident02"} {
		p := w.appoint(account, fmt.Sprintf("驻企干部·演示%02d", i+1), access.ResidentCadre, "430502", w.unit("邵阳市财政局"))
		p.rank = "SECTION"
	}
}

// houseResidents links each to the enterprise of a named contact.
func (w *world) houseResidents() {
	for account, firm := range w.homes() {
		w.link(w.who(account), firm, "MEMBER", "RESIDENT")
	}
}

// homes are where the residents live, in their order: the enterprises of two named contacts.
func (w *world) homes() iter.Seq2[string, *enterprise] {
	return func(yield func(string, *enterprise) bool) {
		_ = yield("resident01", w.who("enterprise02").enterprise) && yield("resident02", w.who("enterprise03").enterprise)
	}
}

// duties and disciplines are placeholders: the texts do not list the ten and the six, the customer writes them.
var (
	duties      = []string{"（示例）每天了解生产经营情况", "（示例）收集企业的问题和诉求，当天上报", "（示例）送政策上门，帮助申报", "（示例）跟踪已交办问题的进展，告诉企业"}
	disciplines = []string{"（示例）不干预企业正常经营", "（示例）不增加企业负担", "（示例）保守企业商业秘密"}
)

// reside lets the city's office word duties and disciplines, and the residents write the days of two weeks.
func (s *script) reside() {
	office := s.who("office-city")
	for _, in := range []resident.ChecklistInput{{Kind: "DUTY", Items: duties}, {Kind: "DISCIPLINE", Items: disciplines}} {
		s.add(s.start.Add(10*time.Hour), "word the residents' rules", func(ctx context.Context, st *stage) error {
			_, err := st.Resident.SaveChecklist(ctx, st.actor(office), in)
			return err
		})
	}
	texts := []string{
		"到车间看了生产线，设备运转正常；和班组长聊了用工，近期不缺人。", "陪企业整理了技改项目的申报材料，还差一份设备清单。",
		"企业反映夜间电压不稳，已请电工看过，准备上报。", "把本月新出的政策逐条念给企业听，企业对稳岗返还感兴趣。",
		"和企业一起核对了已交办问题的进展，主办单位已联系过企业。", "今天没有新的问题，帮企业联系了物流公司询价。",
	}
	turn := 0
	for account, home := range s.homes() {
		p, i := s.who(account), turn
		turn++
		for n := 1; n <= 10; n++ {
			at := s.ago(n)
			hours := float64(4 + (n+i)%5)
			y, m, d := at.In(deadline.Zone).Date()
			in := resident.LogInput{
				ID: idAt(at, "resident log", account), EnterpriseID: home.id, Day: time.Date(y, m, d, 0, 0, 0, 0, time.UTC),
				Text: texts[(n+3*i)%len(texts)], Hours: &hours, Duties: duties[:1+n%3], CapturedAt: at,
			}
			s.add(at, "write a resident's day", func(ctx context.Context, st *stage) error {
				_, err := st.Resident.WriteLog(ctx, st.actor(p), in)
				return err
			})
		}
	}
}

// fillBook lets the offices publish the policies of the table, the nation's and the province's in the province's book; one is withdrawn.
func (s *script) fillBook() {
	for i, row := range table.Rows("policy") {
		office, at, id := s.who(row[0]), s.start.Add(9*time.Hour+time.Duration(i)*time.Minute), idAt(s.start, "policy", row[1])
		in := policy.PublishInput{ID: id, Content: policyOf(row)}
		s.add(at, "publish a policy", func(ctx context.Context, st *stage) error {
			_, err := st.Policy.Publish(ctx, st.actor(office), in)
			return err
		})
		if strings.Contains(row[1], "上一年度") {
			s.add(s.ago(15), "withdraw a policy", func(ctx context.Context, st *stage) error {
				_, err := st.Policy.Withdraw(ctx, st.actor(office), policy.WithdrawInput{PolicyID: id, ExpectedVersion: 1, Reason: "申报已经结束，以新一年度的通知为准。"})
				return err
			})
		}
	}
}

// policyOf reads a row of the table: office, title, issuer, number, issued, valid to, sectors, amount, mode, phone, link, clauses as 要点：内容 with ｜ between them.
func policyOf(row []string) policy.Content {
	day := func(text string) *time.Time {
		t, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return nil
		}
		return &t
	}
	c := policy.Content{
		Title: row[1], Issuer: row[2], DocumentNumber: row[3], IssuedOn: *day(row[4]), ValidTo: day(row[5]), Sectors: strings.Fields(row[6]),
		Amount: row[7], ApplyMode: row[8], Phone: row[9], URL: row[10],
	}
	for _, clause := range strings.Split(row[11], "｜") {
		heading, text, _ := strings.Cut(clause, "：")
		c.Clauses = append(c.Clauses, policy.Clause{Heading: heading, Text: text})
	}
	return c
}
