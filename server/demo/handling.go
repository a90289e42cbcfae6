package demo

import (
	"context"

	"lianqi/server/access"
	"lianqi/server/problem"
)

// The verbs of a story from the first signature to the last callback. A verb of a role that the problem has not is left out: not every
// problem has a co-unit.

// byUnit adds a move of the handler whose unit has the role.
func (t *story) byUnit(hours float64, what string, role problem.Role, do func(ctx context.Context, st *stage, actor access.Actor, dispatch string) error) *story {
	return t.then(hours, what, func(ctx context.Context, st *stage) error {
		dispatch, handler, err := st.dispatch(ctx, t.id, role)
		if err != nil || handler == nil {
			return err
		}
		return do(ctx, st, st.actor(handler), dispatch)
	})
}

func (t *story) signed(hours float64, role problem.Role) *story {
	return t.byUnit(hours, "sign", role, func(ctx context.Context, st *stage, actor access.Actor, dispatch string) error {
		_, err := st.Problem.Sign(ctx, actor, dispatch)
		return err
	})
}

// bothSigned lets the lead sign and then the co-unit.
func (t *story) bothSigned() *story { return t.signed(3, problem.Lead).signed(2, problem.Co) }

func (t *story) progressed(hours float64, role problem.Role, note string) *story {
	return t.byUnit(hours, "report progress", role, func(ctx context.Context, st *stage, actor access.Actor, dispatch string) error {
		_, err := st.Problem.ReportProgress(ctx, actor, problem.ProgressInput{ID: idAt(st.at, "progress", dispatchKey(t, role)), DispatchID: dispatch, Note: note})
		return err
	})
}

func (t *story) replied(hours float64, role problem.Role, solved bool, note string) *story {
	return t.byUnit(hours, "reply", role, func(ctx context.Context, st *stage, actor access.Actor, dispatch string) error {
		_, err := st.Problem.Reply(ctx, actor, problem.ReplyInput{
			ID: idAt(st.at, "reply", dispatchKey(t, role)), DispatchID: dispatch, Solved: solved, Note: note, OverrideCoUnits: role == problem.Lead,
		})
		return err
	})
}

// dispatchKey tells a story's units apart in the ids of what they write.
func dispatchKey(t *story, role problem.Role) string { return t.id + string(role) }

// helped lets the co-unit reply that it has done its part.
func (t *story) helped(hours float64) *story {
	return t.replied(hours, problem.Co, true, pick(t.rand,
		"专班已到企业核实，情况属实，相关政策已向企业讲清，配合主办单位落实。",
		"已会同有关部门研究，对口资源已推送给主办单位，企业认可办理方案。",
		"同类企业的做法已整理提供，协办事项完成。"))
}

// handled lets both units do their work until the lead has replied.
func (t *story) handled() *story {
	return t.bothSigned().progressed(8, problem.Lead, t.text.progress).helped(5).replied(14, problem.Lead, true, t.text.reply)
}

func (t *story) reviewed(hours float64, decision problem.Action, note string) *story {
	return t.then(hours, "review", func(ctx context.Context, st *stage) error {
		return st.Problem.ReviewReply(ctx, st.actor(t.office), problem.ReviewInput{
			ProblemID: t.id, ExpectedVersion: st.version(ctx, t.id), Decision: decision, Note: note,
		})
	})
}

func (t *story) evaluated(hours float64, solved bool, grade problem.Grade, comment string) *story {
	return t.then(hours, "evaluate", func(ctx context.Context, st *stage) error {
		return st.Problem.Evaluate(ctx, st.actor(t.of.contact), problem.EvaluateInput{ProblemID: t.id, Solved: solved, Grade: grade, Comment: comment})
	})
}

