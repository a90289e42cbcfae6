package graph

import (
	"context"

	"lianqi/server/support"
)

func (m mutation) SaveSupportPlan(ctx context.Context, in SaveSupportPlanInput) (*SaveSupportPlanPayload, error) {
	errs, err := userErrors(m.Support.Save(ctx, actor(ctx), support.Input{
		ID: in.ID, EnterpriseID: in.EnterpriseID, LeaderID: in.LeaderID, Members: in.MemberIds, Plan: in.Plan, StartsOn: in.StartsOn.Day(),
	}))
	return &SaveSupportPlanPayload{SupportPlan: row(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) FollowSupportPlan(ctx context.Context, in FollowSupportPlanInput) (*FollowSupportPlanPayload, error) {
	id, err := m.Support.Follow(ctx, actor(ctx), support.FollowInput{ID: in.ID, PlanID: in.SupportPlanID, Text: in.Text})
	errs, err := userErrors(err)
	return &FollowSupportPlanPayload{SupportPlan: row(id, errs), UserErrors: errs}, err
}

func (m mutation) CloseSupportPlan(ctx context.Context, in CloseSupportPlanInput) (*CloseSupportPlanPayload, error) {
	id, err := m.Support.Close(ctx, actor(ctx), support.CloseInput{ID: in.ID, PlanID: in.SupportPlanID, Outcome: string(in.Outcome), Summary: in.Summary})
	errs, err := userErrors(err)
	return &CloseSupportPlanPayload{SupportPlan: row(id, errs), UserErrors: errs}, err
}
