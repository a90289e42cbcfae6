package graph

import (
	"context"

	"lianqi/server/supervision"
)

func (m mutation) SaveSupervisionGroup(ctx context.Context, in SaveSupervisionGroupInput) (*SaveSupervisionGroupPayload, error) {
	errs, err := userErrors(m.Supervision.SaveGroup(ctx, actor(ctx), supervision.GroupInput{
		ID: in.ID, Name: in.Name, Divisions: in.Divisions, Members: in.Members, From: in.StartsOn.Day(), To: day(in.EndsOn),
	}))
	return &SaveSupervisionGroupPayload{SupervisionGroup: row(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) SaveSupervisionTrip(ctx context.Context, in SaveSupervisionTripInput) (*SaveSupervisionTripPayload, error) {
	errs, err := userErrors(m.Supervision.SaveTrip(ctx, actor(ctx), supervision.TripInput{
		ID: in.ID, GroupID: in.GroupID, DivisionCode: in.DivisionCode, From: in.From.Day(), To: in.To.Day(), Purpose: in.Purpose,
		Done: in.Done, Summary: text(in.Summary),
	}))
	return &SaveSupervisionTripPayload{SupervisionTrip: row(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) RecordFinding(ctx context.Context, in RecordFindingInput) (*RecordFindingPayload, error) {
	errs, err := userErrors(m.Supervision.RecordFinding(ctx, actor(ctx), supervision.FindingInput{
		ID: in.ID, TripID: in.TripID, EnterpriseID: text(in.EnterpriseID), OrganizationID: text(in.OrganizationID), ProblemID: text(in.ProblemID), Text: in.Text,
	}))
	return &RecordFindingPayload{Finding: row(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) RaiseFinding(ctx context.Context, in RaiseFindingInput) (*RaiseFindingPayload, error) {
	raise := supervision.RaiseInput{FindingID: in.FindingID}
	if p := in.Problem; p != nil {
		raise.Problem = &supervision.Problem{
			ID: p.ID, EnterpriseID: text(p.EnterpriseID), Title: p.Title, Description: p.Description, Demand: text(p.Demand),
			Category: string(p.Category), Confidential: p.Confidential,
		}
	}
	if o := in.Order; o != nil {
		raise.Order = &supervision.Order{ID: o.ID, ProblemID: text(o.ProblemID), Kind: string(o.Kind), Note: o.Note, ReplyBy: day(o.ReplyBy)}
	}
	errs, err := userErrors(m.Supervision.Raise(ctx, actor(ctx), raise))
	return &RaiseFindingPayload{Finding: row(in.FindingID, errs), UserErrors: errs}, err
}
