package demo

import (
	"context"
	"time"

	"lianqi/server/meeting"
	"lianqi/server/problem"
)

// meetings tells of 双清's meetings and of what a leader wrote: one held, with five decisions of which one is carried out, one planned,
// and two instructions of which one is answered.
func (s *script) meetings() {
	z := &zone{}
	for _, e := range s.enterprises {
		if e.demo() && e.cadre != nil && e.division == "430502" {
			z.firms = append(z.firms, e)
		}
	}
	var stories []*story
	for range 5 {
		stories = append(stories, s.begin(z.turn(), 9))
	}
	s.decided(stories)
	s.planned(z.turn())
	s.begin(z.turn(), 6).accepted(2).bothSigned().instructed("请三天内上门对接，把办法和时间告诉企业。").progressed(5, problem.Lead, "已上门对接，办理方案已与企业商定，本周内落实。")
	s.begin(z.turn(), 5).accepted(2).bothSigned().instructed("类似诉求不止一家，请一并研究，周五前报办理意见。")
}

// decided lets the office record a meeting on these stories, some hours after the last came up, and say later that the first decision is carried out.
func (s *script) decided(stories []*story) {
	last := stories[0]
	for _, t := range stories {
		if t.at.After(last.at) {
			last = t
		}
	}
	texts := []string{
		"由属地牵头，一周内拿出方案。", "专班上门，逐项列出清单，两周内办结。", "纳入下月政府常务会议题。", "一企一策，由分管领导挂帅。", "当场协调，三天内恢复。",
	}
	routes := []string{"SINGLE_UNIT", "TASK_FORCE", "GOVERNMENT_STUDY", "ONE_ENTERPRISE_ONE_POLICY", "ON_SITE_MEETING"}
	last.then(4, "meet", func(ctx context.Context, st *stage) error {
		in := meeting.DecideInput{
			ID:   idAt(st.at, "meeting", "held"),
			Head: meeting.Head{Kind: "DISPATCH", Title: "问题交办协调会", HeldAt: st.at, Host: "分管副区长", Minutes: "逐件研究，五件一并交办，落实情况由联企办跟踪。"},
		}
		for i, t := range stories {
			item := meeting.Item{ProblemID: t.id, Text: texts[i], Route: routes[i], Units: []meeting.Unit{
				{OrganizationID: s.government(t.of.division).id, Line: "TERRITORY", Role: string(problem.Lead)},
			}}
			in.Decisions = append(in.Decisions, item)
		}
		_, err := st.Meeting.Decide(ctx, st.actor(last.office), in)
		return err
	})
	last.then(10, "carry out", func(ctx context.Context, st *stage) error {
		var decision string
		if err := st.pool.QueryRow(ctx, "select id from decision where problem_id = $1", stories[0].id).Scan(&decision); err != nil {
			return err
		}
		_, err := st.Meeting.Complete(ctx, st.actor(last.office), decision, "方案已报区政府同意，企业认可。")
		return err
	})
}

// planned lets the office of a firm plan a meeting on what is overdue, in two days.
func (s *script) planned(e *enterprise) {
	t := s.tell(e, s.ago(1), phrase{})
	t.then(1, "plan a meeting", func(ctx context.Context, st *stage) error {
		overdue := true
		_, err := st.Meeting.Plan(ctx, st.actor(t.office), meeting.PlanInput{
			ID:     idAt(st.at, "meeting", "planned"),
			Head:   meeting.Head{Kind: "CONSULT", Title: "超期问题会商", HeldAt: s.now.Add(48 * time.Hour), Host: "分管副区长"},
			Filter: &meeting.Filter{DivisionCode: e.division, Overdue: &overdue},
		})
		return err
	})
}

// instructed lets the city's leader write on it.
func (t *story) instructed(text string) *story {
	return t.then(4, "instruct", func(ctx context.Context, st *stage) error {
		_, err := st.Problem.Instruct(ctx, st.actor(st.who("leader01")), problem.InstructInput{ID: idAt(st.at, "instruction", t.id), ProblemID: t.id, Text: text})
		return err
	})
}
