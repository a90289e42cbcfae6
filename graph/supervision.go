package graph

import (
	"context"

	"lianqi/server/problem"
)

func (m mutation) Supervise(ctx context.Context, in SuperviseInput) (*SupervisePayload, error) {
	errs, err := userErrors(m.Problem.Supervise(ctx, actor(ctx), problem.SuperviseInput{
		ID: in.ID, ProblemID: in.ProblemID, Kind: problem.OrderKind(in.Kind), Note: in.Note, ReplyBy: day(in.ReplyBy),
	}))
	return &SupervisePayload{SupervisionOrder: row(in.ID, errs), Problem: row(in.ProblemID, errs), UserErrors: errs}, err
}

func (m mutation) ReplySupervision(ctx context.Context, in ReplySupervisionInput) (*ReplySupervisionPayload, error) {
	id, err := m.Problem.ReplySupervision(ctx, actor(ctx), problem.ReplySupervisionInput{OrderID: in.SupervisionOrderID, Note: in.Note})
	errs, err := userErrors(err)
	return &ReplySupervisionPayload{SupervisionOrder: row(in.SupervisionOrderID, errs), Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) EscalateProblem(ctx context.Context, in EscalateProblemInput) (*EscalateProblemPayload, error) {
	errs, err := userErrors(m.Problem.Escalate(ctx, actor(ctx), problem.EscalateInput{
		ProblemID: in.ProblemID, ExpectedVersion: in.ExpectedVersion, ToLevel: string(in.ToLevel), Reason: in.Reason,
	}))
	return &EscalateProblemPayload{Problem: row(in.ProblemID, errs), UserErrors: errs}, err
}
