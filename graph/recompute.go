package graph

import (
	"cmp"
	"context"

	"lianqi/server/problem"
)

func (m mutation) ChangeWorkCalendar(ctx context.Context, in ChangeWorkCalendarInput) (*ChangeWorkCalendarPayload, error) {
	days := make([]problem.WorkDay, len(in.Days))
	for i, d := range in.Days {
		days[i] = problem.WorkDay{Day: d.Day.Day(), Off: d.Off, Name: *cmp.Or(d.Name, new(string))}
	}
	moved, err := m.Problem.ChangeWorkCalendar(ctx, actor(ctx), days, in.Reason, in.DryRun)
	errs, err := userErrors(err)
	return &ChangeWorkCalendarPayload{Count: len(moved), Moved: dueMoves(moved), UserErrors: errs}, err
}

func (m mutation) ChangeCampaignPolicy(ctx context.Context, in ChangeCampaignPolicyInput) (*ChangeCampaignPolicyPayload, error) {
	moved, err := m.Problem.ChangeCampaignPolicy(ctx, actor(ctx), in.CampaignID, in.SLAPolicyCode, in.Reason, in.DryRun)
	errs, err := userErrors(err)
	return &ChangeCampaignPolicyPayload{Count: len(moved), Moved: dueMoves(moved), UserErrors: errs}, err
}

// dueMoves are the first 250.
func dueMoves(moved []problem.DueMove) []*DueMove {
	out := []*DueMove{}
	for _, d := range moved[:min(len(moved), 250)] {
		out = append(out, &DueMove{
			Number: d.Number, OrganizationName: d.OrganizationName, Role: DispatchRole(d.Role), OldDueAt: d.Old, NewDueAt: d.New, DueReason: d.Reason,
		})
	}
	return out
}
