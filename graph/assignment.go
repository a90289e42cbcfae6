package graph

import (
	"context"
	"time"

	"lianqi/graph/scalar"
	"lianqi/server/assignment"
)

func (m mutation) AssignEnterprise(ctx context.Context, in AssignEnterpriseInput) (*AssignEnterprisePayload, error) {
	id, err := m.Assignment.Assign(ctx, actor(ctx), assignment.AssignInput{
		ID: in.ID, CadreID: in.CadreID, EnterpriseID: in.EnterpriseID, Role: string(in.Role), Mode: string(in.Mode),
		StartsOn: in.StartsOn.Day(), EndsOn: day(in.EndsOn),
	})
	errs, err := userErrors(err)
	return &AssignEnterprisePayload{Assignment: row(id, errs), UserErrors: errs}, err
}

func (m mutation) EndAssignment(ctx context.Context, in EndAssignmentInput) (*EndAssignmentPayload, error) {
	id, err := m.Assignment.End(ctx, actor(ctx), in.AssignmentID, in.EndsOn.Day())
	errs, err := userErrors(err)
	return &EndAssignmentPayload{Assignment: row(id, errs), UserErrors: errs}, err
}

func day(d *scalar.Date) *time.Time {
	if d == nil {
		return nil
	}
	t := d.Day()
	return &t
}

func (m mutation) CancelAssignment(ctx context.Context, in CancelAssignmentInput) (*CancelAssignmentPayload, error) {
	id, err := m.Assignment.Cancel(ctx, actor(ctx), in.AssignmentID)
	errs, err := userErrors(err)
	return &CancelAssignmentPayload{Assignment: row(id, errs), UserErrors: errs}, err
}
