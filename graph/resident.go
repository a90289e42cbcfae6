package graph

import (
	"context"

	"lianqi/server/resident"
)

func (m mutation) WriteResidentLog(ctx context.Context, in WriteResidentLogInput) (*WriteResidentLogPayload, error) {
	id, err := m.Resident.WriteLog(ctx, actor(ctx), resident.LogInput{
		ID: in.ID, EnterpriseID: in.EnterpriseID, Day: in.Day.Day(), Text: in.Text, Hours: in.Hours, Duties: in.Duties, CapturedAt: in.CapturedAt,
	})
	errs, err := userErrors(err)
	return &WriteResidentLogPayload{ResidentLog: row(id, errs), Receipt: received(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) SaveResidentChecklist(ctx context.Context, in SaveResidentChecklistInput) (*SaveResidentChecklistPayload, error) {
	id, err := m.Resident.SaveChecklist(ctx, actor(ctx), resident.ChecklistInput{Kind: string(in.Kind), DivisionCode: text(in.DivisionCode), Items: in.Items})
	errs, err := userErrors(err)
	return &SaveResidentChecklistPayload{ResidentChecklist: row(id, errs), UserErrors: errs}, err
}
