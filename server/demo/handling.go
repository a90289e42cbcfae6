package demo

import (
	"context"
	"time"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/problem"
)

// The verbs of a story from the first signature to the last callback. A verb of a role that the problem has not is left out: not every
// problem has a co-unit.

// byUnit adds a move of the handler whose unit has the role.
func (t *story) byUnit(hours float64, what string, role problem.Role, do func(ctx context.Context, st *stage, handler *person, dispatch string) error) *story {
	return t.then(hours, what, func(ctx context.Context, st *stage) error {
		dispatch, handler, err := st.dispatch(ctx, t.id, role)
		if err != nil || handler == nil {
			return err
		}
		return do(ctx, st, handler, dispatch)
	})
}

func (t *story) signed(hours float64, role problem.Role) *story {
	return t.byUnit(hours, "sign", role, func(ctx context.Context, st *stage, handler *person, dispatch string) error {
		_, err := st.Problem.Sign(ctx, st.actor(handler), dispatch)
		return err
	})
}

// bothSigned lets the lead sign and then the co-unit.
func (t *story) bothSigned() *story { return t.signed(3, problem.Lead).signed(2, problem.Co) }

func (t *story) progressed(hours float64, role problem.Role, note string) *story {
	return t.byUnit(hours, "report progress", role, func(ctx context.Context, st *stage, handler *person, dispatch string) error {
		_, err := st.Problem.ReportProgress(ctx, st.actor(handler), problem.ProgressInput{ID: idAt(st.at, "progress", dispatchKey(t, role)), DispatchID: dispatch, Note: note})
		return err
	})
}

func (t *story) replied(hours float64, role problem.Role, solved bool, note string) *story {
	photos := 0
	if role == problem.Lead && t.of.demo() && t.rand.IntN(6) == 0 {
		photos = 1 // of what was done
	}
	return t.byUnit(hours, "reply", role, func(ctx context.Context, st *stage, handler *person, dispatch string) error {
		in := problem.ReplyInput{
			ID: idAt(st.at, "reply", dispatchKey(t, role)), DispatchID: dispatch, Solved: solved, Note: note, OverrideCoUnits: role == problem.Lead,
		}
		pictures := st.pictures(in.ID, photos)
		for _, p := range pictures {
			in.Photos = append(in.Photos, problem.Photo{SHA256: p.sha256, Bytes: len(p.jpeg), TakenAt: &st.at})
		}
		if _, err := st.Problem.Reply(ctx, st.actor(handler), in); err != nil {
			return err
		}
		return st.send(ctx, handler, pictures)
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
	return t.seen(hours, "review", t.office, func(ctx context.Context, st *stage, office access.Actor, version int) error {
		return st.Problem.ReviewReply(ctx, office, problem.ReviewInput{ProblemID: t.id, ExpectedVersion: version, Decision: decision, Note: note})
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

// called lets the office ring the firm that gave no score.
func (t *story) called(hours float64, reached, solved bool, grade problem.Grade, note string) *story {
	in := problem.CallbackInput{ProblemID: t.id, How: "PHONE", Reached: reached, Grade: grade, Note: note}
	if reached {
		in.Solved = &solved
	}
	return t.then(hours, "call back", func(ctx context.Context, st *stage) error {
		in.ID = idAt(st.at, "callback", t.id)
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
	return t.seen(hours, "withdraw", t.of.contact, func(ctx context.Context, st *stage, firm access.Actor, version int) error {
		return st.Problem.Withdraw(ctx, firm, t.id, version, reason)
	})
}

func (t *story) reopened(hours float64, reason string) *story {
	return t.seen(hours, "reopen", t.office, func(ctx context.Context, st *stage, office access.Actor, version int) error {
		return st.Problem.Reopen(ctx, office, t.id, version, reason)
	})
}

func (t *story) askedReturn(hours float64, role problem.Role, code, note string) *story {
	return t.byUnit(hours, "ask for a return", role, func(ctx context.Context, st *stage, handler *person, dispatch string) error {
		_, err := st.Problem.RequestReturn(ctx, st.actor(handler), problem.ReturnInput{
			ID: idAt(st.at, "return", dispatchKey(t, role)), DispatchID: dispatch, ReasonCode: code, Note: note,
		})
		return err
	})
}

// ruled adds a move of the office that rules on what a unit asks of it.
func (t *story) ruled(hours float64, what string, do func(ctx context.Context, st *stage, office access.Actor, request string) error) *story {
	return t.then(hours, what, func(ctx context.Context, st *stage) error {
		var request string
		err := st.pool.QueryRow(ctx, "select id from handling_request where problem_id = $1 and status = 'PENDING'", t.id).Scan(&request)
		if err != nil {
			return err
		}
		return do(ctx, st, st.actor(t.office), request)
	})
}

func (t *story) ruledOnReturn(hours float64, approve bool, note string, units ...problem.Unit) *story {
	return t.ruled(hours, "rule on a return", func(ctx context.Context, st *stage, office access.Actor, request string) error {
		_, err := st.Problem.RuleOnReturn(ctx, office, problem.Ruling{RequestID: request, Approve: approve, Note: note}, units)
		return err
	})
}

// askedExtension adds a move of the lead that asks for a later date, some working days after that in force.
func (t *story) askedExtension(hours float64, days int, reason string) *story {
	return t.byUnit(hours, "ask for a later date", problem.Lead, func(ctx context.Context, st *stage, handler *person, dispatch string) error {
		var due time.Time
		if err := st.pool.QueryRow(ctx, "select due_at from dispatch where id = $1", dispatch).Scan(&due); err != nil {
			return err
		}
		_, err := st.Problem.RequestExtension(ctx, st.actor(handler), problem.ExtensionInput{
			ID: idAt(st.at, "extension", t.id), DispatchID: dispatch, NewDueOn: t.policies["QUANZHOU"].Add(due.Add(-time.Second), days, deadline.WorkingDay, t.calendar), Reason: reason,
		})
		return err
	})
}

func (t *story) ruledOnExtension(hours float64, approve bool, note string) *story {
	return t.ruled(hours, "rule on a later date", func(ctx context.Context, st *stage, office access.Actor, request string) error {
		_, _, err := st.Problem.RuleOnExtension(ctx, office, problem.Ruling{RequestID: request, Approve: approve, Note: note})
		return err
	})
}

func (t *story) askedLongTerm(hours float64, reason, plan string) *story {
	return t.byUnit(hours, "ask for more time", problem.Lead, func(ctx context.Context, st *stage, handler *person, dispatch string) error {
		_, err := st.Problem.RequestLongTerm(ctx, st.actor(handler), problem.LongTermInput{
			ID: idAt(st.at, "long term", t.id), DispatchID: dispatch, Reason: reason, Plan: plan, Until: t.start.AddDate(0, 0, history+75),
		})
		return err
	})
}

func (t *story) ruledOnLongTerm(hours float64, approve bool, note string) *story {
	return t.ruled(hours, "rule on more time", func(ctx context.Context, st *stage, office access.Actor, request string) error {
		_, err := st.Problem.RuleOnLongTerm(ctx, office, problem.Ruling{RequestID: request, Approve: approve, Note: note})
		return err
	})
}

func (t *story) resumed(hours float64, note string) *story {
	return t.byUnit(hours, "resume", problem.Lead, func(ctx context.Context, st *stage, handler *person, dispatch string) error {
		_, err := st.Problem.Resume(ctx, st.actor(handler), dispatch, note)
		return err
	})
}