// praised lets the firm score well: most are very satisfied.
func (t *story) praised() *story {
	grade := pick(t.rand, problem.GradeVerySatisfied, problem.GradeVerySatisfied, problem.GradeSatisfied, problem.GradeSatisfied, problem.GradeBasicallySatisfied)
	comment := pick(t.rand, "", "", "办得快，事情解决了。", "有人上门，省了来回跑。", "结果满意，希望以后提前告知流程。", "基本解决，个别细节自己再跟进。")
	return t.evaluated(8, true, grade, comment)
}

// called lets the cadre who collected it ring the firm that gave no score.
func (t *story) called(hours float64, reached, solved bool, grade problem.Grade, note string) *story {
	in := problem.CallbackInput{ID: t.fresh(), ProblemID: t.id, How: "PHONE", Reached: reached, Grade: grade, Note: note}
	if reached {
		in.Solved = &solved
	}
	return t.then(hours, "call back", func(ctx context.Context, st *stage) error {
		return st.Problem.RecordCallback(ctx, st.actor(t.office), in)
	})
}

func (t *story) supplemented(hours float64, note string) *story {
	return t.then(hours, "supplement", func(ctx context.Context, st *stage) error {
		_, err := st.Problem.Supplement(ctx, st.actor(t.of.cadre), problem.SupplementInput{ID: idAt(st.at, "supplement", t.id), ProblemID: t.id, Note: note})
		return err
	})
}

func (t *story) withdrawn(hours float64, reason string) *story {
	return t.then(hours, "withdraw", func(ctx context.Context, st *stage) error {
		return st.Problem.Withdraw(ctx, st.actor(t.of.contact), t.id, st.version(ctx, t.id), reason)
	})
}

func (t *story) reopened(hours float64, reason string) *story {
	return t.then(hours, "reopen", func(ctx context.Context, st *stage) error {
		return st.Problem.Reopen(ctx, st.actor(t.office), t.id, st.version(ctx, t.id), reason)
	})
}

func (t *story) askedReturn(hours float64, role problem.Role, code, note string) *story {
	return t.byUnit(hours, "ask for a return", role, func(ctx context.Context, st *stage, actor access.Actor, dispatch string) error {
		_, err := st.Problem.RequestReturn(ctx, actor, problem.ReturnInput{
			ID: idAt(st.at, "return", dispatchKey(t, role)), DispatchID: dispatch, ReasonCode: code, Note: note,
		})
		return err
	})
}

func (t *story) ruledOnReturn(hours float64, approve bool, note string, units ...problem.Unit) *story {
	return t.then(hours, "rule on a return", func(ctx context.Context, st *stage) error {
		_, err := st.Problem.RuleOnReturn(ctx, st.actor(t.office), problem.RuleOnReturnInput{
			RequestID: st.request(ctx, t.id), Approve: approve, Note: note, Units: units,
		})
		return err
	})
}

func (t *story) askedLongTerm(hours float64, reason, plan string) *story {
	return t.byUnit(hours, "ask for more time", problem.Lead, func(ctx context.Context, st *stage, actor access.Actor, dispatch string) error {
		_, err := st.Problem.RequestLongTerm(ctx, actor, problem.LongTermInput{
			ID: idAt(st.at, "long term", t.id), DispatchID: dispatch, Reason: reason, Plan: plan, Until: t.start.AddDate(0, 0, history+75),
		})
		return err
	})
}

func (t *story) ruledOnLongTerm(hours float64, approve bool, note string) *story {
	return t.then(hours, "rule on more time", func(ctx context.Context, st *stage) error {
		_, err := st.Problem.RuleOnLongTerm(ctx, st.actor(t.office), problem.RuleOnLongTermInput{
			RequestID: st.request(ctx, t.id), Approve: approve, Note: note,
		})
		return err
	})
}

func (t *story) resumed(hours float64, note string) *story {
	return t.byUnit(hours, "resume", problem.Lead, func(ctx context.Context, st *stage, actor access.Actor, dispatch string) error {
		_, err := st.Problem.Resume(ctx, actor, dispatch, note)
		return err
	})
}
