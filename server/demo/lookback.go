package demo

import (
	"context"
	"fmt"
	"time"

	"lianqi/server/deadline"
	"lianqi/server/problem"
	"lianqi/server/sample"
)

// lookBack lets the office of 双清 draw 20 closed problems three working days ago, and call back half of their firms since. Of one nobody
// picks up, and one says that its problem is not solved after all.
func (s *script) lookBack() {
	at := s.ago(3)
	id := idAt(at, "sample")
	office := s.who("office-county")
	s.add(at, "draw a sample", func(ctx context.Context, st *stage) error {
		today := st.at.In(deadline.Zone)
		to := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
		_, err := st.Sample.Draw(ctx, st.actor(office), sample.DrawInput{
			ID: id, Kind: sample.Enterprise, DivisionCode: "430502", From: to.AddDate(0, 0, -history), To: to, Size: 20, Seed: "演示",
		})
		return err
	})
	for i, said := range []struct {
		reached, solved bool
		grade           problem.Grade
		note            string
	}{
		{true, true, problem.GradeVerySatisfied, "问题解决后没有反复，企业表示感谢。"},
		{true, true, problem.GradeSatisfied, "已解决，生产正常。"},
		{false, false, "", "拨打两次，没有人接听，改日再打。"},
		{true, true, problem.GradeSatisfied, "解决了，希望以后办得再快一点。"},
		{true, false, problem.GradeDissatisfied, "当时办好了，上个月又出现同样的情况，企业要求重新办理。"},
		{true, true, problem.GradeBasicallySatisfied, "主要问题解决了，还有一点尾巴，企业自己在处理。"},
		{true, true, problem.GradeVerySatisfied, "办理单位后来又上门看过，企业很满意。"},
		{true, true, "", "说问题解决了，没有说满意不满意。"},
		{true, true, problem.GradeSatisfied, "解决了。"},
		{true, true, problem.GradeSatisfied, "解决了，没有新的困难。"},
	} {
		at = s.later(at, 0.7)
		s.add(at, "call back", func(ctx context.Context, st *stage) error {
			in := problem.CallbackInput{
				ID: idAt(st.at, "look back", i), SampleID: id, How: "PHONE", Reached: said.reached, Grade: said.grade, Note: said.note,
			}
			if said.reached {
				in.Solved, in.SpokeWith = &said.solved, "企业联系人"
			}
			// The next on the list that is still closed. Of the firms that the texts name nothing is made up.
			err := st.pool.QueryRow(ctx, `
				select i.problem_id from sample_item i join problem p on p.id = i.problem_id join enterprise e on e.id = p.enterprise_id
				 where i.sample_id = $1 and e.is_demo and p.status = 'CLOSED' and not exists (select from callback b where b.sample_id = i.sample_id and b.problem_id = i.problem_id)
				 order by i.position limit 1`, id).Scan(&in.ProblemID)
			if err != nil {
				return fmt.Errorf("find whom to call: %w", err)
			}
			return st.Problem.RecordCallback(ctx, st.actor(office), in)
		})
	}
}
