package graph

import (
	"context"

	"lianqi/server/batch"
)

func (m mutation) DispatchBatch(ctx context.Context, in DispatchBatchInput) (*DispatchBatchPayload, error) {
	items := make([]batch.Item, len(in.Items))
	for i, item := range in.Items {
		items[i] = batch.Item{
			ProblemID: item.ProblemID, ExpectedVersion: item.ExpectedVersion, Complexity: named(item.Complexity), Note: text(item.Note),
		}
		for _, d := range item.Dispatches {
			items[i].Units = append(items[i].Units, batch.Unit{OrganizationID: d.OrganizationID, Line: string(d.Line), Role: string(d.Role)})
		}
	}
	id, err := m.Batch.Dispatch(ctx, actor(ctx), batch.Input{
		ID: in.ID, Number: in.Number, Date: in.Date.Day(), Level: string(in.Level), Items: items,
	})
	errs, err := userErrors(err)
	return &DispatchBatchPayload{Batch: row(id, errs), UserErrors: errs}, err
}
